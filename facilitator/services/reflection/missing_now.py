"""What would be missing if the people left the room now, in a focus group or in a reflection."""

from facilitator.domain.actors import Actor
from facilitator.domain.reactions import Reaction
from facilitator.domain.sessions import Session
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.reflection.walk import parts_of
from facilitator.services.session.missing import Missing, missing_of_group
from facilitator.services.session.sessions import Sessions
from facilitator.storage.store import Store


def missing_in(store: Store, session: Session, sessions: Sessions, reflecting: Reflecting) -> list[Missing]:
    """The gravest first; empty when nothing is."""
    if session.kind == "reflection":
        return _in_reflection(store, session, reflecting)
    return missing_of_group(store, session, sessions)


def _in_reflection(store: Store, session: Session, reflecting: Reflecting) -> list[Missing]:
    actors = {actor.id: actor for actor in store.find(Actor)}
    found = []
    for part in parts_of(reflecting.walk(session.id).steps):
        if part.to_show:
            found.append(Missing("not_shown", part.to_show, actor=actors[part.actor]))
        if part.silent:
            found.append(Missing("no_reaction", part.silent, actor=actors[part.actor]))
    if not any(reaction.about is None for reaction in store.find(Reaction, session=session.id)):
        found.append(Missing("whole", 1))
    return found
