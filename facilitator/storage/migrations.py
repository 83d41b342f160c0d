"""The steps that bring a study's database to this version; never edit one that has shipped."""

from sqlite_utils import Database, Migrations

from facilitator.storage.tables import CODECS

migrations = Migrations("facilitator")


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
