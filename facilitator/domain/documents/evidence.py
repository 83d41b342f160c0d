"""What each statement rests on, for the researcher's own copy: ideas, how often they came back, how many people."""

from collections.abc import Iterator

from facilitator.domain.documents.blocks import Block, Cell, Heading, Table, plain
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import by_actor, by_question, may_quote, released_items
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.notes import Note
from facilitator.domain.packs import PackItem


def evidence_blocks(source: ReportSource, labels: Labels) -> Iterator[Block]:
    """One row for each released statement; those that rest on nothing say so."""
    words, data = labels.report, source.findings
    yield Heading(1, words.evidence_title)
    yield plain(words.evidence_intro)
    notes = {note.id: note for note in source.notes}
    questions = {question.id: question for question in data.questions}
    rows = []
    items = released_items(data.statements, data.quotes, may_quote(data.people))
    for question_id, found in by_question(items, [question.id for question in data.questions]):
        question = questions.get(question_id or "")
        heading = question.heading if question else labels.beyond_questions
        for actor, of_group in by_actor(found, data.actors):
            rows += [_row(item, actor.name, heading, notes) for item in of_group if item.statement]
    yield Table(words.evidence_caption, words.evidence_columns, tuple(rows), (3.2, 1.85, 1.95, 0.95, 1.0, 1.12, 1.13))


def _row(item: PackItem, group: str, heading: str, notes: dict[str, Note]) -> tuple[Cell, ...]:
    rests = [notes[each] for each in (item.statement.notes if item.statement else ()) if each in notes]
    people = {note.speaker for note in rests if note.speaker}
    numbers = (len(rests), sum(note.said_again for note in rests), len(people), len(item.quotes))
    return (Cell(item.text), Cell(group), Cell(heading), *(Cell(str(number or "–")) for number in numbers))
