"""What pages ask of a large study without reading all of it: weights, parts of a table, who names whom."""

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any, TypeVar

from facilitator.storage.store import Store
from facilitator.storage.tables import codec_of

R = TypeVar("R")
PART = 1_000
"""Rows that are looked through at a time, which takes a few ms."""
LAST = (inf, "")
"""After every row."""
LONGEST = 1_000
"""A longer word is compared in Python: SQLite refuses patterns beyond some length."""


class Outline:
    """Questions to an open store whose answers stay small however large the study is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def filed(self, record: type[R], actor: str, question: str | None) -> list[R]:
        """What one group is taken to have said under one question, in screen order.

        The plus keeps SQLite from going through the question, under which every group of a large study has something.
        """
        codec = codec_of(record)
        return self._store._find(codec, 'WHERE "actor" IS ? AND +"question" IS ?', (actor, question))  # noqa: SLF001

    def weights(self, record: type, actor: str) -> list[tuple[str | None, int, int]]:
        """For each question: how many records of the group are filed under it, and how long their texts are in all."""
        table = codec_of(record).table
        sql = f'SELECT "question", count(*), sum(length("text")) FROM "{table}" WHERE "actor" = ? GROUP BY +"question"'
        return self._rows(sql, (actor,))

    def actors_under(self, record: type, question: str | None) -> list[str]:
        """Whose records are filed under a question."""
        sql = f'SELECT DISTINCT "actor" FROM "{codec_of(record).table}" WHERE "question" IS ?'
        return [str(actor) for (actor,) in self._rows(sql, (question,))]

    def part(self, record: type, columns: Sequence[str], after: str, limit: int) -> list[tuple[Any, ...]]:
        """The next rows by id, of which only these columns are read, as they are stored; the id comes first."""
        names = ", ".join(f'"{name}"' for name in ("id", *columns))
        sql = f'SELECT {names} FROM "{codec_of(record).table}" WHERE "id" > ? ORDER BY "id" LIMIT ?'
        return self._rows(sql, (after, limit))

    def naming(self, record: type[R], column: str, text: str) -> list[R]:
        """Records in whose column, a list or a value written as text, this text occurs; few of many are read."""
        codec = codec_of(record)
        return self._store._find(codec, f'WHERE instr("{column}", ?)', (text,))  # noqa: SLF001

    def matching(self, record: type[R], column: str, words: Sequence[str], most: int) -> Iterator[list[R]]:
        """The first records whose text in `column` holds every word, whatever its case or script.

        Given a part of the table at a time, in screen order, so that whoever asks can stop in between.
        """
        codec = codec_of(record)
        tests, values = [], []
        for word in words:
            test, *said = _holds(column, word)
            tests.append(test)
            values += said
        begin: tuple[Any, ...] = (-inf, "")
        while most > 0:
            end = self._end_of_part(codec.table, begin)
            where = " AND ".join(['("position", "id") > (?, ?) AND ("position", "id") <= (?, ?)', *tests])
            found = self._store._find(codec, f"WHERE {where}", (*begin, *(end or LAST), *values), most)  # noqa: SLF001
            most -= len(found)
            yield found
            if end is None:
                return
            begin = end

    def _end_of_part(self, table: str, begin: tuple[Any, ...]) -> tuple[Any, ...] | None:
        sql = f'SELECT "position", "id" FROM "{table}" WHERE ("position", "id") > (?, ?)'
        rows = self._rows(f'{sql} ORDER BY "position", "id" LIMIT 1 OFFSET {PART - 1}', begin)
        return rows[0] if rows else None

    def _rows(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        return self._store._connection.execute(sql, values).fetchall()  # noqa: SLF001


def _holds(column: str, word: str) -> tuple[str, str] | tuple[str, str, str]:
    """A test of SQL and its values: most texts are plain ASCII, which SQLite compares by itself and far quicker."""
    low = word.casefold()
    folded = f'(length("{column}") < length(CAST("{column}" AS BLOB)) AND instr(fold("{column}"), ?))'
    if not word.isascii():
        return folded, low
    if len(word) > LONGEST:
        return f'instr(fold("{column}"), ?)', low
    escaped = "".join(f"\\{sign}" if sign in "%_\\" else sign for sign in word)
    return f"(\"{column}\" LIKE ? ESCAPE '\\' OR {folded})", f"%{escaped}%", low
