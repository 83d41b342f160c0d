"""Words of several lines in a cell: wrapped, and only then cut with dots."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from facilitator.ui.widgets.wrapped import broken


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text in lines of at most `width` pixels; what does not fit into `most` lines is elided in the last."""
    layout = broken(text[: most * max(width, 1)], font, width, QFontMetrics(font).lineSpacing())
    starts = [layout.lineAt(number).textStart() for number in range(min(layout.lineCount(), most + 1))]
    pieces = _pieces(layout.text(), starts)
    if len(pieces) <= most:
        return [piece.strip() for piece in pieces]
    rest = "".join(pieces[most - 1 :])
    last = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return [*(piece.strip() for piece in pieces[: most - 1]), last]


def _pieces(text: str, starts: list[int]) -> list[str]:
    """The text cut at the starts, which count UTF-16 units; only rare signs take two of them."""
    if max(text, default="") <= "\uffff":
        return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=False)]
    data = text.encode("utf-16-le")
    ends = [*starts[1:], len(data) // 2]
    return [data[2 * a : 2 * b].decode("utf-16-le", "replace") for a, b in zip(starts, ends, strict=False)]


def paint_lines(painter: QPainter, box: QRect, lines: list[str]) -> None:
    """Draw lines one below the other, as a block in the middle of the box's height."""
    tall = painter.fontMetrics().lineSpacing()
    top = box.top() + (box.height() - tall * len(lines)) // 2
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for number, line in enumerate(lines):
        painter.drawText(QRect(box.left(), top + number * tall, box.width(), tall), side, line)
