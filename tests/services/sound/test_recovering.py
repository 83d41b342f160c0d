"""After a crash the study says what there is of each recording, and from when on there is no sound."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.audio.track_files import TrackFiles
from facilitator.audio.tracks import track_sha256
from facilitator.domain.actors import Actor
from facilitator.domain.recordings import Gap, Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.session.sessions import LiveSession, Sessions
from facilitator.services.sound.recording import SessionRecording
from facilitator.services.sound.recovering import Recovering, count_samples, look_into
from facilitator.storage.opening import StudyFolder, create_study
from tests.audio.takes import make_track, noise
from tests.clocks import HandClock
from tests.services.fake_recorder import FakeRecorder

NOVEMBER_4 = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
SESSION = Session("s", actor="sales", started_at="2026-11-04T09:00:00Z")
LOST = Recording("r", session="s", file="Sales.rec", stretches=(Stretch(0, 500, 48_000),), frames=48_000)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    """A session that was being recorded when the program died: three seconds are on disk, one is known."""
    made = create_study(tmp_path / "A.study", Study(title="A"))
    make_track(made.audio / "Sales.rec", noise(3))
    with made.store.change("Set up", undoable=False) as change:
        change.add(Actor("sales", name="Sales", kind="focus_group"))
        change.add(SESSION)
        change.add(LOST)
    yield made
    made.close()


def recover(study: StudyFolder, *but: str) -> Recovering:
    recovering = Recovering(study.store, study.path)
    recovering.take_over(look_into(TrackFiles(), recovering.unfinished(*but)))
    return recovering


def gaps(study: StudyFolder) -> list[tuple[str, int, int | None]]:
    return [(gap.reason, gap.start_ms, gap.end_ms) for gap in study.store.find(Gap)]


def test_every_sample_on_disk_counts_and_the_gap_begins_after_the_last(study: StudyFolder) -> None:
    recover(study)
    kept = study.store.need(Recording, "r")
    assert kept.stretches == (Stretch(0, 500, 3 * 48_000),)
    assert kept.frames == 3 * 48_000
    assert gaps(study) == [("crashed", 3500, None)]


def test_going_on_ends_the_gap_with_the_first_new_sample(study: StudyFolder) -> None:
    recover(study)
    clock = HandClock(NOVEMBER_4 + timedelta(seconds=60))
    live = Sessions(study.store, clock).live(study.store.need(Session, "s"))
    recording = SessionRecording(study.store, study.path, FakeRecorder(), clock)
    recording.begin(study.store.need(Session, "s"), live.now_ms)
    assert gaps(study) == [("crashed", 3500, 60_000)]
    assert recording.recorded_ms == 3000
    clock.pass_seconds(2)
    assert recording.recorded_ms == 5000


def test_a_session_that_is_recorded_again_already_gets_its_gap_between_both(study: StudyFolder) -> None:
    again = Recording("again", session="s", file="Sales 2.rec", stretches=(Stretch(0, 20_000, 48_000),), frames=48_000)
    with study.store.change("Set up") as change:
        change.add(again)
    recover(study, "again")
    assert gaps(study) == [("crashed", 3500, 20_000)]
    assert study.store.need(Recording, "again").frames == 48_000


def test_the_checksum_is_counted_afterwards_and_nothing_is_left_to_do(study: StudyFolder) -> None:
    recovering = recover(study)
    recovering.keep_checksums(count_samples(TrackFiles(), recovering.unfinished()))
    assert study.store.need(Recording, "r").sha256 == track_sha256(study.audio / "Sales.rec")
    assert recovering.unfinished() == []


def test_a_pause_that_was_open_stays_the_reason(study: StudyFolder) -> None:
    with study.store.change("Set up") as change:
        change.add(Gap("p", session="s", start_ms=3500, reason="paused"))
    recover(study)
    assert gaps(study) == [("paused", 3500, None)]


def test_a_session_that_was_ended_is_not_kept_waiting_for_sound(study: StudyFolder) -> None:
    with study.store.change("Set up") as change:
        change.put(replace(study.store.need(Session, "s"), ended_at="2026-11-04T10:00:00Z"))
        change.add(Gap("g", session="s", start_ms=3500, reason="lost"))
    recover(study)
    assert gaps(study) == [("lost", 3500, 3_600_000)]


def test_a_folder_that_is_gone_does_not_keep_the_study_from_opening(study: StudyFolder) -> None:
    with study.store.change("Set up") as change:
        change.put(replace(study.store.need(Recording, "r"), file="Elsewhere.rec"))
    recover(study)
    assert study.store.need(Recording, "r").frames == 48_000
    assert gaps(study) == []


def test_closing_the_program_in_a_session_marks_from_when_on_there_is_no_sound(study: StudyFolder) -> None:
    recover(study)
    clock = HandClock(NOVEMBER_4 + timedelta(seconds=60))
    session = study.store.need(Session, "s")
    live = Sessions(study.store, clock).live(session)
    recording = SessionRecording(study.store, study.path, FakeRecorder(), clock)
    recording.begin(session, live.now_ms)
    clock.pass_seconds(10)
    recording.end()
    assert gaps(study)[1:] == [("paused", 70_000, None)]
    assert recording.state == "off"


def test_notes_only_before_the_crash_was_looked_into_leaves_each_span_one_reason(study: StudyFolder) -> None:
    recording, _, clock = gone_on(study, 60)
    recording.notes_only(study.store.need(Session, "s"))
    clock.pass_seconds(5)
    recover(study)
    assert sorted(gaps(study), key=lambda gap: gap[1]) == [("crashed", 3500, 60_000), ("notes_only", 60_000, None)]


def test_notes_only_after_the_crash_was_looked_into_ends_its_gap(study: StudyFolder) -> None:
    recording, _, _ = gone_on(study, 60)
    recover(study)
    recording.notes_only(study.store.need(Session, "s"))
    assert gaps(study) == [("crashed", 3500, 60_000), ("notes_only", 60_000, None)]


def test_a_recording_begun_before_the_crash_was_looked_into_ends_its_gap(study: StudyFolder) -> None:
    recording, live, clock = gone_on(study, 60)
    recording.begin(study.store.need(Session, "s"), live.now_ms)
    again = recording.recording_id
    assert again is not None
    with study.store.change("Not told yet", undoable=False) as change:
        change.put(replace(study.store.need(Recording, again), stretches=(), frames=0))
    recover(study, again)
    clock.pass_seconds(20)
    recording.keep()
    assert gaps(study) == [("crashed", 3500, 60_000)]


def test_sound_that_came_after_a_gap_had_ended_it(study: StudyFolder) -> None:
    with study.store.change("Set up") as change:
        change.put(replace(study.store.need(Session, "s"), started_at="2026-11-04T08:59:00Z"))
        change.add(Gap("n", session="s", start_ms=-30_000, reason="notes_only"))
    recover(study)
    assert gaps(study) == [("notes_only", -30_000, 500), ("crashed", 3500, None)]


def test_a_gap_that_was_over_before_its_recording_was_counted_is_not_told_twice(study: StudyFolder) -> None:
    with study.store.change("Set up") as change:
        change.add(Gap("n", session="s", start_ms=3500, end_ms=20_000, reason="notes_only"))
        change.add(Recording("again", session="s", file="Sales 2.rec", stretches=(Stretch(0, 20_000, 48_000),)))
    recover(study, "again")
    assert gaps(study) == [("notes_only", 3500, 20_000)]


def gone_on(study: StudyFolder, after_s: int) -> tuple[SessionRecording, LiveSession, HandClock]:
    """The program again, some seconds after the session began, before anything of its sound is known."""
    clock = HandClock(NOVEMBER_4 + timedelta(seconds=after_s))
    session = study.store.need(Session, "s")
    live = Sessions(study.store, clock).live(session)
    recording = SessionRecording(study.store, study.path, FakeRecorder(), clock)
    recording.attach(session, live.now_ms)
    return recording, live, clock
