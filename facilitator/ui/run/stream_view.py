"""The stream of entries: sticks to its end unless scrolled away, measures only the rows that are seen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from facilitator.ui.run.entries import PLAY_OFF
from facilitator.ui.run.gaps import gap_height, paint_gap
from facilitator.ui.run.stream_delegate import StreamDelegate
from facilitator.ui.run.stream_model import StreamModel
from facilitator.ui.theme import Theme
from facilitator.ui.widgets import Button, paint_focus

Mode = QAbstractItemView.ScrollMode


class StreamView(QTableView):
    """Entries as rows; the chosen one is what marks, refiling and editing are about."""

    menu_requested = Signal(QPoint)
    play_requested = Signal(int)
    """A row whose sign was clicked."""
    key_pressed = Signal(object)
    """A QKeyEvent that is not for moving about here: it belongs to the capture line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measured: set[int] = set()
        self._at_end = True
        self._over = -1
        self._stream: StreamModel | None = None
        self._delegate = StreamDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._dress()
        self.newer = Button(theme, self.tr("Newer below"), icon="arrow_down", parent=self)
        self.newer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.newer.clicked.connect(self.to_end)
        self.newer.hide()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._measure_anew)

    def _dress(self) -> None:
        self.setProperty("ground", "bg")
        self.setAccessibleName(self.tr("Entries of this session"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().sectionCountChanged.disconnect()  # at each entry Qt would lay out and paint everything
        self.setShowGrid(False)
        self.setVerticalScrollMode(Mode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    @property
    def stream(self) -> StreamModel:
        """The model; only after `show_stream`."""
        assert self._stream is not None
        return self._stream

    @property
    def at_end(self) -> bool:
        """Whether new entries come into sight by themselves."""
        return self._at_end

    def show_stream(self, model: StreamModel) -> None:
        self._stream = model
        self.setModel(model)
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.dataChanged.connect(self._on_data_changed)
        self._measure_anew()
        self.to_end()

    # The chosen entry

    def chosen_row(self) -> int:
        """The row that commands are about; -1 without entries."""
        index = self.currentIndex()
        return index.row() if index.isValid() else self.stream.rowCount() - 1

    def choose(self, row: int) -> None:
        if 0 <= row < self.stream.rowCount():
            self.setCurrentIndex(self.stream.index(row))

    def choose_last(self) -> None:
        """The newest entry, without leaving the place that was scrolled to."""
        self.setAutoScroll(False)
        self.choose(self.stream.rowCount() - 1)
        self.setAutoScroll(True)

    def page(self, steps: int) -> None:
        """Scroll by screenfuls without choosing another entry."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.pageStep())

    def to_end(self) -> None:
        """Show the newest entry and stay there."""
        self._move_to_end()
        self.viewport().update()

    def _follow(self) -> None:
        """An entry has come at the end: what was seen moves up as it is, and only what is new is painted."""
        before = self.verticalHeader().offset()
        self._move_to_end()
        self.viewport().scroll(0, before - self.verticalHeader().offset())

    def _move_to_end(self) -> None:
        self._at_end = True
        self._fit_end()
        self.updateGeometries()  # Qt would do it later, and the bar must know its new end now
        bar = self.verticalScrollBar()
        bar.blockSignals(True)  # the table is moved below; nothing else has to follow
        bar.setValue(bar.maximum())
        bar.blockSignals(False)
        self.verticalHeader().setOffset(bar.value())
        self.newer.hide()

    def paint_last(self) -> None:
        """Put the newest entry on the screen at once, with whatever else waits to be painted."""
        row = self.stream.rowCount() - 1
        self.viewport().repaint(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    # Heights

    def _measure_anew(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._delegate.usual_height)
        self._measured.clear()
        if self.model() is not None:
            self._keeping_end(self._fit_seen)

    def _measure(self, row: int) -> int:
        """The height of a row, set if it was not yet."""
        if row in self._measured:
            return self.rowHeight(row)
        self._measured.add(row)
        height = self._delegate.height_of(self.stream.look(row), self.viewport().width())
        height += gap_height(self._theme, sum(map(len, self.stream.gaps_of(row))))
        if height != self.rowHeight(row):
            self._set_height(row, height)
        return height

    def _set_height(self, row: int, height: int) -> None:
        """Without the header's signal, at which the table would paint everything a second time a little later."""
        header = self.verticalHeader()
        header.blockSignals(True)
        header.resizeSection(row, height)
        header.blockSignals(False)
        top = self.rowViewportPosition(row)
        self.viewport().update(0, top, self.viewport().width(), max(self.viewport().height() - top, 0))

    def _fit_seen(self) -> None:
        """Measure the rows in sight, from the top."""
        row = self.rowAt(0)
        bottom = self.viewport().height()
        while 0 <= row < self.stream.rowCount() and self.rowViewportPosition(row) < bottom:
            self._measure(row)
            row += 1

    def _fit_end(self) -> None:
        """Measure the rows that fill the view from its end upwards."""
        room = self.viewport().height()
        row = self.stream.rowCount() - 1
        while row >= 0 and room > 0:
            room -= self._measure(row)
            row -= 1

    def _keeping_end(self, work: Callable[[], None]) -> None:
        at_end = self._at_end
        work()
        if at_end:
            self.to_end()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the rows that the event is about, straight from the delegate: Qt's own way costs several times more."""
        painter = QPainter(self.viewport())
        area = event.rect()
        row = self.rowAt(max(area.top(), 0))
        bottom = area.top()
        width = self.viewport().width()
        chosen, over = self.currentIndex().row(), self._over
        while 0 <= row < self.stream.rowCount() and bottom <= area.bottom():
            box = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            look = self.stream.look(row)
            entry = self._paint_gaps(painter, row, box)
            self._delegate.paint_entry(painter, entry, look, chosen=row == chosen, over=row == over)
            bottom = box.bottom() + 1
            row += 1
        if bottom <= area.bottom():
            painter.fillRect(QRect(0, bottom, width, area.bottom() - bottom + 1), self._theme.tokens.bg)
        if self.hasFocus() and chosen >= 0:
            box = QRect(0, self.rowViewportPosition(chosen), width, self.rowHeight(chosen))
            paint_focus(painter, QRectF(box), self._theme)
        painter.end()

    def _paint_gaps(self, painter: QPainter, row: int, box: QRect) -> QRect:
        """The gaps of a row; gives back what is left for the entry."""
        above, below = self.stream.gaps_of(row)
        step = gap_height(self._theme, 1)
        entry = box.adjusted(0, step * len(above), 0, -step * len(below))
        for number, gap in enumerate([*above, *below]):
            top = box.top() + step * number + (entry.height() if number >= len(above) else 0)
            place = QRect(box.left(), top, box.width(), step)
            painter.fillRect(place, self._theme.tokens.bg)
            paint_gap(painter, QRectF(place), self._theme, gap)
        return entry

    def entry_rect(self, row: int) -> QRect:
        """Where an entry is drawn, without the gaps beside it."""
        above, below = (gap_height(self._theme, len(gaps)) for gaps in self.stream.gaps_of(row))
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        return QRect(0, top + above, self.viewport().width(), height - above - below)

    def tick(self) -> None:
        """An open gap has grown by a second."""
        row = self.stream.growing_row()
        if row >= 0:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.rowAt(round(event.position().y()))
        signed = row >= 0 and self.stream.look(row).sign in ("play", "stop", PLAY_OFF)
        if signed and self._delegate.sign_box(self.entry_rect(row)).contains(event.position()):
            self.play_requested.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        for each in {self._over, row} - {-1} if row != self._over else ():
            self.viewport().update(0, self.rowViewportPosition(each), self.viewport().width(), self.rowHeight(each))
        self._over = row

    # What happens

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        at_the_end = first >= self.stream.rowCount() - 1 - (last - first)
        if not at_the_end:
            self._measured.clear()
        if self._at_end and at_the_end:
            self._follow()
        elif self._at_end:
            self.to_end()
        else:
            self.scheduleDelayedItemsLayout()
            self.newer.show()
            self._place_newer()

    def _on_removed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._measured.clear()
        self._keeping_end(self._fit_seen)

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if last.row() - first.row() > 100:
            return  # chips alone: heights stay
        self._measured.difference_update(range(first.row(), last.row() + 1))
        self._keeping_end(self._fit_seen)

    def _on_scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - 2
        if self._at_end:
            self.newer.hide()
        self._fit_seen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measured.clear()
        if self.model() is not None:
            self._keeping_end(self._fit_seen)
        self._place_newer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moving = {
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
        }
        if event.key() in moving and not event.modifiers():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
            event.ignore()
        else:
            self.key_pressed.emit(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.rowAt(event.pos().y())
        self.choose(row)
        self.menu_requested.emit(event.globalPos())

    def _place_newer(self) -> None:
        size = self.newer.sizeHint()
        self.newer.resize(size)
        self.newer.move((self.width() - size.width()) // 2, self.height() - size.height() - 12)
