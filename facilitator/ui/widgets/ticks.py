"""The tick box as a drawing, for the widget and for cells of tables alike."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from facilitator.ui.theme import Theme


def paint_tick(painter: QPainter, box: QRectF, theme: Theme, *, checked: bool, enabled: bool = True) -> None:
    """Draw a tick box of 16 px into the middle of a box; for delegates and for the widget."""
    t = theme.tokens
    side = theme.px(16)
    middle = box.center()
    square = QRectF(round(middle.x() - side / 2), round(middle.y() - side / 2), side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(1.0 if enabled else 0.45)
    painter.setPen(QPen(t.accent if checked else t.strong, 1))
    painter.setBrush(t.accent if checked else t.surface)
    painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if checked:
        theme.icons.paint(painter, square.adjusted(2, 2, -2, -2), "tick", t.onaccent)
    painter.restore()
