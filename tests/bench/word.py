"""A summary of 5,000 statements as Word: ours against the obvious loop over python-docx with the same words.

The loop takes minutes, so it is stopped once it has taken PATIENCE times as long as ours: its time is a lower bound.
"""

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document as WordDocument

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    CheckLine,
    Document,
    Heading,
    Paragraph,
    QuoteBlock,
    Statement,
    Table,
    WriteBox,
    texts_of,
)
from facilitator.domain.documents.summary import SummarySource, summary_document
from facilitator.domain.findings import Quote
from facilitator.domain.findings import Statement as Said
from facilitator.domain.packs import Pack
from facilitator.domain.questions import Question
from facilitator.domain.study import Study
from facilitator.export.word import write_word
from facilitator.services.documents.wording import ENGLISH
from tests.bench.measuring import Measure, worked
from tests.bench.words import Speech

STATEMENTS = 5_000
QUESTIONS = 50
PATIENCE = 25
MADE = datetime(2026, 11, 20, tzinfo=UTC)
STYLES = {Statement: "List Number", Bullet: "List Bullet", QuoteBlock: "Quote", CheckLine: "List Number"}


def measures(folder: Path) -> Iterator[Measure]:
    source = _source(STATEMENTS)
    document = summary_document(source, ENGLISH)
    _prove_equal(folder)
    ours = statistics.median(worked(lambda: _ours(source, folder / "ours.docx")) for _ in range(5))
    theirs = worked(lambda: _obvious(document, folder / "theirs.docx", seconds=PATIENCE * ours / 1000))
    yield Measure("Word summary of 5,000 statements ÷ the obvious python-docx loop", ours, theirs, limit=0.2)


def _ours(source: SummarySource, path: Path) -> None:
    write_word(summary_document(source, ENGLISH), path, MADE)


def _obvious(document: Document, path: Path, seconds: float) -> None:
    word = docx.Document()
    deadline = time.thread_time() + seconds
    for block in document.blocks:
        _add(word, block)
        if time.thread_time() > deadline:
            return
    word.save(str(path))


def _prove_equal(folder: Path) -> None:
    """Both ways write the same words; this also makes both ready to run."""
    source = _source(30)
    _ours(source, folder / "ours.docx")
    _obvious(summary_document(source, ENGLISH), folder / "theirs.docx", seconds=60)
    assert _words(folder / "ours.docx") == _words(folder / "theirs.docx")


def _add(word: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            word.add_heading(block.text, block.level)
        case CheckLine():
            word.add_paragraph(block.text, style=STYLES[CheckLine])
            answer = word.add_paragraph(style="Normal")
            for box in block.boxes:
                answer.add_run("☐")
                answer.add_run(f" {box}\t")
            answer.add_run("\t")
        case Paragraph():
            paragraph = word.add_paragraph()
            for run in block.runs:
                paragraph.add_run(run.text)
        case WriteBox():
            word.add_paragraph(f"{block.hint}\n")
        case Table():
            word.add_table(1, 1).cell(0, 0).text = texts_of(block)[0]
        case _:
            word.add_paragraph(texts_of(block)[-1], style=STYLES.get(type(block), "Normal"))


def _words(path: Path) -> list[str]:
    """The paragraphs' texts, but for the boxes, which are controls in ours."""
    return [paragraph.text.replace("☐", "") for paragraph in docx.Document(str(path)).paragraphs]


def _source(statements: int) -> SummarySource:
    speech = Speech()
    said = [Said(f"s{at}", at, "a", f"q{at % QUESTIONS}", speech.sentences(), "released") for at in range(statements)]
    quotes = [
        Quote(f"k{each.id}", at, "a", each.question, speech.sentences(), each.id, released=True)
        for at, each in enumerate(said[::3])
    ]
    questions = [Question(f"q{at}", at, "set", f"What about part {at}?") for at in range(QUESTIONS)]
    reader = Actor("a", name="The readers")
    return SummarySource(Study(title="Speed"), reader, (), said, quotes, (), Pack("a"), (), questions)
