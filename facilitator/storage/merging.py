"""Three-way merge of two copies of a study: what the other one changed since they were one, field by field."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator.storage.codec import Codec
from facilitator.storage.journal import Journal
from facilitator.storage.tables import TABLES, codec_of, record_named

Key = tuple[str, str]
"""Record class and id."""
Row = list[Any]
Rows = dict[Key, Row]

LOCAL = frozenset({"Merge", "Conflict", "Extra"})
"""What each copy keeps for itself: its own merges, and sections no page shows."""
COUNTERS = frozenset({("Note", "said_again")})
WHOLE = ""
"""The field of a clash about a whole record."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both copies changed, each in its own way; values as they are stored, a whole row for `WHOLE`."""

    record: str
    row: str
    field: str
    ours: Any
    theirs: Any


@dataclass(slots=True)
class Merged:
    """What is to be written: rows to put, records to remove, and where the two copies speak against each other."""

    put: Rows = field(default_factory=dict)
    gone: set[Key] = field(default_factory=set)
    clashes: list[Clash] = field(default_factory=list)


class Copy:
    """One copy of a study: its rows and its journal, read only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._journal = Journal(connection)

    def rows(self, records: Iterable[str] = TABLES) -> Rows:
        """Every row of these record classes."""
        found: Rows = {}
        for name in records:
            if name not in LOCAL:
                codec = _codec(name)
                found.update(((name, row[0]), list(row)) for row in self._connection.execute(codec.select))
        return found

    def outline(self) -> list[tuple[str, bool]]:
        """The id of each journal line and whether it holds, oldest first."""
        return self._journal.outline()

    def touched_after(self, lines: int) -> Rows:
        """What each row that was touched after the first `lines` lines was at that moment; empty for one not there."""
        before: Rows = {}
        for name, row_id, row, _ in self._journal.rows_after(lines):
            if name not in LOCAL:
                before.setdefault((name, row_id), _codec(name).completed(row) if row is not None else [])
        return before


def shared_beginning(ours: Sequence[object], theirs: Sequence[object]) -> int:
    """How many entries two journals share from the beginning."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((at for at, (mine, yours) in pairs if mine != yours), min(len(ours), len(theirs)))


def merged(ours: Rows, theirs: Rows, base: Mapping[Key, Row], touched: Iterable[Key]) -> Merged:
    """What `ours` takes over from `theirs`, of the rows in `base` (as they once were in both; empty if not there).

    `touched` are the rows that changed in `ours` since. What both changed alike is no clash; lists of ids and counts
    take both changes; a record that one removed and the other went on with stays, as does one that is still named.
    """
    result = Merged()
    for key, was in base.items():
        _merge_row(key, was, ours.get(key, []), theirs.get(key, []), result)
    _keep_what_is_named(ours, theirs, set(touched), set(base), result)
    return result


def _merge_row(key: Key, was: Row, mine: Row, yours: Row, result: Merged) -> None:
    if yours in (was, mine):
        return
    if mine == was:
        _take(key, yours, result)
    elif not mine or not yours:
        result.put[key] = mine or yours
        result.clashes.append(Clash(*key, WHOLE, mine, yours))
    else:
        _merge_fields(key, was or [None] * len(mine), mine, yours, result)


def _take(key: Key, row: Row, result: Merged) -> None:
    if row:
        result.put[key] = row
    else:
        result.gone.add(key)


def _merge_fields(key: Key, was: Row, mine: Row, yours: Row, result: Merged) -> None:
    name, row_id = key
    columns = _codec(name).columns
    row = []
    for column, old, own, other in zip(columns, was, mine, yours, strict=True):
        value, clear = _merge_value((name, column), old, own, other)
        row.append(value)
        if not clear:
            result.clashes.append(Clash(name, row_id, column, own, other))
    result.put[key] = row


def _merge_value(column: tuple[str, str], old: Any, own: Any, other: Any) -> tuple[Any, bool]:
    """The value that stands, and whether nothing was left out of it."""
    if other in (own, old):
        return own, True
    if own == old:
        return other, True
    if column in COUNTERS:
        return own + other - (old or 0), True
    lists = [_ids(value) for value in (old or "[]", own, other)]
    if None not in lists:
        return json.dumps(_merge_ids(*lists), ensure_ascii=False, separators=(",", ":")), True  # type: ignore[arg-type]
    # Where it stands among others is no statement of anybody's; both copies choose the same place.
    return (max(own, other), True) if column[1] == "position" else (own, False)


def _ids(value: Any) -> list[str] | None:
    """A stored list of texts, None for anything else."""
    if not isinstance(value, str) or not value.startswith("["):
        return None
    try:
        found = json.loads(value)
    except ValueError:
        return None
    return found if all(isinstance(each, str) for each in found) else None


def _merge_ids(was: list[str], mine: list[str], yours: list[str]) -> list[str]:
    stays = [each for each in was if each in mine and each in yours]
    new = {each for each in (*mine, *yours) if each not in was}
    return stays + sorted(new)


def _keep_what_is_named(ours: Rows, theirs: Rows, touched: set[Key], changed: set[Key], result: Merged) -> None:
    """A record that one copy removed stays as long as a row that the other one added or changed names it."""
    removed = {key[1]: key for key in result.gone}
    lost = {key[1]: key for key in theirs if key not in ours and key not in result.put}
    mine = (result.put.get(key, ours[key]) for key in touched if key in ours and key not in result.gone)
    yours = (result.put.get(key, theirs[key]) for key in changed if key in theirs)
    looked_at = [*(("mine", row) for row in mine), *(("yours", row) for row in yours)]
    while looked_at:
        side, row = looked_at.pop()
        names = set(_names(row))
        for row_id in names & (removed.keys() if side == "mine" else lost.keys()):
            key = (removed if side == "mine" else lost).pop(row_id)
            kept = ours[key] if side == "mine" else theirs[key]
            result.gone.discard(key)
            if side == "yours":
                result.put[key] = kept
            looked_at.append((side, kept))


def _names(row: Row) -> Iterator[str]:
    """Every text in the row that could be the id of another record."""
    for value in row[1:]:
        if isinstance(value, str):
            yield value
            if value.startswith(("[", "{")):
                yield from _texts(value)


def _texts(value: str) -> Iterator[str]:
    try:
        waiting = [json.loads(value)]
    except ValueError:
        return
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, list):
            waiting += found
        elif isinstance(found, dict):
            waiting += found.values()


def place_of(record: str, field: str) -> int:
    """Where a field stands in a stored row of this record class; ValueError when it has no such field."""
    return _codec(record).columns.index(field)


def _codec(name: str) -> Codec[Any]:
    return codec_of(record_named(name))
