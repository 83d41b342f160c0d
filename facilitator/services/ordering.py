"""Moving one record within its order by writing as few rows as can be."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar


class _Placed(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def position(self) -> float: ...


R = TypeVar("R", bound=_Placed)


def moved(records: Sequence[R], record_id: str, to: int) -> list[R]:
    """What to write so that one record stands at place `to` (from 0, in the finished order); empty if it does.

    One record gets a position between its new neighbours; all are numbered anew only where no number is left between.
    """
    here = next(at for at, record in enumerate(records) if record.id == record_id)
    to = min(max(to, 0), len(records) - 1)
    if to == here:
        return []
    rest = [record for record in records if record.id != record_id]
    before = rest[to - 1].position if to else None
    after = rest[to].position if to < len(rest) else None
    position = _between(before, after)
    if position is not None:
        return [_at(records[here], position)]
    order = [*rest[:to], records[here], *rest[to:]]
    return [_at(record, float(place)) for place, record in enumerate(order, start=1)]


def _between(before: float | None, after: float | None) -> float | None:
    """A number strictly between two others, or None where floats have none left."""
    if before is None:
        return after - 1.0 if after is not None else 1.0
    if after is None:
        return before + 1.0
    middle = (before + after) / 2
    return middle if before < middle < after else None


def _at(record: R, position: float) -> R:
    changed: Any = replace(record, position=position)  # type: ignore[type-var]
    return changed  # type: ignore[no-any-return]
