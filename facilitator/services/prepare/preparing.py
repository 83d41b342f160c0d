"""What a facilitator settles before anybody sits down: the study, the groups, and when they meet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from facilitator.domain.actors import Actor, ActorKind
from facilitator.domain.errors import UserError
from facilitator.domain.ids import new_id
from facilitator.domain.questions import QuestionSet
from facilitator.domain.sessions import Session, SessionKind
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.clock import Clock
from facilitator.services.ordering import moved
from facilitator.services.prepare.routing import Routing
from facilitator.services.prepare.seating import Seating
from facilitator.storage.names import NameKey
from facilitator.storage.store import Change, Store

MOST_LETTERS = 2
"""A badge holds no more."""
PALETTE = ("#1976C5", "#F2A900", "#8A2367", "#3BA37F", "#6B4423", "#7C8794")
MAX_MINUTES = 600


class Preparing:
    """Each method that writes is one change; what cannot be done raises UserError with the reason."""

    def __init__(self, store: Store, names: NameKey, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.seating = Seating(store, names)
        self.routing = Routing(store, clock)

    # The study

    @property
    def study(self) -> Study:
        return self.store.get(Study, STUDY_ID) or Study()

    def edit_study(self, **fields: str) -> None:
        """Changes the given fields; a study always keeps a title. Next steps are given one to a line."""
        fields = {name: text.strip() for name, text in fields.items()}
        if fields.get("title") == "":
            raise UserError("A study needs a title. Type a few words that tell it from others.")
        if fields.get("withdraw_until"):
            _check_day(fields["withdraw_until"])
        steps = fields.pop("next_steps", None)
        changed: dict[str, Any] = dict(fields)
        if steps is not None:
            changed["next_steps"] = tuple(line.strip() for line in steps.splitlines() if line.strip())
        with self.store.change("Edit study details") as change:
            change.put(replace(self.study, **changed))

    # Groups and others

    def actors(self, *kinds: ActorKind) -> list[Actor]:
        """The actors of these kinds in their order; all without a kind."""
        found = self.store.find(Actor)
        return [actor for actor in found if actor.kind in kinds] if kinds else found

    def groups(self) -> list[Actor]:
        return self.actors("focus_group")

    def others(self) -> list[Actor]:
        return self.actors("other", "thing")

    def add_actor(self, name: str, kind: ActorKind = "focus_group") -> Actor:
        """A new actor with a free name like `name`, a free letter and the next colour of the palette."""
        name = self._free_name(name.strip() or "Group")
        actor = Actor(
            new_id(),
            name=name,
            short=self.free_letter(name),
            kind=kind,
            colour=self._next_colour(kind == "focus_group"),
        )
        with self.store.change("Add group" if actor.is_group else "Add other") as change:
            return change.add(actor)

    def dress_actors(self, unsaid: Mapping[str, Collection[str]]) -> None:
        """Gives these actors, by id, a letter or a colour, or both, as if they had been made here."""
        with self.store.change("Choose badges", undoable=False) as change:
            for actor in self.store.find_in(Actor, "id", list(unsaid)):
                short = self.free_letter(actor.name, actor.id) if "short" in unsaid[actor.id] else actor.short
                colour = self._next_colour(actor.is_group) if "colour" in unsaid[actor.id] else actor.colour
                change.put(replace(actor, short=short, colour=colour))

    def edit_actor(self, actor_id: str, **fields: Any) -> Actor:
        """Changes the given fields; the letter follows the name until somebody chose one."""
        old = self.store.need(Actor, actor_id)
        new = replace(old, **_stripped(fields))
        if "name" in fields and "short" not in fields and old.short == self.free_letter(old.name, old.id):
            new = replace(new, short=self.free_letter(new.name, old.id))
        self._check_actor(old, new)
        with self.store.change("Edit group" if new.is_group else "Edit other") as change:
            return change.put(new)

    def remove_actor(self, actor_id: str) -> None:
        """Refused while anything hangs on it; its binding to a question set goes with it."""
        from facilitator.services.prepare import usage  # loads nearly every record class; a start needs few

        actor = self.store.need(Actor, actor_id)
        hanging = usage.hanging_on_actor(self.store, actor_id)
        if hanging:
            raise UserError(f"{actor.name} stays: {usage.counted(hanging)} belong to it. Remove those first.")
        with self.store.change("Remove group" if actor.is_group else "Remove other") as change:
            for bound in self.store.find(QuestionSet):
                if actor_id in bound.actors:
                    change.put(replace(bound, actors=tuple(a for a in bound.actors if a != actor_id)))
            self._drop_as_viewer(change, actor_id)
            change.delete(actor)

    def _drop_as_viewer(self, change: Change, actor_id: str) -> None:
        """What was kept from a group, decided for it and put in order for it goes with it."""
        from facilitator.domain.findings import Quote, Statement
        from facilitator.domain.packs import Decision, PackOrder

        for record in (Statement, Quote):
            found: list[Statement | Quote] = list(self.store.find(record))
            for item in found:
                if actor_id in item.withheld_from:
                    change.put(replace(item, withheld_from=tuple(a for a in item.withheld_from if a != actor_id)))
        gone = [*self.store.find(Decision, viewer=actor_id), self.store.get(PackOrder, actor_id)]
        for each in gone:
            if each is not None:
                change.delete(each)

    def move_actor(self, actor_id: str, to: int) -> bool:
        """To place `to` among its like; whether anything moved."""
        actor = self.store.need(Actor, actor_id)
        like = self.groups() if actor.is_group else self.others()
        return self._write("Move group" if actor.is_group else "Move other", moved(like, actor_id, to))

    def free_letter(self, name: str, own_id: str = "") -> str:
        """A badge letter for a name that no other actor has, two letters if need be."""
        taken = {actor.short.casefold() for actor in self.store.find(Actor) if actor.id != own_id}
        words = ["".join(sign for sign in word if sign.isalnum()) for word in name.split()]
        words = [word for word in words if word] or ["?"]
        firsts = [word[0] for word in words]
        tries = [firsts[0], "".join(firsts[:2]), *(words[0][0] + sign for sign in words[0][1:])]
        tries += [f"{firsts[0]}{number}" for number in range(2, 10)]
        tries += [f"{number}" for number in range(1, 1000)]
        badges = (letter.upper() for letter in tries)  # which is three letters or more for some of other scripts
        return next(badge for badge in badges if len(badge) <= MOST_LETTERS and badge.casefold() not in taken)

    def _check_actor(self, old: Actor, new: Actor) -> None:
        others = [actor for actor in self.store.find(Actor) if actor.id != old.id]
        if not new.name:
            raise UserError("A group needs a name. Type one, or remove the group.")
        if new.name.casefold() in {actor.name.casefold() for actor in others}:
            raise UserError(f"There is already a group called {new.name}. Choose another name.")
        if not 1 <= len(new.short) <= MOST_LETTERS:
            raise UserError("The badge holds one or two letters. Type one or two.")
        same = next((actor for actor in others if actor.short.casefold() == new.short.casefold()), None)
        if same is not None and new.short != old.short:
            raise UserError(f"The letter {new.short} stands for {same.name}. Choose another one, or two letters.")
        if old.is_group and not new.is_group:
            self._check_stops_meeting(old)

    def _check_stops_meeting(self, actor: Actor) -> None:
        from facilitator.services.prepare import usage  # loads nearly every record class; a start needs few

        hanging = usage.hanging_on_actor(self.store, actor.id)
        meets = {kind: count for kind, count in hanging.items() if kind in ("person", "session", "dot in the matrix")}
        if meets:
            raise UserError(
                f"{actor.name} stays a focus group: {usage.counted(meets)} belong to it. Remove those first."
            )

    def _free_name(self, name: str) -> str:
        taken = {actor.name.casefold() for actor in self.store.find(Actor)}
        if name.casefold() not in taken:
            return name
        return next(f"{name} {n}" for n in range(2, 10_000) if f"{name} {n}".casefold() not in taken)

    def _next_colour(self, is_group: bool) -> str:
        """The first colour that its like do not have; groups count from the front, others from the back."""
        like = self.groups() if is_group else self.others()
        order = PALETTE if is_group else PALETTE[::-1]
        used = {actor.colour.upper() for actor in like}
        return next((colour for colour in order if colour not in used), order[len(like) % len(order)])

    # Sessions

    def sessions(self, actor_id: str) -> list[Session]:
        """The focus-group sessions of a group, as they are planned or were held."""
        found = self.store.find(Session, actor=actor_id, kind="focus_group")
        return sorted(found, key=lambda session: session.started_at or session.planned_at or "~")

    def shown_session(self, actor_id: str) -> Session | None:
        """The session to speak of: the open one, else the next planned one, else the last one held."""
        found = self.sessions(actor_id)
        opened = [session for session in found if session.is_open]
        planned = [session for session in found if session.started_at is None]
        return next(iter([*opened, *planned, *reversed(found)]), None)

    def plan_session(
        self, actor_id: str, when: datetime, minutes: int, place: str = "", kind: SessionKind = "focus_group"
    ) -> Session:
        """Plans one more session of a group; `when` without a zone is local time."""
        self.store.need(Actor, actor_id)
        session = Session(new_id(), actor=actor_id, kind=kind, place=place.strip())
        with self.store.change("Plan session") as change:
            return change.add(_planned(session, when, minutes))

    def edit_session(self, session_id: str, when: datetime, minutes: int, place: str) -> Session:
        """Changes a plan; refused once the session has begun."""
        session = self._not_begun(session_id)
        with self.store.change("Change session plan") as change:
            return change.put(_planned(replace(session, place=place.strip()), when, minutes))

    def cancel_session(self, session_id: str) -> None:
        """Takes a planned session out; refused once it has begun."""
        session = self._not_begun(session_id)
        with self.store.change("Cancel session") as change:
            change.delete(session)

    def _not_begun(self, session_id: str) -> Session:
        session = self.store.need(Session, session_id)
        if session.started_at is not None:
            raise UserError("This session has begun, so its plan stays as it was. Plan another one instead.")
        return session

    def _write(self, label: str, records: Sequence[object]) -> bool:
        with self.store.change(label) as change:
            for record in records:
                change.put(record)
        return bool(records)


def _planned(session: Session, when: datetime, minutes: int) -> Session:
    if not 1 <= minutes <= MAX_MINUTES:
        raise UserError(f"A session lasts 1 to {MAX_MINUTES} minutes. Type a number between them.")
    local = when if when.tzinfo else when.astimezone()
    return replace(session, planned_at=local.isoformat(timespec="seconds"), planned_minutes=minutes)


def _stripped(fields: dict[str, Any]) -> dict[str, Any]:
    """Text without blanks at its ends; an empty printed label means none."""
    clean = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    for label in ("row_label", "column_label"):
        if label in clean:
            clean[label] = clean[label] or None
    return clean


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise UserError(f"“{text}” is no date. Write it like 2026-12-15.") from None
