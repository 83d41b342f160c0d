"""Rows told from what groups have to show are the rows for which each pack is made."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.packs import Decision
from facilitator.domain.people import Person
from facilitator.domain.study import Study
from facilitator.services.reflection.offers import Offers
from facilitator.services.reflection.planning import Planning
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.storage.store import Change
from tests.clocks import HandClock
from tests.random_studies import blank_study, drawn, studies
from tests.stories import stories


def assert_alike(study: StudyFolder, planning: Planning) -> None:
    offers, groups = planning.offers(), planning.groups()
    assert [planning.row(group, groups, offers) for group in groups] == planning.rows()
    stop = study.store.listen(offers.renew)
    for each in (_withheld, _said_again, _decided, _gone, _refused):
        with study.store.change("Change") as change:
            each(study)(change)
        assert [planning.row(group, groups, offers) for group in groups] == planning.rows(), each.__name__
    stop()


def _withheld(study: StudyFolder) -> Callable[[Change], object]:
    first = study.store.find(Statement)[0]
    return lambda change: change.put(replace(first, status="released", withheld_from=("b",)))


def _said_again(study: StudyFolder) -> Callable[[Change], object]:
    return lambda change: change.add(Statement("new", actor="a", question=None, text="New.", status="released"))


def _decided(study: StudyFolder) -> Callable[[Change], object]:
    quotes = study.store.find(Quote)
    item = quotes[0].id if quotes else "new"
    return lambda change: change.put(Decision("b", item, "withhold"))


def _gone(study: StudyFolder) -> Callable[[Change], object]:
    return lambda change: change.delete(study.store.need(Statement, "new"))


def _refused(study: StudyFolder) -> Callable[[Change], object]:
    return lambda change: [
        change.put(replace(person, consent=replace(person.consent, show_to_groups=False)))
        for person in study.store.find(Person)
    ]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudyFolder]:
    study = blank_study(tmp_path_factory.mktemp("blank"))
    yield study
    study.close()


@stories(25)
@given(records=studies())
def test_rows_are_the_same_after_each_change(blank: StudyFolder, records: list[object]) -> None:
    with drawn(blank, records):
        assert_alike(blank, Planning(blank.store, HandClock()))
        while blank.store.undo_label == "Change":
            blank.store.undo()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[StudyFolder]:
    study = create_study(tmp_path / "A.study", Study(title="A"))
    with study.store.change("Set up") as change:
        for group in ("a", "b", "c"):
            change.add(Actor(group, name=group))
        change.add(Statement("b1", actor="b", question=None, text="We do.", status="released"))
        for shown in ("b", "c"):
            change.put(Dot("a", shown))
    yield study
    study.close()


def test_words_of_somebody_of_another_group_count_as_in_the_pack_of_both(bare: StudyFolder) -> None:
    planning, offers = Planning(bare.store, HandClock()), Offers(bare.store)
    with bare.store.change("Words") as change:
        change.add(Person("cy", alias="Cy", actor="c", consent=Consent(True, True, True, True)))
        change.add(Quote("k", actor="b", question=None, statement="b1", text="Ours.", speaker="cy", released=True))
    row = planning.row(bare.store.need(Actor, "a"), planning.groups(), offers)
    assert row == next(each for each in planning.rows() if each.viewer.id == "a")
    assert sum(len(item.quotes) for item in offers.items("a", ("b", "c"))["b"]) == 1
