"""Where the rows of a long list stand: those looked at by their own height, all others by the usual one."""

from bisect import bisect_left
from itertools import accumulate


class Heights:
    """In px. A row that comes at the end costs the same however many there are, and the header of Qt walks through all.

    Only rows that differ from the usual height are kept, in order, with how much all up to each differ together.
    """

    def __init__(self) -> None:
        self.usual = 1
        self.count = 0
        self._rows: list[int] = []
        self._more: list[int] = []
        self._sums: list[int] = []

    def begin(self, count: int, usual: int) -> None:
        """So many rows, none of them looked at."""
        self.usual, self.count = usual, count
        self._rows, self._more, self._sums = [], [], []

    @property
    def total(self) -> int:
        """The height of all rows together."""
        return self.top(self.count)

    def top(self, row: int) -> int:
        """How far the row stands below the first one's upper edge."""
        before = bisect_left(self._rows, row)
        return row * self.usual + (self._summed()[before - 1] if before else 0)

    def height(self, row: int) -> int:
        at = bisect_left(self._rows, row)
        return self.usual + (self._more[at] if self._is_at(at, row) else 0)

    def row_at(self, y: int) -> int:
        """The row that covers this height, -1 above the first and below the last."""
        if not 0 <= y < self.total:
            return -1
        low, high = 0, self.count - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.top(middle) <= y else (low, middle - 1)
        return low

    def set_height(self, row: int, height: int) -> None:
        at, more = bisect_left(self._rows, row), height - self.usual
        if self._is_at(at, row):
            self._more[at] = more
            self._sums = []
        elif at == len(self._rows):
            sums = self._summed()
            sums.append((sums[-1] if sums else 0) + more)
            self._rows.append(row)
            self._more.append(more)
        else:
            self._rows.insert(at, row)
            self._more.insert(at, more)
            self._sums = []

    def insert(self, row: int, count: int) -> None:
        """New rows of the usual height before `row`."""
        at = bisect_left(self._rows, row)
        self._rows[at:] = [each + count for each in self._rows[at:]]
        self.count += count

    def remove(self, row: int, count: int) -> None:
        """Takes rows away; what stands below moves up."""
        first, last = bisect_left(self._rows, row), bisect_left(self._rows, row + count)
        self._rows[first:] = [each - count for each in self._rows[last:]]
        del self._more[first:last]
        self._sums = []
        self.count -= count

    def _is_at(self, at: int, row: int) -> bool:
        return at < len(self._rows) and self._rows[at] == row

    def _summed(self) -> list[int]:
        if len(self._sums) != len(self._rows):
            self._sums = list(accumulate(self._more))
        return self._sums
