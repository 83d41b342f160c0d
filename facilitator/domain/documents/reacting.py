"""Participants against what they were shown: who took it how in a reflection; people stand under their seats.

What was shown is told in the words it has now, and only while it is released: neither what was shown then nor what
was said about it stands here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from facilitator.domain.documents.blocks import Cell, Table
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.notes import NotesSource
from facilitator.domain.documents.parts import may_quote, reaction_name, released_items, session_name
from facilitator.domain.documents.seat_places import Place, places_of, seated_people
from facilitator.domain.packs import PackItem
from facilitator.domain.reactions import SIGNS, Reaction, ReactionKind
from facilitator.domain.sessions import Session

AGREED: Final[frozenset[ReactionKind]] = frozenset({"agree", "same"})
DIFFERED: Final[frozenset[ReactionKind]] = frozenset({"disagree"})


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One thing shown with what each person made of it; `others` are of the group, or of nobody in particular.

    `item` is empty where it is no longer released, and `text` says so.
    """

    item: str
    question: str | None
    text: str
    reactions: tuple[tuple[Reaction, ...], ...]
    others: tuple[Reaction, ...]

    @property
    def sums(self) -> tuple[int, int, int]:
        """How many people agreed, did not agree, and gave no sign."""
        kinds = [{reaction.kind for reaction in each} for each in self.reactions]
        return (
            sum(bool(each & AGREED) for each in kinds),
            sum(bool(each & DIFFERED) for each in kinds),
            sum(not each - {"none"} for each in kinds),
        )


@dataclass(frozen=True, slots=True)
class Reflected:
    """One reflection: its name, the places of its people, what it was shown, and the ids of what may be logged."""

    session: Session
    name: str
    places: tuple[Place, ...]
    rows: tuple[ShownRow, ...]
    ids: tuple[str, ...]


def reflections(source: NotesSource, labels: Labels) -> Iterator[Reflected]:
    """Every reflection in which something was shown, with those who may be told of."""
    allowed = may_quote(source.people)
    items = released_items(source.statements, source.quotes, allowed)
    owner = {quote.id: quote.statement or quote.id for quote in source.quotes}
    released = {item.id: item for item in items}
    for session in source.sessions:
        if session.kind != "reflection" or not session.started_at:
            continue
        people = seated_people(source.people, session.actor)
        left = {person.id for person in source.people if person.withdrew}
        said = [each for each in source.reactions if each.session == session.id and each.speaker not in left]
        rows = tuple(
            shown_row(
                _said(released.get(shown), labels),
                [r for r in said if about_what(r, owner) == shown],
                [p.id for p in people],
            )
            for shown in _shown(session, source, said, owner)
        )
        if rows:
            inside = (r for row in rows for each in (*row.reactions, row.others) for r in each)
            ids = tuple(r.id for r in inside if not r.text.strip() or allowed(r.speaker, session.actor))
            name = session_name(session, source.actors, labels)
            yield Reflected(session, name, places_of(people, labels), rows, ids)


def _shown(session: Session, source: NotesSource, said: Iterable[Reaction], owner: Mapping[str, str]) -> list[str]:
    """The ids of what was shown or reacted to and not left out at last, in the order in which it came."""
    showings = [each for each in source.showings if each.session == session.id]
    last = {owner.get(each.about.id, each.about.id): each.left_out for each in showings}
    known = {statement.id for statement in source.statements} | set(owner.values())
    told = [*last, *(about_what(each, owner) for each in said)]
    return [each for each in dict.fromkeys(told) if each in known and not last.get(each, False)]


def about_what(reaction: Reaction, owner: Mapping[str, str]) -> str:
    """The statement that a reaction belongs to, that of its quote too; nothing for what is about a whole group."""
    about = reaction.about
    return owner.get(about.id, about.id) if about is not None and about.kind in ("statement", "quote") else ""


def _said(item: PackItem | None, labels: Labels) -> tuple[str, str | None, str]:
    """The id, the question and the words of what was shown; nothing of what is not released."""
    if item is None:
        return "", None, labels.feedback.gone
    return item.id, item.question, item.text if item.statement else labels.quoted(item.text)


def shown_row(shown: tuple[str, str | None, str], said: Sequence[Reaction], people: Sequence[str]) -> ShownRow:
    """The id, the question and the words of what was shown, with what was noted about it person by person."""
    return ShownRow(
        *shown,
        reactions=tuple(tuple(r for r in said if r.speaker == person) for person in people),
        others=tuple(r for r in said if r.speaker not in people),
    )


def reaction_table(each: Reflected, labels: Labels) -> Table:
    """One row a thing shown, one column a seat, then the group, then the sums."""
    words = labels.room
    rows = []
    for row in each.rows:
        told = (Cell(_signs(reactions, labels), "mark") for reactions in (*row.reactions, row.others))
        sums = (Cell(str(n or ""), "mark") for n in row.sums)
        rows.append((Cell(row.text, "row_header", row.item), *told, *sums))
    marks = (words.signs["agree"], words.signs["dissent"], words.signs["silent"])
    seats = [place.short for place in each.places]
    header = (words.reactions_column, *seats, words.reactions_group, *marks)
    widths = (4.2, *(0.6 for _ in seats), 1.2, *(0.6 for _ in marks))
    return Table(words.reactions_caption.format(group=each.name), header, tuple(rows), widths)


def reaction_names(reactions: Iterable[Reaction], labels: Labels) -> str:
    """Such as "agreed, had not expected this"."""
    return ", ".join(dict.fromkeys(reaction_name(each, labels) for each in reactions))


def _signs(reactions: Iterable[Reaction], labels: Labels) -> str:
    """A sign for each; with how many took it so where that was noted."""
    words = labels.room
    told = (f"{SIGNS[each.kind]} {words.levels[each.level]}".strip() for each in reactions)
    return " ".join(told) or words.signs["silent"]
