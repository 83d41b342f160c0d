"""What the route and the people table have in common: size, header, keys, hover."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from facilitator.ui.prepare.rows import RowsModel, row_key
from facilitator.ui.theme import Theme


class Head(QHeaderView):
    """The table gives it its height, so that Qt need not measure all heads whenever it lays something out."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())


class RecordTable(QTableView):
    """A table of records that is never taller than its rows; what keys ask for goes out as signals."""

    opened = Signal(str)
    remove_requested = Signal(str)
    move_requested = Signal(str, int)
    tick_requested = Signal(QModelIndex)
    row_chosen = Signal(str)

    def __init__(self, theme: Theme, model: RowsModel, name: str, *, stretched: int) -> None:
        super().__init__()
        self.theme = theme
        self.rows = model
        self._stretched = stretched
        self.hovered_row = -1
        self.fitted_to = 0
        """The width of the viewport, kept: whoever asks Qt for a viewport makes it load every kind of widget it has."""
        self._fitting = False
        self._heads: dict[tuple[str, int], int] = {}
        self._head = Head()
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.verticalHeader().hide()
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.entered.connect(self._on_entered)
        theme.changed.connect(self._on_theme_changed)

    def widths(self) -> dict[int, int]:
        """The fixed columns with their widths at ordinary type; one more takes what they leave."""
        return {}

    def row_height(self, row: int, width: int) -> int:
        """How tall a row is where the column that takes the rest is `width` wide."""
        raise NotImplementedError

    @property
    def current_id(self) -> str:
        index = self.currentIndex()
        return self.rows.rows[index.row()].id if index.isValid() else ""

    def put_cursor(self, row_id: str, column: int = -1) -> None:
        """Go to a row, in the column given or the one the cursor is in."""
        place = self.rows.place_of(row_id)
        if place >= 0:
            column = column if column >= 0 else max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.rows.index(place, column))

    def fit(self) -> None:
        """Give columns and rows their size, and the table its greatest height; before it has a width, nothing."""
        whole = self.fitted_to
        if not whole:
            return
        widths = {column: self.theme.px(width) for column, width in self.widths().items()}
        rest = max(whole - sum(widths.values()), self._head.minimumSectionSize())
        widths[self._stretched] = rest
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fit_head(widths)
        if self.fitted_to != whole:
            return  # the head's height changed the width, and all of it has been fitted to that
        for row in range(len(self.rows.rows)):
            tall = self.row_height(row, rest)
            if self.rowHeight(row) != tall:
                self.setRowHeight(row, tall)
        self.setMaximumHeight(max(self._content_height(), 40))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(400, self._content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._head.height() + self.theme.px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights that were just fitted can take the bar of the rows away or bring it: only the narrower width is
        fitted again while that goes on, or the bar would come and go without end.
        """
        super().resizeEvent(event)
        width = event.size().width()
        if width < self.fitted_to or (width > self.fitted_to and not self._fitting):
            self.fitted_to = width
            outer, self._fitting = self._fitting, True
            self.fit()
            self._fitting = outer
            if self.currentIndex().isValid():
                QTimer.singleShot(0, self, self._keep_cursor_in_view)

    def _keep_cursor_in_view(self) -> None:
        """Rows get higher where a form takes width: the one it is about must not go out of sight."""
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row_id = row_key(event), self.current_id
        if not row_id or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in {"up", "down"}:
            self.move_requested.emit(row_id, self.currentIndex().row() + (1 if key == "down" else -1))
        elif key == "remove":
            self.remove_requested.emit(row_id)
        elif key == "open":
            self.opened.emit(row_id)
        elif key == "tick":
            self.tick_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.hovered_row = -1
        self.viewport().update()

    def focus_first(self) -> None:
        """Take the keyboard, with a cursor to begin from."""
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0, self._stretched))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the table; arrows move within it."""
        return bool(QWidget.focusNextPrevChild(self, forward))

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0, self._stretched))

    def _on_entered(self, index: QModelIndex) -> None:
        self.hovered_row = index.row()
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self._heads.clear()
        self.fit()

    def _fit_head(self, widths: dict[int, int]) -> None:
        """Let long heads take as many lines as they need."""
        tall = max(self._head_height(self.rows.heads[column], width) for column, width in widths.items())
        self._head.setFixedHeight(tall + 15)

    def _head_height(self, text: str, width: int) -> int:
        if (text, width) not in self._heads:
            metrics = QFontMetrics(self.theme.font("small", bold=True))
            box = QRect(0, 0, max(width - 16, 16), 1_000)
            words = metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text)
            self._heads[text, width] = max(metrics.lineSpacing(), words.height())
        return self._heads[text, width]

    def _content_height(self) -> int:
        return self._head.height() + self.verticalHeader().length()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self.rows.rows[current.row()].id)
