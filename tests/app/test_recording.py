"""The recording in the whole program: the light on every page, the banner, and closing while it goes on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.app import Program, build
from facilitator.app.opened import OpenStudy
from facilitator.domain.recordings import Recording as Recorded
from facilitator.domain.sessions import Session
from facilitator.services.ports import ClipSpec
from facilitator.services.sound.recording import SessionRecording
from facilitator.ui import ask
from facilitator.ui.run.page import RunPage
from facilitator.ui.run.room_check import RoomCheck
from facilitator.ui.widgets.light import Recording
from tests.hand_player import HandPlayer
from tests.ui.run.conftest import fill
from tests.ui.run.hand_recorder import HandRecorder

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class NonData:
    """Made on the first look and kept in the instance, as the one it stands for."""

    def __init__(self, make: Callable[[OpenStudy], SessionRecording]) -> None:
        self._make = make

    def __get__(self, opened: OpenStudy, _kind: type) -> SessionRecording:
        return self._make(opened)


class Office:
    """The program on a study with two groups, and a microphone moved by hand."""

    def __init__(self, app: QApplication, home: Path, qtbot: QtBot) -> None:
        self.home = home
        self.qtbot = qtbot
        for name in ("config", "data"):
            (home / name).mkdir(exist_ok=True)
        self.program: Program = build(app, home)
        self.recorder = HandRecorder()

    def open(self, folder: Path) -> None:
        program = self.program
        program.window.resize(1366, 768)
        program.window.show()
        assert program.open_folder(folder)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.program.window, key, modifier)

    def light(self) -> Recording:
        return self.program.window.top.light.state

    @property
    def run(self) -> RunPage:
        page = self.program.window.page
        assert isinstance(page, RunPage)
        return page

    def record(self) -> None:
        """Start the session with Sales and record it."""
        self.program.window.go("run")
        self.press(Key.Key_F5)
        self.recorder.speak()
        self.press(Key.Key_F5)
        assert self.light() is Recording.ON


@pytest.fixture
def study(tmp_path: Path) -> Path:
    from facilitator.domain.study import Study
    from facilitator.storage.opening import create_study

    folder = create_study(tmp_path / "A.study", Study(title="Who picks it up?"))
    fill(folder.store)
    folder.close()
    return tmp_path / "A.study"


@pytest.fixture
def office(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, study: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    office = Office(qapp, tmp_path, qtbot)

    def by_hand(opened: OpenStudy) -> SessionRecording:
        made = SessionRecording(opened.folder.store, opened.folder.path, office.recorder, opened.clock)
        opened.__dict__["recording"] = made
        return made

    monkeypatch.setattr(OpenStudy, "recording", NonData(by_hand))
    office.open(study)
    yield office
    office.program.close_study()
    office.program.window.deleteLater()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], list[str]]:
    def answer(yes: bool) -> list[str]:
        asked: list[str] = []

        def confirm(_parent: object, title: str, *_words: str) -> bool:
            asked.append(title)
            return yes

        monkeypatch.setattr(ask, "confirm", confirm)
        return asked

    return answer


def test_the_light_is_on_every_page_and_the_recording_goes_on(office: Office) -> None:
    office.record()
    for page in ("prepare", "findings", "reflect", "report"):
        office.program.window.go(page)
        assert office.light() is Recording.ON
        assert office.program.window.top.light.isVisible()
    office.recorder.lose()
    assert office.light() is Recording.LOST
    assert office.program.window.banner.isVisible()
    office.press(Key.Key_F5)
    assert office.light() is Recording.ON
    assert office.program.window.banner.isHidden()


def test_every_page_can_pause_and_go_on_with_notes_only(office: Office) -> None:
    office.record()
    office.program.window.go("findings")
    office.press(Key.Key_F5, CTRL)
    assert office.light() is Recording.PAUSED
    office.press(Key.Key_F5, SHIFT)
    assert office.light() is Recording.NOTES_ONLY


def test_ctrl_r_in_prepare_checks_the_room(office: Office) -> None:
    office.program.window.go("prepare")
    office.press(Key.Key_R, CTRL)
    assert isinstance(office.run.check, RoomCheck)
    assert office.run.check.isVisible()
    assert office.recorder.state == "listening"
    office.program.window.go("findings")
    assert office.recorder.device is not None
    assert office.program.open is not None
    assert office.program.open.folder.store.count(Session) == 0


def test_the_banner_never_takes_the_keyboard(office: Office) -> None:
    office.record()
    line = office.run.view.line.text if office.run.view else None
    office.recorder.lose()
    office.recorder.find()
    office.recorder.lose("silent")
    assert office.program.window.focusWidget() is line


def test_closing_while_recording_asks_once_and_stops_cleanly(
    office: Office, answers: Callable[[bool], list[str]], study: Path
) -> None:
    office.record()
    asked = answers(False)
    office.program.window.close()
    assert office.program.window.isVisible()
    assert office.light() is Recording.ON
    asked = answers(True)
    office.program.window.close()
    assert asked == ["A session is being recorded."]
    assert office.program.window.isHidden()
    assert office.recorder.device is not None
    assert office.program.open is None


def test_an_interrupted_session_is_gone_on_with_by_one_key(
    office: Office, answers: Callable[[bool], list[str]], study: Path
) -> None:
    office.record()
    answers(True)
    office.program.show_start()
    assert office.light() is Recording.NONE
    office.open(study)
    office.program.window.go("findings")
    office.program.window.go("run")
    office.qtbot.waitUntil(lambda: office.light() is Recording.LOST, timeout=5000)
    office.press(Key.Key_F5)
    assert office.light() is Recording.ON
    assert office.program.open is not None
    assert office.program.open.folder.store.count(Recorded) == 2


def test_without_a_session_the_keys_say_so(office: Office) -> None:
    office.program.window.go("findings")
    office.press(Key.Key_F5)
    assert "No session is under way" in office.program.window.strip.sentence


def test_findings_is_silent_while_a_session_is_recorded_unless_headphones_are_worn(office: Office) -> None:
    opened = office.program.open
    assert opened is not None
    loud = HandPlayer()
    opened.__dict__["player"] = loud
    clip = ClipSpec(Path("a.wav"), 0, 1000)
    opened.quiet_player.play(clip)
    office.record()
    assert loud.playing is None
    opened.quiet_player.play(clip)
    assert loud.playing is None
    opened.sound.control.set_headphones(True)
    opened.quiet_player.play(clip)
    assert loud.playing == clip
    opened.sound.control.set_headphones(False)
    assert loud.playing is None
    del opened.__dict__["player"]
