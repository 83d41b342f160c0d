"""A table of short words with heads on both sides, read cell by cell also without seeing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from facilitator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
COLUMN, ROW_HEAD, ROW = 92, 460, 32


@dataclass(frozen=True)
class GridCell:
    """What stands in a cell, what a screen reader says, and whether something is missing there."""

    text: str
    spoken: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Head:
    """What stands at a row or column, and all of it for the tooltip."""

    text: str
    whole: str = ""


class GridModel(QAbstractTableModel):
    """Cells by row and column; shown anew as a whole, since they are few."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[Head] = ()
        self._columns: Sequence[Head] = ()
        self._cells: Sequence[Sequence[GridCell]] = ()

    def show_grid(self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[GridCell]]) -> None:
        """Puts these in place of what stood there."""
        self.beginResetModel()
        self._rows, self._columns, self._cells = rows, columns, cells
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.spoken or cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if cell.missing and role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.tokens.rec
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        heads = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        if not 0 <= section < len(heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heads[section].text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return heads[section].whole or heads[section].text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flag = Qt.AlignmentFlag
            return int(flag.AlignVCenter | (flag.AlignHCenter if heads is self._columns else flag.AlignLeading))
        return None


class Grid(QTableView):
    """Arrows go from cell to cell; nothing is edited here."""

    def __init__(self, theme: Theme, name: str, *, row_head: int = ROW_HEAD, column: int = COLUMN) -> None:
        super().__init__()
        self._theme = theme
        self._row_head = row_head
        self._column = column
        self.grid = GridModel(theme)
        self.setModel(self.grid)
        self.setAccessibleName(name)
        self.setShowGrid(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.fit)

    def show_grid(self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[GridCell]]) -> None:
        """Shows a grid, the cursor where it was; long heads are cut with an ellipsis and whole in the tooltip."""
        before = (self.currentIndex().row(), self.currentIndex().column())
        tall, wide = self._cut(rows, self._row_head - 24), self._cut(columns, self._column - 8)
        self.grid.show_grid(tall, wide, cells)
        self.fit()
        if rows and columns:
            row, column = min(max(before[0], 0), len(rows) - 1), min(max(before[1], 0), len(columns) - 1)
            self.setCurrentIndex(self.grid.index(row, column))

    def _cut(self, heads: Sequence[Head], width: int) -> list[Head]:
        metrics = QFontMetrics(self._theme.font("body"))
        room, right = self._theme.px(width), Qt.TextElideMode.ElideRight
        return [Head(metrics.elidedText(each.text, right, room), each.whole or each.text) for each in heads]

    def fit(self) -> None:
        """Sizes that follow the type."""
        self.horizontalHeader().setDefaultSectionSize(self._theme.px(self._column))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW))
        self.verticalHeader().setFixedWidth(self._theme.px(self._row_head))

    def sizeHint(self) -> QSize:
        return QSize(600, 300)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the table; arrows move within it."""
        return bool(QWidget.focusNextPrevChild(self, forward))
