"""Who sits where, what each person agreed to, and the name key that is kept apart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.errors import UserError
from facilitator.domain.ids import new_id
from facilitator.domain.people import Person
from facilitator.storage.names import NameKey
from facilitator.storage.store import Store

Use = Literal["take_part", "record", "quote", "show_to_groups", "contact_again"]
USES: tuple[Use, ...] = ("take_part", "record", "quote", "show_to_groups", "contact_again")
COMING = "coming"
_NEXT: dict[bool | None, bool | None] = {None: True, True: False, False: None}
MAX_SEAT = 99


class Seating:
    """Each method that writes is one change; real names go to the name key and never into the store."""

    def __init__(self, store: Store, names: NameKey) -> None:
        self._store = store
        self._names = names

    def people(self, actor_id: str) -> list[Person]:
        """The people of a group by seat; those without one last."""
        found = self._store.find(Person, actor=actor_id)
        return sorted(found, key=lambda person: (person.seat is None, person.seat or 0))

    def add_person(self, actor_id: str, alias: str = "") -> Person:
        """Somebody on the lowest free seat; the alias can wait."""
        if not self._store.need(Actor, actor_id).is_group:
            raise UserError("Only focus groups have people. Add the person to a group.")
        taken = {person.seat for person in self._store.find(Person, actor=actor_id)}
        seat = next((number for number in range(1, MAX_SEAT + 1) if number not in taken), None)
        person = Person(new_id(), alias=alias.strip(), actor=actor_id, seat=seat, attendance=COMING)
        with self._store.change("Add person") as change:
            return change.add(person)

    def edit_person(self, person_id: str, *, alias: str | None = None, attendance: str | None = None) -> Person:
        """Changes alias or attendance; two people of a group never share an alias."""
        person = self._store.need(Person, person_id)
        if alias is not None:
            person = replace(person, alias=self._checked_alias(person, alias.strip()))
        if attendance is not None:
            person = replace(person, attendance=attendance.strip())
        with self._store.change("Edit person") as change:
            return change.put(person)

    def set_form(self, person_id: str, form: str) -> Person:
        """Which consent form was signed, and when, in the facilitator's words."""
        with self._store.change("Note consent form") as change:
            return change.put(replace(self._store.need(Person, person_id), form=form.strip()))

    def set_seat(self, person_id: str, seat: int) -> Person:
        """Gives a seat; whoever sat there takes the seat that becomes free."""
        person = self._store.need(Person, person_id)
        if not 1 <= seat <= MAX_SEAT:
            raise UserError(f"Seats are numbered 1 to {MAX_SEAT}. Type a number between them.")
        there = [each for each in self._store.find(Person, actor=person.actor, seat=seat) if each.id != person_id]
        with self._store.change("Change seat") as change:
            for other in there:
                change.put(replace(other, seat=person.seat))
            return change.put(replace(person, seat=seat))

    def move_person(self, person_id: str, to: int) -> bool:
        """To place `to` round the table, from 0; the seats are dealt anew in that order. Whether anything moved."""
        person = self._store.need(Person, person_id)
        now = self.people(person.actor)
        order = [each for each in now if each.id != person_id]
        order.insert(min(max(to, 0), len(order)), person)
        dealt = _dealt(order, now)
        with self._store.change("Move person") as change:
            for each in dealt:
                change.put(each)
        return [each.id for each in order] != [each.id for each in now]

    def remove_person(self, person_id: str) -> None:
        """Refused while words or reactions are theirs; the real name leaves the key until the removal is undone."""
        from facilitator.domain.room import Presence
        from facilitator.services.prepare import usage  # loads nearly every record class; a start needs few

        person = self._store.need(Person, person_id)
        hanging = usage.hanging_on_person(self._store, person_id)
        if hanging:
            name = called(person)
            raise UserError(
                f"{name} stays: {usage.counted(hanging)} are theirs. Set the attendance to “withdrew” instead."
            )
        with self._store.change("Remove person") as change:
            for presence in self._store.find(Presence, person=person_id):
                change.delete(presence)
            change.delete(person)

    def set_consent(self, person_id: str, use: Use, answer: bool | None) -> Person:
        """True given, False refused, None not yet asked."""
        person = self._store.need(Person, person_id)
        with self._store.change("Note consent") as change:
            return change.put(replace(person, consent=replace(person.consent, **{use: answer})))

    def next_consent(self, person_id: str, use: Use) -> bool | None:
        """Goes from not asked to yes, to no, and back; the new answer."""
        answer = _NEXT[getattr(self._store.need(Person, person_id).consent, use)]
        self.set_consent(person_id, use, answer)
        return answer

    def give_all_consents(self, person_id: str) -> Person:
        """Notes yes for every use, as a signed form without exceptions says."""
        person = self._store.need(Person, person_id)
        with self._store.change("Note consent") as change:
            return change.put(replace(person, consent=Consent(*(True for _ in USES))))

    def real_name(self, person_id: str) -> str:
        """From the name key; empty where there is none or the key was taken away."""
        return self._names.all().get(person_id, "")

    def set_real_name(self, person_id: str, name: str) -> None:
        """Into the name key alone; this is outside undo."""
        self._store.need(Person, person_id)
        self._names.set(person_id, name)

    def _checked_alias(self, person: Person, alias: str) -> str:
        for other in self._store.find(Person, actor=person.actor):
            if alias and other.id != person.id and other.alias.casefold() == alias.casefold():
                raise UserError(f"{alias} is somebody else in this group. Choose another alias.")
        return alias


def called(person: Person) -> str:
    """What to call a person: the alias, else the seat."""
    return person.called


def missing_consents(person: Person) -> list[Use]:
    """The uses that were not yet asked."""
    return [use for use in USES if getattr(person.consent, use) is None]


def _dealt(order: Sequence[Person], now: Sequence[Person]) -> list[Person]:
    """The people of `order` with the seats and positions of `now`."""
    positions = sorted(person.position for person in now)
    return [
        replace(person, seat=there.seat, position=position)
        for person, there, position in zip(order, now, positions, strict=True)
    ]
