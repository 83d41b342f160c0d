"""What a recorder does becomes facts of the study, in session time, whatever else goes wrong."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.ports import InputDevice
from facilitator.services.session.sessions import LiveSession, Sessions
from facilitator.services.sound import disk
from facilitator.services.sound.recording import SessionRecording
from facilitator.storage.opening import StudyFolder, create_study
from tests.clocks import HandClock
from tests.services.fake_recorder import FakeRecorder


class Room:
    """A session with Sales that has begun, and what records it."""

    def __init__(self, study: StudyFolder) -> None:
        self.study, self.store, self.clock = study, study.store, HandClock(datetime(2026, 11, 4, 9, 0, tzinfo=UTC))
        with self.store.change("Set up") as change:
            change.add(Actor("sales", name="Sales", kind="focus_group"))
        self.sessions = Sessions(self.store, self.clock)
        self.session = self.sessions.start("sales")
        self.live: LiveSession = self.sessions.live(self.session)
        self.recorder = FakeRecorder()
        self.recording = self.program()

    def program(self) -> SessionRecording:
        return SessionRecording(self.store, self.study.path, self.recorder, self.clock)

    def begin(self) -> None:
        self.recording.begin(self.session, self.live.now_ms, None)

    def gaps(self) -> list[tuple[str, int, int | None]]:
        return [(gap.reason, gap.start_ms, gap.end_ms) for gap in self.store.find(Gap)]

    def note(self, at_ms: int) -> Note:
        return Note("n", session=self.session.id, at_ms=at_ms)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    study = create_study(tmp_path / "A.study", Study(title="A"))
    yield Room(study)
    study.close()


def test_a_recording_is_named_after_group_and_day_and_known_from_its_first_moment(room: Room) -> None:
    room.begin()
    (kept,) = room.store.find(Recording)
    assert (kept.file, kept.label, kept.session) == ("Sales 2026-11-04.rec", "Table microphone", room.session.id)
    assert room.recorder.folder == room.study.audio / kept.file
    assert room.recording.state == "recording"


def test_a_second_recording_of_the_day_gets_a_folder_of_its_own(room: Room) -> None:
    room.begin()
    room.recording.end()
    room.begin()
    assert [each.file for each in room.store.find(Recording)] == ["Sales 2026-11-04.rec", "Sales 2026-11-04 2.rec"]


def test_a_pause_is_a_gap_and_marks_stay_in_session_time_though_the_clock_is_set(room: Room) -> None:
    room.clock.pass_seconds(60)
    room.begin()
    room.clock.pass_seconds(40)
    room.recording.pause()
    room.clock.set_wall(-3600)
    room.clock.pass_seconds(30)
    room.recording.resume()
    room.clock.pass_seconds(50)
    assert room.gaps() == [("paused", 100_000, 130_000)]
    assert room.recording.recorded_ms == 90_000
    assert room.recording.clip_for_mark(room.session.id, 140_000) == Clip("Sales 2026-11-04.rec", 50_000, 70_000)
    assert room.recording.clip_for_mark(room.session.id, 110_000) is None


def test_trouble_opens_a_gap_that_closes_when_sound_is_back(room: Room) -> None:
    told: list[str] = []
    room.recording.listen(lambda: told.append(room.recording.state))
    room.begin()
    room.clock.pass_seconds(10)
    room.recorder.lose("silent", ago_ms=3000)
    assert room.recording.trouble is not None
    assert room.gaps() == [("silent", 7000, None)]
    room.clock.pass_seconds(5)
    room.recorder.find()
    assert room.gaps() == [("silent", 7000, 15_000)]
    assert room.recording.trouble is None
    assert told[-1] == "recording"


def test_a_microphone_that_was_only_plugged_in_again_is_not_called_another_one(room: Room) -> None:
    room.begin()
    room.recorder.lose("moved")
    room.clock.pass_seconds(5)
    room.recorder.find()
    room.recorder.lose("moved")
    room.clock.pass_seconds(5)
    room.recorder.find(InputDevice("web", "Webcam"))
    assert [reason for reason, _start, _end in room.gaps()] == ["lost", "moved"]


def test_a_session_without_a_microphone_begins_with_a_gap(room: Room) -> None:
    room.recorder.mute = True
    room.begin()
    room.clock.pass_seconds(8)
    assert room.recording.state == "lost"
    room.recorder.mute = False
    room.recorder.find()
    assert room.gaps() == [("lost", 0, 8000)]


def test_the_length_on_disk_follows_every_ten_seconds(room: Room) -> None:
    room.begin()
    room.clock.pass_seconds(9)
    room.recorder.hear()
    assert room.store.find(Recording)[0].frames == 0
    room.clock.pass_seconds(2)
    room.recorder.hear()
    assert room.store.find(Recording)[0].frames == 11 * 48_000


def test_notes_only_is_a_gap_until_the_group_agrees(room: Room) -> None:
    room.recording.notes_only(room.session)
    assert room.recording.state == "notes_only"
    assert room.store.need(Session, room.session.id).notes_only
    room.clock.pass_seconds(120)
    room.begin()
    assert room.gaps() == [("notes_only", 0, 120_000)]
    assert not room.store.need(Session, room.session.id).notes_only


def test_refusing_the_recording_midway_keeps_what_was_recorded(room: Room) -> None:
    room.begin()
    room.clock.pass_seconds(30)
    room.recording.notes_only(room.session)
    room.clock.pass_seconds(30)
    room.sessions.end(room.session.id)
    room.recording.end()
    assert room.store.find(Recording)[0].frames == 30 * 48_000
    assert room.gaps() == [("notes_only", 30_000, 60_000)]
    assert room.recording.state == "off"


def test_notes_only_said_twice_is_one_span(room: Room) -> None:
    room.recording.notes_only(room.session)
    room.clock.pass_seconds(20)
    room.recorder.broken = "The disk is full. Free some space."
    with pytest.raises(UserError):
        room.begin()
    assert room.recording.state == "notes_only"
    room.clock.pass_seconds(20)
    room.recording.notes_only(room.session)
    assert room.gaps() == [("notes_only", 0, None)]


def test_no_room_for_sound_leaves_everything_as_it_was(room: Room) -> None:
    room.recorder.broken = "The disk is full. Free some space."
    with pytest.raises(UserError, match="disk is full"):
        room.begin()
    assert room.store.count(Recording) == 0
    assert room.recording.state == "off"


def test_recording_goes_on_when_the_study_cannot_be_written_and_tells_it_later(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.begin()
    room.clock.pass_seconds(20)
    connection = room.store._connection
    monkeypatch.setattr(room.store, "_connection", Full(connection))
    room.recorder.lose()
    assert room.recording.state == "lost"
    room.clock.pass_seconds(5)
    monkeypatch.setattr(room.store, "_connection", connection)
    room.recorder.find()
    assert room.gaps() == [("lost", 20_000, 25_000)]
    assert room.store.find(Recording)[0].frames == 20 * 48_000


class Full:
    """A database on a full disk."""

    in_transaction = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, *values: tuple[str, ...]) -> sqlite3.Cursor:
        if sql.startswith("SELECT"):
            return self._connection.execute(sql, *values)
        raise sqlite3.OperationalError("database or disk is full")


def test_undo_leaves_recordings_alone(room: Room) -> None:
    room.begin()
    with room.store.change("Keep note") as change:
        change.add(room.note(0))
    room.store.undo()
    assert room.store.undo_label == "Set up"
    assert room.store.count(Recording) == 1


def test_entries_know_whether_they_can_be_heard(room: Room) -> None:
    room.clock.pass_seconds(10)
    room.begin()
    room.clock.pass_seconds(10)
    room.recorder.lose()
    room.clock.pass_seconds(10)
    room.recorder.find()
    room.clock.pass_seconds(10)
    heard = {at: room.recording.has_sound(room.note(at)) for at in (5_000, 15_000, 25_000, 35_000, 40_000)}
    assert heard == {5_000: False, 15_000: True, 25_000: False, 35_000: True, 40_000: True}
    assert not room.recording.has_sound(replace(room.note(15_000), struck=True))


def test_what_was_struck_is_neither_heard_nor_in_a_clip(room: Room) -> None:
    room.begin()
    room.clock.pass_seconds(60)
    with room.store.change("Strike remark") as change:
        change.add(Gap("struck", session=room.session.id, start_ms=20_000, end_ms=30_000, reason="struck"))
    assert not room.recording.has_sound(room.note(25_000))
    assert room.recording.clip_for_mark(room.session.id, 25_000) is None
    assert room.recording.clip_for_mark(room.session.id, 12_000) == Clip("Sales 2026-11-04.rec", 12_000, 20_000)


def test_what_the_sound_check_hears_is_no_trouble_of_the_session(room: Room) -> None:
    room.recorder.listen(None)
    room.recorder.lose()
    assert room.recording.state == "off"
    assert room.gaps() == []


def test_a_gap_of_a_session_gone_on_with_ends_with_the_first_sound(room: Room) -> None:
    with room.store.change("Recover", undoable=False) as change:
        change.add(Gap("crash", session=room.session.id, start_ms=4_000, reason="crashed"))
    room.clock.pass_seconds(50)
    room.recording.attach(room.session, room.live.now_ms)
    assert room.recording.state == "off"
    room.begin()
    assert room.gaps() == [("crashed", 4_000, 50_000)]


def test_the_disk_is_asked_for_twice_the_planned_time_and_a_spare() -> None:
    hour = disk.BYTES_PER_HOUR
    assert disk.is_enough(2 * hour + disk.SPARE, 60)
    assert not disk.is_enough(2 * hour + disk.SPARE - 1, 60)
    assert disk.is_enough(None, 600)
    assert disk.hours_left(disk.RESERVE + 3 * hour) == 3
