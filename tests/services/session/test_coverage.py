"""What is still missing is seen while the people are in the room."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.services.session.coverage import coverage
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    study = create_study(tmp_path / "A.study", Study(title="T"))
    with study.store.change("Begin") as change:
        for actor in ("sales", "dev"):
            change.add(Actor(actor, name=actor))
        change.add(QuestionSet("staff", name="Staff", actors=("sales",)))
        change.add(QuestionSet("others", name="Others", actors=("dev",)))
        for row_id, owner in (("q1", "staff"), ("q2", "staff"), ("q3", "staff"), ("o1", "others")):
            change.add(Question(row_id, question_set=owner, text=row_id, type="key", must_ask=row_id != "q3"))
        change.add(Session("s", actor="sales", started_at="2026-11-04T10:00:00Z"))
        change.add(Visit("v1", session="s", question="q1", start_ms=0, end_ms=60_000))
        change.add(Visit("v2", session="s", question="q2", start_ms=60_000, end_ms=62_000))
    yield study.store
    study.close()


def states(store: Store) -> dict[str, tuple[str, ...]]:
    return {row.question.id: tuple(cell.state for cell in row.cells) for row in coverage(store).rows}


def missing(store: Store, actor: str) -> list[str]:
    return [row.question.id for row in coverage(store).missing(actor)]


def test_a_question_goes_from_not_asked_to_summarised(store: Store) -> None:
    assert states(store) == {
        "q1": ("asked", "not_in_route"),
        "q2": ("not_asked", "not_in_route"),
        "q3": ("not_asked", "not_in_route"),
        "o1": ("not_in_route", "not_asked"),
    }
    with store.change("Work") as change:
        change.add(Note("n", session="s", questions=("q1", "q2"), text="x"))
        change.add(Statement("st", actor="sales", question="q1", text="y"))
    assert states(store)["q1"] == ("summarised", "not_in_route")
    assert states(store)["q2"] == ("answered", "not_in_route")


def test_only_what_must_be_asked_of_a_group_that_has_met_is_missing(store: Store) -> None:
    assert missing(store, "sales") == ["q1", "q2"]  # q1 was on screen, but a key question brought nothing
    assert missing(store, "dev") == []
    with store.change("Work") as change:
        change.add(Note("n", session="s", questions=("q1",), text="x"))
        change.add(Note("own", session="s", questions=("q2",), kind="own", text="my thought"))
    assert missing(store, "sales") == ["q2"]


def test_quotes_count_as_answers_and_a_question_that_is_no_key_one_may_bring_nothing(store: Store) -> None:
    with store.change("Work") as change:
        change.put(replace(store.need(Question, "q1"), type="transition"))
        change.add(Quote("k", actor="sales", question="q2", text="x"))
        change.add(Actor("desk", name="Desk", kind="other"))
    assert missing(store, "sales") == []
    assert states(store)["q2"] == ("answered", "not_in_route"), "a column for each group that meets, and no other"


def test_a_group_that_is_only_planned_to_meet_misses_nothing(store: Store) -> None:
    with store.change("Work") as change:
        change.add(Session("d", actor="dev", planned_at="2026-12-01T10:00:00Z"))
        change.add(Session("r", actor="dev", kind="reflection", started_at="2026-12-01T10:00:00Z"))
        change.add(Note("n", session="r", questions=("o1",), text="said in the reflection"))
    assert missing(store, "dev") == []
    assert states(store)["o1"] == ("not_in_route", "not_asked")
    assert coverage(store).missing("nobody") == []
