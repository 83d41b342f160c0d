"""The parts do with keys, names and reasons what every page relies on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.ui.theme import Theme
from facilitator.ui.tokens import DARK, LIGHT
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import Button, IconButton, LinkButton
from facilitator.ui.widgets.cards import ClickableCard, WarningCard
from facilitator.ui.widgets.fields import Field, Line, NumberField, TickBox, Toggle
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.keycap import KeyCap, split_keys
from facilitator.ui.widgets.label import ElidedLabel, QuoteLabel
from facilitator.ui.widgets.panel import EmptyState, pieces_with_keys
from facilitator.ui.widgets.tag import Tag
from tests.shots.registry import take_all
from tests.shots.shot_parts import SHOTS, parts


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme()


def test_all_parts_can_be_drawn_in_light_and_dark(qapp: QApplication, tmp_path: Path) -> None:
    pictures = list(take_all(qapp, SHOTS[:1], tmp_path))
    grounds = [QColor(QImage(str(path)).pixel(3, 3)) for path in pictures]
    qapp.setStyleSheet("")
    assert grounds == [LIGHT.bg, DARK.bg]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_words_are_never_cut_however_large_the_type(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    theme = Theme(scale=scale)
    theme.dress(qapp)
    window = parts(theme)
    qtbot.addWidget(window)
    window.adjustSize()
    window.show()
    small = [
        (type(part).__name__, part.accessibleName())
        for part in window.findChildren(QWidget)
        if isinstance(part, Button | IconButton | TickBox | Tag | Badge) and part.isVisible()
        if part.width() < part.sizeHint().width() or part.height() < part.sizeHint().height()
    ]
    qapp.setStyleSheet("")
    assert small == []


@pytest.mark.parametrize(
    ("shortcut", "caps"),
    [
        ("Ctrl+Shift+P", ["Ctrl", "Shift", "P"]),
        ("+", ["+"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("Alt+Up", ["Alt", "↑"]),
        ("1–7", ["1–7"]),
        ("", []),
    ],
)
def test_a_shortcut_is_cut_into_its_caps(shortcut: str, caps: list[str]) -> None:
    assert split_keys(shortcut) == caps


def test_a_button_that_is_off_says_why_until_it_is_on_again(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Release")
    qtbot.addWidget(button)
    button.set_help("Release the selected card")
    button.set_disabled_reason("Cedar has not agreed to be quoted.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Cedar has not agreed to be quoted."
    button.set_disabled_reason("")
    assert button.isEnabled()
    assert button.toolTip() == "Release the selected card"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_is_opened_by_keyboard_as_by_mouse(theme: Theme, qtbot: QtBot, key: Qt.Key) -> None:
    card = ClickableCard(theme, "Who picks it up?")
    qtbot.addWidget(card)
    card.resize(200, 60)
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, key)
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)


def test_a_card_let_go_outside_does_nothing(theme: Theme, qtbot: QtBot) -> None:
    card = ClickableCard(theme, "Who picks it up?")
    qtbot.addWidget(card)
    card.resize(200, 60)
    with qtbot.assertNotEmitted(card.clicked):
        qtbot.mousePress(card, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() * 2)


def test_what_is_elided_can_be_read_in_tooltip_and_name(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel(theme, "When a customer brings a problem, where does it stop?")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.accessibleName() == label.text()
    label.resize(1200, 20)
    assert label.toolTip() == ""


def test_a_wrong_field_says_so_in_words_below_it(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Minutes")
    qtbot.addWidget(field)
    field.show()
    field.set_error("Minutes end at 59. Write 27:10.")
    assert field.findChildren(QLineEdit)[0].accessibleDescription() == "Minutes end at 59. Write 27:10."
    assert field.line.property("error") == "true"
    assert any(label.isVisible() for label in field.findChildren(QWidget) if label.property("tone") == "rec")
    field.set_error("")
    assert field.line.accessibleDescription() == ""
    assert not field.line.actions()


def test_a_badge_reads_the_name_and_not_the_letter(theme: Theme, qtbot: QtBot) -> None:
    badge = Badge.of(theme, Actor(id="sales", name="Sales", short="S", colour="#1976C5"))
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "Sales"


def test_a_warning_is_decided_in_place(theme: Theme, qtbot: QtBot) -> None:
    done: list[str] = []
    card = WarningCard(
        theme,
        "This quote mentions the viewers",
        "Ask Sales.",
        [("Show it", lambda: done.append("show"), "1"), ("Leave out", lambda: done.append("leave"))],
    )
    qtbot.addWidget(card)
    for button in card.buttons:
        button.click()
    assert done == ["show", "leave"]


def test_keys_in_a_sentence_become_caps(theme: Theme, qtbot: QtBot) -> None:
    sentence = "No statement yet. Drag an idea here or press Ctrl+Enter."
    assert pieces_with_keys(sentence)[-3:] == ["press", "Ctrl", "Enter"]
    empty = EmptyState(theme, sentence)
    qtbot.addWidget(empty)
    assert not empty.findChildren(KeyCap)
    empty.show()
    assert len([cap for cap in empty.findChildren(KeyCap) if cap.isVisible()]) == 2
    assert empty.accessibleName() == sentence


def test_an_empty_place_offers_its_one_action(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState(theme, "Who will you talk to? Add the first group.", "Add a group")
    qtbot.addWidget(empty)
    assert empty.button is not None
    with qtbot.waitSignal(empty.acted):
        empty.button.click()


def test_a_quote_stands_in_curly_marks_and_leans(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    theme.dress(qapp)
    quote = QuoteLabel(theme, "I only chase.")
    qtbot.addWidget(quote)
    quote.show()
    assert quote.text() == "“I only chase.”"
    assert quote.font().italic()
    qapp.setStyleSheet("")


@pytest.mark.parametrize("kind", [TickBox, Toggle])
def test_ticks_and_switches_turn_with_space(theme: Theme, qtbot: QtBot, kind: type[TickBox]) -> None:
    tick = kind(theme, "even out")
    qtbot.addWidget(tick)
    with qtbot.waitSignal(tick.toggled):
        qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()


def test_a_line_of_tags_breaks_where_it_must_and_mirrors(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=8)
    tags = [Tag(theme, f"tag number {number}") for number in range(6)]
    for tag in tags:
        flow.addWidget(tag)
    holder.resize(220, 200)
    holder.show()
    assert len({tag.y() for tag in tags}) > 1
    assert all(tag.geometry().right() <= 220 for tag in tags)
    assert flow.heightForWidth(2000) == tags[0].height()
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.activate()
    flow.setGeometry(holder.rect())
    assert tags[0].geometry().right() == 219


def test_a_number_can_be_read_and_changed_by_key(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    theme.dress(qapp)
    minutes = NumberField(theme, 0, 240, " min", "Minutes")
    qtbot.addWidget(minutes)
    minutes.setValue(20)
    minutes.show()
    line = minutes.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    qapp.setStyleSheet("")
    assert line.width() >= line.fontMetrics().horizontalAdvance("20 min")
    qtbot.keyClick(minutes, Qt.Key.Key_Up)
    assert minutes.value() == 21


def test_enter_presses_the_button_that_holds_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    pressed: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    named = {
        "words": Button(theme, "Add"),
        "sign": IconButton(theme, "add", "Add a group"),
        "link": LinkButton(theme, "x"),
    }
    for name, button in named.items():
        button.setParent(window)
        button.clicked.connect(lambda _=False, name=name: pressed.append(name))
    window.show()
    for button in named.values():
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == list(named)


def test_undo_in_a_field_is_the_fields_while_there_is_typing_and_then_the_studys(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = Line(theme)
    line.setParent(window)
    line.setText("As it was kept")
    undone: list[str] = []
    QShortcut(QKeySequence("Ctrl+Z"), window, lambda: undone.append("study"))
    window.show()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "!")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), undone) == ("As it was kept", [])
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), undone) == ("As it was kept", ["study"])


def test_words_that_a_button_has_no_room_for_end_in_dots(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Give every question minutes", "quiet", "ring")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    assert button._fitting(button.width()) == "Give every question minutes"
    assert button._fitting(120).endswith("…")
