"""What stands between a group and its session, checked from the study and from nothing else."""

from dataclasses import dataclass
from typing import Literal

from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.services.prepare.preparing import Preparing
from facilitator.services.prepare.seating import missing_consents

Check = Literal["set", "questions", "minutes", "must_ask", "people", "seats", "consents", "session", "fits"]


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """One check; `count` is how many records are still open, or by how many minutes the route is too long."""

    check: Check
    done: bool
    count: int = 0


def readiness(preparing: Preparing, actor_id: str) -> tuple[ReadyItem, ...]:
    """All checks for a group, in the order in which one would see to them."""
    found = preparing.routing.set_of(actor_id)
    questions = preparing.routing.questions(found.id) if found else []
    people = preparing.seating.people(actor_id)
    session = preparing.shown_session(actor_id)
    planned = session.planned_minutes if session else None
    return (
        ReadyItem("set", found is not None),
        ReadyItem("questions", bool(questions)),
        *_route(questions),
        *_people(people),
        ReadyItem("session", session is not None),
        _fits(questions, sum(step.minutes for step in found.steps) if found else 0, planned),
    )


def _route(questions: list[Question]) -> tuple[ReadyItem, ReadyItem]:
    without = sum(question.minutes == 0 for question in questions)
    must_ask = any(question.must_ask for question in questions)
    return ReadyItem("minutes", bool(questions) and not without, without), ReadyItem("must_ask", must_ask)


def _people(people: list[Person]) -> tuple[ReadyItem, ReadyItem, ReadyItem]:
    unseated = sum(person.seat is None for person in people) + _doubles(people)
    unasked = sum(bool(missing_consents(person)) for person in people)
    return (
        ReadyItem("people", bool(people)),
        ReadyItem("seats", bool(people) and not unseated, unseated),
        ReadyItem("consents", bool(people) and not unasked, unasked),
    )


def _doubles(people: list[Person]) -> int:
    seats = [person.seat for person in people if person.seat is not None]
    return len(seats) - len(set(seats))


def _fits(questions: list[Question], around: int, planned: int | None) -> ReadyItem:
    over = sum(question.minutes for question in questions) + around - (planned or 0)
    return ReadyItem("fits", planned is not None and over <= 0, max(over, 0) if planned else 0)
