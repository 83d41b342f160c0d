"""A study with a marked secret in every private field, and a search for the marks in every byte of a file."""

import base64
import io
import re
import urllib.parse
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.clearances import Clearance
from facilitator.domain.consent import Consent
from facilitator.domain.exports import Export
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.merges import Conflict, Merge
from facilitator.domain.notes import Mark, Note
from facilitator.domain.packs import Decision
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, Wording
from facilitator.domain.reactions import About, Reaction, Showing
from facilitator.domain.recordings import Recording
from facilitator.storage.opening import StudyFolder
from tests.documents import YES, make_study
from tests.private_fields import BASES, filled

MARK = "Qzsecret"
_MARKS = re.compile(rf"{MARK}[a-z]+\d{{3}}x", re.IGNORECASE)
EVERYWHERE = frozenset(
    "name aside file typed log answer merge old alias person told scribe heard".split()  # noqa: SIM905
)
"""Kinds that no document at all may hold, not even the facilitator's own; the others no document for participants."""


@dataclass
class Secrets:
    """Gives marked words, each once, and knows of which kind they are."""

    made: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __call__(self, kind: str) -> str:
        word = f"{MARK}{kind}{sum(map(len, self.made.values())):03}x"
        self.made[kind].append(word)
        return word

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.made.values()))


def secret_study(folder: Path, secret: Secrets) -> StudyFolder:
    """Three groups who are shown each other's released words, and 200 secrets beside them."""
    study = make_study(folder / secret("file"))
    no_words = [
        Consent(True, True, False, True),
        Consent(True, True, None, True),
        Consent(False, True, True, True),
        Consent(),
    ]
    refusing = [Person(f"no{n}", 50 + n, secret("alias"), "b", 50 + n, c) for n, c in enumerate(no_words)]
    gone = Person("gone", 60, secret("alias"), "b", 60, YES, attendance="withdrew", form=secret("person"))
    kept_in = Person("own", 61, secret("alias"), "b", 61, replace(YES, show_to_groups=False), form=secret("person"))
    _put(study, *(_people(secret)), *refusing, gone, kept_in)
    _put(study, *(filled(record, secret) for record in BASES))
    _put(study, *_notes(secret), *_around(secret), *_quotes(secret, [*refusing, gone, kept_in]), *_statements(secret))
    _old_words(study, secret)
    for person in study.store.find(Person):
        study.names.set(person.id, f"{secret('name')} {secret('name')}")
    study.names.set_replacements([(secret("name"), "somebody") for _ in range(4)])
    for place in ("capture", "reflect.words", "prepare.actor", "findings.statement", "debrief"):
        study.store.keep_draft(place, secret("typed"))
    return study


def _put(study: StudyFolder, *records: object) -> None:
    with study.store.change("Plant") as change:
        for record in records:
            change.put(record)


def _people(secret: Secrets) -> Iterator[object]:
    for n in range(10):
        yield Person(f"s{n}", 10 + n, secret("alias"), "abc"[n % 3], 10 + n, YES, secret("person"), secret("person"))


def _notes(secret: Secrets) -> Iterator[object]:
    for n in range(4):
        for kind in ("idea", "quote", "observation", "parking", "later", "own"):
            speaker = f"s{n}"
            yield Note(
                f"n{kind}{n}", n, "sa", ("q1",), kind, secret("note"), speaker, n, marks=(Mark("nod", (speaker,)),)
            )


def _around(secret: Secrets) -> Iterator[object]:
    """What the facilitator keeps about groups, questions, sessions, sound, decisions and files."""
    yield Actor("b", 2, "Beta desk", "B", colour="#F2A900", background=secret("about"))
    yield Actor("t", 4, secret("about"), "T", kind="thing", background=secret("about"))
    yield Question("q2", 2, "staff", "What would help?", probes=(secret("guide"), secret("guide")))
    yield Question("q9", 3, "staff", secret("guide"), secret("guide"))
    yield Wording("w1", 1, "q2", 1, secret("old"), "2026-11-03T10:00:00Z")
    for n in range(4):
        yield Recording(f"rec{n}", n, "sa", f"{secret('file')}.flac", "own", secret("file"))
        yield Decision("a", f"d{n}", "show", secret("answer"))
        yield Export(f"e{n}", n, "2026-11-03T10:00:00Z", "pack", "a", f"{secret('log')}.docx", given_to=secret("log"))
        yield Clearance("a", secret("answer"), "00", "2026-11-03T10:00:00Z")
    yield Merge("m1", 1, "2026-11-03T10:00:00Z", secret("merge"), secret("merge"))
    yield Conflict("c1", "m1", "Note", "n1", "text", secret("merge"), secret("merge"))
    yield Showing("sh", 1, "rb", About("statement", "a1"), "a", "q1", secret("told"), "00", "2026-11-23T10:00:00Z")
    yield Reaction("zr1", 9, "rb", About("statement", "a1"), "add", secret("reaction"), "no0")
    yield Reaction("zr2", 9, "rb", About("statement", "a1"), "add", secret("reaction"), "s0")
    yield Reaction("zr3", 9, "rb", None, "ask", secret("reaction"), "gone")


