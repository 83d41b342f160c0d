"""The one door for writes: a change is one transaction, one journal line and one answer."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from facilitator.domain.changes import Changes
from facilitator.domain.errors import NotSaved, StudyDamaged, UserError
from facilitator.domain.timecode import stamp
from facilitator.storage.codec import Codec
from facilitator.storage.connecting import atomic
from facilitator.storage.erasing import forget_free_pages, purge_drafts, purge_journal
from facilitator.storage.journal import Journal, Line, RowChange
from facilitator.storage.tables import HOLDERS, codec_of, record_named

if TYPE_CHECKING:
    from facilitator.storage.merging import Copy
    from facilitator.storage.reading import Reader

R = TypeVar("R")
Listener = Callable[[Changes], None]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _fold(text: str | None) -> str:
    return (text or "").casefold()


class Change:
    """The writes of one change; made by `Store.change` and usable only inside its block."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.rows: dict[tuple[str, str], RowChange] = {}

    def put(self, record: R) -> R:
        """Writes a record as it is, new or changed; an unchanged one leaves no trace."""
        codec: Codec[R] = codec_of(type(record))
        row = codec.encode(record)
        before = _row(self._connection, codec, row[0])
        if before != list(row):
            self._connection.execute(codec.upsert, row)
            self._note(type(record).__name__, row[0], before, list(row))
        return record

    def add(self, record: R) -> R:
        """Writes a record that nobody has yet at the end of its table's order and returns it with its position."""
        codec: Codec[R] = codec_of(type(record))
        sql = f'SELECT coalesce(max("position"), 0) + 1 FROM "{codec.table}"'
        position = float(self._connection.execute(sql).fetchone()[0])
        added = replace(record, position=position)  # type: ignore[type-var]
        row = codec.encode(added)
        self._connection.execute(codec.insert, row)
        self._note(type(record).__name__, row[0], None, list(row))
        return added

    def delete(self, record: object) -> None:
        """Removes a record's row; nothing happens when it is gone already."""
        codec = codec_of(type(record))
        row_id: str = record.id  # type: ignore[attr-defined]
        before = _row(self._connection, codec, row_id)
        if before is not None:
            self._connection.execute(f'DELETE FROM "{codec.table}" WHERE "id" = ?', (row_id,))
            self._note(type(record).__name__, row_id, before, None)

    def _note(self, name: str, row_id: str, before: list[Any] | None, after: list[Any] | None) -> None:
        """Remembers the first before and the last after of each row within the change."""
        first = self.rows.get((name, row_id))
        self.rows[name, row_id] = (name, row_id, first[2] if first else before, after)


