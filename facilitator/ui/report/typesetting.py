"""Sets paragraphs into lines, in twentieths of a point as Word measures, and holds what is drawn of them.

At so fine a measure nothing is rounded to the dots of a screen, so that lines end where they end on paper.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from facilitator.export.text import clean
from facilitator.export.word_styles import QUIET

LIKE = {"Calibri": ("Carlito",), "Cambria": ("Caladea",), "Arial": ("Liberation Sans",)}
"""What runs just as wide, and is on computers without Word."""
_SAMPLE = "Between the call and the work there is a gap in which we look for a person, not for a procedure."
_ENDLESS = 1_000_000.0
_CALIBRI_ADVANCE, _CALIBRI_LINE = 0.3989, 1.2207
"""How wide a letter of such a sentence is, and how far lines are apart, as shares of its size."""


_ENDLESS_WORD = re.compile(r"\S{1000,}")
"""Qt goes through the rest of a word with each line of it."""


class Ink(Protocol):
    """Something drawn, from `top` to `bottom` below the top of its strip."""

    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Draw it where the strip begins at these."""


class Line(NamedTuple):
    """One line of a paragraph that was set, `x` from the left of its strip."""

    layout: QTextLayout
    at: int
    x: float
    top: float
    bottom: float

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        self.layout.lineAt(self.at).draw(painter, QPointF(left + self.x, top + self.top))

    @property
    def end(self) -> float:
        """Where its words end."""
        return self.x + float(self.layout.lineAt(self.at).naturalTextRect().right())

    @property
    def base(self) -> float:
        """What its letters stand on."""
        return self.top + float(self.layout.lineAt(self.at).ascent())

    def moved(self, across: float, down: float = 0.0) -> "Line":
        return self._replace(x=self.x + across, top=self.top + down, bottom=self.bottom + down)


class Fill(NamedTuple):
    """A rectangle of one colour: a rule, or the ground of a cell."""

    left: float
    top: float
    width: float
    height: float
    colour: str

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        painter.fillRect(QRectF(left + self.left, top + self.top, self.width, self.height), QColor(f"#{self.colour}"))


class Picture(NamedTuple):
    """A drawing as SVG."""

    svg: str
    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        place = QRectF(left + self.left, top + self.top, self.width, self.height)
        QSvgRenderer(QByteArray(self.svg.encode())).render(painter, place)


@dataclass(slots=True)
class Leader:
    """Dots from the words of a line of the contents to its page at the `right`, once that is known."""

    line: Line
    right: float
    page: Line | None = None

    @property
    def top(self) -> float:
        return self.line.top

    @property
    def bottom(self) -> float:
        return self.line.bottom

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        if self.page is None:
            return
        begin = self.right - self.page.end
        dot = (self.line.bottom - self.line.top) * 0.055
        for n in range(int((begin - self.line.end) / (4 * dot)) - 1):
            place = QRectF(left + begin - (n + 2) * 4 * dot, top + self.line.base - dot, dot, dot)
            painter.fillRect(place, QColor(f"#{QUIET}"))
        self.page.draw(painter, left + begin, top + self.line.top)


class Span(NamedTuple):
    """Words in one look; an empty colour is that of the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""


class Face(NamedTuple):
    """The type of a paragraph; `size` in twentieths of a point."""

    name: str
    size: int
    bold: bool
    italic: bool
    colour: str


def _torn(word: re.Match[str]) -> str:
    return "\n".join(word[0][at : at + 1000] for at in range(0, len(word[0]), 1000))


class Typesetter:
    """`usual` stands in where a face is not on this computer.

    With `as_calibri` it is made to run as wide as the one it stands in for, which tells where Word will break lines
    and is not for the eye.
    """

    def __init__(self, usual: QFont, *, as_calibri: bool = False) -> None:
        self._usual = usual
        self._as_calibri = as_calibri
        self._fonts: dict[tuple[str, int, bool, bool], QFont] = {}

    def lines(
        self, spans: Sequence[Span], face: Face, width: float, *, rtl: bool = False, middle: bool = False, by: float = 1
    ) -> Iterator[Line]:
        """The words in lines that fit; lines are `by` times as far apart as the type asks for. Each is at the top."""
        layout = self._layout(spans, face, rtl=rtl, middle=middle)
        solid = self._solid(face)
        layout.beginLayout()
        at = 0
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            yield Line(layout, at, 0, 0, (solid or line.height()) * by)
            at += 1
        layout.endLayout()

    def line(self, text: str, face: Face) -> Line:
        """All of it in one line, however long."""
        (line,) = self.lines((Span(text.replace("\n", " ")),), face, _ENDLESS)
        return line

    def _layout(self, spans: Sequence[Span], face: Face, *, rtl: bool, middle: bool) -> QTextLayout:
        texts = [_ENDLESS_WORD.sub(_torn, clean(span.text)).replace("\n", "\u2028") for span in spans]
        layout = QTextLayout("".join(texts), self._font(face.name, face.size, face.bold, face.italic))
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setTabStopDistance(709)
        layout.setTextOption(option)
        layout.setFormats([*self._formats(spans, texts, face)])
        return layout

    def _formats(self, spans: Sequence[Span], texts: Sequence[str], face: Face) -> Iterator[QTextLayout.FormatRange]:
        start = 0
        for span, text in zip(spans, texts, strict=True):
            length = len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
            look = QTextCharFormat()
            look.setFont(self._font(face.name, face.size, face.bold or span.bold, face.italic or span.italic))
            look.setForeground(QColor(f"#{span.colour or face.colour}"))
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = start, length, look
            start += length
            yield found

    def _font(self, name: str, size: int, bold: bool, italic: bool) -> QFont:
        key = (name, size, bold, italic)
        if key not in self._fonts:
            font = QFont(self._usual)
            font.setFamilies([name, *LIKE.get(name, ()), *self._usual.families()])
            font.setPixelSize(max(size, 1))
            font.setBold(bold)
            font.setItalic(italic)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if self._stands_in(name):
                wide = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / (size * len(_SAMPLE))
                font.setStretch(round(100 * _CALIBRI_ADVANCE / wide))
            self._fonts[key] = font
        return self._fonts[key]

    def _stands_in(self, name: str) -> bool:
        return self._as_calibri and name == "Calibri" and not any(map(QFontDatabase.hasFamily, ("Calibri", "Carlito")))

    def _solid(self, face: Face) -> float:
        """How far lines are apart in the face that another stands in for; 0 where none does."""
        return _CALIBRI_LINE * face.size if self._stands_in(face.name) else 0.0
