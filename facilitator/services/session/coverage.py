"""What each group was asked and what came of it, at a glance, while the people are still there."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.agreement import SAID_BY_GROUP
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.pacing import ASKED_MS
from facilitator.domain.questions import Question, QuestionSet, in_route_order
from facilitator.domain.sessions import Session, Visit
from facilitator.services.findings_grid import question_labels
from facilitator.storage.store import Store

CoverageState = Literal["not_in_route", "not_asked", "asked", "answered", "summarised"]


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One group under one question: how far it is, and how much there is of each kind."""

    state: CoverageState
    entries: int = 0
    quotes: int = 0
    statements: int = 0
    missing: bool = False


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One question; its label is the number on its route."""

    question: Question
    label: str
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One row a question in the order of the routes, one column a focus group."""

    groups: tuple[Actor, ...]
    rows: tuple[CoverageRow, ...]

    def missing(self, actor_id: str) -> list[CoverageRow]:
        """The must-ask questions that a group has met for and was not asked, or that brought nothing."""
        at = next((at for at, group in enumerate(self.groups) if group.id == actor_id), None)
        return [] if at is None else [row for row in self.rows if row.cells[at].missing]


def coverage(store: Store) -> Coverage:
    """Counts entries, quotes and statements; a question on screen for a few seconds counts as asked."""
    groups = tuple(actor for actor in store.find(Actor) if actor.is_group)
    sets = {each.id: each for each in store.find(QuestionSet)}
    questions = in_route_order(list(sets.values()), store.find(Question))
    labels = question_labels(sets.values(), questions)
    found = _Found(store)
    rows = [
        CoverageRow(
            question,
            labels[question.id],
            tuple(found.cell(group, question, sets[question.question_set]) for group in groups),
        )
        for question in questions
    ]
    return Coverage(groups, tuple(rows))


class _Found:
    """Everything counted once, by group and question."""

    def __init__(self, store: Store) -> None:
        actor_of = {session.id: session.actor for session in store.find(Session, kind="focus_group")}
        began = [session for session in store.find(Session, kind="focus_group") if session.started_at is not None]
        self._met = {session.actor for session in began}
        self._entries: Counter[tuple[str, str]] = Counter()
        self._asked_ms: Counter[tuple[str, str]] = Counter()
        for note in store.find(Note):
            if note.kind in SAID_BY_GROUP and not note.struck and note.session in actor_of:
                self._entries.update((actor_of[note.session], question) for question in note.questions)
        for visit in store.find(Visit):
            if visit.question is not None and visit.session in actor_of:
                self._asked_ms[actor_of[visit.session], visit.question] += visit.end_ms - visit.start_ms
        self._quotes = Counter((quote.actor, quote.question) for quote in store.find(Quote))
        self._statements = Counter((each.actor, each.question) for each in store.find(Statement))

    def cell(self, group: Actor, question: Question, question_set: QuestionSet) -> CoverageCell:
        key = (group.id, question.id)
        entries, quotes, statements = self._entries[key], self._quotes[key], self._statements[key]
        state = self._state(key, group.id in question_set.actors, entries + quotes, statements)
        bare = state == "not_asked" or (state == "asked" and question.type == "key")
        missing = bare and question.must_ask and group.id in self._met
        return CoverageCell(state, entries, quotes, statements, missing)

    def _state(self, key: tuple[str, str], is_bound: bool, said: int, statements: int) -> CoverageState:
        if statements:
            return "summarised"
        if said:
            return "answered"
        if not is_bound:
            return "not_in_route"
        return "asked" if self._asked_ms[key] >= ASKED_MS else "not_asked"
