"""What the matrix still waits for, told from histories alone: no pack has to be made for it.

Groups that have not met cost nothing; of the others a few are read at a time, since a large study has hundreds.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.findings import Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.reactions import Reaction, Showing
from facilitator.domain.sessions import Session
from facilitator.services.reflection.history import History, history_of
from facilitator.services.releasing.packing import pack_if_shown
from facilitator.storage.store import Store

PART = 12
"""Groups that are read at a time."""
TOLD_BY = (Actor, Session, Showing, Reaction, Dot)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one viewer has come: whom it saw, and of whom it said nothing; ids of shown groups, in screen order."""

    begun: bool = False
    going: bool = False
    seen: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


class Silence(NamedTuple):
    """Nothing is noted about how a viewer took what it was shown of a group."""

    viewer: str
    shown: str


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """What the matrix still waits for: groups that have not met, and what was shown without a word."""

    not_met: tuple[Actor, ...] = ()
    silent: tuple[Silence, ...] = ()


class Outlook:
    """Read bit by bit, and again after changes that it is told by."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_items = False
        self._begin()

    def renew(self, changes: Changes | None = None) -> None:
        """Follows a change; None for one that is not known."""
        if changes is None or self._by_items or changes.touches(*TOLD_BY):
            self._begin()

    def _begin(self) -> None:
        self._groups = [actor for actor in self._store.find(Actor) if actor.is_group]
        self._planned: dict[str, set[str]] = defaultdict(set)
        ids = {group.id for group in self._groups}
        for dot in self._store.find(Dot):
            if dot.shown in ids:
                self._planned[dot.viewer].add(dot.shown)
        met = {session.actor for session in self._store.find(Session, kind="reflection")}
        self._waiting = [group.id for group in self._groups if group.id in met]
        self._standings = {group.id: Standing() for group in self._groups if group.id not in met}
        self._by_items = False
        self._released: dict[str, list[Statement]] = {}

    def read_more(self) -> bool:
        """Reads some groups more; False when all are read."""
        for viewer in self._waiting[:PART]:
            self.standing(viewer)
        return bool(self._waiting)

    def standing(self, viewer: str) -> Standing:
        """How far a viewer has come, read now if it was not yet."""
        known = self._standings.get(viewer)
        if known is None:
            known = self._standings[viewer] = self._read(viewer)
            self._waiting.remove(viewer)
        return known

    @property
    def seen(self) -> bool:
        """Whether anybody saw anything."""
        return any(self.standing(group.id).seen for group in self._groups)

    def first_viewer(self) -> str:
        """The group whose session is going on, else the first that still has to meet, else the first."""
        going = {session.actor for session in self._store.find(Session, kind="reflection") if session.is_open}
        if under_way := [group.id for group in self._groups if group.id in going]:
            return under_way[0]
        for group in self._groups:
            if self._planned.get(group.id) and not self.standing(group.id).seen:
                return group.id
        return self._groups[0].id

    def open_points(self) -> OpenPoints:
        """What to remind of, of the groups that were read so far."""
        known = [(group, self._standings[group.id]) for group in self._groups if group.id in self._standings]
        not_met = [group for group, s in known if self._planned.get(group.id) and not s.begun and not s.seen]
        silent = [Silence(group.id, shown) for group, s in known if not s.going for shown in s.silent]
        return OpenPoints(tuple(not_met), tuple(silent))

    def _read(self, viewer: str) -> Standing:
        history = history_of(self._store, viewer)
        session = history.session
        seen = self._seen(viewer, history)
        said = history.reactions.keys() | history.silences.keys()
        return Standing(
            begun=session is not None and session.started_at is not None,
            going=session is not None and session.is_open,
            seen=seen,
            silent=tuple(shown for shown in seen if shown not in said),
        )

    def _seen(self, viewer: str, history: History) -> tuple[str, ...]:
        """As `History.progress` has it: without a record of what was shown, whatever was planned and is there."""
        seen = {*history.seen_actors, *history.reactions, *history.silences}
        if history.unrecorded:
            self._by_items = True
            others = tuple(self._planned.get(viewer, set()) - seen - {viewer})
            plain = {shown for shown in others if self._has_statement(viewer, shown)}
            rest = tuple(shown for shown in others if shown not in plain)
            seen |= plain | {item.actor for item in (pack_if_shown(self._store, viewer, rest).items if rest else ())}
        return tuple(group.id for group in self._groups if group.id in seen and group.id != viewer)

    def _has_statement(self, viewer: str, shown: str) -> bool:
        """Whether there is a statement for the viewer, which is quicker told than a pack is made."""
        if shown not in self._released:
            self._released[shown] = self._store.find(Statement, actor=shown, status="released")
        return any(viewer not in statement.withheld_from for statement in self._released[shown])
