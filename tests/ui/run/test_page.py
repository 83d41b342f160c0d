"""Run as a page: choosing the group, the route, the clocks, the side panes, leaving and coming back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.errors import UserError
from facilitator.domain.merges import Sync
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.sessions import Session, Visit
from facilitator.storage.opening import StudyFolder
from facilitator.ui.actions import Actions
from facilitator.ui.run.commands import run_actions
from facilitator.ui.run.hand import Hand
from facilitator.ui.run.panes import LEFT, RIGHT
from facilitator.ui.run.route import RouteModel, spoken
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from tests.clocks import HandClock
from tests.ui.run.conftest import Key, Modifier, Room

MakeRoom = Callable[[], Room]


class Shown(QObject):
    """Writes down each widget that comes up as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_groups_are_listed_with_their_state(make_room: MakeRoom) -> None:
    room = make_room()
    cards = room.page.chooser.cards
    assert [(card.meeting.actor.name, card.state_words()) for card in cards] == [
        ("Sales", "not met"),
        ("Development", "not met"),
    ]
    assert "4 questions" in cards[0].accessibleName()
    assert "6 people" in cards[0].accessibleName()


def test_f5_starts_the_chosen_group(make_room: MakeRoom) -> None:
    room = make_room()
    room.page.chooser.take_focus()
    assert room.page.chooser.chosen is not None
    QTest.keyClick(room.page.chooser.chosen, Key.Key_Down)
    room.actions.trigger("run.start")
    assert room.view.actor.name == "Development"
    context = room.page.context()
    assert context is not None
    assert (context.text, context.detail) == ("Development", "focus group, 2 of 2")


def test_a_group_that_met_is_asked_about_and_never_started_again(room: Room) -> None:
    room.type("One\n")
    room.page.end()
    card = room.page.chooser.cards[0]
    assert list(card.buttons) == ["go_on", "read"]
    card.buttons["go_on"].click()
    assert room.view.is_live
    assert room.store.count(Session) == 1


def test_while_one_session_runs_no_other_is_started(room: Room) -> None:
    room.page.show_groups()
    room.page.start("dev")
    assert "Sales is still running" in room.said[-1]
    assert room.page.view is None
    assert room.page.chooser.chosen is not None
    assert room.page.chooser.chosen.meeting.state == "running"


def test_a_session_is_planned_from_the_card(make_room: MakeRoom) -> None:
    room = make_room()
    card = room.page.chooser.cards[0]
    card.show_plan(room.page.theme)
    assert card.plan_form is not None
    card.plan_form.minutes.setValue(75)
    card.plan_form.place.setText("Canteen")
    QTest.keyClick(card.plan_form.place, Key.Key_Return)
    QTest.qWait(0)
    planned = room.store.find(Session)[0]
    assert (planned.planned_minutes, planned.place, planned.started_at) == (75, "Canteen", None)
    assert room.page.chooser.cards[0].state_words() == "planned"


def test_enter_on_a_card_does_its_main_thing(make_room: MakeRoom) -> None:
    room = make_room()
    room.page.chooser.take_focus()
    card = room.page.chooser.cards[0]
    started: list[str] = []
    card.start_requested.connect(started.append)
    card.setFocus()
    QTest.keyClick(card, Key.Key_Return)
    assert started == [card.actor_id]


def test_enter_on_a_group_that_has_met_opens_what_was_written(room: Room) -> None:
    room.actions.trigger("run.end")
    card = room.page.chooser.cards[0]
    asked: list[str] = []
    card.read_requested.connect(asked.append)
    card.setFocus()
    QTest.keyClick(card, Key.Key_Return)
    assert asked == [card.actor_id]


def test_the_probes_of_the_question_on_screen_stand_under_its_wording(room: Room) -> None:
    assert not room.view.head.probes.isVisibleTo(room.view)
    with room.store.change("Edit question") as change:
        change.put(replace(room.store.need(Question, "q2"), probes=("Who takes it?", "And at\nnight?")))
    room.actions.trigger("run.next")
    assert room.view.head.probes.isVisibleTo(room.view)
    assert room.view.head.probes.text() == "Ask further: Who takes it? · And at night?"
    room.actions.trigger("run.next")
    assert not room.view.head.probes.isVisibleTo(room.view)


