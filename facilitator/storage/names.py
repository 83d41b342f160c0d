"""The key from alias to real name, in a file of its own that can be kept elsewhere or destroyed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.domain.errors import NotSaved
from facilitator.storage.connecting import atomic, connect

NAMES_FILE = "names.db"


class NameKey:
    """Real names by person id; the file is made at the first name and is never part of the study."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAMES_FILE

    def all(self) -> dict[str, str]:
        """Every person id with its real name; empty where the key was taken away."""
        if not self._path.exists():
            return {}
        with self._open() as db:
            return dict(db.execute("SELECT person, name FROM names").fetchall())

    def set(self, person: str, name: str) -> None:
        """Keeps a name; an empty one removes it. Raises NotSaved when the key cannot be written."""
        with self._open() as db, atomic(db):
            db.execute("DELETE FROM names WHERE person = ?", (person,))
            if name.strip():
                db.execute("INSERT INTO names VALUES (?, ?)", (person, name.strip()))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The open key; whatever SQLite says against it becomes a sentence."""
        db = None
        try:
            db = connect(self._path)
            db.execute("PRAGMA secure_delete = ON")
            db.execute("CREATE TABLE IF NOT EXISTS names (person TEXT PRIMARY KEY, name TEXT NOT NULL)")
            yield db
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise NotSaved(
                f"The key of real names, {NAMES_FILE}, cannot be used ({error}). The study itself is unharmed; "
                "check that the key is not damaged and that its folder can be written."
            ) from error
        finally:
            if db is not None:
                db.close()
