"""The audience window and its small twin on the laptop; both draw one view and hold nothing else."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.audience.painter import paint_audience
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.frame.mark import window_icon
from facilitator.ui.icons import Icons
from facilitator.ui.theme import Theme


class AudienceCanvas(QWidget):
    """Draws the view it was last given; a screen reader is told the same words."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._view = AudienceView()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def view(self) -> AudienceView:
        return self._view

    def show_view(self, view: AudienceView) -> None:
        self._view = view
        self.setAccessibleName(view.words())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_audience(painter, QRectF(self.rect()), self._view, self._icons)
        painter.end()


class AudienceWindow(AudienceCanvas):
    """The top-level window: it never takes the keyboard, and closing it hides it."""

    closed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(self.tr("Audience window: what the participants see"))
        self.setWindowIcon(window_icon())
        self.setMinimumSize(480, 270)
        self.resize(960, 540)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class AudienceThumbnail(QWidget):
    """The exact picture of the audience window, small, for the facilitator."""

    def __init__(self, theme: Theme, width: int = 256, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wide = width
        self._shape = 9 / 16
        self._view = AudienceView()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def view(self) -> AudienceView:
        return self._view

    def show_view(self, view: AudienceView, window: QSize | None = None) -> None:
        """Draw this view in the proportions of `window`."""
        if window is not None and window.width() > 0:
            self._shape = window.height() / window.width()
        self._view = view
        words = view.words() or self.tr("black")
        self.setAccessibleName(self.tr("The audience sees: {words}").format(words=words))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._shape)

    def sizeHint(self) -> QSize:
        return QSize(self._wide, self.heightForWidth(self._wide))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = min(float(self.height()), self.width() * self._shape)
        width = height / self._shape
        box = QRectF((self.width() - width) / 2, 0, width, height)
        paint_audience(painter, box.adjusted(1, 1, -1, -1), self._view, self._theme.icons)
        painter.setPen(QPen(self._theme.tokens.strong, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
