"""Lays the blocks of a document out on pages of paper, for the preview and the PDF; other files are drawn elsewhere."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont, QPainter

from facilitator.domain.documents.blocks import Block, Document, Table, texts_of
from facilitator.export.word_measures import look_of, measures
from facilitator.export.word_styles import PAPERS
from facilitator.ui.report.laying import Writer
from facilitator.ui.report.sheets import Piece, Sheet, Strip, sheets
from facilitator.ui.report.typesetting import Face, Typesetter
from facilitator.ui.tokens import WHITE

USUAL_POINTS = 11.0
DOT = 15.0
"""Twentieths of a point in a dot of which there are 96 to the inch."""
PAGE = QSizeF(*PAPERS["A4"]) / DOT
MOST = 20_000
"""Blocks laid out for the preview; what follows is in the file and not in the picture."""
MOST_ROWS = 1_000
"""Rows of a table that are; after a longer one nothing follows in the picture."""
FREED_AT_ONCE = 0.002
LARGE_PIECE = 100_000
"""Bytes that, when they are freed, make glibc put all small free pieces together: done now and then that is little, but
left until something large happens to go it takes 50 to 80 ms for the lines of a long document.
"""


class Paper:
    """The pages of one document, as many as are laid out; `cut` says that the document goes on after the last of them.

    `points` is the size of running text; with `most` None all of the document is laid out. Nothing is laid out before
    `go_on` or `finish`.
    """

    def __init__(
        self,
        document: Document,
        face: QFont,
        paper: str = "A4",
        points: float = USUAL_POINTS,
        most: int | None = MOST,
        *,
        template: bytes = b"",
        as_calibri: bool = False,
    ) -> None:
        self._document = document
        self._blocks = document.blocks if most is None else _beginning(document.blocks, most)
        self._is_long = self._blocks is not document.blocks
        self._look = look_of(document, points, paper, template)
        self._measures = measures(self._look)
        self.size = QSizeF(*self._measures.page) / DOT
        self._setter = Typesetter(face, as_calibri=as_calibri)
        self._writer = Writer(document, self._blocks, self._measures, self._setter)
        self._sheets: list[Sheet] = []
        self._left: list[object] = []
        self.places: dict[int, int] = {}
        """On which page, counted from 1, each block begins that is laid out, by its number."""
        self._work: Iterator[None] = self._lay_out()
        self.goes_on = True
        """Whether something is left to be laid out."""

    @property
    def cut(self) -> bool:
        """Whether more pages follow than are known."""
        return self._is_long or self.goes_on

    @property
    def pages(self) -> int:
        """How many there are to be looked at."""
        return len(self._sheets)

    def go_on(self, seconds: float) -> None:
        """Lay out what can be in about that time."""
        end = time.perf_counter() + seconds
        for _ in self._work:
            if time.perf_counter() > end:
                return

    def let_go(self, seconds: float) -> bool:
        """Free it for about that time, and say whether anything is left: to free thousands at once takes long.

        Nothing else can be done with it any more.
        """
        end = time.perf_counter() + seconds
        if not self._left:
            self._left = [*self._document.blocks, *self._sheets]
            del self._sheets, self._blocks, self._document, self._writer, self._work
        while self._left and time.perf_counter() < end:
            self._left.pop()
        bytearray(LARGE_PIECE)
        return bool(self._left)

    def free(self) -> None:
        """All of it, on another thread: Python is for the window whenever it wants it."""
        while self.let_go(FREED_AT_ONCE):
            pass

    def finish(self, check: Callable[[], None] | None = None) -> "Paper":
        """Lay out all of it; `check` is called now and then and may raise."""
        for _ in self._work:
            if check:
                check()
        return self

    def _lay_out(self) -> Iterator[None]:
        for sheet in sheets(self._writer.strips(), self._measures.height):
            if sheet is not None:
                self._sheets.append(sheet)
                self._note_places(sheet)
            yield
        self._sheets = self._sheets or [Sheet()]
        self._writer.number_contents(self.places)
        self.goes_on = False

    def _note_places(self, sheet: Sheet) -> None:
        for piece in sheet.pieces:
            if piece.strip.block >= 0:
                self.places.setdefault(piece.strip.block, len(self._sheets))

    @property
    def language(self) -> str:
        """The language of the document, as a tag."""
        return self._look.tag

    @property
    def wide(self) -> bool:
        """Whether the paper lies on its side."""
        return self._look.wide

    @property
    def sides(self) -> tuple[int, int]:
        """Where lines begin and end, in twentieths of a point from the left edge."""
        left = self._measures.margins[3]
        return left, left + self._measures.width

    def stands(self) -> Iterator[tuple[int, float, float, Strip]]:
        """Where something begins or leads elsewhere: page from 0, top and height in twentieths of a point, and what."""
        for page, sheet in enumerate(self._sheets):
            for piece in sheet.pieces:
                strip = piece.strip
                if (strip.block >= 0 or strip.leads_to >= 0) and not piece.first:
                    yield page, self._measures.margins[0] + piece.top, strip.height, strip

    @property
    def words(self) -> str:
        """All of it as plain text."""
        return "\n".join(self._texts())

    def opening(self, letters: int) -> str:
        """So many letters of the plain text, for the screen reader."""
        found, length = [], 0
        for text in self._texts():
            found.append(text)
            length += len(text) + 1
            if length > letters:
                break
        return "\n".join(found)[:letters]

    def _texts(self) -> Iterator[str]:
        return (text for block in self._blocks for text in texts_of(block) if text)

    def paint(self, painter: QPainter, box: QRectF, page: int) -> None:
        """Draw one page, counted from 0, so that it fills the box; paper is white in light and dark alike."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, WHITE)
        scale = box.width() / self._measures.page[0]
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        self._paint_foot(painter, page)
        top, _, _, left = self._measures.margins
        for piece in self._sheets[page].pieces:
            _paint_piece(painter, piece, left, top)
        painter.restore()

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        of = self._document.page_of.format(page=page + 1, pages=f"{self.pages}+" if self.cut else self.pages)
        style = self._measures.styles["Footer"]
        face = Face(style.face, style.size, style.bold, style.italic, style.colour)
        told, count = self._setter.line(self._document.footer, face), self._setter.line(of, face)
        bottom, left = self._measures.page[1] - self._measures.foot, self._measures.margins[3]
        told.draw(painter, left, bottom - told.bottom)
        count.draw(painter, left + self._measures.width - count.end, bottom - count.bottom)


def _paint_piece(painter: QPainter, piece: Piece, left: float, top: float) -> None:
    """Draw a strip, or of one that is higher than a page what stands on this."""
    strip = piece.strip
    if piece.last - piece.first >= strip.height:
        for ink in strip.inks:
            ink.draw(painter, left, top + piece.top)
        return
    painter.save()
    painter.setClipRect(QRectF(0, top + piece.top - 10, 2 * left + 1e5, piece.last - piece.first + 20))
    for ink in strip.inks:
        if ink.bottom > piece.first and ink.top < piece.last:
            ink.draw(painter, left, top + piece.top - piece.first)
    painter.restore()


def _beginning(blocks: tuple[Block, ...], most: int) -> tuple[Block, ...]:
    """What of a document is laid out to be looked at; the very same where it is all of it."""
    for at, block in enumerate(blocks[:most]):
        if isinstance(block, Table) and len(block.rows) > MOST_ROWS:
            return (*blocks[:at], replace(block, rows=block.rows[:MOST_ROWS]))
    return blocks if len(blocks) <= most else blocks[:most]
