"""Findings by question: question, group, statements, quotes, and what the other groups made of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import (
    Block,
    Cell,
    Document,
    Feedback,
    Heading,
    Paragraph,
    QuoteBlock,
    Run,
    Statement,
    Table,
    Title,
    plain,
)
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import (
    MayQuote,
    as_line,
    by_actor,
    by_question,
    count_reactions,
    document,
    may_quote,
    question_heading,
    quote_blocks,
    reaction_name,
    reaction_words,
    released_items,
)
from facilitator.domain.findings import Quote
from facilitator.domain.findings import Statement as Said
from facilitator.domain.packs import PackItem
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.reactions import About, Reaction, Reflection
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study


@dataclass(frozen=True, slots=True)
class FindingsSource:
    """The whole study as far as findings are made from it; `questions` are in order of routes."""

    study: Study
    actors: Sequence[Actor]
    sets: Sequence[QuestionSet]
    questions: Sequence[Question]
    statements: Sequence[Said]
    quotes: Sequence[Quote]
    people: Sequence[Person]
    sessions: Sequence[Session] = ()
    reactions: Sequence[Reaction] = ()
    reflections: Sequence[Reflection] = ()


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The source, sorted out once: items by question, reactions by what they are about."""

    source: FindingsSource
    labels: Labels
    allowed: MayQuote
    items: Sequence[PackItem]
    reflected: Mapping[str, Session]
    reactions: Mapping[About | None, Sequence[Reaction]]
    actors: Mapping[str, Actor]
    questions: Mapping[str, Question] = field(default_factory=dict)

    def viewer(self, reaction: Reaction) -> Actor | None:
        session = self.reflected.get(reaction.session)
        return self.actors.get(session.actor) if session else None


def findings_document(source: FindingsSource, labels: Labels) -> Document:
    """Every released statement and quote with the reactions to it; people are never named."""
    gathered = _gather(source, labels)
    title = labels.findings_title.format(title=source.study.title).rstrip(": ")
    blocks = (Title(title), *_opening(gathered), *_by_question(gathered), *_reflections(gathered))
    return document("findings", title, blocks, source.study, labels)


def findings_table(source: FindingsSource, labels: Labels) -> Table:
    """The same as rows: set, question, group, kind of entry, text, and who the feedback came from."""
    gathered = _gather(source, labels)
    names = {question_set.id: question_set.name for question_set in source.sets}
    rows = []
    for question_id, items in _questions(gathered):
        question = gathered.questions.get(question_id or "")
        place = (names.get(question.question_set, ""), question.heading) if question else ("", labels.beyond_questions)
        for actor, of_group in by_actor(items, source.actors):
            for item in of_group:
                rows += [(*place, actor.name, *entry) for entry in _entries(item, gathered)]
    cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    return Table(labels.findings_caption, labels.findings_columns, cells, (1.2, 2.4, 1.6, 1.0, 5.0, 1.6))


def _gather(source: FindingsSource, labels: Labels) -> _Gathered:
    reflected = {session.id: session for session in source.sessions if session.kind == "reflection"}
    allowed = may_quote(source.people)
    quotes = [quote for quote in source.quotes if quote.session not in reflected]
    reactions: dict[About | None, list[Reaction]] = defaultdict(list)
    for reaction in source.reactions:
        reactions[reaction.about].append(reaction)
    return _Gathered(
        source,
        labels,
        allowed,
        released_items(source.statements, quotes, allowed),
        reflected,
        reactions,
        {actor.id: actor for actor in source.actors},
        {question.id: question for question in source.questions},
    )


def _opening(gathered: _Gathered) -> Iterator[Block]:
    source, labels = gathered.source, gathered.labels
    if source.study.research_question:
        lead = Run(f"{labels.findings_question}: ", bold=True)
        yield Paragraph((lead, Run(source.study.research_question)))
    kept_back = _kept_back(gathered.items)
    if kept_back:
        yield plain(labels.findings_kept_back.format(n=kept_back))
    if not gathered.items:
        yield plain(labels.findings_empty)


def _kept_back(items: Iterable[PackItem]) -> int:
    """How many entries some group must not see."""
    statements = sum(bool(item.statement and item.statement.withheld_from) for item in items)
    return statements + sum(bool(each.quote.withheld_from) for item in items for each in item.quotes)


def _questions(gathered: _Gathered) -> Iterator[tuple[str | None, list[PackItem]]]:
    return by_question(gathered.items, [question.id for question in gathered.source.questions])


def _by_question(gathered: _Gathered) -> Iterator[Block]:
    names = {question_set.id: question_set.name for question_set in gathered.source.sets}
    several = len(names) > 1
    current: str | None = None
    for question_id, items in _questions(gathered):
        question = gathered.questions.get(question_id or "")
        part = names.get(question.question_set, "") if question else gathered.labels.beyond_questions
        if several and part != current:
            current = part
            yield Heading(1, part)
        level = 2 if several else 1
        if question or not several:
            yield question_heading(level, question_id, gathered.questions, gathered.labels)
        if question and question.title and question.title != question.text:
            yield plain(question.text, quiet=True)
        for actor, of_group in by_actor(items, gathered.source.actors):
            yield Heading(level + 1 if question or not several else level, actor.name, actor=actor.id)
            for item in of_group:
                yield from _item(item, gathered)


