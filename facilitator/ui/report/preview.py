"""The document as it will look on paper, one page at a time, small beside the check list or large."""

import time

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from facilitator.domain.documents.blocks import Document
from facilitator.ui.report.pages import PAGE, USUAL_POINTS, Paper
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.label import Label

EDGE = 6
"""Room around the sheet for the focus ring."""
LARGEST = 1000
SLICE = 0.008
"""Seconds at a time for laying out."""
COUNTED = 0.2
"""Seconds after which it is told again how many pages there are so far."""
READ = 4000
"""Letters that a screen reader is given."""
ALL = 1_000_000


class Sheet(QLabel):
    """One page as large as the room allows; Left and Right or PageUp and PageDown turn it, Home and End go to its ends.

    To a screen reader it is a picture, with its document and page for a name; a label with a picture is just that.
    """

    turn_requested = Signal(int)

    ring_radius = 4

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paper: Paper | None = None
        self._page = 0
        self.setPixmap(QPixmap(1, 1))
        self.setAccessibleName(self.tr("Page preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._large = False
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(290, 400)

    def show_page(self, paper: Paper | None, page: int) -> None:
        self._paper, self._page = paper, page
        self.update()

    def set_large(self, large: bool) -> None:
        self._large = large
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._paper is None:
            return
        painter = QPainter(self)
        box = self._box()
        self._paper.paint(painter, box, self._page)
        painter.setPen(QPen(self._theme.tokens.strong, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        onward = -1 if right_to_left else 1
        steps = {
            Qt.Key.Key_Left: -onward,
            Qt.Key.Key_Right: onward,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Home: -ALL,
            Qt.Key.Key_End: ALL,
        }.get(Qt.Key(event.key()), 0)
        if steps:
            self.turn_requested.emit(steps)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._large or not event.angleDelta().y():
            event.ignore()  # the page is higher than the window and scrolls
            return
        self.turn_requested.emit(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    @property
    def _size(self) -> QSizeF:
        return self._paper.size if self._paper else PAGE

    def _fit(self) -> None:
        wide = min(self.width() - 2 * EDGE, LARGEST)
        tall = round(wide * self._size.height() / self._size.width()) + 2 * EDGE
        self.setMinimumSize(160, tall if self._large else 200)

    def _box(self) -> QRectF:
        """The sheet in the middle of the room, in its own proportions."""
        width, height = self.width() - 2 * EDGE, self.height() - 2 * EDGE
        scale = min(width / self._size.width(), height / self._size.height())
        wide, tall = round(self._size.width() * scale), round(self._size.height() * scale)
        return QRectF(round((self.width() - wide) / 2) + 0.5, EDGE + 0.5, wide - 1, tall - 1)


class Preview(QWidget):
    """Title, sheet, and the row that turns pages; asks its page for more room or gives it back."""

    large_requested = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Document | None, str, float, bytes] = (None, "", 0, b"")
        self.paper: Paper | None = None
        self._coming: Paper | None = None
        self.at = 0
        self._counted = 0.0
        self._gone: list[Paper] = []
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
        self.title = Label(theme, "", "heading", wrap=True)
        self.title.setProperty("weight", "bold")
        self.sheet = Sheet(theme)
        self.back = IconButton(theme, "left", self.tr("Page before"), "Left")
        self.next = IconButton(theme, "right", self.tr("Next page"), "Right")
        self.place = Label(theme, "", "second")
        self.large = Button(theme, self.tr("Large"), icon="eye")
        self.large.setCheckable(True)
        self.large.set_help(self.tr("Show the page as large as it gets (Ctrl+L)"))
        self._lay_out()
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.sheet.turn_requested.connect(self.turn)
        self.large.toggled.connect(self.large_requested)
        theme.changed.connect(self._show)

    def main_stop(self) -> QWidget:
        return self.sheet

    def set_large(self, large: bool) -> None:
        """As wide as there is room for, to be read by scrolling; else the whole page at once."""
        self.sheet.set_large(large)
        self.large.setChecked(large)

    def show_document(
        self,
        title: str,
        document: Document | None,
        *,
        again: bool = False,
        paper: str = "A4",
        points: float = USUAL_POINTS,
        template: bytes = b"",
    ) -> None:
        """Show a document from its first page; `again` keeps the page, as after a change."""
        self.title.setText(title)
        if not again:
            self.at = 0
        same = document is self._shown[0] and (paper, points, template) == self._shown[1:]
        if same and self._coming is None:
            self._show()
            return
        self._shown = document, paper, points, template
        face = self._theme.font("body", bold=False)
        self._put_away(self._coming)
        self._coming = Paper(document, face, paper, points, template=template) if document else None
        if document is None:
            self._put_away(self.paper)
            self.paper = None
            self.sheet.show_page(None, 0)
        self._slices.start()

    @property
    def busy(self) -> bool:
        """Whether pages are still being laid out."""
        return self._slices.isActive()

    def _go_on(self) -> None:
        """Lay out a little more; what was shown gives way as soon as the same page can be."""
        paper = self._coming or self.paper
        if paper is not None and paper.goes_on:
            self._lay_out_more(paper)
        elif self._gone:
            self._let_go()
        else:
            self._slices.stop()
            self._show()

    def _lay_out_more(self, paper: Paper) -> None:
        paper.go_on(SLICE)
        if self._coming is None:
            self._count()
        elif paper.pages > self.at or not paper.goes_on:
            self._put_away(self.paper)
            self.paper, self._coming = paper, None
            self._show()
        self._slices.start()

    def _put_away(self, paper: Paper | None) -> None:
        if paper is not None:
            self._gone.append(paper)

    def _let_go(self) -> None:
        """The pages of another document are freed a few at a time."""
        if not self._gone[-1].let_go(SLICE):
            self._gone.pop()
        self._slices.start()

    def _count(self) -> None:
        """Not with each page: the words beside it change their width, and all of the window makes room."""
        if time.monotonic() > self._counted + COUNTED:
            self._show_place()

    def turn(self, steps: int) -> None:
        """Go on or back by pages, as far as there are any."""
        if self.paper is not None:
            self.at = min(max(self.at + steps, 0), self.paper.pages - 1)
            self._show()

    def _show(self) -> None:
        pages = self.paper.pages if self.paper else 0
        self.at = max(min(self.at, pages - 1), 0)
        self.sheet.show_page(self.paper, self.at)
        self._show_place()
        self.sheet.setAccessibleDescription(self.paper.opening(READ) if self.paper else "")

    def _show_place(self) -> None:
        self._counted = time.monotonic()
        pages = self.paper.pages if self.paper else 0
        words = self.tr("page {page} of {pages}").format(page=self.at + 1, pages=pages)
        if self.paper is not None and self.paper.cut:
            more = self.tr("page {page} of {pages} and more")
            words = more.format(page=self.at + 1, pages=pages)
        self.place.setText(words)
        self.back.set_disabled_reason("" if self.at else self.tr("This is the first page."))
        last = self.at >= pages - 1
        self.next.set_disabled_reason(self.tr("This is the last page.") if last else "")
        name = f"{self.title.text()}, {words}" if self.paper else self.tr("Page preview")
        self.sheet.setAccessibleName(name)

    def _lay_out(self) -> None:
        turning = QWidget()
        row = QHBoxLayout(turning)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        for widget in (self.back, self.place, self.next):
            row.addWidget(widget)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=8)  # in large type the button goes below
        flow.addWidget(turning)
        flow.addWidget(self.large)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(buttons)
        foot.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.sheet)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
