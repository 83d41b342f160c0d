"""Documents at size: findings of 10,000 statements against python-docx and bare zipping; growth; stopping."""

import os
import subprocess
import sys
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import docx

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Document, Heading, Paragraph, QuoteBlock, Statement, texts_of
from facilitator.domain.documents.findings import FindingsSource, findings_document
from facilitator.domain.findings import Quote
from facilitator.domain.findings import Statement as Said
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.study import Study
from facilitator.export.word import write_word
from facilitator.services.documents.drafts import Draft, write_draft
from facilitator.services.documents.wording import ENGLISH
from facilitator.services.study.studies import make_sample
from tests.bench.measuring import Measure, side_by_side, took

STATEMENTS, FEW, MANY = 10_000, 1_000, 100_000
QUESTIONS, GROUPS = 50, 4
PATIENCE = 15
MADE = datetime(2026, 11, 20, tzinfo=UTC)
STYLES = {Statement: "List Number", QuoteBlock: "Quote"}


class Stopped(Exception):
    """The user changed their mind."""


def measures(folder: Path) -> Iterator[Measure]:
    document = findings_document(_source(STATEMENTS), ENGLISH)
    ours = folder / "findings.docx"
    write_word(document, ours, MADE)
    written, bare = side_by_side(partial(write_word, document, ours, MADE), _bare(ours, folder), rounds=9)
    yield _against_python_docx(document, folder, written)
    yield Measure("Word findings of 10,000 statements ÷ serialising and zipping the same XML", written, bare, 2.5)
    yield from _growth(folder)
    yield _all_at_once(folder)
    yield _stopping(document, folder)
    yield _liveness(document, folder)


def _against_python_docx(document: Document, folder: Path, ours: float) -> Measure:
    """The loop is stopped once it has taken PATIENCE times as long; its time is then a lower bound."""
    name = "Word findings of 10,000 statements ÷ the obvious python-docx loop"
    theirs = took(lambda: _obvious(document, folder / "theirs.docx", PATIENCE * ours / 1000))
    return Measure(name, ours, theirs, limit=1 / 8)


def _obvious(document: Document, path: Path, seconds: float) -> None:
    word = docx.Document()
    deadline = time.perf_counter() + seconds
    for block in document.blocks:
        if isinstance(block, Heading):
            word.add_heading(block.text, block.level)
        elif isinstance(block, Paragraph):
            word.add_paragraph("".join(run.text for run in block.runs))
        else:
            word.add_paragraph(texts_of(block)[-1], style=STYLES.get(type(block), "Normal"))
        if time.perf_counter() > deadline:
            return
    word.save(str(path))


def _bare(path: Path, folder: Path) -> Callable[[], None]:
    """Turns the tree of the same document into bytes and zips them."""
    from lxml import etree

    with zipfile.ZipFile(path) as package:
        tree = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))

    def serialise() -> None:
        with zipfile.ZipFile(folder / "bare.zip", "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))

    return serialise


def _growth(folder: Path) -> Iterator[Measure]:
    """A hundred times the statements take a hundred times the time and memory, and a quarter more at most."""
    times, peaks = {}, {}
    for count in (FEW, MANY):
        document = findings_document(_source(count), ENGLISH)
        path = folder / f"{count}.docx"
        rounds = 9 if count == FEW else 3
        times[count] = min(took(partial(write_word, document, path, MADE)) for _ in range(rounds))
        tracemalloc.start()
        write_word(document, path, MADE)
        peaks[count] = tracemalloc.get_traced_memory()[1] / 1_000_000
        tracemalloc.stop()
    scale = MANY / FEW
    yield Measure("Word findings: 100,000 statements ÷ 100 × 1,000", times[MANY], scale * times[FEW], limit=1.25)
    yield Measure("The same, memory besides the blocks", peaks[MANY], scale * peaks[FEW], limit=1.25, unit="MB")


def _all_at_once(folder: Path) -> Measure:
    """`facilitator export all` on the sample against the command that writes the longest document alone.

    Both from the start of the program to its end, as somebody waits for them; a first round makes the bytecode.
    """
    make_sample(folder / "Sample.study").close()
    together, alone = (min(times[1:]) for times in zip(*_rounds(folder), strict=True))
    count = len(list((folder / "all").iterdir()))
    name = f"One command for all {count} documents of the sample ÷ one for the report alone"
    return Measure(name, together, alone, 3.0)


def _rounds(folder: Path) -> Iterator[tuple[float, float]]:
    for _ in range(6):
        yield _command(folder, "all"), _command(folder, "report")


def _command(folder: Path, document: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    command = [sys.executable, "-m", "facilitator", "export", str(folder / "Sample.study"), document]
    command += ["--to", str(folder / document)]
    return took(lambda: subprocess.run(command, check=True, capture_output=True, env=environment))


def _stopping(document: Document, folder: Path) -> Measure:
    """From the wish to stop to a folder without a file, against 300 ms."""
    wish = threading.Event()
    asked = [0.0]

    def check() -> None:
        if wish.is_set():
            raise Stopped

    def ask() -> None:
        asked[0] = time.perf_counter()
        wish.set()

    draft = Draft("findings", None, "findings.docx", document, (), MADE)
    threading.Timer(0.05, ask).start()
    try:
        write_draft(draft, folder / "stopped", check)
    except Stopped:
        waited = (time.perf_counter() - asked[0]) * 1000
    else:
        raise AssertionError("it was written before it could be stopped")
    assert list((folder / "stopped").iterdir()) == []
    return Measure("From Stop to nothing left of a Word file", waited, 300.0, limit=1.0)


def _liveness(document: Document, folder: Path) -> Measure:
    """The longest wait of another thread that wants to go on every ms while a file is written, against 50 ms."""
    done = threading.Event()

    def write() -> None:
        write_word(document, folder / "live.docx", MADE)
        done.set()

    before = sys.getswitchinterval()
    writer = threading.Thread(target=write)
    writer.start()
    longest, last = 0.0, time.perf_counter()
    while not done.is_set():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    writer.join()
    assert sys.getswitchinterval() == before
    return Measure("Longest wait of the window while a Word file is written", longest * 1000, 50.0, limit=1.0)


def _source(statements: int) -> FindingsSource:
    said = [
        Said(
            f"s{at}",
            at,
            f"g{at % GROUPS}",
            f"q{at % QUESTIONS}",
            f"Statement {at}: the ticket comes back with questions that we had answered.",
            "released",
        )
        for at in range(statements)
    ]
    quotes = [
        Quote(
            f"k{at}",
            at,
            f"g{at % GROUPS}",
            f"q{at % QUESTIONS}",
            f"And then {at} came at once.",
            f"s{at}",
            released=True,
        )
        for at in range(0, statements, 3)
    ]
    questions = [Question(f"q{at}", at, "set", f"What about part {at}?") for at in range(QUESTIONS)]
    actors = [Actor(f"g{at}", at, f"Group {at}") for at in range(GROUPS)]
    sets = [QuestionSet("set", 1, "All", tuple(actor.id for actor in actors))]
    return FindingsSource(Study(title="Speed"), actors, sets, questions, said, quotes, ())
