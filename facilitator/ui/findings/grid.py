"""The grid of bands and columns as it scrolls, and the way the keyboard goes through its cards."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.services.findings_grid import Band, Cell, FindingsGrid
from facilitator.ui.findings.card import CardView
from facilitator.ui.findings.cell import CellView
from facilitator.ui.findings.sheet import Sheet
from facilitator.ui.findings.way import STEPS, Stop, Way
from facilitator.ui.frame.panes import leave_by_tab
from facilitator.ui.theme import Theme

TRIES = 4
"""How often a card that moves is followed."""


class GridView(QScrollArea):
    """All bands; tells which card is chosen and passes the cards' wishes on."""

    chosen = Signal()
    play_requested = Signal(str)
    edit_requested = Signal()
    note_on_card = Signal(str, str)
    note_on_cell = Signal(str, str, object)
    card_on_card = Signal(str, str)
    card_on_cell = Signal(str, str, object)
    slid = Signal(int)
    """How many px of the columns are out of sight on the side where lines begin."""

    def __init__(self, theme: Theme, source: FindingsGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = Sheet(theme, source, self._wire)
        self.setWidget(self._sheet)
        self._way = Way(self._sheet, source)
        self._stop: Stop | None = None
        self._playing = ""
        self._busy, self._awake = False, True
        self._weighing = QTimer(self, singleShot=True)
        self._weighing.timeout.connect(self._weigh_more)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._fill)
        self.horizontalScrollBar().valueChanged.connect(self._tell_slid)
        self.horizontalScrollBar().rangeChanged.connect(self._tell_slid)

    # ---- what is chosen

    @property
    def current(self) -> QWidget | None:
        """The card or empty cell that was chosen last."""
        if self._stop is None or (view := self._sheet.views.get(self._stop.key)) is None:
            return None
        return view.card(self._stop.row) if 0 <= self._stop.row < view.count else view

    @property
    def card(self) -> CardView | None:
        """The card chosen last."""
        current = self.current
        return current if isinstance(current, CardView) else None

    @property
    def cell(self) -> Cell | None:
        """The cell in which the last choice lies."""
        view = self._sheet.views.get(self._stop.key) if self._stop else None
        return view.cell if view is not None else None

    @property
    def made(self) -> list[CellView]:
        """The cells that are widgets, in reading order."""
        return [self._sheet.views[key] for key in sorted(self._sheet.views)]

    def main_stop(self) -> QWidget | None:
        """Where F6 comes in: the card or cell that is chosen."""
        return self.current

    def choose(self, item_id: str, *, focus: bool = True) -> bool:
        """Choose a statement or quote by id and bring it into view."""
        stop = self._stop_of(item_id)
        if stop is None:
            return False
        stopped = self._point_at(stop)
        if isinstance(stopped, CardView):
            stopped.choose(item_id)
        self._bring(stopped, focus=focus)
        return True

    def choose_cell(self, actor: str, question: str | None) -> bool:
        """Choose the cell of a group and a question: its first card, or the empty cell."""
        key = self._sheet.key_of(actor, question)
        return key is not None and self._go_to(self._way.into(key, first=True), first=True)

    def first_stop(self) -> None:
        """Put the keyboard on the first card."""
        self._go_to(self._way.begin(), first=True)

    # ---- what is shown

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Everything anew; the choice stays on the item it was on, or else in its cell."""
        wanted, place = self.card.item_id if self.card else "", self.cell
        had_focus, scrolled = self._park(), self.verticalScrollBar().value()
        self._stop = None
        self._sheet.show_bands(bands, self.viewport().width())
        self._fill()
        self._choose_again(wanted, place, focus=had_focus)
        self.verticalScrollBar().setValue(scrolled)
        self._tell_slid()
        self._weigh_on()

    def renew(self, changes: Changes) -> None:
        """Read again what a change may have touched of what is made; groups and questions are as they were."""
        keys = self._sheet.touched(changes)
        wanted, place = self.card.item_id if self.card else "", self.cell
        mine = self._stop is not None and self._stop.key in keys
        had_focus = mine and self._park()
        self._sheet.renew(keys)
        if mine:
            self._stop = None
        self._fill()
        if mine:
            self._choose_again(wanted, place, focus=had_focus)

    def pause(self) -> None:
        """The page is left: nothing is read until it is on show again."""
        self._awake = False
        self._weighing.stop()

    def go_on(self) -> None:
        """The page is on show again."""
        self._awake = True
        self._fill()
        self._weigh_on()

    def show_playing(self, quote_id: str) -> None:
        """Which quote sounds now."""
        self._playing = quote_id
        for card in (card for view in self.made for card in view.cards):
            card.show_playing(quote_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._sheet.bands:
            band, offset = self._anchor()
            self._sheet.spread(self.viewport().width())
            self._hold(band, offset)
            self._weigh_on()
        self._fill()

    def _fill(self) -> None:
        """Make what has come into sight; what is on show stays where it is while more becomes known around it."""
        if self._busy or not self._awake or not self._sheet.bands:
            return
        self._busy = True
        try:
            with self._pausing():
                self._make_in_sight()
        finally:
            self._busy = False

    @contextmanager
    def _pausing(self) -> Iterator[None]:
        """What cannot be read is asked for again when the page comes again, not at the next move of the window."""
        try:
            yield
        except UserError:
            self.pause()
            raise

    def _make_in_sight(self) -> None:
        band, offset = self._anchor()
        while self._sheet.make_in_sight(self._seen):
            self._hold(band, offset)
        self._hold(band, offset)
        stop = self._stop or Stop((-1, -1), -1)
        self._sheet.lay(self._seen, self._stop.key if self._stop else None, stop.row)

    def _weigh_more(self) -> None:
        """A part of what is out of sight, in each turn of the loop."""
        band, offset = self._anchor()
        with self._pausing():
            moved = self._sheet.weigh_more()
        if moved is not None:
            self._weigh_on()
        if moved:
            self._hold(band, offset)
            self._fill()

    def _weigh_on(self) -> None:
        if self._awake:
            self._weighing.start(0)

    @property
    def _seen(self) -> QRect:
        """The part of the sheet that is on show."""
        return QRect(QPoint(-self._sheet.x(), -self._sheet.y()), self.viewport().size())

    def _anchor(self) -> tuple[int, int]:
        """The first band in sight that is made, and where it begins on the screen."""
        top = self._seen.top()
        bands = self._sheet.plan.bands_between(top, self._seen.bottom())
        made = {band for band, _ in self._sheet.views}
        band = next((band for band in bands if band in made), bands.start)
        return band, self._sheet.plan.top(band) - top if band < len(self._sheet.bands) else 0

    def _hold(self, band: int, offset: int) -> None:
        plan = self._sheet.plan
        self._sheet.resize(plan.width, max(plan.height, self.viewport().height()))
        if band < plan.bands:
            self.verticalScrollBar().setValue(plan.top(band) - offset)

    def _tell_slid(self) -> None:
        """Questions stay in view, and the names of the groups above their columns."""
        bar = self.horizontalScrollBar()
        left = bar.maximum() - bar.value() if self.isRightToLeft() else bar.value()
        self._sheet.keep_in_view(left, bar.maximum() - left)
        self.slid.emit(left)

    # ---- wires

    def _wire(self, view: CellView) -> None:
        view.card_made.connect(self._wire_card)
        view.entered.connect(partial(self._choose_now, view))
        view.note_dropped.connect(self.note_on_cell)
        view.card_dropped.connect(self.card_on_cell)
        view.on_tab = self._tab

    def _wire_card(self, card: CardView) -> None:
        card.spot_changed.connect(partial(self._choose_now, card))
        card.left.connect(lambda key: self._go(Qt.Key(key)))
        card.play_requested.connect(self.play_requested)
        card.edit_requested.connect(self.edit_requested)
        card.note_dropped.connect(self.note_on_card)
        card.card_dropped.connect(self.card_on_card)
        card.show_playing(self._playing)

    def _choose_now(self, chosen: QWidget) -> None:
        """A card or cell that is gone meanwhile is chosen in its new place."""
        stop = self._stop_at(chosen)
        if stop is not None:
            self._point_at(stop)
        elif isinstance(chosen, CardView):
            self.choose(chosen.item_id)
        elif isinstance(chosen, CellView):
            self._stay_in(chosen.cell, focus=True)
        self.chosen.emit()

    def _choose_again(self, item: str, place: Cell | None, *, focus: bool) -> None:
        """What was chosen before something was read anew, or what now lies there."""
        if not (item and self.choose(item, focus=focus)) and place is not None:
            self._stay_in(place, focus=focus)

    def _stay_in(self, place: Cell, *, focus: bool) -> None:
        """The cell of the same group and question, or the first card that now lies in it."""
        key = self._sheet.key_of(place.actor.id, place.question)
        if key is not None:
            self._sheet.make([key])
            row = 0 if self._sheet.views[key].count else -1
            self._bring(self._point_at(Stop(key, row)), focus=focus)

    def _point_at(self, stop: Stop) -> QWidget:
        """What is chosen is made and marked, also while the keyboard is in what stands beside the cards."""
        if stop != self._stop:
            self._mark(on=False)
            self._stop = stop
            self._sheet.make([stop.key])
            self._fill()
        self._mark(on=True)
        current = self.current
        assert current is not None
        return current

    def _mark(self, *, on: bool) -> None:
        current = self.current
        if isinstance(current, (CardView, CellView)):
            current.mark(on)

    def _park(self) -> bool:
        """Before what is chosen may go: Qt would give its keyboard to some other card. Says whether it had it."""
        current = self.current
        self._mark(on=False)
        if current is None or not current.hasFocus():
            return False
        self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # ---- the way through

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS and self._stop is not None:
            self._go(Qt.Key(event.key()))
            return
        super().keyPressEvent(event)

    def _go(self, key: Qt.Key) -> None:
        if self._stop is not None:
            self._go_to(self._way.arrow(self._stop, key, mirrored=self.isRightToLeft()), first=key != Qt.Key.Key_Up)

    def _go_to(self, stop: Stop | None, *, first: bool) -> bool:
        if stop is not None:
            self._take(stop, first=first)
        return stop is not None

    def _take(self, stop: Stop, *, first: bool) -> None:
        """The keyboard goes there; into a card from below, to its last quote."""
        stopped = self._point_at(stop)
        if isinstance(stopped, CardView):
            stopped.spot = (-1 if stopped.card else 0) if first else len(stopped.quotes) - 1
        had_focus = stopped.hasFocus()
        self._bring(stopped, focus=True)
        if had_focus or not stopped.hasFocus():  # else the keyboard told of it as it came
            self._choose_now(stopped)

    def _tab(self, forward: bool) -> bool:
        """Through cards and empty cells in reading order, and out of the grid at its ends."""
        if self._stop is None:
            return False
        stop = self._way.tab(self._stop, forward=forward)
        if stop is None:
            return leave_by_tab(self, forward=forward)  # cards are made in any order, so Qt would not know the way
        return self._go_to(stop, first=forward or stop.key == self._stop.key)

    def _bring(self, stop: QWidget, *, focus: bool) -> None:
        """Into view; of a card that is higher than the window, its beginning."""
        if focus:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        for _ in range(TRIES):
            there = stop.mapTo(self._sheet, QPoint())
            self.ensureWidgetVisible(stop, 0, 40)
            if stop.mapTo(self._sheet, QPoint()) == there:  # else more became known on the way, and it moved
                break
        if isinstance(stop, CardView) and stop.height() > self.viewport().height():
            self.verticalScrollBar().setValue(stop.mapTo(self._sheet, QPoint()).y() - 40)

    def _stop_of(self, item: str) -> Stop | None:
        """Where a statement or quote is, made or not."""
        place = self._source.place_of(item)
        key = self._sheet.key_of(*place) if place is not None else None
        if key is None:
            return None
        self._sheet.make([key])
        row = self._sheet.views[key].row_of(item)
        return None if row < 0 else Stop(key, row)

    def _stop_at(self, widget: QWidget) -> Stop | None:
        """The stop of a card or cell that is made."""
        view = widget.parentWidget() if isinstance(widget, CardView) else widget
        key = next((key for key, each in self._sheet.views.items() if each is view), None)
        if key is None:
            return None
        return Stop(key, self._sheet.views[key].row_of(widget.item_id) if isinstance(widget, CardView) else -1)
