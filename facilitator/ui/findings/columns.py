"""What heads and cells of the grid share: the gaps between columns, and how a widget goes."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

GAP = 8
LEAST = 150
"""How narrow a column may get, in px at 100 % type; many groups scroll sideways."""


def edges(column: int, columns: int) -> tuple[int, int, int, int]:
    """The outer margins of a column, so that heads and cells stand in one line."""
    outer = (12 if column == 0 else 0, 12 if column == columns - 1 else 0)
    left, right = reversed(outer) if QGuiApplication.isRightToLeft() else outer
    return left, 0, right, 4


def put_away(old: QWidget) -> None:
    """Words are saved as they are left, so the click that left them may be on its way to what goes."""
    old.hide()
    old.setParent(None)
    old.deleteLater()
