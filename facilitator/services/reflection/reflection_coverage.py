"""Who was shown whose answers, how much of them, and how it was taken: viewer by shown group, at a glance."""

from dataclasses import dataclass

from facilitator.domain.actors import Actor
from facilitator.services.reflection.viewing import Viewing, viewing_of
from facilitator.storage.store import Store


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One viewer and one shown group over all their reflections; `items` are what the pack holds now.

    `reactions` counts what was said, `silent` what was shown without anything noted about it; `has_met` says that the
    viewer has met for reflection.
    """

    viewer: str
    shown: str
    planned: bool = False
    items: int = 0
    seen: int = 0
    left_out: int = 0
    silent: int = 0
    reactions: int = 0
    has_met: bool = False

    @property
    def is_own(self) -> bool:
        return self.viewer == self.shown

    @property
    def to_show(self) -> int:
        """How many were neither shown nor left out."""
        return self.items - self.seen - self.left_out

    @property
    def missing(self) -> bool:
        """Whether the group has met and something of this was not shown, or was and got no reaction."""
        return self.has_met and ((self.planned and self.to_show > 0) or self.silent > 0)


@dataclass(frozen=True, slots=True)
class ReflectionCoverage:
    """One row a viewer, one column a shown group; both are all focus groups in order."""

    groups: tuple[Actor, ...]
    rows: tuple[tuple[ShownCell, ...], ...]

    def row_of(self, viewer: str) -> tuple[ShownCell, ...]:
        """The cells of one viewer; empty for one who is no group."""
        at = next((at for at, group in enumerate(self.groups) if group.id == viewer), None)
        return () if at is None else self.rows[at]


def reflection_coverage(store: Store) -> ReflectionCoverage:
    """Reads packs, showings and reactions of every focus group."""
    groups = tuple(actor for actor in store.find(Actor) if actor.is_group)
    return ReflectionCoverage(groups, tuple(row_of(store, viewer, groups) for viewer in groups))


def row_of(store: Store, viewer: Actor, groups: tuple[Actor, ...]) -> tuple[ShownCell, ...]:
    """What one group was shown of each."""
    viewing = viewing_of(store, viewer.id, groups)
    return tuple(_cell(viewer.id, each.id, viewing) for each in groups)


def _cell(viewer: str, shown: str, viewing: Viewing) -> ShownCell:
    history, items, planned = viewing.history, viewing.items_of(shown), shown in viewing.planned
    # A study from elsewhere keeps no record of what was shown: there a session that was held has shown the plan.
    everything = history.unrecorded and planned
    left_out = [item for item in items if item.id in history.left_out and not history.has_answered(item)]
    gone = {item.id for item in left_out}
    met = [item for item in items if item.id not in gone and (everything or history.has_met(item))]
    told = shown in history.answered or (everything and history.reactions.get(shown, 0) > 0)
    silent = 0 if told else sum(not history.has_answered(item) for item in met)
    return ShownCell(
        viewer=viewer,
        shown=shown,
        planned=planned,
        items=len(items),
        seen=len(met),
        left_out=len(left_out),
        silent=silent,
        reactions=history.reactions.get(shown, 0),
        has_met=any(session.started_at for session in history.sessions),
    )
