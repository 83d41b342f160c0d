"""One program at a time in a study folder, on every system, also after a crash."""

import sqlite3
from pathlib import Path


class Taken(Exception):
    """Somebody else holds the lock."""


class FolderLock:
    """Held by SQLite on an empty file of its own, so it is as sound on a drive as the study's database is there.

    The system lets go of it when the program ends, however that happens. Nothing else in the program may open the
    file: on Unix closing it again would give up the lock.
    """

    def __init__(self, path: Path) -> None:
        """Takes the lock; raises Taken at once when it is held, sqlite3.OperationalError when it cannot be made."""
        self._connection = sqlite3.connect(path.absolute(), timeout=0, isolation_level=None)
        try:
            self._connection.execute("PRAGMA journal_mode = MEMORY")  # nothing is ever written, so no file beside it
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            self._connection.close()
            if "locked" in str(error):
                raise Taken(path.name) from error
            raise

    def release(self) -> None:
        """Lets others in; nothing happens the second time."""
        self._connection.close()
