"""How the time of a session goes: per question, for the whole, and when it will end."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.questions import Question

Progress = Literal["to_come", "now", "done", "skipped"]

ASKED_MS = 5_000
"""A question that was on screen for less was passed over, not asked."""
MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Stop:
    """One question of the route with its number from 1, its time so far and how it stands."""

    number: int
    question: Question
    spent_ms: int
    progress: Progress

    @property
    def planned_ms(self) -> int:
        """The time meant for it; 0 when none was planned."""
        return self.question.minutes * MINUTE

    @property
    def over_ms(self) -> int:
        """How far past its plan it is; 0 in time or without a plan."""
        return max(self.spent_ms - self.planned_ms, 0) if self.planned_ms else 0

    @property
    def left_ms(self) -> int:
        """What is left of its plan."""
        return max(self.planned_ms - self.spent_ms, 0)


def route(
    questions: Sequence[Question], spent: Mapping[str, int], current: str | None, answered: Container[str] = ()
) -> list[Stop]:
    """The questions with their time; whatever lies before a question already asked and was not is skipped.

    A question under which something is filed (`answered`) was asked, whatever time it had.
    """
    asked = [q.id == current or q.id in answered or spent.get(q.id, 0) >= ASKED_MS for q in questions]
    last = max((at for at, is_asked in enumerate(asked) if is_asked), default=-1)
    stops = []
    for at, question in enumerate(questions):
        progress = _progress(question.id == current, asked[at], at < last)
        stops.append(Stop(at + 1, question, spent.get(question.id, 0), progress))
    return stops


def _progress(is_current: bool, is_asked: bool, is_behind: bool) -> Progress:
    if is_current:
        return "now"
    if is_asked:
        return "done"
    return "skipped" if is_behind else "to_come"


@dataclass(frozen=True, slots=True)
class Pace:
    """The session's time: used, left of the plan, the projected end, and must-ask questions still open with theirs."""

    used_ms: int
    planned_ms: int
    end_ms: int
    must_ask: tuple[int, ...]
    must_ask_ms: int = 0

    @property
    def is_short(self) -> bool:
        """Whether what must still be asked does not fit into what is left."""
        return bool(self.planned_ms) and self.must_ask_ms > max(self.left_ms, 0)

    @property
    def left_ms(self) -> int:
        """What is left of the plan; negative past it."""
        return self.planned_ms - self.used_ms

    @property
    def late_ms(self) -> int:
        """How late it will end if the rest keeps its plan; negative is early."""
        return self.end_ms - self.planned_ms


def pace(stops: Sequence[Stop], now_ms: int, planned_minutes: int | None) -> Pace:
    """The pace at `now_ms`; without planned minutes the sum of the questions is the plan."""
    planned = planned_minutes * MINUTE if planned_minutes else sum(stop.planned_ms for stop in stops)
    ahead = sum(stop.left_ms for stop in stops if stop.progress in ("now", "to_come"))
    still = [s for s in stops if s.question.must_ask and s.progress in ("to_come", "skipped")]
    needed = sum(stop.planned_ms for stop in still)
    return Pace(now_ms, planned, now_ms + ahead, tuple(stop.number for stop in still), needed)


def planned_minutes(questions: Iterable[Question]) -> int:
    """The sum of the questions' minutes."""
    return sum(question.minutes for question in questions)


def ending_question(questions: Sequence[Question]) -> Question | None:
    """Where Ctrl+E goes: the last question of type ending, or else the last one."""
    endings = [question for question in questions if question.type == "ending"] or list(questions)
    return endings[-1] if endings else None
