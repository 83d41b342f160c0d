"""Which record class is kept in which table; classes and codecs are loaded when they are first asked for."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

from facilitator.storage.codec import Codec

R = TypeVar("R")


class Table(NamedTuple):
    """Where a record class is found, and how its table is called and indexed."""

    module: str
    table: str
    indexes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The full name of the module."""
        return f"facilitator.domain.{self.module}"


TABLES = {
    "Study": Table("study", "study"),
    "Actor": Table("actors", "actors"),
    "QuestionSet": Table("questions", "question_sets"),
    "Question": Table("questions", "questions", ("question_set",)),
    "Wording": Table("questions", "wordings", ("question",)),
    "Pair": Table("questions", "question_pairs"),
    "Person": Table("people", "people", ("actor",)),
    "Session": Table("sessions", "sessions", ("actor",)),
    "Visit": Table("sessions", "visits", ("session",)),
    "Recording": Table("recordings", "recordings", ("session",)),
    "Gap": Table("recordings", "gaps", ("session",)),
    "Transcript": Table("transcripts", "transcripts", ("session", "file")),
    "Cue": Table("transcripts", "cues", ("transcript",)),
    "Note": Table("notes", "notes", ("session",)),
    "Statement": Table("findings", "statements", ("actor", "question")),
    "Quote": Table("findings", "quotes", ("actor", "question", "statement", "session")),
    "Dot": Table("matrix", "matrix", ("viewer",)),
    "Decision": Table("packs", "decisions", ("viewer",)),
    "PackOrder": Table("packs", "pack_orders"),
    "Reaction": Table("reactions", "reactions", ("session",)),
    "Reflection": Table("reactions", "reflections"),
    "Showing": Table("reactions", "showings", ("session",)),
    "Export": Table("exports", "exports"),
    "Presence": Table("room", "presences", ("session",)),
    "MemberCheck": Table("room", "member_checks", ("session",)),
    "Debrief": Table("room", "debriefs", ("session",)),
    "Extra": Table("extras", "extras"),
    "Merge": Table("merges", "merges"),
    "Conflict": Table("merges", "conflicts", ("merge",)),
    "Sync": Table("merges", "syncs", ("session",)),
    "Swap": Table("room", "swaps", ("session",)),
    "Spoken": Table("room", "spoken", ("session",)),
    "Clearance": Table("clearances", "clearances", ("viewer",)),
}
"""By class name, in the order in which tables are made and read; a start needs only a few of them."""

HOLDERS = {
    "Actor": (("sessions", "actor"),),
    "Question": (("sessions", "question"), ("visits", "question")),
    "Session": (("visits", "session"), ("showings", "session"), ("recordings", "session"), ("gaps", "session")),
}
"""Tables of facts, which undo leaves alone, and the column that names a record which undo might take away."""


class Codecs(Mapping[type, Codec[Any]]):
    """The codec of every record class; going through all of them loads all of them."""

    def __init__(self) -> None:
        self._made: dict[type, Codec[Any]] = {}

    def __getitem__(self, record: type) -> Codec[Any]:
        made = self._made.get(record)
        return self._make(record) if made is None else made

    def __iter__(self) -> Iterator[type]:
        return (record_named(name) for name in TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def _make(self, record: type) -> Codec[Any]:
        table = TABLES[record.__name__]
        if record.__module__ != table.place:
            raise KeyError(record)
        return self._made.setdefault(record, Codec(record, table.table, table.indexes))


CODECS = Codecs()


def record_named(name: str) -> type:
    """The record class of this name; KeyError for a class that is not kept."""
    found: type = getattr(import_module(TABLES[name].place), name)
    return found


def codec_of(record: type[R]) -> Codec[R]:
    """The codec of a record class; KeyError for a class that is not kept."""
    return CODECS[record]
