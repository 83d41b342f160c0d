"""Erasing rows for good: out of their tables, the journal, half-typed words and the free pages of the file."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

Key = tuple[str, str]
"""Record class and id."""


def purge_journal(connection: sqlite3.Connection, gone: Iterable[Key], naming: str) -> None:
    """Takes every trace of the rows, and of all that named the id `naming`, out of the journal.

    Changes that touched one can not be undone any more.
    """
    keys = set(gone)
    lines = connection.execute("SELECT seq, state, rows FROM journal").fetchall()
    for seq, state, text in lines:
        rows = json.loads(text)
        left = [row for row in rows if (row[0], row[1]) not in keys and not _names(row[2:], naming)]
        if len(left) < len(rows):
            now = {"done": "fact", "undone": "dropped"}.get(state, state)
            kept = json.dumps(left, ensure_ascii=False, separators=(",", ":"))
            connection.execute("UPDATE journal SET rows = ?, state = ? WHERE seq = ?", (kept, now, seq))


def _names(states: Sequence[Sequence[object] | None], naming: str) -> bool:
    """Whether the row named the id before or after."""
    values = (value for state in states if state for value in state)
    return any(isinstance(value, str) and naming in value for value in values)


def purge_drafts(connection: sqlite3.Connection, words: Sequence[str], gone: Iterable[Key]) -> None:
    """Forgets half-typed texts that hold one of the words, or were typed about one of the rows."""
    ids = {row_id for _, row_id in gone}
    folded = [word.casefold() for word in words if word.strip()]
    for place, text in connection.execute("SELECT place, text FROM drafts").fetchall():
        if ids & set(re.split("[./]", place)) or any(word in text.casefold() for word in folded):
            connection.execute("DELETE FROM drafts WHERE place = ?", (place,))


def forget_free_pages(connection: sqlite3.Connection) -> None:
    """Rewrites the file without what was in it before, and empties the log beside it."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
