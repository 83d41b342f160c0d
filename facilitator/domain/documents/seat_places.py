"""What a document says of a person instead of a name: the seat, or a letter where there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.documents.labels import Labels
from facilitator.domain.people import Person


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What is said of a person: the seat, or a letter where there is none; seats come first."""

    seated: int
    number: int
    name: str
    short: str


def seated_people(people: Sequence[Person], actor: str) -> list[Person]:
    """A group by seat, without who withdrew."""
    found = [p for p in people if p.actor == actor and not p.withdrew]
    return sorted(found, key=lambda person: (person.seat is None, person.seat or 0, person.position))


def places_of(people: Sequence[Person], labels: Labels) -> tuple[Place, ...]:
    """One for each person of a session, in the order given."""
    unseated = [person.id for person in people if person.seat is None]
    return tuple(
        _place(person.seat, unseated.index(person.id) if person.seat is None else 0, labels) for person in people
    )


def _place(seat: int | None, at: int, labels: Labels) -> Place:
    if seat is not None:
        return Place(0, seat, labels.room.seat.format(seat=seat), str(seat))
    letter = chr(ord("A") + at % 26) + (str(at // 26 + 1) if at >= 26 else "")
    return Place(1, at, labels.room.no_seat.format(seat=letter), letter)
