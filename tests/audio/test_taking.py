"""With microphones and time made up: what is recorded, and which gaps are told, whatever goes wrong."""

import os
from pathlib import Path

import numpy as np
import pytest

from facilitator.audio.recording.marks import read_marks
from facilitator.audio.tracks import recover_track, track_sha256, verify_track
from facilitator.domain.recordings import RATE, Stretch
from tests.audio.simulated import Simulation
from tests.audio.takes import all_of
from tests.storage.mounts import fill, small_disk

NOTICE_MS = 3500
EDGE_MS = 300


@pytest.fixture
def simulation(tmp_path: Path) -> Simulation:
    return Simulation(tmp_path / "a.rec")


def gaps(simulation: Simulation) -> list[tuple[str, object]]:
    return [(trouble.reason, trouble.start_ms) for trouble in simulation.troubles]


def test_what_is_heard_is_kept_with_the_moment_it_was_heard(simulation: Simulation) -> None:
    simulation.run(130)
    simulation.stop()
    [stretch] = simulation.stretches
    assert stretch.at_ms == pytest.approx(1000, abs=60)
    assert stretch.frames == simulation.microphones.last.given
    heard = np.resize(simulation.microphones.minute, stretch.frames)
    assert np.array_equal(all_of(simulation.folder), heard)
    assert sorted(path.name for path in simulation.folder.iterdir()) == [
        "0001.flac",
        "0002.flac",
        "0003.flac",
        "marks.jsonl",
        "outline.s16",
    ]
    recovered = recover_track(simulation.folder)
    assert recovered.sha256 == track_sha256(simulation.folder)
    assert (recovered.stretches, recovered.device) == (simulation.stretches, "Mic")
    assert recovered.started_at == "2026-01-01T10:00:00+00:00"


def test_without_a_microphone_it_begins_with_a_gap_and_goes_on_with_the_first_one(tmp_path: Path) -> None:
    simulation = Simulation(tmp_path / "a.rec", names=())
    assert gaps(simulation) == [("lost", 1000)]
    assert "notes go on" in simulation.troubles[0].sentence
    simulation.run(7)
    simulation.microphones.names.append("mic")
    simulation.run(3)
    simulation.stop()
    assert simulation.closed == [pytest.approx(8000, abs=1100)]
    assert [each.at_ms for each in simulation.stretches] == simulation.closed
    assert simulation.states == ["lost", "recording"]
    assert simulation.devices == [], "it is the first one there is"


def test_sleep_is_a_gap_and_sound_goes_on_after_it(simulation: Simulation) -> None:
    simulation.run(10)
    slept_ms = simulation.time.now_ms()
    simulation.sleep(40)
    woke_ms = simulation.time.now_ms()
    simulation.run(10)
    simulation.stop()
    assert gaps(simulation) == [("asleep", pytest.approx(slept_ms, abs=EDGE_MS))]
    assert simulation.noticed[0] - woke_ms <= NOTICE_MS
    assert simulation.closed == [pytest.approx(woke_ms, abs=EDGE_MS)]
    assert simulation.stretches[1].at_ms == simulation.closed[0]
    assert recover_track(simulation.folder).stretches == simulation.stretches


def test_lost_samples_are_a_gap_and_what_follows_is_where_it_was_heard(simulation: Simulation) -> None:
    simulation.run(20)
    lost_ms = simulation.time.now_ms()
    simulation.microphones.last.lose(700)
    simulation.run(20)
    simulation.stop()
    assert gaps(simulation) == [("drift", pytest.approx(lost_ms, abs=EDGE_MS))]
    assert simulation.noticed[0] - lost_ms <= NOTICE_MS
    assert simulation.closed == [pytest.approx(lost_ms + 700, abs=EDGE_MS)]
    end = simulation.stretches[-1].at_ms + simulation.stretches[-1].frames * 1000 / RATE
    assert end == pytest.approx(simulation.time.now_ms(), abs=60)
    assert recover_track(simulation.folder).stretches == simulation.stretches


@pytest.mark.parametrize("parts_per_million", [-300, 300])
def test_marks_stay_right_for_hours_with_a_device_whose_clock_is_off(tmp_path: Path, parts_per_million: float) -> None:
    simulation = Simulation(tmp_path / "a.rec")
    simulation.microphones.last.parts_per_million = parts_per_million
    simulation.run(12 * 60, tick=500)
    assert simulation.troubles == []
    assert len(simulation.stretches) == 3
    last = simulation.stretches[-1]
    assert last.at_ms + last.frames * 1000 / RATE == pytest.approx(simulation.time.now_ms(), abs=150)
    simulation.stop()
    assert recover_track(simulation.folder).stretches == simulation.stretches


def test_a_full_disk_stops_sound_and_it_goes_on_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4000) as disk:
        (disk / "notes").write_text("before")
        simulation = Simulation(disk / "a.rec", reserve_bytes=0)
        simulation.run(5)
        simulation.wait_for_writer()
        filler = fill(disk)
        full_ms = simulation.time.now_ms()
        while not simulation.troubles:
            simulation.run(0.05)
            simulation.wait_for_writer()
        [trouble] = simulation.troubles
        assert trouble.reason == "full"
        assert trouble.start_ms == pytest.approx(full_ms, abs=EDGE_MS)
        assert simulation.noticed[0] - full_ms <= NOTICE_MS
        simulation.run(30)
        assert simulation.taking.state == "lost"
        filler.unlink()
        freed_ms = simulation.time.now_ms()
        while not simulation.closed:
            simulation.run(0.05)
            simulation.wait_for_writer()
        assert simulation.closed[0] - freed_ms <= NOTICE_MS
        simulation.run(5)
        simulation.stop()
        assert verify_track(simulation.folder) == []
        recovered = recover_track(simulation.folder)
        assert recovered.stretches == simulation.stretches
        kept, minute = all_of(simulation.folder), np.resize(simulation.microphones.minute, 60 * RATE)
        first, second = simulation.stretches
        assert np.array_equal(kept[: first.frames], minute[: first.frames])
        assert np.array_equal(
            np.resize(minute, 120 * RATE)[: simulation.microphones.last.given][-second.frames :], kept[second.frame :]
        )


