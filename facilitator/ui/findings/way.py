"""The way of the keyboard through the grid: cards and empty cells, made or not, by where they lie."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt

from facilitator.services.findings_grid import FindingsGrid
from facilitator.ui.findings.sheet import Key, Sheet

STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class Stop(NamedTuple):
    """Where the keyboard can be: a card of a cell, or an empty cell (row -1)."""

    key: Key
    row: int


class Way:
    """Says where a key leads; cells on the way are made, since only then it is known what is in them."""

    def __init__(self, sheet: Sheet, source: FindingsGrid) -> None:
        self._sheet = sheet
        self._source = source

    def into(self, key: Key, *, first: bool) -> Stop | None:
        """The first or last card of a cell, or the empty cell; None where nothing can be."""
        place = self._sheet.place(key)
        if not place.asked or (place.question is None and not self._source.weight(place).entries):
            return None
        self._sheet.make([key])
        count = self._sheet.views[key].count
        if not count and place.question is None:
            return None
        return Stop(key, (0 if first else count - 1) if count else -1)

    def begin(self) -> Stop | None:
        """The first of all."""
        return self._first_of(((band, 0) for band in self._bands(0, 1)), 1)

    def arrow(self, stop: Stop, key: Qt.Key, *, mirrored: bool) -> Stop | None:
        """From a stop by an arrow key: card by card within a column, and to the cells beside it."""
        (band, column), row = stop
        down, right = STEPS[key]
        if down and self._holds(stop.key, row + down):
            return Stop(stop.key, row + down)
        if down:
            keys = ((each, column) for each in self._bands(band + down, down))
            return self._any(keys, first=down > 0)
        step = -right if mirrored else right
        return self._beside(band, column + step, step)

    def tab(self, stop: Stop, *, forward: bool) -> Stop | None:
        """In reading order; None at the ends of the grid."""
        step = 1 if forward else -1
        (band, column), row = stop
        if self._holds(stop.key, row + step):
            return Stop(stop.key, row + step)
        begin = 0 if forward else self._sheet.plan.columns - 1
        rows = ((each, begin) for each in self._bands(band + step, step))
        return self._beside(band, column + step, step, first=forward) or self._first_of(rows, step, first=forward)

    def _holds(self, key: Key, row: int) -> bool:
        return 0 <= row < self._sheet.views[key].count

    def _bands(self, begin: int, step: int) -> range:
        return range(begin, len(self._sheet.bands) if step > 0 else -1, step)

    def _beside(self, band: int, column: int, step: int, *, first: bool = True) -> Stop | None:
        columns = range(column, self._sheet.plan.columns if step > 0 else -1, step)
        return self._any(((band, each) for each in columns), first=first)

    def _first_of(self, begins: Iterable[Key], step: int, *, first: bool = True) -> Stop | None:
        """In the first band that has any, from these cells on."""
        found = (self._beside(band, column, step, first=first) for band, column in begins)
        return next((stop for stop in found if stop is not None), None)

    def _any(self, keys: Iterable[Key], *, first: bool) -> Stop | None:
        found = (self.into(key, first=first) for key in keys)
        return next((stop for stop in found if stop is not None), None)
