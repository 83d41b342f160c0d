"""The capture line: keys to entries, through the real page into a real store."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.grammar import typed
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from tests.ui.run.conftest import Key, Modifier, Room


def test_an_entry_goes_from_keys_to_the_database(room: Room) -> None:
    room.type("4q I only chase.\n")
    note = room.last
    assert (note.text, note.kind, note.speaker, note.questions) == ("I only chase.", "quote", "elm", ("q1",))
    assert note.at_ms == 55_000
    assert room.view.line.is_empty


def test_the_mark_is_taken_at_the_first_key(room: Room) -> None:
    room.type("4")
    room.clock.pass_seconds(30)
    room.type("q We own it.\n")
    assert room.last.at_ms == 55_000
    room.type("x\b")
    room.clock.pass_seconds(10)
    room.type("y\n")
    assert room.last.at_ms == 95_000


def test_chips_light_up_at_once(room: Room) -> None:
    assert room.view.line.chips == ["Q1"]
    room.type("4")
    assert room.view.line.chips == ["4 Elm", "Answer", "Q1"]
    room.type("q")
    assert room.view.line.chips == ["4 Elm", "Quote", "Q1"]
    assert "Elm" in room.view.line.text.accessibleName()
    room.type("\b")
    assert (room.view.line.chips, room.view.line.text.text()) == (["4 Elm", "Answer", "Q1"], "q")


@pytest.mark.parametrize(
    ("keys", "speaker", "several", "kind", "text"),
    [
        ("a customer rang", None, False, "idea", "a customer rang"),
        ("0n Laughter", None, False, "own", "Laughter"),
        ("*All at once", None, True, "idea", "All at once"),
        (" 3 of us", None, False, "idea", "3 of us"),
        ("6p Two lists", "hazel", False, "parking", "Two lists"),
        ("4q \b\b\b\b\b5 Right seat", "fir", False, "idea", "Right seat"),
    ],
)
def test_the_grammar_holds_in_the_line(
    room: Room, keys: str, speaker: str | None, several: bool, kind: str, text: str
) -> None:
    room.type(keys + "\n")
    note = room.last
    assert (note.speaker, note.several, note.kind, note.text) == (speaker, several, kind, text)


def test_a_seat_forgotten_is_put_before_text_that_is_there(room: Room) -> None:
    room.type("We own it.")
    room.press(Key.Key_Home)
    room.type("\b4q\n")
    assert (room.last.speaker, room.last.kind, room.last.text) == ("elm", "quote", "We own it.")


def test_marks_go_to_the_last_entry(room: Room) -> None:
    room.type("4 We own it.\n+235\n=\n!6\n")
    note = room.last
    assert note.marks == (Mark("nod", ("birch", "cedar", "fir")), Mark("surprised", ("hazel",)))
    assert note.said_again == 1
    assert len(room.notes()) == 1


def test_a_mark_without_an_entry_says_so_and_stays(room: Room) -> None:
    room.type("+2\n")
    assert "no entry yet" in room.said[-1]
    assert not room.view.line.is_empty


def test_ctrl_enter_keeps_an_entry_to_finish_from_the_audio(room: Room) -> None:
    room.type("4q After the hand-over")
    room.press(Key.Key_Return, Modifier.ControlModifier)
    assert room.last.finish_from_audio
    room.type("2q\n")
    assert room.last.finish_from_audio


def test_ctrl_digit_files_this_line_or_the_last_entry(room: Room) -> None:
    room.type("One")
    room.press(Key.Key_3, Modifier.ControlModifier)
    room.type("\n")
    assert _filed(room) == ("q3",)
    room.type("Two\n")
    assert _filed(room) == ("q1",)
    room.press(Key.Key_2, Modifier.ControlModifier)
    room.press(Key.Key_4, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert _filed(room) == ("q2", "q4")
    room.press(Key.Key_Dollar, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert _filed(room) == ("q2",)
    room.press(Key.Key_0, Modifier.ControlModifier)
    assert _filed(room) == ()
    room.press(Key.Key_9, Modifier.ControlModifier)
    assert "no question 9" in room.said[-1]


def _filed(room: Room) -> tuple[str, ...]:
    return room.last.questions


def test_enter_on_an_empty_line_keeps_nothing(room: Room) -> None:
    room.type("\n   \n")
    assert room.notes() == []
    assert room.view.line.is_empty


def test_up_edits_the_last_entry_and_escape_leaves_it(room: Room) -> None:
    room.type("4q Wrong words\n")
    room.press(Key.Key_Up)
    assert room.view.line.text.text() == "Wrong words"
    room.press(Key.Key_Escape)
    assert room.view.line.is_empty
    room.press(Key.Key_F2)
    room.type(", mended\n")
    assert (room.last.text, room.last.speaker, room.last.kind) == ("Wrong words, mended", "elm", "quote")
    assert len(room.notes()) == 1


def test_the_wrong_speaker_is_mended_with_four_keys(room: Room) -> None:
    room.type("4 Said by another\n")
    room.press(Key.Key_Up)
    room.press(Key.Key_Home)
    room.type("\b\b\b\b2\n")
    assert (room.last.speaker, room.last.text) == ("birch", "Said by another")


def test_another_entry_is_chosen_moved_and_removed(room: Room) -> None:
    room.type("One\nTwo\nThree\n")
    room.press(Key.Key_Up, Modifier.ControlModifier)
    room.press(Key.Key_Up, Modifier.AltModifier)
    assert [note.text for note in room.notes()] == ["Two", "One", "Three"]
    room.press(Key.Key_Delete)
    assert [note.text for note in room.notes()] == ["One", "Three"]
    room.store.undo()
    assert [note.text for note in room.view.stream.stream.notes] == ["Two", "One", "Three"]


def test_f9_marks_this_moment_while_a_line_is_half_typed(room: Room) -> None:
    room.type("4q Half")
    room.actions.trigger("run.moment")
    assert (room.last.kind, room.last.at_ms) == ("later", 55_000)
    assert room.view.line.text.text() == "Half"


def test_pasting_makes_one_line_of_many(room: Room) -> None:
    room.type("4q")
    QGuiApplication.clipboard().setText("one\ntwo\r\nthree\x00")
    QTest.keyClick(room.view.line.text, Key.Key_V, Modifier.ControlModifier)
    room.type("\n")
    assert (room.last.text, room.last.speaker, room.last.kind) == ("one two three", "elm", "quote")


def test_composing_begins_the_text_and_a_single_committed_key_does_not(room: Room) -> None:
    line = room.view.line.text
    QApplication.sendEvent(line, _committed("4"))
    assert room.view.line.chips[0] == "4 Elm"
    QApplication.sendEvent(line, QInputMethodEvent("に", []))
    QApplication.sendEvent(line, _committed("日本"))
    QApplication.sendEvent(line, _committed("語"))
    room.type("\n")
    assert (room.last.text, room.last.speaker) == ("日本語", "elm")


def _committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


@pytest.mark.parametrize("text", ["مرحبا بكم", "日本語の声", "👩🏽‍🚒 né́", "x" * 10_000, "§ĳ‰ “curly”"])
def test_every_script_and_length_goes_from_key_to_database(room: Room, text: str) -> None:
    for start in range(0, len(text), 2_000):
        part = text[start : start + 2_000]
        QApplication.sendEvent(room.view.line.text, QKeyEvent(QEvent.Type.KeyPress, 0, Modifier.NoModifier, part))
    room.type("\n")
    assert room.last.text == text


def test_what_cannot_be_saved_stays_in_the_line_and_the_strip_says_why(room: Room) -> None:
    room.type("4q Keep me")
    room.store._connection.execute("PRAGMA query_only = ON")
    room.type("\n")
    assert "Not saved" in room.said[-1]
    assert room.view.line.text.text() == "Keep me"
    assert room.view.line.chips[0] == "4 Elm"
    room.store._connection.execute("PRAGMA query_only = OFF")
    room.type("\n")
    assert room.last.text == "Keep me"


def test_a_half_typed_line_is_on_disk_within_a_moment_and_comes_back(room: Room, qtbot: QtBot, clock: object) -> None:
    room.type("4q We agree on")
    qtbot.waitUntil(lambda: room.view.capture.draft().text == "We agree on", timeout=2_000)
    room.page.show_groups()
    room.page.go_on("sales")
    assert room.view.line.text.text() == "We agree on"
    assert room.view.line.chips[:2] == ["4 Elm", "Quote"]
    room.type(" it\n")
    assert room.last.text == "We agree on it"
    assert room.view.capture.draft().text == ""


def test_leaving_the_page_keeps_the_half_typed_line_at_once(room: Room) -> None:
    room.type("4q Half")
    room.page.go_away()
    assert room.view.capture.draft().text == "Half"


def test_undo_is_the_studys_while_the_line_is_empty(room: Room) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Z, Modifier.ControlModifier, "z")
    override.ignore()
    QApplication.sendEvent(room.view.line.text, override)
    assert not override.isAccepted()
    room.type("words")
    QApplication.sendEvent(room.view.line.text, override)
    assert override.isAccepted()


def test_a_new_seat_is_added_by_typing_it(room: Room) -> None:
    room.type("9q I came late.\n")
    assert room.store.need(Person, room.last.speaker or "").seat == 9
    room.type("9")
    assert room.view.line.chips[0] == "9 Seat 9"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="0123456789*aqnpx +-=!\b", max_size=25))
def test_the_line_reads_keys_as_the_grammar_does(room: Room, keys: str) -> None:
    room.view.line.clear()
    room.type(keys)
    wanted = typed(keys, range(1, 7))
    found = room.view.line.draft
    assert (found.head.who, found.head.kind, found.head.sign, found.head.raw, found.text) == (
        wanted.head.who,
        wanted.head.kind,
        wanted.head.sign,
        wanted.head.raw,
        wanted.text,
    )


EVENTS = st.lists(
    st.one_of(
        st.sampled_from([*"0123456789*aqnpx +-=!", "é", "字", "👍", "\n", "\b"]),
        st.sampled_from(
            [
                (Key.Key_Up, Modifier.NoModifier),
                (Key.Key_Up, Modifier.ControlModifier),
                (Key.Key_Down, Modifier.ControlModifier),
                (Key.Key_Up, Modifier.AltModifier),
                (Key.Key_Down, Modifier.AltModifier),
                (Key.Key_Delete, Modifier.NoModifier),
                (Key.Key_Escape, Modifier.NoModifier),
                (Key.Key_F2, Modifier.NoModifier),
                (Key.Key_Home, Modifier.NoModifier),
                (Key.Key_2, Modifier.ControlModifier),
                (Key.Key_0, Modifier.ControlModifier),
                (Key.Key_3, Modifier.ControlModifier | Modifier.ShiftModifier),
                (Key.Key_Return, Modifier.ControlModifier),
                (Key.Key_A, Modifier.ControlModifier),
            ]
        ),
        st.sampled_from(["run.next", "run.back", "run.moment", "run.ending", "undo", "redo"]),
    ),
    min_size=200,
    max_size=200,
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(EVENTS)
def test_any_200_keys_leave_a_valid_study_and_a_stream_that_shows_it(
    room: Room, events: list[str | tuple[Qt.Key, Qt.KeyboardModifier]]
) -> None:
    for event in events:
        _happen(room, event)
    _happen(room, "\n")
    stored = room.store.find(Note, session=room.view.session.id)
    assert list(room.view.stream.stream.notes) == stored
    people = {person.id for person in room.store.find(Person)}
    for note in stored:
        assert note.speaker is None or note.speaker in people
        assert set(note.questions) <= {"q1", "q2", "q3", "q4"}
        assert note.text == note.text.strip()


def _happen(room: Room, event: str | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    if isinstance(event, tuple):
        room.press(*event)
    elif event in ("undo", "redo"):
        if room.store.undo_label not in (None, "Prepare"):
            (room.store.undo if event == "undo" else room.store.redo)()
    elif event.startswith("run."):
        room.actions.trigger(event)
    else:
        room.type(event)


def test_a_private_remark_is_typed_after_a_seat_and_counts_as_nobodys_turn(room: Room) -> None:
    room.type("4x Looked unwell\n")
    assert (room.last.kind, room.last.text, room.last.speaker) == ("private", "Looked unwell", "elm")
    assert room.view._tally.turns.count["elm"] == 0
    room.type("4 Said aloud\n")
    assert room.view._tally.turns.count["elm"] == 1
    room.type("4xylophone\b\n")
    assert room.last.kind == "private"
    room.type("x-rays take a week\n")
    assert (room.last.kind, room.last.text) == ("idea", "x-rays take a week")


def test_who_says_it_again_is_kept_with_the_entry(room: Room) -> None:
    room.type("1 We wait for the desk\n=35\n=3\n=\n")
    assert room.last.said_again == 4
    assert [(mark.kind, mark.people) for mark in room.last.marks] == [("again", ("cedar", "fir"))]
    chips = [chip.text for chip in room.view._words.look(room.last).chips]
    assert chips == ["Answer", "said again ×4: 3, 5"]
    room.store.undo()
    room.store.undo()
    room.store.undo()
    assert (room.last.said_again, room.last.marks) == (0, ())
