"""The part of a report on what the groups made of each other's answers: the plan, what each group said, the counts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import (
    Block,
    Feedback,
    Heading,
    QuoteBlock,
    Run,
    plain,
    statement_key,
)
from facilitator.domain.documents.feedback import Reacted, Sorted, counts_table, reactions_of
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.matrix import matrix_table
from facilitator.domain.documents.parts import referring, released_items
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.documents.report_summary import held_sessions
from facilitator.domain.findings import Quote


def reflection_blocks(source: ReportSource, reactions: Sorted, labels: Labels, *, quoted: bool) -> Iterator[Block]:
    """Matrix, then group by group the facilitator's summary, quotes and words on the whole; then the counts."""
    words = labels.report
    yield Heading(1, words.reflection_title)
    yield referring(words.reflection_intro, "matrix")
    yield matrix_table(source.groups, source.dots, labels)
    yield plain(labels.matrix_key, quiet=True)
    if not held_sessions(source.findings.sessions, "reflection"):
        yield plain(words.no_reflection)
    yield from (plain(text) for text in source.findings.study.together if text.strip())
    for group in source.groups:
        told = list(_of_group(group, source, reactions, labels, quoted=quoted))
        if told:
            yield Heading(2, group.name, actor=group.id)
            yield from told
    if reactions.reacted:
        yield Heading(2, labels.feedback.caption)
        yield referring(words.counts_intro, "reactions")
        yield counts_table(reactions, labels)


def _of_group(
    group: Actor, source: ReportSource, reactions: Sorted, labels: Labels, *, quoted: bool
) -> Iterator[Block]:
    data = source.findings
    sessions = {s.id for s in held_sessions(data.sessions, "reflection") if s.actor == group.id}
    for reflection in data.reflections:
        if reflection.id in sessions:
            yield from (plain(text) for text in reflection.summary if text.strip())
    if not quoted:
        return
    quotes = [quote for quote in data.quotes if quote.session in sessions and quote.statement is None]
    for item in released_items((), quotes, reactions.allowed):
        for each in item.quotes:
            said = each.quote
            yield QuoteBlock(labels.quoted(said.text), item=said.id, actor=said.actor, language=said.language)
    for shown in (*source.groups, None):
        ones = [one for one in reactions.of(group, shown) if one.words]
        if ones:
            name = labels.feedback_on_group.format(group=shown.name) if shown else labels.feedback_on_whole
            yield Heading(3, name)
            yield from (_with_number(block, one, reactions, labels) for block, one in _told(ones, reactions, labels))


def _told(ones: Sequence[Reacted], reactions: Sorted, labels: Labels) -> Iterator[tuple[Feedback, Reacted]]:
    """Each thing said, once."""
    said = {(one.reaction.about, one.reaction.kind, one.reaction.level, one.words): one for one in ones}
    for one in said.values():
        yield from ((block, one) for block in reactions_of([one], labels, reactions.questions))


def _with_number(block: Feedback, one: Reacted, reactions: Sorted, labels: Labels) -> Feedback:
    """Led by the number of the statement it is about, in reports that number them."""
    about = one.reaction.about
    entry = reactions.entries.get(about.id) if about else None
    statement = entry.statement if isinstance(entry, Quote) else entry.id if entry else None
    if not statement:
        return block
    words = labels.report.on_quote if isinstance(entry, Quote) else labels.report.on_statement
    lead = block.lead[:1].lower() + block.lead[1:]
    before, _, after = words.format(reaction=lead, number="{number}").partition("{number}")
    head = (Run(before, bold=True), Run("", bold=True, ref=statement_key(statement)), Run(after, bold=True))
    return replace(block, head=head)
