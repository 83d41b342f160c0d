"""Which samples were heard at which moment of the session."""

from collections.abc import Callable
from dataclasses import replace

from facilitator.domain.recordings import RATE, Stretch


def _tell_nobody(_line: dict[str, object]) -> None:
    """For stretches that nobody writes down."""


class Stretches:
    """The stretches of a recording under way, told to its marks as they begin and end; times are session time."""

    def __init__(self, mark: Callable[[dict[str, object]], None] = _tell_nobody) -> None:
        self.frames = 0
        """Samples given to the writer so far."""
        self._mark = mark
        self._all: list[Stretch] = []
        self._growing = False

    @property
    def all(self) -> tuple[Stretch, ...]:
        """Those with sound; the last one may still grow."""
        return tuple(each for each in self._all if each.frames > 0)

    @property
    def growing(self) -> bool:
        """Whether what comes in belongs to a stretch."""
        return self._growing

    @property
    def end_ms(self) -> int | None:
        """The moment after the last sample of the last stretch."""
        return _end_ms(self._all[-1]) if self._all else None

    def begin(self, at_ms: int, frame: int | None = None) -> None:
        """Sound from this moment on, starting with the next sample or with one that was given already."""
        frame = self.frames if frame is None else frame
        if self._growing:
            self.cut(frame)
        self._all.append(Stretch(frame, max(0, at_ms), self.frames - frame))
        self._growing = True
        self._mark({"stretch": frame, "at_ms": max(0, at_ms)})

    def grow(self, frames: int) -> None:
        self.frames += frames
        if self._growing:
            last = self._all[-1]
            self._all[-1] = replace(last, frames=last.frames + frames)

    def end(self, reason: str, frame: int, at_ms: int) -> int:
        """No sound after this frame; the moment of its end, which is `at_ms` when nothing was heard yet."""
        self.cut(frame)
        self._growing = False
        end_ms = self.end_ms
        end_ms = at_ms if end_ms is None else end_ms
        self._mark({"gap": reason, "at_ms": end_ms, "frame": frame})
        return end_ms

    def cut(self, frame: int) -> None:
        """Nothing of any stretch lies at or after this frame."""
        self._all = [replace(each, frames=max(0, min(each.frames, frame - each.frame))) for each in self._all]


def _end_ms(stretch: Stretch) -> int:
    return stretch.at_ms + round(stretch.frames * 1000 / RATE)
