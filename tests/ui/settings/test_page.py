"""Settings by keyboard and mouse: what is chosen acts at once and is there after a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator.app import Program, build
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.settings.page import SettingsPage

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("config", "data"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def program(home: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    program = started(home, qapp, qtbot)
    yield program
    program.window.close()


def started(home: Path, qapp: QApplication, qtbot: QtBot) -> Program:
    program = build(qapp, home)
    qtbot.addWidget(program.window)
    program.show_start()
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program


def opened(program: Program, qtbot: QtBot) -> SettingsPage:
    qtbot.keyClick(program.window, Qt.Key.Key_Comma, CTRL)
    page = program.window.page
    assert isinstance(page, SettingsPage)
    return page


def choose(page: SettingsPage, action_id: str) -> None:
    pane = page.keys_pane
    pane.list.setCurrentIndex(pane.model.index(pane.model.place_of(action_id)))


def give(page: SettingsPage, qtbot: QtBot, key: Qt.Key, mods: Qt.KeyboardModifier) -> None:
    """Enter on the chosen action, then the key."""
    page.keys_pane.list.setFocus()
    qtbot.keyClick(page.keys_pane.list, Qt.Key.Key_Return)
    assert page.keys_pane.field.hasFocus()
    with qtbot.waitSignal(page.keys_pane.field.editingFinished):
        qtbot.keyClick(page.keys_pane.field, key, mods)


def test_the_start_page_offers_them_and_escape_leads_back(program: Program, qtbot: QtBot) -> None:
    assert program.window.top.settings.isVisible()
    program.window.top.settings.click()
    assert isinstance(program.window.page, SettingsPage)
    qtbot.keyClick(program.window, Qt.Key.Key_Escape)
    assert program.window.page is not None
    assert program.window.page.page_id == "start"


def test_escape_leads_back_into_the_study(program: Program, qtbot: QtBot) -> None:
    program.open_sample()
    program.window.go("findings")
    page = opened(program, qtbot)
    qtbot.keyClick(page.dark, Qt.Key.Key_Escape)
    assert program.window.page is not None
    assert program.window.page.page_id == "findings"


def test_each_choice_acts_at_once_and_is_kept(program: Program, home: Path, qapp: QApplication, qtbot: QtBot) -> None:
    page = opened(program, qtbot)
    page.dark.click()
    page.black_line.click()
    page.type_size.setCurrentIndex(page.type_size.findData(1.25))
    page.type_size.activated.emit(page.type_size.currentIndex())
    page.lead.setValue(8)
    assert (program.theme.dark, program.theme.scale) == (True, 1.25)
    again = started(home, qapp, qtbot)
    kept = again.settings.now
    assert (kept.dark, kept.scale, kept.lead_ms, kept.black_hint) == (True, 1.25, 8000, False)
    assert opened(again, qtbot).lead.value() == 8
    again.window.close()


def test_the_grey_line_goes_from_an_audience_window_that_is_already_there(program: Program, qtbot: QtBot) -> None:
    program.open_sample()
    assert program.open is not None
    audience = program.open.audience
    assert audience.view.line
    opened(program, qtbot).black_line.click()
    assert not audience.view.line


def test_a_screen_that_is_not_connected_stays_chosen(program: Program, qtbot: QtBot) -> None:
    program.settings.change(audience_screen="BEAMER-7")
    page = opened(program, qtbot)
    assert "BEAMER-7" in page.screen_box.currentText()
    page.screen_box.setCurrentIndex(0)
    page.screen_box.activated.emit(0)
    assert program.settings.now.audience_screen == ""


def test_a_key_of_ones_own_works_at_once_and_after_a_restart(
    program: Program, home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    page = opened(program, qtbot)
    choose(page, "light_dark")
    give(page, qtbot, Qt.Key.Key_M, CTRL | SHIFT | Qt.KeyboardModifier.AltModifier)
    assert "Ctrl+Alt+Shift+M" in page.keys_pane.said.text()
    qtbot.keyClick(program.window, Qt.Key.Key_M, CTRL | SHIFT | Qt.KeyboardModifier.AltModifier)
    assert program.theme.dark
    again = started(home, qapp, qtbot)
    assert again.actions.spec("light_dark").shortcut == "Ctrl+Alt+Shift+M"
    page = opened(again, qtbot)
    choose(page, "light_dark")
    page.keys_pane.usual.click()
    assert again.actions.spec("light_dark").shortcut == "Ctrl+Shift+D"
    assert again.settings.now.keys.get("light_dark", "") == ""
    again.window.close()


@pytest.mark.parametrize(
    ("key", "mods", "reason"),
    [
        (Qt.Key.Key_K, CTRL, "Search the study"),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "typing"),
        (Qt.Key.Key_Left, CTRL, "editing"),
    ],
)
def test_a_key_that_is_needed_elsewhere_is_refused_with_the_reason(
    program: Program, qtbot: QtBot, key: Qt.Key, mods: Qt.KeyboardModifier, reason: str
) -> None:
    page = opened(program, qtbot)
    choose(page, "new")
    give(page, qtbot, key, mods)
    assert reason in page.keys_pane.said.text()
    assert program.actions.spec("new").shortcut == "Ctrl+N"
    assert page.keys_pane.field.keySequence().toString() == "Ctrl+N"


def test_a_key_is_changed_though_the_settings_of_a_study_that_is_closed_are_gone(
    program: Program, qapp: QApplication, qtbot: QtBot
) -> None:
    left = opened(program, qtbot).keys_pane
    program.show_start()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(left)
    program.actions.rebind_key("search", "Ctrl+Alt+J")  # an exception here fails the test


def test_an_action_is_found_by_its_words_and_by_its_key(program: Program, qtbot: QtBot) -> None:
    pane = opened(program, qtbot).keys_pane
    pane.search.setText("ctrl+shift+d")
    assert [spec.id for spec in pane.model.specs] == ["light_dark"]
    pane.search.setText("type larger")
    assert [spec.id for spec in pane.model.specs] == ["larger"]
    program.open_sample()
    program.window.go("findings")
    pane = opened(program, qtbot).keys_pane
    pane.search.setText("findings delete")
    assert pane.model.specs == []  # Del belongs to the card that has the keyboard
    pane.search.setText("findings ideas left")
    assert [spec.id for spec in pane.model.specs] == ["findings.tray"]
    pane.search.setText("no such thing")
    assert pane.action_id == ""
    assert not pane.field.isEnabled()


def test_an_action_of_several_pages_is_one_line_and_changes_on_all_of_them(program: Program, qtbot: QtBot) -> None:
    program.open_sample()
    page = opened(program, qtbot)
    texts = [spec.text for spec in page.keys_pane.model.specs]
    assert len(texts) == len(set(texts))
    choose(page, "recording.pause.findings")
    alike = page.keys_pane.model.alike("recording.pause.findings")
    assert {"recording.pause.prepare", "run.pause"} <= set(alike)
    give(page, qtbot, Qt.Key.Key_F8, CTRL)
    assert {program.actions.spec(one).shortcut for one in alike} == {"Ctrl+F8"}
    assert {program.settings.now.keys[one] for one in alike} == {"Ctrl+F8"}
    page.keys_pane.usual.click()
    assert {program.actions.spec(one).shortcut for one in alike} == {"Ctrl+F5"}


def test_a_key_that_one_of_the_pages_needs_changes_none_of_them(program: Program, qtbot: QtBot) -> None:
    program.open_sample()
    page = opened(program, qtbot)
    choose(page, "run.pause")
    alike = page.keys_pane.model.alike("run.pause")
    give(page, qtbot, Qt.Key.Key_T, CTRL)  # the tray of Findings
    assert "Ctrl+T" in page.keys_pane.said.text()
    assert {program.actions.spec(one).shortcut for one in alike} == {"Ctrl+F5"}


def test_a_page_that_comes_later_goes_without_a_key_that_was_given_away(qapp: QApplication) -> None:
    actions = Actions()
    actions.add(ActionSpec("new", "New study", ("Ctrl+N",)))
    actions.rebind_key("new", "Ctrl+T")
    actions.add(ActionSpec("tray", "Ideas left", ("Ctrl+T", "Ctrl+J"), place="findings"))
    assert actions.spec("tray").keys == ("Ctrl+J",)
    assert actions.spec("new").keys == ("Ctrl+T",)


def test_movement_is_reduced_at_once_and_after_a_restart(
    program: Program, home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    program.open_sample()
    page = opened(program, qtbot)
    page.motion.setCurrentIndex(page.motion.findData("still"))
    page.motion.activated.emit(page.motion.currentIndex())
    assert program.theme.still
    program.window.close()
    again = started(home, qapp, qtbot)
    again.open_sample()
    assert opened(again, qtbot).motion.currentData() == "still"
    assert again.open is not None
    assert again.open.sound.control is not None
    assert again.theme.still
    again.window.close()
