"""Pages of the preview and the PDF: what belongs together stands on one, and a table that goes on keeps its head."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    Cell,
    CheckLine,
    Contents,
    Document,
    Heading,
    PageBreak,
    Statement,
    Table,
    Title,
    plain,
)
from facilitator.services.documents.reporting import Reporting
from facilitator.services.study.studies import make_sample
from facilitator.ui.report.laying import Writer
from facilitator.ui.report.pages import Paper
from facilitator.ui.report.sheets import Piece, Sheet, Strip, sheets
from facilitator.ui.report.typesetting import Line
from tests.documents import NOW

LONG = "Between the call and the work there is a gap in which we look for a person, not for a procedure. " * 3


def paper(*blocks: Block, tight: bool = False) -> Paper:
    return Paper(
        Document("findings", "F", (Title("F"), *blocks), tight=tight), QFont(QGuiApplication.font()), most=None
    ).finish()


def lines_of(made: Paper) -> list[list[Strip]]:
    """The strips of each page, without repeated heads."""
    return [[piece.strip for piece in sheet.pieces if not _is_head(piece, sheet)] for sheet in made._sheets]


def _is_head(piece: Piece, sheet: Sheet) -> bool:
    return any(other.strip.head is piece.strip for other in sheet.pieces[1:2]) and piece is sheet.pieces[0]


def all_of(made: Paper) -> int:
    """How many lines and rows there are."""
    writer = Writer(made._document, made._blocks, made._measures, made._setter)
    return len([strip for strip in writer.strips() if strip])


def words_of(made: Paper, page: int) -> list[str]:
    """What the lines of a page say, from the top down."""
    lines = [ink for piece in made._sheets[page].pieces for ink in piece.strip.inks if isinstance(ink, Line)]
    return [line.layout.text() for line in lines]


def rows(count: int, text: str = "A note") -> Table:
    return Table("Notes", ("Time", "Words"), tuple((Cell(f"{n}"), Cell(text)) for n in range(count)))


@pytest.mark.parametrize("before", range(12, 40, 3))
def test_no_page_ends_with_a_heading(qtbot: QtBot, before: int) -> None:
    filling = [plain(f"Line {n}.") for n in range(before)]
    made = paper(*filling, Heading(1, "One"), Heading(2, "Two"), CheckLine(LONG, ("yes", "no")), *filling)
    pages = lines_of(made)
    assert all(not page[-1].kept for page in pages)
    assert sum(map(len, pages)) == all_of(made)  # nothing is left out, nothing said twice


def test_no_row_is_torn_and_the_head_stands_on_each_page(qtbot: QtBot) -> None:
    made = paper(rows(80, LONG))
    pages = lines_of(made)
    assert made.pages > 3
    assert sum(map(len, pages)) == all_of(made)
    assert [_is_head(sheet.pieces[0], sheet) for sheet in made._sheets] == [False] + [True] * (made.pages - 1)
    for sheet in made._sheets:
        ends = [piece.top + piece.last - piece.first for piece in sheet.pieces]
        assert all(end <= after.top for end, after in zip(ends, sheet.pieces[1:], strict=False))
        assert ends[-1] <= made._measures.height


def test_a_short_table_stays_whole_and_with_its_caption(qtbot: QtBot) -> None:
    made = paper(*(plain(f"Line {n}.") for n in range(27)), Heading(1, "Groups"), rows(6))
    first, second = lines_of(made)
    assert len(second) == 1 + 1 + 7  # heading, caption, rows
    assert not first[-1].kept


def test_a_row_higher_than_a_page_goes_on_over_several_and_no_line_is_cut(qtbot: QtBot) -> None:
    made = paper(rows(1, LONG * 60))
    assert made.pages > 2
    cut = [piece for sheet in made._sheets for piece in sheet.pieces if piece.strip.height > made._measures.height]
    assert [before.last for before in cut[:-1]] == [after.first for after in cut[1:]]
    lines = [ink for ink in cut[0].strip.inks if isinstance(ink, Line)]
    assert not [line for piece in cut[:-1] for line in lines if line.top < piece.last < line.bottom]


def test_a_page_break_begins_a_page(qtbot: QtBot) -> None:
    made = paper(plain("One"), PageBreak(), plain("Two"), PageBreak(), Heading(1, "Three"), plain("Four"))
    assert [len(page) for page in lines_of(made)] == [2, 1, 2]


def test_contents_say_the_page_of_each_heading(qtbot: QtBot) -> None:
    made = paper(
        Contents("Contents"), PageBreak(), Heading(1, "Near"), plain("…"), PageBreak(), Heading(1, "Far"), plain("…")
    )
    said = {leader.line.layout.text(): leader.page for _, leader in made._writer.entries}
    assert {text: page and page.layout.text() for text, page in said.items()} == {"Near": "2", "Far": "3"}


def test_the_tables_are_listed_with_their_pages(qtbot: QtBot) -> None:
    made = paper(Contents("Contents", tables="Tables"), Heading(1, "One"), PageBreak(), rows(3), PageBreak(), rows(2))
    listed = [(leader.line.layout.text(), leader.page) for at, leader in made._writer.entries][1:]
    assert [(text, page and page.layout.text()) for text, page in listed] == [("1. Notes", "2"), ("2. Notes", "3")]


def test_a_list_keeps_its_numbers_and_signs(qtbot: QtBot) -> None:
    made = paper(Statement("First"), Bullet("Point"), Statement("Second"))
    assert words_of(made, 0)[1:] == ["First", "1.", "Point", "•", "Second", "2."]


def test_room_between_paragraphs_is_the_larger_of_both_as_in_word(qtbot: QtBot) -> None:
    made = paper(plain("One"), Heading(1, "Two"))
    *_, one, two = made._sheets[0].pieces
    styles = made._measures.styles
    assert styles["Normal"].below < styles["Heading1"].above
    assert two.top - one.top - one.strip.height == styles["Heading1"].above


def test_a_document_of_nothing_has_one_page(qtbot: QtBot) -> None:
    made = Paper(Document("findings", "F", ()), QFont(QGuiApplication.font())).finish()
    assert made.pages == 1


def test_a_tight_document_takes_less_paper_than_the_same_in_the_usual_room(qtbot: QtBot) -> None:
    blocks = [Statement(f"We take call {n}.") for n in range(90)]
    assert paper(*blocks, tight=True).pages < paper(*blocks).pages


def test_each_page_shows_its_own_part_alone(qtbot: QtBot) -> None:
    made = paper(plain("One"), PageBreak(), *(plain("MMMM" * 12) for _ in range(20)))
    inks = []
    for page in range(2):
        image = QImage(made.size.toSize(), QImage.Format.Format_Grayscale8)
        painter = QPainter(image)
        made.paint(painter, QRectF(0, 0, made.size.width(), made.size.height()), page)
        painter.end()
        inks.append(sum(image.pixelColor(x, y).value() < 128 for x in range(0, 790, 3) for y in range(200, 900, 3)))
    assert inks[0] == 0
    assert inks[1] > 500


def test_the_sheets_of_an_empty_text_are_none(qtbot: QtBot) -> None:
    assert list(sheets(iter(()), 500)) == []


def test_a_summary_of_the_sample_fits_on_two_pages_and_a_guide_on_four(qtbot: QtBot, tmp_path: Path) -> None:
    study = make_sample(tmp_path / "Sample.study")
    report = Reporting(study.store, study.names, lambda: NOW)
    most = {"summary": 2, "guide": 4}
    face = QFont(QGuiApplication.font())
    for offer in report.documents():
        if offer.document in most and offer.recipient:
            made = Paper(report.document(offer.document, offer.recipient.id), face, most=None).finish()
            assert 0 < made.pages <= most[offer.document], (offer.document, offer.recipient.name)
    study.close()
