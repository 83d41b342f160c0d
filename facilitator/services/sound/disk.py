"""How much recording the disk still takes: what a session needs, and what is left."""

from math import inf
from pathlib import Path
from typing import Final

from facilitator.domain.recordings import RATE
from facilitator.services.machine import free_bytes

BYTES_PER_HOUR: Final = RATE * 2 * 3600
RESERVE: Final = 200 << 20
"""Recording stops here, so that notes can still be written."""
SPARE: Final = 1_000_000_000
"""Wanted on top of what a session needs."""
UNPLANNED_MINUTES: Final = 120


def needed_bytes(planned_minutes: int | None) -> int:
    """What a session may fill: twice its planned time, since sound is kept as WAV and FLAC for a moment."""
    return (planned_minutes or UNPLANNED_MINUTES) * 2 * BYTES_PER_HOUR // 60 + SPARE


def is_enough(free: int | None, planned_minutes: int | None) -> bool:
    """Whether the disk takes the session; an unknown disk counts as large enough."""
    return free is None or free >= needed_bytes(planned_minutes)


def hours_left(free: int | None) -> float:
    """Hours of sound until recording stops; infinite where the system does not say."""
    return inf if free is None else max(free - RESERVE, 0) / BYTES_PER_HOUR


def free_for(folder: Path) -> int | None:
    """What the disk of a study takes, also when its audio folder is not made yet."""
    while not folder.exists() and folder.parent != folder:
        folder = folder.parent
    return free_bytes(folder)
