"""The key card on one page of paper, in two columns, black on white whatever the window looks like."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPageSize, QPainter, QPdfWriter, QPen, QPicture

from facilitator.domain.errors import UserError
from facilitator.storage.files import whole_file
from facilitator.ui.run.key_card_words import CardPart, CardRow, Example
from facilitator.ui.widgets.keycap import split_keys

DOTS, POINTS = 1_200, 72
MARGIN, GUTTER, CAP = 42.0, 26.0, 17.0
TITLE, HEAD, TEXT, CAPS = 20, 14, 12, 10
SMALLEST = 60
INK, QUIET, EDGE = QColor("#15202B"), QColor("#455361"), QColor("#76838F")
WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def usual_paper() -> QPageSize.PageSizeId:
    """Letter where people measure in inches, A4 elsewhere."""
    inches = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.Letter if inches else QPageSize.PageSizeId.A4


def write_card(path: Path, title: str, parts: Sequence[CardPart], paper: QPageSize.PageSizeId | None = None) -> float:
    """Writes the PDF and gives back how much of the page's height is filled, from 0 to 1."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(usual_paper() if paper is None else paper))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(DOTS)
    writer.setTitle(title)
    writer.setCreator("")
    width, height = writer.width() * POINTS / DOTS, writer.height() * POINTS / DOTS
    shrunk = _shrunk(title, parts, width, height)
    painter = QPainter(writer)
    painter.scale(DOTS / POINTS * shrunk, DOTS / POINTS * shrunk)
    used = _Sheet(painter, width / shrunk).draw(title, parts) * shrunk
    painter.end()
    buffer.close()
    try:
        with whole_file(path) as part:
            part.write_bytes(data.data())
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be written: {error.strerror or error}. Close it where it is open."
        ) from error
    return used / height


def _shrunk(title: str, parts: Sequence[CardPart], width: float, height: float) -> float:
    """By how much it is drawn smaller, where long words or wide type would not leave it on one page."""
    for percent in range(100, SMALLEST, -4):
        tried = QPicture()
        painter = QPainter(tried)
        used = _Sheet(painter, width * 100 / percent).draw(title, parts)
        painter.end()
        if used * percent / 100 <= height:
            return percent / 100
    return SMALLEST / 100


class _Sheet:
    """Lengths are points of 1/72 inch; fonts are as large in these, so that 11 is 11 pt on paper."""

    def __init__(self, painter: QPainter, width: float) -> None:
        self._painter = painter
        self._width = width
        self._column = (width - 2 * MARGIN - GUTTER) / 2
        self._lowest = 0.0

    def draw(self, title: str, parts: Sequence[CardPart]) -> float:
        """Both columns; the lowest edge of what was drawn."""
        self._words(title, TITLE, QRectF(MARGIN, MARGIN, self._width - 2 * MARGIN, 40), bold=True)
        top = MARGIN + 38
        half = (len(parts) + 1) // 2
        for at, column in enumerate((parts[:half], parts[half:])):
            self._lowest = max(self._lowest, self._draw_column(column, MARGIN + at * (self._column + GUTTER), top))
        return self._lowest + MARGIN

    def _draw_column(self, parts: Sequence[CardPart], left: float, top: float) -> float:
        for part in parts:
            top = self._words(part.title, HEAD, QRectF(left, top, self._column, 40), bold=True) + 2
            self._painter.setPen(QPen(EDGE, 0.8))
            self._painter.drawLine(round(left), round(top), round(left + self._column), round(top))
            top += 6
            if part.lead:
                top = self._words(part.lead, TEXT, QRectF(left, top, self._column, 60), ink=QUIET) + 5
            if part.example is not None:
                top = self._example(part.example, left, top) + 6
            beside = max(self._caps_width(row) for row in part.rows) + 12
            for row in part.rows:
                top = self._row(row, left, top, beside) + 5
            top += 14
        return top

    def _caps_width(self, row: CardRow) -> float:
        keys = [key for shortcut in row.keys.split() for key in split_keys(shortcut)]
        return sum(_cap_width(key) + 2 for key in keys) + 4 * (len(row.keys.split()) - 1)

    def _row(self, row: CardRow, left: float, top: float, beside: float) -> float:
        """`beside` is how far from the left edge of the column the words begin."""
        edge, words = left, left + beside
        for shortcut in row.keys.split():
            edge = self._shortcut(shortcut, edge, top) + 4
        bottom = self._words(row.words, TEXT, QRectF(words, top + 1, left + self._column - words, 80))
        return max(bottom, top + CAP)

    def _example(self, example: Example, left: float, top: float) -> float:
        edge = left
        for key in example.keys:
            edge = self._shortcut(key, edge, top) + 3
        if example.typed:
            width = QFontMetricsF(_font(TEXT, bold=True)).horizontalAdvance(example.typed) + 4
            self._words(example.typed, TEXT, QRectF(edge + 3, top + 1, width, 20), bold=True)
            self._shortcut("Enter", edge + width + 4, top)
        return self._words(example.means, TEXT, QRectF(left, top + CAP + 3, self._column, 40), ink=QUIET)

    def _shortcut(self, shortcut: str, left: float, top: float) -> float:
        """Caps side by side; gives back the right edge."""
        for key in split_keys(shortcut):
            width = _cap_width(key)
            box = QRectF(left, top, width, CAP)
            self._painter.setPen(QPen(EDGE, 0.8))
            self._painter.drawRoundedRect(box, 2.5, 2.5)
            self._painter.setPen(INK)
            self._painter.setFont(_font(CAPS, bold=True))
            self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            left += width + 2
        return left - 2

    def _words(self, text: str, size: int, box: QRectF, *, bold: bool = False, ink: QColor = INK) -> float:
        """Wrapped text from the top of the box; gives back its lower edge."""
        self._painter.setFont(_font(size, bold=bold))
        self._painter.setPen(ink)
        drawn = QRectF(self._painter.boundingRect(box, WRAP, text))
        self._painter.drawText(QRectF(box.left(), box.top(), box.width(), drawn.height() + 2), WRAP, text)
        return drawn.bottom()


def _cap_width(key: str) -> float:
    return max(QFontMetricsF(_font(CAPS, bold=True)).horizontalAdvance(key) + 9, CAP)


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
