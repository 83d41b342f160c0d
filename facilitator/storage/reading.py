"""The open study once more, to be read on another thread while the window goes on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from facilitator.storage.backup import uri_path
from facilitator.storage.connecting import connect
from facilitator.storage.store import Store


class Reader:
    """Made on the thread of the store; `open` may be called on any."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
        self._path = Path(path) if path else None
        self._content = b"" if path else _without_log(connection.serialize())

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The study as it is now and stays within the block, whatever is written meanwhile; nothing can be changed."""
        with closing(self._connect()) as db:
            db.execute("BEGIN")
            yield Store(db)

    def _connect(self) -> sqlite3.Connection:
        if self._path is not None:
            return connect(f"file:{uri_path(self._path)}?mode=ro", uri=True)
        db = connect(":memory:")
        db.deserialize(self._content)
        return db


def _without_log(content: bytes) -> bytes:
    """A database that lies in memory has no log beside it, whatever its head says of the file that it was read from."""
    return content[:18] + b"\x01\x01" + content[20:]