def _statements(secret: Secrets) -> Iterator[object]:
    for n, actor in enumerate("abcabc"):
        yield Statement(f"zd{n}", 30 + n, actor, "q1", secret("unreleased"), "draft")
        yield Statement(f"zc{n}", 40 + n, actor, "q1", secret("unreleased"), "checked", notes=("nidea0",))
        yield Statement(f"zw{n}", 50 + n, actor, "q1", secret("withheld"), "released", ("a", "b", "c"))
        yield Quote(f"zn{n}", 60 + n, actor, "q1", secret("unreleased"), f"{actor}1", "s0")
        yield Quote(f"zo{n}", 70 + n, actor, "q1", secret("unreleased"), f"zd{n}", f"s{n}", released=True)


def _quotes(secret: Secrets, people: list[Person]) -> Iterator[object]:
    """Released words of everybody who did not agree, of nobody known, and kept from everybody."""
    for n, person in enumerate(people):
        kind = "kept" if person.id == "own" else "refused"
        clip = Clip(f"{secret('file')}.flac", 0, 900)
        yield Quote(f"zq{n}", 80 + n, "b", "q1", secret(kind), "b1", person.id, released=True, clip=clip)
        yield Quote(f"zz{n}", 90 + n, "b", None, secret(kind), None, person.id, session="rb", released=True)
    yield Quote("zu", 100, "b", "q1", secret("refused"), "b1", None, released=True)
    yield Quote("zk", 101, "a", "q1", secret("withheld"), "a1", "pa", released=True, withheld_from=("a", "b", "c"))


def _old_words(study: StudyFolder, secret: Secrets) -> None:
    """Words that were reworded, removed or undone are still in the journal."""
    first = study.store.need(Statement, "a1")
    for _ in range(4):
        _put(study, replace(first, text=secret("old")))
    _put(study, first)
    gone = Statement("zgone", 99, "a", "q1", secret("old"), "released")
    _put(study, gone)
    with study.store.change("Remove") as change:
        change.delete(gone)
    _put(study, Quote("zundone", 99, "a", "q1", secret("old"), "a1", "pa", released=True))
    study.store.undo()
    removed = Person("removed", 98, secret("alias"), "a", 98, YES)
    _put(study, removed)
    study.names.set("removed", secret("aside"))
    with study.store.change("Remove person") as change:
        change.delete(removed)


def marks_in(name: str, data: bytes, depth: int = 0) -> set[str]:
    """Every mark in a file's name or bytes: packed, coded, in wide letters, or taken apart by marks of XML."""
    found = {mark for view in _views(data) for mark in _MARKS.findall(view)} | set(_MARKS.findall(name))
    if depth < 4:
        for inner_name, inner in _inside(data):
            found |= marks_in(inner_name, inner, depth + 1)
    return {mark.casefold() for mark in found}


def _views(data: bytes) -> Iterator[str]:
    text = data.decode("latin-1")
    yield text
    yield text.replace("\0", "")
    yield re.sub(r"<[^>]*>", "", text)
    yield urllib.parse.unquote(text)


def _inside(data: bytes) -> Iterator[tuple[str, bytes]]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from ((entry.filename, package.read(entry)) for entry in package.infolist())
            yield "", package.comment
    for run in re.findall(rb"[A-Za-z0-9+/]{24,}={0,2}", data):
        bare = run.rstrip(b"=")
        yield "", base64.b64decode(bare[: len(bare) // 4 * 4])
    for run in re.findall(rb"stream\r?\n(.*?)endstream|(?<=[zi]TXt)(.{8,}?)IEND", data, re.DOTALL):
        for part in run:
            try:
                yield "", zlib.decompressobj().decompress(part)
            except zlib.error:
                continue
