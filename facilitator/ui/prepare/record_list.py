"""What the lists of groups and of question sets have in common: as tall as their rows, with the same keys."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from facilitator.ui.prepare.rows import Index, RowsModel, row_key
from facilitator.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordDelegate(QStyledItemDelegate):
    """Rows of one height, which grows with the type."""

    height = 40

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, self._theme.px(self.height))


class RecordList(QListView):
    """Enter opens, Del removes, Alt+Up and Alt+Down move where rows can be moved; `most` limits how tall it grows."""

    chosen = Signal(str)
    opened = Signal(str)
    remove_requested = Signal(str)
    move_requested = Signal(str, int)

    def __init__(
        self, theme: Theme, name: str, rows: RowsModel, delegate: RecordDelegate, *, most: int | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._delegate = delegate
        self._most = most
        self._quiet = False
        self.hovered_row = -1
        self.rows = rows
        self.setAccessibleName(name)
        self.setModel(rows)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.entered.connect(lambda index: self._hover(index.row()))
        theme.changed.connect(self.fit)

    @property
    def current_id(self) -> str:
        index = self.currentIndex()
        return self.rows.rows[index.row()].id if index.isValid() else ""

    def fit(self) -> None:
        """Take the height of the rows."""
        shown = len(self.rows.rows) if self._most is None else min(len(self.rows.rows), self._most)
        self.setFixedHeight(shown * self._theme.px(self._delegate.height))
        self.doItemsLayout()

    def put_cursor(self, index: QModelIndex) -> None:
        """Go to a row, or to none, without telling anybody."""
        self._quiet = True
        self.setCurrentIndex(index)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row_id = row_key(event), self.current_id
        if not row_id or key in {"", "tick"}:
            super().keyPressEvent(event)
        elif key in {"up", "down"}:
            self.move_requested.emit(row_id, self.currentIndex().row() + (1 if key == "down" else -1))
        elif key == "remove":
            self.remove_requested.emit(row_id)
        else:
            self.opened.emit(row_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(self.current_id)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        self.hovered_row = row
        self.viewport().update()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self.rows.rows[current.row()].id)
