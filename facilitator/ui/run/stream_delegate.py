"""Paints an entry: time, seat, words, chips. Seats and chips come again and again, so their pictures are kept."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facilitator.ui.run.entries import PLAY_OFF, EntryChip, EntryLook
from facilitator.ui.run.stream_model import LOOK_ROLE
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.tag import paint_tag, tag_size
from facilitator.ui.widgets.wrapped import broken

Index = QModelIndex | QPersistentModelIndex
SIDE, RIGHT, TOP, LINE, CHIPS, BOTTOM = 12, 16, 7, 23, 20, 8
SIGN, OFF = 18, 0.45
TIME, SEAT, TEXT = 72, 24, 112
KEPT, BROKEN = 96, 256
K = TypeVar("K")
V = TypeVar("V")
Draw = Callable[[QPainter, QRectF], object]
"""Draws a small thing into its box."""


class StreamDelegate(QStyledItemDelegate):
    """Heights depend on the width of the view, so the view asks with `height_of`."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures: dict[tuple[Hashable, float], QPixmap] = {}
        self._laid_out: dict[tuple[str, bool, int], tuple[QTextLayout, int]] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Colours or type are others."""
        self._pictures.clear()
        self._laid_out.clear()

    def sign_box(self, rect: QRect) -> QRectF:
        """Where the sign at the right of an entry stands, with room to hit it."""
        side = self._theme.px(SIGN)
        return QRectF(rect.right() - RIGHT - side - 6, rect.top() + TOP - 4, side + 12, self._theme.px(LINE) + 8)

    def height_of(self, look: EntryLook, width: int) -> int:
        """How high the row is in a view of this width."""
        theme = self._theme
        _, lines = self._words(look, width)
        return TOP + lines * theme.px(LINE) + 4 + theme.px(CHIPS) + BOTTOM

    @property
    def usual_height(self) -> int:
        """Of an entry of one line."""
        return TOP + self._theme.px(LINE) + 4 + self._theme.px(CHIPS) + BOTTOM

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        rect: QRect = option.rect
        return QSize(rect.width(), self.height_of(index.data(LOOK_ROLE), rect.width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        self.paint_entry(painter, option.rect, index.data(LOOK_ROLE), chosen=chosen, over=over)

    def paint_entry(self, painter: QPainter, rect: QRect, look: EntryLook, *, chosen: bool, over: bool) -> None:
        """Draw an entry into its row."""
        t = self._theme.tokens
        painter.fillRect(rect, t.tint if chosen else t.sunken if over else t.bg)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, t.line)
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), t.accent)
        painter.save()
        painter.translate(rect.topLeft())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._paint_entry(painter, QRectF(0, 0, rect.width(), rect.height()), look)
        painter.restore()

    def _paint_entry(self, painter: QPainter, box: QRectF, look: EntryLook) -> None:
        theme = self._theme
        line = theme.px(LINE)
        painter.setPen(theme.tokens.text2)
        painter.setFont(theme.font("second"))
        painter.drawText(QRectF(SIDE, TOP, theme.px(TIME), line), Qt.AlignmentFlag.AlignVCenter, look.time)
        if look.seat:
            self._paint_seat(painter, SIDE + theme.px(TIME), look.seat)
        if look.sign:
            self._paint_sign(painter, box, look.sign)
        painter.setPen(theme.tokens.text2 if look.quiet else theme.tokens.text)
        layout, lines = self._words(look, round(box.width()))
        left = SIDE + theme.px(TEXT)
        layout.draw(painter, QPointF(left, TOP))
        self._paint_chips(painter, QRectF(left, TOP + lines * line + 4, box.width() - left - RIGHT, 0), look)

    def _paint_seat(self, painter: QPainter, left: int, number: str) -> None:
        side = self._theme.px(SEAT)
        badge = BadgeLook(number, "seat")
        self._paint_kept(
            painter,
            QPointF(left, TOP),
            QSize(side, side),
            badge,
            lambda onto, box: paint_badge(onto, box, self._theme, badge),
        )

    def _paint_kept(self, painter: QPainter, at: QPointF, size: QSize, key: Hashable, draw: Draw) -> None:
        """What looks the same in many rows, drawn once for each density of a screen."""
        density = painter.device().devicePixelRatio()
        picture = self._pictures.get((key, density))
        if picture is None:
            _make_room(self._pictures, KEPT)
            picture = self._pictures[key, density] = QPixmap(size * density)
            picture.setDevicePixelRatio(density)
            picture.fill(Qt.GlobalColor.transparent)
            onto = QPainter(picture)
            onto.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            draw(onto, QRectF(0, 0, size.width(), size.height()))
            onto.end()
        painter.drawPixmap(at, picture)

    def _paint_sign(self, painter: QPainter, box: QRectF, sign: str) -> None:
        theme = self._theme
        hit = self.sign_box(box.toRect())
        side = theme.px(SIGN) - 2
        place = QRectF(hit.center().x() - side / 2, hit.center().y() - side / 2, side, side)
        if sign == PLAY_OFF:
            painter.setOpacity(OFF)
        theme.icons.paint(
            painter,
            place,
            "play" if sign == PLAY_OFF else sign,
            theme.tokens.rec if sign == "mic_lost" else theme.tokens.text,
        )
        painter.setOpacity(1.0)

    def _paint_chips(self, painter: QPainter, row: QRectF, look: EntryLook) -> None:
        left = row.left()
        for chip in look.chips:
            size = tag_size(self._theme, chip.text, chip.tone, chip.icon)
            width = min(size.width(), int(row.right() - left))
            if width < size.width() / 2:
                break
            self._paint_chip(painter, QPointF(left, row.top()), chip, size, width)
            left += width + 6

    def _paint_chip(self, painter: QPainter, at: QPointF, chip: EntryChip, size: QSize, width: int) -> None:
        """A chip in as much of its width as there is."""
        theme, text = self._theme, chip.text
        if width < size.width():
            metrics = QFontMetricsF(theme.font("small"))
            room = metrics.horizontalAdvance(text) - (size.width() - width)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._paint_kept(
            painter,
            at,
            QSize(width, size.height()),
            (chip, width),
            lambda onto, box: paint_tag(onto, box, theme, text, chip.tone, chip.icon),
        )

    def _words(self, look: EntryLook, width: int) -> tuple[QTextLayout, int]:
        """The words broken into lines at even distances, and how many lines."""
        theme = self._theme
        room = max(width - SIDE - theme.px(TEXT) - RIGHT - theme.px(SIGN) - 8, 80)
        key = (look.text, look.italic, room)
        found = self._laid_out.get(key)
        if found is None:
            layout = broken(look.text, theme.font("stream", italic=look.italic), room, theme.px(LINE))
            found = layout, max(layout.lineCount(), 1)
            _make_room(self._laid_out, BROKEN)
            self._laid_out[key] = found
        return found


def _make_room(kept: dict[K, V], most: int) -> None:
    """What came first goes first."""
    if len(kept) >= most:
        del kept[next(iter(kept))]
