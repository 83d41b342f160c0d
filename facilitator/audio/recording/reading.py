"""A recording of our own is a folder of segments: which they are, and reading them as if they were one file."""

import functools
import os
import re
import struct
import time
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

import numpy as np
import soundfile
from numpy.typing import NDArray

from facilitator.audio.recording.marks import MARKS, read_head, read_marks
from facilitator.audio.recording.wav import wav_frames, wav_samples

SUFFIX: Final = ".rec"
WAV, FLAC = ".wav", ".flac"
_SEGMENT: Final = re.compile(r"(\d{4,})\.(wav|flac)")
MOST_CHANNELS: Final = 64
_SETTLED_NS: Final = 2_000_000_000
_BINARY: Final = getattr(os, "O_BINARY", 0)
"""Windows alone has it, and reads text without it."""


Found: TypeAlias = tuple[int, str, int | None]
"""A segment's number and file name, and its frames where they stay."""


def is_track(path: Path) -> bool:
    """Whether this is the folder of a recording of our own."""
    return path.suffix.lower() == SUFFIX and path.is_dir()


@dataclass(frozen=True, slots=True)
class Segment:
    """One file of a track; `first` is its first frame within the track. A `lost` one has only its place."""

    folder: Path
    name: str
    first: int
    frames: int
    lost: bool = False

    @property
    def path(self) -> Path:
        """Made when it is wanted: eight hours have 480, of which a clip opens one or two."""
        return self.folder / self.name

    @property
    def number(self) -> int:
        return int(self.name.partition(".")[0])


def segments(folder: Path, channels: int | None = None) -> list[Segment]:
    """The segments in order; one that is there as WAV and as FLAC counts once, as WAV: that one is surely whole.

    One that is gone, or of which nothing is left, keeps its place, so that later ones are heard where they belong.
    """
    channels = read_head(folder).channels if channels is None else channels
    there = _there(folder, channels)
    marked = _marked(folder) if _is_doubtful(there) else {}
    listed, first, last = [], 0, max(there, default=0)
    for number in range(1, last + 1):
        name, frames = there.get(number) or (f"{number:04}{FLAC}", 0)
        length = max(frames, marked.get(number, 0)) if number < last else frames
        listed.append(Segment(folder, name, first, length, lost=number not in there))
        first += length
    return listed


def _there(folder: Path, channels: int) -> dict[int, tuple[str, int]]:
    """The segments that hold anything, by number, with how much."""
    files = (
        (number, name, _frames_in(folder / name, channels) if counted is None else counted)
        for number, name, counted in _files(folder)
    )
    return {number: (name, frames) for number, name, frames in files if frames}


def _is_doubtful(there: dict[int, tuple[str, int]]) -> bool:
    """Whether the marks must tell how long a segment was: one that is gone, or a WAV, whose end may have been cut."""
    last = max(there, default=0)
    return len(there) < last or any(name.endswith(WAV) for number, (name, _) in there.items() if number < last)


def _marked(folder: Path) -> dict[int, int]:
    path = folder / MARKS
    found = path.stat() if path.exists() else None
    return _lengths(folder, found.st_mtime_ns, found.st_size) if found is not None else {}


@functools.lru_cache(maxsize=8)
def _lengths(folder: Path, _changed_ns: int, _size: int) -> dict[int, int]:
    """Frames of each segment by the marks; remembered, since those of a day are long to read."""
    return read_marks(folder).segments


def _files(folder: Path) -> tuple[Found, ...]:
    """Remembered while the folder stays as it is: eight hours are 480 heads to read, for every clip."""
    changed_ns = folder.stat().st_mtime_ns
    if abs(time.time_ns() - changed_ns) < _SETTLED_NS:  # what comes next may be stamped with the same moment
        return _look(folder)
    return _remembered(folder, changed_ns)


@functools.lru_cache(maxsize=8)
def _remembered(folder: Path, _changed_ns: int) -> tuple[Found, ...]:
    return _look(folder)


def _look(folder: Path) -> tuple[Found, ...]:
    """The files in order, with their frames where these stay: a WAV file may still grow."""
    found: dict[int, str] = {}
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - .flac before .wav, and a path for each takes twice as long
        if match := _SEGMENT.fullmatch(name):
            found[int(match[1])] = name
    ordered = sorted(found.items())
    return tuple((at, name, _flac_frames(f"{folder}/{name}") if name.endswith(FLAC) else None) for at, name in ordered)


