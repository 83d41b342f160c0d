"""A reflection session as it goes through its pack: its steps, and what was said about them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.domain.packs import Pack, PackItem, PackQuote
from facilitator.domain.reactions import Reaction, ReactionKind, Showing
from facilitator.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class Step:
    """One item of the pack in a session; `shown` are the frozen wordings by statement or quote id.

    `reacted` says that something was noted about it, `undecided` are ids of quotes that wait for a decision, and of the
    statement if it does.
    """

    item: PackItem
    shown: dict[str, Showing]
    left_out: bool = False
    reacted: bool = False
    undecided: frozenset[str] = frozenset()

    @property
    def is_done(self) -> bool:
        """Whether it was shown, reacted to or left out."""
        return self.left_out or self.reacted or self.item.id in self.shown

    def is_frozen(self, quote: PackQuote | None) -> bool:
        """Whether the statement, and this quote if any, are kept as shown."""
        wanted = [self.item.statement.id] if self.item.statement else []
        wanted += [quote.quote.id] if quote else []
        return not self.left_out and all(about in self.shown for about in wanted)

    def wording(self, about: str, now: str) -> str:
        """The words that were shown, or those that stand now where nothing was."""
        showing = self.shown.get(about)
        return showing.text if showing else now

    @property
    def changed(self) -> bool:
        """Whether the study now has other words than those that were shown."""
        return any(about in self.shown and self.shown[about].text != text for about, text in texts_of(self.item))


@dataclass(frozen=True, slots=True)
class Walk:
    """A session going through its pack, as it stands now."""

    session: Session
    pack: Pack
    steps: tuple[Step, ...]

    @property
    def first_open(self) -> int:
        """The place of the first step still to do, else of the first without a reaction, else of the last one."""
        to_do = [at for at, step in enumerate(self.steps) if not step.is_done]
        silent = [at for at, step in enumerate(self.steps) if not (step.left_out or step.reacted)]
        return next(iter([*to_do, *silent]), max(len(self.steps) - 1, 0))

    @property
    def done(self) -> int:
        """How many steps are dealt with."""
        return sum(step.is_done for step in self.steps)

    def place_of(self, item: str) -> int | None:
        """Where an item stands."""
        return next((at for at, step in enumerate(self.steps) if step.item.id == item), None)


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of the matrix as it fills in a session: how many steps of a shown group came to what."""

    actor: str
    steps: int = 0
    shown: int = 0
    left_out: int = 0
    answered: int = 0

    @property
    def to_show(self) -> int:
        """How many were neither shown nor left out."""
        return self.steps - self.shown - self.left_out

    @property
    def silent(self) -> int:
        """How many were shown and nothing is noted about them, not even silence."""
        return self.shown - self.answered


def parts_of(steps: Iterable[Step]) -> tuple[Part, ...]:
    """The row of a viewer, group by group in the order in which they come up."""
    found: dict[str, Part] = {}
    for step in steps:
        actor = step.item.actor
        part = found.get(actor, Part(actor))
        seen = not step.left_out and step.is_done
        found[actor] = Part(
            actor,
            part.steps + 1,
            part.shown + seen,
            part.left_out + step.left_out,
            part.answered + (seen and step.reacted),
        )
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Said:
    """Reactions taken with one key for several people: one line of what was said."""

    reactions: tuple[Reaction, ...]

    @property
    def first(self) -> Reaction:
        return self.reactions[0]

    @property
    def speakers(self) -> tuple[str, ...]:
        """The ids of the people, as far as known."""
        return tuple(r.speaker for r in self.reactions if r.speaker)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How the same statement was taken in another session: of another group, or of the same one at another time."""

    viewer: str
    session: Session
    counts: dict[ReactionKind, int]
    words: tuple[tuple[ReactionKind, str], ...]


def group_said(reactions: Iterable[Reaction]) -> list[Said]:
    """Reactions of one key press put together, in the order they were noted."""
    groups: dict[tuple[object, ...], list[Reaction]] = {}
    for at, reaction in enumerate(reactions):
        alone = at if reaction.at_ms is None or reaction.speaker is None else None
        key = (reaction.about, reaction.kind, reaction.text, reaction.level, reaction.at_ms, alone)
        groups.setdefault(key, []).append(reaction)
    return [Said(tuple(group)) for group in groups.values()]


def counts(said: Iterable[Said]) -> Counter[ReactionKind]:
    """How many reactions there are of each kind."""
    return Counter(reaction.kind for each in said for reaction in each.reactions)


def texts_of(item: PackItem) -> list[tuple[str, str]]:
    """The ids and words of an item's statement and quotes."""
    own = [(item.statement.id, item.statement.text)] if item.statement else []
    return own + [(quote.quote.id, quote.quote.text) for quote in item.quotes]


def step_of(
    item: PackItem, shown: dict[str, Showing], left_out: set[str], reacted: set[str], undecided: frozenset[str]
) -> Step:
    """The step of one pack item, from what is known of its session."""
    ids = {about for about, _ in texts_of(item)}
    return Step(
        item=item,
        shown={about: shown[about] for about in ids if about in shown},
        left_out=item.id in left_out,
        reacted=not reacted.isdisjoint(ids),
        undecided=undecided & ids,
    )


def elsewhere_of(session: Session, reactions: list[Reaction]) -> Elsewhere:
    """What another session’s reactions come to."""
    words = tuple((r.kind, r.text) for r in reactions if r.text)
    return Elsewhere(session.actor, session, dict(Counter(r.kind for r in reactions)), words)