def test_leaving_and_coming_back_continues(room: Room, make_room: MakeRoom) -> None:
    room.type("4q Half")
    room.actions.trigger("run.next")
    room.page.go_away()
    room.clock.pass_seconds(120)
    room.page.come()
    assert room.view.time.now_ms() == 180_000
    assert room.view.time.question == "q2"
    assert room.view.line.text.text() == "Half"
    again = make_room()
    assert again.view.time.question == "q2"
    assert again.view.line.text.text() == "Half"


def test_the_wrong_group_can_be_taken_back_until_something_is_written(room: Room) -> None:
    assert room.view.empty.isVisibleTo(room.view)
    assert room.view.empty.button is not None
    room.view.empty.button.click()
    assert room.page.view is None
    assert room.store.count(Session) == 0
    assert room.store.count(Visit) == 0


def test_ending_shows_the_groups_and_can_be_undone(room: Room) -> None:
    room.actions.trigger("run.end")
    assert room.page.view is None
    assert room.page.chooser.cards[0].state_words() == "done"
    room.store.undo()
    assert room.page.chooser.cards[0].state_words() == "under way"


def test_undoing_the_end_from_elsewhere_brings_the_session_back(room: Room) -> None:
    room.page.end()
    room.page.go_away()
    room.store.undo()
    room.page.come()
    assert room.view.is_live


def test_an_ended_session_is_read_and_completed_without_times(room: Room) -> None:
    room.type("One\n")
    room.page.end()
    room.page.read("sales")
    assert not room.view.is_live
    assert room.view.head.left.isHidden()
    room.type("2q Added later\n")
    assert (room.last.text, room.last.at_ms, room.last.speaker) == ("Added later", None, "birch")
    assert room.store.find(Session)[0].ended_at is not None
    assert room.store.count(Visit) == 1


def test_keys_go_through_the_route_and_nothing_else_does(room: Room) -> None:
    for action in ("run.next", "run.next", "run.back"):
        room.actions.trigger(action)
    assert room.view.time.question == "q2"
    room.clock.pass_seconds(3_600)
    room.view.tick()
    assert room.view.time.question == "q2"
    room.actions.trigger("run.ending")
    assert room.view.time.question == "q4"
    assert not room.view.head.next.isEnabled()
    assert room.view.head.next.toolTip() == "This is the last question."
    assert room.store.find(Session)[0].question == "q4"


def test_the_clocks_say_what_is_used_left_and_late(room: Room) -> None:
    head = room.view.head
    room.view.tick()
    assert (head.used.time.text(), head.used.words.text()) == ("1:00", "of 5 min")
    assert (head.left.time.text(), head.left.words.text()) == ("44:00", "left in session")
    assert head.ends.text().endswith("on time")
    assert head.open.text() == "Must-ask still open: 3 (20 min)"
    room.clock.pass_seconds(387)
    room.view.tick()
    assert head.used.words.text() == "of 5 min, 2:27 over"
    assert head.ends.text().endswith("2 min late")
    room.clock.pass_seconds(31 * 60)
    room.view.tick()
    assert head.left.words.text() == "left, under 15 min"


def test_a_skipped_question_is_a_dash_with_a_word(room: Room) -> None:
    room.actions.trigger("run.next")
    room.actions.trigger("run.next")
    room.clock.pass_seconds(30)
    room.view.tick()
    model = room.view.route.route
    assert [model.stop_at(row).progress for row in range(4)] == ["done", "skipped", "now", "to_come"]
    assert "skipped" in spoken(model.stop_at(1))


def test_a_click_on_the_route_goes_there(room: Room) -> None:
    route = room.view.route
    route.show()
    box = route.visualRect(route.route.index(2))
    QTest.mouseClick(route.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, box.center())
    assert room.view.time.question == "q3"


def test_the_route_model_is_sound(room: Room) -> None:
    model = RouteModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for seconds in (1, 5, 600):
        room.clock.pass_seconds(seconds)
        room.view.tick()
        model.show_stops(room.view._stops)
    model.show_stops([])
    assert tester.model() is model


def test_time_is_kept_on_disk_every_ten_seconds(room: Room) -> None:
    ends = []
    for _ in range(30):
        room.clock.pass_seconds(1)
        room.view.tick()
        ends.append(room.store.find(Visit)[0].end_ms)
    assert ends[-1] >= 80_000
    assert len(set(ends)) <= 5


