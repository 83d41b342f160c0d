"""Who agreed with what: people against entries, and the ideas that a group holds most widely."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from facilitator.domain.notes import MarkKind, Note
from facilitator.domain.people import Person
from facilitator.domain.room import Presence

Stand = Literal["said", "agree", "dissent", "surprised", "silent", "away"]
SAID_BY_GROUP: Final = frozenset({"idea", "quote"})
"""Entries that are somebody's word, not the facilitator's own."""
_STANDS: Final[dict[MarkKind, Stand]] = {
    "again": "said",
    "shake": "dissent",
    "nod": "agree",
    "surprised": "surprised",
}


@dataclass(frozen=True, slots=True)
class AgreementGrid:
    """One row a person, one column an entry, in the order given; `cells[row][column]`."""

    people: tuple[Person, ...]
    notes: tuple[Note, ...]
    cells: tuple[tuple[Stand, ...], ...]

    def count(self, column: int, stand: Stand) -> int:
        """How many people stand so to the entry of a column."""
        return sum(row[column] == stand for row in self.cells)


def agreement(people: Sequence[Person], notes: Iterable[Note], presences: Iterable[Presence] = ()) -> AgreementGrid:
    """How each person took each entry; who said it counts as having said it, whatever else was marked.

    Silence is of those who were in the room. Entries that are nobody's word, or were struck, are left out.
    """
    spoken = tuple(note for note in notes if note.kind in SAID_BY_GROUP and not note.struck)
    there = {presence.person: presence for presence in presences}
    cells = tuple(tuple(_stand(person.id, note, there) for note in spoken) for person in people)
    return AgreementGrid(tuple(people), spoken, cells)


def _stand(person: str, note: Note, there: Mapping[str, Presence]) -> Stand:
    if note.speaker == person:
        return "said"
    for kind, stand in _STANDS.items():
        if any(mark.kind == kind and person in mark.people for mark in note.marks):
            return stand
    presence = there.get(person)
    if presence is not None and note.at_ms is not None and not presence.holds(note.at_ms):
        return "away"
    return "silent"


def weight(note: Note) -> int:
    """How widely an idea is held: once for being said, once for each time again and each nod, less each shake."""
    signs = {mark.kind: len(mark.people) for mark in note.marks}
    return 1 + note.said_again + signs.get("nod", 0) - signs.get("shake", 0)


def top_ideas(notes: Iterable[Note], questions: Iterable[str], most: int = 3) -> dict[str, list[Note]]:
    """For each question the ideas to read back, the most widely held first; equal ones in the order they came."""
    kept = [note for note in notes if note.kind in SAID_BY_GROUP and note.text and not note.struck]
    found: dict[str, list[Note]] = {}
    for question in questions:
        filed = [note for note in kept if question in note.questions]
        found[question] = sorted(filed, key=lambda note: -weight(note))[:most]
    return found
