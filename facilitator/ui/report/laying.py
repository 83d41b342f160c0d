"""Draws the blocks of a document into one long text, without pages, as the preview and the PDF show it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)
from PySide6.QtSvg import QSvgRenderer

from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    Cell,
    CheckLine,
    Contents,
    Document,
    Feedback,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    PreparedFor,
    QuoteBlock,
    Script,
    Statement,
    Subtitle,
    Table,
    Title,
    WriteBox,
)
from facilitator.domain.languages import directed
from facilitator.ui.report.sheets import BEGINS, GOES_ON, KEPT, Galley
from facilitator.ui.tokens import INK, LIGHT, WHITE

TEXT, SMALL, TITLE = 15, 13, 27
HEADINGS = {1: 20, 2: 17, 3: 15}
ENDLESS = 30_000_000.0
"""Higher than any document, so that Qt makes no pages of its own."""
AT_ONCE = 24
"""Rows of a table that are laid out in one go."""
TIGHT = 0.42
"""Room between paragraphs of a document that must not run long, as a share of the usual one."""


class Writer:
    """Goes through the blocks once; counters are by series, as the lists are."""

    def __init__(self, document: Document, face: QFont, width: float, scale: float, *, tight: bool = False) -> None:
        self._document = document
        self.galleys: list[Galley] = []
        self._tight = tight
        self._entries: list[QTextCursor] = []
        self._headings: list[QTextCursor] = []
        self._width = width
        self._scale = scale
        self._face = sized(face, TEXT)
        self._numbers: Counter[str] = Counter()
        self._named = document.numbers
        self._fresh = True
        self._break = False
        self._depth = 0
        self._kept = False
        self._begin_galley()
        self._draw: dict[type, Callable[..., None]] = {
            PreparedFor: self._prepared,
            Title: self._title,
            Subtitle: self._subtitle,
            Contents: self._contents,
            Script: self._script,
            Figure: self._figure,
            Heading: self._heading,
            Paragraph: self._paragraph,
            Statement: self._statement,
            Bullet: self._bullet,
            QuoteBlock: self._quote,
            Feedback: self._feedback,
            CheckLine: self._check_line,
            WriteBox: self._write_box,
        }

    def write(self, blocks: tuple[Block, ...]) -> Iterator[None]:
        """A block more with each step."""
        for block, following in zip_longest(blocks, blocks[1:]):
            yield
            belongs = Table | WriteBox if isinstance(block, Paragraph) else QuoteBlock | Feedback | WriteBox
            self._kept = isinstance(following, belongs)
            if isinstance(block, PageBreak):
                self._break = True
            elif isinstance(block, Table):
                yield from self._table(block)
            else:
                self._draw[type(block)](block)

    # ---- blocks

    def _prepared(self, block: PreparedFor) -> None:
        self._line(above=0, below=8)
        self._say(block.text, bold=True)

    def _title(self, block: Title) -> None:
        self._line(above=0, below=12)
        if block.cover:
            self._line(above=240, below=12)
        size = TITLE + 12 if block.cover else TITLE - 4 if self._tight else TITLE
        self._say(block.text, size, bold=True, accent=True)

    def _subtitle(self, block: Subtitle) -> None:
        self._line(above=0, below=8)
        self._say(block.text, HEADINGS[2], quiet=True)

    def _contents(self, block: Contents) -> None:
        self._line(above=20, below=6, keep=True)
        self._say(block.text, HEADINGS[1], bold=True, accent=True)
        for heading in self._document.blocks:
            if isinstance(heading, Heading) and heading.level <= block.depth:
                self._line(left=16 * (heading.level - 1), below=3, at_right=True)
                self._say(f"{heading.text}\t", bold=heading.level == 1)
                self._entries.append(QTextCursor(self._cursor.block()))
        self._depth = block.depth

    def number_contents(self, page_of: Callable[[float], int]) -> None:
        """Writes its page behind each entry of the contents, once the pages are known."""
        if not self._entries:
            return
        pages = [page_of(self._top_of(heading)) for heading in self._headings]
        editing = QTextCursor(self._entries[0].document())
        editing.beginEditBlock()
        for entry, page in zip(self._entries, pages, strict=False):
            entry.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            entry.insertText(str(page))
        editing.endEditBlock()

    def _top_of(self, place: QTextCursor) -> float:
        galley = next(galley for galley in self.galleys if galley.text is place.document())
        return galley.top + galley.text.documentLayout().blockBoundingRect(place.block()).top()

    def _begin_galley(self) -> None:
        """What follows is laid out by itself, and hung below what was."""
        text = QTextDocument()
        text.setUndoRedoEnabled(False)
        text.setDefaultFont(self._face)
        text.setDocumentMargin(0)
        text.setPageSize(QSizeF(self._width, ENDLESS))
        self.galleys.append(Galley(text) if self.galleys else Galley(text, top=0.0))
        self._cursor = QTextCursor(text)

    def _script(self, block: Script) -> None:
        self._line(left=24)
        self._say(block.text, HEADINGS[3] + 1)

    def _figure(self, block: Figure) -> None:
        width = round(self._width * block.share)
        size = QSize(width, round(width * block.ratio))
        picture = QImage(size * 2, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(WHITE)
        painter = QPainter(picture)
        QSvgRenderer(block.svg.encode()).render(painter)
        painter.end()
        picture.setDevicePixelRatio(2)
        self._line(below=4, middle=True, keep=True)
        self._cursor.insertImage(picture)
        self._line(below=12, middle=True)
        caption = self._document.figure_caption.format(number=self._next("figures"), text=block.caption)
        self._say(caption, SMALL, bold=True)

    def _heading(self, block: Heading) -> None:
        size = HEADINGS[min(block.level + self._tight, 3)]
        self._line(above=20 if block.level == 1 else 12, below=6, keep=True)
        self._say(block.text, size, bold=True, accent=block.level == 1)
        if block.level <= self._depth:
            self._headings.append(QTextCursor(self._cursor.block()))

    def _paragraph(self, block: Paragraph) -> None:
        self._line(keep=block.quiet or self._kept)
        for run in block.runs:
            size = SMALL if block.quiet else TEXT
            words = self._named.get(run.ref, run.text)
            self._say(words, size, bold=run.bold, italic=run.italic, quiet=block.quiet)

    def _statement(self, block: Statement) -> None:
        self._line(left=28, hang=-28, keep=self._kept)
        self._say(f"{self._next(block.series)}.\u2003{block.text}")

    def _bullet(self, block: Bullet) -> None:
        self._line(left=24, hang=-16, below=5, keep=self._kept)
        self._say("•\u2002")
        self._led(block.lead, block.text)

    def _quote(self, block: QuoteBlock) -> None:
        self._line(left=44, right=28)
        self._say(directed(block.text, block.language), italic=True)

    def _feedback(self, block: Feedback) -> None:
        self._line(left=44, below=5)
        for run in block.lead_runs(self._named):
            self._say(self._named.get(run.ref, run.text), bold=run.bold)
        self._say(block.text)

    def _check_line(self, block: CheckLine) -> None:
        self._line(left=28, hang=-28, below=2, keep=True)
        self._say(f"{self._next(block.series)}.\u2003{block.text}")
        self._line(left=28, below=8, at_right=True, keep=self._kept)
        self._say("\u2003\u2003".join(f"☐ {word}" for word in block.boxes) + "\u2003\u2003" + "." * 80, quiet=True)

    def _write_box(self, block: WriteBox) -> None:
        form = _ruled(padding=8)
        form.setTopMargin(4)
        form.setBottomMargin(8)
        self._line(below=0)
        self._flatten()
        cursor = self._cursor.insertTable(1, 1, form).cellAt(0, 0).firstCursorPosition()
        cursor.insertText(block.hint + "\n" * block.lines, self._look(SMALL, quiet=True))
        self._leave_table()

    def _table(self, block: Table) -> Iterator[None]:
        """A long table is laid out in galleys of so many rows: Qt lays out a table in one go, and long ones slowly."""
        self._line(below=6, keep=True)
        caption = self._document.table_caption.format(number=self._next("tables"), text=block.caption)
        self._say(caption, bold=True)
        head = [Cell(words) for words in block.header]
        rows = [head, *block.rows]
        for start in range(0, len(rows), AT_ONCE):
            yield
            if start:
                self._begin_galley()
            self._rows(block, rows[start : start + AT_ONCE], first=not start, last=start + AT_ONCE >= len(rows))

    def _rows(self, block: Table, rows: Sequence[Sequence[Cell]], *, first: bool, last: bool) -> None:
        form = _grid(block)
        form.setHeaderRowCount(1 if first else 0)
        form.setProperty(GOES_ON, not first)
        form.setBottomMargin(form.bottomMargin() if last else 0)
        form.setTopMargin(0)
        table = self._cursor.insertTable(len(rows), len(block.header), form)
        for row, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                self._cell(table.cellAt(row, at).firstCursorPosition(), cell, head=first and row == 0)
        self._leave_table()

    def _cell(self, cursor: QTextCursor, cell: Cell, *, head: bool) -> None:
        if cell.kind in ("mark", "own"):
            middle = QTextBlockFormat()
            middle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            cursor.setBlockFormat(middle)
        size = HEADINGS[2] if cell.kind == "large" else SMALL
        cursor.insertText(cell.text, self._look(size, bold=head or cell.kind == "row_header", quiet=cell.kind == "own"))

    # ---- lines and looks

    def _line(
        self,
        *,
        left: int = 0,
        right: int = 0,
        hang: int = 0,
        above: int = 0,
        below: int = 8,
        keep: bool = False,
        middle: bool = False,
        at_right: bool = False,
    ) -> None:
        """Begin a paragraph; `keep` says that it stays with the next, `at_right` that tabs lead to the margin."""
        form = QTextBlockFormat()
        form.setLeftMargin(left)
        form.setRightMargin(right)
        form.setTextIndent(hang)
        form.setTopMargin(above * TIGHT if self._tight else above)
        form.setBottomMargin(below * TIGHT if self._tight else below)
        solid = 94 if self._tight else 118
        form.setLineHeight(solid, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if at_right:
            form.setTabPositions([QTextOption.Tab(self._width - left, QTextOption.TabType.RightTab)])
        if middle:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._fresh = False
        else:
            self._cursor.insertBlock(form)
        self._cursor.block().setUserState((KEPT if keep else 0) | (BEGINS if self._break else 0))
        self._break = False

    def _flatten(self) -> None:
        """Takes the height of the paragraph that Qt leaves before a table."""
        form = self._cursor.blockFormat()
        form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(form)

    def _leave_table(self) -> None:
        """Qt puts an empty paragraph after a table; what follows is written there."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def _led(self, lead: str, text: str) -> None:
        if lead:
            self._say(f"{lead} ", bold=True)
        self._say(text)

    def _say(
        self,
        text: str,
        size: int = TEXT,
        *,
        bold: bool = False,
        italic: bool = False,
        quiet: bool = False,
        accent: bool = False,
    ) -> None:
        self._cursor.insertText(text, self._look(size, bold=bold, italic=italic, quiet=quiet, accent=accent))

    def _look(
        self, size: int, *, bold: bool = False, italic: bool = False, quiet: bool = False, accent: bool = False
    ) -> QTextCharFormat:
        form = QTextCharFormat()
        font = sized(self._face, round(size * self._scale))
        font.setBold(bold)
        font.setItalic(italic)
        form.setFont(font)
        form.setForeground(LIGHT.accent if accent else LIGHT.text2 if quiet else INK)
        return form

    def _next(self, series: str) -> int:
        self._numbers[series] += 1
        return self._numbers[series]


def _ruled(*, padding: int) -> QTextTableFormat:
    """A table with thin lines, as wide as the page."""
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(LIGHT.strong)
    form.setBorderCollapse(True)
    form.setCellPadding(padding)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return form


def _grid(block: Table) -> QTextTableFormat:
    form = _ruled(padding=5)
    form.setCellSpacing(0)
    form.setBottomMargin(10)
    form.setHeaderRowCount(1)
    whole = sum(block.widths) or 1
    shares = [QTextLength(QTextLength.Type.PercentageLength, 100 * width / whole) for width in block.widths]
    form.setColumnWidthConstraints(shares)
    return form


def sized(face: QFont, pixels: int) -> QFont:
    font = QFont(face)
    font.setPixelSize(pixels)
    return font
