"""A list of rows of any height, of which Qt keeps the model, the chosen row and the scroll bar, and we the places."""

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from facilitator.ui.run.heights import Heights

Index = QModelIndex | QPersistentModelIndex
Mode = QAbstractItemView.ScrollMode
Hint = QAbstractItemView.ScrollHint
Move = QAbstractItemView.CursorAction
PAGES = {Move.MovePageUp: -1, Move.MovePageDown: 1}


class RowsView(QTableView):
    """Like its base, which screen readers know, but for where rows stand: `heights` says it, not the header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heights = Heights()
        self.offset = 0
        """How far the rows are scrolled up, in px."""
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # no width is asked for
        self.verticalHeader().hide()
        self.verticalHeader().sectionCountChanged.disconnect()  # at each entry Qt would lay out and paint everything
        self.setShowGrid(False)
        self.setVerticalScrollMode(Mode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        super().updateGeometries()  # once, so that it hides the corner between the headers

    # Where rows stand

    def rowHeight(self, row: int) -> int:
        return self.heights.height(row)

    def rowViewportPosition(self, row: int) -> int:
        return self.heights.top(row) - self.offset

    def rowAt(self, y: int) -> int:
        return self.heights.row_at(y + self.offset)

    def row_box(self, row: int) -> QRect:
        """The place of a row in the view."""
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def visualRect(self, index: Index) -> QRect:
        return self.row_box(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.rowAt(point.y())
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """Nothing more: the row that is selected is the current one, which Qt paints anew anyway."""
        return QRegion()

    # Scrolling

    def verticalOffset(self) -> int:
        return self.offset

    def updateGeometries(self) -> None:
        self.fit_bar()

    def fit_bar(self) -> None:
        """Let the bar know how high all rows are together."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(self.heights.total - room, 0))
        bar.setPageStep(room)
        bar.setSingleStep(self.heights.usual)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """By how far the rows move from where they are; Qt counts from where its bar was when it last spoke."""
        before, self.offset = self.offset, self.verticalScrollBar().value()
        self.viewport().scroll(0, before - self.offset)

    def scrollTo(self, index: Index, _hint: Hint = Hint.EnsureVisible) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = self.heights.top(index.row())
        bottom = top + self.rowHeight(index.row())
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(min(top, bottom - room))

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self.heights.count - 1
        if last >= 0 and not self.currentIndex().isValid():
            return self.model().index(last, 0)
        if last >= 0 and action in (Move.MoveHome, Move.MoveEnd):
            return self.model().index(0 if action == Move.MoveHome else last, 0)
        if last < 0 or action not in PAGES:
            return super().moveCursor(action, modifiers)
        y = self.heights.top(self.currentIndex().row()) + PAGES[action] * self.viewport().height()
        row = self.heights.row_at(max(y, 0))
        return self.model().index(last if row < 0 else row, 0)
