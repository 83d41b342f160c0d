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
