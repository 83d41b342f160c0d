"""Draws an audience view into any size: the projector, the thumbnail and the preview are the same picture.

Everything is laid out on a page 1080 high and scaled, so that lines break alike at every size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QTextLayout

from facilitator.ui import tokens
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.icons import Icons
from facilitator.ui.tokens import LIGHT
from facilitator.ui.widgets.wrapped import broken

PAGE = 1080.0
SIDE = 120.0
TOP = 72.0
FOOT = 1000.0
QUESTION, GROUP, QUOTE, SMALL = 34, 42, 50, 28
STATEMENT_STEPS = (82, 68, 56)
SMALLEST = 8
LINE_HEIGHTS = {"statement": 108 / 82, "quote": 68 / 50}
BADGE = 64.0
CLIP_ROW = 64.0
MOST_BREAKS = 8
LIST_GAP = 0.4


@dataclass(frozen=True)
class Block:
    """Laid out lines with their height."""

    layout: QTextLayout
    height: float


@dataclass(frozen=True)
class Sizes:
    """The type of one page, once it fits."""

    statement: int
    quote: int


def paint_audience(painter: QPainter, box: QRectF, view: AudienceView, icons: Icons) -> None:
    """Draw the view so that it fills the box; white ground in light and dark alike."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box)
    painter.fillRect(box, tokens.AUDIENCE_BLACK if view.kind == "black" else tokens.AUDIENCE_WHITE)
    if box.height() > 0 and box.width() > 0:
        scale = box.height() / PAGE
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        page = QSizeF(box.width() / scale, PAGE)
        _PAINTERS[view.kind](painter, page, view, icons)
    painter.restore()


def _paint_black(painter: QPainter, page: QSizeF, view: AudienceView, _icons: Icons) -> None:
    painter.setPen(tokens.AUDIENCE_GREY)
    _draw(painter, block(view.line, font(SMALL), _width(page)), SIDE, FOOT - 20)


def _paint_clock(painter: QPainter, page: QSizeF, view: AudienceView, _icons: Icons) -> None:
    painter.setPen(LIGHT.text)
    painter.setFont(font(220, bold=True))
    painter.drawText(QRectF(0, 0, page.width(), PAGE), Qt.AlignmentFlag.AlignCenter, view.clock)


def _paint_question(painter: QPainter, page: QSizeF, view: AudienceView, _icons: Icons) -> None:
    top = _paint_heading(painter, page, view, 160.0)
    size = _fit_text(view.question, _width(page), FOOT - 40 - top)
    painter.setPen(LIGHT.text)
    _draw(painter, _statement(view.question, size, _width(page)), SIDE, top)
    _paint_foot(painter, page, view)


def _paint_list(painter: QPainter, page: QSizeF, view: AudienceView, _icons: Icons) -> None:
    width = _width(page)
    painter.setPen(LIGHT.text2)
    head = block(view.heading, font(GROUP, bold=True), width)
    _draw(painter, head, SIDE, TOP)
    top = TOP + head.height + 40
    size = _fit_lines(view.lines, width, FOOT - 40 - top)
    painter.setPen(LIGHT.text)
    for line in view.lines:
        painter.setFont(font(size, bold=True))
        painter.drawText(QPointF(SIDE, top + size), "•")
        words = _statement(line, size, width - size)
        _draw(painter, words, SIDE + size, top)
        top += words.height + size * LIST_GAP
    _paint_foot(painter, page, view)


def _paint_statement(painter: QPainter, page: QSizeF, view: AudienceView, icons: Icons) -> None:
    width = _width(page)
    painter.setPen(LIGHT.text2)
    question = _question(view.question, width)
    _draw(painter, question, SIDE, TOP)
    top = _paint_heading(painter, page, view, TOP + question.height + 34)
    room = FOOT - 32 - top
    sizes = _fit(_plain(view), width, room)
    painter.setPen(LIGHT.text)
    if view.statement:
        words = _statement(view.statement, sizes.statement, width)
        _draw(painter, words, SIDE, top)
        top += words.height + 34
    if view.quote or view.clip_share is not None:
        _paint_quote(painter, page, view, sizes, top, icons)
    _paint_foot(painter, page, view)


def _paint_heading(painter: QPainter, page: QSizeF, view: AudienceView, top: float) -> float:
    """Draw badge and group, if there is one, and give back where the words under it begin."""
    if not view.heading:
        return top
    badge = QRectF(SIDE, top, BADGE, BADGE)
    fill = tokens.group_fill(view.fill, dark=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill.ground)
    painter.drawRoundedRect(badge, 8, 8)
    painter.setPen(fill.letter)
    painter.setFont(font(38 if len(view.letter) < 2 else 28, bold=True))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, view.letter)
    painter.setPen(LIGHT.text)
    name = block(view.heading, font(GROUP, bold=True), _width(page) - BADGE - 24)
    _draw(painter, name, SIDE + BADGE + 24, top + max((BADGE - name.height) / 2, 0))
    return top + max(BADGE, name.height) + 24


