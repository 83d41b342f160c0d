"""The stream of entries: sticks to its end unless scrolled away, measures only the rows that are seen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from facilitator.ui.run.entries import PLAY_OFF
from facilitator.ui.run.gaps import gap_height, paint_gap
from facilitator.ui.run.rows_view import Hint, Index, RowsView
from facilitator.ui.run.stream_delegate import StreamDelegate
from facilitator.ui.run.stream_model import StreamModel
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.rows import paint_focus


class StreamView(RowsView):
    """Entries as rows; the chosen one is what marks, refiling and editing are about."""

    menu_requested = Signal(QPoint)
    play_requested = Signal(int)
    """A row whose sign was clicked."""
    key_pressed = Signal(object)
    """A QKeyEvent that is not for moving about here: it belongs to the capture line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stays = False
        """Whether another entry is chosen without being scrolled to."""
        self._theme = theme
        self._measured: set[int] = set()
        self._at_end = True
        self._over = -1
        self._next = -1
        """The row that is painted as chosen before it is."""
        self._bar_soon = QTimer(self, interval=0, singleShot=True)  # it is half the painting of a new entry
        self._bar_soon.timeout.connect(self._move_to_end)
        self._stream: StreamModel | None = None
        self._delegate = StreamDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setProperty("ground", "bg")
        self.setAccessibleName(self.tr("Entries of this session"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.newer = Button(theme, self.tr("Newer below"), icon="arrow_down", parent=self)
        self.newer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.newer.clicked.connect(self.to_end)
        self.newer.hide()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._measure_anew)

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
        self.stays = True
        self.choose(self.heights.count - 1)
        self.stays = False

    def page(self, steps: int) -> None:
        """Scroll by screenfuls without choosing another entry."""
        self._settle_bar()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.pageStep())

    def to_end(self) -> None:
        """Show the newest entry and stay there."""
        self._fit_end()
        self._move_to_end()
        self.viewport().update()

    def _follow(self, first: int) -> None:
        """Entries have come at the end: what was seen moves up as it is, and only what is new is painted."""
        before = self.offset
        for row in range(first, self.stream.rowCount()):
            self._measure(row)
        self._at_end = True
        self.offset = self.heights.total - self.viewport().height()
        if self.offset < 0 or not self.verticalScrollBar().maximum():
            self._move_to_end()  # the bar comes now, and it takes room
        else:
            self._bar_soon.start()
        port = self.viewport()
        port.scroll(0, before - self.offset)
        top = self.rowViewportPosition(first)
        port.update(0, top, port.width(), port.height() - top)

    def _move_to_end(self) -> None:
        self._at_end = True
        self._bar_soon.stop()
        self.fit_bar()  # Qt would do it later, and the bar must know its new end now
        bar = self.verticalScrollBar()
        bar.blockSignals(True)  # the rows are moved by the caller; nothing else has to follow
        bar.setValue(bar.maximum())
        bar.blockSignals(False)
        self.offset = bar.value()
        self.newer.hide()

    def _settle_bar(self) -> None:
        """The bar is brought to where the entries stand, if it was not yet."""
        if self._bar_soon.isActive():
            self._move_to_end()

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        if not index.isValid() or self.stays:
            return
        self._settle_bar()
        box = None
        while box != self.row_box(index.row()):  # what comes into sight is measured, and may push the row out of it
            box = self.row_box(index.row())
            super().scrollTo(index, hint)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._settle_bar()
        super().wheelEvent(event)

    def paint_last(self) -> None:
        """Put the newest entry on the screen at once, and as the chosen one, which it is to become right after."""
        self._next = self.heights.count - 1
        self.viewport().repaint(self.row_box(self._next))
        self._next = -1

    # Heights

    def fit_bar(self) -> None:
        """Where entries went until the rest fits, the end is in sight without having been scrolled to."""
        super().fit_bar()
        bar = self.verticalScrollBar()
        if self.model() is not None and bar.value() >= bar.maximum():
            self._at_end = True
            self.newer.hide()

    def _measure_anew(self) -> None:
        """Type or colours are others: whoever looks at earlier entries still sees the same ones."""
        self._measured.clear()
        if self.model() is None:
            return
        first, at_end = self.rowAt(0), self._at_end
        self.heights.begin(self.stream.rowCount(), self._delegate.usual_height)
        self.fit_bar()
        self.verticalScrollBar().setValue(self.heights.top(max(first, 0)))
        self._at_end = at_end
        self._keeping_end(self._fit_seen)
        self.fit_bar()

    def _measure(self, row: int) -> int:
        """The height of a row, set if it was not yet."""
        if row in self._measured:
            return self.rowHeight(row)
        self._measured.add(row)
        height = self._delegate.height_of(self.stream.look(row), self.viewport().width())
        if self.stream.has_gaps:
            height += gap_height(self._theme, sum(map(len, self.stream.gaps_of(row))))
        if height != self.rowHeight(row):
            self.heights.set_height(row, height)
        return height

    def _fit_seen(self) -> bool:
        """Measure the rows in sight, from the top; whether that made any of them higher or lower."""
        row, total = self.rowAt(0), self.heights.total
        bottom = self.viewport().height()
        while 0 <= row < self.stream.rowCount() and self.rowViewportPosition(row) < bottom:
            self._measure(row)
            row += 1
        if self.heights.total == total:
            return False
        self.fit_bar()
        self.viewport().update()
        return True

    def _fit_end(self) -> None:
        """Measure the rows that fill the view from its end upwards."""
        room = self.viewport().height()
        row = self.stream.rowCount() - 1
        while row >= 0 and room > 0:
            room -= self._measure(row)
            row -= 1

    def _keeping_end(self, work: Callable[[], object]) -> None:
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
        chosen, over = self.currentIndex().row() if self._next < 0 else self._next, self._over
        while 0 <= row < self.stream.rowCount() and bottom <= area.bottom():
            box = self.row_box(row)
            look = self.stream.look(row)
            entry = self._paint_gaps(painter, row, box) if self.stream.has_gaps else box
            self._delegate.paint_entry(painter, entry, look, chosen=row == chosen, over=row == over)
            bottom = box.bottom() + 1
            row += 1
        if bottom <= area.bottom():
            painter.fillRect(QRect(0, bottom, width, area.bottom() - bottom + 1), self._theme.tokens.bg)
        if self.hasFocus() and chosen >= 0:
            paint_focus(painter, QRectF(self.row_box(chosen)), self._theme)
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
            self.viewport().update(self.row_box(row))

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
            self.viewport().update(self.row_box(each))
        self._over = row

    # What happens

    def rowsInserted(self, parent: Index, first: int, last: int) -> None:
        self.heights.insert(first, last + 1 - first)
        super().rowsInserted(parent, first, last)
        at_the_end = last == self.stream.rowCount() - 1
        if not at_the_end:
            self._measured.clear()
        if self._at_end and at_the_end:
            self._follow(first)
        elif self._at_end:
            self.to_end()
        else:
            self.scheduleDelayedItemsLayout()
            self._fit_seen()
            self.newer.show()
            self._place_newer()

    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.heights.remove(first, last + 1 - first)
        self.scheduleDelayedItemsLayout()
        self._measured.clear()
        self._keeping_end(self._fit_seen)

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first != last:
            self.viewport().update()  # Qt would ask its header where these rows are
        if last.row() - first.row() > 100:
            return  # chips alone: heights stay
        self._measured.difference_update(range(first.row(), last.row() + 1))
        self._keeping_end(self._fit_seen)

    def _on_scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - 2
        if self._at_end:
            self.newer.hide()
        if self._fit_seen() and self._at_end:
            self.to_end()

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
            self.scrollTo(self.currentIndex())  # Qt does nothing where End is pressed and the last one is chosen
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
