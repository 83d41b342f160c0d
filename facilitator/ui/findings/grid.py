"""The grid of bands and columns, and the way the keyboard goes through its cards."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from facilitator.domain.questions import Question
from facilitator.services.findings_grid import Band, Cell
from facilitator.ui.findings.card import CardView
from facilitator.ui.findings.cell import CellView
from facilitator.ui.findings.columns import GAP, LEAST, edges, put_away
from facilitator.ui.findings.heads import BandHead
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground

STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class GridView(QScrollArea):
    """All bands; tells which card is chosen and passes the cards' wishes on."""

    chosen = Signal()
    play_wanted = Signal(str)
    edit_wanted = Signal()
    note_on_card = Signal(str, str)
    note_on_cell = Signal(str, str, object)
    card_on_card = Signal(str, str)
    card_on_cell = Signal(str, str, object)
    slid = Signal(int, int)
    """How many px of the columns lie left of what is on show, and how many are out of sight in all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalScrollBar().valueChanged.connect(self._tell_slid)
        self.horizontalScrollBar().rangeChanged.connect(self._tell_slid)
        self.cells: list[list[CellView]] = []
        self._current: QWidget | None = None
        self._grid = QGridLayout()
        self._bands: list[BandHead] = []
        self._heads: list[tuple[Question | None, str, str, int]] | None = None

    @property
    def current(self) -> QWidget | None:
        """The card or empty cell that was chosen last."""
        return self._current

    @property
    def card(self) -> CardView | None:
        """The card chosen last."""
        return self._current if isinstance(self._current, CardView) else None

    @property
    def cell(self) -> Cell | None:
        """The cell in which the last choice lies."""
        place = self._place_of(self._current)
        return self.cells[place[0]][place[1]].cell if place else None

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Build anew what has changed; the choice stays on the item it was on, or else in its cell."""
        wanted, place = self.card.item_id if self.card else "", self.cell
        had_focus = self._current is not None and self._current.hasFocus()
        scrolled = self.verticalScrollBar().value()
        heads = [(band.question, band.number, band.pair, len(band.cells)) for band in bands]
        old = self._renew(bands) if heads == self._heads else self._build(bands)
        self._heads = heads
        if self._place_of(self._current) is None:
            self._current = None
            if not (wanted and self.choose(wanted, focus=had_focus)) and place:
                self._stay_in(place, focus=had_focus)
        for widget in old:
            put_away(widget)
        self._grid.activate()
        self.verticalScrollBar().setValue(scrolled)

    def forget(self) -> None:
        """Everything is to be built anew: sizes or colours are others."""
        self._heads = None

    def _build(self, bands: Sequence[Band]) -> list[QWidget]:
        """The whole grid; gives back what was there."""
        self.cells, self._bands, self._current = [], [], None
        body = QWidget()
        paint_ground(body, "bg")
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, 0, 12)
        self._grid.setSpacing(GAP)
        for at, band in enumerate(bands):
            self._add_band(at, band)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        old = self.widget()
        self.takeWidget()
        self.setWidget(body)
        return [old] if old is not None else []

    def _renew(self, bands: Sequence[Band]) -> list[QWidget]:
        """The cells that have changed, each in the place of the old one; gives those back."""
        old: list[QWidget] = []
        for at, (views, band) in enumerate(zip(self.cells, bands, strict=True)):
            for column, cell in enumerate(band.cells):
                before = views[column]
                if before.cell == cell:
                    continue
                views[column] = self._add_cell(at, column, band)
                views[column].show()  # a layout would do so later, and what is hidden takes no keyboard
                _follow(before, views[column])
                self._grid.removeWidget(before)
                old.append(before)
        return old

    def choose(self, item_id: str, *, focus: bool = True) -> bool:
        """Choose a statement or quote by id and bring it into view."""
        for card in self._cards():
            if card.choose(item_id):
                self._point_at(card)
                if focus:
                    card.setFocus(Qt.FocusReason.OtherFocusReason)
                self._bring(card)
                return True
        return False

    def _stay_in(self, place: Cell, *, focus: bool) -> bool:
        """The cell of the same group and question, or the first card that now lies in it."""
        for view in (view for row in self.cells for view in row):
            if (view.cell.actor.id, view.cell.question) == (place.actor.id, place.question):
                stop = view.cards[0] if view.cards else view
                self._point_at(stop)
                if focus:
                    stop.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def choose_cell(self, actor: str, question: str | None) -> bool:
        """Choose the cell of a group and a question: its first card, or the empty cell."""
        for row in self.cells:
            for cell in row:
                if cell.cell.actor.id == actor and cell.cell.question == question:
                    return self._enter(cell, first=True)
        return False

    def _tell_slid(self) -> None:
        """Questions stay in view, and the names of the groups above their columns."""
        bar = self.horizontalScrollBar()
        left = bar.maximum() - bar.value() if self.isRightToLeft() else bar.value()
        for head in self._bands:
            head.keep_in_view(left, bar.maximum() - left)
        self.slid.emit(left, bar.maximum())

    def first_stop(self) -> None:
        """Put the keyboard on the first card."""
        for row in self.cells:
            for cell in row:
                if self._enter(cell, first=True):
                    return

    def show_playing(self, quote_id: str) -> None:
        for card in self._cards():
            card.show_playing(quote_id)

    def _cards(self) -> list[CardView]:
        """Those that are shown; others may be on their way out."""
        return [card for row in self.cells for view in row for card in view.cards]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS and self._current is not None:
            self._go(Qt.Key(event.key()))
            return
        super().keyPressEvent(event)

    def _add_band(self, at: int, band: Band) -> None:
        columns = max(len(band.cells), 1)
        self._bands.append(BandHead(self._theme, band))
        self._grid.addWidget(self._bands[-1], 2 * at, 0, 1, columns)
        for column in range(len(band.cells)):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, self._theme.px(LEAST))
        self.cells.append([self._add_cell(at, column, band) for column in range(len(band.cells))])

    def _add_cell(self, at: int, column: int, band: Band) -> CellView:
        view = CellView(self._theme, band.cells[column])
        view.column.setContentsMargins(*edges(column, len(band.cells)))
        self._grid.addWidget(view, 2 * at + 1, column)
        view.entered.connect(partial(self._choose_now, view))
        view.note_dropped.connect(self.note_on_cell)
        view.card_dropped.connect(self.card_on_cell)
        for card in view.cards:
            self._wire(card)
        return view

    def _wire(self, card: CardView) -> None:
        card.spot_changed.connect(lambda: self._choose_now(card))
        card.left.connect(lambda key: self._go(Qt.Key(key)))
        card.play_wanted.connect(self.play_wanted)
        card.edit_wanted.connect(self.edit_wanted)
        card.note_dropped.connect(self.note_on_card)
        card.card_dropped.connect(self.card_on_card)

    def _choose_now(self, chosen: QWidget) -> None:
        """A card or cell that was built anew meanwhile is chosen in its new place."""
        if self._place_of(chosen) is not None:
            self._point_at(chosen)
        elif isinstance(chosen, CardView):
            self.choose(chosen.item_id)
        elif isinstance(chosen, CellView):
            self._stay_in(chosen.cell, focus=True)
        self.chosen.emit()

    def _point_at(self, chosen: QWidget) -> None:
        """What is chosen is marked also while the keyboard is in what stands beside the cards."""
        for stop in (self._current, chosen):
            if isinstance(stop, (CardView, CellView)):
                stop.mark(stop is chosen)
        self._current = chosen

    def main_stop(self) -> QWidget | None:
        """Where F6 comes in: the card or cell that is chosen."""
        return self._current

    def _go(self, key: Qt.Key) -> None:
        place = self._place_of(self._current)
        if place is None:
            return
        band, column, row = place
        down, right = STEPS[key]
        cards = self.cells[band][column].cards
        if down and 0 <= row + down < len(cards):
            self._take(cards[row + down], first=down > 0)
        elif down:
            self._seek(band + down, column, down, first=down > 0)
        else:
            step = -right if self.isRightToLeft() else right
            self._sideways(band, column + step, step)

    def _seek(self, band: int, column: int, step: int, *, first: bool) -> None:
        while 0 <= band < len(self.cells):
            if self._enter(self.cells[band][column], first=first):
                return
            band += step

    def _sideways(self, band: int, column: int, step: int) -> None:
        while 0 <= column < len(self.cells[band]):
            if self._enter(self.cells[band][column], first=True):
                return
            column += step

    def _enter(self, cell: CellView, *, first: bool) -> bool:
        if cell.cards:
            self._take(cell.cards[0 if first else -1], first=first)
            return True
        if cell.cell.question is None:
            return False
        cell.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose_now(cell)
        self.ensureWidgetVisible(cell, 0, 40)
        return True

    def _take(self, card: CardView, *, first: bool) -> None:
        card.spot = (-1 if card.card else 0) if first else len(card.quotes) - 1
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose_now(card)
        self._bring(card)

    def _bring(self, card: CardView) -> None:
        """Into view; of a card that is higher than the window, its beginning."""
        self.ensureWidgetVisible(card, 0, 40)
        body = self.widget()
        if body is not None and card.height() > self.viewport().height():
            self.verticalScrollBar().setValue(card.mapTo(body, QPoint()).y() - 40)

    def _place_of(self, widget: QWidget | None) -> tuple[int, int, int] | None:
        for band, row in enumerate(self.cells):
            for column, cell in enumerate(row):
                if widget is cell:
                    return band, column, 0
                if isinstance(widget, CardView) and widget in cell.cards:
                    return band, column, cell.cards.index(widget)
        return None


def _follow(old: CellView, new: CellView) -> None:
    """Give a new cell the place of the old one in the way of Tab."""
    before: QWidget = old.cards[-1] if old.cards else old
    stops: Sequence[QWidget] = new.cards or [new]
    for stop in stops:
        QWidget.setTabOrder(before, stop)
        before = stop
