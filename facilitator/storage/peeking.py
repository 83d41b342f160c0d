"""A look into a study that is not open: nothing is written, and nobody waits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.storage.backup import uri_path
from facilitator.storage.connecting import connect
from facilitator.storage.locking import FolderLock, Taken
from facilitator.storage.opening import DATABASE, LOCK
from facilitator.storage.store import Store


class NotSeen(Exception):
    """The study is open elsewhere, damaged, of another version or not there; opening it tells which."""


def was_closed(folder: Path) -> bool:
    """Whether the study was closed as it should be: only a crash leaves the log of the database behind."""
    return not (folder / f"{DATABASE}-wal").exists()


@contextmanager
def peek(folder: Path) -> Iterator[Store]:
    """The store of a study to read from; raises NotSeen, also when a table cannot be read as it should."""
    lock: FolderLock | None = None
    db: sqlite3.Connection | None = None
    try:
        if not (folder / LOCK).exists() or not (folder / DATABASE).is_file():
            raise NotSeen(folder.name)
        lock = FolderLock(folder / LOCK)
        mode = "mode=ro&immutable=1" if was_closed(folder) else "mode=ro"
        db = connect(f"file:{uri_path(folder / DATABASE)}?{mode}", uri=True)
        yield Store(db)
    except (Taken, sqlite3.Error, OSError, ValueError) as error:
        raise NotSeen(folder.name) from error
    finally:
        if db is not None:
            db.close()
        if lock is not None:
            lock.release()
