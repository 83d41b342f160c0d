"""How the time of a session goes: per question and step, for the whole, and when it will end."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.questions import Place, Question, Step, step_id

Progress = Literal["to_come", "now", "done", "skipped"]

ASKED_MS = 5_000
"""A question that was on screen for less was passed over, not asked."""
MINUTE = 60_000
CLOSING = step_id("closing")


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of the route, its time so far and how it stands; questions are numbered from 1, steps have 0."""

    number: int
    place: Place
    spent_ms: int
    progress: Progress

    @property
    def question(self) -> Question | None:
        """None where it is a step."""
        return self.place if isinstance(self.place, Question) else None

    @property
    def must_ask(self) -> bool:
        """Whether it is a question that must be asked."""
        return isinstance(self.place, Question) and self.place.must_ask

    @property
    def planned_ms(self) -> int:
        """The time meant for it; 0 when none was planned."""
        return self.place.minutes * MINUTE

    @property
    def over_ms(self) -> int:
        """How far past its plan it is; 0 in time or without a plan."""
        return max(self.spent_ms - self.planned_ms, 0) if self.planned_ms else 0

    @property
    def left_ms(self) -> int:
        """What is left of its plan."""
        return max(self.planned_ms - self.spent_ms, 0)


def route(
    places: Sequence[Place], spent: Mapping[str, int], current: str | None, answered: Container[str] = ()
) -> list[Stop]:
    """The places with their time; whatever lies before one already visited and was not is skipped.

    A question under which something is filed (`answered`) was asked, whatever time it had. Where no time is known
    of a session with answers, because it came from a file, its steps count as visited.
    """
    untimed = not spent and any(place.id in answered for place in places)
    asked = [
        place.id == current
        or place.id in answered
        or spent.get(place.id, 0) >= ASKED_MS
        or (untimed and isinstance(place, Step))
        for place in places
    ]
    last = max((at for at, is_asked in enumerate(asked) if is_asked), default=-1)
    stops, number = [], 0
    for at, place in enumerate(places):
        number += isinstance(place, Question)
        progress = _progress(place.id == current, asked[at], at < last)
        shown = number if isinstance(place, Question) else 0
        stops.append(Stop(shown, place, spent.get(place.id, 0), progress))
    return stops


def _progress(is_current: bool, is_asked: bool, is_behind: bool) -> Progress:
    if is_current:
        return "now"
    if is_asked:
        return "done"
    return "skipped" if is_behind else "to_come"


@dataclass(frozen=True, slots=True)
class Pace:
    """The session's time: used, left of the plan, the projected end, and must-ask questions still open with theirs.

    `closing_ms` is what the closing will take; it comes after all questions, so they cannot have its time.
    """

    used_ms: int
    planned_ms: int
    end_ms: int
    must_ask: tuple[int, ...]
    must_ask_ms: int = 0
    closing_ms: int = 0

    @property
    def needed_ms(self) -> int:
        """What must still be asked, and the closing after it."""
        return self.must_ask_ms + self.closing_ms

    @property
    def is_short(self) -> bool:
        """Whether what must still be asked does not fit into what is left."""
        return bool(self.planned_ms and self.must_ask) and self.needed_ms > max(self.left_ms, 0)

    @property
    def left_ms(self) -> int:
        """What is left of the plan; negative past it."""
        return self.planned_ms - self.used_ms

    @property
    def late_ms(self) -> int:
        """How late it will end if the rest keeps its plan; negative is early."""
        return self.end_ms - self.planned_ms


def pace(stops: Sequence[Stop], now_ms: int, planned_minutes: int | None) -> Pace:
    """The pace at `now_ms`; without planned minutes the sum of the route is the plan."""
    planned = planned_minutes * MINUTE if planned_minutes else sum(stop.planned_ms for stop in stops)
    ahead = sum(stop.left_ms for stop in stops if stop.progress in ("now", "to_come"))
    still = [stop for stop in stops if stop.must_ask and stop.progress in ("to_come", "skipped")]
    needed = sum(stop.planned_ms for stop in still)
    closing = sum(stop.left_ms for stop in stops if stop.place.id == CLOSING)
    return Pace(now_ms, planned, now_ms + ahead, tuple(stop.number for stop in still), needed, closing)


def ending_question(questions: Sequence[Question]) -> Question | None:
    """Where Ctrl+E goes: the last question of type ending, or else the last one."""
    endings = [question for question in questions if question.type == "ending"] or list(questions)
    return endings[-1] if endings else None
