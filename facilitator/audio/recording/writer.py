"""The thread that brings samples to disk, so that neither a slow disk nor a busy window loses any."""

import errno
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final, Literal

from facilitator.audio.recording.compress import Compressor
from facilitator.audio.recording.files import SEGMENT_FRAMES, TakeFiles
from facilitator.audio.recording.marks import Head
from facilitator.audio.recording.wav import SAMPLE_BYTES
from facilitator.services.machine import free_bytes

SYNC_S: Final = 1.0
MOST_WAITING_BYTES: Final = 120 * 48_000 * SAMPLE_BYTES
"""Two minutes: a disk that hangs for longer counts as one that fails."""
FULL: Final = (errno.ENOSPC, errno.EDQUOT)

Fault = Literal["failed", "full"]


@dataclass(frozen=True, slots=True)
class _Sound:
    pcm: bytes
    at_ms: int


@dataclass(frozen=True, slots=True)
class _Mark:
    line: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Call:
    work: Callable[[], object]


class _Again:
    """Try to write again after a fault."""


class _End:
    """Close everything."""


_Item = _Sound | _Mark | _Call | _Again | _End


class Writer:
    """Takes samples and marks at any time and in any number; nothing here blocks or raises but the making of it.

    After a fault it drops what it is given until `again` was successful; `frames` is then what the files hold.
    """

    def __init__(self, folder: Path, head: Head, segment_frames: int = SEGMENT_FRAMES) -> None:
        """Raises OSError when the folder cannot be made or written to."""
        self._compressor = Compressor(head.rate)
        try:
            self._files = TakeFiles(folder, head, self._compressor.put, segment_frames)
        except OSError:
            self._compressor.finish()
            raise
        self._items: SimpleQueue[_Item] = SimpleQueue()
        self._put, self._taken = 0, 0
        self._at_ms = 0
        self._counted = 0
        self._free: int | None = free_bytes(folder)
        self._fault: Fault | None = None
        self._thread = threading.Thread(target=self._run, name="recording to disk", daemon=True)
        self._thread.start()

    @property
    def frames(self) -> int:
        """Frames that are in the files; after a fault it does not grow until that is over."""
        return self._files.frames

    @property
    def fault(self) -> Fault | None:
        """Why nothing is written at the moment."""
        return self._fault

    @property
    def free(self) -> int | None:
        """Bytes left on the disk, as of the last second."""
        return self._free

    @property
    def waiting_bytes(self) -> int:
        return self._put - self._taken

    @property
    def overwhelmed(self) -> bool:
        """The disk hangs: give it no more before this is over."""
        return self.waiting_bytes > MOST_WAITING_BYTES

    def remark(self) -> str:
        """What is to be said of the folder, once; nothing as a rule."""
        return self._files.remarks.popleft() if self._files.remarks else ""

    def put(self, pcm: bytes, at_ms: int) -> None:
        """Samples of which the last one was heard at `at_ms` of session time."""
        self._put += len(pcm)
        self._items.put(_Sound(pcm, at_ms))

    def mark(self, line: dict[str, object]) -> None:
        self._items.put(_Mark(line))

    def again(self) -> None:
        """Try whether the disk takes something by now; `fault` tells."""
        self._items.put(_Again())

    def call(self, work: Callable[[], object]) -> None:
        """Done by the thread once all that was given before is in the files and synced."""
        self._items.put(_Call(work))

    def finish(self, seconds: float | None = None) -> None:
        """Returns when all is on disk, and in FLAC if that is soon done; nothing may be put in afterwards."""
        self._items.put(_End())
        self._thread.join(seconds)
        self._compressor.join(seconds)

    def _run(self) -> None:
        due = time.monotonic() + SYNC_S
        item: _Item | None = None
        while not isinstance(item, _End):
            item = self._next(due)
            if item is not None:
                self._guarded(item)
            if time.monotonic() >= due:
                due = time.monotonic() + SYNC_S
                self._guarded(None)
        self._compressor.finish()
        self._files.close()

    def _next(self, due: float) -> _Item | None:
        try:
            return self._items.get(timeout=max(0.0, due - time.monotonic()))
        except Empty:
            return None

    def _guarded(self, item: _Item | None) -> None:
        """Do what an item asks (None: sync), and keep the fault if the disk refuses."""
        try:
            self._do(item)
        except OSError as error:
            if self._fault is None:
                self._files.give_up_segment()
            self._fault = "full" if error.errno in FULL else "failed"
        if isinstance(item, _Sound):
            self._taken += len(item.pcm)

    def _do(self, item: _Item | None) -> None:
        if item is None:
            self._sync()
        elif isinstance(item, _Sound):
            if self._fault is None:
                self._files.append(item.pcm)
                self._at_ms = item.at_ms
        elif isinstance(item, _Mark):
            self._files.mark(item.line)
        elif isinstance(item, _Call):
            self._sync()
            item.work()
        elif isinstance(item, _Again):
            self._try_again()
        else:
            self._files.end()

    def _sync(self) -> None:
        self._free = free_bytes(self._files.folder)
        if self._fault is not None:
            return
        if self._files.frames != self._counted:
            self._counted = self._files.frames
            self._files.mark({"counted": self._counted, "at_ms": self._at_ms})
        self._files.sync()

    def _try_again(self) -> None:
        self._free = free_bytes(self._files.folder)
        if self._fault is not None:
            self._files.probe()
            self._fault = None