def test_speaking_turns_follow_entries_and_undo(room: Room) -> None:
    room.type("4 One\n4 Two\n2 Three\n")
    plan = room.view.seats.plan
    room.view.tick()
    assert "seat 4, Elm, 2 turns" in plan.accessibleDescription()
    room.store.undo()
    room.store.undo()
    room.view.tick()
    assert "seat 4, Elm, 1 turns" in plan.accessibleDescription()


def test_who_was_not_heard_for_long_is_named_to_the_facilitator_alone(room: Room) -> None:
    room.clock.pass_seconds(660)
    room.type("1 x\n2 x\n3 x\n4 x\n5 x\n")
    room.view.tick()
    assert room.view.seats.hint.text() == "Hazel (6) not heard for 12 min"
    assert "Hazel" not in room.audience.view.words()


def test_a_click_on_a_seat_is_the_seats_key(room: Room) -> None:
    plan = room.view.seats.plan
    person, box = plan._places()[3]
    assert person.alias == "Elm"
    QTest.mouseClick(plan, Qt.MouseButton.LeftButton, Modifier.NoModifier, QPointF(box.center()).toPoint())
    room.type("q I only chase.\n")
    assert (room.last.speaker, room.last.kind) == ("elm", "quote")


def test_people_changed_elsewhere_show_in_line_and_stream(room: Room) -> None:
    room.type("4 One\n4")
    elm = room.store.need(Person, "elm")
    with room.store.change("Edit person") as change:
        change.put(Person(elm.id, elm.position, "Oak", elm.actor, elm.seat))
    assert room.view.line.chips[0] == "4 Oak"
    assert "Oak" in room.view.stream.stream.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_parking_lot_shows_what_was_parked(room: Room) -> None:
    room.type("4p Weekend cover\n2p Two lists\n")
    room.view.tick()
    assert (room.view.parking.number.text(), room.view.parking.back.text()) == ("2", "back before Q4")
    room.store.undo()
    room.view.tick()
    assert room.view.parking.number.text() == "1"


def test_the_question_goes_to_the_audience_window_but_is_black_until_wanted(room: Room) -> None:
    assert _on_audience(room) == "black"
    room.actions.trigger("audience.black")
    assert room.audience.is_open
    assert _on_audience(room) == "black"
    room.actions.trigger("audience.black")
    assert room.audience.view.question == "What about 1?"
    room.actions.trigger("run.next")
    assert room.audience.view.question == "What about 2?"
    assert room.view.audience is not None
    assert room.view.audience.thumbnail.view == room.audience.view
    room.actions.trigger("audience.clock")
    assert _on_audience(room) == "clock"
    room.actions.trigger("audience.clock")
    room.page.end()
    assert _on_audience(room) == "black"
    room.audience.close()


def _on_audience(room: Room) -> str:
    return room.audience.view.kind


def test_a_full_disk_is_said_and_the_question_stays(room: Room) -> None:
    room.store._connection.execute("PRAGMA query_only = ON")
    room.actions.trigger("run.next")
    assert "Not saved" in room.said[-1]
    assert room.view.time.question == "q1"
    room.clock.pass_seconds(30)
    room.view.tick()
    room.store._connection.execute("PRAGMA query_only = OFF")
    room.actions.trigger("run.next")
    assert room.view.time.question == "q2"
    assert room.view.time.spent()["q1"] == 90_000


def test_large_type_puts_route_and_room_in_one_place(room: Room, theme: Theme, qtbot: QtBot) -> None:
    assert not room.view.places.is_tabbed
    theme.set_scale(1.5)
    qtbot.waitUntil(lambda: room.view.places.is_tabbed)
    assert room.view.places.tabs.isVisible()
    theme.set_scale(1.0)
    qtbot.waitUntil(lambda: not room.view.places.is_tabbed)
    assert room.view.seats.isVisible()


def test_on_a_wide_screen_route_and_room_grow_with_the_type(room: Room, theme: Theme) -> None:
    room.page.resize(1840, 980)
    splitter = room.view.places.splitter
    for scale in (1.5, 1.0, 1.25):
        theme.set_scale(scale)
        left, _, right = splitter.sizes()
        assert abs(left - theme.px(LEFT)) <= 2
        assert abs(right - theme.px(RIGHT)) <= 2
    assert not room.view.places.is_tabbed


def test_the_keyboard_comes_back_to_the_line(room: Room) -> None:
    room.page.activateWindow()
    room.view.head.next.setFocus()
    room.view.head.next.click()
    assert room.page.focusWidget() is room.view.line.text
    room.view.stream.setFocus()
    room.page.close_side_panel()
    assert room.page.focusWidget() is room.view.line.text


