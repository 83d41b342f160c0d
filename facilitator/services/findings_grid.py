"""The findings as a grid: bands of questions, columns of groups, cells of cards; read as far as it is looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import BarReason, consent_bar
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, in_route_order
from facilitator.services.findings import Evidence
from facilitator.storage.outline import Outline
from facilitator.storage.store import Store

MANY = 200
"""Changed rows from which on it is quicker to read anew what is on show than to look for each."""


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quote with the groups that are let see it, or why consent keeps it from all of them."""

    quote: Quote
    seen_by: tuple[Actor, ...]
    barred: BarReason | None


@dataclass(frozen=True, slots=True)
class Card:
    """A statement with its quotes, what it rests on, and who is let see it."""

    statement: Statement
    quotes: tuple[QuoteCard, ...]
    evidence: Evidence
    seen_by: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One group under one question; `question` is None where the group was not asked it."""

    actor: Actor
    question: str | None
    cards: tuple[Card, ...] = ()
    loose: tuple[QuoteCard, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Of every statement and quote in it."""
        hung = {quote.quote.id for card in self.cards for quote in card.quotes}
        return frozenset(hung | {card.statement.id for card in self.cards} | {quote.quote.id for quote in self.loose})


@dataclass(frozen=True, slots=True)
class Band:
    """One question across all groups; `number` is its place on its route, `pair` that of its twin.

    `asked` says under which question each group stands in it, by actor id; who is not in it was not asked. `whole`
    says whether everybody was who has a set at all. A band without a question holds what was filed under none.
    """

    question: Question | None
    number: str
    pair: str
    twin: str | None
    asked: Mapping[str, str]
    whole: bool


class Place(NamedTuple):
    """A cell to be read; `asked` is False where nothing can be in it."""

    actor: Actor
    question: str | None
    asked: bool = True


class Weight(NamedTuple):
    """How much there is in a cell that was not read: entries, and letters in them."""

    entries: int = 0
    letters: int = 0


