"""A session of ninety minutes typed at full speed: how long a key takes to appear, the slowest of a hundred."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.clock import SystemClock
from facilitator.storage.opening import create_study
from facilitator.ui.actions import Actions
from facilitator.ui.run.page import RunPage
from facilitator.ui.run.session_view import SessionView
from facilitator.ui.theme import Theme
from tests.bench.measuring import Measure, took
from tests.ui.run.conftest import fill
from tests.ui.run.test_ninety_minutes import Act, script

APPEARS_MS = 30.0
CTRL = Qt.KeyboardModifier.ControlModifier


def measures(folder: Path) -> Iterator[Measure]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme()
    theme.dress(app)
    study = create_study(folder / "A.study", Study(title="T"))
    fill(study.store)
    page = RunPage(theme, Actions(), study.store, SystemClock(), None)
    study.store.listen(page.receive)
    page.resize(1286, 688)
    page.show()
    page.come()
    page.start("sales")
    assert page.view is not None
    times = [ms for act in script(3) if act.what != "undo" for ms in _typed(page.view, act)]
    yield Measure("a key appears, slowest of a hundred", statistics.quantiles(times, n=100)[-1], APPEARS_MS, limit=1.0)
    assert study.store.count(Session) == 1
    page.go_away()
    page.deleteLater()
    study.close()


def _typed(view: SessionView, act: Act) -> Iterator[float]:
    """Ms of each key until it can be seen."""
    field = view.line.text

    def key(press: object) -> float:
        def done() -> None:
            press()  # type: ignore[operator]
            view.line.repaint()
            view.stream.viewport().repaint()

        return took(done)

    if act.what == "next":
        yield key(lambda: view.step(1))
    elif act.what == "file":
        yield key(lambda: QTest.keyClick(field, Qt.Key(Qt.Key.Key_0 + act.number), CTRL))
    else:
        for letter in act.keys:
            if letter.isascii():
                yield key(lambda letter=letter: QTest.keyClicks(field, letter))
        yield key(lambda: QTest.keyClick(field, Qt.Key.Key_Return))
