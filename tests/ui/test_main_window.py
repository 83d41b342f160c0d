"""The frame around the pages: places, keys, notices, banner, and the round of the panes."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.frame.banner import BannerAction
from facilitator.ui.main_window import MainWindow
from facilitator.ui.page import Context, Page
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.label import ElidedLabel
from facilitator.ui.widgets.light import Recording

STAGES = ("prepare", "run", "findings", "reflect", "report")


class Sheet(Page):
    """A page that writes down what happens to it."""

    def __init__(self, theme: Theme, page_id: str, log: list[str]) -> None:
        super().__init__(theme)
        self.page_id = page_id
        self.title = page_id.title()
        self.log = log
        self.left, self.right = QLineEdit(), QLineEdit()
        self.button = Button(theme, "Do it")
        column = QVBoxLayout(self)
        for widget in (self.left, self.right, self.button):
            column.addWidget(widget)
        log.append(f"made {page_id}")

    def arrive(self) -> None:
        self.left.setFocus()
        self.log.append(f"arrive {self.page_id}")

    def leave(self) -> None:
        self.log.append(f"leave {self.page_id}")

    def show_what(self, what: object) -> None:
        self.log.append(f"show {what}")

    def apply_changes(self, changes: Changes) -> None:
        self.log.append(f"{self.page_id}: {changes.label}")

    def panes(self) -> list[QWidget]:
        return [self.left, self.right]

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+I", "evidence"), ("", "plain words")]

    def context(self) -> Context | None:
        return Context("Sales", "focus group", "S", "group", 0) if self.page_id == "run" else None


class Room:
    """A window with five recording pages."""

    def __init__(self, qapp: QApplication, qtbot: QtBot) -> None:
        self.log: list[str] = []
        self.theme = Theme()
        self.theme.dress(qapp, starting=True)
        self.actions = Actions()
        self.window = MainWindow(self.theme, self.actions, {})
        qtbot.addWidget(self.window)
        self.window.set_pages({stage: self.maker(stage) for stage in STAGES}, "Who picks it up?")
        self.theme.put_on_sheet()
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)

    def maker(self, stage: str) -> Callable[[], Page]:
        return lambda: Sheet(self.theme, stage, self.log)


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot) -> Iterator[Room]:
    yield Room(qapp, qtbot)
    qapp.setStyleSheet("")


def test_a_page_is_made_when_it_is_first_visited_and_kept(room: Room) -> None:
    assert room.log == []
    for page in ("prepare", "run", "prepare"):
        room.window.go(page)
    assert room.log == [
        *("made prepare", "arrive prepare", "made run", "leave prepare", "arrive run"),
        *("leave run", "arrive prepare"),
    ]


def test_alt_and_a_digit_go_round_the_rail(room: Room, qtbot: QtBot) -> None:
    room.window.go("prepare")
    qtbot.keyClick(room.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert room.window.page is not None
    assert room.window.page.page_id == "findings"
    assert [button.stage.id for button in room.window.rail.buttons if button.isChecked()] == ["findings"]


def test_a_page_that_is_away_hears_of_changes_when_it_is_shown_again(room: Room) -> None:
    room.window.go("prepare")
    room.window.go("run")
    room.log.clear()
    room.window.apply_changes(Changes("Add a group"))
    assert room.log == ["run: Add a group"]
    room.window.go("prepare")
    assert room.log[-2:] == ["prepare: Add a group", "arrive prepare"]


def test_going_somewhere_with_a_record_shows_it_there(room: Room) -> None:
    room.window.go("prepare")
    assert room.window.page is not None
    room.window.page.go_requested.emit("findings", "statement 9")
    assert room.log[-2:] == ["arrive findings", "show statement 9"]


def test_an_action_of_another_page_goes_there_first(room: Room) -> None:
    room.actions.add(ActionSpec("next", "Next question", ("F8",), place="run"), lambda: room.log.append("next"))
    room.window.go("prepare")
    room.window.run_action("next")
    assert room.log[-2:] == ["arrive run", "next"]


def test_f6_goes_round_the_panes_and_back(room: Room, qtbot: QtBot) -> None:
    room.window.go("prepare")
    page = room.window.page
    assert isinstance(page, Sheet)
    stops: list[QWidget | None] = []
    for _ in range(4):
        qtbot.keyClick(room.window, Qt.Key.Key_F6)
        stops.append(room.window.focusWidget())
    top, rail = room.window.top, room.window.rail
    assert stops[0] is page.right
    assert stops[1] is top.search
    assert stops[2] is rail.buttons[0]
    assert stops[3] is page.left
    qtbot.keyClick(room.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert rail.isAncestorOf(room.window.focusWidget())


def test_arrows_move_in_the_rail_and_enter_goes_there(room: Room, qtbot: QtBot) -> None:
    room.window.go("prepare")
    buttons = room.window.rail.buttons
    buttons[0].setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(room.window.focusWidget(), key)
    assert room.window.focusWidget() is buttons[1]
    assert not buttons[1].isChecked()
    qtbot.keyClick(buttons[1], Qt.Key.Key_Return)
    assert buttons[1].isChecked()
    assert not buttons[0].isChecked()


def test_f6_reaches_the_banner_first_and_remembers_where_a_pane_was_left(room: Room, qtbot: QtBot) -> None:
    room.window.go("prepare")
    room.window.show_banner(
        "Microphone unplugged.", "Your notes are saved.", [BannerAction("Notes only", lambda: None)]
    )
    room.window.top.undo.setEnabled(True)
    room.window.top.undo.setFocus()
    qtbot.keyClick(room.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert room.window.focusWidget() is room.window.banner.buttons[0]
    qtbot.keyClick(room.window, Qt.Key.Key_F6)
    assert room.window.focusWidget() is room.window.top.undo


def test_f1_lists_the_keys_and_notices_and_esc_gives_the_keyboard_back(room: Room, qtbot: QtBot) -> None:
    room.window.go("prepare")
    room.window.say("Idea moved.")
    qtbot.keyClick(room.window, Qt.Key.Key_F1)
    panel = room.window.keys_panel
    assert panel.isVisible()
    words = [label.text() for label in panel.findChildren(QWidget) if hasattr(label, "text")]
    assert {"evidence", "Idea moved.", "Next pane"} <= set(words)
    qtbot.keyClick(room.window.focusWidget(), Qt.Key.Key_Escape)
    assert panel.isHidden()
    page = room.window.page
    assert isinstance(page, Sheet)
    assert room.window.focusWidget() is page.left


def test_a_notice_replaces_a_notice_and_offers_undo_only_when_it_can(room: Room, qtbot: QtBot) -> None:
    room.window.say("Entry filed under Q4.", undoable=True)
    assert room.window.strip.undo.isVisible()
    assert room.window.strip.sign.icon_name == "tick"
    with qtbot.waitSignal(room.window.undo_requested):
        room.window.strip.undo.click()
    room.window.say("Undone: entry filed.")
    assert room.window.strip.sentence == "Undone: entry filed."
    assert not room.window.strip.undo.isVisible()
    assert room.window.strip.sign.icon_name == "info"
    assert [notice.sentence for notice in room.window.notices.all] == ["Entry filed under Q4.", "Undone: entry filed."]


def test_a_long_title_leaves_the_rest_of_the_top_bar_its_room(room: Room) -> None:
    room.window.set_pages({stage: room.maker(stage) for stage in STAGES}, "Who picks it up? " * 20)
    room.window.go("prepare")
    QApplication.processEvents()
    assert room.window.top.search.width() > 200


def _refuse() -> None:
    raise UserError("A group needs a name.")


def test_what_a_page_says_of_a_refusal_bears_the_sign_of_one(room: Room) -> None:
    room.window.go("prepare")
    page = room.window.page
    assert page is not None
    page.notice("Group added.", undoable=True)
    assert room.window.strip.sign.icon_name == "tick"
    try:
        _refuse()
    except UserError as error:
        page.notice(str(error))
    assert room.window.strip.sign.icon_name == "warning"
    page.notice("Nothing is parked.")
    assert room.window.strip.sign.icon_name == "info"


def test_a_notice_offers_undo_no_longer_when_undo_would_take_back_something_else(room: Room) -> None:
    room.window.set_undo("Quote a note")
    room.window.say("Quote made from the note.", undoable=True)
    room.window.set_undo("Quote a note")
    assert room.window.strip.undo.isVisible()
    room.window.set_undo("Release quote")
    assert not room.window.strip.undo.isVisible()
    assert room.window.strip.sentence == "Quote made from the note."


def test_the_banner_pushes_the_page_down_and_a_cleared_cause_uncovers_the_older(room: Room, qtbot: QtBot) -> None:
    room.window.go("prepare")
    before = room.window.pages.height()
    room.window.show_banner("Not saved since 10:14:02.", cause="saving")
    room.window.show_banner("Microphone unplugged.", cause="microphone")
    assert room.window.banner.accessibleName() == "Microphone unplugged."
    qtbot.waitUntil(lambda: room.window.pages.height() == before - 64)
    room.window.clear_banner("microphone")
    assert room.window.banner.accessibleName() == "Not saved since 10:14:02."
    room.window.clear_banner("saving")
    assert room.window.banner.isHidden()


def test_undo_and_redo_are_off_with_a_reason_until_there_is_something(room: Room, qtbot: QtBot) -> None:
    assert not room.window.top.undo.isEnabled()
    assert room.window.top.undo.accessibleDescription()
    room.window.set_undo("Move card")
    assert "Move card" in room.window.top.undo.toolTip()
    with qtbot.waitSignal(room.window.undo_requested):
        qtbot.keyClick(room.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    room.window.set_undo(None)
    with qtbot.assertNotEmitted(room.window.undo_requested):
        qtbot.keyClick(room.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_s_says_when_it_was_saved(room: Room, qtbot: QtBot) -> None:
    room.window.set_saved(datetime(2026, 11, 18, 10, 14, 2).astimezone())
    qtbot.keyClick(room.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "10:14:02" in room.window.strip.sentence


def test_another_study_does_not_inherit_when_the_last_one_was_saved(room: Room) -> None:
    room.window.set_saved(datetime(2026, 11, 18, 10, 14, 2).astimezone())
    room.window.set_pages({"prepare": room.maker("prepare")}, "Ward hand-over")
    room.actions.trigger("save")
    assert room.window.strip.sentence == ""


def test_the_recording_light_says_its_state_in_words(room: Room) -> None:
    light = room.window.top.light
    assert light.accessibleName() == "Not recording"
    room.window.set_recording(Recording.ON, "0:52:02")
    assert light.words() == "REC 0:52:02"
    room.window.set_recording(Recording.LOST)
    assert light.accessibleName() == "NOT RECORDING"


def test_decisions_that_wait_are_said_in_the_rail(room: Room) -> None:
    room.window.set_waiting("reflect", 2)
    button = next(button for button in room.window.rail.buttons if button.stage.id == "reflect")
    assert button.accessibleName() == "Reflect, 2 to decide"


def test_without_a_study_there_is_nothing_that_cannot_be_used(room: Room) -> None:
    room.window.set_pages({"start": room.maker("start")})
    room.window.go("start")
    assert room.window.rail.buttons == ()
    top = room.window.top
    assert not any(widget.isVisible() for widget in (top.search, top.undo, top.redo, top.light))
    room.actions.trigger("stage.run")
    assert room.window.page is not None
    assert room.window.page.page_id == "start"


def test_the_focus_ring_follows_the_keyboard_and_leaves_plain_views_alone(room: Room, qtbot: QtBot) -> None:
    room.window.go("prepare")
    page = room.window.page
    assert isinstance(page, Sheet)
    page.button.setFocus()
    ring = room.window.ring
    assert ring.isVisible()
    assert ring.geometry().width() == page.button.width() + 8
    page.setFocus()
    page.left.setFocus()
    assert ring.target is None or ring.target is page.left


def test_light_or_dark_switches_with_its_key(room: Room, qtbot: QtBot) -> None:
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(room.window, Qt.Key.Key_D, control_shift)
    assert room.theme.dark
    qtbot.keyClick(room.window, Qt.Key.Key_D, control_shift)
    assert not room.theme.dark


def test_every_button_of_the_frame_has_a_name(room: Room) -> None:
    room.window.go("prepare")
    window = room.window
    stops = [
        *window.rail.buttons,
        window.top.search,
        window.top.undo,
        window.top.redo,
        window.keys_panel.close_button,
        window.strip.undo,
    ]
    assert all(stop.accessibleName() or stop.text() for stop in stops)


def test_what_was_half_typed_is_stored_when_the_window_closes(room: Room, qtbot: QtBot) -> None:
    room.window.go("run")
    with qtbot.waitSignal(room.window.closing):
        room.window.close()
    assert room.log[-1] == "leave run"


def test_in_large_type_the_bar_names_the_group_in_full(room: Room, qtbot: QtBot) -> None:
    room.window.top.show_study("Care at home: who helps whom, and when?")
    room.window.top.show_saved("Saved 10:14:02")
    room.window.top.show_context(Context("Nurses", "focus group, 2 of 2", "N", "group", 1), "Run")
    room.theme.set_scale(2.0)
    room.window.resize(1366, 768)
    name = next(label for label in room.window.top.findChildren(ElidedLabel) if label.text() == "Nurses")
    qtbot.waitUntil(lambda: name.width() >= name.fontMetrics().horizontalAdvance("Nurses"))
    assert name.toolTip() == "focus group, 2 of 2"
    room.theme.set_scale(1.0)
