"""What hangs on a record, so that nothing is removed that something else rests on."""

from collections.abc import Iterable, Mapping

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.reactions import Reaction, Showing
from facilitator.domain.room import Spoken, Swap
from facilitator.domain.sessions import Session, Visit
from facilitator.storage.store import Store


def hanging_on_actor(store: Store, actor_id: str) -> dict[str, int]:
    """How many records of each kind name this actor; kinds with none are left out."""
    dots = store.count(Dot, viewer=actor_id) + store.count(Dot, shown=actor_id)
    return _some(
        {
            "person": store.count(Person, actor=actor_id),
            "session": store.count(Session, actor=actor_id),
            "statement": store.count(Statement, actor=actor_id),
            "quote": store.count(Quote, actor=actor_id),
            "dot in the matrix": dots,
            "part split off from it": store.count(Actor, split_of=actor_id),
            "record of what was shown": store.count(Showing, actor=actor_id),
            "reaction": _about(store, "actor", actor_id),
        }
    )


def hanging_on_question(store: Store, question_id: str) -> dict[str, int]:
    """How many records of each kind name this question."""
    return _some(
        {
            "session": _sessions_that_asked(store, question_id),
            "note": sum(question_id in note.questions for note in store.find(Note)),
            "statement": store.count(Statement, question=question_id),
            "quote": store.count(Quote, question=question_id),
            "record of what was shown": store.count(Showing, question=question_id),
            "reaction": _about(store, "question", question_id) + store.count(Reaction, question=question_id),
        }
    )


def hanging_on_questions(store: Store, questions: Iterable[Question]) -> dict[str, int]:
    """The same, added up over several questions."""
    total: dict[str, int] = {}
    for question in questions:
        for kind, count in hanging_on_question(store, question.id).items():
            total[kind] = total.get(kind, 0) + count
    return total


def hanging_on_person(store: Store, person_id: str) -> dict[str, int]:
    """How many records of each kind name this person."""
    marked = sum(any(person_id in mark.people for mark in note.marks) for note in store.find(Note))
    return _some(
        {
            "note": max(store.count(Note, speaker=person_id), marked),
            "quote": store.count(Quote, speaker=person_id),
            "reaction": store.count(Reaction, speaker=person_id),
            "change of seats": store.count(Swap, first=person_id) + store.count(Swap, second=person_id),
            "time of speaking": store.count(Spoken, person=person_id),
        }
    )


def counted(kinds: Mapping[str, int]) -> str:
    """The kinds as one phrase: "6 people, 1 session and 9 statements"."""
    words = [f"{count} {_plural(kind, count)}" for kind, count in kinds.items()]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _plural(kind: str, count: int) -> str:
    if count == 1:
        return kind
    special = {
        "person": "people",
        "dot in the matrix": "dots in the matrix",
        "part split off from it": "parts split off from it",
        "record of what was shown": "records of what was shown",
        "change of seats": "changes of seats",
        "time of speaking": "times of speaking",
    }
    return special.get(kind, f"{kind}s")


def _some(kinds: Mapping[str, int]) -> dict[str, int]:
    return {kind: count for kind, count in kinds.items() if count}


def _sessions_that_asked(store: Store, question_id: str) -> int:
    visited = {visit.session for visit in store.find(Visit, question=question_id)}
    return len(visited | {session.id for session in store.find(Session, question=question_id)})


def _about(store: Store, kind: str, row_id: str) -> int:
    about = [reaction.about for reaction in store.find(Reaction)]
    return sum(each is not None and each.kind == kind and each.id == row_id for each in about)
