"""`marks.jsonl` beside the segments of a recording: what its samples mean in session time, one fact a line.

The first line tells version, rate, channels, device and `started_at`. Then, in the order of their writing:

- `{"stretch": FRAME, "at_ms": MS}`: from this frame on sound is heard, beginning at that moment of session time;
- `{"gap": REASON, "at_ms": MS, "frame": FRAME}`: the stretch ends with this frame, although more may follow it;
- `{"counted": FRAMES, "at_ms": MS}`: so many frames were on disk then, once a second;
- `{"segment": NUMBER, "frames": FRAMES}`: a segment is full;
- `{"device": NAME, "at_ms": MS}`: another microphone is used from then on;
- `{"end": FRAMES, "sha256": HEX}`: the recording was stopped and is complete.
"""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from facilitator.domain.recordings import RATE, Stretch

MARKS: Final = "marks.jsonl"
VERSION: Final = 1
LARGEST_BYTES: Final = 64 << 20
"""More than a fortnight of marks; a larger file is none of ours."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line tells."""

    rate: int = RATE
    channels: int = 1
    device: str = ""
    started_at: str = ""

    def line(self) -> dict[str, object]:
        return {
            "version": VERSION,
            "rate": self.rate,
            "channels": self.channels,
            "device": self.device,
            "started_at": self.started_at,
        }


@dataclass(slots=True)
class Marks:
    """Everything the file tells; `ends` is None unless the recording was stopped in order."""

    head: Head = field(default_factory=Head)
    stretches: list[Stretch] = field(default_factory=list)
    segments: dict[int, int] = field(default_factory=dict)
    ends: int | None = None
    sha256: str = ""

    def within(self, frames: int) -> tuple[Stretch, ...]:
        """The stretches as far as `frames` go; without any mark the whole counts as one from the beginning."""
        stretches = self.stretches or [Stretch(0, 0, frames)]
        cut = (Stretch(each.frame, each.at_ms, min(each.frames, frames - each.frame)) for each in stretches)
        return tuple(each for each in cut if each.frames > 0)


ENDLESS: Final = 1 << 62
"""Length of a stretch that nothing has ended yet."""


def read_marks(folder: Path) -> Marks:
    """What the marks tell; lines that were cut off or make no sense are passed over."""
    marks = Marks()
    for line in _lines(folder / MARKS):
        if "version" in line:
            marks.head = _head(line)
        elif "stretch" in line:
            _end_last(marks, line["stretch"])
            marks.stretches.append(Stretch(line["stretch"], line["at_ms"], ENDLESS))
        elif "gap" in line:
            _end_last(marks, line["frame"])
        elif "segment" in line:
            marks.segments[line["segment"]] = line["frames"]
        elif "end" in line:
            marks.ends, marks.sha256 = line["end"], line["sha256"]
    return marks


def read_head(folder: Path) -> Head:
    """The first line alone: soon read however long the recording."""
    line = next(_lines(folder / MARKS), {})
    return _head(line) if "version" in line else Head()


def _head(line: dict[str, Any]) -> Head:
    return Head(line["rate"], line["channels"], line["device"], line["started_at"])


def _end_last(marks: Marks, frame: int) -> None:
    if marks.stretches:
        last = marks.stretches[-1]
        if frame - last.frame < last.frames:
            marks.stretches[-1] = Stretch(last.frame, last.at_ms, frame - last.frame)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file() or path.stat().st_size > LARGEST_BYTES:
        return
    with path.open("rb") as file:
        for text in file:
            with contextlib.suppress(ValueError):
                line = json.loads(text)
                if _makes_sense(line):
                    yield line


FORMS: Final[dict[str, dict[str, type]]] = {
    "version": {"version": int, "rate": int, "channels": int, "device": str, "started_at": str},
    "stretch": {"stretch": int, "at_ms": int},
    "gap": {"gap": str, "at_ms": int, "frame": int},
    "counted": {"counted": int, "at_ms": int},
    "segment": {"segment": int, "frames": int},
    "device": {"device": str, "at_ms": int},
    "end": {"end": int, "sha256": str},
}


def _makes_sense(line: object) -> bool:
    if not isinstance(line, dict) or not line:
        return False
    form = FORMS.get(next(iter(line)), {})
    right = all(isinstance(line.get(key), kind) for key, kind in form.items())
    numbers = (value for value in line.values() if isinstance(value, int))
    sound = line.get("rate", 1) > 0 and line.get("channels", 1) > 0 if "version" in line and right else True
    return bool(form) and right and sound and all(number >= 0 for number in numbers)
