"""The findings as a grid: bands of questions, columns of groups, cards of statements with their quotes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import BarReason, consent_bar
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, in_route_order
from facilitator.domain.reactions import Reaction
from facilitator.services.findings import Evidence
from facilitator.storage.store import Store


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quote with the groups that are let see it, or why consent keeps it from all of them."""

    quote: Quote
    seen_by: tuple[Actor, ...]
    barred: BarReason | None


@dataclass(frozen=True, slots=True)
class Card:
    """A statement with its quotes, what it rests on, who is let see it, and how it was taken."""

    statement: Statement
    quotes: tuple[QuoteCard, ...]
    evidence: Evidence
    seen_by: tuple[Actor, ...]
    reactions: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One group under one question; `question` is None where the group was not asked it."""

    actor: Actor
    question: str | None
    cards: tuple[Card, ...] = ()
    loose: tuple[QuoteCard, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """One question across all groups; `number` is its place on its route, `pair` that of its twin."""

    question: Question | None
    number: str
    pair: str
    cells: tuple[Cell, ...]


@dataclass
class _Sources:
    """All that the grid is made of, read once."""

    store: Store
    groups: list[Actor] = field(init=False)
    questions: list[Question] = field(init=False)
    labels: dict[str, str] = field(init=False)
    set_actors: dict[str, tuple[str, ...]] = field(init=False)
    twins: dict[str, str] = field(init=False)
    people: dict[str, Person] = field(init=False)
    refusing: set[str] = field(init=False)
    viewers: dict[str, list[Actor]] = field(init=False)
    speakers: dict[str, str | None] = field(init=False)
    statements: dict[tuple[str, str | None], list[Statement]] = field(init=False)
    hung: dict[str, list[Quote]] = field(init=False)
    loose: dict[tuple[str, str | None], list[Quote]] = field(init=False)
    reactions: dict[str, list[Reaction]] = field(init=False)

    def __post_init__(self) -> None:
        self.groups = [a for a in self.store.find(Actor) if a.is_group]
        self._read_questions()
        self._read_people()
        self._read_findings()

    def _read_questions(self) -> None:
        sets = self.store.find(QuestionSet)
        self.set_actors = {s.id: s.actors for s in sets}
        self.questions = in_route_order(sets, self.store.find(Question))
        self.labels = question_labels(sets, self.questions)
        self.twins = {}
        for pair in self.store.find(Pair):
            self.twins.setdefault(pair.first, pair.second)

    def _read_people(self) -> None:
        people = self.store.find(Person)
        self.people = {person.id: person for person in people}
        self.refusing = {person.actor for person in people if person.refused_groups}
        actors = {actor.id: actor for actor in self.groups}
        self.viewers = defaultdict(list)
        for dot in self.store.find(Dot):
            if dot.viewer in actors:
                self.viewers[dot.shown].append(actors[dot.viewer])
        order = {actor.id: at for at, actor in enumerate(self.groups)}
        for viewers in self.viewers.values():
            viewers.sort(key=lambda actor: order[actor.id])

    def _read_findings(self) -> None:
        statements = self.store.find(Statement)
        self.statements, self.hung = defaultdict(list), defaultdict(list)
        self.loose, self.reactions = defaultdict(list), defaultdict(list)
        for statement in statements:
            self.statements[statement.actor, statement.question].append(statement)
        for quote in self.store.find(Quote):
            if quote.statement:
                self.hung[quote.statement].append(quote)
            elif quote.question or not quote.session or quote.note:
                self.loose[quote.actor, quote.question].append(quote)
        for reaction in self.store.find(Reaction):
            if reaction.about and reaction.about.kind in ("statement", "quote"):
                self.reactions[reaction.about.id].append(reaction)
        used = list({note for statement in statements for note in statement.notes})
        self.speakers = {note.id: note.speaker for note in self.store.find_in(Note, "id", used)}


def question_labels(sets: Iterable[QuestionSet], questions: Iterable[Question]) -> dict[str, str]:
    """The short label of each question: its number, after the first set with the set's first letter."""
    prefix = {s.id: "" if at == 0 else s.name[:1].upper() for at, s in enumerate(sets)}
    counts: dict[str, int] = defaultdict(int)
    labels = {}
    for question in questions:
        counts[question.question_set] += 1
        labels[question.id] = f"{prefix.get(question.question_set, '')}{counts[question.question_set]}"
    return labels


def findings_grid(store: Store) -> list[Band]:
    """The bands in the order of the routes.

    Questions that are not analysed appear only when something was filed under them; a question
    paired with an earlier one shares its band.
    """
    sources = _Sources(store)
    second = set(sources.twins.values())
    bands = [_band(q, sources) for q in sources.questions if q.id not in second]
    kept = [b for b in bands if b.question and (b.question.analyse or _filled(b))]
    without = _band(None, sources)
    if _filled(without):
        kept.append(without)
    return kept


def _filled(band: Band) -> bool:
    return any(cell.cards or cell.loose for cell in band.cells)


def _band(question: Question | None, sources: _Sources) -> Band:
    if question is None:
        return Band(None, "", "", tuple(_cell(g, None, sources) for g in sources.groups))
    twin = sources.twins.get(question.id)
    cells = tuple(_cell(g, _asked(g, question, twin, sources), sources) for g in sources.groups)
    return Band(question, sources.labels[question.id], sources.labels.get(twin or "", ""), cells)


def _asked(group: Actor, question: Question, twin: str | None, sources: _Sources) -> str | None:
    """The question that stands in this band for the group: itself, its twin, or none."""
    if group.id in sources.set_actors.get(question.question_set, ()):
        return question.id
    twin_set = next((q.question_set for q in sources.questions if q.id == twin), "")
    if group.id in sources.set_actors.get(twin_set, ()):
        return twin
    stray = sources.statements.get((group.id, question.id)) or sources.loose.get((group.id, question.id))
    return question.id if stray else None


def _cell(group: Actor, question: str | None, sources: _Sources) -> Cell:
    where = (group.id, question)
    return Cell(
        group,
        question,
        tuple(_card(statement, sources) for statement in sources.statements.get(where, ())),
        tuple(_quote_card(quote, sources) for quote in sources.loose.get(where, ())),
    )


def _card(statement: Statement, sources: _Sources) -> Card:
    viewers = sources.viewers.get(statement.actor, ()) if statement.status == "released" else ()
    return Card(
        statement,
        tuple(_quote_card(quote, sources) for quote in sources.hung.get(statement.id, ())),
        _evidence(statement, sources.speakers),
        tuple(viewer for viewer in viewers if viewer.id not in statement.withheld_from),
        tuple(sources.reactions.get(statement.id, ())),
    )


def _quote_card(quote: Quote, sources: _Sources) -> QuoteCard:
    barred = consent_bar(quote, sources.people, sources.refusing)
    viewers = sources.viewers.get(quote.actor, ()) if quote.released and barred is None else ()
    return QuoteCard(quote, tuple(v for v in viewers if v.id not in quote.withheld_from), barred)


def _evidence(statement: Statement, speakers: Mapping[str, str | None]) -> Evidence:
    known = [note for note in statement.notes if note in speakers]
    return Evidence(len(known), len({speakers[note] for note in known if speakers[note]}))
