"""What one change touched, told to every view once it is on disk."""

from collections.abc import Iterable
from typing import NamedTuple


class Changes(NamedTuple):
    """The label of a change and the (record class name, id) of each row it touched."""

    label: str
    rows: frozenset[tuple[str, str]] = frozenset()

    def touches(self, *kinds: type) -> bool:
        """Whether a row of any of these record classes was written or removed."""
        names = {kind.__name__ for kind in kinds}
        return any(name in names for name, _ in self.rows)

    def ids(self, kind: type) -> frozenset[str]:
        """The ids touched of one record class."""
        return frozenset(row_id for name, row_id in self.rows if name == kind.__name__)

    @classmethod
    def of(cls, label: str, rows: Iterable[tuple[str, str]]) -> "Changes":
        """Built from any iterable of touched rows."""
        return cls(label, frozenset(rows))

    @classmethod
    def together(cls, changes: "Iterable[Changes]") -> "Changes":
        """Several as one, with the label of the last."""
        each = list(changes)
        return cls(each[-1].label if each else "", frozenset().union(*(one.rows for one in each)))
