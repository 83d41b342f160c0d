"""What a waveform shows: which part of which line, the clip on it, and the bars of its outline. No Qt in here."""

import math
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from facilitator.domain.findings import Clip
from facilitator.services.sound.hearing import FULL_SCALE, Outline
from facilitator.services.sound.timeline import Timeline

NARROWEST_MS = 250
"""As near as one can look: a millisecond is wider than a pixel there."""
BAR, PITCH = 2, 3
SAMPLES_OF_LOUDNESS = 512
QUIETEST_SCALE = 1_200
"""A recording softer than this is not drawn as if it were loud."""
NEAR_MS = 30


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a line that is shown, in ms."""

    start_ms: int = 0
    end_ms: int = NARROWEST_MS

    @property
    def length_ms(self) -> int:
        """How much is shown."""
        return max(self.end_ms - self.start_ms, 1)

    def x(self, line_ms: float, width: float) -> float:
        """Where a moment lies in a picture so wide."""
        return (line_ms - self.start_ms) * width / self.length_ms

    def moment(self, x: float, width: float) -> int:
        """The moment that lies there."""
        return round(self.start_ms + x * self.length_ms / max(width, 1))

    def within(self, end_ms: int) -> "Window":
        """The same length, or all there is, moved into the line."""
        length = min(max(self.length_ms, NARROWEST_MS), max(end_ms, NARROWEST_MS))
        start = max(0, min(self.start_ms, end_ms - length))
        return Window(start, start + length)

    def zoomed(self, factor: float, around_ms: int, end_ms: int) -> "Window":
        """Nearer (factor below 1) or farther; the moment stays in its place."""
        length = max(NARROWEST_MS, round(self.length_ms * factor))
        share = (around_ms - self.start_ms) / self.length_ms
        start = round(around_ms - share * length)
        return Window(start, start + length).within(end_ms)

    def moved(self, by_ms: int, end_ms: int) -> "Window":
        """Earlier or later."""
        return Window(self.start_ms + by_ms, self.end_ms + by_ms).within(end_ms)

    def holding(self, line_ms: int, end_ms: int) -> "Window":
        """The window turned like a page until it holds the moment."""
        if self.start_ms <= line_ms < self.end_ms:
            return self
        start = line_ms - self.length_ms // 10
        return Window(start, start + self.length_ms).within(end_ms)


def around(start_ms: int, end_ms: int, line_end_ms: int) -> Window:
    """A span with as much beside it as one needs to move its ends."""
    beside = max((end_ms - start_ms) // 3, 1_500)
    return Window(start_ms - beside, end_ms + beside).within(line_end_ms)


@dataclass(frozen=True, slots=True)
class WaveScene:
    """Everything that is painted; clip, position and the marked `span` are in ms of the file."""

    line: Timeline = field(default_factory=Timeline)
    outline: Outline | None = None
    loudest: int = FULL_SCALE
    clip: Clip | None = None
    position_ms: int = 0
    span: tuple[int, int] | None = None
    window: Window = Window()

    @property
    def clip_on_line(self) -> tuple[int, int] | None:
        """Where the clip begins and ends on the line."""
        if self.clip is None:
            return None
        return self.line.on_line(self.clip.start_ms), self.line.on_line(self.clip.end_ms, end=True)

    def looking(self, window: Window) -> "WaveScene":
        """The same with another part in view."""
        return replace(self, window=window.within(self.line.end_ms))

    def level_dbfs(self, file_ms: int) -> float:
        """How loud it is near a moment, in dB below full scale; -inf for silence."""
        if self.outline is None:
            return -math.inf
        (low, high), *_ = self.outline.columns(max(file_ms - NEAR_MS, 0), file_ms + NEAR_MS, 1).tolist()
        loud = max(abs(low), abs(high))
        return 20 * math.log10(loud / FULL_SCALE) if loud else -math.inf


def loudest_of(outline: Outline) -> int:
    """The height that fills the picture: nearly the loudest, so that one slammed door does not flatten the rest."""
    columns = outline.columns(0, max(outline.duration_ms, 1), SAMPLES_OF_LOUDNESS).tolist()
    heights: list[int] = sorted(max(abs(low), abs(high)) for low, high in columns)
    return max(QUIETEST_SCALE, min(FULL_SCALE, heights[len(heights) * 98 // 100] * 5 // 4))


class Bar(NamedTuple):
    """One bar of the outline: its left edge, and its lowest and highest sample from -1 to 1."""

    x: float
    low: float
    high: float


def bars(scene: WaveScene, width: int) -> list[Bar]:
    """The bars of the part in view; they stand on a grid of the line, so that they move with it and do not flicker."""
    if scene.outline is None or width < PITCH:
        return []
    step = scene.window.length_ms * PITCH / width
    first, last = math.floor(scene.window.start_ms / step), math.ceil(scene.window.end_ms / step)
    found: list[Bar] = []
    for piece in scene.line.pieces:
        begin, end = max(first, math.ceil(piece.at_ms / step)), min(last, math.floor(piece.end_ms / step))
        if begin >= end:
            continue
        file_ms = piece.file_ms - piece.at_ms
        columns = scene.outline.columns(round(begin * step + file_ms), round(end * step + file_ms), end - begin)
        left, scale = scene.window.x(begin * step, width), float(scene.loudest)
        found += [
            Bar(left + at * PITCH, max(low / scale, -1.0), min(high / scale, 1.0))
            for at, (low, high) in enumerate(columns.tolist())
        ]
    return found
