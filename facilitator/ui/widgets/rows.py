"""Grounds of rows for delegates: rest, hover, selected with its bar, focus, drop target."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.mirror import placed

_NO_PEN = Qt.PenStyle.NoPen


def fill(painter: QPainter, box: QRect | QRectF, colour: QColor) -> None:
    """Fill a box and leave no pen behind; `fillRect` would have the names of all of Qt's gradients read in first."""
    painter.setPen(_NO_PEN)
    painter.setBrush(colour)
    painter.drawRect(box)


class RowState(NamedTuple):
    """How a row stands in its list."""

    selected: bool
    over: bool
    focused: bool


def row_state(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> RowState:
    """Asked of a view that tells its `hovered_row`: Qt's own answer, in the option, brings all that a style can draw.

    Making those lists of names takes as long as a small page, so the first page to be seen does without.
    """
    focused = view.hasFocus() and view.currentIndex() == index
    over: bool = getattr(view, "hovered_row", -1) == index.row()
    return RowState(view.selectionModel().isSelected(index), over, focused)


def paint_row(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, *, divider: bool = True) -> bool:
    """Draw the ground of a row and say whether it is selected, so that its words go bold."""
    from PySide6.QtWidgets import QStyle

    state: QStyle.StateFlag = option.state
    flags = QStyle.StateFlag
    known = RowState(
        *(bool(state & flag) for flag in (flags.State_Selected, flags.State_MouseOver, flags.State_HasFocus))
    )
    paint_row_ground(painter, option.rect, theme, known, divider=divider)
    return known.selected


def paint_row_ground(painter: QPainter, box: QRect, theme: Theme, state: RowState, *, divider: bool = True) -> None:
    """The ground of a row that stands in its list as `state` says."""
    t = theme.tokens
    painter.save()
    fill(painter, box, t.tint if state.selected else t.sunken if state.over else t.surface)
    if divider:
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    if state.selected:
        bar = QRectF(box.left(), box.top(), 4, box.height())
        fill(painter, placed(painter, bar, QRectF(box)), t.accent)
    if state.focused:
        paint_focus(painter, QRectF(box), theme)
    painter.restore()


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
