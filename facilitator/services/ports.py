"""What services and windows ask of the machine: the time, the loudspeaker, the reading of foreign audio."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

Progress = Callable[[float], None]
"""Takes how far a piece of work is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class ClipSpec:
    """A span of an audio file on disk, in ms from its start; the ends are faded over `fade_ms`."""

    path: Path
    start_ms: int
    end_ms: int
    fade_ms: int = 20

    @property
    def duration_ms(self) -> int:
        """Length of the span."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """What an audio file says of itself; `format` is a short name such as FLAC or MP3."""

    duration_ms: int
    rate: int
    channels: int
    format: str


class Clock(Protocol):
    """The wall clock, which people may set, and a count of ms that only ever grows."""

    def now(self) -> datetime:
        """The time with its zone (UTC)."""

    def monotonic_ms(self) -> int:
        """Ms since some fixed moment; session time is measured with this one."""


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_ms(self) -> int:
        return _awake_or_asleep_ns() // 1_000_000


def _awake_or_asleep_ns() -> int:
    """A count that goes on while the laptop sleeps, as the people in the room do; Python's own stops on Linux."""
    kind = getattr(time, "CLOCK_BOOTTIME", None)
    if kind is None and sys.platform == "darwin":
        kind = time.CLOCK_MONOTONIC
    return time.monotonic_ns() if kind is None else time.clock_gettime_ns(kind)


class Event(Protocol):
    """A fact that one can listen to; a Qt signal is one."""

    def connect(self, slot: Callable[..., Any], /) -> Any: ...


class Player(Protocol):
    """Plays one clip at a time. Nothing here blocks or raises: trouble comes as a sentence with `failed`."""

    @property
    def started(self) -> Event:
        """Carries the ClipSpec now being heard."""

    @property
    def position_changed(self) -> Event:
        """Carries the ms into the clip, about twenty times a second."""

    @property
    def finished(self) -> Event:
        """Carries the ClipSpec that was heard to its end or was stopped."""

    @property
    def failed(self) -> Event:
        """Carries a sentence for the notice strip; nothing is playing any more."""

    @property
    def playing(self) -> ClipSpec | None:
        """The clip wanted now, whether it already sounds or is still being read."""

    def prepare(self, specs: Sequence[ClipSpec]) -> None:
        """Read these clips ahead, in this order, and forget all others."""

    def play(self, spec: ClipSpec) -> None:
        """Play the clip from its start, instead of whatever plays."""

    def stop(self) -> None:
        """Be silent at once."""

    def toggle(self, spec: ClipSpec) -> None:
        """Stop if this clip plays, otherwise play it."""


class Cancel(Protocol):
    """Lets a long piece of work be stopped from outside."""

    def check(self) -> None:
        """Raises, in the work, once it is no longer wanted."""


class Decoder(Protocol):
    """Reads audio files that come from elsewhere. May take long: call it from a job, not from the window's thread."""

    def describe_audio(self, path: Path) -> AudioInfo:
        """Raises UserError when the file is not there or is not audio that can be read."""

    def bring_in(
        self,
        path: Path,
        folder: Path,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> str:
        """Copy the file into `folder`, in a format that clips can be cut from; the name it got there.

        The same content is not kept twice. Raises UserError, or what `cancel` raises; then nothing is left behind.
        """
