"""The session so far, and the end of a reflection: states that the other pictures do not show."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from facilitator.ui.reflect.page import ReflectPage
from facilitator.ui.room.page import RoomPage
from tests.shots.registry import Shot
from tests.shots.shot_program import BETWEEN, REFLECTING, Stage, grabbed, shot


def room(on: Stage, view: str, session: str = "s-sales") -> QWidget:
    """One view of a session that is over."""
    on.go("run.room", BETWEEN)
    page = on.program.window.page
    assert isinstance(page, RoomPage)
    page.choice.setCurrentIndex(page.choice.findData(session))
    page.show_view(view)
    return grabbed(on.window)


def summary(on: Stage) -> QWidget:
    """A reflection that ended before all was shown, with a quote and something not mentioned."""
    on.go("reflect", REFLECTING)
    page = on.program.window.page
    assert isinstance(page, ReflectPage)
    page.start("sales")
    for keys, words in (("b3s", "I thought they wanted it short. Nobody told us."), ("m", "what it costs to wait")):
        QTest.keyClicks(page.console.keys, keys)
        if keys != "m":
            QTest.keyClick(page.console.keys, Qt.Key.Key_Return)
        QTest.keyClicks(page.console.words.line, words)
        QTest.keyClick(page.console.words.line, Qt.Key.Key_Return)
    QTest.keyClicks(page.console.keys, "q")
    QTest.keyClick(page.console.keys, Qt.Key.Key_Right)
    QTest.keyClicks(page.console.keys, "*a")
    page.console.end()
    picture = grabbed(on.window)
    page.open_matrix()
    return picture


SHOTS: list[Shot] = [
    shot("03_run_read_back", lambda on: room(on, "readback")),
    shot("03_run_agreement", lambda on: room(on, "agreement")),
    shot("03_run_coverage", lambda on: room(on, "coverage")),
    shot("03_run_debrief", lambda on: room(on, "debrief")),
    shot("07_reflect_agreement", lambda on: room(on, "agreement", "r-dev")),
    shot("07_reflect_summary", summary),
]
