"""An icon on a page, in the tone of the words beside it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.theme import Theme


class IconLabel(QWidget):
    """A sign without a name of its own: the words beside it say the same."""

    def __init__(
        self, theme: Theme, icon: str, tone: str = "text", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._tone = tone
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: str | None = None) -> None:
        self._icon = icon
        self._tone = tone or self._tone
        self.update()

    @property
    def icon_name(self) -> str:
        return self._icon

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour: QColor = getattr(self._theme.tokens, self._tone)
        self._theme.icons.paint(painter, QRectF(self.rect()), self._icon, colour)
        painter.end()


class StatusDot(QWidget):
    """A small disc, ring or half disc in a tone; the word beside it says what it means."""

    def __init__(
        self, theme: Theme, tone: str = "strong", *, filled: bool = True, size: int = 10, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        self._filled = filled
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, tone: str, *, filled: bool = True) -> None:
        self._tone, self._filled = tone, filled
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour: QColor = getattr(self._theme.tokens, self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(colour)
        pen.setWidthF(2)
        painter.setPen(pen)
        if self._filled:
            painter.setBrush(colour)
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
