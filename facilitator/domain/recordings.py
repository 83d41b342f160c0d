"""What was recorded of a session, and where its time has no sound."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

RecordingSource = Literal["own", "second"]
GapReason = Literal[
    "paused", "lost", "silent", "drift", "moved", "failed", "full", "asleep", "crashed", "notes_only", "struck"
]

RATE: Final = 48_000
"""Samples a second of our own recordings, which have one channel of 16 bits."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken run of sound: `frames` samples from `frame` on, the first one heard at `at_ms` of session time."""

    frame: int
    at_ms: int
    frames: int


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of one session in `file`, a name within the study's `audio/` folder.

    Our own is a folder of segments that reads like one file; a second one was brought in from another recorder, with
    its own `rate`. `label` is the device or the name the file came with; `frames` and `sha256` (of the samples, 16 bit
    little-endian) are known once it is complete. `started_at` is RFC 3339 text.
    """

    id: str
    position: float = 0.0
    session: str = ""
    file: str = ""
    source: RecordingSource = "own"
    label: str = ""
    rate: int = RATE
    frames: int = 0
    sha256: str = ""
    started_at: str | None = None
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A span of session time without sound; `end_ms` is None while it lasts."""

    id: str
    position: float = 0.0
    session: str = ""
    start_ms: int = 0
    end_ms: int | None = None
    reason: GapReason = "lost"


@dataclass(frozen=True, slots=True)
class Sounding:
    """A span of session time that one recording holds, with where it lies in the recording; all in ms."""

    recording: Recording
    start_ms: int
    end_ms: int
    file_ms: int

    def in_file(self, session_ms: int) -> int:
        """Where a moment of this span lies in the file."""
        return self.file_ms + session_ms - self.start_ms


def soundings(recordings: Iterable[Recording]) -> list[Sounding]:
    """Every span of session time with sound, by their start; spans of several recordings may overlap."""
    found = [sounding for recording in recordings for sounding in _of_recording(recording)]
    return sorted(found, key=lambda each: (each.start_ms, each.recording.source, each.recording.position))


def _of_recording(recording: Recording) -> Iterator[Sounding]:
    for stretch in recording.stretches:
        start = stretch.at_ms
        length = stretch.frames * 1000 // recording.rate
        if length > 0:
            yield Sounding(recording, start, start + length, stretch.frame * 1000 // recording.rate)


def sounding_at(recordings: Iterable[Recording], session_ms: int) -> Sounding | None:
    """The span that holds this moment, our own recording before a second one; None where there is no sound."""
    holding = [each for each in soundings(recordings) if each.start_ms <= session_ms < each.end_ms]
    return min(holding, key=lambda each: (each.recording.source, each.start_ms), default=None)


def session_ms(recording: Recording, file_ms: int) -> int | None:
    """The session time of a moment of the file; None past its end."""
    for each in _of_recording(recording):
        if each.file_ms <= file_ms <= each.file_ms + each.end_ms - each.start_ms:
            return each.start_ms + file_ms - each.file_ms
    return None


def without_sound(recordings: Iterable[Recording], start_ms: int, end_ms: int) -> list[tuple[int, int]]:
    """The spans between two moments of session time that no recording holds."""
    silent: list[tuple[int, int]] = []
    reached = start_ms
    for each in soundings(recordings):
        if each.start_ms >= end_ms:
            break
        if each.start_ms > reached:
            silent.append((reached, each.start_ms))
        reached = max(reached, each.end_ms)
    if reached < end_ms:
        silent.append((reached, end_ms))
    return silent
