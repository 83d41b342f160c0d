"""Text in lines that break between words, and inside a word only where it is longer than the line."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def _layout(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeading)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height, step = 0.0, QFontMetricsF(font).lineSpacing()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, height))
        height += step
    layout.endLayout()
    return layout


def wrapped_height(text: str, font: QFont, width: float) -> int:
    """The height in px that the text takes in lines of this width."""
    lines = max(_layout(text, font, width).lineCount(), 1)
    return round(lines * QFontMetricsF(font).lineSpacing() + 0.5)


def paint_wrapped(painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
    """Draws the text in the pen's colour from the top of the box; lines past its foot are left out."""
    layout = _layout(text, font, box.width())
    painter.save()
    painter.setClipRect(box.adjusted(-2, -2, 2, 2), Qt.ClipOperation.IntersectClip)
    layout.draw(painter, box.topLeft())
    painter.restore()
