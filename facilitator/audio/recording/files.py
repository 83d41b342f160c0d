"""The files of a recording under way: segments, their marks and their outline."""

import contextlib
import hashlib
import json
import os
from collections import deque
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Final

import numpy as np

from facilitator.audio.recording.marks import MARKS, Head
from facilitator.audio.recording.outline import OutlineWriter
from facilitator.audio.recording.place import Place, kept_at
from facilitator.audio.recording.wav import HEADER_BYTES, SAMPLE_BYTES, wav_header
from facilitator.domain.recordings import RATE
from facilitator.storage.files import sync_folder

SEGMENT_FRAMES: Final = 60 * RATE

_sync_data = getattr(os, "fdatasync", os.fsync)


class TakeFiles:
    """Appends mono samples; for one thread. Every method may raise OSError, and `frames` is then what is in the files.

    After an error the next samples begin a new segment.
    """

    def __init__(
        self, folder: Path, head: Head, on_full: Callable[[Path], None], segment_frames: int = SEGMENT_FRAMES
    ) -> None:
        """Makes the folder, which must not be there yet."""
        folder.mkdir(parents=True)
        self.frames = 0
        self.remarks: deque[str] = deque()
        """Sentences about what became of the folder, for somebody to take."""
        self._place = Place(folder)
        self._head, self._on_full, self._segment_frames = head, on_full, segment_frames
        self._number = 0
        self._segment: _SegmentFile | None = None
        self._checksum = hashlib.sha256()
        self._outline = OutlineWriter(folder)
        self._unwritten: list[bytes] = []
        self._torn = False
        self._marks = (folder / MARKS).open("x+b", buffering=0)
        self.mark(head.line())
        self.sync()
        sync_folder(folder.parent)

    @property
    def folder(self) -> Path:
        """Where the files are by now."""
        return self._place.folder

    def mark(self, line: dict[str, object]) -> None:
        """Append a line of marks, after those that could not be written before."""
        self._unwritten.append(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        while self._unwritten:
            whole = self._unwritten[0]
            if self._torn:  # what a full disk took of a line must not spoil the next
                whole = b"\n" + whole
            self._torn = True
            _write_all(self._marks, whole)
            self._torn = False
            del self._unwritten[0]

    def append(self, pcm: bytes) -> None:
        """Samples, 16 bit little-endian."""
        view = memoryview(pcm)
        while view:
            segment = self._segment or self._begin()
            part = view[: (self._segment_frames - segment.frames) * SAMPLE_BYTES]
            self._append(segment, part)
            if segment.frames >= self._segment_frames:
                self.end_segment()
            view = view[len(part) :]

    def _append(self, segment: "_SegmentFile", part: memoryview) -> None:
        before = segment.frames
        try:
            segment.append(part)
        finally:
            kept = part[: (segment.frames - before) * SAMPLE_BYTES]
            self.frames += segment.frames - before
            self._checksum.update(kept)
            self._outline.take(np.frombuffer(kept, "<i2"))

    def _begin(self) -> "_SegmentFile":
        self._stay()
        path = self.folder / f"{self._number + 1:04}.wav"
        self._segment = _SegmentFile(path, self._head.rate)
        self._number += 1
        sync_folder(self.folder)
        return self._segment

    def sync(self) -> None:
        """From here on a power cut takes nothing of what was appended, and neither did whoever moved the folder."""
        self._stay()
        if self._segment is not None:
            self._segment.sync()
        self._outline.write()
        _sync_data(self._marks.fileno())

    def _stay(self, segment: "_SegmentFile | None" = None) -> None:
        """See to it that what is open, this segment or the one being written, is where it is looked for."""
        remark = self._place.look()
        if remark:
            self.remarks.append(remark)
            self._outline.follow(self.folder)
        self._marks = kept_at(self.folder / MARKS, self._marks)
        segment = segment or self._segment
        if segment is not None:
            segment.stay(self.folder)

    def probe(self) -> None:
        """Whether the disk takes something again."""
        if self._segment is None:
            self._begin()
        self.sync()

    def end_segment(self) -> None:
        """Close the segment and hand it on; also after an error, when it stays as it is."""
        segment, self._segment = self._segment, None
        if segment is None:
            return
        if segment.frames == 0:
            segment.close()
            segment.path.unlink(missing_ok=True)
            self._number -= 1
            return
        try:
            self._stay(segment)
            segment.sync()
        finally:
            segment.close()
            self._on_full(segment.path)
        self.mark({"segment": self._number, "frames": segment.frames})

    def give_up_segment(self) -> None:
        """After an error: what is in the segment stays."""
        with contextlib.suppress(OSError):
            self.end_segment()

    def end(self) -> None:
        """Close everything; the last line tells that nothing is missing."""
        self.end_segment()
        self._outline.close()
        self.mark({"end": self.frames, "sha256": self._checksum.hexdigest()})
        self.sync()

    def close(self) -> None:
        self._marks.close()
        self._place.close()


class _SegmentFile:
    """One WAV file being written; `frames` are whole frames that are in it."""

    def __init__(self, path: Path, rate: int) -> None:
        self.path, self.frames = path, 0
        self._rate = rate
        self._file = path.open("x+b", buffering=0)
        try:
            _write_all(self._file, wav_header(rate, 1, 0))
        except OSError:
            self.close()
            path.unlink(missing_ok=True)
            raise

    def append(self, pcm: memoryview) -> None:
        try:
            _write_all(self._file, pcm)
        finally:
            self.frames = max(0, self._file.tell() - HEADER_BYTES) // SAMPLE_BYTES

    def stay(self, folder: Path) -> None:
        """In this folder, with all that is in it."""
        self.path = folder / self.path.name
        self._file = kept_at(self.path, self._file)

    def sync(self) -> None:
        end = self._file.tell()
        self._file.seek(0)
        try:
            _write_all(self._file, wav_header(self._rate, 1, self.frames))
        finally:
            self._file.seek(end)
        _sync_data(self._file.fileno())

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()


def _write_all(file: FileIO, content: bytes | memoryview) -> None:
    """All of it, or an OSError after as much as the disk took."""
    view = memoryview(content)
    while view:
        view = view[file.write(view) :]
