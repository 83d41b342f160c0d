"""Who was shown whose answers is counted, and what is missing is said while the people are there."""

from dataclasses import replace

import pytest

from facilitator.domain.notes import Mark, Note
from facilitator.domain.questions import Question
from facilitator.domain.reactions import About
from facilitator.domain.sessions import Session
from facilitator.services.reflection.missing_now import missing_in
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.reflection.reflection_coverage import ShownCell, reflection_coverage
from facilitator.services.session.sessions import Sessions
from facilitator.storage.opening import StudyFolder
from tests.clocks import HandClock


@pytest.fixture
def reflecting(study: StudyFolder) -> Reflecting:
    return Reflecting(study.store, HandClock())


def cells(study: StudyFolder) -> dict[str, ShownCell]:
    return {cell.shown: cell for cell in reflection_coverage(study.store).row_of("sales")}


def missing(study: StudyFolder, session: Session) -> list[tuple[str, int, str]]:
    clock = HandClock()
    found = missing_in(study.store, session, Sessions(study.store, clock), Reflecting(study.store, clock))
    return [(each.kind, each.count, each.actor.id if each.actor else ", ".join(each.names)) for each in found]


def test_a_group_that_has_not_met_misses_nothing(study: StudyFolder) -> None:
    found = cells(study)
    assert (found["dev"].planned, found["dev"].items, found["dev"].has_met) == (True, 2, False)
    assert not any(cell.missing for cell in found.values())
    assert found["sales"].is_own


def test_what_is_shown_and_what_was_not_is_counted(study: StudyFolder, reflecting: Reflecting) -> None:
    session = reflecting.start("sales")
    first, second, third = reflecting.walk(session.id).steps
    reflecting.show(session.id, first, None)
    reflecting.leave_out(session.id, second.item)
    dev, customers = cells(study)["dev"], cells(study)["customers"]
    assert (dev.seen, dev.left_out, dev.to_show, dev.silent, dev.missing) == (1, 1, 0, 1, True)
    assert (customers.seen, customers.to_show, customers.missing) == (0, 1, True)
    reflecting.react(session, About("statement", first.item.id), "none")
    assert not cells(study)["dev"].missing
    reflecting.show(session.id, third, None)
    reflecting.react(session, About("actor", "customers"), "agree", level="all")
    assert not cells(study)["customers"].missing
    assert cells(study)["customers"].reactions == 1


def test_what_was_not_mentioned_is_no_reaction_to_what_was_shown(study: StudyFolder, reflecting: Reflecting) -> None:
    session = reflecting.start("sales")
    reflecting.show(session.id, reflecting.walk(session.id).steps[0], None)
    reflecting.note_absence(session, "dev", "Money", "q1")
    assert cells(study)["dev"].silent == 1


def test_a_reflection_says_what_is_missing_until_nothing_is(study: StudyFolder, reflecting: Reflecting) -> None:
    session = reflecting.start("sales")
    steps = reflecting.walk(session.id).steps
    reflecting.show(session.id, steps[0], None)
    assert missing(study, session) == [
        ("not_shown", 1, "dev"),
        ("no_reaction", 1, "dev"),
        ("not_shown", 1, "customers"),
        ("whole", 1, ""),
    ]
    for step in steps:
        reflecting.react(session, About("statement", step.item.id), "agree")
    reflecting.react(session, None, "add", text="Good to know")
    assert missing(study, session) == []


def test_a_focus_group_says_what_is_missing(study: StudyFolder) -> None:
    store = study.store
    with store.change("Prepare") as change:
        change.add(Question("q3", question_set="inside", text="What else?", must_ask=True))
        change.add(Note("park", session="s-dev", kind="parking", text="The form"))
    session = store.need(Session, "s-dev")
    assert missing(study, session) == [
        ("not_asked", 1, "3 What else?"),
        ("parked", 1, ""),
        ("not_read_back", 1, ""),
        ("not_heard", 1, "1"),
    ]
    with store.change("Mark") as change:
        change.put(replace(store.need(Note, "n1"), marks=(Mark("nod", ("heron",)),)))
    assert "not_heard" not in [kind for kind, _, _ in missing(study, session)]