def test_actions_have_words_and_keys_that_do_not_clash() -> None:
    actions = Actions()
    for spec in run_actions():
        actions.add(spec)
    assert all(spec.text and spec.shortcut for spec in actions)
    with pytest.raises(UserError):
        actions.rebind_key("run.next", "F7")


def test_a_group_without_questions_can_still_be_written_down(room: Room) -> None:
    from facilitator.domain.actors import Actor

    room.page.end()
    with room.store.change("Add group") as change:
        change.add(Actor("new", name="New"))
    room.page.start("new")
    room.type("1 Something said\n")
    assert room.last.questions == ()
    assert "No questions are bound" in room.view.head.wording.text()


def test_a_scribe_signs_what_is_written_and_marks_the_common_moment(
    make_room: Callable[[], Room], study: StudyFolder, clock: HandClock
) -> None:
    room = make_room()
    room.page._desk = replace(room.page._desk, hand=Hand(2_000, lambda: "Kim"))
    room.page.start("sales")
    clock.pass_seconds(60)
    room.type("1q So they say\n")
    room.actions.trigger("run.common")
    assert (room.last.stream, room.last.at_ms) == ("Kim", 58_000)
    assert "by Kim" in [chip.text for chip in room.view.stream.stream.look(0).chips]
    assert [each.at_ms for each in study.store.find(Sync)] == [60_000]


def test_a_group_has_the_badge_of_all_other_pages_here_too(make_room: MakeRoom) -> None:
    room = make_room()
    for card in room.page.chooser.cards:
        (badge,) = card.findChildren(Badge)
        assert badge.look == BadgeLook.of(card.meeting.actor)
    room.page.start("dev")
    context = room.page.context()
    assert context is not None
    assert (context.letter, context.shape, context.colour) == BadgeLook.of(room.view.actor)


def test_the_list_of_groups_follows_questions_and_people(make_room: MakeRoom) -> None:
    room = make_room()
    with room.store.change("Prepare") as change:
        change.delete(room.store.need(Question, "q1"))
        change.add(Person("ida", alias="Ida", actor="dev"))
    sales, development = (card.accessibleName() for card in room.page.chooser.cards)
    assert "3 questions" in sales
    assert "1 person" in development


def test_nothing_stands_in_a_window_of_its_own_when_a_session_begins(
    sounding_room: Room, qapp: QApplication, qtbot: QtBot
) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    sounding_room.page.start("sales")
    qapp.removeEventFilter(shown)
    assert sounding_room.view.is_live
    assert shown.windows == []


def test_in_the_largest_type_all_that_can_be_done_with_a_group_is_in_sight(room: Room, theme: Theme) -> None:
    room.page.end()
    theme.set_scale(2.0)
    room.page.resize(1000, 688)
    room.page.show_groups()
    chooser = room.page.chooser
    card = chooser.cards[0]
    QApplication.sendPostedEvents()
    room.page.grab()
    for button in card.buttons.values():
        assert button.mapTo(chooser, QPoint(button.width(), 0)).x() <= chooser.width()
    theme.set_scale(1.0)


def test_in_the_largest_type_on_a_small_screen_the_question_and_an_entry_are_whole(
    room: Room, theme: Theme, qtbot: QtBot
) -> None:
    with room.store.change("Edit") as change:
        question = room.store.need(Question, "q1")
        long = "What part of the care is yours, and where does it stop? " * 2
        change.put(replace(question, text=long, probes=("Who decides?",)))
    room.type("\n")
    room.type("One that is kept\n")
    theme.set_scale(2.0)
    room.page.resize(1238, 580)
    head, stream = room.view.head, room.view.stream

    def apart() -> bool:
        clocks = head.used.mapTo(head, QPoint()).y()
        return head.reading.geometry().bottom() <= clocks and head.ends.geometry().bottom() <= head.height()

    qtbot.waitUntil(apart)
    qtbot.waitUntil(lambda: head.probes.isHidden() and stream.height() > theme.px(32))
    assert head.wording.heightForWidth(head.wording.width()) <= head.reading.height() or head.reading.is_long
    theme.set_scale(1.0)
    qtbot.waitUntil(lambda: not head.probes.isHidden() and not room.view.hint.isHidden())
