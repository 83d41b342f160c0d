"""Text in lines that break between words, and inside a word only where it is longer than the line."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from facilitator.domain.languages import begins_from_right


def broken(text: str, font: QFont, width: float, step: float) -> QTextLayout:
    """The text in lines of this width, one every `step` px and each in the middle of its step."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_option(begins_from_right(text)))
    layout.setCacheEnabled(True)
    layout.beginLayout()
    lines = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, lines * step + (step - line.height()) / 2))
        lines += 1
    layout.endLayout()
    return layout


@cache
def _option(from_right: bool) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the words run, not the program
    return option


def elided_lines(text: str, font: QFont, width: float, most: int) -> str:
    """As much of the text as stands on so many lines, with dots where something is left out."""
    layout = broken(text, font, width, QFontMetricsF(font).lineSpacing())
    if layout.lineCount() <= most:
        return text
    last = layout.lineAt(most - 1)
    rest = QFontMetricsF(font).elidedText(text[last.textStart() :], Qt.TextElideMode.ElideRight, width)
    return text[: last.textStart()] + rest


def _layout(text: str, font: QFont, width: float) -> QTextLayout:
    return broken(text.replace("\n", "\u2028"), font, width, QFontMetricsF(font).lineSpacing())


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
