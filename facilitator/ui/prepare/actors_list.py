"""The list of groups, and that of others they talk about: badge, name, and a line on people and time."""

from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facilitator.domain.actors import Actor
from facilitator.ui.prepare.rows import Index, RowsModel, box_of, has, make_draggable, row_key
from facilitator.ui.prepare.words import kind_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.rows import paint_row

HEIGHT = 48
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ActorRow(NamedTuple):
    """An actor and its second line."""

    actor: Actor
    line: str

    @property
    def id(self) -> str:
        return self.actor.id


class ActorsModel(RowsModel):
    """One column; the name to show and to hear."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row: ActorRow = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.actor.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.actor.name}, {kind_words()[row.actor.kind]}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.line
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.actor.name}\n{row.line}"
        return None


class ActorDelegate(QStyledItemDelegate):
    """Paints a row as in the mock-up."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ActorsModel)
        row: ActorRow = model.rows[index.row()]
        paint_row(painter, option, self._theme, divider=False)
        box = box_of(option)
        side = self._theme.px(32)
        badge = QRectF(box.left() + 16, box.center().y() - side / 2 + 0.5, side, side)
        look = BadgeLook(row.actor.short, row.actor.kind, row.actor.colour)
        paint_badge(painter, badge, self._theme, look)
        left = round(badge.right()) + 10
        words = QRect(left, box.top() + 4, box.right() - left - 8, box.height() - 8)
        self._paint_words(painter, words, row, quiet=has(option, QStyle.StateFlag.State_Selected))

    def _paint_words(self, painter: QPainter, box: QRect, row: ActorRow, *, quiet: bool) -> None:
        half = box.height() // 2
        t = self._theme.tokens
        painter.save()
        for top, text, font, colour in (
            (box.top(), row.actor.name, self._theme.font("body", bold=True), t.text),
            (box.top() + half, row.line, self._theme.font("second"), t.text if quiet else t.text2),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            line = QRect(box.left(), top, box.width(), half)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, LEFT, elided)
        painter.restore()


class ActorsList(QListView):
    """As tall as its rows; Enter opens, Del removes, Alt+Up and Alt+Down move."""

    chosen = Signal(str)
    opened = Signal(str)
    remove_wanted = Signal(str)
    move_wanted = Signal(str, int)

    def __init__(self, theme: Theme, name: str, *, keeps_choice: bool) -> None:
        super().__init__()
        self._theme = theme
        self._keeps_choice = keeps_choice
        self._quiet = False
        self.setAccessibleName(name)
        self.rows = ActorsModel()
        self.setModel(self.rows)
        self.setItemDelegate(ActorDelegate(theme))
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        make_draggable(self)
        self.rows.reordered.connect(self.move_wanted)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self.fit)

    @property
    def current_id(self) -> str:
        index = self.currentIndex()
        return self.rows.rows[index.row()].id if index.isValid() else ""

    def show_rows(self, rows: list[ActorRow]) -> None:
        self.rows.show_rows(rows)
        self.fit()

    def choose(self, row_id: str) -> None:
        """Put the cursor on a row without telling anybody."""
        place = self.rows.place_of(row_id)
        if place >= 0 and self.current_id != row_id:
            self._quiet = True
            self.setCurrentIndex(self.rows.index(place, 0))
            self._quiet = False

    def fit(self) -> None:
        self.setFixedHeight(len(self.rows.rows) * self._theme.px(HEIGHT))
        self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row_id = row_key(event), self.current_id
        if not row_id or key == "":
            super().keyPressEvent(event)
        elif key in {"up", "down"}:
            self.move_wanted.emit(row_id, self.currentIndex().row() + (1 if key == "down" else -1))
        elif key == "remove":
            self.remove_wanted.emit(row_id)
        else:
            self.opened.emit(row_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(self.current_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._keeps_choice and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.clearSelection()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self.rows.rows[current.row()].id)
