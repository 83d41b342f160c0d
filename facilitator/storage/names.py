"""The key from alias to real name, in a file of its own that can be kept elsewhere or destroyed."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from facilitator.domain.changes import Changes
from facilitator.domain.errors import NotSaved
from facilitator.storage.backup import uri_path
from facilitator.storage.connecting import atomic, connect
from facilitator.storage.store import Store
from facilitator.storage.tables import record_named

NAMES_FILE = "names.db"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS names (person TEXT PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS set_aside (person TEXT PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS replacements (at INTEGER PRIMARY KEY, words TEXT NOT NULL, instead TEXT NOT NULL)",
)


class NameKey:
    """Real names by person id; the file is made at the first name and is never part of the study.

    The names of people who were removed are set aside in it until the removal is undone.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAMES_FILE

    @property
    def version(self) -> tuple[int, int]:
        """Another one after every change of the file; it costs less than reading it."""
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    def all(self) -> dict[str, str]:
        """Every person id with its real name; empty where the key was taken away."""
        return {row[0]: row[1] for row in self._read("SELECT person, name FROM names")}

    def to_look_for(self) -> list[str]:
        """Every real name that a text may hold: those of people who were removed, too."""
        return [name for (name,) in self._read("SELECT name FROM names UNION SELECT name FROM set_aside ORDER BY 1")]

    def replacements(self) -> list[tuple[str, str]]:
        """Words as they were said, and what stands instead, in the order of the list."""
        return [(words, instead) for words, instead in self._read("SELECT words, instead FROM replacements")]

    def set_replacements(self, replacements: Sequence[tuple[str, str]]) -> None:
        """Keeps the list instead of the one before. Raises NotSaved when the key cannot be written."""
        with self._open() as db, atomic(db):
            db.execute("DELETE FROM replacements")
            db.executemany("INSERT INTO replacements (words, instead) VALUES (?, ?)", replacements)

    def follow(self, store: Store) -> Callable[[], None]:
        """Sets names aside while their people are out of the study, whoever takes them out; the answer stops it."""
        return store.listen(lambda changes: self._on_changed(store, changes))

    def forget(self, person: str) -> None:
        """Takes a name away for good."""
        if self._path.exists():
            with self._open() as db, atomic(db):
                for table in ("names", "set_aside"):
                    db.execute(f"DELETE FROM {table} WHERE person = ?", (person,))

    def set(self, person: str, name: str) -> None:
        """Keeps a name; an empty one removes it. Raises NotSaved when the key cannot be written."""
        with self._open() as db, atomic(db):
            db.execute("DELETE FROM names WHERE person = ?", (person,))
            if name.strip():
                db.execute("INSERT INTO names VALUES (?, ?)", (person, name.strip()))

    def _on_changed(self, store: Store, changes: Changes) -> None:
        touched = sorted(row_id for name, row_id in changes.rows if name == "Person")
        if not touched or not self._path.exists():
            return
        people: list[Any] = store.find_in(record_named("Person"), "id", touched)
        there = {person.id for person in people}
        with self._open() as db, atomic(db):
            for person in touched:
                before, after = ("set_aside", "names") if person in there else ("names", "set_aside")
                move = f"INSERT OR IGNORE INTO {after} SELECT person, name FROM {before} WHERE person = ?"
                db.execute(move, (person,))
                db.execute(f"DELETE FROM {before} WHERE person = ?", (person,))

    def _read(self, sql: str) -> list[tuple[str, ...]]:
        """Without writing where that can be, since the key may lie where nothing can be written."""
        if not self._path.exists():
            return []
        self._check_not_emptied()
        with self._sentences():
            try:
                return _read_only(self._path, sql)
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):  # made before there was such a list
                    return []
        with self._open() as db:  # a write that was broken off has to be taken back first
            return db.execute(sql).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The open key; whatever SQLite says against it becomes a sentence."""
        self._check_not_emptied()
        with self._sentences():
            db = connect(self._path)
            try:
                db.execute("PRAGMA secure_delete = ON")
                for table in _TABLES:
                    db.execute(table)
                yield db
            finally:
                db.close()

    def _check_not_emptied(self) -> None:
        """A key that was cut off to nothing, which SQLite takes for a new one, would let every name pass unseen."""
        if self._path.is_file() and self._path.stat().st_size == 0:
            raise NotSaved(
                f"The key of real names, {NAMES_FILE}, is empty, though it once held names. "
                "Put back a copy of it, or remove the file if there are no names to look for."
            )

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise NotSaved(
                f"The key of real names, {NAMES_FILE}, cannot be used ({error}). The study itself is unharmed; "
                "check that the key is not damaged and that its folder can be written."
            ) from error


def _read_only(path: Path, sql: str) -> list[tuple[str, ...]]:
    db = connect(f"file:{uri_path(path)}?mode=ro", uri=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()
