"""A viewer's pack: exactly what one group may be shown, computed from matrix, releases and consent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.ids import joined_id
from facilitator.domain.mentions import mention_pattern, visible
from facilitator.domain.people import Person
from facilitator.domain.questions import Question

BarReason = Literal["not_released", "withheld", "no_consent", "speaker_unknown", "statement_not_shown"]
Choice = Literal["show", "withhold"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The facilitator's answer to a warning about one item and one viewer.

    `sha256` is the digest of the words it was about, so that others are asked about again; "" where that is not known.
    """

    viewer: str
    item: str
    choice: Choice = "show"
    reason: str = ""
    at: str = ""
    sha256: str = ""

    @property
    def id(self) -> str:
        """One decision for each viewer and item."""
        return joined_id(self.viewer, self.item)

    def is_about(self, text: str) -> bool:
        """Whether it was made about these words."""
        return self.sha256 in ("", digest(text))


def digest(text: str) -> str:
    """Stands for the words of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class PackOrder:
    """The order in which a viewer is shown its items; the id is the viewer's."""

    id: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackQuote:
    """A quote a viewer may see; `replay` says whether its voice may be heard too."""

    quote: Quote
    replay: bool


class PackItem(NamedTuple):
    """One step of the pack: a statement with its quotes, or a quote that hangs on a question alone.

    A named tuple, since hundreds are made at every look at a pack and a frozen dataclass takes three times as long.
    """

    actor: str
    question: str | None
    statement: Statement | None
    quotes: tuple[PackQuote, ...] = ()

    @property
    def id(self) -> str:
        """The statement's id, or the quote's where there is no statement."""
        return self.statement.id if self.statement else self.quotes[0].quote.id

    @property
    def text(self) -> str:
        """The statement, or the quote where there is no statement."""
        return self.statement.text if self.statement else self.quotes[0].quote.text


@dataclass(frozen=True, slots=True)
class Barred:
    """A quote or statement of a shown group that this viewer does not get, and why."""

    item: str
    actor: str
    reason: BarReason


