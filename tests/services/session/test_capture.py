"""Writing down what is said: every entry one change, nothing lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.errors import NotSaved, UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.grammar import Head
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.room import Swap
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.session.capture import Capture, Draft
from facilitator.storage.opening import StudyFolder, create_study

SESSION = Session("s", actor="sales", started_at="2026-11-04T09:22:00Z")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = create_study(tmp_path / "A.study", Study(title="T"))
    with folder.store.change("Prepare") as change:
        change.add(Actor("sales", name="Sales"))
        change.add(SESSION)
        for seat, alias in enumerate(("Ash", "Birch", "Cedar"), 1):
            change.add(Person(alias.lower(), alias=alias, actor="sales", seat=seat))
    yield folder
    folder.close()


@pytest.fixture
def capture(study: StudyFolder) -> Capture:
    return Capture(study.store, SESSION, lambda: 60_000)


def test_an_entry_holds_who_what_and_when(capture: Capture) -> None:
    kept = capture.keep("  We own the feeling.  ", "quote", 2, ["q4", "q5"], capture.mark())
    assert capture.notes() == [kept]
    assert (kept.text, kept.kind, kept.speaker, kept.questions, kept.at_ms) == (
        "We own the feeling.",
        "quote",
        "birch",
        ("q4", "q5"),
        55_000,
    )


def test_the_mark_lies_before_the_first_key_and_never_before_the_start(study: StudyFolder) -> None:
    assert Capture(study.store, SESSION, lambda: 60_000, lead_ms=2_000).mark() == 58_000
    assert Capture(study.store, SESSION, lambda: 1_000).mark() == 0
    assert Capture(study.store, SESSION).mark() is None


def test_unknown_and_several_speakers_are_told_apart(capture: Capture) -> None:
    unknown, several = capture.keep("x", speaker="unknown"), capture.keep("y", speaker="several")
    assert (unknown.speaker, unknown.several) == (None, False)
    assert (several.speaker, several.several) == (None, True)


def test_a_seat_that_nobody_has_gets_a_person_and_undo_takes_both_back(study: StudyFolder, capture: Capture) -> None:
    kept = capture.keep("A latecomer speaks.", speaker=7)
    person = study.store.need(Person, kept.speaker or "")
    assert (person.alias, person.seat, person.actor) == ("Seat 7", 7, "sales")
    assert capture.keep("Again.", speaker=7).speaker == person.id
    study.store.undo()
    study.store.undo()
    assert study.store.count(Note) == 0
    assert study.store.count(Person) == 3


def test_an_entry_without_words_is_one_to_finish_from_the_audio(capture: Capture) -> None:
    assert capture.keep("", "quote", 1).finish_from_audio
    assert not capture.keep("x", "quote", 1).finish_from_audio


def test_refiling_takes_one_question_several_or_none(capture: Capture) -> None:
    kept = capture.keep("x", questions=["q4"])
    assert capture.refile(kept.id, ["q1", "q2"]).questions == ("q1", "q2")
    assert capture.refile(kept.id, []).questions == ()


def test_nods_gather_people_and_the_latest_sign_of_a_person_counts(capture: Capture) -> None:
    kept = capture.keep("x")
    capture.sign(kept.id, "nod", [1, 2])
    capture.sign(kept.id, "nod", [2, 3])
    after = capture.sign(kept.id, "shake", [1])
    assert after.marks == (Mark("nod", ("birch", "cedar")), Mark("shake", ("ash",)))
    assert capture.sign(kept.id, "surprised", []).marks[-1] == Mark("surprised")
    capture.sign(kept.id, "nod", [1])
    assert [mark.kind for mark in capture.notes()[0].marks] == ["nod", "surprised"]


def test_said_again_is_counted_once_or_once_for_each_seat(capture: Capture) -> None:
    kept = capture.keep("x")
    assert capture.sign(kept.id, "again", []).said_again == 1
    assert capture.sign(kept.id, "again", [2, 3]).said_again == 3


def test_editing_keeps_time_and_marks(capture: Capture) -> None:
    kept = capture.keep("wrong", speaker=1, at_ms=5)
    capture.sign(kept.id, "nod", [2])
    after = capture.edit(kept.id, "right", "quote", 3, ["q2"], finish=False)
    assert (after.text, after.kind, after.speaker, after.questions) == ("right", "quote", "cedar", ("q2",))
    assert (after.at_ms, after.marks, after.position) == (5, (Mark("nod", ("birch",)),), kept.position)


def test_removing_and_moving_can_be_undone(study: StudyFolder, capture: Capture) -> None:
    one, two, three = (capture.keep(text) for text in ("one", "two", "three"))
    capture.move(three.id, two.id)
    assert [n.text for n in capture.notes()] == ["one", "three", "two"]
    capture.delete([one.id])
    assert [n.text for n in capture.notes()] == ["three", "two"]
    study.store.undo()
    study.store.undo()
    assert [n.text for n in capture.notes()] == ["one", "two", "three"]
    with pytest.raises(UserError):
        capture.move("gone", one.id)


def test_findings_no_longer_rest_on_an_entry_that_was_removed(study: StudyFolder, capture: Capture) -> None:
    gone, kept = capture.keep("one", "quote"), capture.keep("two")
    with study.store.change("Find") as change:
        said = change.add(Statement("st", actor="sales", text="We wait.", notes=(gone.id, kept.id)))
        change.add(Quote("k", actor="sales", text="one", note=gone.id))
    capture.delete([gone.id])
    assert study.store.need(Statement, "st").notes == (kept.id,)
    assert study.store.need(Quote, "k").note is None
    study.store.undo()
    assert study.store.need(Statement, "st") == said
    assert study.store.need(Quote, "k").note == gone.id


def test_a_moment_can_be_marked_without_words(capture: Capture) -> None:
    kept = capture.mark_moment(["q4"])
    assert (kept.kind, kept.text, kept.at_ms, kept.questions) == ("later", "", 55_000, ("q4",))


def test_a_half_typed_line_comes_back_whole(study: StudyFolder, capture: Capture) -> None:
    draft = Draft(Head(4, "quote", open=False), "We agree on", ("q1",), 1234, "n1")
    capture.keep_draft(draft)
    assert Capture(study.store, SESSION).draft() == draft
    capture.keep_draft(Draft())
    assert capture.draft() == Draft()


def test_keeping_the_entry_forgets_the_half_typed_line(capture: Capture) -> None:
    capture.keep_draft(Draft(text="We agree"))
    capture.keep("We agree")
    assert capture.draft() == Draft()


def test_an_entry_that_cannot_be_saved_leaves_nothing_and_keeps_the_draft(study: StudyFolder, capture: Capture) -> None:
    capture.keep_draft(Draft(text="We agree"))
    study.store._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(NotSaved):
        capture.keep("We agree", speaker=9)
    study.store._connection.execute("PRAGMA query_only = OFF")
    assert capture.notes() == []
    assert study.store.count(Person) == 3
    assert capture.draft().text == "We agree"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_survives(capture: Capture, text: str) -> None:
    capture.keep_draft(Draft(text=text))
    capture.draft()
    kept = capture.keep(text)
    assert capture._store.need(Note, kept.id) == kept


@pytest.mark.parametrize("text", ["مرحبا بكم", "日本語の声", "👩🏽‍🚒 né́", "x" * 10_000])
def test_texts_of_every_script_and_length_come_back_as_they_were(capture: Capture, text: str) -> None:
    assert capture._store.need(Note, capture.keep(text).id).text == text


def test_whoever_sits_there_in_another_group_said_nothing_here(study: StudyFolder, capture: Capture) -> None:
    with study.store.change("Another group") as change:
        change.add(Actor("dev", name="Development"))
        change.put(Person("heron", 99, "Heron", "dev", seat=2))
        change.put(Person("plover", 98, "Plover", "dev", seat=8))
        change.put(Person("standing", 97, "Standing", "sales"))
    assert {seat: person.id for seat, person in capture.people().items()} == {1: "ash", 2: "birch", 3: "cedar"}
    assert capture.keep("x", speaker=2).speaker == "birch"
    kept = capture.sign(capture.keep("y", speaker=8).id, "nod", [2])
    assert study.store.need(Person, kept.speaker or "").actor == "sales"
    assert kept.marks == (Mark("nod", ("birch",)),)


def test_who_sits_on_a_seat_now_is_looked_up_anew(study: StudyFolder, capture: Capture) -> None:
    assert capture.keep("x", speaker=1).speaker == "ash"
    with study.store.change("Change seats") as change:
        change.put(replace(study.store.need(Person, "ash"), seat=4))
        change.put(replace(study.store.need(Person, "birch"), seat=1))
    assert [capture.keep("y", speaker=seat).speaker for seat in (1, 4)] == ["birch", "ash"]


def test_who_said_it_is_put_right_by_the_seats_of_that_moment(study: StudyFolder, capture: Capture) -> None:
    early, late = capture.keep("x", at_ms=10_000), capture.keep("y", at_ms=50_000)
    with study.store.change("Swap") as change:
        change.add(Swap("w", session="s", at_ms=30_000, first="ash", second="birch"))
        change.add(Swap("other", session="other", at_ms=60_000, first="ash", second="cedar"))
        change.put(replace(study.store.need(Person, "ash"), seat=2))
        change.put(replace(study.store.need(Person, "birch"), seat=1))
    assert [capture.fix_speaker(note.id, 1).speaker for note in (early, late)] == ["ash", "birch"]
    before = study.store.undo_label, capture.keep("z", speaker="unknown")
    assert capture.fix_speaker(before[1].id, "unknown") == before[1]
    assert study.store.undo_label == "Keep answer", "nothing was changed"
    several = capture.fix_speaker(early.id, "several")
    assert (several.speaker, several.several) == (None, True)
    assert not capture.fix_speaker(early.id, 1).several
    with pytest.raises(UserError, match="Nobody sat on seat 9"):
        capture.fix_speaker(early.id, 9)


def test_editing_can_say_that_several_said_it_and_take_that_back(capture: Capture) -> None:
    kept = capture.keep("x", speaker=1)
    several = capture.edit(kept.id, "x", "idea", "several", [], finish=False)
    assert (several.speaker, several.several) == (None, True)
    assert not capture.edit(kept.id, "x", "idea", 1, [], finish=True).several
    assert capture.notes()[0].finish_from_audio


def test_time_of_speaking_is_that_of_this_session(study: StudyFolder, capture: Capture) -> None:
    kept = capture.spoke(2, 1_000, 4_000)
    Capture(study.store, replace(SESSION, id="other")).spoke(2, 5_000, 9_000)
    assert capture.spoken() == [kept]
    assert (kept.person, kept.at_ms, kept.until_ms) == ("birch", 1_000, 4_000)


def test_a_line_typed_after_another_was_kept_is_forgotten_with_its_own_entry(capture: Capture) -> None:
    capture.keep("first")
    capture.keep_draft(Draft(text="second"))
    assert capture.draft().text == "second"
    capture.keep("second")
    assert capture.draft() == Draft()


def test_an_entry_that_is_edited_to_nothing_is_still_being_edited(capture: Capture) -> None:
    capture.keep_draft(Draft(note="n1"))
    assert capture.draft() == Draft(note="n1")
    capture.forget_draft()
    assert capture.draft() == Draft()


def test_a_common_moment_can_be_marked_only_while_the_session_runs(study: StudyFolder, capture: Capture) -> None:
    assert capture.mark_common_moment().at_ms == 60_000, "the moment itself, not what led to it"
    with pytest.raises(UserError, match="only while it runs"):
        Capture(study.store, SESSION).mark_common_moment()
