"""What each group has to show, told once for all who look: most viewers get the same of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.packs import Decision, PackItem, PackSource, build_pack
from facilitator.domain.people import Person
from facilitator.services.releasing.packing import pack_if_shown
from facilitator.storage.store import Store

ANYBODY = Actor("")


@dataclass(frozen=True, slots=True)
class Offer:
    """The items of one group for whoever is not in `otherwise` and has decided about none of `ids`.

    `alone` is False where they hang together with another group's, as in a study that was brought in: then whoever
    is shown both gets more than either offer tells.
    """

    items: tuple[PackItem, ...]
    ids: frozenset[str]
    otherwise: frozenset[str]
    alone: bool


class Offers:
    """Kept between the rows of a matrix, and from change to change; no order is kept in them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[str, Offer] = {}

    def renew(self, changes: Changes | None = None) -> None:
        """Follows a change; None for one that is not known."""
        if changes is None or changes.touches(Actor, Person):
            self._kept.clear()
            return
        found: list[Statement | Quote | None] = [self._store.get(Statement, each) for each in changes.ids(Statement)]
        found += [self._store.get(Quote, each) for each in changes.ids(Quote)]
        for said in found:
            if said is None:  # nobody knows whose it was
                self._kept.clear()
                return
            self._kept.pop(said.actor, None)

    def items(self, viewer: str, shown: Iterable[str]) -> dict[str, list[PackItem]]:
        """What the viewer would get of each of these groups, whatever the matrix says."""
        decided = {decision.item for decision in self._store.find(Decision, viewer=viewer)}
        offers = {actor: self._offer(actor) for actor in shown}
        together = not all(offer.alone for offer in offers.values())
        items: dict[str, list[PackItem]] = {}
        rest = []
        for actor, offer in offers.items():
            if together or viewer in offer.otherwise or not decided.isdisjoint(offer.ids):
                rest.append(actor)
            else:
                items[actor] = list(offer.items)
        for item in pack_if_shown(self._store, viewer, tuple(rest)).items if rest else ():
            items.setdefault(item.actor, []).append(item)
        return items

    def _offer(self, actor: str) -> Offer:
        if actor not in self._kept:
            self._kept[actor] = self._read(actor)
        return self._kept[actor]

    def _read(self, actor: str) -> Offer:
        statements, quotes = self._store.find(Statement, actor=actor), self._store.find(Quote, actor=actor)
        people = self._store.find(Person, actor=actor)
        source = PackSource(ANYBODY, (actor,), statements, quotes, people, {}, {}, {})
        said, known = {each.id for each in statements}, {each.id for each in people}
        kept_from = [each.withheld_from for each in statements] + [each.withheld_from for each in quotes]
        return Offer(
            items=build_pack(source).items,
            ids=frozenset(said | {quote.id for quote in quotes}),
            otherwise=frozenset(viewer for each in kept_from for viewer in each),
            alone={q.statement for q in quotes} <= {*said, None} and {q.speaker for q in quotes} <= {*known, None},
        )
