"""What the route and the people table have in common: size, header, keys, hover."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from facilitator.ui.prepare.rows import RowsModel, row_key
from facilitator.ui.theme import Theme


class RecordTable(QTableView):
    """A table of records that is never taller than its rows; what keys ask for goes out as signals."""

    opened = Signal(str)
    remove_wanted = Signal(str)
    move_wanted = Signal(str, int)
    tick_wanted = Signal(QModelIndex)
    row_chosen = Signal(str)

    def __init__(self, theme: Theme, model: RowsModel, name: str, *, stretched: int) -> None:
        super().__init__()
        self.theme = theme
        self.rows = model
        self._stretched = stretched
        self.hovered_row = -1
        self.fitted_to = 0
        """The width of the viewport, kept: whoever asks Qt for a viewport makes it load every kind of widget it has."""
        self.setModel(model)
        self.setAccessibleName(name)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.fit)
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
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(24)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        head.sectionResized.connect(self._on_section_resized)
        self._stretched, self._broken_at = stretched, 0
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.entered.connect(self._on_entered)
        theme.changed.connect(self.fit)

    def widths(self) -> dict[int, int]:
        """The fixed columns with their widths at ordinary type."""
        return {}

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
        if not self.fitted_to:
            return
        for column, width in self.widths().items():
            self.setColumnWidth(column, self.theme.px(width))
        self._fit_head()
        self._broken_at = self.columnWidth(self._stretched)
        for row in range(self.rows.rowCount()):
            self.setRowHeight(row, self.sizeHintForRow(row))
        self.setMaximumHeight(max(self._content_height(), 40))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(400, self._content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.horizontalHeader().height() + self.theme.px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self.fitted_to:
            self.fitted_to = event.size().width()
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row_id = row_key(event), self.current_id
        if not row_id or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in {"up", "down"}:
            self.move_wanted.emit(row_id, self.currentIndex().row() + (1 if key == "down" else -1))
        elif key == "remove":
            self.remove_wanted.emit(row_id)
        elif key == "open":
            self.opened.emit(row_id)
        elif key == "tick":
            self.tick_wanted.emit(self.currentIndex())
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

    def _on_section_resized(self, column: int, _old: int, width: int) -> None:
        """A head may learn its width after the table has; lines that were broken for another one leave holes."""
        if column == self._stretched and self._broken_at not in (0, width):
            self._soon.start()

    def _fit_head(self) -> None:
        """Let long heads take as many lines as they need."""
        metrics = QFontMetrics(self.theme.font("small", bold=True))
        tall = metrics.lineSpacing()
        for column in range(self.rows.columnCount()):
            box = QRect(0, 0, max(self.columnWidth(column) - 16, 16), 1_000)
            text = str(self.rows.headerData(column, Qt.Orientation.Horizontal) or "")
            words = metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text)
            tall = max(tall, words.height())
        self.horizontalHeader().setFixedHeight(tall + 15)

    def _content_height(self) -> int:
        rows = sum(self.rowHeight(at) for at in range(self.rows.rowCount()))
        return self.horizontalHeader().height() + rows

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self.rows.rows[current.row()].id)
