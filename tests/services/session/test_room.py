"""What happens in the room is kept with its moment, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.recordings import Gap
from facilitator.domain.room import Debrief
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.session.capture import Capture
from facilitator.services.session.room import Room
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store


class Watch:
    ms = 100_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    study = create_study(tmp_path / "A.study", Study(title="T"))
    with study.store.change("Begin") as change:
        change.add(Actor("sales", name="Sales"))
        change.add(Session("s1", actor="sales", started_at="2026-11-04T10:00:00Z"))
        for seat in (1, 2, 3):
            change.add(Person(f"p{seat}", alias=f"S{seat}", actor="sales", seat=seat))
    yield study.store
    study.close()


@pytest.fixture
def room(store: Store) -> Room:
    return Room(store, store.need(Session, "s1"), lambda: Watch.ms)


def test_seats_are_swapped_from_now_on_and_not_backwards(store: Store, room: Room) -> None:
    capture = Capture(store, store.need(Session, "s1"))
    before = capture.keep("first", speaker=1)
    room.swap_seats("p1", "p2")
    after = capture.keep("second", speaker=1)
    assert (before.speaker, after.speaker) == ("p1", "p2")
    store.undo()
    store.undo()
    assert store.need(Person, "p1").seat == 1


def test_who_comes_late_or_leaves_is_away_the_rest_of_the_time(store: Store, room: Room) -> None:
    capture = Capture(store, store.need(Session, "s1"))
    capture.keep("early", speaker=1, at_ms=20_000)
    room.came("p2")
    room.left("p3")
    capture.keep("late", speaker=1, at_ms=150_000)
    assert room.agreement().cells == (("said", "said"), ("away", "silent"), ("silent", "away"))
    Watch.ms = 160_000
    room.came("p3")
    assert room.presences()["p3"].left_ms is None
    Watch.ms = 100_000


def test_a_struck_remark_loses_its_words_and_its_sound_and_undo_brings_them_back(store: Store, room: Room) -> None:
    capture = Capture(store, store.need(Session, "s1"))
    note = capture.keep("He never pays.", speaker=2, at_ms=90_000)
    room.strike(note.id)
    struck = store.need(Note, note.id)
    assert (struck.text, struck.struck) == ("", True)
    (gap,) = store.find(Gap)
    assert (gap.start_ms, gap.end_ms, gap.reason) == (90_000, 100_000, "struck")
    with pytest.raises(UserError, match="already"):
        room.strike(note.id)
    store.undo()
    assert store.need(Note, note.id).text == "He never pays."
    assert store.find(Gap) == []


def test_the_sound_of_a_struck_remark_ends_where_the_next_one_begins(store: Store, room: Room) -> None:
    capture = Capture(store, store.need(Session, "s1"))
    note = capture.keep("He never pays.", at_ms=30_000)
    capture.keep("Something else.", at_ms=41_000)
    room.strike(note.id)
    assert [(gap.start_ms, gap.end_ms) for gap in store.find(Gap)] == [(30_000, 41_000)]


def test_the_group_answers_to_what_is_read_back(store: Store, room: Room) -> None:
    with store.change("Begin") as change:
        change.add(Question("q", question_set="x", text="Why?", type="key"))
        change.add(Question("o", question_set="x", text="Who?", type="opening"))
    capture = Capture(store, store.need(Session, "s1"))
    note = capture.keep("We wait.", questions=("q", "o"))
    other = capture.keep("They ask.", questions=("q",))
    with store.change("Mark entry") as change:
        change.put(Note(**{f: getattr(other, f) for f in Note.__slots__} | {"marks": (Mark("nod", ("p1",)),)}))
    ideas = room.ideas_to_read_back(store.find(Question))
    assert {question: [each.text for each in found] for question, found in ideas.items()} == {
        "q": ["They ask.", "We wait."]
    }
    room.check(note.id, "confirmed")
    room.check(note.id, "corrected", "We wait  for weeks.")
    assert {key: (check.verdict, check.text) for key, check in room.checks().items()} == {
        note.id: ("corrected", "We wait for weeks.")
    }


def test_rules_and_debrief_are_kept(store: Store, room: Room) -> None:
    assert room.set_rules(["One  at a time.", " ", "Phones off."]).rules == ("One at a time.", "Phones off.")
    first = room.keep_debrief(Debrief("", facilitator="Kim", themes="Trust"))
    room.keep_debrief(Debrief("", facilitator="Ada", themes="Money"))
    room.keep_debrief(Debrief(first.id, first.position, "s1", "Kim", themes="Trust, late answers"))
    assert [each.themes for each in room.debriefs()] == ["Trust, late answers", "Money"]


def test_moments_are_noted_only_while_the_session_runs(store: Store) -> None:
    past = Room(store, store.need(Session, "s1"))
    for act in (lambda: past.came("p1"), lambda: past.left("p1")):
        with pytest.raises(UserError, match="over"):
            act()
