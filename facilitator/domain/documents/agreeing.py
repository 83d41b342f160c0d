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
            mind = minds.get(item.id, _NOBODY)
            if item.statement and mind.is_one(kinds):
                lead = self._lead_of_other(mind).format(group=self.names.get(item.actor, ""))
                yield Bullet(item.text, lead, item=item.id, actor=item.actor)

    def _lead_of_other(self, mind: "_Mind") -> str:
        words = self.labels
        if mind.kinds & DIFFERED:
            return words.differ_from if mind.whole else words.some_differ_from
        if mind.kinds & SAME:
            return words.same_as if mind.whole else words.some_same_as
        return words.agree_with if mind.whole else words.some_agree_with

    def _of_own(self, kinds: frozenset[ReactionKind]) -> Iterator[Bullet]:
        """What others made of the readers' statements, first where most groups took it so."""
        minds = [(actor.name, _minds(reactions)) for actor, reactions in self.reacted.others]
        found = []
        for item in self.own:
            took = {name: mind[item.id] for name, mind in minds if item.id in mind and mind[item.id].is_one(kinds)}
            if item.statement and took:
                found.append((item, took))
        for item, took in sorted(found, key=lambda each: -len(each[1])):
            lead = self._lead_of_own(took.values()).format(groups=self.labels.listed(list(took)))
            yield Bullet(item.text, lead, item=item.id, actor=item.actor)

    def _lead_of_own(self, minds: Iterable["_Mind"]) -> str:
        words, taken = self.labels, list(minds)
        whole = all(mind.whole for mind in taken)
        if any(mind.kinds & DIFFERED for mind in taken):
            return words.differed_by if whole else words.differed_by_some
        if all(mind.kinds & SAME for mind in taken):
            return words.also_said_by if whole else words.also_said_by_some
        return words.shared_by if whole else words.shared_by_some


@dataclass(frozen=True, slots=True)
class _Mind:
    """How a group took a statement; `whole` where all or most did, and not one or another of them alone."""

    kinds: frozenset[ReactionKind] = frozenset()
    whole: bool = False

    def is_one(self, kinds: frozenset[ReactionKind]) -> bool:
        """Whether the group took it so and nobody in it otherwise."""
        return bool(self.kinds & kinds) and not self.kinds & ((AGREED | DIFFERED) - kinds)


_NOBODY = _Mind()


def _minds(reactions: Iterable[Reaction]) -> dict[str, _Mind]:
    """How a group took each statement; what only some of it felt is not the group's mind."""
    found: dict[str, list[Reaction]] = defaultdict(list)
    for reaction in reactions:
        if reaction.about is not None and reaction.about.kind == "statement" and reaction.level != "some":
            found[reaction.about.id].append(reaction)
    return {
        about: _Mind(
            frozenset(reaction.kind for reaction in each),
            any(reaction.speaker is None for reaction in each if reaction.kind in AGREED | DIFFERED),
        )
        for about, each in found.items()
    }