class FindingsGrid:
    """`read` gives the frame; cells and weights are read when somebody asks for them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._outline = Outline(store)
        self._weights: dict[str, dict[str | None, Weight]] = {}
        self.groups: list[Actor] = []
        self.bands: list[Band] = []

    def read(self) -> None:
        """The frame: groups, and the bands in the order of the routes.

        Questions that are not analysed appear only when something was filed under them; a question
        paired with an earlier one shares its band.
        """
        self._weights.clear()
        self.groups = [actor for actor in self._store.find(Actor) if actor.is_group]
        self.bands = self._new_bands()

    def renew(self, changes: Changes) -> bool:
        """Follows a change; says whether the frame is another now."""
        if changes.touches(Actor, QuestionSet, Question, Pair) or len(changes.rows) > MANY:
            self.read()
            return True
        if not changes.touches(Statement, Quote):
            return False
        for item in (*changes.ids(Statement), *changes.ids(Quote)):
            if (place := self.place_of(item)) is not None:
                self._weights.pop(place[0], None)
        bands = self._new_bands()
        is_other, self.bands = bands != self.bands, bands
        return is_other

    # ---- the frame

    def _new_bands(self) -> list[Band]:
        sets = self._store.find(QuestionSet)
        questions = in_route_order(sets, self._store.find(Question))
        labels = question_labels(sets, questions)
        twins: dict[str, str] = {}
        for pair in self._store.find(Pair):
            twins.setdefault(pair.first, pair.second)
        second = set(twins.values())
        actors_of = {each.id: frozenset(each.actors) for each in sets}
        set_of = {question.id: question.question_set for question in questions}
        asked = {question.id: actors_of.get(set_of[question.id], frozenset()) for question in questions}
        own = [self._band(q, twins.get(q.id), labels, asked) for q in questions if q.id not in second]
        kept = [band for band in own if band.question and (band.question.analyse or self._is_filled(band))]
        return [*kept, *self._under_none()]

    def _band(
        self, question: Question, twin: str | None, labels: Mapping[str, str], asked: Mapping[str, frozenset[str]]
    ) -> Band:
        """Where the group stands: under the question itself, its twin, or none."""
        under: dict[str, str] = {}
        strays = frozenset[str]()
        if any(group.id not in asked[question.id] for group in self.groups):
            strays = self._filed_under(question.id)
        for group in self.groups:
            if group.id in asked[question.id]:
                under[group.id] = question.id
            elif twin and group.id in asked.get(twin, ()):
                under[group.id] = twin
            elif group.id in strays:
                under[group.id] = question.id
        bound = frozenset[str]().union(*asked.values())
        whole = all(group.id in under for group in self.groups if group.id in bound)
        return Band(question, labels[question.id], labels.get(twin or "", ""), twin, under, whole)

    def _is_filled(self, band: Band) -> bool:
        filed = {each: self._filed_under(each) for each in set(band.asked.values())}
        return any(actor in filed[question] for actor, question in band.asked.items())

    def _under_none(self) -> list[Band]:
        filed = self._filed_under(None)
        return [Band(None, "", "", None, {}, True)] if any(group.id in filed for group in self.groups) else []

    def _filed_under(self, question: str | None) -> frozenset[str]:
        """The groups of which something is filed under a question."""
        actors = set(self._outline.actors_under(Statement, question))
        if question is not None:
            actors |= {quote.actor for quote in self._store.find(Quote, question=question, statement=None)}
        else:
            actors |= {q.actor for q in self._store.find(Quote, question=None, statement=None) if _is_filed(q)}
        return frozenset(actors)

    # ---- cells

    def place(self, band: Band, actor: Actor) -> Place:
        """The cell of a group in a band."""
        if band.question is None:
            return Place(actor, None)
        return Place(actor, band.asked.get(actor.id), actor.id in band.asked)

    def weight(self, place: Place) -> Weight:
        """How much is in a cell, without reading it; all cells of a group are weighed at once."""
        known = self._weights.get(place.actor.id)
        if known is None:
            known = self._weights[place.actor.id] = self._weigh(place.actor.id)
        return known.get(place.question, Weight()) if place.asked else Weight()

    def _weigh(self, actor: str) -> dict[str | None, Weight]:
        found: dict[str | None, Weight] = {}
        for record in (Statement, Quote):
            for question, entries, letters in self._outline.weights(record, actor):
                before = found.get(question, Weight())
                found[question] = Weight(before.entries + entries, before.letters + letters)
        return found

    def place_of(self, item: str) -> tuple[str, str | None] | None:
        """The group and the question where a statement or quote stands; None when it is gone."""
        quote = self._store.get(Quote, item)
        held = quote.statement if quote else item
        statement = self._store.get(Statement, held) if held else None
        found = statement or quote
        return None if found is None else (found.actor, found.question)

    def cells(self, places: Sequence[Place]) -> list[Cell]:
        """Cells as they are now."""
        asked = [place for place in places if place.asked]
        if not asked:
            return [Cell(place.actor, place.question) for place in places]
        reading = _Reading(self._store, self._outline, asked, {group.id: group for group in self.groups})
        return [reading.cell(p) if p.asked else Cell(p.actor, p.question) for p in places]


class _Reading:
    """All that some cells are made of, read together."""

    def __init__(self, store: Store, outline: Outline, places: Sequence[Place], groups: Mapping[str, Actor]) -> None:
        keys = [(place.actor.id, place.question) for place in places]
        self._statements = {key: outline.filed(Statement, *key) for key in keys}
        self._loose = {key: [q for q in outline.filed(Quote, *key) if not q.statement and _is_filed(q)] for key in keys}
        statements = [statement for row in self._statements.values() for statement in row]
        self._hung: dict[str | None, list[Quote]] = defaultdict(list)
        for quote in store.find_in(Quote, "statement", [statement.id for statement in statements]):
            self._hung[quote.statement].append(quote)
        quotes = [quote for rows in (self._hung, self._loose) for row in rows.values() for quote in row]
        actors = list(dict.fromkeys(place.actor.id for place in places))
        self._people = _people(store, actors, quotes)
        self._refusing = {person.actor for person in self._people.values() if person.refused_groups}
        self._viewers: dict[str, list[Actor]] = defaultdict(list)
        looking = {dot.id: dot for dot in store.find_in(Dot, "shown", actors)}
        ranks = {actor: at for at, actor in enumerate(groups)}
        for dot in sorted(looking.values(), key=lambda dot: ranks.get(dot.viewer, 0)):
            if dot.viewer in groups:
                self._viewers[dot.shown].append(groups[dot.viewer])
        used = list(dict.fromkeys(note for statement in statements for note in statement.notes))
        self._speakers = {note.id: note.speaker for note in store.find_in(Note, "id", used)}

    def cell(self, place: Place) -> Cell:
        key = (place.actor.id, place.question)
        cards = tuple(self._card(statement) for statement in self._statements[key])
        return Cell(place.actor, place.question, cards, tuple(self._quote_card(quote) for quote in self._loose[key]))

    def _card(self, statement: Statement) -> Card:
        viewers = self._viewers[statement.actor] if statement.status == "released" else []
        known = [note for note in statement.notes if note in self._speakers]
        people = {self._speakers[note] for note in known} - {None}
        return Card(
            statement,
            tuple(self._quote_card(quote) for quote in self._hung[statement.id]),
            Evidence(len(known), len(people)),
            tuple(viewer for viewer in viewers if viewer.id not in statement.withheld_from),
        )

    def _quote_card(self, quote: Quote) -> QuoteCard:
        barred = consent_bar(quote, self._people, self._refusing)
        viewers = self._viewers[quote.actor] if quote.released and barred is None else []
        return QuoteCard(quote, tuple(v for v in viewers if v.id not in quote.withheld_from), barred)


def _people(store: Store, actors: Sequence[str], quotes: Iterable[Quote]) -> dict[str, Person]:
    """Everybody of these groups, and whoever else is named as a speaker."""
    people = {person.id: person for person in store.find_in(Person, "actor", actors)}
    others = {quote.speaker for quote in quotes if quote.speaker} - people.keys()
    return people | {person.id: person for person in store.find_in(Person, "id", sorted(others))}


def _is_filed(quote: Quote) -> bool:
    """What was said in a reflection, about no question, waits elsewhere until it is filed."""
    return bool(quote.question or not quote.session or quote.note)


def question_labels(sets: Iterable[QuestionSet], questions: Iterable[Question]) -> dict[str, str]:
    """The short label of each question: its number, after the first set with the set's first letter."""
    prefix = {s.id: "" if at == 0 else s.name[:1].upper() for at, s in enumerate(sets)}
    counts: dict[str, int] = defaultdict(int)
    labels = {}
    for question in questions:
        counts[question.question_set] += 1
        labels[question.id] = f"{prefix.get(question.question_set, '')}{counts[question.question_set]}"
    return labels
