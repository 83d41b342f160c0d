"""The recordings of a session on screen, and another recorder's file that comes in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.audio.aligner import FileAligner
from facilitator.audio.decoder import AudioDecoder
from facilitator.audio.track_files import TrackFiles
from facilitator.domain.actors import Actor
from facilitator.domain.recordings import Gap, Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import local_time
from facilitator.services.ports import Cancel, Progress
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.main_window import MainWindow
from facilitator.ui.recordings.desk import RecordingsDesk
from facilitator.ui.recordings.page import RecordingsPage
from facilitator.ui.recordings.row import parse_place, place_text
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.label import Label
from tests.audio.sounds import babble, write
from tests.audio.takes import make_track, noise
from tests.hand_player import HandPlayer

RATE = 16_000
BEGAN = "2026-11-04T09:00:00Z"


class Slow(AudioDecoder):
    """Copies until it is stopped."""

    def bring_in(self, path: Path, folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> str:
        assert progress is not None
        assert cancel is not None
        while True:
            progress(0.5)
            cancel.check()


class Room:
    """The page in a window; `said` is what the strip was told."""

    def __init__(self, study: StudyFolder, app: QApplication, qtbot: QtBot) -> None:
        self.study, self.qtbot = study, qtbot
        self.theme = Theme()
        self.theme.dress(app, starting=True)
        self.player = HandPlayer()
        self.desk = RecordingsDesk(study.store, study.path, self.player, AudioDecoder(), FileAligner(), TrackFiles())
        self.said: list[str] = []
        self.desk.told.connect(lambda sentence, _undoable: self.said.append(sentence))
        actions = Actions()
        self.window = MainWindow(
            self.theme, actions, {"run.recordings": lambda: RecordingsPage(self.theme, actions, self.desk)}
        )
        study.store.listen(self.window.apply_changes)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.go("run.recordings")
        self.theme.put_on_sheet()

    @property
    def page(self) -> RecordingsPage:
        assert isinstance(self.window.page, RecordingsPage)
        return self.window.page

    def texts(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(Label) if label.isVisibleTo(self.page)]

    def bring(self, file: Path) -> Recording:
        self.desk.bring_in(self.study.store.need(Session, "s"), file)
        self.qtbot.waitUntil(lambda: self.desk.file is None, timeout=30_000)
        return self.study.store.find(Recording, source="second")[0]


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Room]:
    study = create_study(tmp_path / "A.study", Study(title="A"))
    write(study.audio / "own.flac", babble(20, RATE), RATE)
    with study.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", short="S", kind="focus_group"))
        change.add(Session("s", actor="sales", started_at=BEGAN, ended_at="2026-11-04T09:00:30Z"))
        stretches = (Stretch(0, 0, 20 * RATE),)
        own = Recording("own", session="s", file="own.flac", label="Table microphone", rate=RATE, sha256="ab")
        change.add(replace(own, frames=20 * RATE, stretches=stretches))
        change.add(Gap("g", session="s", start_ms=20_000, end_ms=30_000, reason="lost"))
    made = Room(study, qapp, qtbot)
    yield made
    made.desk.stop()
    study.close()
    qapp.setStyleSheet("")


def phone(folder: Path) -> Path:
    return write(folder / "Phone.wav", babble(20, RATE)[5 * RATE :] * 0.5, RATE)


def test_what_was_recorded_and_what_cannot_be_heard_is_on_show(room: Room) -> None:
    start, end, over = (local_time(BEGAN, ms) for ms in (0, 20_000, 30_000))
    assert f"our own recording, {start} to {end}, 0:20 of sound" in room.texts()
    assert f"{end} to {over}: the microphone was lost" in room.texts()
    assert [row.begins for row in room.page.rows] == [None]


def test_two_recordings_of_our_own_are_told_apart(room: Room) -> None:
    (own,) = room.study.store.find(Recording)
    with room.study.store.change("Record again") as change:
        change.add(replace(own, id="own2", file="own 2.rec", stretches=(Stretch(0, 25_000, 5 * RATE),)))
    start, again = (local_time(BEGAN, ms) for ms in (0, 25_000))
    names = [f"Recording 1 from {start}, Table microphone", f"Recording 2 from {again}, Table microphone"]
    assert [row.name for row in room.page.rows] == names
    assert room.page.rows[1].listen.accessibleName() == f"Listen to {names[1]}"


def test_a_short_gap_does_not_pass_for_none(room: Room) -> None:
    with room.study.store.change("Lose less") as change:
        change.put(replace(room.study.store.need(Session, "s"), ended_at="2026-11-04T09:00:20.500Z"))
    said = f"{local_time(BEGAN, 20_000)}, under a second: the microphone was lost"
    room.qtbot.waitUntil(lambda: said in room.texts())


def test_what_a_start_that_was_taken_back_has_left_is_offered(room: Room) -> None:
    make_track(room.study.audio / "Sales 2026.rec", noise(3))
    with room.study.store.change("Start") as change:
        change.put(replace(room.study.store.need(Session, "s"), started_at="2026-01-01T10:00:00Z"))
    assert room.page.stray_panel.isVisible()
    (take,) = [each for each in room.page.stray_panel.findChildren(Button) if each.isVisible()]
    assert take.accessibleName() == "Add Sales 2026 to this session"
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: len(room.page.rows) == 2, timeout=10_000)
    assert not room.page.stray_panel.isVisible()
    assert room.said == ["Sales 2026 belongs to this session now."]


def test_a_chosen_file_comes_in_with_progress_and_lies_where_it_belongs(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = phone(tmp_path)
    monkeypatch.setattr(ask, "open_file", lambda *_: file)
    room.page.choose()
    assert room.page.work.isVisible()
    assert not room.page.add.isEnabled()
    room.qtbot.waitUntil(lambda: len(room.page.rows) == 2, timeout=30_000)
    row = room.page.rows[1]
    assert row.begins is not None
    assert row.begins_ms == pytest.approx(5000, abs=3)
    assert row.begins.text() == place_text(row.begins_ms)
    assert room.said == ["Phone.wav is in the session, laid by the same talk."]
    assert not room.page.work.isVisible()


def test_it_is_moved_by_typing_and_by_arrows_and_undo_moves_it_back(room: Room, tmp_path: Path) -> None:
    recording = room.bring(phone(tmp_path))
    room.qtbot.waitUntil(lambda: len(room.page.rows) == 2)

    def placed() -> int:
        return room.desk.second.start_ms(room.study.store.need(Recording, recording.id))

    begins = room.page.rows[1].begins
    assert begins is not None
    begins.setText("-0:01.5")
    QTest.keyClick(begins, Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: placed() == -1500)
    begins = room.page.rows[1].begins
    assert begins is not None
    begins.setFocus()
    QTest.keyClick(begins, Qt.Key.Key_Up)
    room.qtbot.waitUntil(lambda: placed() == -1490)
    begins = room.page.rows[1].begins
    assert begins is not None
    assert begins.hasFocus()
    QTest.keyClick(begins, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    room.qtbot.waitUntil(lambda: placed() == -1590)
    room.study.store.undo()
    assert placed() == -1490


def test_what_is_half_typed_stays_while_a_recording_grows(room: Room, tmp_path: Path) -> None:
    room.bring(phone(tmp_path))
    room.qtbot.waitUntil(lambda: len(room.page.rows) == 2)
    begins = room.page.rows[1].begins
    assert begins is not None
    begins.setFocus()
    begins.selectAll()
    QTest.keyClicks(begins, "0:07")
    own = room.study.store.need(Recording, "own")
    with room.study.store.change("Keep recording", undoable=False) as change:
        change.put(replace(own, frames=own.frames + RATE))
    begins = room.page.rows[1].begins
    assert begins is not None
    assert begins.text() == "0:07"
    assert begins.hasFocus()


def test_what_is_no_time_is_said_at_the_field(room: Room, tmp_path: Path) -> None:
    room.bring(phone(tmp_path))
    room.qtbot.waitUntil(lambda: len(room.page.rows) == 2)
    row = room.page.rows[1]
    assert row.begins is not None
    before = row.begins_ms
    row.begins.setText("soon")
    QTest.keyClick(row.begins, Qt.Key.Key_Return)
    assert "minutes and seconds" in row.begins.toolTip()
    assert row.begins_ms == before


def test_cancel_leaves_nothing_of_the_file(room: Room, tmp_path: Path) -> None:
    room.desk._decoder = Slow()
    room.desk.bring_in(room.study.store.need(Session, "s"), phone(tmp_path))
    room.qtbot.waitUntil(lambda: room.desk.progress > 0)
    room.qtbot.mouseClick(room.page.stop, Qt.MouseButton.LeftButton)
    assert room.page.add.isEnabled()
    assert room.study.store.count(Recording) == 1
    assert [path.name for path in room.study.audio.iterdir()] == ["own.flac"]


def test_a_file_that_cannot_be_read_is_said(room: Room, tmp_path: Path) -> None:
    (tmp_path / "letter.wav").write_bytes(b"Dear participants")
    room.desk.bring_in(room.study.store.need(Session, "s"), tmp_path / "letter.wav")
    room.qtbot.waitUntil(lambda: bool(room.said), timeout=30_000)
    assert "letter.wav is not audio that can be read" in room.said[0]
    assert room.page.add.isEnabled()


def test_both_recordings_are_heard_from_the_same_moment(room: Room, tmp_path: Path) -> None:
    second = room.bring(phone(tmp_path))
    room.qtbot.waitUntil(lambda: len(room.page.rows) == 2)
    for row in room.page.rows:
        row.listen.click()
    (ours, theirs) = room.player.heard
    begins = room.desk.second.start_ms(second)
    assert (ours.start_ms, theirs.start_ms) == (begins, 0)
    assert ours.duration_ms == theirs.duration_ms == 10_000


def test_a_recording_taken_off_keeps_its_file(room: Room, tmp_path: Path) -> None:
    second = room.bring(phone(tmp_path))
    room.qtbot.waitUntil(lambda: len(room.page.rows) == 2)
    room.page.rows[1].remove.click()
    room.qtbot.waitUntil(lambda: len(room.page.rows) == 1)
    assert (room.study.audio / second.file).exists()


@pytest.mark.parametrize(("ms", "text"), [(65_250, "1:05.250"), (-1500, "-0:01.500"), (0, "0:00.000")])
def test_places_read_back(ms: int, text: str) -> None:
    assert place_text(ms) == text
    assert parse_place(text) == ms
