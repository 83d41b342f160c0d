"""Ctrl+K finds what can be done and what was said, by keyboard alone."""

from collections.abc import Iterator, Sequence
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from facilitator.ui.frame.palette import AT_ONCE, Found, FoundModel, Palette
from facilitator.ui.theme import Theme

done: list[str] = []
WORDS = ["Go to Prepare", "Go to Run", "Sales", "We take the first call"]


def find(text: str) -> Iterator[Sequence[Found]]:
    yield [Found(word, "action", partial(done.append, word)) for word in WORDS if text.lower() in word.lower()]


@pytest.fixture
def palette(qtbot: QtBot) -> Iterator[Palette]:
    done.clear()
    window = QWidget()
    window.resize(1280, 680)
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    palette = Palette(Theme(), find, window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    field.setFocus()
    palette.open()
    yield palette  # noqa: PT022 - the fixture holds the window meanwhile


def test_typing_narrows_and_enter_does_the_first(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "go to")
    assert [line.text for line in palette.model.found] == WORDS[:2]
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == ["Go to Prepare"]
    assert palette.isHidden()


def test_down_chooses_another_line_and_stops_at_the_end(palette: Palette, qtbot: QtBot) -> None:
    for _ in range(9):
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == ["Sales"]


def test_escape_gives_the_keyboard_back_to_where_it_was(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert isinstance(palette.window().focusWidget(), QLineEdit)
    assert palette.window().focusWidget() is not palette.line
    assert done == []


def test_nothing_found_says_so_and_enter_does_nothing(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "zebra")
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == []
    assert palette.isVisible()


def test_the_list_is_sound_and_speaks_whole_lines(qtmodeltester: ModelTester) -> None:
    model = FoundModel()
    model.show_found([Found("Sales", "group", list), Found("Undo", "action", list, caps="Ctrl+Z")])
    qtmodeltester.check(model)
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Undo, action, Ctrl+Z"


def test_what_is_read_later_comes_below_while_the_first_line_stays_chosen(qtbot: QtBot) -> None:
    window, far = QWidget(), 3 * AT_ONCE

    def slowly(text: str) -> Iterator[Sequence[Found]]:
        yield [Found("Go", "action", list)] if text != "late" else []
        for at in range(far):
            yield [Found(f"{text} {at}", "note", list)] if at == far - 1 else []

    def is_last(text: str) -> bool:
        return [line.text for line in slow.model.found][-1:] == [text]

    slow = Palette(Theme(), slowly, window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    slow.open()
    for typed in ("late", "word"):
        slow.line.setText(typed)
        assert not slow.nothing.isVisible()
        assert f"{typed} {far - 1}" not in [line.text for line in slow.model.found]
        qtbot.waitUntil(partial(is_last, f"{typed} {far - 1}"))
        assert slow.list.currentIndex().row() == 0
