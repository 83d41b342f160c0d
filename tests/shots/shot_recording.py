"""Recording in Run: the check of the room, a session that is recorded, and the microphone lost."""

from dataclasses import replace
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from facilitator.domain.sessions import Session
from facilitator.services.ports import Level
from facilitator.services.sound.recording import SessionRecording
from facilitator.ui.recording import Supplies
from facilitator.ui.theme import Theme
from tests.shots.registry import Shot
from tests.shots.shot_program import IN_SESSION, Stage, grabbed
from tests.ui.run.hand_recorder import HandRecorder

SOUND = Level(-22, -32)


class Studio:
    """A stage with a microphone that is moved by hand, and Sales in the room."""

    def __init__(self, theme: Theme) -> None:
        self.on = Stage(theme)
        self.recorder = HandRecorder()
        opened = self.on.program.open
        assert opened is not None
        opened.__dict__["recording"] = SessionRecording(
            opened.folder.store, opened.folder.path, self.recorder, self.on.clock
        )
        self.control = opened.sound.control

    def record(self) -> None:
        """Go on with the session of Sales, and record it."""
        self.on.go("prepare", IN_SESSION)
        ended = self.on.store.need(Session, "s-sales")
        self.on.put(replace(ended, ended_at=None, question="q7"))
        self.on.go("run", IN_SESSION)
        if not self.control.is_recording:
            self.on.press(Qt.Key.Key_F5)
        self.recorder.speak(12, SOUND)
        self.control.supplies_changed.emit(Supplies(41 * 60, 76, mains=False))


@cache
def studio(*, dark: bool) -> Studio:
    return Studio(Theme(dark))


def recorded(theme: Theme) -> QWidget:
    at = studio(dark=theme.dark)
    at.record()
    at.on.type("4 We agree on who closes a case, never on who")
    return grabbed(at.on.window)


def lost(theme: Theme) -> QWidget:
    at = studio(dark=theme.dark)
    at.record()
    at.recorder.lose()
    QTest.qWait(600)  # the flash is over
    return grabbed(at.on.window)


def checked(theme: Theme) -> QWidget:
    """The check of the room, with talk in it."""
    at = studio(dark=theme.dark)
    at.on.go("prepare", IN_SESSION)
    at.on.go("run", IN_SESSION)
    at.on.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    at.recorder.speak(20, SOUND)
    picture = grabbed(at.on.window)
    assert at.on.program.window.page is not None
    at.on.program.window.page.close_side_panel()
    return picture


SHOTS = [Shot("03_check", checked), Shot("03_run_recorded", recorded), Shot("04_run_mic_lost", lost)]
