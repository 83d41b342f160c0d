"""Texts that are made to do harm come out safe, in every document and format."""

import csv
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.questions import Question
from facilitator.domain.reactions import Reaction
from facilitator.domain.room import Debrief, MemberCheck
from facilitator.domain.study import Study
from facilitator.export.proof_pdf import pdf_parts
from facilitator.services.documents.reporting import DOCUMENTS, Reporting
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW, make_study

HOSTILE = (
    "Kept\x00\x01\x08\x0b\x0c\x1f\x7f\x9f whole",
    '=HYPERLINK("http://harm.example","Kept")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\u00a0=1+1",
    "＝1+1",
    "\u200b=1+1",
    "abc \u202egnp.exe\u202c \u2067turned\u2069",
    "\ufffe\uffff\U0001ffff\ufdd0",
    "]]><!--<script>alert(1)</script>&amp;&#0;<![CDATA[",
    '"><img src=x onerror=alert(1)> <a href="javascript:alert(1)">Kept</a> </title></style></script>',
    "👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈",
    "e" + "\u0301" * 500,
    "a\r\nb\rc\u2028d\u2029e\x85f",
    " \u3000\u200b ",
    "%s {0} {group} {} %(x)s {{ x }} ${x}",
    "../../etc/passwd \\\\host\\share CON",
    "\x1b[31mred",
    "",
)
LONG = "word " * 20_000
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BEGINNING = re.compile(r"^[\s\u200b]*[=+\-@＝]")


@pytest.fixture(scope="module", params=["many", "long"])
def study(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudyFolder]:
    """Every text of it is hostile, the names of its groups and its title too; or one is very long."""
    opened = make_study(tmp_path_factory.mktemp("hostile"))
    texts = cycle(HOSTILE if request.param == "many" else [LONG, "Short."])
    with opened.store.change("Harm") as change:
        for record in (Statement, Quote, Question, Reaction):
            found: list[Any] = list(opened.store.find(record))
            for each in found:
                change.put(replace(each, text=next(texts)))
        for n, text in enumerate(HOSTILE if request.param == "many" else [LONG]):
            change.put(Statement(f"h{n}", 50 + n, "b", "q1", text, "released"))
            change.put(Quote(f"hq{n}", 50 + n, "b", "q1", text, f"h{n}", "pb", released=True))
            change.put(Reaction(f"hr{n}", 50 + n, "rb", None, "add", text, "pb"))
            change.put(Note(f"hn{n}", n, "sa", ("q1",), "idea", text, "pa", n))
            change.put(MemberCheck(f"hm{n}", n, "sa", f"hn{n}", "corrected", text))
        if request.param == "many":
            change.put(Debrief("hd", 1, "sa", *HOSTILE[:6]))
            for each, text in zip(opened.store.find(Actor), HOSTILE[9:], strict=False):
                change.put(replace(each, name=f"{each.name}{text}", row_label=text, column_label=text, short=text[:3]))
            change.put(Study(title=HOSTILE[9], purpose=HOSTILE[12], contact=HOSTILE[13], next_steps=HOSTILE))
    yield opened
    opened.close()


@pytest.mark.parametrize(("name", "fmt"), [(name, fmt) for name, formats in DOCUMENTS.items() for fmt in formats])
def test_hostile_texts_come_out_safe(study: StudyFolder, tmp_path: Path, name: str, fmt: str) -> None:
    paths = Reporting(study.store, study.names, lambda: NOW).export(name, tmp_path / "out", fmt=fmt)
    assert paths
    for path in paths:
        assert path.parent == tmp_path / "out"
        assert not _HARMFUL.search(path.name)
        look = {"docx": _package, "xlsx": _sheets, "csv": _csv, "html": _html, "svg": _xml, "png": _png}[fmt]
        look(path)


@pytest.mark.parametrize("half", ["half \ud83d of it", "\udc00"])
def test_half_a_character_is_refused_with_a_sentence(study: StudyFolder, half: str) -> None:
    with pytest.raises(UserError, match="cannot be stored"), study.store.change("Harm") as change:
        change.put(Statement("half", 99, "b", "q1", half, "released"))
    assert study.store.get(Statement, "half") is None


def _xml(path: Path) -> None:
    _sound(path.read_bytes())


def _sound(data: bytes) -> ET.Element:
    text = data.decode("utf-8")
    assert not _HARMFUL.search(text)
    assert not any(unicodedata.category(sign) == "Cs" for sign in set(text))
    return ET.fromstring(data)


def _package(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = _sound(package.read(name))
            codes = [each.text or "" for each in root.iter() if each.tag.endswith("}instrText")]
            assert not any("harm.example" in code or "cmd" in code for code in codes)
            targets = [each.get("Target", "") for each in root.iter() if each.tag.endswith("}Relationship")]
            assert not any("javascript" in target or "harm.example" in target for target in targets)


def _sheets(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            root = _sound(package.read(name))
            assert not any(each.tag.endswith(("}f", "}hyperlink")) for each in root.iter())


def _csv(path: Path) -> None:
    data = path.read_text(encoding="utf-8-sig")
    assert not _HARMFUL.search(data)
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if _BEGINNING.match(cell)] == []


class _Tags(HTMLParser):
    """Counts what a page would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.harmful: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.harmful += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        self.harmful += [f"{tag} {value}" for _, value in attrs if value and "javascript:" in value]


def _html(path: Path) -> None:
    data = path.read_text(encoding="utf-8")
    assert not _HARMFUL.search(data)
    tags = _Tags()
    tags.feed(data)
    assert (tags.harmful, tags.scripts) == ([], 1)


def _png(path: Path) -> None:
    assert path.read_bytes().startswith(b"\x89PNG")


def test_hostile_texts_are_printed_safely(qapp: object, tmp_path: Path) -> None:
    from facilitator.ui.report.printing import print_pdf

    opened = make_study(tmp_path)
    with opened.store.change("Harm") as change:
        for n, text in enumerate(HOSTILE):
            change.put(Statement(f"h{n}", 50 + n, "b", "q1", text, "released"))
    for name in ("pack", "findings"):
        for path in Reporting(opened.store, opened.names, lambda: NOW, printer=print_pdf).export(
            name, tmp_path / "out", fmt="pdf"
        ):
            data = path.read_bytes()
            assert b"/JavaScript" not in data
            assert b"/URI" not in data
            assert not _HARMFUL.search("".join(pdf_parts(data)).replace("\x00", ""))
    opened.close()
