"""Key caps: small outlined boxes that mark keys; they are pictures, not buttons."""

import sys

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from facilitator.ui.theme import Theme

GAP = 3.0
_SIGNS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Escape": "Esc"}
_ARROWS = {"←": "arrow_left", "→": "arrow_right", "↑": "arrow_up", "↓": "arrow_down"}
"""Drawn as icons: few systems' own fonts have these signs, and to look for another font takes long."""
_MAC = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧"}


def split_keys(shortcut: str) -> list[str]:
    """The caps of a shortcut: "Ctrl+Shift++" gives Ctrl, Shift and +."""
    if shortcut in {"+", ""}:
        return [shortcut] if shortcut else []
    plus_last = shortcut.endswith("++")
    keys = [key for key in shortcut.removesuffix("++").split("+") if key]
    keys = [*keys, "+"] if plus_last else keys
    return [_shown(key) for key in keys]


def _shown(key: str) -> str:
    if sys.platform == "darwin" and key in _MAC:
        return _MAC[key]
    return _SIGNS.get(key, key)


def cap_size(theme: Theme, key: str) -> QSize:
    side = theme.px(20)
    wide = side if key in _ARROWS else round(theme.width_of(key, "cap")) + 12
    return QSize(max(wide, side), side)


def caps_width(theme: Theme, shortcut: str) -> float:
    keys = split_keys(shortcut)
    return sum(cap_size(theme, key).width() for key in keys) + GAP * max(len(keys) - 1, 0)


def paint_cap(painter: QPainter, box: QRectF, theme: Theme, key: str, colour: QColor | None = None) -> None:
    """Draw one cap; with a colour it takes that for edge and letter, as on a main button."""
    tokens = theme.tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour or tokens.strong, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if colour else tokens.surface)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, 3, 3)
    foot = inner.bottom() - 1
    painter.drawLine(QPointF(inner.left() + 2, foot), QPointF(inner.right() - 2, foot))
    if key in _ARROWS:
        side = theme.px(12)
        middle = box.center() - QPointF(side / 2, side / 2 + 0.5)
        theme.icons.paint(painter, QRectF(middle, QSizeF(side, side)), _ARROWS[key], colour or tokens.text)
    else:
        painter.setPen(colour or tokens.text)
        painter.setFont(theme.font("cap"))
        painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def paint_caps(
    painter: QPainter, left: float, middle: float, theme: Theme, shortcut: str, colour: QColor | None = None
) -> float:
    """Draw a whole shortcut from `left`, centred on the height `middle`; gives back the right edge."""
    for key in split_keys(shortcut):
        size = cap_size(theme, key)
        box = QRectF(left, round(middle - size.height() / 2), size.width(), size.height())
        paint_cap(painter, box, theme, key, colour)
        left += size.width() + GAP
    return left - GAP


class KeyCap(QWidget):
    """One cap."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return cap_size(self._theme, self._key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cap(painter, QRectF(self.rect()), self._theme, self._key)
        painter.end()


def key_caps(theme: Theme, shortcut: str, parent: QWidget | None = None) -> QWidget:
    """A row of caps for a shortcut such as "Ctrl+Shift+P"."""
    row = QWidget(parent)
    row.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # Ctrl comes first in every script
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(int(GAP))
    for key in split_keys(shortcut):
        layout.addWidget(KeyCap(theme, key))
    row.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    row.setAccessibleName(shortcut)
    return row
