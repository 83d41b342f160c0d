"""The key of a seat, held while somebody speaks, measures how long; let go at once it is only a seat."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.room import Spoken
from tests.ui.run.conftest import Room


def send(room: Room, kind: QEvent.Type, text: str, *, again: bool = False) -> None:
    event = QKeyEvent(kind, ord(text), Qt.KeyboardModifier.NoModifier, text, again)
    QApplication.sendEvent(room.view.line.text, event)


def hold(room: Room, seat: str, seconds: float) -> None:
    """As a keyboard does: the key comes again and again until it is let go."""
    send(room, QEvent.Type.KeyPress, seat)
    for _ in range(4):
        room.clock.pass_seconds(seconds / 4)
        send(room, QEvent.Type.KeyRelease, seat, again=True)
        send(room, QEvent.Type.KeyPress, seat, again=True)
    send(room, QEvent.Type.KeyRelease, seat)


def spoken(room: Room) -> list[tuple[str, int]]:
    return [
        (room.store.need(Person, each.person).alias, each.until_ms - each.at_ms) for each in room.store.find(Spoken)
    ]


def test_a_held_seat_key_keeps_how_long_somebody_spoke_and_leaves_the_line_empty(room: Room) -> None:
    room.clock.pass_seconds(60)
    hold(room, "2", 12)
    first = room.store.find(Person, actor=room.view.session.actor, seat=2)[0]
    assert spoken(room) == [(first.alias, 12_000)]
    assert room.view.line.is_empty
    assert room.store.find(Note) == []


def test_times_of_one_person_add_up_in_the_balance_and_undo_takes_the_last_away(room: Room) -> None:
    room.clock.pass_seconds(60)
    hold(room, "2", 70)
    hold(room, "2", 10)
    said = room.view.seats.plan.accessibleDescription
    room.view._show_side()
    assert "spoke for 1:20" in said()
    room.store.undo()
    room.view._show_side()
    assert "spoke for 1:10" in said()


def test_a_seat_that_is_typed_is_a_seat_however_long_the_words_take(room: Room) -> None:
    send(room, QEvent.Type.KeyPress, "2")
    room.clock.pass_seconds(0.2)
    send(room, QEvent.Type.KeyRelease, "2")
    room.clock.pass_seconds(30)
    room.type("q We ring whom we know.\n")
    assert [(note.kind, note.text) for note in room.store.find(Note)] == [("quote", "We ring whom we know.")]
    assert spoken(room) == []


def test_keys_that_overlap_as_fingers_do_write(room: Room) -> None:
    send(room, QEvent.Type.KeyPress, "2")
    send(room, QEvent.Type.KeyPress, "q")
    room.clock.pass_seconds(2)
    send(room, QEvent.Type.KeyRelease, "2")
    send(room, QEvent.Type.KeyRelease, "q")
    assert spoken(room) == []
    assert room.view.line.draft.head.kind == "quote"