def _item(item: PackItem, gathered: _Gathered) -> Iterator[Block]:
    if item.statement:
        yield Statement(item.statement.text, item=item.statement.id, actor=item.actor)
        yield from _feedback(About("statement", item.statement.id), gathered)
    for each in item.quotes:
        said = each.quote
        yield QuoteBlock(gathered.labels.quoted(said.text), item=said.id, actor=said.actor, language=said.language)
        yield from _feedback(About("quote", each.quote.id), gathered)


def _feedback(about: About | None, gathered: _Gathered) -> Iterator[Feedback]:
    """One line for each thing said, after a line that counts the reactions without words."""
    heard = gathered.reactions.get(about)
    if not heard:  # as of most of what is said
        return
    labels = gathered.labels
    for viewer, reactions in _by_viewer(heard, gathered):
        spoken = {(r.kind, r.level, r.text.strip()): r for r in reactions if _words(r, viewer, gathered)}
        silent = [r for r in reactions if not _words(r, viewer, gathered)]
        if silent:
            yield Feedback(count_reactions(silent, labels), f"{viewer.name}:", actor=viewer.id)
        for (_, _, text), reaction in spoken.items():
            said = labels.reaction_said.format(group=viewer.name, reaction=reaction_name(reaction, labels))
            yield Feedback(text, f"{said}:", item=reaction.id, actor=viewer.id)


def _words(reaction: Reaction, viewer: Actor, gathered: _Gathered) -> bool:
    """Whether the reaction has words that may be written down."""
    return bool(reaction.text.strip()) and gathered.allowed(reaction.speaker, viewer.id)


def _by_viewer(reactions: Iterable[Reaction], gathered: _Gathered) -> Iterator[tuple[Actor, list[Reaction]]]:
    found: dict[str, list[Reaction]] = defaultdict(list)
    for reaction in reactions:
        viewer = gathered.viewer(reaction)
        if viewer:
            found[viewer.id].append(reaction)
    yield from ((actor, found[actor.id]) for actor in gathered.source.actors if actor.id in found)


def _reflections(gathered: _Gathered) -> Iterator[Block]:
    """What each group made of the whole, with the facilitator's summary and the quotes from its reflection."""
    parts = [(actor, list(_reflection_of(actor, gathered))) for actor in gathered.source.actors]
    together = [plain(text) for text in gathered.source.study.together if text.strip()]
    if together or any(blocks for _, blocks in parts):
        yield Heading(1, gathered.labels.feedback_title)
    yield from together
    for actor, blocks in parts:
        if blocks:
            yield Heading(2, actor.name, actor=actor.id)
            yield from blocks


def _reflection_of(actor: Actor, gathered: _Gathered) -> Iterator[Block]:
    sessions = {session.id for session in gathered.reflected.values() if session.actor == actor.id}
    for reflection in gathered.source.reflections:
        if reflection.id in sessions:
            yield from (plain(text) for text in reflection.summary if text.strip())
    quotes = [quote for quote in gathered.source.quotes if quote.session in sessions and quote.statement is None]
    for item in released_items((), quotes, gathered.allowed):
        yield from quote_blocks(item, gathered.labels)
    for about, reactions in gathered.reactions.items():
        heading = _about(about, gathered)
        own = [reaction for reaction in reactions if reaction.session in sessions and reaction.text.strip()]
        if heading:
            yield from _said_of(heading, own, actor, gathered)


def _about(about: About | None, gathered: _Gathered) -> str:
    """What a reaction to no single entry is about, in words; empty for one that stands at its entry."""
    labels = gathered.labels
    if about is None:
        return labels.feedback_on_whole
    if about.kind == "actor" and about.id in gathered.actors:
        return labels.feedback_on_group.format(group=gathered.actors[about.id].name)
    if about.kind == "question" and about.id in gathered.questions:
        return labels.feedback_on_question.format(title=gathered.questions[about.id].heading)
    return ""


def _said_of(heading: str, reactions: Iterable[Reaction], actor: Actor, gathered: _Gathered) -> Iterator[Block]:
    labels = gathered.labels
    said = {(r.kind, r.level, r.text.strip()): r for r in reactions if _words(r, actor, gathered)}
    if said:
        yield Heading(3, heading)
    for (_, _, text), reaction in said.items():
        words = reaction_words(text, reaction, gathered.questions, labels)
        yield Feedback(words, f"{as_line(reaction_name(reaction, labels))}:", item=reaction.id, actor=actor.id)


def _entries(item: PackItem, gathered: _Gathered) -> Iterator[tuple[str, str, str]]:
    labels = gathered.labels
    for block in _item(item, gathered):
        match block:
            case Statement():
                yield labels.kind_statement, block.text, ""
            case QuoteBlock():
                yield labels.kind_quote, block.text, ""
            case Feedback():
                words = f"{block.lead} {block.text}".strip()
                viewer = gathered.actors.get(block.actor or "")
                yield labels.kind_feedback, words, viewer.name if viewer else ""
