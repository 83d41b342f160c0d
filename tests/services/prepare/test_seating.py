"""People round a table: each on a seat of their own, and what is theirs goes with them alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.errors import UserError
from facilitator.domain.people import Person
from facilitator.domain.room import Presence
from facilitator.domain.study import Study
from facilitator.services.prepare.seating import MAX_SEAT, Seating, missing_consents
from facilitator.storage.opening import StudyFolder, create_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = create_study(tmp_path / "A.study", Study(title="A"))
    with opened.store.change("Prepare") as change:
        change.add(Actor("sales", name="Sales"))
        change.add(Actor("dev", name="Development"))
        change.add(Actor("desk", name="Desk", kind="other"))
        change.add(Person("theirs", alias="Ash", actor="dev", seat=1))
    yield opened
    opened.close()


@pytest.fixture
def seating(study: StudyFolder) -> Seating:
    return Seating(study.store, study.names)


def test_people_are_told_by_seat_and_those_without_one_last(study: StudyFolder, seating: Seating) -> None:
    with study.store.change("Sit") as change:
        for place, (name, seat) in enumerate((("none", None), ("nine", 9), ("zero", 0), ("two", 2))):
            change.put(Person(name, place, name, "sales", seat))
    assert [person.id for person in seating.people("sales")] == ["zero", "two", "nine", "none"]


def test_round_a_full_table_somebody_more_has_no_seat_yet(study: StudyFolder, seating: Seating) -> None:
    with study.store.change("Fill") as change:
        for seat in range(1, MAX_SEAT):
            change.add(Person(f"p{seat}", actor="sales", seat=seat))
    assert [seating.add_person("sales", " Ash ").seat for _ in range(2)] == [MAX_SEAT, None]
    assert seating.people("sales")[-1].alias == "Ash"
    with pytest.raises(UserError, match="Only focus groups"):
        seating.add_person("desk")
    for seat in (0, MAX_SEAT + 1):
        with pytest.raises(UserError, match="Seats are numbered"):
            seating.set_seat("p1", seat)


def test_an_alias_is_one_persons_in_a_group_and_may_be_taken_back(seating: Seating) -> None:
    one, other = seating.add_person("sales", "Ash"), seating.add_person("sales")
    assert seating.edit_person(one.id, alias=" ash ").alias == "ash", "the same person in other letters"
    with pytest.raises(UserError, match="somebody else"):
        seating.edit_person(other.id, alias="ASH")
    changed = seating.edit_person(one.id, alias=" ", attendance=" came ")
    assert (changed.alias, changed.attendance) == ("", "came")
    assert seating.edit_person(other.id, alias="Ash").alias == "Ash"
    assert seating.set_form(one.id, " A, 3 November ").form == "A, 3 November"


def test_whoever_is_removed_takes_nobody_elses_coming_and_going_along(study: StudyFolder, seating: Seating) -> None:
    one, other = seating.add_person("sales", "Ash"), seating.add_person("sales", "Elm")
    with study.store.change("Come") as change:
        for person in (one, other):
            change.add(Presence(f"of {person.alias}", session="s", person=person.id, came_ms=5))
    seating.remove_person(one.id)
    assert [each.id for each in study.store.find(Presence)] == ["of Elm"]
    assert study.store.get(Person, one.id) is None
    study.store.undo()
    assert study.store.count(Presence) == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 5), st.lists(st.tuples(st.integers(0, 4), st.integers(-2, 7)), max_size=4))
def test_whoever_is_moved_sits_there_and_the_others_in_the_order_they_had(
    study: StudyFolder, seating: Seating, number: int, moves: list[tuple[int, int]]
) -> None:
    with study.store.change("Begin anew") as change:
        for person in study.store.find(Person, actor="sales"):
            change.delete(person)
    people = [seating.add_person("sales").id for _ in range(number)]
    for who, to in moves:
        mover, before = people[who % number], list(people)
        people.remove(mover)
        people.insert(min(max(to, 0), len(people)), mover)
        assert seating.move_person(mover, to) == (people != before)
        assert [(each.id, each.seat) for each in seating.people("sales")] == [
            (each, seat) for seat, each in enumerate(people, 1)
        ]
        assert [each.id for each in study.store.find(Person, actor="sales")] == people, "also where seats do not count"
    assert study.store.need(Person, "theirs").seat == 1


def test_consent_is_noted_use_by_use_or_all_at_once(study: StudyFolder, seating: Seating) -> None:
    person = seating.add_person("sales")
    assert len(missing_consents(person)) == 5
    after = seating.set_consent(person.id, "record", False)
    assert after.consent == Consent(record=False)
    assert "record" not in missing_consents(after)
    assert seating.give_all_consents(person.id).consent == Consent(True, True, True, True, True)
    study.store.undo()
    assert study.store.need(Person, person.id).consent == Consent(record=False)
