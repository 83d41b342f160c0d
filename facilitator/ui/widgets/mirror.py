"""Where writing runs from right to left, what is painted by hand changes sides, as layouts do by themselves."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

TURNED = {"left": "right", "right": "left", "undo": "redo", "redo": "undo"}
"""Signs that point along the line of writing; times, waves, key caps and play stay as they are."""


def painter_on(widget: QWidget) -> QPainter:
    """A painter that knows which way the widget runs; Qt leaves that to us."""
    painter = QPainter(widget)
    painter.setLayoutDirection(widget.layoutDirection())
    return painter


def runs_back(painter: QPainter) -> bool:
    """Whether the widget that is painted is laid out from right to left."""
    return painter.layoutDirection() == Qt.LayoutDirection.RightToLeft


def placed(painter: QPainter, part: QRectF, whole: QRectF) -> QRectF:
    """A place that was measured from the left of `whole`, where it belongs; text in it is aligned by Qt."""
    if not runs_back(painter):
        return part
    return QRectF(whole.left() + whole.right() - part.right(), part.top(), part.width(), part.height())


def turned(painter: QPainter, icon: str) -> str:
    """The sign that points the other way, where it must."""
    return TURNED.get(icon, icon) if runs_back(painter) else icon
