"""Up to which moment the sound of a folder is safe, by its marks alone: soon told, and nothing is changed."""

import json
from pathlib import Path
from typing import Final

from facilitator.audio.recording.marks import MARKS

TAIL_BYTES: Final = 1 << 16
"""The last few minutes of marks."""


def counted_ms(folder: Path) -> int | None:
    """Ms of session time at which samples were last counted on disk; None where nothing was."""
    try:
        with (folder / MARKS).open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(size - TAIL_BYTES, 0))
            lines = file.read().splitlines()
    except OSError:
        return None
    return next((at_ms for at_ms in map(_counted, reversed(lines)) if at_ms is not None), None)


def _counted(line: bytes) -> int | None:
    """A gap counts too: sound reached up to it."""
    try:
        values = json.loads(line)
    except ValueError:
        return None  # cut off by the crash
    if not isinstance(values, dict) or not ({"counted", "gap"} & values.keys()):
        return None
    at_ms = values.get("at_ms")
    return at_ms if isinstance(at_ms, int) and at_ms >= 0 else None
