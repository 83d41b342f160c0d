"""Where a group and those it is shown agree and differ, as far as their reactions to each other's statements say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Bullet
from facilitator.domain.documents.labels import Labels
from facilitator.domain.packs import PackItem
from facilitator.domain.reactions import Reaction, ReactionKind

AT_MOST = 3
SAME: frozenset[ReactionKind] = frozenset({"same"})
AGREED: frozenset[ReactionKind] = frozenset({"agree", "same"})
DIFFERED: frozenset[ReactionKind] = frozenset({"disagree", "partly"})


@dataclass(frozen=True, slots=True)
class Reacted:
    """The readers' reactions to what they were shown, and those of each group they are shown to the readers' own.

    Of other groups only how they took it is told, never their words and never who.
    """

    readers: Sequence[Reaction] = ()
    others: Sequence[tuple[Actor, Sequence[Reaction]]] = ()


def agreement(
    own: Sequence[PackItem], shown: Sequence[PackItem], groups: Sequence[Actor], reacted: Reacted, labels: Labels
) -> list[Bullet]:
    """At most three points on which they agree, and then three on which they differ; `groups` are those shown."""
    told = _Told(own, shown, reacted, labels, {group.id: group.name for group in groups})
    return [*told.points(AGREED), *told.points(DIFFERED)]


@dataclass(frozen=True, slots=True)
class _Told:
    own: Sequence[PackItem]
    shown: Sequence[PackItem]
    reacted: Reacted
    labels: Labels
    names: Mapping[str, str]

    def points(self, kinds: frozenset[ReactionKind]) -> list[Bullet]:
        """The readers' view of others and the others' of them in turn, so that neither crowds the other out."""
        pairs = zip_longest(self._of_others(kinds), self._of_own(kinds))
        return [point for pair in pairs for point in pair if point][:AT_MOST]

    def _of_others(self, kinds: frozenset[ReactionKind]) -> Iterator[Bullet]:
        """What the readers made of the statements of others."""
        minds = _minds(self.reacted.readers)
        for item in self.shown:
            mind = minds.get(item.id, frozenset())
            if item.statement and _is_one(mind, kinds):
                lead = self._lead_of_other(mind).format(group=self.names.get(item.actor, ""))
                yield Bullet(item.text, lead, item=item.id, actor=item.actor)

    def _lead_of_other(self, mind: frozenset[ReactionKind]) -> str:
        if mind & DIFFERED:
            return self.labels.differ_from
        return self.labels.same_as if mind & SAME else self.labels.agree_with

    def _of_own(self, kinds: frozenset[ReactionKind]) -> Iterator[Bullet]:
        """What others made of the readers' statements, first where most groups took it so."""
        minds = [(actor.name, _minds(reactions)) for actor, reactions in self.reacted.others]
        found = []
        for item in self.own:
            took = {name: mind[item.id] for name, mind in minds if item.id in mind and _is_one(mind[item.id], kinds)}
            if item.statement and took:
                found.append((item, took))
        for item, took in sorted(found, key=lambda each: -len(each[1])):
            lead = self._lead_of_own(took.values()).format(groups=self.labels.listed(list(took)))
            yield Bullet(item.text, lead, item=item.id, actor=item.actor)

    def _lead_of_own(self, minds: Iterable[frozenset[ReactionKind]]) -> str:
        taken = list(minds)
        if any(mind & DIFFERED for mind in taken):
            return self.labels.differed_by
        return self.labels.also_said_by if all(mind & SAME for mind in taken) else self.labels.shared_by


def _minds(reactions: Iterable[Reaction]) -> dict[str, frozenset[ReactionKind]]:
    """How a group took each statement; what only some of it felt is not the group's mind."""
    found: dict[str, set[ReactionKind]] = defaultdict(set)
    for reaction in reactions:
        if reaction.about is not None and reaction.about.kind == "statement" and reaction.level != "some":
            found[reaction.about.id].add(reaction.kind)
    return {about: frozenset(kinds) for about, kinds in found.items()}


def _is_one(mind: frozenset[ReactionKind], kinds: frozenset[ReactionKind]) -> bool:
    """Whether a group took it so and nobody in it otherwise."""
    return bool(mind & kinds) and not mind & ((AGREED | DIFFERED) - kinds)
