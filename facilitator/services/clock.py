"""The time, as services ask for it: apart from the other ports, since every start needs it and no start needs sound."""

import sys
import time
from datetime import UTC, datetime
from typing import Protocol


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
