"""Cuts a text that was laid out in one go into sheets: between lines and rows, never below what belongs to the next.

Qt can break pages itself, but it leaves headings alone at the foot and goes through the rows of tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextCursor, QTextDocument, QTextTable

KEPT, BEGINS = 1, 2
"""Bits of the user state of a paragraph: it stays with what follows; a new page begins with it."""
SHORT = 8
"""A table of so many rows stays on one page."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What no sheet ends within: a line or a row, from `top` to `bottom`; `head` is the head of its table."""

    top: float
    bottom: float
    kept: bool = False
    begins: bool = False
    head: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page: the text from `top` to `bottom`, below the `head` of a table that goes on."""

    top: float
    bottom: float
    head: tuple[float, float] | None = None

    @property
    def head_height(self) -> float:
        """Room that the repeated head takes."""
        return self.head[1] - self.head[0] if self.head else 0.0


def sheets(text: QTextDocument, height: float) -> Iterator[Sheet | None]:
    """The pages of a text that was laid out without any, each of which holds `height`; None is a moment to rest.

    Qt lays out as far as it is asked for, so little is done between one answer and the next.
    """
    found: list[Strip] = []
    first = True
    for strip in strips(text):
        found.append(strip)
        yield None
        while len(found) > 1 and (end := _end_of_page(found, height, first=first)) < len(found):
            yield from _page(found[:end], height, first=first)
            del found[:end]
            first = False
    while found:
        end = _end_of_page(found, height, first=first)
        yield from _page(found[:end], height, first=first)
        del found[:end]
        first = False


def _page(found: Sequence[Strip], height: float, *, first: bool) -> Iterator[Sheet]:
    top = 0.0 if first else found[0].top
    return _cut(Sheet(top, found[-1].bottom, found[0].head), _room(found[0], height))


def _end_of_page(found: Sequence[Strip], height: float, *, first: bool) -> int:
    top = 0.0 if first else found[0].top
    return _end(found, 0, top + _room(found[0], height))


def _room(strip: Strip, height: float) -> float:
    return height - (strip.head[1] - strip.head[0] if strip.head else 0.0)


def _end(found: Sequence[Strip], at: int, limit: float) -> int:
    """The strip that begins the next page."""
    fits = at + 1
    while fits < len(found) and found[fits].bottom <= limit and not found[fits].begins:
        fits += 1
    if fits == len(found) or found[fits].begins:
        return fits
    end = fits
    while end > at and found[end - 1].kept:
        end -= 1
    return end if end > at else fits


def _cut(sheet: Sheet, room: float) -> Iterator[Sheet]:
    """The sheet itself, or several where a single row is higher than a page."""
    top = sheet.top
    while sheet.bottom - top > room:
        yield Sheet(top, top + room, sheet.head)
        top += room
    yield Sheet(top, sheet.bottom, sheet.head)


def strips(text: QTextDocument) -> Iterator[Strip]:
    """Every line and row, from the top down."""
    layout = text.documentLayout()
    block = text.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is None:
            yield from _lines(block, layout)
            block = block.next()
        else:
            yield from _rows(table, layout)
            block = text.findBlock(table.lastPosition() + 1)


def _lines(block: QTextBlock, layout: QAbstractTextDocumentLayout) -> Iterator[Strip]:
    """Neither the first nor the last line of a paragraph stands alone."""
    if block.length() <= 1:  # what Qt puts behind a table
        return
    top = layout.blockBoundingRect(block).top()
    lines = block.layout()
    count, state = lines.lineCount(), max(block.userState(), 0)
    for at in range(count):
        rect = lines.lineAt(at).rect()
        kept = bool(state & KEPT) or (count > 1 and at in (0, count - 2))
        yield Strip(top + rect.top(), top + rect.bottom(), kept, bool(state & BEGINS) and at == 0)


def _rows(table: QTextTable, layout: QAbstractTextDocumentLayout) -> Iterator[Strip]:
    count = table.rows()
    form = table.format()
    above = form.cellPadding() + form.border()
    tops = [layout.blockBoundingRect(_first(table, row)).top() - above for row in range(count)]
    bottoms = [*tops[1:], layout.frameBoundingRect(table).bottom() - form.bottomMargin()]
    headed = form.headerRowCount() > 0
    head = (tops[0], bottoms[0]) if headed else None
    for at, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        kept = at + 1 < count and (count <= SHORT or (headed and at == 0))
        yield Strip(top, bottom, kept, head=head if at else None)


def _first(table: QTextTable, row: int) -> QTextBlock:
    return table.cellAt(row, 0).firstCursorPosition().block()