def _paint_quote(painter: QPainter, page: QSizeF, view: AudienceView, sizes: Sizes, top: float, icons: Icons) -> None:
    words = _quote(view.quote, sizes.quote, _width(page))
    height = words.height + (CLIP_ROW if view.clip_share is not None else 16)
    painter.fillRect(QRectF(SIDE, top, 10, height), tokens.group_fill(view.fill, dark=False).ground)
    painter.setPen(LIGHT.text)
    _draw(painter, words, SIDE + 48, top + 6)
    if view.clip_share is not None:
        _paint_clip(painter, page, view, top + words.height + CLIP_ROW / 2, icons)


def _paint_clip(painter: QPainter, page: QSizeF, view: AudienceView, middle: float, icons: Icons) -> None:
    icons.paint(painter, QRectF(SIDE + 48, middle - 22, 44, 44), "speaker", LIGHT.accent)
    bar = QRectF(SIDE + 114, middle - 7, min(900.0, _width(page) * 0.55), 14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(LIGHT.sunken)
    painter.drawRoundedRect(bar, 7, 7)
    painter.setBrush(LIGHT.accent)
    share = min(max(view.clip_share or 0.0, 0.0), 1.0)
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(bar.width() * share, 14), 14), 7, 7)
    painter.setPen(LIGHT.text2)
    words = block(view.clip_words, font(SMALL), page.width() - bar.right() - 24 - SIDE / 2)
    _draw(painter, words, bar.right() + 24, middle - words.height / 2)


def _paint_foot(painter: QPainter, page: QSizeF, view: AudienceView) -> None:
    painter.setPen(LIGHT.text2)
    _draw(painter, block(view.foot, font(SMALL), _width(page)), SIDE, FOOT - 20)


_PAINTERS: dict[str, Callable[[QPainter, QSizeF, AudienceView, Icons], None]] = {
    "black": _paint_black,
    "clock": _paint_clock,
    "question": _paint_question,
    "statement": _paint_statement,
    "list": _paint_list,
}


def _width(page: QSizeF) -> float:
    return max(page.width() - 2 * SIDE, 200.0)


def _plain(view: AudienceView) -> AudienceView:
    """The view without what moves while a clip plays, so that the type is fitted once for each item."""
    return replace(view, clip_share=None if view.clip_share is None else 0.0, clip_words="", clock="", line="")


@lru_cache(maxsize=64)
def _fit(view: AudienceView, width: float, room: float) -> Sizes:
    """The largest type at which statement, quote and clip fit into the room."""

    def height(size: int) -> float:
        total = _statement(view.statement, size, width).height + 34 if view.statement else 0.0
        if view.quote:
            total += _quote(view.quote, _quote_size(size, view.quote), width).height + 16
        return total + (CLIP_ROW if view.clip_share is not None else 0)

    size = largest(STATEMENT_STEPS, height, room)
    return Sizes(size, _quote_size(size, view.quote))


@lru_cache(maxsize=64)
def _fit_text(text: str, width: float, room: float) -> int:
    return largest(STATEMENT_STEPS, lambda size: _statement(text, size, width).height, room)


@lru_cache(maxsize=64)
def _fit_lines(lines: tuple[str, ...], width: float, room: float) -> int:
    def height(size: int) -> float:
        return sum(_statement(line, size, width - size).height + size * LIST_GAP for line in lines)

    return largest(STATEMENT_STEPS, height, room)


def largest(steps: Sequence[int], height: Callable[[int], float], room: float) -> int:
    """The first step that fits; below the last one, the largest size that does, however long the words are."""
    for step in steps:
        if height(step) <= room:
            return step
    low, high = SMALLEST, steps[-1]
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if height(middle) <= room else (low, middle)
    return low


def _quote_size(statement: int, quote: str) -> int:
    """A short quote stays readable beside a very long statement."""
    least = SMALL if len(quote) < 200 else SMALLEST
    return max(min(QUOTE, round(statement * QUOTE / 68)), least)


def _question(text: str, width: float) -> Block:
    size = _fit_question(text, width)
    return block(text, font(size), width, 1.3)


@lru_cache(maxsize=64)
def _fit_question(text: str, width: float) -> int:
    return largest((QUESTION,), lambda size: block(text, font(size), width, 1.3).height, 180)


def _statement(text: str, size: int, width: float) -> Block:
    return block(text, font(size, bold=True), width, LINE_HEIGHTS["statement"])


def _quote(text: str, size: int, width: float) -> Block:
    shown = f"“{text}”" if text else ""
    return block(shown, font(size, italic=True), width - 60, LINE_HEIGHTS["quote"])


def font(size: int, *, bold: bool = False, italic: bool = False) -> QFont:
    """The system's font at a size on the page; unhinted, so that it scales evenly."""
    made = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    made.setPixelSize(size)
    made.setBold(bold)
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def block(text: str, face: QFont, width: float, spread: float = 1.25) -> Block:
    """The text broken into lines; `spread` is the distance of lines as a share of the size of type."""
    step = face.pixelSize() * spread
    layout = broken(_with_few_breaks(text), face, width, step)
    return Block(layout, layout.lineCount() * step if text else 0.0)


def _with_few_breaks(text: str) -> str:
    """Line breaks as Qt wants them; a text that is mostly breaks runs on, or it would never fit."""
    lines = text.splitlines()
    return " ".join(text.split()) if len(lines) > MOST_BREAKS else "\u2028".join(lines)


def _draw(painter: QPainter, words: Block, left: float, top: float) -> None:
    if words.height:
        words.layout.draw(painter, QPointF(left, top))
