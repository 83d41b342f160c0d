"""What one group is shown of the others, as a hand-out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import (
    Block,
    Document,
    Heading,
    PreparedFor,
    Statement,
    Title,
    plain,
)
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import by_actor, by_question, document, question_heading, quote_blocks
from facilitator.domain.packs import Pack, PackItem
from facilitator.domain.questions import Question
from facilitator.domain.study import Study


@dataclass(frozen=True, slots=True)
class PackSource:
    """All a pack document is made from; `shown` are the groups of the pack in the order of groups."""

    study: Study
    reader: Actor
    pack: Pack
    shown: Sequence[Actor]
    questions: Sequence[Question]


def pack_document(source: PackSource, labels: Labels) -> Document:
    """Question, group, statements, quotes: exactly the pack."""
    prepared = labels.prepared_for.format(group=labels.group(source.reader.name))
    title = labels.pack_title.format(title=source.study.title).rstrip(": ")
    return document(
        "pack",
        title,
        (PreparedFor(prepared, actor=source.reader.id), Title(title), *_body(source, labels)),
        source.study,
        labels,
        footer=prepared,
    )


def _body(source: PackSource, labels: Labels) -> Iterator[Block]:
    if not source.pack.items:
        yield plain(labels.pack_empty)
        return
    yield plain(labels.pack_intro.format(groups=labels.listed([actor.name for actor in source.shown])))
    questions = {question.id: question for question in source.questions}
    for question_id, items in by_question(source.pack.items):
        yield question_heading(1, question_id, questions, labels)
        question = questions.get(question_id or "")
        if question and question.title and question.title != question.text:
            yield plain(question.text, quiet=True)
        for actor, of_group in by_actor(items, source.shown):
            yield Heading(2, actor.name, actor=actor.id)
            for item in of_group:
                yield from item_blocks(item, labels)


def item_blocks(item: PackItem, labels: Labels) -> Iterator[Block]:
    """A numbered statement and the quotes under it."""
    if item.statement:
        yield Statement(item.statement.text, item=item.statement.id, actor=item.actor)
    yield from quote_blocks(item, labels)
