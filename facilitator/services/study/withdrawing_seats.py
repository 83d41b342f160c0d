"""Who sat on a seat in a moment of a session, as far as the changes of seats tell it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator.domain.people import Person
from facilitator.domain.room import Swap, seats_at
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import moment
from facilitator.storage.store import Store

MOVING_MS = 10_000
"""So long before and after a change of seats is noted, people may sit on either of the two."""
UNKNOWN = -1
"""The seat of somebody who withdrew, which is no longer known."""
UNSEEN = ""
"""Stands for somebody of whom no seat is kept."""
AFTER = 1 << 50
"""Later than any moment of a session."""


class Seats:
    """Reads people and changes of seats of one study."""

    def __init__(self, store: Store) -> None:
        self._people = store.find(Person)
        self._swaps = store.find(Swap)
        sessions = [session for session in store.find(Session) if session.started_at]
        self._sessions = sorted(sessions, key=lambda each: moment(each.started_at or "").timestamp())

    def on(self, seat: int, session: Session | None, span: tuple[int, int] | None) -> set[str]:
        """Everybody who may have sat there in this span of session time, or in the whole session without one.

        Where it is not known which session it was, people of all groups may have.
        """
        found = {person for seats in self._seatings(session, span) for person in _on(seat, seats)}
        if session is None:
            found |= _on(seat, seats_at(self._people, (), None))
        return found

    def _seatings(self, session: Session | None, span: tuple[int, int] | None) -> Iterator[dict[str, int]]:
        """Each order in which they sat."""
        if session is None:
            for each in self._sessions:
                yield from self._seatings(each, None)
            return
        swaps = [swap for swap in self._swaps if swap.session == session.id]
        people = list(self._people_of(session.actor, [*swaps, *self._later(session)]))
        first, last = (span[0] - MOVING_MS, span[1] + MOVING_MS) if span else (-AFTER, AFTER)
        for at_ms in (first, *(swap.at_ms for swap in swaps if first < swap.at_ms <= last)):
            yield seats_at(people, [*swaps, *self._later(session)], at_ms)

    def _later(self, session: Session) -> list[Swap]:
        """Changes of seats in sessions of the group that came after this one, as if they were at its very end."""
        begun = [each.id for each in self._sessions if each.actor == session.actor]
        after = begun[begun.index(session.id) + 1 :] if session.id in begun else []
        return [
            replace(swap, at_ms=swap.at_ms + AFTER * (at + 1))
            for at, each in enumerate(after)
            for swap in self._swaps
            if swap.session == each
        ]

    def _people_of(self, actor: str, swaps: Sequence[Swap]) -> Iterator[Person]:
        """The group; those who withdrew sat somewhere, but nobody knows where, and so do those who are gone."""
        for person in self._people:
            if person.actor == actor:
                yield replace(person, seat=UNKNOWN) if person.withdrew and person.seat is None else person
        known = {person.id for person in self._people}
        for gone in {each for swap in swaps for each in (swap.first, swap.second)} - known:
            yield Person(gone, seat=UNKNOWN)


def _on(seat: int, seats: dict[str, int]) -> set[str]:
    """Who sits there; where nobody is known to, anybody whose seat is not known, or somebody else again (UNSEEN)."""
    there = {person for person, at in seats.items() if at == seat}
    return there or {UNSEEN, *(person for person, at in seats.items() if at == UNKNOWN)}
