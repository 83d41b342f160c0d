"""Connections and transactions of plain sqlite3: a start on a study of this version needs no more than these.

Opening is on the way of every start, and loading sqlite-utils takes half as long as Qt itself; its migrations are
loaded when there is something to migrate.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def connect(database: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    """A connection that begins no transaction by itself; `atomic` does.

    Many a SQLite takes any name that begins with “file:” for a URI, so a path is named from the root.
    """
    database = database.absolute() if isinstance(database, Path) else database
    return sqlite3.connect(database, uri=uri, isolation_level=None, cached_statements=256)


@contextmanager
def atomic(connection: sqlite3.Connection) -> Iterator[None]:
    """All writes inside reach the disk together or not at all; inside another one it is a savepoint."""
    nested = connection.in_transaction
    connection.execute("SAVEPOINT inner_writes" if nested else "BEGIN")
    try:
        yield
        connection.execute("RELEASE inner_writes" if nested else "COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            _take_back(connection, nested)
        raise


def _take_back(connection: sqlite3.Connection, nested: bool) -> None:
    if nested:
        connection.execute("ROLLBACK TO inner_writes")
        connection.execute("RELEASE inner_writes")
    else:
        connection.execute("ROLLBACK")