def test_the_reserve_of_the_disk_is_left_to_the_notes(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 3000) as disk:
        simulation = Simulation(disk / "a.rec", reserve_bytes=2_000_000)
        while not simulation.troubles:
            simulation.run(0.5)
            simulation.wait_for_writer()
        simulation.stop()
        [trouble] = simulation.troubles
        assert trouble.reason == "full"
        assert "notes still are" in trouble.sentence
        (disk / "notes").write_bytes(bytes(1_000_000))
        assert recover_track(simulation.folder).frames == simulation.stretches[-1].frames


def test_a_disk_that_hangs_costs_sound_only_after_two_minutes(simulation: Simulation) -> None:
    simulation.run(2)
    with simulation.hanging_disk():
        simulation.run(100)
        assert simulation.troubles == []
        simulation.run(30)
        assert gaps(simulation) == [("failed", pytest.approx(123_000, abs=2000))]
    simulation.wait_for_writer()
    simulation.run(3)
    simulation.stop()
    assert len(simulation.closed) == 1
    assert sum(each.frames for each in simulation.stretches) == len(all_of(simulation.folder))
    assert recover_track(simulation.folder).stretches == simulation.stretches


def test_the_chosen_microphone_takes_over_again_only_with_sound(tmp_path: Path) -> None:
    simulation = Simulation(tmp_path / "a.rec", names=("hall", "mic"), chosen="mic")
    simulation.run(5)
    simulation.microphones.names.remove("mic")
    simulation.microphones.last.alive = False
    simulation.run(12)
    assert [device.id for device in simulation.devices] == ["hall"]
    assert len(simulation.closed) == 1
    assert simulation.closed[0] - simulation.troubles[0].start_ms == pytest.approx(6000, abs=1200)
    simulation.microphones.names.append("mic")
    simulation.microphones.muted.add("mic")
    simulation.run(10)
    assert simulation.taking.device is not None
    assert simulation.taking.device.id == "hall"
    simulation.microphones.muted.clear()
    simulation.run(5)
    simulation.stop()
    assert [device.id for device in simulation.devices] == ["hall", "mic"]
    assert len(simulation.troubles) == 1
    first, second, third = simulation.stretches
    assert second.at_ms == simulation.closed[0]
    assert third.at_ms == pytest.approx(second.at_ms + second.frames * 1000 / RATE, abs=60)
    assert third.frame == second.frame + second.frames
    assert first.frames == pytest.approx(5 * RATE, abs=RATE / 10)
    assert recover_track(simulation.folder).stretches == simulation.stretches


def test_a_pause_in_trouble_ends_the_trouble(simulation: Simulation) -> None:
    simulation.run(5)
    simulation.microphones.names.clear()
    simulation.microphones.last.alive = False
    simulation.run(5)
    simulation.taking.pause()
    simulation.run(5)
    simulation.taking.resume()
    simulation.microphones.names.append("mic")
    simulation.run(5)
    simulation.stop()
    assert simulation.states == ["lost", "paused", "lost", "recording"]
    assert [reason for reason, _start in gaps(simulation)] == ["lost", "paused", "lost"]
    assert len(simulation.closed) == 3
    ends = [*simulation.closed]
    starts = [start for _reason, start in gaps(simulation)]
    assert starts[1:] == ends[:2]
    assert [each.at_ms for each in simulation.stretches[1:]] == [ends[2]]


def test_a_stretch_that_was_silent_from_its_first_sample_leaves_nothing(simulation: Simulation) -> None:
    simulation.microphones.last.muted = True
    simulation.run(10)
    simulation.microphones.last.muted = False
    simulation.run(5)
    simulation.stop()
    assert gaps(simulation) == [("silent", pytest.approx(1000, abs=60))]
    [stretch] = simulation.stretches
    assert stretch.at_ms == simulation.closed[0]
    assert recover_track(simulation.folder).stretches == simulation.stretches


def test_the_marks_tell_what_happened(simulation: Simulation) -> None:
    simulation.run(3)
    simulation.taking.pause()
    simulation.run(3)
    simulation.taking.resume()
    simulation.run(3)
    simulation.stop()
    marks = read_marks(simulation.folder)
    assert marks.within(marks.ends or 0) == simulation.stretches
    assert [each.at_ms for each in simulation.stretches] == [pytest.approx(1000, abs=60), 7000]
    assert isinstance(simulation.stretches[0], Stretch)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move a folder with an open file in it")
def test_a_folder_that_is_moved_is_said_and_costs_no_sound(simulation: Simulation) -> None:
    simulation.run(3)
    moved = simulation.folder.rename(simulation.folder.with_name("moved.rec"))
    simulation.wait_for_writer()
    simulation.run(90)
    simulation.stop()
    [remark] = simulation.remarks
    assert str(moved) in remark
    assert gaps(simulation) == []
    assert recover_track(moved).stretches == simulation.stretches
    assert verify_track(moved) == []
