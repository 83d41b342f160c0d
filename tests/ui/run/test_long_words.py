"""Long wordings and long routes: what is on screen is read whole, and the entries keep their room."""

from dataclasses import replace

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.questions import Question
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.wrapped import broken, elided_lines
from tests.ui.run.conftest import Key, Room

LONG = "How do you take up requests from other groups? " * 17


def _word(room: Room, question: str, text: str) -> None:
    with room.store.change("Word it") as change:
        change.put(replace(room.store.need(Question, question), text=text))


def test_a_long_wording_scrolls_and_leaves_the_entries_their_room(room: Room, qtbot: QtBot) -> None:
    room.type("1 We wait\n")
    short = room.view.head.height()
    _word(room, "q1", LONG)
    reading = room.view.head.reading
    qtbot.waitUntil(lambda: reading.is_long and reading.verticalScrollBar().maximum() > 0)
    assert room.view.stream.height() > 150
    room.press(Key.Key_PageDown)
    assert reading.verticalScrollBar().value() > 0
    room.actions.trigger("run.next")
    qtbot.waitUntil(lambda: not reading.is_long and room.view.head.height() == short)
    assert room.focused


def test_what_is_on_screen_stays_in_view_in_a_route_longer_than_its_place(room: Room, qtbot: QtBot) -> None:
    with room.store.change("Ask more") as change:
        for number in range(5, 25):
            change.add(Question(f"q{number}", question_set="inside", text=f"What about {number}?", minutes=1))
    route = room.view.route

    def in_view() -> bool:
        box = route.visualRect(route.route.index(route.now))
        return route.viewport().rect().contains(box)

    room.view.go_to("q20")
    qtbot.waitUntil(in_view)
    assert route.verticalScrollBar().value() > 0
    room.page.resize(1286, 560)
    qtbot.waitUntil(lambda: route.viewport().height() < 360 and in_view())


def test_a_heading_of_three_lines_ends_in_dots(qapp: QApplication, theme: Theme) -> None:
    font = theme.font("second")
    shown = elided_lines(LONG, font, 200, 2)
    assert shown.endswith("…")
    assert broken(shown, font, 204, QFontMetricsF(font).lineSpacing()).lineCount() == 2
    assert elided_lines("Short?", font, 200, 2) == "Short?"
