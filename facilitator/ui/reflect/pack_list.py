"""The order of a pack: one row a statement, moved with Alt+arrows or by dragging."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.packs import PackItem
from facilitator.services.prepare.question_names import QuestionName
from facilitator.ui.reflect.words import item_extra
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.mirror import placed
from facilitator.ui.widgets.rows import paint_row

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
ROW = 37
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PackRole(IntEnum):
    """What the delegate asks for beyond Qt's own roles."""

    ITEM = Qt.ItemDataRole.UserRole + 1
    ACTOR = Qt.ItemDataRole.UserRole + 2
    NUMBER = Qt.ItemDataRole.UserRole + 3


class PackListModel(QAbstractListModel):
    """The items of one pack, read only; moving goes through the planning service."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: Sequence[PackItem] = ()
        self._actors: Mapping[str, Actor] = {}
        self._names: Mapping[str, QuestionName] = {}

    def show_items(
        self, items: Sequence[PackItem], actors: Mapping[str, Actor], names: Mapping[str, QuestionName]
    ) -> None:
        self.beginResetModel()
        self._items, self._actors, self._names = items, actors, names
        self.endResetModel()

    def item(self, row: int) -> PackItem | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, item_id: str) -> int:
        return next((row for row, item in enumerate(self._items) if item.id == item_id), -1)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return item.text
        if role == PackRole.ITEM:
            return item
        if role == PackRole.ACTOR:
            return self._actors.get(item.actor)
        if role == PackRole.NUMBER:
            return self._number(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(item)
        return None

    def _number(self, item: PackItem) -> str:
        name = self._names.get(item.question or "")
        return name.number if name else ""

    def _spoken(self, item: PackItem) -> str:
        actor = self._actors.get(item.actor)
        return self.tr("{group}, question {number}: {statement} {extra}").format(
            group=actor.name if actor else "", number=self._number(item), statement=item.text, extra=item_extra(item)
        )


class PackDelegate(QStyledItemDelegate):
    """Badge, question, statement, and what comes with it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, t = self._theme, self._theme.tokens
        painter.setLayoutDirection(option.direction)
        bold = paint_row(painter, option, theme)
        item, actor = index.data(PackRole.ITEM), index.data(PackRole.ACTOR)
        if not isinstance(item, PackItem) or not isinstance(actor, Actor):
            return
        box = QRectF(option.rect)
        side = float(theme.px(20))
        painter.save()
        badge = QRectF(box.left() + 4, box.center().y() - side / 2, side, side)
        paint_badge(
            painter, placed(painter, badge, box), theme, BadgeLook(actor.short or actor.name[:1], "group", actor.colour)
        )
        painter.setFont(theme.font("second"))
        painter.setPen(t.text2)
        extra = item_extra(item)
        room = float(QFontMetrics(painter.font()).horizontalAdvance(extra))
        painter.drawText(placed(painter, box.adjusted(0, 0, -4, 0), box), RIGHT, extra)
        painter.setFont(theme.font("second", bold=bold))
        painter.setPen(t.text)
        left = badge.right() + 12
        number = str(index.data(PackRole.NUMBER))
        painter.drawText(placed(painter, QRectF(left, box.top(), 28, box.height()), box), LEFT, number)
        left += max(QFontMetrics(painter.font()).horizontalAdvance(number) + 8, 16)
        words = QRectF(left, box.top(), box.right() - room - 20 - left, box.height())
        text = QFontMetrics(painter.font()).elidedText(item.text, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(placed(painter, words, box), LEFT, text)
        painter.restore()


class PackList(QListView):
    """The list; it keeps its selection through a change of order."""

    move_requested = Signal(str, int)
    """Carries an item id and by how many places it should move; negative is up."""
    item_chosen = Signal(str)

    ring_radius = 4

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = PackListModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(PackDelegate(theme, self))
        self.setAccessibleName(self.tr("The pack in order"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def current(self) -> str | None:
        """The id of the selected item."""
        item = self.model_.item(self.currentIndex().row())
        return item.id if item else None

    def show_items(
        self, items: Sequence[PackItem], actors: Mapping[str, Actor], names: Mapping[str, QuestionName]
    ) -> None:
        chosen = self.current
        self.model_.show_items(items, actors, names)
        if chosen:
            self.choose(chosen)

    def choose(self, item_id: str) -> None:
        row = self.model_.row_of(item_id)
        if row >= 0:
            self.setCurrentIndex(self.model_.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.current:
                self.move_requested.emit(self.current, steps)
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a drop as a wish to move; the rows are read again once it is granted."""
        source, chosen = self.currentIndex().row(), self.current
        target = self.indexAt(event.position().toPoint())
        row = target.row() if target.isValid() else self.model_.rowCount() - 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if chosen and row != source:
            self.move_requested.emit(chosen, row - source)

    def _on_current_changed(self) -> None:
        if self.current:
            self.item_chosen.emit(self.current)
