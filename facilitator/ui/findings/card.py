"""One card of the grid: a statement, its quotes and how far both have come, painted as one widget."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.domain.actors import Actor
from facilitator.services.findings_grid import Card, QuoteCard
from facilitator.ui.findings.card_places import CardPlaces, card_places, quoted, shown
from facilitator.ui.findings.words import CardWords
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.mirror import painter_on, placed
from facilitator.ui.widgets.rows import paint_drop
from facilitator.ui.widgets.wrapped import paint_wrapped

NOTE_MIME = "application/x-facilitator-note"
CARD_MIME = "application/x-facilitator-statement"
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CardView(QWidget):
    """A statement card; `spot` is -1 on the statement and 0 upwards on its quotes."""

    spot_changed = Signal()
    left = Signal(int)
    play_requested = Signal(str)
    edit_requested = Signal()
    note_dropped = Signal(str, str)
    card_dropped = Signal(str, str)

    ring_radius = 6

    def __init__(
        self,
        theme: Theme,
        card: Card | None,
        loose: QuoteCard | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.card = card
        self.quotes: tuple[QuoteCard, ...] = (loose,) if loose else (card.quotes if card else ())
        self.spot = 0 if loose else -1
        self._places: CardPlaces | None = None
        self._pressed: QPoint | None = None
        self._over = self._marked = False
        self._playing = ""
        self._words = CardWords()
        self.on_tab: Callable[[bool], bool] = lambda _forward: False
        """Takes the keyboard to the next or the previous stop, and says whether there is one."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(card is not None)
        self._name()

    def show_card(self, card: Card | None, quotes: tuple[QuoteCard, ...]) -> None:
        """The same statement, or quote without one, as it is now; what is chosen on it stays chosen if it can."""
        if (card, quotes) == (self.card, self.quotes):
            return
        chosen = self.item_id
        self.card, self.quotes, self._places = card, quotes, None
        self.spot = -1 if card else 0
        self.spot = next((at for at, quote in enumerate(quotes) if quote.quote.id == chosen), self.spot)
        self._name()
        self.update()

    @property
    def item_id(self) -> str:
        """The id of what is chosen on the card: its statement or one of its quotes."""
        if self.spot >= 0 or self.card is None:
            return self.quotes[max(self.spot, 0)].quote.id
        return self.card.statement.id

    @property
    def on_quote(self) -> bool:
        """Whether a quote is chosen."""
        return self.spot >= 0

    def choose(self, item_id: str) -> bool:
        """Choose the statement or a quote of this card by id; False when it is not on it."""
        ids = [q.quote.id for q in self.quotes]
        if self.card and self.card.statement.id == item_id:
            self._set_spot(-1)
        elif item_id in ids:
            self._set_spot(ids.index(item_id))
        else:
            return False
        return True

    def mark(self, on: bool) -> None:
        """Whether this is the card that panels and keys work on, wherever the keyboard is."""
        if self._marked != on:
            self._marked = on
            self.update()

    @property
    def is_marked(self) -> bool:
        """Whether it is drawn as the chosen one."""
        return self._marked or self.hasFocus()

    def show_playing(self, quote_id: str) -> None:
        """Which quote sounds now, so that its sign turns into a stop."""
        if self._playing != quote_id:
            self._playing = quote_id
            self.update()

    # Size

    def lie(self, places: CardPlaces) -> None:
        """The parts lie so; whoever measured the card knows already."""
        self._places = places

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(width).height

    def _laid_out(self, width: int) -> CardPlaces:
        if self._places is None or self._places.width != width:
            self._places = card_places(self._theme, self.card, self.quotes, width)
        return self._places

    # Paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, places = self._theme.tokens, self._laid_out(self.width())
        painter = painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.accent, 2) if self.is_marked else QPen(t.line, 1))
        painter.setBrush(t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        if self.card:
            self._paint_statement(painter, places)
        for at, box in enumerate(places.quotes):
            self._paint_quote(painter, box, at)
        self._paint_foot(painter, places.foot)
        if self._over:
            paint_drop(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), self._theme)
        painter.end()

    def _paint_statement(self, painter: QPainter, places: CardPlaces) -> None:
        assert self.card is not None
        t = self._theme.tokens
        side = self._theme.px(14)
        grip = self._here(painter, QRectF(5, places.text.top() + 2, side, side))
        self._theme.icons.paint(painter, grip, "grip", t.text2)
        painter.setPen(t.text)
        paint_wrapped(
            painter, self._here(painter, places.text), shown(self.card.statement.text), self._theme.font("second")
        )

    def _here(self, painter: QPainter, part: QRect | QRectF) -> QRectF:
        """Where a part lies that was measured from the side on which lines begin."""
        return placed(painter, QRectF(part), QRectF(self.rect()))

    def _paint_quote(self, painter: QPainter, box: QRect, at: int) -> None:
        t, quote = self._theme.tokens, self.quotes[at]
        if at == self.spot and self.is_marked:
            painter.fillRect(self._here(painter, box), t.tint)
        painter.fillRect(self._here(painter, QRect(box.left(), box.top(), 3, box.height())), t.strong)
        painter.setPen(t.text)
        inner = self._here(painter, box.adjusted(12, 2, -22, -3))
        paint_wrapped(painter, inner, quoted(quote), self._theme.font("second", italic=True))
        sign = "stop" if self._playing == quote.quote.id else "play"
        if quote.quote.clip:
            self._theme.icons.paint(painter, self._here(painter, self._play_box(box)), sign, t.text)

    def _play_box(self, box: QRect) -> QRectF:
        side = self._theme.px(14)
        return QRectF(box.right() - side - 3, box.bottom() - side - 5, side, side)

    def _paint_foot(self, painter: QPainter, box: QRect) -> None:
        t = self._theme.tokens
        right = self._paint_state(painter, box)
        painter.setFont(self._theme.font("small"))
        painter.setPen(t.text2)
        room = QRect(box.left(), box.top(), int(right) - box.left() - 6, box.height())
        text = self._words.evidence(self.card) if self.card else self._words.loose()
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(self._here(painter, room), LEFT, text)

    def _paint_state(self, painter: QPainter, box: QRect) -> float:
        """Lock and draft, tick and checked, or the eye with the badges of those who may see it."""
        state = self._words.state(self.card, self.quotes)
        t, middle, right = self._theme.tokens, box.center().y() + 1.0, float(box.right())
        for viewer in reversed(state.seen_by[:6]):
            side = self._theme.px(18)
            badge = self._here(painter, QRectF(right - side, middle - side / 2, side, side))
            paint_badge(painter, badge, self._theme, _look(viewer))
            right -= side + 3
        if state.text:
            painter.setFont(self._theme.font("small"))
            painter.setPen(t.text)
            width = painter.fontMetrics().horizontalAdvance(state.text)
            word = self._here(painter, QRectF(right - width - 1, box.top(), width + 2, box.height()))
            painter.drawText(word, Qt.AlignmentFlag.AlignCenter, state.text)
            right -= width + 4
        side = self._theme.px(15)
        icon = QRectF(right - side - 1, middle - side / 2, side, side)
        ink = t.ok if state.icon == "tick" else t.text
        self._theme.icons.paint(painter, self._here(painter, icon), state.icon, ink)
        return icon.left()

    # Keys and mouse

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.on_tab(forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = event.key()
        if plain and key == Qt.Key.Key_Down and self.spot + 1 < len(self.quotes):
            self._set_spot(self.spot + 1)
        elif plain and key == Qt.Key.Key_Up and self.spot > (-1 if self.card else 0):
            self._set_spot(self.spot - 1)
        elif plain and key in _WAYS:
            self.left.emit(key)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position().toPoint())
        self._set_spot(spot)
        self._pressed = event.position().toPoint()
        if spot >= 0 and self._on_play(event.position()):
            self.play_requested.emit(self.quotes[spot].quote.id)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.edit_requested.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self.card is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved < QApplication.startDragDistance():
            return
        self._pressed = None
        data = QMimeData()
        data.setData(CARD_MIME, self.card.statement.id.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab().scaledToWidth(min(self.width(), 220)))
        drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()
        self.spot_changed.emit()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(NOTE_MIME) or event.mimeData().hasFormat(CARD_MIME):
            self._over = True
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        if self.card is None:
            return
        data, own = event.mimeData(), self.card.statement.id
        event.acceptProposedAction()
        if data.hasFormat(NOTE_MIME):
            self.note_dropped.emit(bytes(data.data(NOTE_MIME).data()).decode(), own)
        elif data.hasFormat(CARD_MIME):
            self.card_dropped.emit(bytes(data.data(CARD_MIME).data()).decode(), own)

    def _spot_at(self, place: QPoint) -> int:
        boxes = self._laid_out(self.width()).quotes
        there = self._from_begin(QPointF(place)).toPoint()
        at = next((at for at, box in enumerate(boxes) if box.contains(there)), -1)
        return at if self.card else max(at, 0)

    def _on_play(self, place: QPointF) -> bool:
        box = self._laid_out(self.width()).quotes[self.spot]
        has_clip = self.quotes[self.spot].quote.clip is not None
        return has_clip and self._play_box(box).adjusted(-8, -8, 8, 8).contains(self._from_begin(place))

    def _from_begin(self, place: QPointF) -> QPointF:
        """A place on the card, measured from the side on which lines begin."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QPointF(self.width() - place.x(), place.y())
        return place

    def _set_spot(self, spot: int) -> None:
        self.spot = spot
        self._name()
        self.update()
        self.spot_changed.emit()

    def _name(self) -> None:
        self.setAccessibleName(self._words.spoken(self.card, self.quotes, self.spot))


_WAYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


def _look(actor: Actor) -> BadgeLook:
    return BadgeLook.of(actor)
