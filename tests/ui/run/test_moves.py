"""A remark taken back, people who come late or leave, seats that change, and quiet signs of the time."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from facilitator.domain.pacing import MINUTE, Pace
from facilitator.domain.people import Person
from facilitator.domain.recordings import Gap
from facilitator.domain.room import Presence
from tests.ui.run.conftest import Room, Sound

MakeRoom = Callable[..., Room]


def _menu(room: Room, *path: str) -> None:
    """Walk through the menu of seats and do the last."""
    menu: QMenu = room.view.moves.menu()
    for name in path[:-1]:
        found = next(action for action in menu.actions() if action.text() == name)
        inner = found.menu()
        assert isinstance(inner, QMenu)
        menu = inner
    next(action for action in menu.actions() if action.text() == path[-1]).trigger()


def test_a_struck_remark_loses_its_words_and_its_sound(recorded: Room, sound: Sound) -> None:
    recorded.clock.pass_seconds(20)
    recorded.type("3 Please do not write this down\n")
    recorded.clock.pass_seconds(20)
    recorded.actions.trigger("run.strike")
    look = recorded.view.stream.stream.look(0)
    assert "Please" not in look.text
    assert [chip.text for chip in look.chips] == ["struck"]
    assert look.sign == ""
    assert [gap.reason for gap in recorded.store.find(Gap)] == ["struck"]
    recorded.actions.trigger("run.play")
    assert sound.player.heard == []
    assert recorded.focused
    recorded.store.undo()
    assert recorded.view.stream.stream.look(0).text == "Please do not write this down"


def test_a_struck_remark_cannot_be_edited(room: Room) -> None:
    room.type("3 Please do not write this down\n")
    room.actions.trigger("run.strike")
    room.view.gestures.edit()
    assert room.said[-1].startswith("This remark is struck")
    assert room.view.line.is_empty


def test_without_an_entry_there_is_nothing_to_strike(room: Room) -> None:
    room.actions.trigger("run.strike")
    assert room.said[-1].startswith("There is no entry yet")


def test_who_comes_late_and_who_leaves_is_noted_with_the_time(room: Room) -> None:
    _menu(room, "2  Birch", "Came in now")
    room.clock.pass_seconds(600)
    _menu(room, "2  Birch", "Left now")
    presence = room.store.find(Presence)[0]
    assert (presence.person, presence.came_ms, presence.left_ms) == ("birch", 60_000, 660_000)
    assert room.said[-1] == "Birch has left."


def test_nobody_waits_for_a_word_of_who_has_left(room: Room) -> None:
    for seat in "23456":
        room.type(f"{seat} Something\n")
    room.clock.pass_seconds(660)
    room.type("2 Again\n3 Again\n4 Again\n5 Again\n6 Again\n")
    room.view.tick()
    assert room.view.seats.hint.text().startswith("Ash (1) not heard")
    _menu(room, "1  Ash", "Left now")
    room.view.tick()
    assert room.view.seats.hint.text() == ""


def test_swapped_seats_count_from_now_on(room: Room) -> None:
    room.type("1 Said by Ash\n")
    _menu(room, "1  Ash", "Changes seats with", "4  Elm")
    room.type("1 Said by Elm\n")
    assert [note.speaker for note in room.notes()] == ["ash", "elm"]
    assert {person.alias: person.seat for person in room.store.find(Person, actor="sales")}["Ash"] == 4


def test_the_time_left_turns_amber_in_words_and_weight(room: Room) -> None:
    words = room.view.head.left.words
    looks, signs = [], []
    for left in (20, 14, 4):
        room.view.head.show_time(None, Pace((45 - left) * MINUTE, 45 * MINUTE, 45 * MINUTE, ()), "2026-11-04T09:22:00Z")
        looks.append((words.text(), words.property("tone"), words.property("weight") or ""))
        signs.append([name for name, sign in room.view.head.left.signs.items() if not sign.isHidden()])
    assert signs == [[], ["clock"], ["warning"]]
    assert looks == [
        ("left in session", "text2", ""),
        ("left, under 15 min", "warn", ""),
        ("left, under 5 min", "warn", "bold"),
    ]


def test_what_must_still_be_asked_is_said_when_it_no_longer_fits(room: Room) -> None:
    room.view.tick()
    assert room.view.head.open.text() == "Must-ask still open: 3 (20 min)"
    room.clock.pass_seconds(30 * 60)
    room.view.tick()
    assert room.view.head.open.text() == "Must ask 3: 20 min, too long for what is left"
    assert room.view.head.open.property("tone") == "warn"


def test_what_was_parked_is_brought_back_before_the_ending(room: Room) -> None:
    room.type("2p Bonus rules\n")
    room.view.tick()
    assert room.view.parking.back.text() == "back before Q4"
    room.actions.trigger("run.next")
    assert room.view.parking.sign.isHidden()
    room.actions.trigger("run.next")
    assert room.view.parking.back.text() == "back now"
    assert not room.view.parking.sign.isHidden()
    assert room.said[-1] == "1 thing is parked. Come back to it before you close."
    room.actions.trigger("run.back")
    assert room.view.parking.back.text() == "back before Q4"
    room.actions.trigger("run.ending")
    assert "Come back to it" in room.said[-1]


def test_with_nothing_parked_nobody_is_reminded(room: Room) -> None:
    room.actions.trigger("run.ending")
    assert not any("parked" in said for said in room.said)


def test_marks_and_striking_pass_over_what_nobody_in_the_room_has_heard(room: Room) -> None:
    room.type("1q Said aloud\n")
    room.type("2n Looks away\n")
    room.actions.trigger("run.moment")
    room.type("+34\n")
    said, own, later = room.notes()
    assert ([mark.people for mark in said.marks], own.marks, later.marks) == ([("cedar", "elm")], (), ())
    room.actions.trigger("run.strike")
    assert [note.struck for note in room.notes()] == [True, False, False]
    room.actions.trigger("run.strike")
    assert room.said[-1] == "There is no entry yet that could be struck."
