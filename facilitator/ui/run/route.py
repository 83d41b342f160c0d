"""The question route at the left: every question and step with its time, the one on screen marked."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.domain.pacing import Stop
from facilitator.domain.questions import Step, StepKind
from facilitator.domain.timecode import clock_text
from facilitator.ui.run.words import place_heading
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import paint_bar
from facilitator.ui.widgets.wrapped import elided_lines

Index = QModelIndex | QPersistentModelIndex
STOP_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
STEP_ICONS: Final[dict[StepKind, str]] = {"welcome": "people", "rules": "list", "closing": "flag"}
STEP, LINES = 38, 2
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class RouteModel(QAbstractListModel):
    """The stops of the route; a tick redraws only what became other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stops: list[Stop] = []

    def show_stops(self, stops: Sequence[Stop]) -> None:
        if [s.place for s in stops] != [s.place for s in self._stops]:
            self.beginResetModel()
            self._stops = list(stops)
            self.endResetModel()
            return
        for row, stop in enumerate(stops):
            old = self._stops[row]
            self._stops[row] = stop
            if (old.progress, old.spent_ms // 1000) != (stop.progress, stop.spent_ms // 1000):
                self.dataChanged.emit(self.index(row), self.index(row))

    def stop_at(self, row: int) -> Stop:
        return self._stops[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._stops)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        stop = self._stops[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return place_heading(stop.place) if role == Qt.ItemDataRole.DisplayRole else stop.place.text or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(stop)
        return stop if role == STOP_ROLE else None


def spoken(stop: Stop) -> str:
    """A stop in words."""
    states = {
        "to_come": _tr("to come"),
        "now": _tr("now"),
        "done": _tr("done"),
        "skipped": _tr("skipped"),
    }
    parts = [
        _tr("Question {number}").format(number=stop.number) if stop.number else _tr("Step"),
        place_heading(stop.place),
        states[stop.progress],
        time_words(stop),
    ]
    return ", ".join([*parts, _tr("must ask")] if stop.must_ask else parts)


def time_words(stop: Stop) -> str:
    """Time used of time planned, or the plan alone before it is asked."""
    minutes = stop.place.minutes
    if stop.progress in ("to_come", "skipped") or (stop.progress == "done" and not stop.spent_ms):
        return _tr("{minutes} min").format(minutes=minutes) if minutes else ""
    if not minutes:
        return clock_text(stop.spent_ms)
    return _tr("{used} / {minutes} min").format(used=clock_text(stop.spent_ms), minutes=minutes)


class RouteDelegate(QStyledItemDelegate):
    """A box with number, sign of the step, tick or dash; heading over two lines; time and bar."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        parent = self.parent()
        width = parent.viewport().width() if isinstance(parent, QListView) else 272
        stop: Stop = index.data(STOP_ROLE)
        if isinstance(stop.place, Step):
            return QSize(width, self._theme.px(STEP))
        room = QRectF(0, 0, width - 50 - 14, 1000)
        words = QFontMetricsF(self._font(bold=True)).boundingRect(room, WRAP, place_heading(stop.place)).height()
        limit = LINES * self._theme.px(18) + 2
        return QSize(width, round(min(words, limit)) + self._theme.px(18) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = self._theme.tokens
        stop: Stop = index.data(STOP_ROLE)
        box: QRect = option.rect
        now = stop.progress == "now"
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # times do not mirror, and they stand in line
        painter.fillRect(box, t.tint if now else t.sunken if over else t.surface)
        if now:
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), t.accent)
        top = box.top() + (box.height() - 24) / 2 if isinstance(stop.place, Step) else box.top() + 7
        self._paint_box(painter, QRectF(box.left() + 16, top, 24, 24), stop)
        if isinstance(stop.place, Step):
            self._paint_step(painter, QRectF(box.left() + 50, box.top(), box.width() - 64, box.height()), stop)
        else:
            self._paint_question(painter, box, stop)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_step(self, painter: QPainter, row: QRectF, stop: Stop) -> None:
        """On one line: its name, and the time at the right."""
        t = self._theme.tokens
        painter.setPen(t.text)
        painter.setFont(self._font(bold=stop.progress == "now"))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, place_heading(stop.place))
        painter.setPen(t.rec if stop.progress == "now" and stop.over_ms else t.text2)
        painter.setFont(self._theme.font("second"))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, time_words(stop))

    def _paint_question(self, painter: QPainter, box: QRect, stop: Stop) -> None:
        t, now = self._theme.tokens, stop.progress == "now"
        words = QRectF(box.left() + 50, box.top() + 6, box.width() - 64, box.height() - self._theme.px(18) - 12)
        painter.setPen(t.text)
        painter.setFont(self._font(bold=now))
        painter.setClipRect(words)
        shown = elided_lines(place_heading(stop.place), painter.font(), words.width(), LINES)
        painter.drawText(words, WRAP, shown)
        painter.setClipping(False)
        self._paint_time(painter, QRectF(words.left(), words.bottom(), words.width() + 12, self._theme.px(18)), stop)

    def _paint_box(self, painter: QPainter, box: QRectF, stop: Stop) -> None:
        t = self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grounds = {"now": (t.accent, t.accent), "to_come": (t.surface, t.strong)}
        ground, edge = grounds.get(stop.progress, (t.sunken, t.sunken))
        painter.setBrush(ground)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        signs = {"done": "tick", "skipped": "dash"}
        if stop.progress in signs:
            self._theme.icons.paint(painter, box.adjusted(5, 5, -5, -5), signs[stop.progress], t.text2)
            return
        ink = t.onaccent if stop.progress == "now" else t.text
        if isinstance(stop.place, Step):
            self._theme.icons.paint(painter, box.adjusted(5, 5, -5, -5), STEP_ICONS[stop.place.kind], ink)
            return
        painter.setPen(ink)
        painter.setFont(self._theme.font("small", bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(stop.number))

    def _paint_time(self, painter: QPainter, row: QRectF, stop: Stop) -> None:
        t = self._theme.tokens
        painter.setFont(self._theme.font("second"))
        painter.setPen(t.text2)
        words = time_words(stop)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, words)
        metrics = QFontMetricsF(painter.font())
        left = row.left() + metrics.horizontalAdvance(words) + 6
        if stop.progress in ("now", "done") and stop.planned_ms and (stop.spent_ms or stop.progress == "now"):
            tone = "strong" if stop.progress == "done" else "rec" if stop.over_ms else "accent"
            bar = QRectF(left, row.center().y() - 3, 40, 6)
            paint_bar(painter, bar, self._theme, stop.spent_ms / stop.planned_ms, tone)
            left += 46
        if stop.must_ask and stop.progress != "done":
            words = QCoreApplication.translate("Run", "must ask")
            self._theme.icons.paint(painter, QRectF(left, row.center().y() - 7, 14, 14), "flag", t.text)
            painter.setPen(t.text)
            painter.drawText(
                QRectF(left + 18, row.top(), row.right() - left - 18, row.height()),
                Qt.AlignmentFlag.AlignVCenter,
                words,
            )

    def _font(self, *, bold: bool) -> QFont:
        return self._theme.font("second", bold=bold)


class RouteList(QListView):
    """Clicking a question or step, or Enter on it, puts it on screen."""

    place_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = -1
        """The row that is on screen."""
        self.route = RouteModel(self)
        self.setModel(self.route)
        self.setItemDelegate(RouteDelegate(theme, self))
        self.setAccessibleName(self.tr("Question route"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setUniformItemSizes(False)
        self.clicked.connect(self._choose)
        theme.changed.connect(self.scheduleDelayedItemsLayout)
        self._soon = QTimer(self, interval=0, singleShot=True)  # heights are known only once it is laid out
        self._soon.timeout.connect(self._show_now)
        self.route.modelReset.connect(self._soon.start)
        theme.changed.connect(self._soon.start)

    def show_stops(self, stops: Sequence[Stop]) -> None:
        self.route.show_stops(stops)
        now = next((row for row, stop in enumerate(stops) if stop.progress == "now"), -1)
        if now != self.now:
            self.now = now
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def _show_now(self) -> None:
        """What is on screen with what comes next; whoever scrolls away is left there until the next step."""
        self.executeDelayedItemsLayout()
        for row in (self.now + 1, self.now):
            if 0 <= row < self.route.rowCount():
                self.scrollTo(self.route.index(row))

    def _choose(self, index: QModelIndex) -> None:
        self.place_chosen.emit(self.route.stop_at(index.row()).place.id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
