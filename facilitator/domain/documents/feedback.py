"""All reactions of the reflections: by the group that looked, and within it by the group that was looked at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

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
    Subtitle,
    Table,
    Title,
    plain,
)
from facilitator.domain.documents.findings import FindingsSource
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import (
    MayQuote,
    as_line,
    count_reactions,
    document,
    may_quote,
    quote_blocks,
    reaction_name,
    reaction_words,
    released_items,
)
from facilitator.domain.findings import Quote
from facilitator.domain.findings import Statement as Said
from facilitator.domain.questions import Question
from facilitator.domain.reactions import About, Reaction, ReactionKind

KINDS: tuple[ReactionKind, ...] = get_args(ReactionKind)


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction with its viewer and the group it is about, None for the whole; `words` only where they may be told."""

    reaction: Reaction
    viewer: Actor
    shown: Actor | None
    words: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """The reactions of a study, sorted out once; `entries` are the released statements and quotes by id."""

    source: FindingsSource
    reacted: Sequence[Reacted]
    entries: Mapping[str, Said | Quote]
    allowed: MayQuote

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions of the study by id."""
        return {question.id: question for question in self.source.questions}

    def of(self, viewer: Actor, shown: Actor | None) -> list[Reacted]:
        """What one group made of another, or of the whole."""
        return [one for one in self.reacted if one.viewer.id == viewer.id and _id(one.shown) == _id(shown)]


def sort_reactions(source: FindingsSource) -> Sorted:
    """Every reaction whose session is a reflection of a group that is still there."""
    allowed = may_quote(source.people)
    actors = {actor.id: actor for actor in source.actors}
    items = released_items(source.statements, source.quotes, allowed)
    entries: dict[str, Said | Quote] = {item.statement.id: item.statement for item in items if item.statement}
    entries |= {each.quote.id: each.quote for item in items for each in item.quotes}
    owners: dict[str, str] = {s.id: s.actor for s in source.statements} | {q.id: q.actor for q in source.quotes}
    viewers = {s.id: actors.get(s.actor) for s in source.sessions if s.kind == "reflection"}
    reacted = []
    for reaction in source.reactions:
        viewer = viewers.get(reaction.session)
        if viewer is None:
            continue
        shown = actors.get(_shown(reaction.about, owners))
        told = allowed(reaction.speaker, viewer.id) and _open(reaction.about, entries)
        words = reaction.text.strip() if told else ""
        reacted.append(Reacted(reaction, viewer, shown, words))
    return Sorted(source, reacted, entries, allowed)


def _shown(about: About | None, owners: Mapping[str, str]) -> str:
    if about is None or about.kind == "question":
        return ""
    return about.id if about.kind == "actor" else owners.get(about.id, "")


def _open(about: About | None, entries: Mapping[str, Said | Quote]) -> bool:
    """Whether what the reaction is about may itself be told."""
    return about is None or about.kind in ("actor", "question") or about.id in entries


def _id(actor: Actor | None) -> str | None:
    return actor.id if actor else None


def feedback_document(source: FindingsSource, labels: Labels) -> Document:
    """Counts first, then what was said, entry by entry."""
    words = labels.feedback
    found = sort_reactions(source)
    blocks: list[Block] = [Title(words.title)]
    if source.study.title:
        blocks.append(Subtitle(source.study.title))
    if found.reacted:
        before, _, after = words.intro.partition("{table}")
        blocks.append(Paragraph((Run(before), Run("", ref="reactions"), Run(after))))
        blocks.append(counts_table(found, labels))
    told = [*together_blocks(source.study.together, labels), *_by_viewer(found, labels)]
    blocks += told or [plain(words.none)]
    return document("feedback", words.title, blocks, source.study, labels)


def together_blocks(paragraphs: Sequence[str], labels: Labels) -> Iterator[Block]:
    """The facilitator's paragraphs on all reflections together, under a heading of their own."""
    told = [text for text in paragraphs if text.strip()]
    if told:
        yield Heading(1, labels.room.together_title)
    yield from (plain(text) for text in told)


def own_blocks(viewer: Actor, found: Sorted, labels: Labels) -> Iterator[Block]:
    """The summary paragraphs of a group's reflections, and the quotes that were kept in them."""
    source = found.source
    sessions = {session.id for session in source.sessions if (session.actor, session.kind) == (viewer.id, "reflection")}
    for reflection in source.reflections:
        if reflection.id in sessions:
            yield from (plain(text) for text in reflection.summary if text.strip())
    quotes = [quote for quote in source.quotes if quote.session in sessions and quote.statement is None]
    for item in released_items((), quotes, found.allowed):
        yield from quote_blocks(item, labels)


def counts_table(found: Sorted, labels: Labels) -> Table:
    """One row for each pair of groups, with the number of reactions of each kind."""
    words = labels.feedback
    rows = []
    for viewer, shown, reacted in _pairs(found):
        counts = Counter(one.reaction.kind for one in reacted)
        name = shown.name if shown else words.beyond
        told = (words.count.format(n=counts[kind], reaction=labels.reactions[kind]) for kind in KINDS if counts[kind])
        rows.append((Cell(viewer.name, "row_header"), Cell(name), Cell(", ".join(told))))
    return Table(words.caption, words.columns, tuple(rows), (2.0, 2.0, 5.0), key="reactions")


