"""The console beyond agreement: what was not mentioned, how many, corrections, decisions by key, and a second round."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.findings import Quote, Statement
from facilitator.domain.reactions import About, Reaction, Showing
from facilitator.domain.sessions import Session
from facilitator.domain.study import STUDY_ID, Study
from tests.ui.reflect.conftest import Room

Key = Qt.Key


def words(room: Room, text: str) -> None:
    """Typed where the keyboard is."""
    QTest.keyClicks(room.console.words.line, text)


def enter(room: Room) -> None:
    QTest.keyClick(room.console.words.line, Key.Key_Return)


# What was not mentioned


def test_what_the_shown_group_did_not_mention_is_noted_with_who_noticed(console: Room) -> None:
    console.type("2m")
    words(console, "Making a sale")
    enter(console)
    (noted,) = console.reactions()
    assert (noted.kind, noted.about, noted.text) == ("not_said", About("actor", "dev"), "Making a sale")
    assert (noted.speaker, noted.question) == ("birch", "q1")
    assert any("Not mentioned, 2" in row and "Making a sale" in row for row in console.console.said.rows)


def test_what_was_not_mentioned_is_nobodys_quote(console: Room) -> None:
    console.type("m")
    words(console, "Money")
    enter(console)
    console.type("q")
    assert console.store.count(Quote, session=str(console.console.session)) == 0
    assert "Only a reaction with words" in console.said[-1]


def test_another_group_is_chosen_with_up_and_down_and_the_words_stay(console: Room) -> None:
    console.type("m")
    words(console, "Money")
    QTest.keyClick(console.console.words.line, Key.Key_Down)
    enter(console)
    assert [(r.about, r.text) for r in console.reactions()] == [(About("actor", "customers"), "Money")]


def test_nothing_typed_is_nothing_noted_and_no_key_is_blocked(console: Room) -> None:
    console.type("m")
    enter(console)
    assert console.reactions() == []
    assert "Say what was not mentioned" in console.said[-1]
    QTest.keyClick(console.console.words.line, Key.Key_Escape)
    console.type("a")
    assert [reaction.kind for reaction in console.reactions()] == ["agree"]


def test_half_a_word_of_it_survives_a_restart(console: Room, make_room: Callable[[], Room]) -> None:
    console.type("1m")
    words(console, "Making a s")
    again = make_room()
    again.page.start("sales")
    assert again.console.words.text == "Making a s"
    again.console.words.take_keyboard()
    enter(again)
    assert [(r.kind, r.speaker, r.text) for r in again.reactions()] == [("not_said", "ash", "Making a s")]


def test_it_is_undone_like_everything_else(console: Room) -> None:
    console.type("m")
    words(console, "Money")
    enter(console)
    console.store.undo()
    assert console.reactions() == []


# How many


def test_a_star_says_that_all_or_most_or_some_take_it_so(console: Room) -> None:
    console.type("*a**p***d****s")
    assert [(r.kind, r.level) for r in console.reactions()] == [
        ("agree", "all"),
        ("partly", "most"),
        ("disagree", "some"),
        ("surprised", ""),
    ]
    assert any("Agree, all of them" in row for row in console.console.said.rows)


def test_seats_and_how_many_do_not_mix(console: Room) -> None:
    console.type("*1a")
    assert [(r.speaker, r.level) for r in console.reactions()] == [("ash", "")]
    console.type("1*a")
    assert [(r.speaker, r.level) for r in console.reactions()][1:] == [(None, "all")]


# Corrections


def test_a_statement_is_corrected_in_place_and_what_was_shown_stays(console: Room) -> None:
    console.type("b")
    console.type("c")
    assert console.console.words.text == "Delivered is finished."
    console.console.words.line.selectAll()
    words(console, "Delivered is half done.")
    enter(console)
    assert console.store.need(Statement, "d1").text == "Delivered is half done."
    assert console.store.need(Statement, "d1").status == "released"
    assert console.audience.view.statement == "Delivered is finished."
    assert [s.text for s in console.showings() if s.about.id == "d1"] == ["Delivered is finished."]
    console.type("u")
    assert console.audience.view.statement == "Delivered is half done."
    assert [s.text for s in console.showings() if s.about.id == "d1"][-1] == "Delivered is half done."


def test_words_that_are_there_are_not_typed_over(console: Room, qtbot: QtBot) -> None:
    with qtbot.waitActive(console.page):  # the audience window was opened last
        console.page.activateWindow()
    console.type("c")
    assert console.console.words.line.hasFocus()
    assert not console.console.words.line.hasSelectedText()
    words(console, " So we say.")
    enter(console)
    assert console.store.need(Statement, "d1").text == "Delivered is finished. So we say."


def test_escape_gives_a_correction_up(console: Room) -> None:
    console.type("c")
    words(console, " Or not")
    QTest.keyClick(console.console.words.line, Key.Key_Escape)
    console.type("a")
    assert console.store.need(Statement, "d1").text == "Delivered is finished."
    assert [r.text for r in console.reactions()] == [""]


def test_half_a_correction_survives_a_restart(console: Room, make_room: Callable[[], Room]) -> None:
    console.type("c")
    words(console, " Or n")
    again = make_room()
    again.page.start("sales")
    again.type("c")
    assert again.console.words.text == "Delivered is finished. Or n"


def test_the_next_group_is_shown_the_corrected_words(console: Room) -> None:
    console.type("b")
    console.type("c")
    words(console, " So we say.")
    enter(console)
    console.console.end()
    console.page.start("sales")
    assert console.audience.view.kind == "black"
    console.type("b")
    assert console.audience.view.statement == "Delivered is finished. So we say."


def test_nothing_to_show_anew_is_said(console: Room) -> None:
    console.type("bu")
    assert "is the one that was shown" in console.said[-1]


# Decisions


def test_what_waits_is_decided_by_key(console: Room) -> None:
    console.type("by")
    console.press(Key.Key_Down)
    assert console.audience.view.quote == "Ask Sales what they promised."
    console.type("y")
    assert "Nothing waits" in console.said[-1]


def test_what_waits_is_left_out_by_key(console: Room) -> None:
    console.type("bl")
    console.press(Key.Key_Down)
    assert console.audience.view.quote == "After that I seldom hear of it."


# Leaving out


def test_leaving_out_is_undone(console: Room) -> None:
    console.type("bx")
    assert console.store.undo_label == "Leave out"
    console.store.undo()
    console.press(Key.Key_Left)
    assert console.audience.view.statement == "Delivered is finished."


# The row as it fills


def test_the_row_of_the_matrix_fills_as_it_is_shown(console: Room) -> None:
    lines = console.console.row.lines
    assert lines == ["Development: 0 of 2 shown", "Customers: 0 of 1 shown"]
    console.type("b")
    assert console.console.row.lines[0] == "Development: 1 of 2 shown, 1 without reaction"
    console.type("a")
    assert console.console.row.lines[0] == "Development: 1 of 2 shown"
    console.press(Key.Key_Right)
    console.type("x")
    assert console.console.row.lines == [
        "Development: 1 of 1 shown, 1 left out",
        "Customers: 1 of 1 shown, 1 without reaction",
    ]


def test_a_shown_statement_without_a_reaction_says_so(console: Room) -> None:
    console.type("b")
    console.press(Key.Key_Right)
    model = console.console.progress.model_
    spoken = model.index(model.row_of(0)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("shown, without a reaction")


# A second round


def test_a_second_reflection_begins_anew_and_remembers_the_first(console: Room) -> None:
    console.type("b*s")
    console.console.end()
    console.page.start("sales")
    sessions = console.store.find(Session, actor="sales", kind="reflection")
    assert len(sessions) == 2
    assert console.console.session == sessions[1].id
    assert console.console.row.lines[0] == "Development: 0 of 2 shown"
    walking = console.console.walking
    assert walking is not None
    assert walking.step is not None
    (before,) = console.page._reflecting.elsewhere(walking.walk.session, walking.step.item)
    assert (before.viewer, before.counts) == ("sales", {"surprised": 1})
    console.type("ba")
    assert {s.session for s in console.store.find(Showing)} == {s.id for s in sessions}
    assert [r.session for r in console.store.find(Reaction)] == [s.id for s in sessions]


def test_words_of_the_first_round_stay_when_the_second_has_others(console: Room) -> None:
    console.type("b")
    first = console.console.session
    console.console.end()
    with console.store.change("Reword") as change:
        change.put(replace(console.store.need(Statement, "d1"), text="Other words."))
    console.page.start("sales")
    console.type("b")
    told = {(s.session == first, s.text) for s in console.showings() if s.about.id == "d1"}
    assert told == {(True, "Delivered is finished."), (False, "Other words.")}


def test_what_is_still_missing_is_one_key_away(console: Room) -> None:
    wished: list[tuple[str, object]] = []
    console.page.go_requested.connect(lambda page, what: wished.append((page, what)))
    console.actions.trigger("reflect.coverage")
    ((page, session),) = wished
    assert page == "run.room"
    assert isinstance(session, Session)
    assert session.id == console.console.session


# The end


def test_the_end_says_what_is_missing_and_one_key_goes_on(console: Room) -> None:
    console.type("b")
    session = console.console.session
    console.console.end()
    summary = console.page.summary
    assert summary.missing.isVisible()
    assert "Development: 1 of its answers not shown." in summary.missing.accessibleDescription()
    assert "Development: 1 of its answers shown without a reaction." in summary.missing.accessibleDescription()
    console.actions.trigger("reflect.start")
    assert console.console.session == session
    console.type("a")
    console.press(Key.Key_Right)
    console.type("a")
    console.console.end()
    assert "not shown" not in summary.missing.accessibleDescription()
    console.actions.trigger("reflect.start")
    console.type("0")  # it goes on where nothing was said
    console.console.end()
    assert not summary.missing.isVisible()


def test_quotes_of_the_reflection_are_released_from_its_summary(console: Room) -> None:
    console.type("1s")
    console.press(Key.Key_Return)
    words(console, "Nobody told us.")
    enter(console)
    console.type("q")
    console.console.end()
    (tick,) = console.page.summary.quotes.ticks
    assert not tick.isChecked()
    tick.click()
    assert [q.released for q in console.store.find(Quote, session=str(console.page.summary.session))] == [True]
    console.store.undo()
    assert not console.page.summary.quotes.ticks[0].isChecked()


def test_what_all_groups_made_of_it_is_kept_and_half_of_it_survives(
    console: Room, make_room: Callable[[], Room]
) -> None:
    session = console.console.session
    console.console.end()
    QTest.keyClicks(console.page.summary.together, "All were surp")
    QTest.keyClicks(console.page.summary.whole, "Let us m")
    again = make_room()
    again.page.show_what(session)
    assert again.page.summary.whole.text() == "Let us m"
    assert again.page.summary.together.toPlainText() == "All were surp"
    QTest.keyClicks(again.page.summary.together, "")
    again.page.summary.finish()
    assert again.store.need(Study, STUDY_ID).together == ("All were surp",)


def test_a_reflection_that_was_cut_off_goes_on_by_itself(console: Room, make_room: Callable[[], Room]) -> None:
    session = console.console.session
    console.type("b1m")
    words(console, "Money")
    again = make_room()
    assert again.console.session == session
    assert again.page.states.currentWidget() is again.console
    assert again.audience.view.kind == "black"
    assert again.console.words.text == "Money"
    again.page.open_matrix()
    again.page.go_away()
    again.page.come()
    assert again.page.states.currentWidget() is again.page.planning_view


def test_a_correction_that_may_name_somebody_waits_and_what_was_shown_stays(console: Room) -> None:
    console.study.names.set("plover", "Rosalind Featherstone")
    console.type("b")
    console.type("c")
    words(console, " Says Rosalind.")
    enter(console)
    assert console.audience.view.statement == "Delivered is finished."
    console.type("u")
    assert "may name somebody" in console.said[-1]
    assert console.audience.view.statement == "Delivered is finished."
    console.type("y")
    console.type("u")
    assert console.audience.view.statement == "Delivered is finished. Says Rosalind."
