"""The entries of a session as rows: each change moves, adds or redraws only the rows it touched."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap
from facilitator.ui.run.entries import EntryLook, EntryWords
from facilitator.ui.run.gaps import GapLook, GapWords, anchored

Index = QModelIndex | QPersistentModelIndex
LOOK_ROLE: Final = Qt.ItemDataRole.UserRole + 1
NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_NOWHERE = QModelIndex()

Difference = tuple[Note | None, Note | None]
BEFORE = ""
"""Where gaps stand that lie before the first entry."""


class StreamModel(QAbstractListModel):
    """Notes in order of position; newest last."""

    def __init__(self, words: EntryWords, notes: Iterable[Note], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows = list(notes)
        self._known = {note.id: note for note in self._rows}
        self._looks: dict[str, EntryLook] = {}
        self._gaps: tuple[Gap, ...] = ()
        self._beside: dict[str, list[Gap]] = {}
        self._gap_words: GapWords | None = None
        self._now_ms: Callable[[], int] = lambda: 0

    @property
    def notes(self) -> Sequence[Note]:
        return self._rows

    def note_at(self, row: int) -> Note | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, note_id: str) -> int:
        """The row of an entry, -1 when it is not here."""
        note = self._known.get(note_id)
        return -1 if note is None else self._place(note)

    def look(self, row: int) -> EntryLook:
        note = self._rows[row]
        look = self._looks.get(note.id)
        if look is None:
            look = self._looks[note.id] = self._words.look(note)
        return look

    # Gaps stand between the entries without being rows: what is chosen, moved and counted are entries alone

    def show_gaps(self, gaps: Iterable[Gap], words: GapWords, now_ms: Callable[[], int]) -> None:
        """The spans without sound; `now_ms` tells how long an open one is."""
        self._gaps, self._gap_words, self._now_ms = tuple(gaps), words, now_ms
        self._anchor()

    @property
    def has_gaps(self) -> bool:
        """Whether anything stands between the entries at all."""
        return bool(self._beside)

    def gaps_of(self, row: int) -> tuple[list[GapLook], list[GapLook]]:
        """What stands above and below an entry."""
        if not self._beside:
            return [], []
        above = self._beside.get(BEFORE, []) if row == 0 else []
        return self._gap_looks(above), self._gap_looks(self._beside.get(self._rows[row].id, []))

    def growing_row(self) -> int:
        """The row beside which a gap is open, -1 without one."""
        for note_id, gaps in self._beside.items():
            if any(gap.end_ms is None for gap in gaps):
                return 0 if note_id == BEFORE else self.row_of(note_id)
        return -1

    def _gap_looks(self, gaps: Iterable[Gap]) -> list[GapLook]:
        words = self._gap_words
        return [words.look(gap, self._now_ms()) for gap in gaps] if words is not None else []

    def _anchor(self) -> None:
        before = self._beside
        times = [(note.id, note.at_ms) for note in self._rows if note.at_ms is not None]
        self._beside = anchored(self._gaps, times)
        for note_id in self._beside.keys() | before.keys():
            if before.get(note_id) != self._beside.get(note_id):
                row = 0 if note_id == BEFORE else self.row_of(note_id)
                if 0 <= row < len(self._rows):
                    self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.look(index.row()).text
            return self._spoken(index.row())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.look(index.row()).time
        if role == LOOK_ROLE:
            return self.look(index.row())
        return self._rows[index.row()] if role == NOTE_ROLE else None

    def _spoken(self, row: int) -> str:
        above, below = ([f"{gap.text}." for gap in gaps] for gaps in self.gaps_of(row))
        return " ".join([*above, self._words.spoken(self._rows[row]), *below])

    def refresh_one(self, note_id: str | None) -> None:
        """One entry looks otherwise, as when it begins to play."""
        row = self.row_of(note_id or "")
        if row >= 0:
            self._looks.pop(self._rows[row].id, None)
            self.dataChanged.emit(self.index(row), self.index(row))

    def refresh_looks(self) -> None:
        """People or the question on screen changed: all chips may be others."""
        self._looks.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def apply(self, found: dict[str, Note], touched: Iterable[str]) -> list[Difference]:
        """Take over the touched notes (`found` are those that still exist); what each was and is."""
        differences: list[Difference] = []
        for note_id in sorted(touched):
            old, new = self._known.get(note_id), found.get(note_id)
            if old != new:
                self._replace(old, new)
                differences.append((old, new))
        if self._gaps:
            self._anchor()
        return differences

    def _replace(self, old: Note | None, new: Note | None) -> None:
        if old is not None and new is not None and old.position == new.position:
            self._redraw(new)
            return
        if old is not None:
            self._take(old)
        if new is not None:
            self._insert(new)

    def _redraw(self, note: Note) -> None:
        row = self._place(note)
        self._rows[row] = self._known[note.id] = note
        self._looks.pop(note.id, None)
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def _take(self, note: Note) -> None:
        row = self._place(note)
        self.beginRemoveRows(_NOWHERE, row, row)
        del self._rows[row], self._known[note.id]
        self._looks.pop(note.id, None)
        self.endRemoveRows()

    def _insert(self, note: Note) -> None:
        row = self._place(note)
        self.beginInsertRows(_NOWHERE, row, row)
        self._rows.insert(row, note)
        self._known[note.id] = note
        self.endInsertRows()

    def _place(self, note: Note) -> int:
        """Where the note stands or would stand; the end is looked at first, for that is where new ones go."""
        key = (note.position, note.id)
        if not self._rows or _key(self._rows[-1]) < key:
            return len(self._rows)
        return bisect_left(self._rows, key, key=_key)


def _key(note: Note) -> tuple[float, str]:
    return note.position, note.id
