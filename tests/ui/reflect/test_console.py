"""The console: keys, words, what the audience sees, what is frozen, and what survives a restart."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.reactions import Reflection
from facilitator.domain.sessions import Session
from tests.ui.reflect.conftest import Room

Key = Qt.Key


def test_it_starts_black_and_shows_nothing_until_b(console: Room) -> None:
    assert console.audience.is_open
    assert console.audience.view.kind == "black"
    assert console.showings() == []
    console.type("b")
    assert console.audience.view.statement == "Delivered is finished."
    assert console.audience.view.heading == "Development said"
    assert [showing.about.id for showing in console.showings()] == ["d1", "k1"]


def test_the_strip_says_what_the_audience_sees_each_time_that_changes(console: Room) -> None:
    black = "The audience sees black. Press B to show this statement."
    assert console.said[-1] == black
    console.type("b")
    assert console.said[-1] == "The audience sees the statement. F12 makes the window black, from every page."
    console.type("b")
    assert console.said[-1] == black


def test_on_another_page_the_strip_does_not_name_a_key_that_works_in_the_console_alone(console: Room) -> None:
    console.page.go_away()
    assert console.said[-1] == "The audience sees black. The reflection goes on in Reflect."

    console.page.come()
    console.type("b")
    console.page.go_away()
    assert console.said[-1] == "The audience sees the statement. F12 makes the window black, from every page."


def test_an_undecided_quote_stays_off_the_screen_until_decided(console: Room) -> None:
    console.type("b")
    console.press(Key.Key_Down)
    assert console.audience.view.quote == "After that I seldom hear of it."
    console.console.stage.decision.buttons[0].click()
    console.press(Key.Key_Down)
    assert console.audience.view.quote == "Ask Sales what they promised."
    assert "k2" in {showing.about.id for showing in console.showings()}


def test_right_and_left_walk_and_the_last_one_says_so(console: Room) -> None:
    console.type("b")
    console.press(Key.Key_Right)
    assert console.audience.view.statement == "We need their own words."
    console.press(Key.Key_Left)
    assert console.audience.view.statement == "Delivered is finished."
    for _ in range(3):
        console.press(Key.Key_Right)
    assert console.audience.view.statement == "We ring the person we know."
    assert "last one" in console.said[-1]


def test_each_reaction_is_saved_at_its_key(console: Room) -> None:
    console.type("apd+s?w")
    kinds = ["agree", "partly", "disagree", "add", "surprised", "ask", "same"]
    assert [reaction.kind for reaction in console.reactions()] == kinds
    assert {reaction.about.id for reaction in console.reactions() if reaction.about} == {"d1"}
    assert console.console.keys.buttons["agree"].count == 1


def test_silence_and_a_reaction_to_the_same_item_exclude_each_other(console: Room) -> None:
    console.type("0")
    assert [reaction.kind for reaction in console.reactions()] == ["none"]
    console.type("a")
    assert [reaction.kind for reaction in console.reactions()] == ["agree"]
    console.type("0")
    assert [reaction.kind for reaction in console.reactions()] == ["agree"]
    assert console.said[-1] == "Somebody has reacted to this. 0 is for when nobody does."
    console.store.undo()
    assert [reaction.kind for reaction in console.reactions()] == ["none"], "one step back brings the silence back"


def test_seats_before_a_reaction_say_who(console: Room) -> None:
    console.type("12a")
    assert [reaction.speaker for reaction in console.reactions()] == ["ash", "birch"]
    console.type("s")
    assert console.reactions()[-1].speaker is None
    assert any("Agree, 1 and 2" in row for row in console.console.said.rows)


def test_a_second_press_of_a_seat_lets_it_go(console: Room) -> None:
    console.type("11a")
    assert console.reactions()[-1].speaker is None


def test_words_are_typed_after_enter_and_saved_by_enter(console: Room) -> None:
    console.type("s")
    console.press(Key.Key_Return)
    line = console.console.words.line
    QTest.keyClicks(line, "A 1 b")
    assert console.reactions()[0].text == ""
    QTest.keyClick(line, Key.Key_Return)
    assert console.reactions()[0].text == "A 1 b"
    assert len(console.reactions()) == 1
    assert line.text() == ""


def test_enter_without_a_reaction_says_what_to_press(console: Room) -> None:
    console.press(Key.Key_Return)
    assert "key of a reaction" in console.said[-1]


def test_escape_leaves_the_words_and_the_next_reaction_keeps_them(console: Room) -> None:
    console.type("s")
    console.press(Key.Key_Return)
    QTest.keyClicks(console.console.words.line, "half")
    QTest.keyClick(console.console.words.line, Key.Key_Escape)
    console.type("a")
    assert [(r.kind, r.text) for r in console.reactions()] == [("surprised", "half"), ("agree", "")]


def test_half_typed_words_survive_a_restart(console: Room, make_room: Callable[[], Room]) -> None:
    console.type("1s")
    console.press(Key.Key_Return)
    QTest.keyClicks(console.console.words.line, "I thought")
    again = make_room()
    again.page.start("sales")
    assert again.console.words.text == "I thought"
    again.press(Key.Key_Return)
    QTest.keyClick(again.console.words.line, Key.Key_Return)
    assert [(r.speaker, r.text) for r in again.reactions()] == [("ash", "I thought")]


def test_it_goes_on_at_the_first_item_not_yet_shown(console: Room, make_room: Callable[[], Room]) -> None:
    console.type("b")
    again = make_room()
    again.page.show_what(console.console.session)
    assert again.console.walking is not None
    assert again.console.walking.place == 1
    assert again.audience.is_black


def test_an_undone_reaction_takes_its_words_line_away(console: Room) -> None:
    console.type("s")
    console.store.undo()
    console.press(Key.Key_Return)
    assert console.console.words.line.isReadOnly()
    assert console.reactions() == []


def test_leaving_out_goes_on_and_leaves_no_trace_on_the_screen(console: Room) -> None:
    console.type("b")
    before = console.audience.view
    console.type("x")
    after = console.audience.view
    assert after.statement == "We need their own words."
    assert before.foot == after.foot
    assert "left" not in after.words().lower()
    assert [(s.about.id, s.left_out) for s in console.showings()][-1] == ("d1", True)
    console.press(Key.Key_Left)
    assert console.console.walking is not None
    assert console.console.walking.place == 1


def test_an_item_to_come_is_left_out_from_the_list_unseen(console: Room) -> None:
    console.type("b")
    progress = console.console.progress
    progress.setCurrentIndex(progress.model_.index(progress.model_.row_of(1)))
    QTest.keyClick(progress, Key.Key_X)
    assert [(s.about.id, s.left_out) for s in console.showings()][-1] == ("d2", True)
    console.press(Key.Key_Right)
    assert console.audience.view.statement == "We ring the person we know."
    assert "d2" not in {s.about.id for s in console.showings() if not s.left_out}


def test_hiding_the_quote_takes_it_off_the_screen_alone(console: Room) -> None:
    console.type("bh")
    assert (console.audience.view.statement, console.audience.view.quote) == ("Delivered is finished.", "")
    console.type("h")
    assert console.audience.view.quote == "After that I seldom hear of it."


def test_a_correction_does_not_change_what_the_audience_reads(console: Room) -> None:
    console.type("b")
    with console.store.change("Reword") as change:
        change.put(replace(console.store.need(Statement, "d1"), text="Delivered is not finished."))
    assert console.audience.view.statement == "Delivered is finished."
    assert console.console.stage.changed.isVisible()
    console.console.stage.changed.buttons[0].click()
    assert console.audience.view.statement == "Delivered is not finished."
    assert not console.console.stage.changed.isVisible()


def test_what_is_taken_back_leaves_the_screen_at_once(console: Room) -> None:
    console.type("b")
    with console.store.change("Unplan") as change:
        change.delete(Dot("sales", "dev"))
    assert console.audience.view.kind == "black"
    assert "no longer in the pack" in " ".join(console.said)
    console.type("b")
    assert console.audience.view.statement == "We ring the person we know."


def test_a_quote_that_is_withdrawn_leaves_the_screen_at_once(console: Room) -> None:
    console.type("b")
    with console.store.change("Withdraw") as change:
        change.put(replace(console.store.need(Quote, "k1"), released=False))
    assert console.audience.view.quote == ""
    assert console.audience.view.statement == "Delivered is finished."


def test_an_emptied_pack_does_not_stop_the_console(console: Room) -> None:
    console.type("b")
    with console.store.change("Unplan all") as change:
        for dot in console.store.find(Dot):
            change.delete(dot)
    console.type("ab x")
    console.press(Key.Key_Right)
    assert console.audience.view.kind == "black"
    assert console.reactions() == []


def test_space_plays_the_clip_and_the_audience_sees_how_far(console: Room) -> None:
    assert [spec.end_ms for spec in console.player.prepared] == [4000]
    console.type("b ")
    console.player.position_changed.emit(1000)
    assert console.audience.view.clip_share == 0.25
    assert console.audience.view.clip_words == "0:01 of 0:04"
    console.type(" ")
    assert console.player.playing is None
    assert console.audience.view.clip_share == 0


def test_the_clip_is_silent_once_another_item_comes(console: Room) -> None:
    console.type("b ")
    console.press(Key.Key_Right)
    assert console.player.playing is None
    assert console.audience.view.statement == "We need their own words."
    assert console.audience.view.clip_share is None


def test_what_is_heard_over_a_black_screen_counts_as_shown(console: Room) -> None:
    console.type(" ")
    assert [showing.about.id for showing in console.showings()] == ["d1", "k1"]
    assert console.audience.view.kind == "black"


def test_without_a_sound_card_the_words_stay_and_a_sentence_says_why(console: Room) -> None:
    console.player.deaf = True
    console.type("b ")
    assert "no loudspeaker" in console.said[-1]
    assert console.console.stage.clip.trouble.isVisible()
    assert console.audience.view.quote == "After that I seldom hear of it."


def test_a_quote_without_consent_to_be_heard_has_no_clip(console: Room) -> None:
    console.type("b")
    console.press(Key.Key_Right)
    console.type(" ")
    assert console.player.playing is None
    assert "no clip" in console.said[-1]


def test_a_private_note_is_kept_and_half_of_one_survives(console: Room, make_room: Callable[[], Room]) -> None:
    console.type("n")
    QTest.keyClicks(console.console.side.note, "They looked at each other.")
    QTest.keyClick(console.console.side.note, Key.Key_Return)
    assert console.store.find(Note)[-1].kind == "own"
    console.type("n")
    QTest.keyClicks(console.console.side.note, "half a no")
    again = make_room()
    again.page.start("sales")
    again.type("n")
    assert again.console.side.note.toPlainText() == "half a no"


def test_q_keeps_the_last_words_as_a_quote_of_the_group(console: Room) -> None:
    console.type("1s")
    console.press(Key.Key_Return)
    QTest.keyClicks(console.console.words.line, "Nobody told us.")
    QTest.keyClick(console.console.words.line, Key.Key_Return)
    console.type("q")
    quote = console.store.find(Quote)[-1]
    assert (quote.actor, quote.text, quote.session) == ("sales", "Nobody told us.", console.console.session)


def test_time_left_and_time_for_each_are_told(console: Room) -> None:
    console.clock.pass_seconds(30 * 60)
    console.console._show_pace()
    assert console.console.side.clock.text() == "30:00"
    assert console.console.side.pace.text() == "3 to go, 10:00 each. On time."
    console.clock.pass_seconds(31 * 60)
    console.console._show_pace()
    assert console.console.side.clock.text() == "1:00"
    assert "no time left" in console.console.side.pace.text()


def test_the_thumbnail_is_the_picture_of_the_audience_window(console: Room) -> None:
    console.type("b")
    assert console.console.side.thumbnail.view == console.audience.view
    window = console.audience.window
    assert window is not None
    assert window.view == console.audience.view


def test_ending_leads_to_the_summary_and_black(console: Room) -> None:
    console.type("ba")
    session = console.console.session
    console.actions.trigger("reflect.end")
    assert console.store.need(Session, str(session)).ended_at
    assert console.audience.view.kind == "black"
    summary = console.page.summary
    assert console.page.states.currentWidget() is summary
    QTest.keyClicks(summary.text, "They saw it.")
    QTest.keyClick(summary.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert console.store.need(Reflection, str(session)).summary == ("They saw it.",)
    assert console.page.states.currentWidget() is console.page.planning_view


def test_a_half_written_summary_survives(console: Room, make_room: Callable[[], Room]) -> None:
    session = console.console.session
    console.console.end()
    QTest.keyClicks(console.page.summary.text, "They saw")
    again = make_room()
    again.page.show_what(session)
    assert again.page.summary.text.toPlainText() == "They saw"


def test_an_ended_session_is_gone_on_with_from_its_summary(console: Room) -> None:
    session = console.console.session
    console.console.end()
    console.page.summary.reopen_button.click()
    assert console.console.session == session
    assert console.page.states.currentWidget() is console.console


def test_f5_starts_and_then_goes_on(room: Room) -> None:
    room.page.planning_view.choose("sales")
    room.actions.trigger("reflect.start")
    session = room.console.session
    room.page.open_matrix()
    room.actions.trigger("reflect.start")
    assert room.console.session == session


def test_ten_thousand_characters_and_other_scripts_stay_usable(room: Room) -> None:
    with room.store.change("Reword") as change:
        change.put(replace(room.store.need(Statement, "d1"), text="long words " * 900))
        change.put(replace(room.store.need(Statement, "d2"), text="يتصل العميل بنا أولا 👩🏽‍💻 é́́ お客様の言葉"))
        change.put(replace(room.store.need(Statement, "c1s"), text="x" * 10_000))
    room.page.start("sales")
    room.type("b")
    for _ in range(3):
        room.page.grab()
        assert room.audience.window is not None
        room.audience.window.grab()
        room.press(Key.Key_Right)
    assert room.audience.view.statement == "x" * 10_000
