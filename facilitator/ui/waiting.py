"""How many decisions wait in the packs: counted beside the window, since a large study takes seconds."""

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.changes import Changes
from facilitator.services.clock import Clock
from facilitator.storage.store import Store
from facilitator.ui.jobs import Cancel, Job, run_job

if TYPE_CHECKING:
    from facilitator.storage.reading import Reader

PAUSE_MS = 700
WAIT = 10.0
DECISIVE = frozenset({"Actor", "Person", "Statement", "Quote", "Dot", "Decision"})
"""What packs are made of; what is said in a session changes none."""


class WaitingCount(QObject):
    """Says a number a while after the last change that could alter it, and none of a study that was left."""

    counted = Signal(int)

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._store: Store | None = None
        self._job: Job | None = None
        self._again = False
        self._reading = Lock()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._count)

    @property
    def pending(self) -> bool:
        """Whether it is about to count anew."""
        return self._pause.isActive()

    @property
    def busy(self) -> bool:
        """Whether it is counting."""
        return self._job is not None

    def watch(self, store: Store) -> None:
        """Counts in this study from now on, first at once."""
        self._store = store
        self._count()

    def receive(self, changes: Changes) -> None:
        """Counts anew where that may give another number."""
        if self._store is not None and any(name in DECISIVE for name, _ in changes.rows):
            self._pause.start()

    def stop(self) -> None:
        """The study is about to be closed: nothing reads it any more when this is over."""
        self._store, self._again = None, False
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        if self._reading.acquire(timeout=WAIT):  # at once where the job still waits for others: it will not begin
            self._reading.release()

    def _count(self) -> None:
        if self._store is None:
            return
        if self._job is not None:
            self._again = True
            return
        self._again = False
        cancel = Cancel()
        self._job = run_job(
            self._read,
            self._store.reader,
            on_done=self._tell,
            on_error=lambda _: None,  # whoever shows a pack says what is the matter with it
            cancel=cancel,
        )
        self._job.ended.connect(self._on_ended)

    def _tell(self, number: int) -> None:
        self.counted.emit(number)

    def _on_ended(self) -> None:
        self._job = None
        if self._again:
            self._count()

    def _read(self, reader: "Reader", cancel: Cancel) -> int:
        """In the job."""
        from facilitator.services.reflection.planning import Planning  # no start needs it

        with self._reading:
            cancel.check()
            with reader.open() as store:
                return Planning(store, self._clock).waiting(cancel.check)
