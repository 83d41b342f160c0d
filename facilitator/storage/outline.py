"""What pages ask of a large study without reading all of it: weights, parts of a table, who names whom."""

from collections.abc import Sequence
from typing import Any, TypeVar

from facilitator.storage.store import Store
from facilitator.storage.tables import codec_of

R = TypeVar("R")


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

    def _rows(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        return self._store._connection.execute(sql, values).fetchall()  # noqa: SLF001
