"""What one group is to be shown of each other, or has met of it: what plan and coverage of the matrix are told from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitator.domain.actors import Actor
from facilitator.domain.matrix import Dot
from facilitator.domain.packs import PackItem
from facilitator.services.reflection.history import History, history_of
from facilitator.services.reflection.offers import Offers
from facilitator.services.releasing.packing import pack_if_shown
from facilitator.storage.store import Store


@dataclass(frozen=True, slots=True)
class Viewing:
    """The viewer's side of the matrix: ids of groups that are planned, and what the pack holds of each now.

    The pack is that of every group planned or met, since a dot may have gone after its answers were shown.
    """

    planned: frozenset[str]
    history: History
    items: Mapping[str, list[PackItem]]

    def concerns(self, shown: str) -> bool:
        """Whether anything of one group is planned or met."""
        history = self.history
        met = shown in history.seen_actors or shown in history.reactions or shown in history.silences
        return met or shown in self.planned

    def items_of(self, shown: str) -> list[PackItem]:
        """What there is to show of one group; nothing for one neither planned nor met."""
        return self.items.get(shown, [])


def viewing_of(store: Store, viewer: str, groups: Iterable[Actor], offers: Offers | None = None) -> Viewing:
    """Reads dots, sessions, showings and reactions of one viewer, and makes the pack; in no order with `offers`."""
    planned = frozenset(dot.shown for dot in store.find(Dot, viewer=viewer))
    history = history_of(store, viewer)
    wanted = planned | {*history.seen_actors, *history.reactions, *history.silences}
    shown = tuple(group.id for group in groups if group.id in wanted and group.id != viewer)
    if offers is not None:
        return Viewing(planned, history, offers.items(viewer, shown))
    items: dict[str, list[PackItem]] = {}
    for item in pack_if_shown(store, viewer, shown).items if shown else ():
        items.setdefault(item.actor, []).append(item)
    return Viewing(planned, history, items)
