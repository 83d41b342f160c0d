"""What would be missing if a group left the room now, the gravest first."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.room import MemberCheck
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.services.session.missing import Missing, missing_of_group
from facilitator.services.session.sessions import Sessions
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store
from tests.clocks import HandClock

SESSION = Session("s", 1, "sales", started_at="2026-11-04T10:00:00Z")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    study = create_study(tmp_path / "A.study", Study(title="T"))
    with study.store.change("Begin") as change:
        change.add(Actor("sales", name="Sales"))
        change.add(QuestionSet("staff", name="Staff", actors=("sales",)))
        change.add(Question("q1", question_set="staff", text="Why?", title="The why", type="key", must_ask=True))
        change.put(SESSION)
        change.put(Session("other", 2, "dev", started_at="2026-11-05T10:00:00Z"))
        for seat in (3, 1, 2):
            change.add(Person(f"p{seat}", actor="sales", seat=seat))
        change.add(Person("standing", actor="sales"))
        change.add(Note("elsewhere", session="other", kind="parking", speaker="p3", text="x"))
    yield study.store
    study.close()


def missing(store: Store, *records: object) -> list[Missing]:
    with store.change("Work") as change:
        for record in records:
            change.put(record)
    return missing_of_group(store, SESSION, Sessions(store, HandClock()))


def test_what_was_not_asked_parked_read_back_or_heard_is_told_in_this_order(store: Store) -> None:
    assert missing(store) == [Missing("not_asked", 1, ("1 The why",))], (
        "nobody is silent where nobody is known to speak"
    )
    said = Note("n", 1, "s", ("q1",), "idea", "We wait.", "p2", 5)
    assert missing(store, Visit("v", 1, "s", "q1", 0, 60_000), said) == [
        Missing("not_read_back", 1),
        Missing("not_heard", 2, ("1", "3")),
    ]
    parked = Note("later", 2, "s", (), "parking", "Parking.")
    found = missing(store, parked, Note("struck", 3, "s", (), "parking", struck=True))
    assert [(each.kind, each.count) for each in found] == [("parked", 1), ("not_read_back", 1), ("not_heard", 2)]
    assert missing(store, replace(parked, kind="own"), MemberCheck("m", 1, "s", "n")) == [
        Missing("not_heard", 2, ("1", "3"))
    ]


def test_a_sign_counts_as_being_heard_and_whoever_withdrew_is_not_missed(store: Store) -> None:
    said = Note("n", 1, "s", (), "idea", "We wait.", "p2", 5, marks=(Mark("nod", ("p1",)),))
    found = missing(store, said, Note("thought", 2, "s", (), "own", "p3 is quiet", "p3"))
    assert found[-1] == Missing("not_heard", 1, ("3",)), "what the facilitator thinks of somebody is no word of theirs"
    left = replace(store.need(Person, "p3"), consent=Consent(take_part=False))
    assert "not_heard" not in [each.kind for each in missing(store, left)]
