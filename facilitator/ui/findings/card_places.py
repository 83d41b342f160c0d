"""Where the parts of a card lie, and how high that makes it; worked out without a widget."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetricsF

from facilitator.services.findings_grid import Card, QuoteCard, Weight
from facilitator.ui.findings.columns import GAP
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.wrapped import wrapped_height

PAD: Final = 10
GRIP: Final = 14
FOOT: Final = 26
LONGEST = 1200
EMPTY = 56
"""About so many letters say why a cell is empty."""


def shown(text: str) -> str:
    """A text as a card shows it: very long ones end in dots and are read whole at the side."""
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


def quoted(quote: QuoteCard) -> str:
    """The words of a quote as a card shows them."""
    return f"“{shown(quote.quote.text)}”"


@dataclass(frozen=True)
class CardPlaces:
    """For one width; measured from the side on which lines begin."""

    width: int
    text: QRect
    quotes: tuple[QRect, ...]
    foot: QRect
    height: int


def card_places(theme: Theme, card: Card | None, quotes: tuple[QuoteCard, ...], width: int) -> CardPlaces:
    """A statement with its quotes, or, without a card, a quote that no statement holds."""
    top, text, grip = PAD, QRect(), 8 + theme.px(GRIP)
    if card:
        text = _wrapped(grip, top, width - grip - PAD, shown(card.statement.text), theme.font("second"))
        top = text.bottom() + 7
    boxes = []
    left, slanted = grip + 12 if card else PAD + 12, theme.font("second", italic=True)
    for quote in quotes:
        box = _wrapped(left, top + 2, width - left - PAD - 22, quoted(quote), slanted)
        boxes.append(box.adjusted(-12, -2, 22, 3))
        top = box.bottom() + 9
    foot = QRect(grip, top - 1, width - grip - PAD, theme.px(FOOT) - 2)
    return CardPlaces(width, text, tuple(boxes), foot, foot.bottom() + 6)


def likely_height(theme: Theme, weight: Weight, width: int) -> int:
    """About how high a cell that was not read will be: its cards, or the sentence that it has none."""
    metrics = QFontMetricsF(theme.font("second"))
    line = max((width - theme.px(GRIP) - 2 * PAD - 8) / metrics.averageCharWidth(), 8.0)
    lines = weight.letters / line + weight.entries / 2  # the last line of each is about half full
    if not weight.entries:
        return round(ceil(EMPTY / line) * metrics.lineSpacing()) + 2 * PAD
    bare = 2 * PAD + theme.px(FOOT) + GAP
    return round(lines * metrics.lineSpacing() + weight.entries * bare)


def _wrapped(left: int, top: int, width: int, text: str, font: QFont) -> QRect:
    room = max(width, 40)
    return QRect(left, top, room, wrapped_height(text, font, room))
