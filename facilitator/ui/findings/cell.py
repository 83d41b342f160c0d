"""One group under one question: its cards above one another, and what is dropped on them."""

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from facilitator.services.findings_grid import Card, Cell, QuoteCard
from facilitator.ui.findings.card import CARD_MIME, NOTE_MIME, CardView
from facilitator.ui.findings.card_places import CardPlaces, card_places
from facilitator.ui.findings.columns import GAP, put_away
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.wrapped import paint_wrapped, wrapped_height

PAD = 10
FOOT = 4
"""What is left free below the last card of a cell."""


@lru_cache(maxsize=256)
def _height(sentence: str, face: str, width: int) -> int:
    """Every empty cell of a column says the same."""
    font = QFont()
    font.fromString(face)
    return wrapped_height(sentence, font, width - 2 * PAD) + 2 * PAD


class EmptyCell(QWidget):
    """Why there is no card, painted as one piece: a study can have hundreds of such cells."""

    def __init__(self, theme: Theme, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marked = False
        self._sentence = sentence
        self._face = theme.font("second").toString()
        self.setAccessibleName(sentence)

    def mark(self, on: bool) -> None:
        """Whether this is the cell that panels and keys work on, wherever the keyboard is."""
        self._marked = on
        self.update()

    def heightForWidth(self, width: int) -> int:
        return _height(self._sentence, self._face, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = self._theme.tokens, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(t.accent, 2) if self._marked else QPen(t.strong, 1, Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(t.text2)
        words = box.adjusted(PAD, PAD, -PAD, -PAD)
        paint_wrapped(painter, words, self._sentence, self._theme.font("second"))
        painter.end()


class CellView(QWidget):
    """One group under one question: cards above one another, or why there is none.

    The whole cell is measured, but only cards that are looked at are widgets.
    """

    note_dropped = Signal(str, str, object)
    card_dropped = Signal(str, str, object)
    entered = Signal()
    """The keyboard, or a click, came to it while it is empty."""

    card_made = Signal(object)

    ring_radius = 6

    def __init__(self, theme: Theme, cell: Cell, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sides = (0, 0)
        self._empty: EmptyCell | None = None
        self._made: dict[str, CardView] = {}
        self._places: list[CardPlaces] = []
        self._tops: list[int] = []
        self.on_tab: Callable[[bool], bool] = lambda _forward: False
        self.show_cell(cell)

    # ---- what is in it

    def show_cell(self, cell: Cell) -> None:
        """As the cell is now; it is to be measured again. Cards that stay keep their widgets."""
        self.cell = cell
        self._items: list[tuple[str, Card | None, tuple[QuoteCard, ...]]]
        self._items = [(card.statement.id, card, card.quotes) for card in cell.cards]
        self._items += [(loose.quote.id, None, (loose,)) for loose in cell.loose]
        self._places = []
        self.setAcceptDrops(cell.question is not None)
        self._explain()
        kept = {key: (card, quotes) for key, card, quotes in self._items}
        for key in list(self._made):
            card, quotes = kept.get(key, (None, ()))
            if quotes or card is not None:
                self._made[key].show_card(card, quotes)
            else:
                put_away(self._made.pop(key))

    @property
    def count(self) -> int:
        """How many cards there are, made or not."""
        return len(self._items)

    @property
    def cards(self) -> list[CardView]:
        """Those that are made, from the top."""
        return [self._made[key] for key, _, _ in self._items if key in self._made]

    def row_of(self, item: str) -> int:
        """Which card holds a statement or quote; -1 for none."""
        for row, (key, _, quotes) in enumerate(self._items):
            if item == key or any(quote.quote.id == item for quote in quotes):
                return row
        return -1

    def key_of(self, row: int) -> str:
        """The statement, or loose quote, of one card."""
        return self._items[row][0]

    def card(self, row: int) -> CardView:
        """The widget of one card, made if need be."""
        key, card, quotes = self._items[row]
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = CardView(self._theme, card, None if card else quotes[0], self)
            made.on_tab = self._pass_tab
            self.card_made.emit(made)
            self._lay(row)
            made.show()
        return made

    # ---- where it lies

    def measure(self, width: int, left: int, right: int) -> int:
        """How high it has to be for a width, of which the sides are left free."""
        self._sides = (left, right)
        inner = width - left - right
        if not self._items:
            return _height(self._sentence, self._theme.font("second").toString(), inner) + FOOT
        self._places = [card_places(self._theme, card, quotes, inner) for _, card, quotes in self._items]
        self._tops, at = [], 0
        for places in self._places:
            self._tops.append(at)
            at += places.height + GAP
        for row, (key, _, _) in enumerate(self._items):
            if key in self._made:
                self._lay(row)
        return at - GAP + FOOT

    def show_between(self, top: int, bottom: int, pinned: int = -1) -> None:
        """Make the cards between two places, and `pinned`; let the others go."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        rows = {*range(first, bisect_right(self._tops, bottom)), pinned} - {-1}
        wanted = {self.key_of(row) for row in rows if row < self.count}
        for key in self._made.keys() - wanted:
            put_away(self._made.pop(key))
        for row in sorted(rows):
            if row < self.count:
                self.card(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._empty is not None:
            left, right = self._sides
            inner = self.width() - left - right
            self._empty.setGeometry(left, 0, inner, self._empty.heightForWidth(inner))

    def _lay(self, row: int) -> None:
        places, made = self._places[row], self._made[self.key_of(row)]
        made.setGeometry(self._sides[0], self._tops[row], places.width, places.height)
        made.lie(places)

    def _explain(self) -> None:
        """Why there is no card, and whether the keyboard can come here."""
        asked = self.cell.question is not None
        nothing = self.tr("No statement yet. Drag an idea here or press Ctrl+Enter.")
        self._sentence = nothing if asked else self.tr("Not asked in this group’s set.")
        empty = not self._items
        if empty and self._empty is None:
            self._empty = EmptyCell(self._theme, self._sentence, self)
            self._empty.show()
        elif not empty and self._empty is not None:
            put_away(self._empty)
            self._empty = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if empty and asked else Qt.FocusPolicy.NoFocus)
        name = self.tr("{group}: no statement yet").format(group=self.cell.actor.name)
        self.setAccessibleName(name if empty and asked else "")

    def mark(self, on: bool) -> None:
        """An empty cell may be the chosen one."""
        if self._empty is not None:
            self._empty.mark(on)

    # ---- keys, clicks and drops

    def _pass_tab(self, forward: bool) -> bool:
        return self.on_tab(forward)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.on_tab(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._items and self.cell.question is not None:
            self.entered.emit()
        super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(NOTE_MIME) or event.mimeData().hasFormat(CARD_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data, cell = event.mimeData(), self.cell
        event.acceptProposedAction()
        if data.hasFormat(NOTE_MIME):
            self.note_dropped.emit(bytes(data.data(NOTE_MIME).data()).decode(), cell.actor.id, cell.question)
        elif data.hasFormat(CARD_MIME):
            self.card_dropped.emit(bytes(data.data(CARD_MIME).data()).decode(), cell.actor.id, cell.question)
