"""What heads and cells of the grid share: where columns lie, and how a widget goes."""

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


def total_width(columns: int, least: int, room: int) -> int:
    """How wide all columns are: they share the room, and none is narrower than `least`."""
    return max(room, columns * (least + GAP) - GAP)


def column_span(column: int, columns: int, width: int) -> tuple[int, int]:
    """Where a column begins, from the side on which lines begin, and how wide it is, of so many on this width."""
    begin = round(column * (width + GAP) / columns)
    return begin, round((column + 1) * (width + GAP) / columns) - GAP - begin


def columns_between(left: int, right: int, columns: int, width: int) -> range:
    """The columns of which something lies between two places."""
    step = (width + GAP) / max(columns, 1)
    return range(max(int(left / step), 0), min(int(right / step) + 1, columns))


def put_away(old: QWidget) -> None:
    """Words are saved as they are left, so the click that left them may be on its way to what goes."""
    old.hide()
    old.setParent(None)
    old.deleteLater()
