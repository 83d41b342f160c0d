"""Cuts a text that was laid out in one go into sheets: between lines and rows, never below what belongs to the next.

Qt can break pages itself, but it leaves headings alone at the foot and goes through the rows of tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextCursor, QTextDocument, QTextFormat, QTextTable

KEPT, BEGINS = 1, 2
"""Bits of the user state of a paragraph: it stays with what follows; a new page begins with it."""
GOES_ON = QTextFormat.Property.UserProperty.value + 1
"""Property of a table that goes on with the one before, whose head is its own."""
RULE = 1.0
"""The last rule of a part of a table is the first of the next."""
SHORT = 8
"""A table of so many rows stays on one page."""


class Galley:
    """A stretch of the text that Qt lays out by itself, and where it begins below the top of the first, once known."""

    def __init__(self, text: QTextDocument, top: float = inf) -> None:
        self.text = text
        self.top = top


@dataclass(frozen=True, slots=True)
class Strip:
    """What no sheet ends within: a line or a row, from `top` to `bottom`; `head` is the head of its table."""

    top: float
    bottom: float
    kept: bool = False
    begins: bool = False
    head: tuple[float, float] | None = None
    goes_on: bool = False

    def hung(self, top: float, before: tuple[float, float] | None) -> "Strip":
        """Where its galley begins at `top`; where its table goes on with one before, the head of that counts."""
        head = before if self.goes_on else (self.head[0] + top, self.head[1] + top) if self.head else None
        return replace(self, top=self.top + top, bottom=self.bottom + top, head=head)


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


def sheets(galleys: Sequence[Galley], height: float) -> Iterator[Sheet | None]:
    """The pages of a text that was laid out without any, each of which holds `height`; None is a moment to rest.

    Qt lays out as far as it is asked for, so little is done between one answer and the next.
    """
    found: list[Strip] = []
    first = True
    for strip in strips(galleys):
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


def strips(galleys: Sequence[Galley]) -> Iterator[Strip]:
    """Every line and row, from the top down; galleys are hung below each other on the way."""
    bottom = 0.0
    head: tuple[float, float] | None = None
    for galley in galleys:
        first = True
        for strip in _strips(galley.text):
            if first and galley is not galleys[0]:
                galley.top = bottom - strip.top - RULE
            first = False
            hung = strip.hung(galley.top, head)
            bottom, head = hung.bottom, hung.head or head
            yield hung


class _Alone(QObject):
    """Keeps Qt from going on by itself between our steps: its own are twice as long each time."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Timer


def _strips(text: QTextDocument) -> Iterator[Strip]:
    layout = text.documentLayout()
    alone = _Alone()
    layout.installEventFilter(alone)
    block = text.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is None:
            found = _lines(block, layout)
            block = block.next()
        else:
            found = _rows(table, layout)
            block = text.findBlock(table.lastPosition() + 1)
        yield from found
    layout.removeEventFilter(alone)


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
    lowest = (table.cellAt(count - 1, at).lastCursorPosition().block() for at in range(table.columns()))
    bottoms = [*tops[1:], max(layout.blockBoundingRect(block).bottom() for block in lowest) + above]
    headed = form.headerRowCount() > 0
    head = (tops[0], bottoms[0]) if headed else None
    for at, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        kept = at + 1 < count and (count <= SHORT or (headed and at == 0))
        yield Strip(top, bottom, kept, head=head if at else None, goes_on=bool(form.property(GOES_ON)))


def _first(table: QTextTable, row: int) -> QTextBlock:
    return table.cellAt(row, 0).firstCursorPosition().block()
