"""Welcome, ground rules and closing in Run: read aloud, timed, walked over, and never projected but for the rules."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator.domain.questions import QuestionSet, Step
from facilitator.domain.sessions import Session
from facilitator.storage.opening import StudyFolder
from facilitator.ui.run.route import spoken
from facilitator.ui.theme import Theme
from tests.clocks import HandClock
from tests.ui.run.conftest import Key, Modifier, Room

WELCOME = "Come in and sit down.\nNobody outside hears this."
STEPS = (Step("welcome", WELCOME, 4), Step("rules", "How shall we talk?", 2), Step("closing", "Thank you all.", 2))


@pytest.fixture
def room(make_room: Callable[[], Room], study: StudyFolder, clock: HandClock) -> Room:
    """In a session with Sales whose route has all three steps, one minute old."""
    with study.store.change("Add steps") as change:
        change.put(replace(study.store.need(QuestionSet, "inside"), steps=STEPS))
    made = make_room()
    made.page.start("sales")
    clock.pass_seconds(60)
    return made


def rows(room: Room) -> list[str]:
    model = room.view.route.route
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_a_session_opens_on_its_welcome_with_the_words_to_be_said(room: Room) -> None:
    pane = room.view.steps.pane
    assert pane.isVisible()
    assert pane.words.text() == WELCOME.replace("\n", "\n\n")
    assert not room.view.head.wording.isVisible()
    assert rows(room) == ["Welcome", "Ground rules", *(f"What about {n}?" for n in (1, 2, 3, 4)), "Closing"]
    assert spoken(room.view.route.route.stop_at(0)).startswith("Step, Welcome, now")


def test_keys_walk_over_steps_and_questions_alike(room: Room) -> None:
    walked = []
    for _ in range(7):
        walked.append(room.view.time.place_id)
        room.actions.trigger("run.next")
    assert walked == ["step:welcome", "step:rules", "q1", "q2", "q3", "q4", "step:closing"]
    assert not room.view.head.next.isEnabled()
    room.actions.trigger("run.back")
    assert room.view.time.question == "q4"
    assert room.view.head.next.text() == "Closing"
    assert not room.view.steps.pane.isVisible()


def test_time_on_a_step_is_counted_like_that_of_a_question(room: Room) -> None:
    room.view.tick()
    head = room.view.head
    assert (head.used.time.text(), head.used.words.text()) == ("1:00", "of 4 min")
    assert room.view.used.text() == "1:00 of 53 min"
    room.clock.pass_seconds(300)
    room.view.tick()
    assert head.used.words.text() == "of 4 min, 2:00 over"
    assert head.ends.text().endswith("2 min late")


def test_what_is_written_at_a_step_is_filed_under_no_question(room: Room) -> None:
    room.type("4q We came by bus\n")
    assert (room.last.text, room.last.speaker, room.last.questions) == ("We came by bus", "elm", ())
    assert room.view.line.chips == ["No question"]
    room.press(Key.Key_2, Modifier.ControlModifier)
    assert room.last.questions == ("q2",)


def test_the_words_of_a_step_never_reach_the_audience_window(room: Room) -> None:
    room.audience.open(room.page.window())
    room.audience.set_black(False)
    for _ in range(7):
        assert "Nobody outside" not in room.audience.view.words()
        assert "Thank you all" not in room.audience.view.words()
        assert "How shall we talk" not in room.audience.view.words()
        room.actions.trigger("run.next")
        room.audience.set_black(False)
    assert room.audience.view.kind == "black"


def test_rules_are_typed_in_the_room_and_put_on_the_audience_window(room: Room) -> None:
    room.actions.trigger("run.next")
    room.actions.trigger("run.rules")
    box = room.view.steps.pane.rules
    assert room.page.window().focusWidget() is box
    QTest.keyClicks(box, "One at  a time.")
    QTest.keyClick(box, Key.Key_Return)
    assert room.store.find(Session)[0].rules == ("One at a time.",)
    assert room.audience.view.kind == "black"
    room.actions.trigger("run.show_rules")
    room.audience.set_black(False)
    assert (room.audience.view.heading, room.audience.view.lines) == ("What we agreed on", ("One at a time.",))
    box.setFocus()
    QTest.keyClicks(box, "Phones off.")
    QTest.keyClick(box, Key.Key_Return)
    assert room.audience.view.lines == ("One at a time.", "Phones off.")
    room.page.close_side_panel()
    assert room.focused
    room.actions.trigger("run.next")
    assert room.audience.view.question == "What about 1?"
    assert room.store.count(Session) == 1


def test_rules_can_be_shown_again_at_any_question(room: Room) -> None:
    with room.store.change("Keep ground rules") as change:
        change.put(replace(room.store.find(Session)[0], rules=("One at a time.",)))
    for _ in range(3):
        room.actions.trigger("run.next")
    room.actions.trigger("run.show_rules")
    room.audience.set_black(False)
    assert room.audience.view.lines == ("One at a time.",)
    room.actions.trigger("run.rules")
    assert "at their step" in room.said[-1]


def test_without_rules_nothing_is_shown(room: Room) -> None:
    room.actions.trigger("run.show_rules")
    assert "no ground rules yet" in room.said[-1]
    assert not room.audience.is_open


def test_half_typed_rules_are_there_after_a_crash(room: Room, make_room: Callable[[], Room]) -> None:
    room.actions.trigger("run.next")
    box = room.view.steps.pane.rules
    box.setFocus()
    QTest.keyClicks(box, "What is said he")
    box.typed.emit()  # a quarter of a second later
    box.blockSignals(True)  # nothing more is told, as when the power goes
    assert room.store.find(Session)[0].rules == ()
    again = make_room()
    assert again.view.steps.pane.rules.toPlainText() == "What is said he"


def test_pages_scroll_the_words_while_they_are_on_screen(room: Room, qtbot: QtBot) -> None:
    with room.store.change("Edit step") as change:
        long = replace(STEPS[0], text="\n".join(f"Line {n} of a long welcome." for n in range(60)))
        change.put(replace(room.store.need(QuestionSet, "inside"), steps=(long, *STEPS[1:])))
    bar = room.view.steps.pane.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    room.press(Key.Key_PageDown)
    assert bar.value() > 0
    room.press(Key.Key_PageUp)
    assert bar.value() == 0


def test_words_of_a_group_that_was_left_follow_no_change_of_type(room: Room, theme: Theme, qapp: QApplication) -> None:
    left = room.view.steps.pane
    room.page.show_groups()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(left)
    theme.set_scale(1.5)  # an exception here fails the test
    theme.set_scale(1.0)


def test_a_session_that_is_over_offers_nothing_live(room: Room) -> None:
    room.type("One\n")
    room.page.end()
    room.page.read("sales")
    assert room.view.audience is None
    assert not room.view.head.next.isVisibleTo(room.view)
    assert not room.view.head.back.isVisibleTo(room.view)
    assert room.view.head.over.isVisibleTo(room.view)
    assert room.view.time.place_id == "step:welcome"
    assert room.view.steps.pane.isHidden()
    room.actions.trigger("run.next")
    room.actions.trigger("run.next")
    assert room.view.time.question == "q1"
    room.actions.trigger("run.show_rules")
    assert "session is over" in room.said[-1]


def test_at_a_step_the_audience_window_stays_black_and_it_is_said_why(room: Room) -> None:
    said: list[str] = []
    room.audience.notice_requested.connect(said.append)
    for _ in range(2):
        room.actions.trigger("audience.black")
    assert said[-1] == "Nothing of this step is for the group. The window stays black until there is a question."
    assert room.audience.is_black
    room.view.go_to("q1")
    assert said[-1] == "The audience window is black. F12 shows the question."
    room.actions.trigger("audience.black")
    assert room.audience.view.question == "What about 1?"
    before = len(said)
    room.view.go_to("q2")
    assert (len(said), room.audience.view.question) == (before, "What about 2?")
    room.audience.close()


@pytest.mark.parametrize("kind", ["welcome", "rules"])
def test_long_words_of_a_step_leave_the_entries_their_room(room: Room, qtbot: QtBot, kind: str) -> None:
    words = "\n".join("We want to hear how each of you sees the work between the groups." for _ in range(9))
    with room.store.change("Write") as change:
        steps = tuple(replace(step, text=words) for step in STEPS)
        change.put(replace(room.store.need(QuestionSet, "inside"), steps=steps))
    room.page.resize(1286, 690)
    if kind == "rules":
        room.actions.trigger("run.next")
    pane, stream = room.view.steps.pane, room.view.stream
    qtbot.waitUntil(lambda: pane.height() > 2 * stream.height())
    for number in range(5):
        room.type(f"4q We came by bus {number}\n")
    qtbot.waitUntil(lambda: stream.height() > 3 * stream.heights.usual)
    assert pane.height() < stream.height() + 60
    bar = pane.area.verticalScrollBar()
    assert bar.maximum() > 0
    room.press(Key.Key_PageDown)
    assert bar.value() > 0
