"""A sound file is drawn in session time, with its gaps, and its moments are told by the clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import local_time
from facilitator.services.sound.timeline import Timeline, timeline_of
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store

BEGAN = "2026-11-04T10:00:00.500+01:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    stretches = (Stretch(0, 2_000, 48_000 * 10), Stretch(48_000 * 10, 30_000, 48_000 * 5))
    with folder.store.change("Set up") as change:
        change.add(Actor("dev", name="Development"))
        change.add(Session("s1", actor="dev", started_at=BEGAN))
        change.add(Recording("r", session="s1", file="s1.rec", frames=48_000 * 15, stretches=stretches))
        change.add(Gap("g", session="s1", start_ms=12_000, end_ms=30_000))
        change.add(Gap("x", session="s1", start_ms=31_000, end_ms=32_000, reason="struck"))
        change.add(Note("n", session="s1", text="later", at_ms=31_000))
        change.add(Note("m", session="s1", text="first", at_ms=4_000))
    yield folder.store
    folder.close()


def test_a_recording_is_drawn_in_session_time_with_its_gaps_and_notes(store: Store) -> None:
    line = timeline_of(store, "s1.rec")
    assert line.gaps == ((0, 2_000), (12_000, 30_000), (31_000, 32_000))
    assert [tick.text for tick in line.ticks] == ["first", "later"]
    assert (line.end_ms, line.file_end_ms) == (35_000, 15_000)


def test_every_moment_of_the_file_comes_back_from_its_place_on_the_line(store: Store) -> None:
    line = timeline_of(store, "s1.rec")
    assert all(line.in_file(line.on_line(ms)) == ms for ms in range(0, 15_001, 50))


def test_a_clip_that_ends_at_a_gap_ends_before_it_and_one_that_begins_there_begins_after_it(store: Store) -> None:
    line = timeline_of(store, "s1.rec")
    assert line.on_line(10_000) == 30_000
    assert line.on_line(10_000, end=True) == 12_000
    assert line.in_file(20_000) == 10_000


def test_moments_are_told_and_typed_by_the_clock(store: Store) -> None:
    line = timeline_of(store, "s1.rec")
    assert line.text(1_250) == local_time(BEGAN, 3_250) + ".75"
    assert all(line.parse(line.text(ms)) == ms for ms in range(0, 15_000, 333))


def test_a_file_of_no_session_is_told_in_minutes_and_seconds(store: Store) -> None:
    line = timeline_of(store, "phone.wav").for_length(90_000)
    assert line == Timeline.plain(90_000)
    assert line.text(61_500) == "1:01.500"
    assert line.parse("1:01.5") == 61_500


def test_what_is_no_time_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no time"):
        timeline_of(store, "s1.rec").parse("soon")


def test_a_span_tells_how_much_is_missing_in_it(store: Store) -> None:
    line = timeline_of(store, "s1.rec")
    assert line.missing_in(5_000, 10_000) == 0, "it ends where the gap begins"
    assert line.missing_in(5_000, 10_500) == 18_000
    assert line.missing_in(5_000, 11_500) == 18_500, "half a second of what was struck is within"


def test_sound_that_is_taken_up_again_at_once_counts_as_unbroken(store: Store) -> None:
    with store.change("Set up") as change:
        slipped = (Stretch(0, 0, 48_000), Stretch(48_000, 1_100, 48_000))
        change.add(Recording("t", session="s1", file="t.rec", frames=96_000, stretches=slipped))
    assert timeline_of(store, "t.rec").missing_in(0, 900) == 0
    assert timeline_of(store, "t.rec").missing_in(500, 1_500) == 0
