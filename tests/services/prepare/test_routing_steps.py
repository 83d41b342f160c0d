"""Welcome, ground rules and closing of a question set: kept with it, changed by one change each."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.questions import QuestionSet, Step
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.prepare.routing import Routing
from facilitator.services.prepare.scripts import script_words
from facilitator.services.session.sessions import Sessions
from facilitator.services.study.guide_copy import copy_guide
from facilitator.storage.opening import StudyFolder, create_study
from tests.clocks import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 4, 9, 22, tzinfo=UTC))


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = create_study(tmp_path / "A.study", Study(title="T"))
    with folder.store.change("Prepare") as change:
        change.add(Actor("sales", name="Sales"))
    yield folder
    folder.close()


@pytest.fixture
def routing(study: StudyFolder, clock: HandClock) -> Routing:
    return Routing(study.store, clock)


def test_a_new_set_has_the_usual_steps_without_words_of_its_own(routing: Routing) -> None:
    made = routing.add_set("Inside")
    assert made.steps == (Step("welcome", "", 5), Step("rules", "", 3), Step("closing", "", 2))


def test_words_and_minutes_are_changed_one_by_one_and_undone(study: StudyFolder, routing: Routing) -> None:
    made = routing.add_set("Inside")
    routing.edit_step(made.id, "welcome", text="  Come   in.\n\nSit down. ")
    routing.edit_step(made.id, "welcome", minutes=7)
    assert routing.step(made.id, "welcome") == Step("welcome", "Come in.\n\nSit down.", 7)
    study.store.undo()
    assert routing.step(made.id, "welcome") == Step("welcome", "Come in.\n\nSit down.", 5)
    with pytest.raises(UserError, match="0 to 600"):
        routing.edit_step(made.id, "welcome", minutes=601)


def test_a_step_goes_and_comes_back_at_its_place(routing: Routing) -> None:
    made = routing.add_set("Inside")
    routing.remove_step(made.id, "rules")
    assert routing.step(made.id, "rules") is None
    routing.add_step(made.id, "rules")
    assert [step.kind for step in routing.sets()[0].steps] == ["welcome", "rules", "closing"]


def test_a_step_that_a_session_has_spent_time_on_stays(study: StudyFolder, routing: Routing, clock: HandClock) -> None:
    made = routing.add_set("Inside", ["sales"])
    sessions = Sessions(study.store, clock)
    sessions.live(sessions.start("sales"))
    with pytest.raises(UserError, match="a session has spent time on it"):
        routing.remove_step(made.id, "welcome")
    routing.remove_step(made.id, "closing")
    assert [step.kind for step in routing.sets()[0].steps] == ["welcome", "rules"]


def test_words_are_those_of_the_set_else_of_the_study_else_the_usual_ones(study: StudyFolder) -> None:
    usual = script_words(study.store, Step("closing"))
    assert "Thank you." in usual
    with study.store.change("Edit study") as change:
        change.put(Study(STUDY_ID, title="T", welcome="Good day.", withdraw_until="2026-12-15"))
    assert script_words(study.store, Step("welcome")) == "Good day."
    assert script_words(study.store, Step("welcome", "Come in.")) == "Come in."
    assert script_words(study.store, Step("closing")).startswith(usual)
    assert "15 December 2026" in script_words(study.store, Step("closing"))
    assert script_words(study.store, Step("rules")) != ""


def test_the_guide_is_taken_over_with_its_steps(study: StudyFolder, routing: Routing, tmp_path: Path) -> None:
    made = routing.add_set("Inside", ["sales"])
    routing.edit_step(made.id, "rules", text="How shall we talk?", minutes=4)
    other = create_study(tmp_path / "B.study", Study(title="U"))
    copy_guide(study.store, other.store)
    assert other.store.need(QuestionSet, made.id).steps == routing.sets()[0].steps
    other.close()
