"""What the lists and tables of the page have in common: rows with ids, keys, drag, and their ground."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.rows import RowState, fill, paint_focus, row_state

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MIME = "application/x-facilitator-row"
HEAD_ROLES = {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)}
"""What our models say of a head; Qt asks for eight things more."""
RowKey = Literal["open", "edit", "remove", "up", "down", "tick", ""]


class RowsModel(QAbstractTableModel):
    """Rows that have an `id`; new rows replace old ones so that selection and editors stay where they were."""

    reordered = Signal(str, int)
    """The id of a row that was dropped, and the place where it should stand."""

    columns = 1

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Any] = []
        self._wanted: Sequence[Any] | None = None
        self._showing = False

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Bring the table from what it shows to `rows` by removing, adding, moving and changing.

        A view that loses its row chooses another, and what that leads to may ask again: the last wish counts.
        """
        self._wanted = rows
        if self._showing:
            return
        self._showing = True
        try:
            while self._wanted is not None:
                wanted, self._wanted = self._wanted, None
                self._bring(wanted)
        finally:
            self._showing = False

    def _bring(self, rows: Sequence[Any]) -> None:
        self._remove_all_but({row.id for row in rows})
        self._insert_new(rows)
        self._order([row.id for row in rows])
        for at, row in enumerate(rows):
            if self.rows[at] != row:
                self.rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columns - 1))

    @property
    def heads(self) -> tuple[str, ...]:
        """The head of each column; none where none is shown."""
        return ()

    def place_of(self, row_id: str) -> int:
        """The row of an id, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return row_flags()

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, QByteArray(self.rows[indexes[0].row()].id.encode()))
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Says no in the end, so that the view does not take the row away by itself."""
        dragged = bytes(data.data(MIME).data()).decode()
        here = self.place_of(dragged)
        if here >= 0:
            target = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
            self.reordered.emit(dragged, target - 1 if target > here else target)
        return False

    def _remove_all_but(self, wanted: set[str]) -> None:
        for at in reversed(range(len(self.rows))):
            if self.rows[at].id not in wanted:
                self.beginRemoveRows(NOWHERE, at, at)
                del self.rows[at]
                self.endRemoveRows()

    def _insert_new(self, rows: Sequence[Any]) -> None:
        have = {row.id for row in self.rows}
        for at, row in enumerate(rows):
            if row.id not in have:
                self.beginInsertRows(NOWHERE, at, at)
                self.rows.insert(at, row)
                self.endInsertRows()

    def _order(self, ids: list[str]) -> None:
        if [row.id for row in self.rows] == ids:
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        named = [self.rows[index.row()].id for index in kept]
        place = {row_id: at for at, row_id in enumerate(ids)}
        self.rows.sort(key=lambda row: place[row.id])
        new = [self.index(place[row_id], index.column()) for row_id, index in zip(named, kept, strict=True)]
        self.changePersistentIndexList(kept, new)
        self.layoutChanged.emit()


@cache
def row_flags(*, moved: bool = True, edited: bool = False) -> Qt.ItemFlag:
    """What can be done with a row; kept, since joining flags takes longer than painting a cell."""
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    if moved:
        flags |= Qt.ItemFlag.ItemIsDragEnabled
    return flags | Qt.ItemFlag.ItemIsEditable if edited else flags


def row_key(event: QKeyEvent) -> RowKey:
    """What a key means in a list of records; empty when it is not one of ours."""
    key, mods = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if mods == Qt.KeyboardModifier.AltModifier:
        moves: dict[int, RowKey] = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
        return moves.get(key, "")
    if mods != Qt.KeyboardModifier.NoModifier:
        return ""
    plain: dict[int, RowKey] = {
        Qt.Key.Key_Return: "open",
        Qt.Key.Key_Enter: "open",
        Qt.Key.Key_F2: "edit",
        Qt.Key.Key_Delete: "remove",
        Qt.Key.Key_Space: "tick",
    }
    return plain.get(key, "")


def make_draggable(view: QAbstractItemView) -> None:
    """Let rows be dragged to another place of the same list."""
    view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
    view.setDragDropOverwriteMode(False)
    view.setDefaultDropAction(Qt.DropAction.MoveAction)
    view.setDropIndicatorShown(True)


def paint_cell(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, index: Index) -> bool:
    """Draw the ground of one cell of a row and say whether its row is selected."""
    box = box_of(option)
    t = theme.tokens
    selected, hovered, focused = state_of(option, index)
    painter.save()
    if selected or hovered:  # else it is that of the table
        fill(painter, box, t.tint if selected else t.sunken)
    painter.setPen(QPen(t.line, 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if selected and index.column() == 0:
        fill(painter, QRect(box.left(), box.top(), 4, box.height()), t.accent)
    if focused:
        paint_focus(painter, QRectF(box), theme)
    painter.restore()
    return selected


def box_of(option: QStyleOptionViewItem) -> QRect:
    box: QRect = option.rect
    return box


def state_of(option: QStyleOptionViewItem, index: Index) -> RowState:
    """How the row that is being painted stands in its view."""
    assert isinstance(option.widget, QAbstractItemView)
    return row_state(option.widget, index)
