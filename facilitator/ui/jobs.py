"""Work off the main thread: values in, values out, answers on the main thread, never its store.

A job that has to read the study is given `Store.reader`, which opens it once more.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from facilitator.domain.errors import UserError

USUAL_TURN = sys.getswitchinterval()
SHORT_TURN = 0.0005
"""Seconds that a job may hold Python while the window wants it: painting asks for it many times."""


SELDOM = (700, 10, 200)
"""How many values, and how many smaller rounds, come before all values are looked through for cycles."""
VERY_MANY = 20_000
_NOT_COLLECTING = Lock()
_many = 0


def collect_seldom() -> None:
    """All values are looked through for cycles a twentieth as often: with a large study that takes a tenth of a second,
    in which the window stands still.
    """
    gc.set_threshold(*SELDOM)


@contextmanager
def without_collecting() -> Iterator[None]:
    """For work that makes very many values in a short time: to look through all of them for cycles stops the window."""
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def _count(step: int) -> None:
    global _many  # noqa: PLW0603 - collecting is one for the whole program
    with _NOT_COLLECTING:
        _many += step
        if not _many and gc.get_count()[0] > VERY_MANY:
            gc.freeze()  # none of them hangs in a cycle: they go when nobody holds them any more
        (gc.disable if _many else gc.enable)()


class Cancelled(Exception):
    """Raised inside the work by `Cancel.check` when the user has changed their mind."""


class Cancel:
    """Handed to the work and to the button that stops it."""

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Stop the work here if it is no longer wanted."""
        if self.cancelled:
            raise Cancelled


class Job(QObject):
    """One piece of work under way; lives on the main thread and speaks there."""

    ended = Signal()
    _progress = Signal(object)
    _done = Signal(object)
    _failed = Signal(object)

    def __init__(
        self,
        on_done: Callable[[Any], None] | None,
        on_error: Callable[[UserError], None] | None,
        on_progress: Callable[[Any], None] | None,
        cancel: Cancel,
    ) -> None:
        super().__init__()
        self._on_done, self._on_error, self._on_progress = on_done, on_error, on_progress
        self._cancel = cancel
        self.running = True
        queued = Qt.ConnectionType.QueuedConnection
        self._progress.connect(self._tell_progress, queued)
        self._done.connect(self._tell_done, queued)
        self._failed.connect(self._tell_failed, queued)

    def cancel(self) -> None:
        """Ask the work to stop; nothing is told about it any more."""
        self._cancel.cancel()

    @Slot(object)
    def _tell_progress(self, step: object) -> None:
        if self._on_progress is not None and self._is_awaited(self._on_progress):
            self._on_progress(step)

    @Slot(object)
    def _tell_done(self, result: object) -> None:
        self._end()
        if self._on_done is not None and self._is_awaited(self._on_done):
            self._on_done(result)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._end()
        if self._cancel.cancelled or isinstance(error, Cancelled):
            return
        if isinstance(error, UserError) and self._on_error is not None:
            if self._is_awaited(self._on_error):
                self._on_error(error)
            return
        raise error  # a bug, or nobody to tell: the excepthook shows it

    def _is_awaited(self, callback: Callable[..., None]) -> bool:
        """Nobody is told who has changed their mind, or whose window is gone by now."""
        owner = getattr(callback, "__self__", None)
        return not self._cancel.cancelled and (not isinstance(owner, QObject) or shiboken6.isValid(owner))

    def _end(self) -> None:
        self.running = False
        _RUNNING.discard(self)
        if not _RUNNING:
            sys.setswitchinterval(USUAL_TURN)
        self.ended.emit()


class _Work(QRunnable):
    def __init__(self, job: Job, call: Callable[[], object]) -> None:
        super().__init__()
        self._job = job
        self._call = call

    def run(self) -> None:
        try:
            result = self._call()
        except BaseException as error:  # noqa: BLE001 - carried over and raised on the main thread
            self._job._failed.emit(error)  # noqa: SLF001
        else:
            self._job._done.emit(result)  # noqa: SLF001


_RUNNING: set[Job] = set()
"""Keeps a job alive until it has answered; the only state here, and it empties itself."""


def run_job(
    work: Callable[..., Any],
    *values: Any,
    on_done: Callable[[Any], None] | None = None,
    on_error: Callable[[UserError], None] | None = None,
    on_progress: Callable[[Any], None] | None = None,
    cancel: Cancel | None = None,
) -> Job:
    """Run `work(*values)` in the pool.

    With `on_progress` the work is also given `progress`, a function that takes one value; with `cancel`
    it is given `cancel`, whose `check()` it calls now and then. The callbacks run on the main thread.
    """
    job = Job(on_done, on_error, on_progress, cancel or Cancel())
    extras: dict[str, Any] = {}
    if on_progress is not None:
        extras["progress"] = job._progress.emit  # noqa: SLF001
    if cancel is not None:
        extras["cancel"] = cancel
    _RUNNING.add(job)
    sys.setswitchinterval(SHORT_TURN)
    QThreadPool.globalInstance().start(_Work(job, lambda: work(*values, **extras)))
    return job


def finish_jobs() -> None:
    """At the end of the program: what was begun comes to its end, and nobody is told any more."""
    for job in list(_RUNNING):
        job.cancel()
    QThreadPool.globalInstance().waitForDone()
