"""Every section of study JSON in the order of a dump, with the way into the store and out of it."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from facilitator.domain.actors import Actor
from facilitator.domain.clearances import Clearance
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.ids import new_id
from facilitator.domain.matrix import Dot
from facilitator.domain.merges import Conflict, Merge, Sync
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision, PackOrder
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, Wording
from facilitator.domain.reactions import Reaction, Reflection, Showing
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.room import Debrief, MemberCheck, Presence, Spoken, Swap
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.storage.interchange import records, route_records, session_records, transcript_records
from facilitator.storage.interchange.kinds import Kind
from facilitator.storage.store import Store


def _itself(value: Any) -> list[Any]:
    return [value]


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the file: what its entries are, the records of an entry, the entries of a store.

    A section that is not `always` written stands in a dump only where it has entries.
    """

    name: str
    item: Kind
    gather: Callable[[Store], list[Any]]
    always: bool = True
    records: Callable[[Any], list[Any]] = _itself


def _all(record: type) -> Callable[[Store], list[Any]]:
    return lambda store: store.find(record)


def _ranks(store: Store, record: type[Actor] | type[Session]) -> dict[str, int]:
    found: list[Any] = store.find(record)
    return {one.id: rank for rank, one in enumerate(found)}


def _sets(store: Store) -> list[Any]:
    questions: dict[str, list[Question]] = {}
    for question in store.find(Question):
        questions.setdefault(question.question_set, []).append(question)
    return [
        SimpleNamespace(id=s.id, name=s.name, actors=s.actors, steps=s.steps, questions=questions.get(s.id, ()))
        for s in store.find(QuestionSet)
    ]


def _people(store: Store) -> list[Any]:
    return [records.person_form(person) for person in store.find(Person)]


def _pairs(store: Store) -> list[Any]:
    return [(pair.first, pair.second) for pair in store.find(Pair)]


def _pair_records(value: tuple[str, str]) -> list[Any]:
    return [Pair(new_id(), first=value[0], second=value[1])]


def _dots(store: Store) -> list[Any]:
    ranks = _ranks(store, Actor)
    last = len(ranks)
    return sorted(store.find(Dot), key=lambda dot: (ranks.get(dot.viewer, last), ranks.get(dot.shown, last)))


def _decisions(store: Store) -> list[Any]:
    ranks = _ranks(store, Actor)
    return sorted(store.find(Decision), key=lambda decision: ranks.get(decision.viewer, len(ranks)))


def _pack_orders(store: Store) -> list[Any]:
    ranks = _ranks(store, Actor)
    return sorted(store.find(PackOrder), key=lambda order: ranks.get(order.id, len(ranks)))


def _reflections(store: Store) -> list[Any]:
    ranks = _ranks(store, Session)
    return sorted(store.find(Reflection), key=lambda reflection: ranks.get(reflection.id, len(ranks)))


def _transcripts(store: Store) -> list[Any]:
    return [transcript_records.form_of(each, store.find(Cue, transcript=each.id)) for each in store.find(Transcript)]


SECTIONS: tuple[Section, ...] = (
    Section("actors", records.ACTOR, _all(Actor)),
    Section("question_sets", route_records.QUESTION_SET, _sets, records=route_records.set_records),
    Section("question_pairs", route_records.PAIR, _pairs, always=False, records=_pair_records),
    Section("wordings", route_records.WORDING, _all(Wording), always=False),
    Section("people", records.PERSON, _people),
    Section("sessions", records.SESSION, _all(Session)),
    Section("visits", session_records.VISIT, _all(Visit), always=False),
    Section("recordings", session_records.RECORDING, _all(Recording), always=False),
    Section("gaps", session_records.GAP, _all(Gap), always=False),
    Section(
        "transcripts", transcript_records.TRANSCRIPT, _transcripts, always=False, records=transcript_records.made_of
    ),
    Section("notes", records.NOTE, _all(Note)),
    Section("statements", records.STATEMENT, _all(Statement)),
    Section("quotes", records.QUOTE, _all(Quote)),
    Section("matrix", records.DOT, _dots),
    Section("decisions", records.DECISION, _decisions, always=False),
    Section("pack_orders", records.PACK_ORDER, _pack_orders, always=False),
    Section("reactions", records.REACTION, _all(Reaction)),
    Section("reflections", records.REFLECTION, _reflections),
    Section("showings", records.SHOWING, _all(Showing), always=False),
    Section("exports", records.EXPORT, _all(Export), always=False),
    Section("presences", session_records.PRESENCE, _all(Presence), always=False),
    Section("swaps", session_records.SWAP, _all(Swap), always=False),
    Section("spoken", session_records.SPOKEN, _all(Spoken), always=False),
    Section("member_checks", session_records.MEMBER_CHECK, _all(MemberCheck), always=False),
    Section("debriefs", session_records.DEBRIEF, _all(Debrief), always=False),
    Section("merges", session_records.MERGE, _all(Merge), always=False),
    Section("conflicts", session_records.CONFLICT, _all(Conflict), always=False),
    Section("clearances", records.CLEARANCE, _all(Clearance), always=False),
    Section("syncs", session_records.SYNC, _all(Sync), always=False),
)
