"""Who said the last ten entries, put right by seat keys alone."""

import pytest
from PySide6.QtTest import QTest

from facilitator.domain.people import Person
from tests.ui.run.conftest import Key, Room


def speakers(room: Room) -> list[str | None]:
    return [note.speaker for note in room.notes()]


def keys(room: Room, typed: str) -> None:
    """Into the list, as long as it has the keyboard."""
    special = {"^": Key.Key_Up, "v": Key.Key_Down, "\n": Key.Key_Return}
    for key in typed:
        if key in special:
            QTest.keyClick(room.view.speakers.list, special[key])
        else:
            QTest.keyClicks(room.view.speakers.list, key)


@pytest.fixture
def talked(room: Room) -> Room:
    """Three things said by seat 1."""
    for number in range(3):
        room.type(f"1 Thing {number}\n")
        room.clock.pass_seconds(10)
    return room


def test_one_key_opens_the_list_and_a_seat_names_the_speaker(talked: Room) -> None:
    room = talked
    room.actions.trigger("run.speakers")
    assert room.page.window().focusWidget() is room.view.speakers.list
    assert not room.view.stream.isVisible()
    keys(room, "4^2")
    assert speakers(room) == ["ash", "birch", "elm"]
    assert room.said[-1].endswith("Birch.")
    keys(room, "^0")
    assert speakers(room) == [None, "birch", "elm"]
    keys(room, "*")
    assert (room.notes()[0].speaker, room.notes()[0].several) == (None, True)
    keys(room, "\n")
    assert room.focused
    assert room.view.stream.isVisible()


def test_each_answer_is_undone_by_itself(talked: Room) -> None:
    room = talked
    room.actions.trigger("run.speakers")
    keys(room, "4^2")
    room.store.undo()
    assert speakers(room) == ["ash", "ash", "elm"]
    assert "Ash" in room.view.speakers.list.item(1).text()
    room.store.undo()
    assert speakers(room) == ["ash", "ash", "ash"]
    before = room.store.undo_label
    keys(room, "1")
    assert room.store.undo_label == before


def test_a_seat_is_that_of_whoever_sat_there_then(talked: Room) -> None:
    room = talked
    room.view.moves._room.swap_seats("ash", "elm")
    room.clock.pass_seconds(10)
    room.type("1 After the change\n")
    assert speakers(room) == ["ash", "ash", "ash", "elm"]
    seats = [room.view.stream.stream.index(row).data() for row in range(4)]
    assert seats
    looks = [room.view._words.look(note).seat for note in room.notes()]
    assert looks == ["1", "1", "1", "1"]
    room.actions.trigger("run.speakers")
    keys(room, "4^4")
    assert speakers(room) == ["ash", "ash", "elm", "ash"]
    keys(room, "7")
    assert "Nobody sat on seat 7 then" in room.said[-1]


def test_undoing_the_change_of_seats_takes_its_moment_back_too(talked: Room) -> None:
    room = talked
    room.view.moves._room.swap_seats("ash", "elm")
    room.store.undo()
    room.actions.trigger("run.speakers")
    keys(room, "4")
    assert speakers(room)[-1] == "elm"


def test_a_seat_of_two_digits_is_one_change(talked: Room) -> None:
    room = talked
    with room.store.change("Add people") as change:
        for seat in (10, 12):
            change.add(Person(f"p{seat}", alias=f"Late {seat}", actor="sales", seat=seat))
    room.actions.trigger("run.speakers")
    before = room.store.undo_label
    keys(room, "1")
    assert room.store.undo_label == before
    keys(room, "2")
    assert speakers(room)[-1] == "p12"
    room.store.undo()
    keys(room, "^")
    keys(room, "1v")
    assert speakers(room)[1] == "ash"
    keys(room, "16")
    assert speakers(room)[-1] == "hazel"


def test_esc_leaves_the_list_and_other_keys_go_on_writing(talked: Room) -> None:
    room = talked
    room.actions.trigger("run.speakers")
    QTest.keyClick(room.view.speakers.list, Key.Key_Escape)
    assert room.focused
    room.actions.trigger("run.speakers")
    keys(room, "x")
    assert room.focused
    assert room.view.line.text.text() == "x"
    assert not room.view.speakers.isVisible()


def test_only_what_was_said_aloud_is_listed_and_no_more_than_ten(room: Room) -> None:
    room.actions.trigger("run.speakers")
    assert "Nobody has said anything yet" in room.said[-1]
    for number in range(12):
        room.type(f"2 Thing {number}\n")
    room.type("2n My own thought\n")
    room.type("3q Struck\n")
    room.actions.trigger("run.strike")
    room.actions.trigger("run.speakers")
    rows = room.view.speakers.list
    assert [rows.item(row).text().rpartition(": ")[2] for row in range(rows.count())] == [
        f"Thing {number}" for number in range(2, 12)
    ]


def test_new_entries_of_a_scribe_do_not_move_the_choice(talked: Room) -> None:
    room = talked
    room.actions.trigger("run.speakers")
    keys(room, "^")
    room.view.capture.keep("One more", speaker=5)
    assert room.view.speakers.list.currentRow() == 1
    keys(room, "6")
    assert speakers(room) == ["ash", "hazel", "ash", "fir"]


def test_the_first_of_two_digits_is_seen_while_it_waits(talked: Room) -> None:
    with talked.store.change("Add seats") as change:
        change.add(Person("late", alias="Willow", actor="sales", seat=12))
    talked.press(Key.Key_F4)
    speakers = talked.view.speakers.list
    before = speakers.grab().toImage()
    QTest.keyClicks(speakers, "1")
    assert speakers.pending == "1"
    assert speakers.grab().toImage() != before
