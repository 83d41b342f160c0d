"""Grounds of rows for delegates: rest, hover, selected with its bar, focus, drop target."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.mirror import placed


def paint_row(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, *, divider: bool = True) -> bool:
    """Draw the ground of a row and say whether it is selected, so that its words go bold."""
    from PySide6.QtWidgets import QStyle  # its lists of names are slow to make, and a page without rows needs none

    state: QStyle.StateFlag = option.state
    box: QRect = option.rect
    t = theme.tokens
    selected = bool(state & QStyle.StateFlag.State_Selected)
    over = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.save()
    painter.fillRect(box, t.tint if selected else t.sunken if over else t.surface)
    if divider:
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    if selected:
        bar = QRectF(box.left(), box.top(), 4, box.height())
        painter.fillRect(placed(painter, bar, QRectF(box)), t.accent)
    if state & QStyle.StateFlag.State_HasFocus:
        paint_focus(painter, QRectF(box), theme)
    painter.restore()
    return selected


def paint_focus(painter: QPainter, box: QRectF, theme: Theme, radius: float = 4, colour: QColor | None = None) -> None:
    """The focus ring drawn inside a box, where there is no room outside it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour or theme.tokens.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def paint_drop(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The dashed frame of a place where something may be dropped."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens.accent, 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.restore()
