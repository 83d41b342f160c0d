"""Lays the blocks of a document out on pages of paper, for the preview and the PDF; other files are drawn elsewhere."""

import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QPainter, QPalette

from facilitator.domain.documents.blocks import Block, Document, Table, texts_of
from facilitator.ui.report.laying import SMALL, Writer, sized
from facilitator.ui.report.sheets import Galley, Sheet, sheets
from facilitator.ui.tokens import INK, LIGHT, WHITE

SIZES = {"A4": QSizeF(794, 1123), "Letter": QSizeF(816, 1056)}
"""At 96 dots to the inch."""
PAGE = SIZES["A4"]
USUAL_POINTS = 11.0
MARGIN = 84
TIGHT = {"A4": 56, "Letter": 42}
"""Margins where all must fit on two pages; Letter is the shorter sheet."""
LARGE = 16.0
"""From so many points on nothing is set tight."""
MOST = 20_000
"""Blocks laid out for the preview; what follows is in the file and not in the picture."""
MOST_ROWS = 1_000
"""Rows of a table that are; after a longer one nothing follows in the picture."""


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
    ) -> None:
        self._document = document
        self.size = SIZES.get(paper, PAGE)
        self._blocks = document.blocks if most is None else _beginning(document.blocks, most)
        self._is_long = self._blocks is not document.blocks
        self._face = face
        tight = document.tight and points < LARGE
        self._margin = TIGHT.get(paper, TIGHT["A4"]) if tight else MARGIN
        room = self.size.width() - 2 * self._margin
        self._writer = Writer(document, face, room, points / USUAL_POINTS, tight=tight)
        self._sheets: list[Sheet] = []
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

    def finish(self, check: Callable[[], None] | None = None) -> "Paper":
        """Lay out all of it; `check` is called now and then and may raise."""
        for _ in self._work:
            if check:
                check()
        return self

    def _lay_out(self) -> Iterator[None]:
        yield from self._writer.write(self._blocks)
        for sheet in sheets(self._writer.galleys, self.size.height() - 2 * self._margin):
            if sheet is not None:
                self._sheets.append(sheet)
            yield
        self._sheets = self._sheets or [Sheet(0.0, self.size.height())]
        self._writer.number_contents(self.page_of)
        self.goes_on = False

    def page_of(self, top: float) -> int:
        """The page, counted from 1, on which a place of the text stands."""
        return max(bisect_right([sheet.top for sheet in self._sheets], top + 1), 1)

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
        scale = box.width() / self.size.width()
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        self._paint_foot(painter, page)
        sheet = self._sheets[page]
        painter.translate(self._margin, self._margin)
        if sheet.head:
            top, bottom = sheet.head
            self._paint_part(painter, Sheet(top, bottom), rule=1)
            painter.translate(0, sheet.head_height)
        self._paint_part(painter, sheet)
        painter.restore()

    def _paint_part(self, painter: QPainter, sheet: Sheet, rule: int = 0) -> None:
        """Draw a stretch of the text where the painter is; a pixel more, for the rule below a row."""
        context = QAbstractTextDocumentLayout.PaintContext()
        ink = QPalette()
        ink.setColor(QPalette.ColorRole.Text, INK)
        context.palette = ink
        for galley, end in self._galleys_in(sheet):
            painter.save()
            painter.translate(0, galley.top - sheet.top)
            top, bottom = max(sheet.top - galley.top, 0) - rule, min(sheet.bottom, end) - galley.top
            context.clip = QRectF(-2, top, self.size.width() - 2 * self._margin + 4, bottom - top + 1)
            painter.setClipRect(context.clip)
            galley.text.documentLayout().draw(painter, context)
            painter.restore()

    def _galleys_in(self, sheet: Sheet) -> Iterator[tuple[Galley, float]]:
        """Those that a sheet shows something of, each with where it ends."""
        galleys = self._writer.galleys
        first = max(bisect_right(galleys, sheet.top, key=lambda galley: galley.top) - 1, 0)
        for at in range(first, len(galleys)):
            if galleys[at].top >= sheet.bottom:
                return
            yield galleys[at], galleys[at + 1].top if at + 1 < len(galleys) else sheet.bottom

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        of = self._document.page_of.format(page=page + 1, pages=f"{self.pages}+" if self.cut else self.pages)
        painter.setFont(sized(self._face, SMALL))
        painter.setPen(LIGHT.text2)
        line = QRectF(self._margin, self.size.height() - self._margin * 0.7, self.size.width() - 2 * self._margin, 24)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, Qt.AlignmentFlag.AlignLeading | middle, self._document.footer)
        painter.drawText(line, Qt.AlignmentFlag.AlignTrailing | middle, of)


def _beginning(blocks: tuple[Block, ...], most: int) -> tuple[Block, ...]:
    """What of a document is laid out to be looked at; the very same where it is all of it."""
    for at, block in enumerate(blocks[:most]):
        if isinstance(block, Table) and len(block.rows) > MOST_ROWS:
            return (*blocks[:at], replace(block, rows=block.rows[:MOST_ROWS]))
    return blocks if len(blocks) <= most else blocks[:most]
