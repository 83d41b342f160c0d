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


@pytest.mark.parametrize(
    ("at_ms", "now", "end_ms"),
    [(90_000, 100_000, 100_000), (10_000, 100_000, 70_000), (10_000, None, 70_000), (100_000, 100_000, 160_000)],
)
def test_the_sound_of_a_struck_remark_ends_now_or_after_a_minute(
    store: Store, at_ms: int, now: int | None, end_ms: int
) -> None:
    session = store.need(Session, "s1")
    note = Capture(store, session).keep("He never pays.", at_ms=at_ms)
    room = Room(store, session, None if now is None else lambda: now)
    room.strike(note.id)
    assert [(gap.start_ms, gap.end_ms) for gap in store.find(Gap)] == [(at_ms, end_ms)]


def test_a_remark_of_no_known_moment_is_struck_without_a_gap(store: Store, room: Room) -> None:
    assert room.strike(Capture(store, store.need(Session, "s1")).keep("He never pays.").id).struck
    assert store.find(Gap) == []


def test_each_session_has_its_own_presences_seats_and_answers(store: Store, room: Room) -> None:
    with store.change("Another") as change:
        change.add(Session("s2", actor="sales", started_at="2026-11-05T10:00:00Z"))
    other = Room(store, store.need(Session, "s2"), lambda: 50_000)
    note = Capture(store, store.need(Session, "s1")).keep("We wait.")
    other.came("p1")
    other.swap_seats("p1", "p2")
    room.swap_seats("p2", "p3")
    room.check(note.id, "confirmed")
    other.keep_draft(note.id, "half")
    assert (room.presences(), list(other.presences())) == ({}, ["p1"])
    assert [(swap.first, swap.second, swap.at_ms) for swap in room.swaps()] == [("p2", "p3", 100_000)]
    assert other.checks() == {}
    assert other.came("p1").came_ms == 50_000
    assert (room.draft(note.id), other.draft(note.id)) == ("", "half")


def test_an_answer_that_is_changed_is_dated_anew_and_tells_the_words_of_now(store: Store, room: Room) -> None:
    note = Capture(store, store.need(Session, "s1")).keep("We wait.")
    room.check(note.id, "corrected", "We waited.")
    later = Room(store, store.need(Session, "s1"), lambda: 200_000)
    assert later.check(note.id, "corrected", "We wait for weeks.").at_ms == 200_000
    assert room.told() == {"We wait.", "We wait for weeks."}
    room.strike(note.id)
    assert "We wait." not in room.told()


def test_agreement_is_told_by_seat_of_the_group_alone_and_of_one_question(store: Store, room: Room) -> None:
    with store.change("Others") as change:
        change.put(Person("theirs", 0.1, "T", "dev", seat=1))
        change.put(Person("standing", 0.2, "N", "sales"))
        change.put(Person("p0", 9, "Z", "sales", seat=0))
    capture = Capture(store, store.need(Session, "s1"))
    capture.keep("x", questions=["q1"])
    capture.keep("y", questions=["q2"])
    grid = room.agreement("q2")
    assert [person.id for person in grid.people] == ["p0", "p1", "p2", "p3", "standing"]
    assert [note.text for note in grid.notes] == ["y"]
    assert len(room.agreement().notes) == 2
