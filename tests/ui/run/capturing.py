"""A process of its own that captures in the real page and is then killed; see test_killed.py."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.services.clock import SystemClock
from facilitator.storage.opening import open_study
from facilitator.ui.actions import Actions
from facilitator.ui.run.page import RunPage
from facilitator.ui.theme import Theme
from tests.ui.run.conftest import Key


class Seen(QObject):
    """Kills the process the moment the stream has painted the entry and the next line is half typed."""

    def __init__(self, page: RunPage) -> None:
        super().__init__()
        self._page = page

    def type(self) -> None:
        view = self._page.view
        assert view is not None
        QTest.keyClicks(view.line.text, "4q The last thing said")
        QTest.keyClick(view.line.text, Key.Key_Return)
        view.stream.viewport().installEventFilter(self)
        view.stream.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.half_type)
        return False

    def half_type(self) -> None:
        view = self._page.view
        assert view is not None
        QTest.keyClicks(view.line.text, "2q and half of the n")
        QTimer.singleShot(int(sys.argv[2]), lambda: os.kill(os.getpid(), 9))


def main() -> None:
    app = QApplication([])
    theme = Theme()
    theme.dress(app)
    study = open_study(Path(sys.argv[1]))
    page = RunPage(theme, Actions(), study.store, SystemClock())
    study.store.listen(page.receive)
    page.resize(1286, 688)
    page.show()
    page.come()
    page.start("sales")
    seen = Seen(page)
    QTimer.singleShot(0, seen.type)
    app.exec()


if __name__ == "__main__":
    main()
