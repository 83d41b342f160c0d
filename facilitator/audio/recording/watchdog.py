"""Notices that sound is lost although nothing says so: what comes in is held against the clock.

Sound systems report next to nothing: a microphone that is pulled out, muted or exchanged for another one, and a
server that ends, all look like a recording that goes on (measured; see the documents on audio).
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

from facilitator.domain.recordings import RATE, GapReason

NO_DATA_MS: Final = 1000
SILENT_MS: Final = 3000
DRIFT_MS: Final = 250
SLEEP_MS: Final = 1000
"""The computer slept if the clock that goes on in sleep got ahead of the other one by this."""
FROZEN_MS: Final = 5000
"""Where both clocks go on in sleep, not having looked for so long is sleep as well."""
CONFIRM_MS: Final = 100
"""What is wrong at one look may be a window that was busy; it must still be wrong a little later."""
SURE: Final = ("failed", "full", "silent")
WINDOW_MS: Final = 1000
MEMORY_MS: Final = 5000
SLOWLY: Final = 5e-4
"""A device's clock may be off by as much as this without any sound being lost; 1e-4 is usual."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The facts of one look.

    `at_ms` is a clock that goes on while the computer sleeps, `awake_ms` one that does not (or the same one).
    `frames` have come in since the watch began, and the last `zeros` of them are exactly nothing. `feeding` are the
    inputs that the sound comes from, where the system tells, and `wanted` is the one it should come from.
    """

    at_ms: int
    awake_ms: int
    frames: int
    zeros: int = 0
    wanted: str = ""
    feeding: frozenset[str] = frozenset()
    fault: GapReason | None = None
    free_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Sound is missing after the first `frame` frames; after a drift what follows them is sound again."""

    reason: GapReason
    frame: int


class Watchdog:
    """Watches one stream from its first samples on; it is to be made anew once something was found."""

    def __init__(self, at_ms: int, awake_ms: int, reserve_bytes: int = 0, rate: int = RATE) -> None:
        self._rate, self._reserve = rate, reserve_bytes
        self._began_ms = at_ms
        self._last = Seen(at_ms, awake_ms, 0)
        self._fed_ms = at_ms
        self._history: deque[tuple[Seen, float]] = deque()
        self._expected, self._anchor = 0.0, 0.0
        self._suspect: tuple[GapReason, int] | None = None

    @property
    def slip_ms(self) -> float:
        """By how much the device's clock has gone astray since `anchor`; positive when it is slow."""
        return self._expected - self._anchor

    def anchor(self) -> None:
        """Sound is being aligned with the clock anew, so count the slip from here."""
        self._anchor = self._expected

    def look(self, seen: Seen) -> Found | None:
        """What is wrong, at most one thing. To be asked ten times a second or more often."""
        before, self._last = self._last, seen
        if seen.frames > before.frames:
            self._fed_ms = seen.at_ms
        self._reckon(before, seen)
        if self._slept(before, seen):
            return Found("asleep", before.frames)
        wrong = self._fault(seen) or self._absence(seen) or self._drift(seen)
        if wrong is None:
            self._suspect = None
            return None
        return wrong if self._confirmed(wrong, seen) else None

    def _confirmed(self, wrong: Found, seen: Seen) -> bool:
        if self._suspect is None or self._suspect[0] != wrong.reason:
            self._suspect = (wrong.reason, seen.at_ms)
        return wrong.reason in SURE or seen.at_ms - self._suspect[1] >= CONFIRM_MS

    def _slept(self, before: Seen, seen: Seen) -> bool:
        passed, awake = seen.at_ms - before.at_ms, seen.awake_ms - before.awake_ms
        heard_ms = (seen.frames - before.frames) * 1000 / self._rate
        return passed - awake >= SLEEP_MS or (passed >= FROZEN_MS and heard_ms < passed / 2)

    def _fault(self, seen: Seen) -> Found | None:
        if seen.fault is not None:
            return Found(seen.fault, seen.frames)
        if seen.free_bytes is not None and seen.free_bytes < self._reserve:
            return Found("full", seen.frames)
        return None

    def _absence(self, seen: Seen) -> Found | None:
        if seen.feeding and seen.wanted not in seen.feeding:
            return Found("moved", seen.frames)
        if seen.at_ms - self._fed_ms >= NO_DATA_MS:
            return Found("lost", seen.frames)
        if seen.zeros * 1000 >= SILENT_MS * self._rate:
            return Found("silent", seen.frames - seen.zeros)
        return None

    def _lag(self, seen: Seen) -> float:
        """Ms by which the samples are behind the clock."""
        return seen.at_ms - self._began_ms - seen.frames * 1000 / self._rate

    def _reckon(self, before: Seen, seen: Seen) -> None:
        """Follow the lag that is usual for this device, slowly: its lowest of the last second, for a late look lags."""
        self._history.append((seen, self._lag(seen)))
        while seen.at_ms - self._history[0][0].at_ms > MEMORY_MS:
            self._history.popleft()
        floor = self._floor(seen)
        if floor is not None:
            reach = (seen.at_ms - before.at_ms) * SLOWLY
            self._expected += max(-reach, min(reach, floor - self._expected))

    def _floor(self, seen: Seen) -> float | None:
        if seen.at_ms - self._history[0][0].at_ms < WINDOW_MS:
            return None
        return min(lag for each, lag in self._history if seen.at_ms - each.at_ms <= WINDOW_MS)

    def _drift(self, seen: Seen) -> Found | None:
        floor = self._floor(seen)
        if floor is None or abs(floor - self._expected) <= DRIFT_MS:
            return None
        return Found("drift", self._before_jump(floor))

    def _before_jump(self, floor: float) -> int:
        """The frames that had come in when the lag left what is usual, as far back as is remembered."""
        middle = (floor + self._expected) / 2
        frames = self._history[0][0].frames
        for seen, lag in self._history:
            if (lag > middle) == (floor > middle):
                break
            frames = seen.frames
        return frames