def _frames_in(path: Path, channels: int) -> int:
    try:
        return wav_frames(path, channels) if path.suffix == WAV else _flac_frames(path)
    except FileNotFoundError:  # it became FLAC while we looked
        return _flac_frames(path.with_suffix(FLAC))


def _flac_frames(path: Path | str) -> int:
    """The count in the head of a FLAC file; libsndfile would need ten times as long to tell."""
    file = os.open(path, os.O_RDONLY | _BINARY)  # a file object for each of 480 heads costs more than reading them
    try:
        head = os.read(file, 26)
    finally:
        os.close(file)
    if len(head) < 26 or head[:4] != b"fLaC":
        return 0
    return int(struct.unpack(">Q", head[18:26])[0]) & 0xFFFFFFFFF


def track_frames(folder: Path) -> int:
    """How many frames the segments hold, by the bytes present."""
    return sum(segment.frames for segment in segments(folder))


class Track:
    """The segments of a recording, one after the other; 16 bits, and read where it is wanted, never as a whole.

    Of a recording still under way it holds what was there when it was opened.
    """

    format = "REC"
    subtype = "PCM_16"

    def __init__(self, folder: Path) -> None:
        head = read_head(folder)
        self.name = str(folder)
        self.samplerate = head.rate
        self.channels = min(head.channels, MOST_CHANNELS)
        self.segments = segments(folder, self.channels)
        self._starts = [segment.first for segment in self.segments]
        self.frames = sum(segment.frames for segment in self.segments)
        self._at = 0
        self._open: tuple[Segment, soundfile.SoundFile] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def seek(self, frames: int, /) -> int:
        """Go to a frame from the beginning; past the end raises LibsndfileError, as a file would."""
        if not 0 <= frames <= self.frames:
            raise soundfile.LibsndfileError(10, f"{self.name} has no frame {frames}: ")  # SFE_BAD_SEEK
        self._at = frames
        return frames

    def tell(self) -> int:
        return self._at

    def holds(self, start: int, count: int) -> bool:
        """Whether anything is left of a span."""
        return any(
            each.first < start + count and start < each.first + each.frames for each in self.segments if not each.lost
        )

    def read(self, frames: int = -1, dtype: str = "float64", always_2d: bool = False) -> NDArray[Any]:
        """The next frames, frames × channels (or one row for mono unless `always_2d`); fewer at the end.

        Where a segment is lost there is silence.
        """
        left = self.frames - self._at
        wanted = left if frames < 0 else min(frames, left)
        blocks = list(self._blocks(wanted))
        joined = np.concatenate(blocks) if blocks else np.empty((0, self.channels), np.int16)
        if dtype != "int16":
            joined = _as(joined, dtype)
        return joined if always_2d or self.channels > 1 else joined[:, 0]

    def _blocks(self, wanted: int) -> Iterator[NDArray[np.int16]]:
        while wanted > 0:
            segment = self.segments[bisect_right(self._starts, self._at) - 1]
            within = self._at - segment.first
            block = self._read(segment, within, min(wanted, segment.frames - within))
            if len(block) == 0:
                raise soundfile.LibsndfileError(7, f"{segment.path} breaks off: ")
            self._at += len(block)
            wanted -= len(block)
            yield block

    def _read(self, segment: Segment, start: int, count: int) -> NDArray[np.int16]:
        if segment.lost:
            return np.zeros((count, self.channels), np.int16)
        if segment.name.endswith(WAV):
            try:
                return wav_samples(segment.path, start, count, self.channels)
            except FileNotFoundError:
                segment = replace(segment, name=segment.name.replace(WAV, FLAC))
        file = self._flac(segment)
        if file.tell() != start:
            file.seek(start)
        return np.asarray(file.read(count, dtype="int16", always_2d=True))

    def _flac(self, segment: Segment) -> soundfile.SoundFile:
        if self._open is None or self._open[0] != segment:
            self.close()
            self._open = (segment, soundfile.SoundFile(segment.path))
        return self._open[1]


def _as(samples: NDArray[np.int16], dtype: str) -> NDArray[Any]:
    if dtype == "int32":
        return samples.astype(np.int32) << 16
    return np.asarray(samples / 32768.0, dtype)