class Store:
    """An open study database; all use is on the thread that made it.

    `now` gives the time of journal lines; `is_there` says whether the database can still be found where it was opened.
    Writes raise NotSaved when they did not reach the disk.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        now: Callable[[], datetime] = _utc_now,
        is_there: Callable[[], bool] = lambda: True,
    ) -> None:
        self._connection = connection
        self._is_there = is_there
        self._journal = Journal(self._connection)
        self._now = now
        self._listeners: list[Listener] = []
        self._failure_listeners: list[Callable[[NotSaved], None]] = []
        self._current: Change | None = None
        self._read: dict[tuple[Any, ...], list[Any]] | None = None
        self._connection.create_function("fold", 1, _fold, deterministic=True)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` after every change that is on disk; the answer stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def listen_failures(self, listener: Callable[[NotSaved], None]) -> None:
        """Calls `listener` whenever a write did not reach the disk, whoever else hears of it."""
        self._failure_listeners.append(listener)

    @contextmanager
    def change(self, label: str, *, undoable: bool = True) -> Iterator[Change]:
        """All writes inside are one change named `label`; one inside another joins the outer one."""
        if self._current is not None:
            yield self._current
            return
        change = self._current = Change(self._connection)
        try:
            with self._writing():
                yield change
                rows = list(change.rows.values())
                if rows:
                    self._journal.append(stamp(self._now()), label, rows, undoable)
        finally:
            self._current = None
        if rows:
            self._tell(Changes.of(label, change.rows))

    def erase(
        self,
        label: str,
        gone: Iterable[object],
        blanked: Iterable[object],
        changed: Iterable[object],
        words: Sequence[str],
        naming: str,
    ) -> None:
        """Takes records away for good, with what the journal, half-typed texts and free pages still know of them.

        `blanked` are put instead of what they were, of which nothing stays either; `changed` are put as they are.
        `words` are looked for in half-typed texts; the journal forgets whatever named the id `naming`, too. Only the
        label and the time are kept.
        """
        change = Change(self._connection)
        with self._writing():
            for record in gone:
                change.delete(record)
            for record in blanked:
                change.put(record)
            erased = list(change.rows)
            purge_journal(self._connection, erased, naming)
            for record in changed:
                change.put(record)
            purge_drafts(self._connection, words, erased)
            self._journal.append(stamp(self._now()), label, [], undoable=False)
        with _saving():
            forget_free_pages(self._connection)
        self._tell(Changes.of(label, change.rows))

    def undo(self) -> Changes | None:
        """Takes the newest change back; None when there is nothing to undo, UserError when facts rest on it."""
        line = self._journal.next_undo()
        return self._replay(line, "undone", back=True) if line else None

    def redo(self) -> Changes | None:
        """Brings the last undone change again; None when there is none, UserError when facts forbid it."""
        line = self._journal.next_redo()
        return self._replay(line, "done", back=False) if line else None

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self._journal.label("done")

    @property
    def redo_label(self) -> str | None:
        """What redo would bring again."""
        return self._journal.label("undone")

    def get(self, record: type[R], row_id: str) -> R | None:
        """The record with this id, or None."""
        found = self._find(codec_of(record), 'WHERE "id" = ?', (row_id,))
        return found[0] if found else None

    def need(self, record: type[R], row_id: str) -> R:
        """The record with this id; UserError when it is gone."""
        found = self.get(record, row_id)
        if found is None:
            raise UserError("This entry is no longer in the study; it may have been undone.")
        return found

    def find(self, record: type[R], **equal: str | float | bool | None) -> list[R]:
        """All records whose columns equal the given values, in screen order."""
        codec = codec_of(record)
        where = " AND ".join(f'"{name}" IS ?' for name in equal)
        return self._find(codec, f"WHERE {where}" if where else "", tuple(equal.values()))

    def find_in(self, record: type[R], column: str, values: Sequence[str]) -> list[R]:
        """All records whose `column` is one of `values` (any number), in screen order."""
        codec = codec_of(record)
        found: list[R] = []
        for start in range(0, len(values), 500):  # SQLite limits the parameters of one statement
            part = tuple(values[start : start + 500])
            marks = ", ".join("?" * len(part))
            found += self._find(codec, f'WHERE "{column}" IN ({marks})', part)
        return found

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is asked for twice inside is fetched once, as a page does that draws itself anew; a write ends that."""
        if self._read is not None:
            yield
            return
        self._read = {}
        try:
            yield
        finally:
            self._read = None

    def count(self, record: type, **equal: str | float | bool | None) -> int:
        """How many records `find` would give."""
        where = " AND ".join(f'"{name}" IS ?' for name in equal) or "1"
        sql = f'SELECT count(*) FROM "{codec_of(record).table}" WHERE {where}'
        return int(self._connection.execute(sql, tuple(equal.values())).fetchone()[0])

    def keep_draft(self, place: str, text: str) -> None:
        """Keeps half-typed text of one input place on disk, outside undo; empty text forgets it."""
        with self._writing():
            self._connection.execute("DELETE FROM drafts WHERE place = ?", (place,))
            if text:
                row = (place, text, stamp(self._now()))
                self._connection.execute("INSERT INTO drafts VALUES (?, ?, ?)", row)

    def draft(self, place: str) -> str:
        """The half-typed text of a place, or an empty text."""
        sql = "SELECT text FROM drafts WHERE place = ?"
        found = self._connection.execute(sql, (place,)).fetchone()
        return "" if found is None else str(found[0])

    @property
    def reader(self) -> "Reader":
        """Opens the same study for another thread to read."""
        from facilitator.storage.reading import Reader

        return Reader(self._connection)

    @property
    def copy(self) -> "Copy":
        """This study as one of two copies that are to become one."""
        from facilitator.storage.merging import Copy

        return Copy(self._connection)

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with the database, as sentences; empty when it is sound."""
        try:
            found = self._connection.execute("PRAGMA integrity_check(20)").fetchall()
        except sqlite3.DatabaseError as error:
            found = [(str(error),)]
        return [f"The database is damaged: {text}. Restore a back-up." for (text,) in found if text != "ok"]

    def journal_faults(self) -> list[str]:
        """A sentence when a change in the journal cannot be read, so that it could be neither undone nor merged."""
        return self._journal.faults()

    def close(self) -> None:
        """Ends the connection; the write-ahead log goes into the database file."""
        self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All writes inside reach the disk together or not at all; whatever keeps them from it becomes a sentence."""
        self._read = None
        try:
            with _saving(), atomic(self._connection):
                yield
                self._check_place()
        except NotSaved as error:
            for listener in self._failure_listeners:
                listener(error)
            raise

    def _check_place(self) -> None:
        if not self._is_there():
            raise NotSaved("Not saved: the study's folder was moved or removed. Put it back where it was.")

    def _find(self, codec: Codec[R], where: str, values: tuple[Any, ...], limit: int = -1) -> list[R]:
        if self._read is None:
            return self._fetch(codec, where, values, limit)
        key = (codec.table, where, values, limit)
        if key not in self._read:
            self._read[key] = self._fetch(codec, where, values, limit)
        return list(self._read[key])

    def _fetch(self, codec: Codec[R], where: str, values: tuple[Any, ...], limit: int) -> list[R]:
        order = ' ORDER BY "position", "id"' if "position" in codec.columns else ' ORDER BY "id"'
        sql = f"{codec.select} {where}{order} LIMIT {limit:d}"
        try:
            return codec.decode_all(self._connection.execute(sql, values).fetchall())
        except (sqlite3.ProgrammingError, UnicodeEncodeError):
            raise  # the question was wrong, and not what is stored
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError) as error:
            raise _unreadable(codec.table, str(error)) from error

    def _replay(self, line: Line, state: Any, *, back: bool) -> Changes:
        rows = [(n, i, after, before) for n, i, before, after in reversed(line.rows)] if back else line.rows
        with self._writing():
            as_it_was = [self._bring(*row) for row in rows]
            if not all(as_it_was) or any(self._is_held(name, row_id) for name, row_id, _, row in rows if row is None):
                how = "undone" if back else "done again"
                raise UserError(f"“{line.label}” cannot be {how}: what has happened since rests on it.")
            self._journal.mark(line.seq, state)
        changes = Changes.of(line.label, ((name, row_id) for name, row_id, _, _ in line.rows))
        self._tell(changes)
        return changes

    def _bring(self, name: str, row_id: str, then: list[Any] | None, wanted: list[Any] | None) -> bool:
        """Writes a row as it is wanted, but for columns that facts have changed since; False where those forbid it."""
        codec: Codec[Any] = codec_of(record_named(name))
        now = _row(self._connection, codec, row_id)
        then, wanted = (None if row is None else codec.completed(row) for row in (then, wanted))
        if wanted is None:
            self._connection.execute(f'DELETE FROM "{codec.table}" WHERE "id" = ?', (row_id,))
            return now == then
        if now is not None and then is not None:
            wanted = [kept if old == new else new for kept, old, new in zip(now, then, wanted, strict=True)]
        self._connection.execute(codec.upsert, wanted)
        return True

    def _is_held(self, name: str, row_id: str) -> bool:
        """Whether a fact names the record."""
        found = (f'SELECT 1 FROM "{table}" WHERE "{column}" = ? LIMIT 1' for table, column in HOLDERS.get(name, ()))
        return any(self._connection.execute(sql, (row_id,)).fetchone() for sql in found)

    def _tell(self, changes: Changes) -> None:
        """Everyone hears of it, whatever goes wrong with one of them; that is raised afterwards."""
        with ExitStack() as rest:
            for listener in reversed(self._listeners):
                rest.callback(listener, changes)


def _row(connection: sqlite3.Connection, codec: Codec[Any], row_id: str) -> list[Any] | None:
    found = connection.execute(f'{codec.select} WHERE "id" = ?', (row_id,)).fetchone()
    return None if found is None else list(found)


def _unreadable(table: str, reason: str) -> UserError:
    """A drive that fails or was pulled out says nothing about the study: no older copy is to take its place."""
    if "I/O" in reason:
        return UserError("The study cannot be read now: its drive does not answer. Check that it is connected.")
    if "locked" in reason:
        return UserError("The study cannot be read now: another program holds its database. Close it there.")
    return StudyDamaged(f"An entry in “{table}” cannot be read: the study's database is damaged. Restore a back-up.")


@contextmanager
def _saving() -> Iterator[None]:
    """Turns the ways in which a write can fail into sentences."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise NotSaved("This text holds a character that cannot be stored. Retype it.") from error
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise NotSaved("Not saved: the disk is full. Free some space and try again.") from error
        raise NotSaved(f"Not saved: {error}. Try again, or go on on another drive.") from error
    except sqlite3.DatabaseError as error:
        raise NotSaved(f"Not saved: the study's file is faulty ({error}).") from error