def feedback_table(source: FindingsSource, labels: Labels) -> Table:
    """Every reaction as a row: who looked, at whom, at what, how it took it, in which words."""
    found = sort_reactions(source)
    questions = found.questions
    rows = [
        tuple(
            Cell(text)
            for text in (
                one.viewer.name,
                one.shown.name if one.shown else labels.feedback_on_whole,
                _about(one.reaction.about, found, labels),
                reaction_name(one.reaction, labels),
                reaction_words(one.words, one.reaction, questions, labels),
            )
        )
        for _, _, reacted in _pairs(found)
        for one in reacted
    ]
    words = labels.feedback
    return Table(words.sheet_caption, words.sheet_columns, tuple(rows), (1.6, 1.6, 4.0, 1.4, 4.0))


def _pairs(found: Sorted) -> Iterator[tuple[Actor, Actor | None, list[Reacted]]]:
    """Viewer and shown group in the order of groups; what is about the whole comes last for each viewer."""
    by_pair: dict[tuple[str, str | None], list[Reacted]] = defaultdict(list)
    for one in found.reacted:
        by_pair[one.viewer.id, _id(one.shown)].append(one)
    for viewer in found.source.actors:
        for shown in (*found.source.actors, None):
            reacted = by_pair.get((viewer.id, _id(shown)))
            if reacted:
                yield viewer, shown, reacted


def _by_viewer(found: Sorted, labels: Labels) -> Iterator[Block]:
    pairs: dict[str, list[tuple[Actor | None, list[Reacted]]]] = defaultdict(list)
    for viewer, shown, reacted in _pairs(found):
        pairs[viewer.id].append((shown, reacted))
    for viewer in found.source.actors:
        told = [*own_blocks(viewer, found, labels), *_by_shown(pairs[viewer.id], found, labels)]
        if told:
            yield Heading(1, labels.feedback.viewer.format(viewer=viewer.name), actor=viewer.id)
            yield from told


def _by_shown(pairs: Iterable[tuple[Actor | None, list[Reacted]]], found: Sorted, labels: Labels) -> Iterator[Block]:
    for shown, reacted in pairs:
        name = labels.feedback.shown.format(shown=shown.name) if shown else labels.feedback.beyond
        yield Heading(2, name, actor=_id(shown))
        yield from entries_with_reactions(reacted, found, labels)


def entries_with_reactions(reacted: Sequence[Reacted], found: Sorted, labels: Labels) -> Iterator[Block]:
    """Each entry with what was made of it; reactions without words are counted."""
    by_about: dict[About | None, list[Reacted]] = defaultdict(list)
    for one in reacted:
        by_about[one.reaction.about].append(one)
    for about, ones in by_about.items():
        yield from _entry(about, found, labels)
        yield from reactions_of(ones, labels, found.questions)


def _entry(about: About | None, found: Sorted, labels: Labels) -> Iterator[Block]:
    entry = found.entries.get(about.id) if about else None
    if isinstance(entry, Said):
        yield Statement(entry.text, "feedback", item=entry.id, actor=entry.actor)
    elif isinstance(entry, Quote):
        yield QuoteBlock(labels.quoted(entry.text), item=entry.id, actor=entry.actor, language=entry.language)
    else:
        yield Heading(3, _about(about, found, labels))


def reactions_of(ones: Sequence[Reacted], labels: Labels, questions: Mapping[str, Question]) -> Iterator[Feedback]:
    """A line that counts the silent ones, then one line for each thing said."""
    silent = [one for one in ones if not one.words]
    if silent:
        yield Feedback(as_line(count_reactions((one.reaction for one in silent), labels)), actor=ones[0].viewer.id)
    spoken = {(one.reaction.kind, one.reaction.level, one.words): one for one in ones if one.words}
    for one in spoken.values():
        words = reaction_words(one.words, one.reaction, questions, labels)
        yield Feedback(
            words, f"{as_line(reaction_name(one.reaction, labels))}:", item=one.reaction.id, actor=one.viewer.id
        )


def _about(about: About | None, found: Sorted, labels: Labels) -> str:
    """What a reaction is about, in words; an entry that is no longer released is not told."""
    if about is None:
        return labels.feedback_on_whole
    entry = found.entries.get(about.id)
    if entry is not None:
        return entry.text
    if about.kind == "actor":
        name = next((actor.name for actor in found.source.actors if actor.id == about.id), "")
        return labels.feedback_on_group.format(group=name) if name else labels.feedback.gone
    if about.kind == "question":
        heading = next((q.heading for q in found.source.questions if q.id == about.id), "")
        return labels.feedback_on_question.format(title=heading) if heading else labels.feedback.gone
    return labels.feedback.gone
