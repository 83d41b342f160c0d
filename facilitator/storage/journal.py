"""One line for each change: what every touched row was before and after."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from facilitator.domain.errors import StudyDamaged
from facilitator.domain.ids import new_id

State = Literal["done", "undone", "dropped", "fact"]
RowChange = tuple[str, str, list[Any] | None, list[Any] | None]  # record class, id, before, after
_ILLEGIBLE = (ValueError, TypeError)
_DAMAGED = "A change in the journal cannot be read: the study's database is damaged. Restore a back-up."
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Line(NamedTuple):
    """A journal line; `state` "fact" is never undone, "dropped" was undone and then overtaken."""

    seq: int
    at: str
    label: str
    rows: tuple[RowChange, ...]


class Journal:
    """Reads and writes journal lines on an open connection, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def append(self, at: str, label: str, rows: list[RowChange], undoable: bool) -> None:
        """Drops the redo tail (kept as an audit trail) and adds a line."""
        if undoable:
            self._connection.execute("UPDATE journal SET state = 'dropped' WHERE state = 'undone'")
        self._connection.execute(
            "INSERT INTO journal (id, at, label, state, rows) VALUES (?, ?, ?, ?, ?)",
            (
                new_id(),
                at,
                label,
                "done" if undoable else "fact",
                _ENCODER.encode(rows),
            ),
        )

    def next_undo(self) -> Line | None:
        """The change that undo would take back."""
        return self._line("SELECT max(seq) FROM journal WHERE state = 'done'")

    def next_redo(self) -> Line | None:
        """The change that redo would bring again."""
        return self._line("SELECT min(seq) FROM journal WHERE state = 'undone'")

    def label(self, state: Literal["done", "undone"]) -> str | None:
        """The label of the next undo ("done") or redo ("undone"), without reading its rows."""
        order = "DESC" if state == "done" else "ASC"
        sql = f"SELECT label FROM journal WHERE state = ? ORDER BY seq {order} LIMIT 1"
        found = self._connection.execute(sql, (state,)).fetchone()
        return None if found is None else str(found[0])

    def mark(self, seq: int, state: State) -> None:
        """Sets the state of a line."""
        self._connection.execute("UPDATE journal SET state = ? WHERE seq = ?", (state, seq))

    def outline(self) -> list[tuple[str, bool]]:
        """The id of every line, oldest first, and whether it holds."""
        found = self._connection.execute("SELECT id, state IN ('done', 'fact') FROM journal ORDER BY seq")
        return [(row_id, bool(holds)) for row_id, holds in found]

    def rows_after(self, lines: int) -> Iterator[RowChange]:
        """Every row change after the first `lines` lines, oldest first, whether it holds or not."""
        found = self._connection.execute("SELECT rows FROM journal ORDER BY seq LIMIT -1 OFFSET ?", (lines,))
        for (rows,) in found:
            yield from json.loads(rows)

    def _line(self, which: str) -> Line | None:
        sql = f"SELECT seq, at, label, rows FROM journal WHERE seq = ({which})"
        found = self._connection.execute(sql).fetchone()
        if found is None:
            return None
        seq, at, label, rows = found
        try:
            return Line(seq, at, label, _changes_of(rows))
        except _ILLEGIBLE as error:
            raise StudyDamaged(_DAMAGED) from error

    def faults(self) -> list[str]:
        """A sentence when a line cannot be read."""
        try:
            for (rows,) in self._connection.execute("SELECT rows FROM journal"):
                _changes_of(rows)
        except (sqlite3.DatabaseError, *_ILLEGIBLE):
            return [_DAMAGED]
        return []


def _changes_of(rows: str) -> tuple[RowChange, ...]:
    return tuple((name, row_id, before, after) for name, row_id, before, after in json.loads(rows))
