"""Borders between panes stay where they were drawn, for each page and each size of type."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from facilitator.settings import SettingsFile
from facilitator.ui.main_window import MainWindow

SOON_MS = 400
"""How long after the last move of a border it is kept."""


class PaneSizes(QObject):
    """Finds the borders of a page each time it is shown or shows something else, so that no page need know of this."""

    def __init__(self, window: MainWindow, settings: SettingsFile) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._moved: dict[str, str] = {}
        self._arrived = self._timer(0, self._restore)  # once the page has its own first sizes
        self._kept = self._timer(SOON_MS, self.keep)
        window.page_shown.connect(self._arrived.start)
        window.pages.keys_changed.connect(self._arrived.start)
        window.theme.changed.connect(self._arrived.start)

    def keep(self) -> None:
        """Write down what was drawn since the last time."""
        self._kept.stop()
        moved, self._moved = self._moved, {}
        if moved:
            self._settings.change(panes={**self._settings.now.panes, **moved})

    def _restore(self) -> None:
        page = self._window.page
        for splitter in page.borders() if page is not None else ():
            name = self._name(splitter)
            if splitter.isVisible() and splitter.property("remembered") != name:
                self._remember(splitter, name)

    def _remember(self, splitter: QSplitter, name: str) -> None:
        if splitter.property("remembered") is None:
            splitter.splitterMoved.connect(lambda: self._note(splitter))
        splitter.setProperty("remembered", name)
        kept = self._moved.get(name) or str(self._settings.now.panes.get(name, ""))
        if kept and splitter.restoreState(QByteArray.fromBase64(kept.encode())):
            splitter.splitterMoved.emit(0, 1)  # to its page this is the same as the hand that drew it

    def _note(self, splitter: QSplitter) -> None:
        # Its state now: when it is kept, type of another size may have moved it already.
        self._moved[self._name(splitter)] = bytes(splitter.saveState().toBase64().data()).decode()
        self._kept.start()

    def _name(self, splitter: QSplitter) -> str:
        """What it is called in the settings: panes that have become tabs, or larger type, make another one of it."""
        page = self._window.page
        holder = splitter.parentWidget()
        place = splitter.objectName() or type(holder if isinstance(holder, QWidget) else splitter).__name__
        size = round(self._window.theme.scale * 100)
        return f"{page.page_id if page else ''}/{place}/{splitter.orientation().name}/{splitter.count()}@{size}"

    def _timer(self, wait_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=wait_ms, singleShot=True)
        timer.timeout.connect(act)
        return timer
