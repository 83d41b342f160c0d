"""The steps that bring a study's database to this version; never edit one that has shipped."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection

from facilitator.storage.tables import CODECS


@contextmanager
def _without(library: str) -> Iterator[None]:
    """Inside, importing the library fails as if it were not installed; one that is loaded already stays."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[library]


# sqlite-utils looks for numpy only to know its number types, which no record has; loading it would double the time
# that a new study takes.
with _without("numpy"):
    from sqlite_utils import Database, Migrations

migrations = Migrations("facilitator")


def migrate(connection: Connection) -> None:
    """Applies every step that the database has not seen."""
    migrations.apply(Database(connection, execute_plugins=False))


@migrations()
def m001_first_tables(db: Database) -> None:
    """Every record table, the journal and the drafts."""
    for codec in CODECS.values():
        _create(db, codec.table, codec.sql_columns, codec.indexes)
    db.execute(
        "CREATE TABLE journal (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, at TEXT NOT NULL,"
        " label TEXT NOT NULL, state TEXT NOT NULL, rows TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX journal_state ON journal (state, seq)")
    db.execute("CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL)")


def _create(db: Database, table: str, columns: dict[str, str], indexes: tuple[str, ...]) -> None:
    parts = [f'"{n}" {kind}{" PRIMARY KEY" if n == "id" else ""}' for n, kind in columns.items()]
    db.execute(f'CREATE TABLE "{table}" ({", ".join(parts)}) WITHOUT ROWID')
    for column in indexes:
        ordered = ', "position"' if "position" in columns else ""
        db.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}"{ordered})')
    if "position" in columns:
        db.execute(f'CREATE INDEX "{table}_position" ON "{table}" ("position")')
