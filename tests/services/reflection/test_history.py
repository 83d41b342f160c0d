"""What a group has met so far, over all of its reflections."""

from dataclasses import replace

import pytest

from facilitator.domain.findings import Statement
from facilitator.domain.reactions import About, Reaction, Showing
from facilitator.domain.sessions import Session
from facilitator.services.reflection.history import History, actors_of, history_of
from facilitator.services.reflection.planning import Planning
from facilitator.storage.opening import StudyFolder
from tests.clocks import HandClock

HELD = Session("held", 1, "sales", "reflection", started_at="2026-11-20T10:00:00Z", ended_at="2026-11-20T11:00:00Z")
NEWER = replace(HELD, id="newer", position=2)
GOING = replace(HELD, id="going", position=3, ended_at=None)
PLANNED = Session("planned", 4, "sales", "reflection", planned_at="2026-12-01T10:00:00Z")
OTHERS = (
    replace(GOING, id="of another group", position=5, actor="dev"),
    replace(GOING, id="first round", position=6, kind="focus_group"),
)


def put(study: StudyFolder, *records: object) -> History:
    with study.store.change("Put") as change:
        for record in records:
            change.put(record)
    return history_of(study.store, "sales")


@pytest.mark.parametrize(
    ("sessions", "counts", "over"),
    [
        ((), None, False),
        ((HELD,), "held", True),
        ((HELD, NEWER), "newer", True),
        ((HELD, NEWER, PLANNED), "planned", True),
        ((PLANNED, replace(PLANNED, id="later", position=9)), "planned", False),
        ((HELD, GOING, PLANNED), "going", False),
        ((GOING,), "going", False),
    ],
)
def test_the_session_that_counts_is_the_one_going_on_else_the_next_else_the_last(
    study: StudyFolder, sessions: tuple[Session, ...], counts: str | None, over: bool
) -> None:
    found = put(study, *sessions, *OTHERS)
    assert (found.session.id if found.session else None, found.over) == (counts, over)


def test_only_what_was_shown_or_taken_up_was_met(study: StudyFolder) -> None:
    found = put(
        study,
        HELD,
        Showing("1", 1, "held", About("statement", "d1"), "dev"),
        Showing("2", 2, "held", About("statement", "d2"), "dev", left_out=True),
        Showing("3", 3, "held", About("statement", "c1s"), "customers", left_out=True),
        Showing("4", 4, "held", About("statement", "c1s"), "customers"),
        Reaction("a", 1, "held", About("quote", "k5"), "agree"),
        Reaction("b", 2, "held", About("actor", "customers"), "not_said", "Money", question="q1"),
        Reaction("c", 3, "held", About("question", "q2"), "add", "More."),
        Reaction("d", 4, "held", None, "add", "Let us meet again."),
        Reaction("e", 5, "held", About("statement", "c1s"), "none"),
    )
    assert found.met == {"d1", "c1s", "k5"}
    assert found.left_out == {"d2"}, "what was shown after all is no longer left out"
    assert found.seen_actors == {"dev", "customers"}
    assert found.answered == {"k5", "q2", "c1s"}
    assert (dict(found.reactions), dict(found.silences)) == ({"dev": 1, "customers": 1}, {"customers": 1})
    assert not found.unrecorded


def test_a_reaction_belongs_to_whose_answers_it_is_about(study: StudyFolder) -> None:
    with study.store.change("Call a question like a statement") as change:
        change.put(Statement("q1", actor="customers", text="Confusing."))
    about = {
        "statement": About("statement", "d1"),
        "quote": About("quote", "k1"),
        "actor": About("actor", "customers"),
        "question": About("question", "q1"),
        "alike": About("statement", "q1"),
        "gone": About("statement", "gone"),
        "whole": None,
    }
    reactions = [Reaction(name, session="held", about=what) for name, what in about.items()]
    owned = {"statement": "dev", "quote": "dev", "actor": "customers", "alike": "customers"}
    assert actors_of(study.store, reactions) == owned


def test_a_session_from_a_file_has_shown_what_was_planned_and_only_where_it_was_held(study: StudyFolder) -> None:
    def states() -> list[str]:
        return [cell.state for cell in Planning(study.store, HandClock()).rows()[0].cells]

    assert put(study, GOING).unrecorded is False
    assert states() == ["own", "planned", "planned"]
    assert put(study, HELD, replace(GOING, ended_at="2026-11-21T11:00:00Z")).unrecorded is True
    assert states() == ["own", "shown", "shown"]
