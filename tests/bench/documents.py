"""Documents at size: findings of 10,000 statements against python-docx and bare zipping; growth; stopping."""

import multiprocessing
import os
import statistics
import subprocess
import sys
import threading
import time
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
from tests.bench.measuring import Measure, highest_memory, side_by_side, took, worked
from tests.bench.words import Speech

STATEMENTS, FEW, MANY = 10_000, 1_000, 100_000
QUESTIONS, GROUPS = 50, 4
PATIENCE = 15
MADE = datetime(2026, 11, 20, tzinfo=UTC)
STYLES = {Statement: "List Number", QuoteBlock: "Quote"}


class Stopped(Exception):
    """The user changed their mind."""


def measures(folder: Path) -> Iterator[Measure]:
    source, ours = _source(STATEMENTS), folder / "findings.docx"
    document = findings_document(source, ENGLISH)
    _write(source, ours)
    written, bare = side_by_side(partial(_write, source, ours), _bare(ours, folder), rounds=9, clock=worked)
    yield _against_python_docx(document, folder, written)
    yield Measure("Word findings of 10,000 statements ÷ serialising and zipping the same XML", written, bare, 2.5)
    yield from _growth(folder)
    yield _all_at_once(folder)
    yield _stopping(document, folder)
    yield _liveness(document, folder)


def _write(source: FindingsSource, path: Path) -> None:
    """From the statements to the file."""
    write_word(findings_document(source, ENGLISH), path, MADE)


def _against_python_docx(document: Document, folder: Path, ours: float) -> Measure:
    """The loop is stopped once it has taken PATIENCE times as long; its time is then a lower bound."""
    name = "Word findings of 10,000 statements ÷ the obvious python-docx loop"
    theirs = worked(lambda: _obvious(document, folder / "theirs.docx", PATIENCE * ours / 1000))
    return Measure(name, ours, theirs, limit=1 / 8)


def _obvious(document: Document, path: Path, seconds: float) -> None:
    word = docx.Document()
    deadline = time.thread_time() + seconds
    for block in document.blocks:
        if isinstance(block, Heading):
            word.add_heading(block.text, block.level)
        elif isinstance(block, Paragraph):
            word.add_paragraph("".join(run.text for run in block.runs))
        else:
            word.add_paragraph(texts_of(block)[-1], style=STYLES.get(type(block), "Normal"))
        if time.thread_time() > deadline:
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
    """A hundred times the statements take a hundred times the time and memory, and a quarter more at most.

    Memory is all that the program grows by, between having the statements and having the file.
    """
    times = {}
    for count in (FEW, MANY):
        write = partial(_write, _source(count), folder / f"{count}.docx")
        times[count] = statistics.median(worked(write) for _ in range(9 if count == FEW else 3))
    scale = MANY / FEW
    yield Measure("Word findings: 100,000 statements ÷ 100 × 1,000", times[MANY], scale * times[FEW], limit=1.25)
    many, few = (_memory(folder, count) for count in (MANY, FEW * 10))
    yield Measure("The same, memory of 100,000 ÷ 10 × 10,000", many, 10 * few, limit=1.25, unit="MB")


def _memory(folder: Path, count: int) -> float:
    """In a program of its own, in which a few were written before: what is loaded once does not count."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return float(pool.apply(_memory_of, (folder, count)))


def _memory_of(folder: Path, count: int) -> float:
    _write(_source(30), folder / "few.docx")
    source = _source(count)
    with highest_memory() as growth:
        _write(source, folder / "many.docx")
    return growth()


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
    """The longest time from the wish to stop to a folder without a file, wherever in the writing it comes."""
    draft = Draft("findings", None, "findings.docx", document, (), MADE)
    whole_s = took(lambda: write_draft(draft, folder / "whole")) / 1000
    waits = [_stopped(draft, folder / f"stopped{tenth}", whole_s * tenth / 10) for tenth in range(1, 10)]
    return Measure("From Stop to nothing left of a Word file", max(wait for wait in waits if wait), 300.0, limit=1.0)


def _stopped(draft: Draft, folder: Path, after_s: float) -> float | None:
    """Ms; None where it was through before the wish came."""
    wish = threading.Event()
    asked = [0.0]

    def check() -> None:
        if wish.is_set():
            raise Stopped

    def ask() -> None:
        asked[0] = time.perf_counter()
        wish.set()

    timer = threading.Timer(after_s, ask)
    timer.start()
    try:
        write_draft(draft, folder, check)
    except Stopped:
        waited = (time.perf_counter() - asked[0]) * 1000
    else:
        timer.join()
        return None
    assert list(folder.iterdir()) == []
    return waited


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
    speech = Speech()
    said = [
        Said(f"s{at}", at, f"g{at % GROUPS}", f"q{at % QUESTIONS}", speech.sentences(), "released")
        for at in range(statements)
    ]
    quotes = [
        Quote(f"k{each.id}", at, each.actor, each.question, speech.sentences(), each.id, released=True)
        for at, each in enumerate(said[::3])
    ]
    questions = [Question(f"q{at}", at, "set", f"{speech.sentences(4, 10)[:-1]}?") for at in range(QUESTIONS)]
    actors = [Actor(f"g{at}", at, f"Group {at}") for at in range(GROUPS)]
    sets = [QuestionSet("set", 1, "All", tuple(actor.id for actor in actors))]
    return FindingsSource(Study(title="Speed"), actors, sets, questions, said, quotes, ())
