"""What a window asks about the sound of a file: its outline, and where speech pauses."""

from pathlib import Path
from typing import Any, Protocol

from facilitator.services.ports import Cancel, Progress, Speech

OUTLINES = ".outlines"
"""The folder, beside the sound, in which outlines are kept."""
FULL_SCALE = 32_768


class Columns(Protocol):
    """Pairs of lowest and highest sample, 16 bits."""

    def tolist(self) -> Any:
        """The pairs as lists of two numbers."""


class Outline(Protocol):
    """Lowest and highest sample of each small step of a file."""

    @property
    def duration_ms(self) -> int:
        """Length of the file."""

    def columns(self, start_ms: int, end_ms: int, count: int) -> Columns:
        """Lowest and highest for each of `count` columns of a window; silence where there is no recording."""


class Ear(Speech, Protocol):
    """Looks into sound files. May take long: call it from a job, not from the window's thread."""

    def outline(self, path: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> Outline:
        """The outline of a file or recording, kept for the next time. Raises UserError, or what `cancel` raises."""


def outline_cache(path: Path) -> Path:
    """Where the outline of a file is kept."""
    return path.parent / OUTLINES / f"{path.name}.npy"
