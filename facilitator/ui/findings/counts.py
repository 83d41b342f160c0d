"""How much there is, for the row above the grid; of a large study it is counted bit by bit beside the work."""

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.changes import Changes
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.ui.findings.desk import FindingsDesk


class Counts(QObject):
    """Tells numbers whenever they are others; a study that was read once is followed from change to change."""

    counted = Signal(int, int, int, int)
    """Statements, quotes, ideas left, and entries that wait to be finished from audio."""

    def __init__(self, desk: FindingsDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told: tuple[int, int, int, int] | None = None
        self._reading = QTimer(self, singleShot=True)  # what cannot be read once is not asked for without end
        self._reading.timeout.connect(self._read_more)

    def go_on(self) -> None:
        """The page is on show: the first part at once, which is all of a small study."""
        if not self._desk.ideas.ready or self._told is None:
            self._read_more()

    def pause(self) -> None:
        """The page is left; the rest is read when it comes back."""
        self._reading.stop()

    def renew(self, changes: Changes) -> None:
        """Counts what a change touched."""
        self._desk.ideas.renew(changes)
        self._read_more()

    def _read_more(self) -> None:
        if self._desk.ideas.read_more():
            self._reading.start(0)
        else:
            self._reading.stop()
            self._tell()

    def _tell(self) -> None:
        store = self._desk.store
        waiting = store.count(Note, finish_from_audio=True, struck=False)
        now = (store.count(Statement), store.count(Quote), self._desk.ideas.count, waiting)
        if now != self._told:
            self._told = now
            self.counted.emit(*now)
