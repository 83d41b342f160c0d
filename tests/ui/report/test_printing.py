"""A printed PDF has bookmarks, links and a title, and says nothing of who made it when."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Statement,
    Table,
    Title,
    plain,
)
from facilitator.domain.documents.guard import Guard
from facilitator.domain.documents.matrix import matrix_document
from facilitator.domain.study import Study
from facilitator.export.pdf_finishing import Bookmark, Spot, finish_pdf
from facilitator.export.proof import proof
from facilitator.export.proof_pdf import pdf_parts
from facilitator.services.documents.wording import ENGLISH
from facilitator.ui.report.pages import Paper
from facilitator.ui.report.printing import print_pdf
from facilitator.ui.report.typesetting import Line

TABLE = Table("Groups", ("Who", "How many"), ((Cell("Sales"), Cell("6")),))
BLOCKS: tuple[Block, ...] = (
    Title("Who picks it up?"),
    Contents("Contents", 2, "Tables"),
    PageBreak(),
    Heading(1, "Grüße"),
    plain("…"),
    Heading(2, "Кто?"),
    Statement("We take the first call."),
    PageBreak(),
    Heading(1, "Method (how)"),
    TABLE,
)


def printed(folder: Path, *blocks: Block, language: str = "en") -> PdfReader:
    document = Document("report", "Who picks it up? Ü", blocks or BLOCKS, language)
    print_pdf(document, folder / "a.pdf", "A4", 11.0)
    return PdfReader(folder / "a.pdf")


def bookmarks(found: PdfReader) -> list[tuple[int, str, int]]:
    def listed(items: Any, level: int) -> list[tuple[int, str, int]]:
        told = []
        for item in items:
            if isinstance(item, list):
                told += listed(item, level + 1)
            else:
                told.append((level, item.title, (found.get_destination_page_number(item) or 0) + 1))
        return told

    return listed(found.outline, 1)


def test_headings_are_bookmarks_one_below_the_other(qapp: QApplication, tmp_path: Path) -> None:
    assert bookmarks(printed(tmp_path)) == [(1, "Grüße", 2), (2, "Кто?", 2), (1, "Method (how)", 3)]


def test_each_line_of_the_contents_leads_to_its_place(qapp: QApplication, tmp_path: Path) -> None:
    found = printed(tmp_path)
    links = [each.get_object() for each in found.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    pages = [page.get_object() for page in found.pages]
    assert [pages.index(link["/Dest"][0].get_object()) + 1 for link in links] == [2, 2, 3, 3]
    tops = [float(link["/Rect"][3]) for link in links]
    assert tops == sorted(tops, reverse=True)
    beyond: Any = found.pages[1]
    assert beyond["/Annots"] == []


def test_title_and_language_are_told_and_neither_maker_nor_hour(qapp: QApplication, tmp_path: Path) -> None:
    found = printed(tmp_path, language="de-AT")
    root: Any = found.trailer["/Root"]
    assert found.metadata == {"/Title": "Who picks it up? Ü"}
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"].value) == ("de-AT", True)
    data = (tmp_path / "a.pdf").read_bytes()
    assert not [word for word in (b"/Producer", b"/Creator", b"/CreationDate", b"/ModDate", b"/Author") if word in data]
    assert b"<x:xmpmeta" not in data


def test_the_same_document_gives_the_same_file(qapp: QApplication, tmp_path: Path) -> None:
    printed(tmp_path)
    first = (tmp_path / "a.pdf").read_bytes()
    printed(tmp_path)
    assert (tmp_path / "a.pdf").read_bytes() == first


def test_a_document_without_headings_opens_without_bookmarks(qapp: QApplication, tmp_path: Path) -> None:
    found = printed(tmp_path, Title("T"), plain("…"))
    assert found.outline == []
    assert "/PageMode" not in found.trailer["/Root"]  # type: ignore[operator]


@pytest.mark.parametrize("name", ["Carter", "Jürgen", "Петров"])
def test_a_name_that_is_only_in_a_bookmark_is_found(qapp: QApplication, tmp_path: Path, name: str) -> None:
    printed(tmp_path, Title("T"), plain("…"))
    spot = Bookmark(1, f"What {name} said (in all)", Spot(0, 0))
    finish_pdf((tmp_path / "a.pdf").read_bytes(), tmp_path / "b.pdf", "T", "en", [spot], [])
    assert f"What {name} said (in all)" in list(pdf_parts((tmp_path / "b.pdf").read_bytes()))
    assert [what for _, what in proof(tmp_path / "b.pdf", Guard(("Jane Carter", "Jürgen Weiss", "Иван Петров")))] == [
        f"“{name}”"
    ]


def test_printing_and_finishing_ask_often_whether_to_go_on(qapp: QApplication, tmp_path: Path) -> None:
    asked: list[None] = []
    document = Document("report", "T", (Title("T"), *(Heading(1, f"Part {n}") for n in range(60))))
    print_pdf(document, tmp_path / "a.pdf", "A4", 11.0, lambda: asked.append(None))
    before = len(asked)
    spots = [Bookmark(1, f"Part {n}", Spot(0, 0)) for n in range(60)]
    finish_pdf((tmp_path / "a.pdf").read_bytes(), tmp_path / "b.pdf", "T", "en", spots, [], lambda: asked.append(None))
    assert before > 60
    assert len(asked) - before > 60


def test_a_word_that_never_ends_is_broken_into_lines(qapp: QApplication, tmp_path: Path) -> None:
    printed(tmp_path, Title("T"), plain("x" * 5_000))
    said = "".join(pdf_parts((tmp_path / "a.pdf").read_bytes()))
    assert said.count("x") == 5_000


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_heads_of_a_large_matrix_of_five_groups_are_not_broken_in_a_word(qapp: QApplication, paper: str) -> None:
    names = ("Sales", "Professional Services", "Development", "External Customers", "Heads of Teams")
    groups = [Actor(name, name=name) for name in names]
    document = matrix_document(Study(title="T"), groups, [], ENGLISH)
    made = Paper(document, QFont(QGuiApplication.font()), paper, 18.0, None).finish()
    lines = [ink for piece in made._sheets[0].pieces for ink in piece.strip.inks if isinstance(ink, Line)]
    said = [line.layout.text()[(at := line.layout.lineAt(line.at)).textStart() :][: at.textLength()] for line in lines]
    assert made.size.width() > made.size.height()
    assert made.pages == 1
    assert {word for name in names for word in name.split()} <= {word for text in said for word in text.split()}
