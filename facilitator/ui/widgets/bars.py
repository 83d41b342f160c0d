"""Bars: time used, things done, a share. Always beside a number, never alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.mirror import painter_on, placed


def paint_bar(painter: QPainter, box: QRectF, theme: Theme, share: float, tone: str = "accent") -> None:
    """Draw a trough and its filled part; tones are accent, rec (past plan) and strong (the session)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = box.height() / 2
    painter.setBrush(theme.tokens.sunken)
    painter.drawRoundedRect(box, radius, radius)
    share = min(max(share, 0.0), 1.0)
    if share > 0:
        painter.setBrush(QColor(getattr(theme.tokens, tone)))
        full = QRectF(box)
        full.setWidth(max(box.width() * share, box.height()))
        painter.drawRoundedRect(placed(painter, full, box), radius, radius)
    painter.restore()


class ProgressBar(QWidget):
    """A bar of 6 px; `set_share` takes 0 to 1 and more: past 1 it turns to the tone of overrun."""

    def __init__(
        self,
        theme: Theme,
        share: float = 0.0,
        tone: str = "accent",
        *,
        height: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = share
        self._tone = tone
        self._tall = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        return self._share

    def set_share(self, share: float, tone: str | None = None) -> None:
        self._share = share
        self._tone = tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(112, self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._tall)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = "rec" if self._share > 1 and self._tone == "accent" else self._tone
        painter = painter_on(self)
        paint_bar(painter, QRectF(self.rect()), self._theme, self._share, tone)
        painter.end()
