"""A reflection session: what was shown stays as it was, reactions are kept at their key, and it can be gone on with."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.reactions import About, Reaction, Reflection, Showing
from facilitator.domain.sessions import Session
from facilitator.domain.study import STUDY_ID, Study
from facilitator.domain.timecode import moment
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.reflection.walk import Step
from facilitator.storage.opening import StudyFolder, open_study
from tests.clocks import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def reflecting(study: StudyFolder, clock: HandClock) -> Reflecting:
    return Reflecting(study.store, clock)


@pytest.fixture
def session(reflecting: Reflecting) -> Session:
    return reflecting.start("sales")


def step(reflecting: Reflecting, session: Session, item: str) -> Step:
    walk = reflecting.walk(session.id)
    place = walk.place_of(item)
    assert place is not None
    return walk.steps[place]


def reword(study: StudyFolder, statement: str, text: str) -> None:
    with study.store.change("Reword") as change:
        change.put(replace(study.store.need(Statement, statement), text=text))


def test_a_planned_session_is_taken_up_and_not_doubled(study: StudyFolder, reflecting: Reflecting) -> None:
    with study.store.change("Plan") as change:
        change.add(Session("r1", actor="sales", kind="reflection", planned_at="2026-11-24T10:00:00Z"))
    first = reflecting.start("sales")
    assert first.id == "r1"
    assert reflecting.start("sales").id == "r1"
    assert study.store.count(Session, kind="reflection") == 1


def test_starting_is_a_fact_that_undo_leaves_alone(study: StudyFolder, session: Session) -> None:
    assert study.store.undo_label != "Start reflection"
    assert session.is_open


def test_without_anything_to_show_nothing_starts(reflecting: Reflecting) -> None:
    with pytest.raises(UserError, match="nothing to show"):
        reflecting.start("customers")


def test_what_is_shown_is_frozen_with_text_digest_and_time(
    study: StudyFolder, reflecting: Reflecting, session: Session, clock: HandClock
) -> None:
    clock.pass_seconds(90)
    first = step(reflecting, session, "d1")
    reflecting.show(session.id, first, first.item.quotes[0])
    statement, quote = study.store.find(Showing)
    assert (statement.about, statement.text) == (About("statement", "d1"), "Delivered is finished.")
    assert (quote.about, quote.text) == (About("quote", "k1"), "After that I seldom hear of it.")
    assert statement.sha256 == sha256(b"Delivered is finished.").hexdigest()
    assert statement.shown_at == "2026-11-24T10:01:30.000Z"
    assert study.store.undo_label != "Show to the group"


def test_a_later_correction_does_not_reach_what_was_shown(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.show(session.id, step(reflecting, session, "d1"), None)
    reword(study, "d1", "Delivered is not finished.")
    after = step(reflecting, session, "d1")
    assert after.changed
    assert after.wording("d1", "now") == "Delivered is finished."
    reflecting.show(session.id, after, None)
    assert study.store.count(Showing) == 1


def test_new_words_are_shown_only_when_asked_and_are_kept_beside_the_old(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.show(session.id, step(reflecting, session, "d1"), None)
    reword(study, "d1", "Delivered is not finished.")
    after = reflecting.show(session.id, step(reflecting, session, "d1"), None, again=True)
    assert after.wording("d1", "") == "Delivered is not finished."
    assert [s.text for s in study.store.find(Showing)] == ["Delivered is finished.", "Delivered is not finished."]
    assert not step(reflecting, session, "d1").changed


def test_a_quote_that_is_hidden_is_not_kept_as_shown(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    first = step(reflecting, session, "d1")
    shown = reflecting.show(session.id, first, None)
    assert shown.is_frozen(None)
    assert not shown.is_frozen(first.item.quotes[0])
    assert [s.about.id for s in study.store.find(Showing)] == ["d1"]


def test_a_quote_that_waits_for_a_decision_is_told_apart(reflecting: Reflecting, session: Session) -> None:
    assert step(reflecting, session, "d1").undecided == {"k2"}


def test_leaving_out_keeps_the_fact_and_no_words(study: StudyFolder, reflecting: Reflecting, session: Session) -> None:
    reflecting.leave_out(session.id, step(reflecting, session, "d2").item)
    (left,) = study.store.find(Showing)
    assert (left.left_out, left.text, left.about.id) == (True, "", "d2")
    assert step(reflecting, session, "d2").is_done


def test_what_was_left_out_can_be_shown_after_all(reflecting: Reflecting, session: Session) -> None:
    reflecting.leave_out(session.id, step(reflecting, session, "d2").item)
    reflecting.show(session.id, step(reflecting, session, "d2"), None)
    assert not step(reflecting, session, "d2").left_out


def test_after_a_restart_it_goes_on_at_the_first_item_not_yet_shown(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.show(session.id, step(reflecting, session, "d1"), None)
    reflecting.leave_out(session.id, step(reflecting, session, "d2").item)
    study.close()
    again = open_study(study.path)
    later = Reflecting(again.store, HandClock())
    walk = later.walk(later.start("sales").id)
    again.close()
    assert walk.session.id == session.id
    assert walk.steps[walk.first_open].item.id == "c1s"
    assert walk.done == 2


def test_a_reaction_is_kept_for_each_who_has_it(
    study: StudyFolder, reflecting: Reflecting, session: Session, clock: HandClock
) -> None:
    clock.pass_seconds(31)
    reflecting.react(session, About("statement", "d1"), "agree", ["ash", "birch"])
    assert [(r.kind, r.speaker, r.at_ms) for r in study.store.find(Reaction)] == [
        ("agree", "ash", 31_000),
        ("agree", "birch", 31_000),
    ]
    (said,) = reflecting.said_about(session.id, step(reflecting, session, "d1").item)
    assert said.speakers == ("ash", "birch")


def test_two_presses_of_a_key_without_a_seat_are_two_reactions(reflecting: Reflecting, session: Session) -> None:
    for _ in range(2):
        reflecting.react(session, About("statement", "d1"), "agree")
    assert len(reflecting.said_in(session.id)) == 2


def test_words_are_added_to_all_of_one_key_and_undone_together(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reactions = reflecting.react(session, About("statement", "d1"), "add", ["ash", "birch"])
    reflecting.add_words([reaction.id for reaction in reactions], " Not always. ")
    assert {r.text for r in study.store.find(Reaction)} == {"Not always."}
    study.store.undo()
    assert {r.text for r in study.store.find(Reaction)} == {""}


def test_words_for_a_reaction_that_was_undone_say_so(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reactions = reflecting.react(session, About("statement", "d1"), "add")
    study.store.undo()
    with pytest.raises(UserError, match="undone"):
        reflecting.add_words([reactions[0].id], "Too late.")


def test_session_time_goes_on_when_the_wall_clock_is_set_back(
    study: StudyFolder, reflecting: Reflecting, session: Session, clock: HandClock
) -> None:
    clock.pass_seconds(60)
    assert reflecting.elapsed_ms(session) == 60_000
    clock.set_wall(-3600)
    clock.pass_seconds(5)
    assert reflecting.elapsed_ms(session) == 65_000
    reflecting.end(session.id)
    ended = study.store.need(Session, session.id)
    assert ended.ended_at is not None
    assert ended.started_at is not None
    assert moment(ended.ended_at) - moment(ended.started_at) == timedelta(seconds=65)


def test_reactions_of_other_groups_to_the_same_item_are_told(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    with study.store.change("Import") as change:
        change.add(Session("r2", actor="customers", kind="reflection", started_at="2026-11-20T10:00:00Z"))
        change.add(Reaction("x", session="r2", about=About("statement", "d1"), kind="partly", text="Only at night."))
        change.add(Reaction("y", session="r2", about=About("statement", "d2"), kind="agree"))
    (other,) = reflecting.elsewhere(session, step(reflecting, session, "d1").item)
    assert (other.viewer, other.counts, other.words) == (
        "customers",
        {"partly": 1},
        (("partly", "Only at night."),),
    )


def test_words_become_an_unreleased_quote_of_the_group_that_reacted(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.react(session, About("statement", "d1"), "add", ["ash"], "We do hear of it.")
    (said,) = reflecting.said_in(session.id)
    kept = reflecting.keep_quote(session, said, "q1")
    assert (kept.actor, kept.session, kept.speaker, kept.released) == ("sales", session.id, "ash", False)
    assert study.store.get(Quote, kept.id) == kept


def test_silence_cannot_become_a_quote(reflecting: Reflecting, session: Session) -> None:
    reflecting.react(session, About("statement", "d1"), "none")
    with pytest.raises(UserError, match="words"):
        reflecting.keep_quote(session, reflecting.said_in(session.id)[0], None)


def test_private_notes_are_kept_as_the_facilitators_own(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.add_note(session, "They looked at each other.", "q1")
    note = study.store.find(Note, session=session.id)[0]
    assert (note.kind, note.questions) == ("own", ("q1",))
    assert [each.text for each in reflecting.notes(session.id)] == ["They looked at each other."]


def test_what_one_group_did_not_mention_is_told_with_its_own_answers_alone(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    with study.store.change("Release") as change:
        change.add(Statement("same", actor="customers", question="q1", text="It never stops.", status="released"))
    reflecting.note_absence(session, "dev", "Money", "q1")
    told = {
        each: len(reflecting.said_about(session.id, step(reflecting, session, each).item)) for each in ("d1", "same")
    }
    assert told == {"d1": 1, "same": 0}


def test_summary_paragraphs_are_parted_by_empty_lines(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.summaries.write(session.id, "  First\nparagraph. \n\n\n\nSecond. ")
    assert study.store.need(Reflection, session.id).summary == ("First paragraph.", "Second.")


def test_an_ended_session_can_be_gone_on_with(reflecting: Reflecting, session: Session) -> None:
    reflecting.end(session.id)
    assert reflecting.going("sales") is None
    reflecting.reopen(session.id)
    going = reflecting.going("sales")
    assert going is not None
    assert going.id == session.id


def test_an_item_that_is_taken_back_leaves_the_walk(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.show(session.id, step(reflecting, session, "d1"), None)
    Planning(study.store, HandClock()).set_dot("sales", "dev", planned=False)
    walk = reflecting.walk(session.id)
    assert [each.item.id for each in walk.steps] == ["c1s"]
    assert study.store.count(Showing) == 1


def test_silence_gives_way_to_a_reaction_and_cannot_be_noted_after_one(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    about, other = About("statement", "d1"), About("statement", "d2")
    reflecting.react(session, about, "none")
    reflecting.react(session, other, "none")
    reflecting.react(session, about, "agree", ["ash"])
    assert {(r.about, r.kind) for r in study.store.find(Reaction)} == {(about, "agree"), (other, "none")}
    with pytest.raises(UserError, match="Somebody has reacted"):
        reflecting.react(session, about, "none")
    study.store.undo()
    assert {(r.about, r.kind) for r in study.store.find(Reaction)} == {(about, "none"), (other, "none")}


def test_silence_that_somebody_put_words_to_stays_beside_a_reaction(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    about = About("statement", "d1")
    reflecting.react(session, about, "none", text="They all looked at the floor.")
    reflecting.react(session, about, "partly")
    assert [r.kind for r in study.store.find(Reaction)] == ["none", "partly"]


def test_two_reactions_to_the_whole_do_not_exclude_each_other(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.react(session, None, "add", text="Let us meet again.")
    reflecting.react(session, None, "none")
    assert [r.kind for r in study.store.find(Reaction)] == ["add", "none"]


def test_how_many_take_it_so_is_of_nobody_in_particular(reflecting: Reflecting, session: Session) -> None:
    (seated,) = reflecting.react(session, About("statement", "d1"), "agree", ["ash"], level="most")
    (counted,) = reflecting.react(session, About("statement", "d1"), "agree", level="most")
    assert (seated.level, counted.level, counted.speaker) == ("", "most", None)


def test_a_correction_holds_from_now_on_and_only_where_it_changes_something(
    study: StudyFolder, reflecting: Reflecting
) -> None:
    assert reflecting.correct("d1", " Delivered is \n half done. ")
    assert reflecting.words_of("d1") == "Delivered is half done."
    assert not reflecting.correct("d1", "Delivered  is half done.")
    study.store.undo()
    assert reflecting.words_of("d1") == "Delivered is finished."
    with pytest.raises(UserError, match="needs words"):
        reflecting.correct("d1", " \n ")


def test_the_reflection_under_way_is_the_one_begun_last(
    study: StudyFolder, reflecting: Reflecting, session: Session, clock: HandClock
) -> None:
    found = reflecting.under_way()
    assert found is not None
    assert found.id == session.id
    with study.store.change("Others") as change:
        change.put(Session("before", 9, "dev", "reflection", started_at="2026-11-01T10:00:00.000Z"))
        change.put(Session("round one", 10, "dev", started_at="2026-11-29T10:00:00.000Z"))
        change.put(Session("planned", 11, "dev", "reflection", planned_at="2026-11-30T10:00:00.000Z"))
    assert (found := reflecting.under_way()) is not None
    assert found.id == session.id
    reflecting.end(session.id)
    assert (found := reflecting.under_way()) is not None
    assert found.id == "before"
    assert reflecting.session("round one") is None
    assert reflecting.session("gone") is None
    assert reflecting.session("planned") is not None


def test_who_may_react_sits_in_order_and_whoever_has_no_seat_comes_last(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    with study.store.change("Sit") as change:
        change.put(Person("late", 0.1, "Late", "sales"))
        change.put(Person("zero", 9, "Zero", "sales", seat=0))
        change.put(replace(study.store.need(Person, "ash"), seat=5))
    assert [person.id for person in reflecting.people(session)] == ["zero", "birch", "ash", "late"]


def test_after_a_restart_session_time_goes_on_from_what_was_written_last(
    study: StudyFolder, reflecting: Reflecting, session: Session, clock: HandClock
) -> None:
    clock.pass_seconds(600)
    reflecting.add_note(session, "They wait.", None)
    clock.set_wall(-3600)
    again = Reflecting(study.store, clock)
    clock.pass_seconds(2)
    assert again.elapsed_ms(session) >= 600_000
    assert again.elapsed_ms(replace(session, started_at=None)) == 0


def test_a_reaction_of_several_people_becomes_a_quote_of_nobody(reflecting: Reflecting, session: Session) -> None:
    reflecting.react(session, About("statement", "d1"), "add", ["ash", "birch"], "We do hear of it.")
    (said,) = reflecting.said_in(session.id)
    assert reflecting.keep_quote(session, said, None).speaker is None


def test_a_summary_that_did_not_change_is_no_change(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    reflecting.summaries.write(session.id, "First.\n\nSecond.")
    before = study.store.undo_label
    reflecting.add_note(session, "A note.", None)
    reflecting.summaries.write(session.id, " First. \n\n\n Second.")
    assert study.store.undo_label == "Keep private note" != before
    reflecting.summaries.write_together("All agree.")
    assert reflecting.summaries.together() == ("All agree.",)
    label = study.store.undo_label
    reflecting.add_note(session, "Another.", None)
    reflecting.summaries.write_together("All  agree.")
    assert study.store.undo_label == "Keep private note" != label
    assert study.store.need(Study, STUDY_ID).title, "what else the study says stays"


def test_what_is_half_typed_in_one_place_is_kept_for_that_place(study: StudyFolder, reflecting: Reflecting) -> None:
    reflecting.keep_draft("r1.reaction", "We do")
    reflecting.keep_draft("r1.note", "They")
    later = Reflecting(study.store, HandClock())
    assert (later.draft("r1.reaction"), later.draft("r1.note"), later.draft("r2.note")) == ("We do", "They", "")


def test_a_walk_goes_on_where_nothing_was_said_when_all_was_shown(reflecting: Reflecting, session: Session) -> None:
    for item in ("d1", "d2"):
        reflecting.show(session.id, step(reflecting, session, item), None)
    reflecting.leave_out(session.id, step(reflecting, session, "c1s").item)
    assert reflecting.walk(session.id).first_open == 0
    reflecting.react(session, About("statement", "d1"), "agree", ["ash"])
    assert reflecting.walk(session.id).first_open == 1
    reflecting.react(session, About("statement", "d2"), "agree")
    walk = reflecting.walk(session.id)
    assert (walk.first_open, walk.done) == (2, 3), "at the last where nothing is left to do"
    assert replace(walk, steps=()).first_open == 0


def test_what_was_left_out_after_it_was_shown_is_not_on_screen(reflecting: Reflecting, session: Session) -> None:
    reflecting.show(session.id, step(reflecting, session, "d1"), None)
    assert step(reflecting, session, "d1").is_frozen(None)
    assert not step(reflecting, session, "d2").is_frozen(None)
    reflecting.leave_out(session.id, step(reflecting, session, "d1").item)
    assert not step(reflecting, session, "d1").is_frozen(None)


def test_of_reactions_elsewhere_those_without_words_are_only_counted(
    study: StudyFolder, reflecting: Reflecting, session: Session
) -> None:
    with study.store.change("Import") as change:
        change.add(Session("r2", actor="customers", kind="reflection", started_at="2026-11-20T10:00:00Z"))
        change.add(Reaction("x", session="r2", about=About("quote", "k1"), kind="partly", text="Only at night."))
        change.add(Reaction("y", session="r2", about=About("statement", "d1"), kind="agree"))
    reflecting.react(session, About("statement", "d1"), "surprised")
    (other,) = reflecting.elsewhere(session, step(reflecting, session, "d1").item)
    assert (other.counts, other.words) == ({"partly": 1, "agree": 1}, (("partly", "Only at night."),))
