"""Each viewer's pack, gathered from the store and computed by the rules of `domain.packs`."""

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.packs import (
    Decision,
    Pack,
    PackOrder,
    PackSource,
    build_pack,
    question_ranks,
)
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, in_route_order
from facilitator.storage.store import Store


def pack_for(store: Store, viewer_id: str) -> Pack:
    """The pack of one group as matrix, releases and consent stand now."""
    shown = tuple(dot.shown for dot in store.find(Dot, viewer=viewer_id))
    return build_pack(_source(store, viewer_id, shown))


def pack_if_shown(store: Store, viewer_id: str, shown: tuple[str, ...]) -> Pack:
    """What the viewer would get of these groups, whatever the matrix says."""
    return build_pack(_source(store, viewer_id, shown))


def _source(store: Store, viewer_id: str, shown: tuple[str, ...]) -> PackSource:
    order = store.get(PackOrder, viewer_id)
    # Group by group, as an index has them: the pack puts them in its own order, so no other is worth sorting for.
    statements = [statement for actor in shown for statement in store.find(Statement, actor=actor)]
    quotes = [quote for actor in shown for quote in store.find(Quote, actor=actor)]
    answered = {item.question for said in (statements, quotes) for item in said if item.question is not None}
    return PackSource(
        viewer=store.need(Actor, viewer_id),
        shown=shown,
        statements=statements,
        quotes=quotes,
        people=store.find_in(Person, "actor", shown),
        question_ranks=_ranks(store, viewer_id, answered),
        actor_ranks={actor_id: at for at, actor_id in enumerate(_actor_order(store, shown))},
        decisions={d.item: d for d in store.find(Decision, viewer=viewer_id)},
        order=order.items if order else (),
    )


def _actor_order(store: Store, shown: tuple[str, ...]) -> list[str]:
    return [actor.id for actor in store.find_in(Actor, "id", shown)]


def _ranks(store: Store, viewer_id: str, answered: set[str]) -> dict[str, int]:
    """The places of the viewer's own questions and of those that are answered, of all there may be in the study."""
    sets = store.find(QuestionSet)
    own_set = next((s.id for s in sets if viewer_id in s.actors), None)
    own = store.find(Question, question_set=own_set) if own_set is not None else []
    others = store.find_in(Question, "id", sorted(answered - {question.id for question in own}))
    pairs = [(pair.first, pair.second) for pair in store.find(Pair)]
    return question_ranks(in_route_order(sets, [*own, *others]), pairs, own_set)