@dataclass(frozen=True, slots=True)
class Pack:
    """What `viewer` is shown, in order; `to_decide` are quotes in it that mention the viewer.

    `unsafe` are ids of statements and quotes in it that may name somebody, and wait for a decision too.
    """

    viewer: str
    items: tuple[PackItem, ...] = ()
    barred: tuple[Barred, ...] = ()
    to_decide: tuple[Quote, ...] = ()
    unsafe: tuple[str, ...] = ()

    @property
    def statements(self) -> int:
        """How many statements it holds."""
        return sum(item.statement is not None for item in self.items)

    @property
    def quotes(self) -> tuple[PackQuote, ...]:
        """All quotes, in order."""
        return tuple(quote for item in self.items for quote in item.quotes)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of every statement and quote inside."""
        own = [item.statement.id for item in self.items if item.statement]
        return (*own, *(pack_quote.quote.id for pack_quote in self.quotes))


@dataclass(frozen=True, slots=True)
class PackSource:
    """All a pack is computed from; statements and quotes of the shown groups, in screen order.

    `shown` are actor ids; `question_ranks` gives the place of each question on the viewer's route.
    """

    viewer: Actor
    shown: tuple[str, ...]
    statements: Sequence[Statement]
    quotes: Sequence[Quote]
    people: Sequence[Person]
    question_ranks: Mapping[str, int]
    actor_ranks: Mapping[str, int]
    decisions: Mapping[str, Decision]
    order: tuple[str, ...] = ()


def build_pack(source: PackSource) -> Pack:
    """The pack of `source.viewer`; nothing outside `source.shown` can be in it."""
    shown = frozenset(source.shown) - {source.viewer.id}
    barred: list[Barred] = []
    statements = [s for s in source.statements if s.actor in shown and _admit(s, source, barred)]
    quotes = _admitted_quotes(source, shown, {s.id for s in statements}, barred)
    by_statement: dict[str | None, list[PackQuote]] = defaultdict(list)
    for pack_quote in quotes:
        by_statement[pack_quote.quote.statement].append(pack_quote)
    items = [PackItem(s.actor, s.question, s, tuple(by_statement.get(s.id, ()))) for s in statements]
    items += [PackItem(q.quote.actor, q.quote.question, None, (q,)) for q in by_statement.get(None, ())]
    ordered = _ordered(items, source)
    return Pack(source.viewer.id, ordered, tuple(barred), _undecided(ordered, source))


def _admit(statement: Statement, source: PackSource, barred: list[Barred]) -> bool:
    if statement.status != "released":
        barred.append(Barred(statement.id, statement.actor, "not_released"))
    elif source.viewer.id in statement.withheld_from:
        barred.append(Barred(statement.id, statement.actor, "withheld"))
    else:
        return True
    return False


def _admitted_quotes(
    source: PackSource, shown: frozenset[str], statements: set[str], barred: list[Barred]
) -> list[PackQuote]:
    people = {person.id: person for person in source.people}
    refusing = {person.actor for person in source.people if person.refused_groups}
    admitted = []
    for quote in source.quotes:
        if quote.actor not in shown:
            continue
        reason = _bar_reason(quote, source, statements, people, refusing)
        if reason:
            barred.append(Barred(quote.id, quote.actor, reason))
        else:
            admitted.append(PackQuote(quote, may_replay(quote, people)))
    return admitted


def _bar_reason(
    quote: Quote,
    source: PackSource,
    statements: set[str],
    people: Mapping[str, Person],
    refusing: set[str],
) -> BarReason | None:
    if not quote.released:
        return "not_released"
    if source.viewer.id in quote.withheld_from:
        return "withheld"
    decision = _decision(quote, source)
    if decision and decision.choice == "withhold":
        return "withheld"
    reason = consent_bar(quote, people, refusing)
    if reason == "speaker_unknown" and decision and decision.reason != "mentions_viewer":
        reason = None  # decided in the knowledge that somebody refused
    if reason is None and quote.statement is not None and quote.statement not in statements:
        return "statement_not_shown"
    return reason


def consent_bar(quote: Quote, people: Mapping[str, Person], refusing: Iterable[str]) -> BarReason | None:
    """Why consent keeps a quote from other groups: the speaker's, or any refusal when unknown.

    `refusing` are the actor ids in which somebody said no to having words shown.
    """
    if quote.speaker is None:
        return "speaker_unknown" if quote.actor in refusing else None
    speaker = people.get(quote.speaker)
    return None if speaker is not None and speaker.words_to_groups else "no_consent"


def may_replay(quote: Quote, people: Mapping[str, Person]) -> bool:
    """Whether the quote has a clip whose speaker lets the voice be heard.

    An unknown voice may be that of anybody in the group, so one refusal there keeps it silent.
    """
    if quote.clip is None:
        return False
    if quote.speaker is None:
        return not any(p.actor == quote.actor and p.refused_voice for p in people.values())
    speaker = people.get(quote.speaker)
    return speaker is not None and speaker.voice_to_groups


def _ordered(items: list[PackItem], source: PackSource) -> tuple[PackItem, ...]:
    """By the viewer's own order first, then question by question and group by group."""
    questions, actors = source.question_ranks, source.actor_ranks
    last, width = max(questions.values(), default=-1) + 1, len(actors) + 1

    def place(item: PackItem) -> int:
        return questions.get(item.question or "", last) * width + actors.get(item.actor, 0)

    ordered = sorted(items, key=place)
    if source.order:
        chosen = {item_id: rank for rank, item_id in enumerate(source.order)}
        ordered.sort(key=lambda item: chosen.get(item.id, len(chosen)))
    return tuple(ordered)


def _undecided(items: Iterable[PackItem], source: PackSource) -> tuple[Quote, ...]:
    pattern = mention_pattern(source.viewer)
    return tuple(
        pack_quote.quote
        for item in items
        for pack_quote in item.quotes
        if _decision(pack_quote.quote, source) is None and pattern.search(visible(pack_quote.quote.text))
    )


def _decision(quote: Quote, source: PackSource) -> Decision | None:
    """What was decided about the quote in these words."""
    decision = source.decisions.get(quote.id)
    return decision if decision and decision.is_about(quote.text) else None


def question_ranks(
    questions: Sequence[Question], pairs: Iterable[tuple[str, str]], own_set: str | None
) -> dict[str, int]:
    """The place of each question for a viewer: its own route first, paired ones beside their twin.

    `questions` come set by set in screen order.
    """
    own = [q.id for q in questions if q.question_set == own_set]
    ranks = {question_id: 2 * place for place, question_id in enumerate(own)}
    for first, second in pairs:
        for here, there in ((first, second), (second, first)):
            if here in ranks and there not in ranks:
                ranks[there] = ranks[here] + 1
    rest = (q.id for q in questions if q.id not in ranks)
    start = 2 * len(own)
    return ranks | {question_id: start + place for place, question_id in enumerate(rest)}
