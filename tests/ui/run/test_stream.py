"""The stream: its model, what its rows say, and that it stays where the eye is."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.notes import Mark, Note
from facilitator.ui.run.entries import EntryWords
from facilitator.ui.run.stream_model import StreamModel
from facilitator.ui.run.stream_view import StreamView
from facilitator.ui.theme import Theme
from tests.ui.run.conftest import Key, Modifier, Room, bottom_of, entries

FORMAT = QImage.Format.Format_RGB32


def _tested(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_model_stays_sound_while_rows_come_change_move_and_go(words: EntryWords, qapp: QApplication) -> None:
    notes = entries(5)
    model = StreamModel(words, notes)
    tester = _tested(model)
    new = Note("new", position=9.0, text="new")
    moved = Note("n000000", position=2.5, text="moved", questions=("q1",))
    changed = Note("n000004", position=4.0, text="changed", questions=("q2",))
    found = {note.id: note for note in (new, moved, changed)}
    differences = model.apply(found, [*found, "n000001", "not here"])
    assert [note.text for note in model.notes] == ["Entry 2", "moved", "Entry 3", "changed", "new"]
    assert len(differences) == 4
    assert model.row_of("new") == 4
    assert model.row_of("n000001") == -1
    assert tester.model() is model


def test_a_row_says_object_and_state(words: EntryWords, qapp: QApplication) -> None:
    note = Note(
        "1", text="I only chase.", kind="quote", speaker="ash", at_ms=0, said_again=2, finish_from_audio=True,
        marks=(Mark("nod", ("elm",)),), questions=("q2",),
    )  # fmt: skip
    model = StreamModel(words, [note])
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    time = words.time(note)
    assert spoken == (
        f"Entry {time}, seat 1, Ash, Quote, +1 nod: 2, said again ×2, finish from audio, Q2: I only chase."
    )


@pytest.mark.parametrize(
    ("note", "seat", "italic", "quiet"),
    [
        (Note("1", kind="quote", text="x", speaker="elm"), "2", True, False),
        (Note("1", kind="own", text="x"), "", False, True),
        (Note("1", kind="idea", text="x"), "?", False, False),
        (Note("1", kind="idea", text="x", several=True), "∗", False, False),
        (Note("1", kind="later"), "", False, True),
    ],
)
def test_quotes_are_slanted_and_own_notes_quiet(
    words: EntryWords, note: Note, seat: str, italic: bool, quiet: bool
) -> None:
    look = words.look(note)
    assert (look.seat, look.italic, look.quiet) == (seat, italic, quiet)


def test_only_entries_filed_elsewhere_name_their_question(words: EntryWords) -> None:
    assert [chip.text for chip in words.look(Note("1", questions=("q1",))).chips] == ["Answer"]
    assert words.look(Note("1", questions=("q2", "q1"))).chips[1].text == "Q1, Q2"
    assert words.look(Note("1")).chips[1].text == "no question"


def _add(view: StreamView, number: int, text: str = "A new one") -> None:
    note = Note(f"x{number}", position=1000.0 + number, questions=("q1",), text=text)
    view.stream.apply({note.id: note}, [note.id])


def _on_screen(view: StreamView) -> QImage:
    port = view.viewport()
    corner = port.mapTo(view, QPoint(0, 0))
    seen = view.screen().grabWindow(view.winId(), corner.x(), corner.y(), port.width(), port.height())
    return seen.toImage().convertToFormat(FORMAT)


def _painted_anew(view: StreamView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(FORMAT)


def test_the_newest_entry_is_in_sight_whatever_its_height(view: StreamView) -> None:
    for number in range(8):
        _add(view, number, "A long entry that breaks. " * (1 + number * 3))
        assert bottom_of(view) == view.viewport().height()
    assert view.at_end
    assert not view.newer.isVisible()


def test_what_moves_up_looks_as_if_it_had_been_painted_anew(view: StreamView) -> None:
    view.choose_last()
    view.repaint()
    for number in range(8):
        _add(view, number, "A long entry that breaks. " * (1 + number % 3 * 9))
        view.paint_last()
        view.choose_last()
        newest = view.row_box(view.heights.count - 1)
        assert _on_screen(view).copy(newest) == _painted_anew(view).copy(newest)
        QApplication.processEvents()  # the one chosen before
        assert _on_screen(view) == _painted_anew(view)


def test_the_bar_follows_a_moment_after_the_entry(view: StreamView, qtbot: QtBot) -> None:
    bar = view.verticalScrollBar()
    before = bar.maximum()
    _add(view, 1)
    view.paint_last()
    view.choose_last()
    assert (bottom_of(view), bar.value()) == (view.viewport().height(), before)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() == view.heights.total - view.viewport().height())
    assert bottom_of(view) == view.viewport().height()


def test_whoever_scrolls_at_once_starts_from_the_newest_entry(view: StreamView) -> None:
    _add(view, 1)
    end = view.offset
    view.page(-1)
    assert view.offset == end - view.verticalScrollBar().pageStep()


def test_scrolling_after_entries_leaves_nothing_of_what_was_seen(view: StreamView) -> None:
    view.page(-1)
    view.page(1)
    for number in range(3):
        _add(view, number)
    view.choose_last()
    QApplication.processEvents()
    view.page(-1)
    QApplication.processEvents()
    assert _on_screen(view) == _painted_anew(view)


@pytest.mark.parametrize("count", [40, 200])
def test_other_chips_are_seen_wherever_the_stream_is_scrolled_to(
    view: StreamView, words: EntryWords, count: int
) -> None:
    view.show_stream(StreamModel(words, entries(count)))
    view.page(-1)
    QApplication.processEvents()
    words.current = "q2"
    view.stream.refresh_looks()
    QApplication.processEvents()
    assert _on_screen(view) == _painted_anew(view)


def test_the_first_entries_bring_the_bar_at_once(qtbot: QtBot, theme: Theme, words: EntryWords) -> None:
    view = StreamView(theme)
    qtbot.addWidget(view)
    view.resize(720, 420)
    view.show()
    view.show_stream(StreamModel(words, entries(2)))
    for number in range(12):
        _add(view, number)
        assert bottom_of(view) == min(view.heights.total, view.viewport().height())
    qtbot.waitUntil(view.verticalScrollBar().isVisible)


def test_a_click_chooses_the_entry_under_it_whatever_the_heights(view: StreamView) -> None:
    for number in range(4):
        _add(view, number, "A long entry that breaks. " * 9)
    row = view.rowAt(150)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.row_box(row).center())
    assert view.chosen_row() == row
    assert view.visualRect(view.stream.index(row)) == view.row_box(row)
    assert view.indexAt(view.row_box(row).topLeft()).row() == row


def test_keys_look_through_the_entries_by_rows_and_screenfuls(view: StreamView, qtbot: QtBot) -> None:
    view.choose_last()
    for key, rows in ((Qt.Key.Key_Up, range(198, 199)), (Qt.Key.Key_PageUp, range(185, 195)), (Qt.Key.Key_Home, [0])):
        QTest.keyClick(view, key)
        assert view.chosen_row() in rows
        box = view.row_box(view.chosen_row())
        assert box.top() >= 0
        assert box.bottom() <= view.viewport().height()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert 5 <= view.chosen_row() <= 12
    view.choose_last()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.chosen_row() == 199


def test_the_chosen_entry_is_in_sight_though_those_above_it_take_more_room(view: StreamView) -> None:
    notes = [Note(f"n{i:03}", position=i, questions=("q1",), text="Long. " * 120) for i in range(60)]
    view.show_stream(StreamModel(view.stream._words, notes))
    view.choose(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        QTest.keyClick(view, key)
        box = view.row_box(view.chosen_row())
        assert (box.top() >= 0, box.bottom() < view.viewport().height()) == (True, True)


def test_end_leads_to_the_end_when_the_last_entry_is_chosen_already(view: StreamView) -> None:
    view.choose_last()
    view.verticalScrollBar().setValue(0)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert bottom_of(view) == view.viewport().height()


def test_the_end_is_left_by_as_little_as_a_touchpad_moves(view: StreamView) -> None:
    for _ in range(5):
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 1)
    assert not view.at_end


def test_whoever_comes_with_the_keyboard_stands_at_the_last_entry(view: StreamView, qtbot: QtBot) -> None:
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.chosen_row() == 199


def test_an_entry_that_comes_back_within_sight_has_its_room(view: StreamView) -> None:
    view.verticalScrollBar().setValue(900)
    row = view.rowAt(200)
    back = Note("back", position=row - 0.5, questions=("q1",), text="Back again. " * 60)
    view.stream.apply({back.id: back}, [back.id])
    look = view.stream.look(row)
    assert look.text == back.text
    assert view.rowHeight(row) == view._delegate.height_of(look, view.viewport().width())


def test_larger_type_and_other_colours_leave_the_same_entries_in_sight(view: StreamView) -> None:
    for number in range(40):
        _add(view, number, "A long entry that breaks into lines. " * 6)
    for row in (20, 210):
        view.verticalScrollBar().setValue(view.heights.top(row))
        assert view.rowAt(0) == row
        view._theme.set_dark(not view._theme.dark)
        assert view.rowAt(0) == row
        view._theme.set_scale(1.5 if row == 20 else 1.0)
        assert view.rowAt(0) == row
        assert not view.at_end


def test_the_end_is_in_sight_again_when_all_that_is_left_fits(view: StreamView) -> None:
    view.verticalScrollBar().setValue(0)
    view.stream.apply({}, [note.id for note in view.stream.notes[3:]])
    view.updateGeometries()
    assert view.at_end
    _add(view, 1)
    assert not view.newer.isVisible()


def test_scrolled_away_it_stays_and_says_that_there_is_more(view: StreamView, qtbot: QtBot) -> None:
    view.verticalScrollBar().setValue(900)
    first = view.rowAt(0)
    _add(view, 1)
    view.choose_last()
    assert view.rowAt(0) == first
    assert view.newer.isVisible()
    view.newer.click()
    assert bottom_of(view) == view.viewport().height()
    assert not view.newer.isVisible()


def test_a_narrower_view_measures_its_rows_again(view: StreamView) -> None:
    _add(view, 1, "A long entry that breaks into lines. " * 6)
    before = view.rowHeight(view.stream.rowCount() - 1)
    view.resize(420, 420)
    assert view.rowHeight(view.stream.rowCount() - 1) > before
    assert bottom_of(view) == view.viewport().height()


def test_only_rows_in_sight_are_measured(qtbot: QtBot, theme: Theme, words: EntryWords) -> None:
    view = StreamView(theme)
    qtbot.addWidget(view)
    view.resize(720, 420)
    view.show()
    view.show_stream(StreamModel(words, entries(100_000)))
    assert len(view._measured) < 100


def test_typing_in_the_stream_goes_to_the_line(room: Room, qtbot: QtBot) -> None:
    room.type("4 First\n")
    room.view.stream.setFocus()
    qtbot.keyClicks(room.view.stream, "2q Second")
    qtbot.keyClick(room.view.line.text, Key.Key_Return)
    assert (room.last.text, room.last.speaker, room.last.kind) == ("Second", "birch", "quote")


def test_every_command_of_an_entry_is_in_its_menu(room: Room) -> None:
    room.type("4 First\n")
    menu = room.view.entry_menu()
    texts = [action.text().split("\t")[0] for action in menu.actions()]
    assert texts == ["Edit", "Said again", "Move up", "Move down", "Remove", "File under"]
    filing = next(action.menu() for action in menu.actions() if action.text() == "File under")
    filing.actions()[2].trigger()  # type: ignore[attr-defined]
    assert room.last.questions == ("q3",)
    menu.actions()[1].trigger()
    assert room.last.said_again == 1


def test_the_stream_paints_every_kind_of_entry(room: Room) -> None:
    room.type("4q Quote\n0n Note\n*p Parked\nمرحبا\n" + "x" * 300 + "\n")
    room.press(Key.Key_0, Modifier.ControlModifier)
    picture = room.view.stream.grab().toImage()
    grounds = {picture.pixelColor(QPoint(300, y)).name() for y in range(0, picture.height(), 3)}
    assert len(grounds) > 1


def test_entries_say_whether_they_can_be_heard(words: EntryWords) -> None:
    words.heard = lambda note: "" if note.at_ms is None else "sound" if note.at_ms < 10 else "none"
    early, late, later_added = (Note(str(at), questions=("q1",), text="x", at_ms=at) for at in (5, 15, None))
    assert [words.look(note).sign for note in (early, late, later_added)] == ["play", "mic_lost", ""]
    assert words.look(late).chips[-1].text == "no audio"
    assert "no audio" in words.spoken(late)


def test_the_play_sign_is_clicked_without_choosing_by_keyboard(view: StreamView, words: EntryWords) -> None:
    words.heard = lambda _note: "sound"
    view.stream.refresh_looks()
    asked: list[int] = []
    view.play_requested.connect(asked.append)
    row = view.stream.rowCount() - 1
    centre = view._delegate.sign_box(view.entry_rect(row)).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, centre.y()))
    assert asked == [row]
