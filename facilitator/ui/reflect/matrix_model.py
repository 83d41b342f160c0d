"""The feedback matrix as a table model: rows look, columns are looked at; rows are worked out when first asked for."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.services.reflection.planning import Cell, Planning, Row
from facilitator.ui.reflect.words import cell_name, session_line, state_word

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class MatrixRole(IntEnum):
    """What delegates ask for beyond Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    ACTOR = Qt.ItemDataRole.UserRole + 2
    DETAIL = Qt.ItemDataRole.UserRole + 3


class MatrixModel(QAbstractTableModel):
    """Reads the matrix through the planning service and keeps what it read until `refresh`."""

    def __init__(self, planning: Planning, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._planning = planning
        self._groups = planning.groups()
        self._rows: dict[int, Row] = {}
        self._offers = planning.offers()

    @property
    def groups(self) -> list[Actor]:
        """The focus groups in order, as rows and as columns."""
        return self._groups

    def refresh(self, changes: Changes | None = None) -> None:
        """Read again after a change; the selection stays as long as the groups are the same."""
        self._offers.renew(changes)
        groups = self._planning.groups()
        if [group.id for group in groups] != [group.id for group in self._groups]:
            self.beginResetModel()
            self._groups, self._rows = groups, {}
            self.endResetModel()
            return
        self._groups, self._rows = groups, {}
        last = len(groups) - 1
        if last < 0:
            return
        self.dataChanged.emit(self.index(0, 0), self.index(last, last))
        for direction in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            self.headerDataChanged.emit(direction, 0, last)

    def row(self, at: int) -> Row:
        """One row of the matrix."""
        if at not in self._rows:
            self._rows[at] = self._planning.row(self._groups[at], self._groups, self._offers)
        return self._rows[at]

    def row_of(self, viewer: str) -> Row:
        """The row of one group."""
        return self.row([group.id for group in self._groups].index(viewer))

    def cell(self, index: Index) -> Cell:
        return self.row(index.row()).cells[index.column()]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == MatrixRole.CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return state_word(cell.state)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell_name(cell, self._groups[index.row()], self._groups[index.column()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= section < len(self._groups):
            return None
        actor = self._groups[section]
        if role == MatrixRole.ACTOR:
            return actor
        down = orientation == Qt.Orientation.Vertical
        if role == Qt.ItemDataRole.DisplayRole:
            return actor.printed_row if down else actor.printed_column
        if role == MatrixRole.DETAIL:
            if down:
                return session_line(self.row(section).session)
            return self.tr("printed: {label}").format(label=actor.printed_column)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return actor.name
        return None
