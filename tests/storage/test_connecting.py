"""Writes inside a transaction are on disk together or not at all, and an inner failure can be survived."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from facilitator.storage.connecting import atomic, connect


class Broken(Exception):
    """What goes wrong in these tests."""


@contextmanager
def broken(connection: sqlite3.Connection) -> Iterator[None]:
    """A block of writes that fails at its end."""
    with suppress(Broken), atomic(connection):
        yield
        raise Broken


@pytest.fixture
def database(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE words (word TEXT)")
    return tmp_path / "a.db"


def words(database: Path) -> list[str]:
    """What another connection sees."""
    return [row[0] for row in sqlite3.connect(database).execute("SELECT word FROM words ORDER BY rowid")]


def write(connection: sqlite3.Connection, word: str) -> None:
    connection.execute("INSERT INTO words VALUES (?)", (word,))


def test_writes_are_seen_by_others_when_the_block_has_ended_and_not_before(database: Path) -> None:
    connection = connect(database)
    with atomic(connection):
        write(connection, "one")
        write(connection, "two")
        assert words(database) == []
    assert words(database) == ["one", "two"]


def test_a_failure_takes_back_every_write_of_its_block(database: Path) -> None:
    connection = connect(database)
    with broken(connection):
        write(connection, "one")
    assert words(database) == []
    assert not connection.in_transaction


def test_a_failure_inside_another_block_leaves_the_outer_one_going(database: Path) -> None:
    connection = connect(database)
    with atomic(connection):
        write(connection, "outer")
        with broken(connection):
            write(connection, "inner")
            with atomic(connection):
                write(connection, "innermost")
        write(connection, "after")
        assert words(database) == []
    assert words(database) == ["outer", "after"]


def test_an_outer_failure_takes_the_inner_block_along(database: Path) -> None:
    connection = connect(database)
    with broken(connection), atomic(connection):
        write(connection, "inner")
    assert words(database) == []


def test_a_transaction_that_sqlite_ended_itself_tells_its_own_cause(database: Path) -> None:
    connection = connect(database)
    connection.execute("CREATE TRIGGER never BEFORE INSERT ON words BEGIN SELECT RAISE(ROLLBACK, 'no more words'); END")
    with pytest.raises(sqlite3.IntegrityError, match="no more words"), atomic(connection), atomic(connection):
        write(connection, "one")
    assert not connection.in_transaction
