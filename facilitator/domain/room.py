"""What a session has besides what was said: who was there when, what was read back, and the first thoughts after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.people import Person

Role = Literal["", "lead", "scribe", "observer"]
Verdict = Literal["confirmed", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Presence:
    """When somebody came and left, in ms of session time; None for from the beginning, and for to the end."""

    id: str
    position: float = 0.0
    session: str = ""
    person: str = ""
    came_ms: int | None = None
    left_ms: int | None = None

    def holds(self, at_ms: int) -> bool:
        """Whether the person was in the room at that moment."""
        return (self.came_ms or 0) <= at_ms and (self.left_ms is None or at_ms < self.left_ms)


@dataclass(frozen=True, slots=True)
class Swap:
    """Two people (`first` and `second`) who changed seats, in ms of session time; what was said before stays theirs."""

    id: str
    position: float = 0.0
    session: str = ""
    at_ms: int = 0
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """From when on and until when somebody spoke, in ms of session time: the facilitator held the key of the seat."""

    id: str
    position: float = 0.0
    session: str = ""
    person: str = ""
    at_ms: int = 0
    until_ms: int = 0


@dataclass(frozen=True, slots=True)
class MemberCheck:
    """What the group said when an idea was read back to it; `text` is its correction, in its own words."""

    id: str
    position: float = 0.0
    session: str = ""
    note: str = ""
    verdict: Verdict = "confirmed"
    text: str = ""
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Debrief:
    """What one facilitator wrote down right after a session, in free text."""

    id: str
    position: float = 0.0
    session: str = ""
    facilitator: str = ""
    themes: str = ""
    surprises: str = ""
    differences: str = ""
    quotes: str = ""
    change: str = ""
    role: Role = ""


def seats_at(people: Iterable[Person], swaps: Iterable[Swap], at_ms: int | None) -> dict[str, int]:
    """Who sat where at that moment, by person; where they sit now without a moment."""
    seats = {person.id: person.seat for person in people}
    later = [swap for swap in swaps if at_ms is not None and swap.at_ms > at_ms]
    for swap in sorted(later, key=lambda each: (each.at_ms, each.position), reverse=True):
        first, second = seats.get(swap.first), seats.get(swap.second)
        seats[swap.first], seats[swap.second] = second, first
    return {person: seat for person, seat in seats.items() if seat is not None}
