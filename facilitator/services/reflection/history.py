"""What a group has met in its reflection sessions so far, and how it took it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Progress
from facilitator.domain.packs import PackItem
from facilitator.domain.reactions import Reaction, Showing
from facilitator.domain.sessions import Session
from facilitator.storage.store import Store


@dataclass(frozen=True, slots=True)
class History:
    """A viewer's reflection sessions; `met` are the ids of statements and quotes shown or reacted to.

    `left_out` are those last left out, `answered` those about which something is noted, be it silence, and the actors
    about whom it is.

    `reactions` counts what was said, `silences` what was noted as "no reaction", both by shown actor.
    """

    sessions: tuple[Session, ...]
    met: frozenset[str]
    left_out: frozenset[str]
    seen_actors: frozenset[str]
    reactions: Mapping[str, int]
    silences: Mapping[str, int]
    unrecorded: bool
    answered: frozenset[str] = frozenset()

    @property
    def session(self) -> Session | None:
        """The session that counts now: the one going on, else the next planned, else the last held."""
        going = [s for s in self.sessions if s.is_open]
        planned = [s for s in self.sessions if s.started_at is None]
        held = [s for s in self.sessions if s.ended_at is not None]
        return next(iter([*reversed(going), *planned, *reversed(held)]), None)

    @property
    def over(self) -> bool:
        """Whether a session was held and none is going on."""
        return any(s.ended_at for s in self.sessions) and not any(s.is_open for s in self.sessions)

    def progress(self, actor: str, items: Iterable[PackItem], planned: bool) -> Progress:
        """How far the cell of one shown actor has come.

        A study brought in from elsewhere has no record of what was shown; there a session that was held
        has shown what was planned.
        """
        own = list(items)
        said = self.reactions.get(actor, 0) + self.silences.get(actor, 0)
        if self.unrecorded and planned:
            return Progress(len(own), len(own), said, self.over)
        if not said and actor not in self.seen_actors:
            return Progress(len(own), 0, 0, self.over)
        dealt = sum(self.has_dealt_with(item) for item in own)
        return Progress(len(own), max(dealt, 1), said, self.over)

    def has_dealt_with(self, item: PackItem) -> bool:
        """Whether the item was shown, reacted to or left out on purpose."""
        return item.id in self.left_out or self.has_met(item)

    def has_met(self, item: PackItem) -> bool:
        """Whether the item, or a quote of it, was shown or reacted to."""
        return item.id in self.met or any(quote.quote.id in self.met for quote in item.quotes)

    def has_answered(self, item: PackItem) -> bool:
        """Whether something is noted about the item or a quote of it."""
        return item.id in self.answered or any(quote.quote.id in self.answered for quote in item.quotes)


def history_of(store: Store, viewer: str) -> History:
    """All reflection sessions of one group, taken together."""
    sessions = tuple(store.find(Session, actor=viewer, kind="reflection"))
    ids = [session.id for session in sessions]
    showings = store.find_in(Showing, "session", ids)
    reactions = store.find_in(Reaction, "session", ids)
    shown = [showing for showing in showings if not showing.left_out]
    newest = {showing.about.id: showing for showing in showings}
    actors = actors_of(store, reactions)
    about = {r.about.id for r in reactions if r.about and r.about.kind in ("statement", "quote")}
    return History(
        sessions=sessions,
        met=frozenset(about | {showing.about.id for showing in shown}),
        left_out=frozenset(about for about, showing in newest.items() if showing.left_out),
        seen_actors=frozenset(showing.actor for showing in shown),
        reactions=Counter(actors[r.id] for r in reactions if r.id in actors and r.kind != "none"),
        silences=Counter(actors[r.id] for r in reactions if r.id in actors and r.kind == "none"),
        unrecorded=any(session.ended_at for session in sessions) and not showings,
        answered=frozenset(r.about.id for r in reactions if r.about and r.kind != "not_said"),
    )


def actors_of(store: Store, reactions: Iterable[Reaction]) -> dict[str, str]:
    """By reaction id, whose answers it is about; reactions to a question or to the whole are not in it."""
    about = [(r.id, r.about) for r in reactions if r.about is not None]
    owners: dict[str, str] = {a.id: a.id for _, a in about if a.kind == "actor"}
    for kind, record in (("statement", Statement), ("quote", Quote)):
        wanted = sorted({a.id for _, a in about if a.kind == kind})
        found: list[Statement | Quote] = list(store.find_in(record, "id", wanted))
        owners |= {each.id: each.actor for each in found}
    return {reaction_id: owners[a.id] for reaction_id, a in about if a.kind != "question" and a.id in owners}
