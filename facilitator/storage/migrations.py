"""The steps that bring a study's database to this version; never edit one that has shipped."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection


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

FIRST_TABLES = (
    ("study", "id TEXT, title TEXT, research_question TEXT, purpose TEXT, organisation TEXT, language TEXT", ""),
    (
        "actors",
        (
            "id TEXT, position REAL, name TEXT, short TEXT, kind TEXT, side TEXT, background TEXT, colour TEXT, "
            "split_of TEXT, row_label TEXT, column_label TEXT"
        ),
        "",
    ),
    ("question_sets", "id TEXT, position REAL, name TEXT, actors TEXT", ""),
    (
        "questions",
        (
            "id TEXT, position REAL, question_set TEXT, text TEXT, title TEXT, type TEXT, minutes INTEGER, "
            "must_ask INTEGER, analyse INTEGER, probes TEXT, version INTEGER"
        ),
        "question_set",
    ),
    ("wordings", "id TEXT, position REAL, question TEXT, version INTEGER, text TEXT, replaced_at TEXT", "question"),
    ("question_pairs", "id TEXT, position REAL, first TEXT, second TEXT", ""),
    (
        "people",
        "id TEXT, position REAL, alias TEXT, actor TEXT, seat INTEGER, consent TEXT, attendance TEXT, form TEXT",
        "actor",
    ),
    (
        "sessions",
        (
            "id TEXT, position REAL, actor TEXT, kind TEXT, planned_at TEXT, started_at TEXT, ended_at TEXT, "
            "planned_minutes INTEGER, place TEXT, question TEXT"
        ),
        "actor",
    ),
    ("visits", "id TEXT, position REAL, session TEXT, question TEXT, start_ms INTEGER, end_ms INTEGER", "session"),
    (
        "notes",
        (
            "id TEXT, position REAL, session TEXT, questions TEXT, kind TEXT, text TEXT, speaker TEXT, "
            "at_ms INTEGER, said_again INTEGER, marks TEXT, several INTEGER, finish_from_audio INTEGER"
        ),
        "session",
    ),
    (
        "statements",
        "id TEXT, position REAL, actor TEXT, question TEXT, text TEXT, status TEXT, withheld_from TEXT, notes TEXT",
        "actor question",
    ),
    (
        "quotes",
        (
            "id TEXT, position REAL, actor TEXT, question TEXT, text TEXT, statement TEXT, speaker TEXT, "
            "session TEXT, released INTEGER, withheld_from TEXT, checked INTEGER, clip TEXT, note TEXT"
        ),
        "actor question statement session",
    ),
    ("matrix", "id TEXT, viewer TEXT, shown TEXT", "viewer"),
    ("decisions", "id TEXT, viewer TEXT, item TEXT, choice TEXT, reason TEXT, at TEXT", "viewer"),
    ("pack_orders", "id TEXT, items TEXT", ""),
    (
        "reactions",
        "id TEXT, position REAL, session TEXT, about TEXT, kind TEXT, text TEXT, speaker TEXT, at_ms INTEGER",
        "session",
    ),
    ("reflections", "id TEXT, summary TEXT", ""),
    (
        "showings",
        (
            "id TEXT, position REAL, session TEXT, about TEXT, actor TEXT, question TEXT, text TEXT, "
            "sha256 TEXT, shown_at TEXT, left_out INTEGER"
        ),
        "session",
    ),
    (
        "exports",
        (
            "id TEXT, position REAL, at TEXT, document TEXT, recipient TEXT, file TEXT, sha256 TEXT, items TEXT, "
            "given_to TEXT"
        ),
        "",
    ),
    ("extras", "id TEXT, text TEXT", ""),
)
"""Table, columns with their types, indexed columns; as they were at the first version."""

migrations = Migrations("facilitator")


def migrate(connection: Connection) -> None:
    """Applies every step that the database has not seen, all or none: one write to the disk instead of one a step."""
    database = Database(connection, execute_plugins=False)
    with database.atomic():
        migrations.apply(database)


@migrations()
def m001_first_tables(db: Database) -> None:
    """The record tables of the first version, the journal and the drafts."""
    for table, columns, indexes in FIRST_TABLES:
        _create(db, table, columns, indexes)
    db.execute(
        "CREATE TABLE journal (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, at TEXT NOT NULL,"
        " label TEXT NOT NULL, state TEXT NOT NULL, rows TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX journal_state ON journal (state, seq)")
    db.execute("CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL)")


@migrations()
def m002_recordings(db: Database) -> None:
    """Recordings, the gaps between them, and groups that do not want to be recorded."""
    _create(
        db,
        "recordings",
        "id TEXT, position REAL, session TEXT, file TEXT, source TEXT, label TEXT, rate INTEGER, frames INTEGER, "
        "sha256 TEXT, started_at TEXT, stretches TEXT",
        "session",
    )
    _create(
        db,
        "gaps",
        "id TEXT, position REAL, session TEXT, start_ms INTEGER, end_ms INTEGER, reason TEXT",
        "session",
    )
    _add_column(db, "sessions", "notes_only INTEGER NOT NULL DEFAULT 0")


@migrations()
def m003_documents(db: Database) -> None:
    """What documents say of the study as a whole, and the language of a quote."""
    for name in ("facilitator", "orientation", "sampling", "welcome", "closing"):
        _add_column(db, "study", f"{name} TEXT NOT NULL DEFAULT ''")
    _add_column(db, "study", "next_steps TEXT NOT NULL DEFAULT '[]'")
    _add_column(db, "study", "contact TEXT NOT NULL DEFAULT ''")
    _add_column(db, "study", "withdraw_until TEXT NOT NULL DEFAULT ''")
    _add_column(db, "quotes", "language TEXT NOT NULL DEFAULT ''")


@migrations()
def m004_transcripts(db: Database) -> None:
    """Transcripts of sessions, and what is said in them piece by piece."""
    about = "session TEXT, file TEXT, kind TEXT, label TEXT, language TEXT, offset_ms INTEGER"
    _create(db, "transcripts", f"id TEXT, position REAL, {about}", "session file")
    _create(
        db,
        "cues",
        "id TEXT, transcript TEXT, position REAL, start_ms INTEGER, end_ms INTEGER, text TEXT, speaker TEXT, "
        "times TEXT",
        "transcript",
    )


@migrations()
def m005_merging(db: Database) -> None:
    """Copies of the study that were taken in, what they say differently, the common moments, and who wrote down."""
    _create(db, "merges", "id TEXT, position REAL, at TEXT, source TEXT, base TEXT, rows INTEGER", "")
    _create(
        db,
        "conflicts",
        "id TEXT, merge TEXT, record TEXT, row TEXT, field TEXT, ours TEXT, theirs TEXT, settled INTEGER",
        "merge",
    )
    _create(db, "syncs", "id TEXT, position REAL, session TEXT, at_ms INTEGER", "session")
    _add_column(db, "notes", "stream TEXT NOT NULL DEFAULT ''")


@migrations()
def m006_clearances(db: Database) -> None:
    """Answers about words that may give somebody away, and the words that decisions were about."""
    _create(db, "clearances", "id TEXT, viewer TEXT, item TEXT, sha256 TEXT, at TEXT", "viewer")
    _add_column(db, "decisions", "sha256 TEXT NOT NULL DEFAULT ''")


@migrations()
def m007_room(db: Database) -> None:
    """Who was there when, what was read back, debriefs, ground rules, and entries taken back in the room."""
    presence = "id TEXT, position REAL, session TEXT, person TEXT, came_ms INTEGER, left_ms INTEGER"
    _create(db, "presences", presence, "session")
    check = "id TEXT, position REAL, session TEXT, note TEXT, verdict TEXT, text TEXT, at_ms INTEGER"
    _create(db, "member_checks", check, "session")
    debrief = (
        "id TEXT, position REAL, session TEXT, facilitator TEXT, themes TEXT, surprises TEXT, differences TEXT, "
        "quotes TEXT, change TEXT"
    )
    _create(db, "debriefs", debrief, "session")
    _add_column(db, "sessions", "rules TEXT NOT NULL DEFAULT '[]'")
    _add_column(db, "notes", "struck INTEGER NOT NULL DEFAULT 0")


@migrations()
def m008_steps(db: Database) -> None:
    """Welcome, ground rules and closing as steps of the route, and the time that they took."""
    _add_column(db, "question_sets", "steps TEXT NOT NULL DEFAULT '[]'")
    for table in ("sessions", "visits"):
        _add_column(db, table, "step TEXT NOT NULL DEFAULT ''")


@migrations()
def m009_reflection(db: Database) -> None:
    """What a group did not mention, how many take it so, what all groups made of it, and who wrote a debrief."""
    _add_column(db, "reactions", "question TEXT")
    _add_column(db, "reactions", "level TEXT NOT NULL DEFAULT ''")
    _add_column(db, "study", "together TEXT NOT NULL DEFAULT '[]'")
    _add_column(db, "debriefs", "role TEXT NOT NULL DEFAULT ''")


@migrations()
def m010_fade_out(_db: Database) -> None:
    """Clips, which are JSON within a quote, may tell how they fade out.

    No table changes, but an older program could not read them, and this step tells it to leave the study alone.
    """


@migrations()
def m011_swaps(db: Database) -> None:
    """Who changed seats with whom and when, so that a seat is told as it was."""
    _create(db, "swaps", "id TEXT, position REAL, session TEXT, at_ms INTEGER, first TEXT, second TEXT", "session")


@migrations()
def m012_private_remarks(_db: Database) -> None:
    """Entries may be private remarks; an older program does not know the kind and would put them into documents."""


@migrations()
def m013_spoken(db: Database) -> None:
    """How long people spoke, by the key of their seat."""
    columns = "id TEXT, position REAL, session TEXT, person TEXT, at_ms INTEGER, until_ms INTEGER"
    _create(db, "spoken", columns, "session")


def _create(db: Database, table: str, columns: str, indexes: str) -> None:
    """A table with its id as the key, and an index on each of the `indexes` (names between blanks)."""
    named = [column.split() for column in columns.split(", ")]
    parts = [f'"{name}" {kind}{" PRIMARY KEY" if name == "id" else ""}' for name, kind in named]
    db.execute(f'CREATE TABLE "{table}" ({", ".join(parts)}) WITHOUT ROWID')
    ordered = any(name == "position" for name, _ in named)
    then = ', "position"' if ordered else ""
    for column in indexes.split():
        db.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}"{then})')
    if ordered:
        db.execute(f'CREATE INDEX "{table}_position" ON "{table}" ("position")')


def _add_column(db: Database, table: str, column: str) -> None:
    """A new column; its DEFAULT must be the default of the record's field as it is stored."""
    db.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
