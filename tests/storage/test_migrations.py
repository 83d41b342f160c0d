"""A study made with an earlier version opens with everything that was in it."""

import json
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.storage import migrations
from facilitator.storage.backup import backups_in
from facilitator.storage.opening import DATABASE, STEPS, create_study, open_study
from facilitator.storage.tables import CODECS


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A closed study as the first version left it: one session, and its planning as the last thing done."""
    folder = tmp_path / "Old.study"
    folder.mkdir()
    db = Database(sqlite3.connect(folder / DATABASE, isolation_level=None))
    migrations.migrate(db.conn)
    for step in sorted(STEPS - {"m001_first_tables"}):
        db.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (step,))
    for table in [t for t in db.table_names() if t not in ("_sqlite_migrations", "sqlite_sequence")]:
        db.execute(f'DROP TABLE "{table}"')
    migrations.m001_first_tables(db)
    before = ["s1", 1.0, "sales", "focus_group", None, None, None, 60, "", None]
    after = [*before[:7], 90, *before[8:]]
    db.execute(f"INSERT INTO sessions VALUES ({', '.join('?' * len(after))})", after)
    rows = json.dumps([["Session", "s1", before, after]])
    db.execute("INSERT INTO journal VALUES (1, 'j1', '2026-01-01T10:00:00Z', 'Plan session', 'done', ?)", (rows,))
    db.conn.close()
    return folder


def test_what_it_held_is_there_and_can_be_undone(first_version: Path) -> None:
    study = open_study(first_version)
    assert study.store.need(Session, "s1") == Session("s1", 1.0, "sales", planned_minutes=90)
    changes = study.store.undo()
    assert changes is not None
    assert study.store.need(Session, "s1").planned_minutes == 60
    study.store.redo()
    assert study.store.need(Session, "s1") == Session("s1", 1.0, "sales", planned_minutes=90)
    study.close()


def test_it_is_backed_up_before_it_is_changed(first_version: Path) -> None:
    open_study(first_version).close()
    (backup,) = backups_in(first_version / "backups")
    held = sqlite3.connect(backup)
    assert held.execute("SELECT planned_minutes FROM sessions").fetchall() == [(90,)]
    assert held.execute("SELECT count(*) FROM sqlite_master WHERE name = 'recordings'").fetchone() == (0,)
    held.close()


def test_tables_have_the_columns_of_their_records(tmp_path: Path) -> None:
    """A field added to a record without a step of its own would be noticed only by users of older studies."""
    study = create_study(tmp_path / "A.study", Study(title="T"))
    study.close()
    db = sqlite3.connect(study.path / DATABASE)
    for codec in CODECS.values():
        found = {row[1]: row[2] for row in db.execute(f'PRAGMA table_info("{codec.table}")')}
        assert found == codec.sql_columns, codec.table
        indexed = {row[1] for row in db.execute(f'PRAGMA index_list("{codec.table}")')}
        assert {f"{codec.table}_{column}" for column in codec.indexes} <= indexed
    db.close()
