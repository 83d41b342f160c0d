"""Which ideas nothing rests on yet: read bit by bit once, then kept up with each change."""

import json
from collections import Counter
from collections.abc import Callable, Iterator

from facilitator.domain.changes import Changes
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.storage.outline import Outline
from facilitator.storage.store import Store

PART = 1_000
"""Rows read at a time, which takes a few ms."""
KINDS = ("idea", "quote")


class IdeasLeft:
    """Ideas and verbatim notes of focus groups that no statement and no quote names."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._outline = Outline(store)
        self._ideas: set[str] = set()
        self._named: dict[str, tuple[str, ...]] = {}
        self._used: Counter[str] = Counter()
        self._left: set[str] | None = None
        """None until all was read; before that nothing can be said of one idea."""
        self._parts: Iterator[bool] | None = None
        self._begin()

    @property
    def ready(self) -> bool:
        """Whether all of the study was read."""
        return self._parts is None

    @property
    def count(self) -> int:
        """How many there are; 0 until all was read."""
        return len(self._left or ())

    def read_more(self) -> bool:
        """Reads the next part; False when there is none."""
        if self._parts is not None and next(self._parts, None) is None:
            self._parts, self._left = None, self._ideas - self._used.keys()
        return not self.ready

    def of(self, actor: str | None = None) -> list[Note]:
        """Those of one group, or all, in order of time."""
        while self.read_more():
            pass
        met = [session.id for session in self._met(actor)]
        left = self._left or set()
        return [note for note in self._store.find_in(Note, "session", met) if note.id in left]

    def renew(self, changes: Changes) -> None:
        """Follows a change; one of sessions, or of very much, is read anew."""
        if changes.touches(Session) or len(changes.rows) > PART:
            self._begin()
            return
        for note in changes.ids(Note):
            self._take_note(self._store.get(Note, note), note)
        for row_id in changes.ids(Statement):
            statement = self._store.get(Statement, row_id)
            self._names(row_id, statement.notes if statement else ())
        for row_id in changes.ids(Quote):
            quote = self._store.get(Quote, row_id)
            self._names(row_id, (quote.note,) if quote and quote.note else ())

    def _begin(self) -> None:
        self._ideas, self._named, self._used, self._left = set(), {}, Counter(), None
        self._sessions = {session.id for session in self._met(None)}
        self._parts = self._read()

    def _met(self, actor: str | None) -> list[Session]:
        found = self._store.find(Session, actor=actor) if actor else self._store.find(Session)
        return [session for session in found if session.kind == "focus_group"]

    def _read(self) -> Iterator[bool]:
        yield from self._each(Statement, ("notes",), lambda row: self._names(row[0], _list(row[1])))
        yield from self._each(Quote, ("note",), lambda row: self._names(row[0], (row[1],) if row[1] else ()))
        yield from self._each(Note, ("session", "kind"), lambda row: self._place(*row))

    def _each(self, record: type, columns: tuple[str, ...], take: Callable[[tuple[str, ...]], None]) -> Iterator[bool]:
        after = ""
        while rows := self._outline.part(record, columns, after, PART):
            for row in rows:
                take(row)
            after = rows[-1][0]
            if len(rows) < PART:
                return
            yield True

    def _names(self, row_id: str, notes: tuple[str, ...]) -> None:
        """From now on a statement or quote names these notes, whatever it named before."""
        for note in self._named.pop(row_id, ()):
            self._used[note] -= 1
            if not self._used[note]:
                del self._used[note]
                self._settle(note)
        if notes:
            self._named[row_id] = notes
        for note in notes:
            self._used[note] += 1
            self._settle(note)

    def _take_note(self, note: Note | None, row_id: str) -> None:
        self._ideas.discard(row_id)
        if note is not None:
            self._place(note.id, note.session, note.kind)
        self._settle(row_id)

    def _place(self, row_id: str, session: str, kind: str) -> None:
        if kind in KINDS and session in self._sessions:
            self._ideas.add(row_id)

    def _settle(self, note: str) -> None:
        if self._left is not None:
            is_left = note in self._ideas and note not in self._used
            (self._left.add if is_left else self._left.discard)(note)


def _list(stored: str) -> tuple[str, ...]:
    return () if stored == "[]" else tuple(json.loads(stored))
