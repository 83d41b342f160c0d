"""How far a study has come, step by step, for the list of recent studies."""

from collections.abc import Callable, Iterable
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.exports import Export
from facilitator.domain.findings import Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.questions import Question
from facilitator.domain.sessions import Session, SessionKind
from facilitator.storage.store import Store

Step = Literal["to_come", "under_way", "done"]
STEPS = ("prepare", "run", "findings", "reflect", "report")
TELLING = (Actor, Question, Session, Statement, Dot, Export)
"""Records that say how far a study is."""


def arc(store: Store) -> tuple[Step, ...]:
    """The state of each of STEPS."""
    groups = {actor.id for actor in store.find(Actor) if actor.is_group}
    ways: Iterable[Callable[[Store, set[str]], Step]] = (_prepare, _run, _findings, _reflect, _report)
    return tuple(way(store, groups) for way in ways)


def _prepare(store: Store, groups: set[str]) -> Step:
    if any(session.started_at for session in store.find(Session)):
        return "done"
    return "under_way" if groups or store.count(Question) else "to_come"


def _run(store: Store, groups: set[str]) -> Step:
    return _met(store, "focus_group", groups)


def _findings(store: Store, groups: set[str]) -> Step:
    if not store.count(Statement):
        return "to_come"
    spoken = all(store.count(Statement, actor=group, status="released") for group in groups)
    return "done" if spoken and not store.count(Statement, status="draft") else "under_way"


def _reflect(store: Store, _groups: set[str]) -> Step:
    dots = store.find(Dot)
    met = _met(store, "reflection", {dot.viewer for dot in dots})
    return "under_way" if dots and met == "to_come" else met


def _report(store: Store, groups: set[str]) -> Step:
    given = {export.recipient for export in store.find(Export) if export.document == "summary"}
    if groups and groups <= given:
        return "done"
    return "under_way" if store.count(Export) else "to_come"


def _met(store: Store, kind: SessionKind, wanted: set[str]) -> Step:
    """Whether all, some or none of the wanted groups have met."""
    sessions = store.find(Session, kind=kind)
    if wanted and wanted <= {session.actor for session in sessions if session.ended_at}:
        return "done"
    return "under_way" if any(session.started_at for session in sessions) else "to_come"
