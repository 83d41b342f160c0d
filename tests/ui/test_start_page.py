"""The start page on a real list of recent studies."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from facilitator.audio.recording.counted import counted_ms
from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Recording
from facilitator.domain.sessions import Session
from facilitator.services.study.studies import Studies
from facilitator.storage import opening
from facilitator.storage.store import Store
from facilitator.ui.actions import Actions
from facilitator.ui.main_window import MainWindow
from facilitator.ui.start_page import StartPage
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState


class Clock:
    """A minute goes by between two looks."""

    def __init__(self) -> None:
        self.minute = 0

    def now(self) -> datetime:
        self.minute += 1
        return datetime(2026, 11, 24, 9, self.minute % 60, tzinfo=UTC)

    def monotonic_ms(self) -> int:
        return 0


class Room:
    """A window with nothing but the start page."""

    def __init__(self, home: Path, app: QApplication, qtbot: QtBot) -> None:
        self.home = home
        self.studies = Studies(home, home / "data", Clock())
        self.theme = Theme()
        self.theme.dress(app, starting=True)
        actions = Actions()
        maker = lambda: StartPage(self.theme, actions, self.studies.recent, safe_until=counted_ms)  # noqa: E731 - it is made when visited
        self.window = MainWindow(self.theme, actions, {"start": maker})
        self.theme.put_on_sheet()
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def page(self) -> StartPage:
        self.window.go("start")
        assert isinstance(self.window.page, StartPage)
        return self.window.page

    def study(self, title: str, *, session: bool = False) -> Path:
        folder = self.home / f"{title}.study"
        made = self.studies.create(folder, title)
        with made.store.change("Set up") as change:
            change.add(Actor("a", name="Sales", short="S"))
            if session:
                change.add(Session("s", actor="a", started_at="2026-11-24T09:00:00Z"))
        self.studies.recent.remember(made)
        self.studies.close(made)
        return folder

    @staticmethod
    def crash(folder: Path) -> None:
        """What a program that is killed leaves behind."""
        (folder / "study.db-wal").touch()


@contextmanager
def open_study(folder: Path) -> Iterator[Store]:
    study = opening.open_study(folder)
    yield study.store
    study.close()


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Room]:
    yield Room(tmp_path, qapp, qtbot)
    qapp.setStyleSheet("")


def more_of(page: StartPage, qtbot: QtBot) -> QMenu:
    """The menu behind the three dots of the first row."""
    qtbot.mouseClick(page.rows[0].more, Qt.MouseButton.LeftButton)
    menu = page.rows[0].findChild(QMenu)
    assert menu is not None
    menu.close()
    return menu


def titles(page: StartPage) -> list[str]:
    return [row.study.title for row in page.rows]


def test_without_studies_one_sentence_says_how_to_begin_and_the_keyboard_is_there(room: Room) -> None:
    page = room.page
    assert page.rows == []
    assert "No study yet. Begin with a question, or look at the sample." in _sentences(page)
    assert page.begin[0].hasFocus()


def _sentences(page: StartPage) -> list[str]:
    return [state.accessibleName() for state in page.findChildren(EmptyState)]


def test_studies_stand_newest_first_and_enter_opens_the_first(room: Room, qtbot: QtBot) -> None:
    room.study("Older")
    newest = room.study("Newer")
    page = room.page
    assert titles(page) == ["Newer", "Older"]
    assert page.rows[0].hasFocus()
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(page.rows[0], Qt.Key.Key_Return)
    assert asked.args == [newest]


def test_every_row_is_high_enough_to_be_read_and_many_scroll(room: Room, qtbot: QtBot) -> None:
    for at in range(10):
        room.study(f"Study {at}")
    page = room.page
    qtbot.waitUntil(lambda: page._scroll.verticalScrollBar().maximum() > 0)
    assert page.rows[0].height() == page.rows[0].sizeHint().height() >= 56
    assert 6 * page.rows[0].height() < page._scroll.height() < 8 * page.rows[0].height()


def test_the_heads_of_both_columns_stand_on_one_line(room: Room, qtbot: QtBot) -> None:
    room.study("One")
    page = room.page
    qtbot.waitUntil(lambda: page.rows[0].height() > 40)
    left, right = page._heads
    assert left.mapTo(page, left.rect().center()).y() == right.mapTo(page, right.rect().center()).y()
    assert page._list.mapTo(page, QPoint(0, 0)).y() == page._begin_panel.mapTo(page, QPoint(0, 0)).y()


def test_a_session_that_was_not_ended_comes_first_and_has_the_keyboard(room: Room, qtbot: QtBot) -> None:
    broken = room.study("Broken off", session=True)
    room.study("Later")
    page = room.page
    (card,) = page.recoveries
    assert card.button.hasFocus()
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(card.button, Qt.Key.Key_Return)
    assert asked.args == [broken]
    with qtbot.waitSignal(page.look_requested) as asked:
        qtbot.mouseClick(card.look, Qt.MouseButton.LeftButton)
    assert asked.args == [broken]


def test_what_is_safe_of_an_interrupted_session_is_told(room: Room) -> None:
    broken = room.study("Broken off", session=True)
    with open_study(broken) as store, store.change("Set up") as change:
        change.add(Note("n", session="s", text="We repeat it", at_ms=125_000))
        change.add(Recording("r", session="s", file="Sales.rec"))
    folder = broken / "audio" / "Sales.rec"
    folder.mkdir()
    marks = ('{"counted": 48000, "at_ms": 130000}', '{"counted": 96000, "at_ms": 131000}', '{"counted": 14')
    (folder / "marks.jsonl").write_text("\n".join(marks))
    room.crash(broken)
    (card,) = room.page.recoveries
    ended = datetime(2026, 11, 24, 9, 2, 11, tzinfo=UTC).astimezone()
    assert card.heading.text().startswith(f"A session was interrupted at {ended:%H:%M:%S}, ")
    assert card.sentence.text() == (
        f"Sales in “Broken off”. One entry safe. Audio safe up to {ended:%H:%M:%S}, none since."
    )


def test_a_session_that_was_left_without_being_ended_is_told_without_alarm(room: Room) -> None:
    room.study("Left", session=True)
    (card,) = room.page.recoveries
    left = datetime(2026, 11, 24, 9, tzinfo=UTC).astimezone()
    assert card.heading.text().startswith(f"A session is still open; it was left at {left:%H:%M:%S}, ")
    assert card.button.hasFocus()


def test_several_interrupted_sessions_have_a_card_each_the_newest_first(room: Room) -> None:
    room.study("Earlier", session=True)
    later = room.study("Later", session=True)
    with open_study(later) as store, store.change("Set up") as change:
        change.add(Note("n", session="s", text="We repeat it", at_ms=60_000))
    assert [card.study.title for card in room.page.recoveries] == ["Later", "Earlier"]


def test_a_session_that_goes_on_in_another_window_is_not_interrupted(room: Room) -> None:
    with open_study(room.study("Elsewhere", session=True)):
        assert room.page.recoveries == []
    room.page.arrive()
    assert len(room.page.recoveries) == 1


def test_a_folder_that_is_away_is_shown_and_cannot_be_opened_but_forgotten(room: Room, qtbot: QtBot) -> None:
    shutil.rmtree(room.study("On a stick"))
    page = room.page
    row = page.rows[0]
    away = "This folder is not there. Perhaps it is on a stick or was moved."
    assert row.toolTip() == away
    assert {label.isEnabled() for label in row.findChildren(Label)} == {False}
    with qtbot.assertNotEmitted(page.open_requested):
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert room.window.strip.sentence == away
    menu = more_of(page, qtbot)
    assert not menu.actions()[0].isEnabled()
    menu.actions()[1].trigger()
    assert page.rows == []


def test_typing_narrows_the_list_to_titles_with_these_words(room: Room, qtbot: QtBot) -> None:
    for title in ("Ward hand-over", "Library hours"):
        room.study(title)
    page = room.page
    qtbot.keyClick(room.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "ward")
    assert titles(page) == ["Ward hand-over"]
    qtbot.keyClicks(page.search, "zzz")
    assert titles(page) == []
    assert "No study has these words in its title." in _sentences(page)


def test_a_study_taken_off_the_list_stays_where_it_is(room: Room, qtbot: QtBot) -> None:
    folder = room.study("Done with")
    page = room.page
    more_of(page, qtbot).actions()[1].trigger()
    assert page.rows == []
    assert room.studies.recent.all() == []
    assert (folder / "study.db").is_file()


def test_larger_type_makes_the_rows_higher(room: Room, qtbot: QtBot) -> None:
    room.study("One")
    page = room.page
    qtbot.waitUntil(lambda: page.rows[0].height() > 40)
    before = page._scroll.height()
    room.theme.set_scale(2.0)
    qtbot.waitUntil(lambda: page._scroll.height() > before)


def test_the_ways_to_begin_are_whole_in_large_type_on_a_small_screen(room: Room, qtbot: QtBot) -> None:
    room.theme.set_scale(1.5)
    room.window.resize(1280, 500)
    qtbot.waitUntil(lambda: all(card.height() >= card.heightForWidth(card.width()) for card in room.page.begin))
    room.theme.set_scale(1.0)


def test_a_session_to_go_on_with_is_whole_in_the_largest_type(room: Room, qtbot: QtBot) -> None:
    room.study("Alpha", session=True)
    page = room.page
    room.theme.set_scale(2.0)
    room.window.resize(1366, 768)
    button, begin = page.recoveries[0].button, page.begin[0]
    qtbot.waitUntil(lambda: button.mapTo(page, QPoint(button.width(), 0)).x() <= page.width())
    qtbot.waitUntil(lambda: begin.mapTo(page, QPoint(begin.width(), 0)).x() <= page.width())
    row = page.rows[0]
    qtbot.waitUntil(lambda: begin.mapTo(page, QPoint(0, 0)).y() > row.mapTo(page, QPoint(0, row.height())).y())


def test_a_title_gets_its_room_back_when_the_type_shrinks(room: Room, qtbot: QtBot) -> None:
    room.theme.set_scale(2.0)
    room.study("Care at home: who helps?")
    page = room.page
    room.theme.set_scale(1.0)
    title = next(label for label in page.rows[0].findChildren(Label) if label.text().startswith("Care"))
    qtbot.waitUntil(lambda: title.width() >= title.fontMetrics().horizontalAdvance("Care at home: who helps?"))
