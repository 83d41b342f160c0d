"""Which questions share a band of Findings, and of which it is said that they have no twin."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.study import Study
from facilitator.services.findings_grid import FindingsGrid
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Sales are asked a set; Development and Customers have none yet."""
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    with folder.store.change("Set up") as change:
        for name in ("sales", "development", "customers"):
            change.add(Actor(name, name=name.title(), short=name[0].upper()))
        change.add(QuestionSet("inside", name="Inside", actors=("sales",)))
        change.add(Question("q1", question_set="inside", text="Who hears it first?"))
    yield folder.store
    folder.close()


def bands(store: Store) -> list[tuple[str, bool]]:
    grid = FindingsGrid(store)
    grid.read()
    return [(band.question.text if band.question else "", band.whole) for band in grid.bands]


def test_a_question_lacks_no_twin_while_no_group_is_asked_another_set(store: Store) -> None:
    assert bands(store) == [("Who hears it first?", True)]
    with store.change("Add set") as change:
        change.add(QuestionSet("outside", name="Outside", actors=("customers",)))
        change.add(Question("c1", question_set="outside", text="Whom do you ring?"))
    assert bands(store) == [("Who hears it first?", False), ("Whom do you ring?", False)]
