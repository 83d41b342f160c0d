"""Where bands and cells of the grid lie: as measured where they were seen, and elsewhere as they are likely to be."""

from bisect import bisect_right
from collections.abc import Sequence

from facilitator.ui.findings.columns import GAP, column_span, columns_between

FOOT = 12
"""What is left free below the last band."""


class Plan:
    """Heads of bands above rows of cells; a row is as high as its highest cell. In px from the top of all."""

    def __init__(self, head: int = 0, rows: Sequence[Sequence[int]] = (), columns: int = 0, width: int = 0) -> None:
        """`rows` are the likely heights of the cells, band by band."""
        self.columns, self.width, self._head = columns, width, head
        self._heights = [list(row) for row in rows]
        self._rows = [max(row, default=0) for row in self._heights]
        self._place()

    @property
    def bands(self) -> int:
        """How many bands there are."""
        return len(self._rows)

    @property
    def height(self) -> int:
        """Of all bands together."""
        return self._end

    def set_heights(self, heights: dict[tuple[int, int], int]) -> bool:
        """Cells, by band and column, that are known now; says whether anything else moved."""
        before = list(self._rows)
        for (band, column), height in heights.items():
            self._heights[band][column] = height
        for band in {band for band, _ in heights}:
            self._rows[band] = max(self._heights[band], default=0)
        if self._rows == before:
            return False
        self._place()
        return True

    def top(self, band: int) -> int:
        """Where a band begins, with its head."""
        return self._tops[band]

    @property
    def head(self) -> int:
        """Of every head."""
        return self._head

    def row(self, band: int) -> tuple[int, int]:
        """Where the cells of a band begin, and how high they are."""
        return self._tops[band] + self._head + GAP, self._rows[band]

    def span(self, column: int) -> tuple[int, int]:
        """Where a column begins, from the side on which lines begin, and how wide it is."""
        return column_span(column, self.columns, self.width)

    def bands_between(self, top: int, bottom: int) -> range:
        """The bands of which something lies between two places."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        return range(first, bisect_right(self._tops, bottom))

    def columns_between(self, left: int, right: int) -> range:
        """The columns of which something lies between two places."""
        return columns_between(left, right, self.columns, self.width)

    def _place(self) -> None:
        self._tops, at = [], 0
        for height in self._rows:
            self._tops.append(at)
            at += self._head + GAP + height + GAP
        self._end = max(at - GAP, 0) + FOOT
