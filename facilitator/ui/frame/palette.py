"""Ctrl+K: one line that finds actions, groups, questions, people, statements, quotes and notes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.fields import SearchField
from facilitator.ui.widgets.keycap import caps_width, paint_caps
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.mirror import placed
from facilitator.ui.widgets.rows import paint_row

Index = QModelIndex | QPersistentModelIndex
WIDTH, ROWS, ROW = 620, 11, 40
AT_ONCE = 8
"""Parts that are read while a key is typed."""


@dataclass(frozen=True)
class Found:
    """One line of the palette: its words, what kind of thing it is, its sign, and what Enter does."""

    text: str
    kind: str
    act: Callable[[], object]
    icon: str = ""
    badge: BadgeLook | None = None
    caps: str = ""
    italic: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.text, self.kind, self.caps) if part)


class FoundModel(QAbstractListModel):
    """The lines found for what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: Sequence[Found] = ()

    def show_found(self, found: Sequence[Found]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def add_found(self, found: Sequence[Found]) -> None:
        """More, below the others."""
        begin = len(self.found)
        self.beginInsertRows(QModelIndex(), begin, begin + len(found) - 1)
        self.found = [*self.found, *found]
        self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.found[index.row()]
        words = {Qt.ItemDataRole.DisplayRole: line.text, Qt.ItemDataRole.AccessibleTextRole: line.spoken}
        return words.get(Qt.ItemDataRole(role))


class FoundDelegate(QStyledItemDelegate):
    """Sign or badge at the left, words, then the kind or the key at the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(WIDTH, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, FoundModel):
            return
        line = model.found[index.row()]
        painter.setLayoutDirection(option.direction)
        selected = paint_row(painter, option, self._theme)
        box = QRectF(option.rect)
        self._paint_sign(painter, box, line)
        right = self._paint_right(painter, box, line)
        painter.setFont(self._theme.font("body", bold=selected, italic=line.italic))
        painter.setPen(self._theme.tokens.text)
        before = 28 + self._theme.px(20)
        words = QRectF(box.left() + before, box.top(), right - box.left() - before - 12, box.height())
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(" ".join(line.text.split()), Qt.TextElideMode.ElideRight, words.width())
        words = placed(painter, words, box)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_sign(self, painter: QPainter, box: QRectF, line: Found) -> None:
        side = self._theme.px(20)
        square = placed(painter, QRectF(box.left() + 16, box.center().y() - side / 2, side, side), box)
        if line.badge is not None:
            paint_badge(painter, square, self._theme, line.badge)
        elif line.icon:
            self._theme.icons.paint(painter, square.adjusted(1, 1, -1, -1), line.icon, self._theme.tokens.text2)

    def _paint_right(self, painter: QPainter, box: QRectF, line: Found) -> float:
        """Draws the key or the kind and says where it begins."""
        painter.setFont(self._theme.font("second"))
        painter.setPen(self._theme.tokens.text2)
        if line.caps:
            wide = caps_width(self._theme, line.caps)
            left = box.right() - 16 - wide
            place = placed(painter, QRectF(left, box.top(), wide, box.height()), box)
            paint_caps(painter, place.left(), box.center().y(), self._theme, line.caps)
            return left
        width = QFontMetricsF(painter.font()).horizontalAdvance(line.kind)
        left = box.right() - 16 - width
        place = placed(painter, QRectF(left, box.top(), width + 2, box.height()), box)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line.kind)
        return left


class Palette(QFrame):
    """Lies over the window's top, gives the keyboard back when it closes; never modal."""

    closed = Signal()

    def __init__(self, theme: Theme, find: Callable[[str], Iterable[Sequence[Found]]], parent: QWidget) -> None:
        """`find` gives what it finds in parts; between them the window comes round."""
        super().__init__(parent)
        self._parts: Iterator[Sequence[Found]] = iter(())
        self._reading = QTimer(self)
        self._reading.timeout.connect(self._read_more)
        self._theme = theme
        self._find = find
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("Search the study"))
        self.line = SearchField(theme, self.tr("An action, a group, a question, words that were said"))
        self.model = FoundModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Label(theme, self.tr("Nothing found. Try fewer words."), "body", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for widget in (self.line, self.list, self.nothing):
            column.addWidget(widget)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._look)
        self.list.clicked.connect(lambda index: self._act(index.row()))
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.strong, 1))
        painter.setBrush(self._theme.tokens.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def open(self) -> None:
        """Comes up empty under the search button, with the keyboard in its line."""
        window = self.window()
        self._before = window.focusWidget()
        width = min(self._theme.px(WIDTH), window.width() - 120)
        self.line.clear()
        self._look("")
        height = self._theme.px(ROW) * ROWS + self.line.sizeHint().height() + 40
        self.setGeometry((window.width() - width) // 2, 56, width, min(height, window.height() - 100))
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Hides and gives the keyboard back to where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reading.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(Qt.Key(event.key()))
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _steer(self, key: Qt.Key) -> bool:
        row = self.list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(row)
        elif key == Qt.Key.Key_Down:
            self._select(row + 1)
        elif key == Qt.Key.Key_Up:
            self._select(row - 1)
        else:
            return False
        return True

    def _look(self, text: str) -> None:
        """The first parts at once, which is all of a small study; the rest between the keys that are typed."""
        self._parts = iter(self._find(text))
        self.model.show_found(next(self._parts, ()))
        self._select(0)
        self._reading.start(0)
        for _ in range(AT_ONCE):
            self._read_more()

    def _read_more(self) -> None:
        part = next(self._parts, None)
        if part:
            self.model.add_found(part)
            if not self.list.currentIndex().isValid():
                self._select(0)
        elif part is None:
            self._reading.stop()
        self.list.setVisible(bool(self.model.found))
        self.nothing.setVisible(part is None and not self.model.found)

    def _select(self, row: int) -> None:
        if 0 <= row < len(self.model.found):
            self.list.setCurrentIndex(self.model.index(row))
            self.line.setAccessibleDescription(self.model.found[row].spoken)

    def _act(self, row: int) -> None:
        if not 0 <= row < len(self.model.found):
            return
        act = self.model.found[row].act
        self.close_up()
        act()
