"""What would be missing if a focus group left the room now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.agreement import SAID_BY_GROUP
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.sessions import Session
from facilitator.services.session.coverage import coverage
from facilitator.services.session.room import Room
from facilitator.services.session.sessions import Sessions
from facilitator.storage.store import Store

MissingKind = Literal["not_asked", "not_heard", "not_read_back", "parked", "not_shown", "no_reaction", "whole"]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing: `count` of it, `names` of questions or seats, and the shown group it is about."""

    kind: MissingKind
    count: int = 0
    names: tuple[str, ...] = ()
    actor: Actor | None = None


def missing_of_group(store: Store, session: Session, sessions: Sessions) -> list[Missing]:
    """The gravest first; empty when nothing is."""
    look: tuple[Callable[[], Missing], ...] = (
        lambda: _not_asked(store, session),
        lambda: _parked(store, session),
        lambda: _not_read_back(store, session, sessions),
        lambda: _not_heard(store, session),
    )
    return [found for found in (each() for each in look) if found.count]


def _not_asked(store: Store, session: Session) -> Missing:
    rows = coverage(store).missing(session.actor)
    return Missing("not_asked", len(rows), tuple(f"{row.label} {row.question.heading}" for row in rows))


def _parked(store: Store, session: Session) -> Missing:
    notes = store.find(Note, session=session.id)
    return Missing("parked", sum(note.kind == "parking" and not note.struck for note in notes))


def _not_read_back(store: Store, session: Session, sessions: Sessions) -> Missing:
    room = Room(store, session)
    ideas = room.ideas_to_read_back(sessions.questions_of(session.actor))
    wanted = {note.id for notes in ideas.values() for note in notes}
    return Missing("not_read_back", len(wanted - set(room.checks())))


def _not_heard(store: Store, session: Session) -> Missing:
    """Who said nothing and gave no sign, by seat; nobody where no entry says who spoke."""
    notes = [note for note in store.find(Note, session=session.id) if note.kind in SAID_BY_GROUP]
    heard = {note.speaker for note in notes} | {person for note in notes for m in note.marks for person in m.people}
    people = [person for person in store.find(Person, actor=session.actor) if person.seat is not None]
    if not heard & {person.id for person in people}:
        return Missing("not_heard")
    silent = sorted((person.seat or 0) for person in people if person.id not in heard and not person.withdrew)
    return Missing("not_heard", len(silent), tuple(str(seat) for seat in silent))
