"""Painted parts where writing runs from right to left."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.ui.prepare.actors_list import ActorDelegate, ActorRow, ActorsModel
from facilitator.ui.reflect.reaction_row import ReactionButton
from facilitator.ui.reflect.words import ReactionWord
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.cards import ClickableCard
from facilitator.ui.widgets.fields import ChoiceBox, SearchField, TickBox
from facilitator.ui.widgets.keycap import caps_width
from facilitator.ui.widgets.tag import Tag

WIDE, TALL = 300, 32
Maker = Callable[[Theme], QWidget]


def aligned(theme: Theme) -> QWidget:
    button = Button(theme, "Add", icon="add")
    button.align_left()
    return button


def ticked(theme: Theme) -> QWidget:
    tick = TickBox(theme, "Yes")
    tick.setChecked(True)
    return tick


def chosen(theme: Theme) -> QWidget:
    card = ClickableCard(theme, "Sales")
    card.set_selected(True)
    return card


def choice(theme: Theme) -> QWidget:
    box = ChoiceBox(theme)
    box.addItem("All")
    return box


PARTS: dict[str, Maker] = {
    "button": aligned,
    "tick box": ticked,
    "card": chosen,
    "choice": choice,
    "tag": lambda theme: Tag(theme, "checked", "ok", "tick"),
    "bar": lambda theme: ProgressBar(theme, 0.2, height=TALL),
    "search": lambda theme: SearchField(theme, ""),
    "reaction": lambda theme: ReactionButton(theme, ReactionWord("agree", "Ctrl+A", "Agree")),
}


def picture(widget: QWidget, direction: Qt.LayoutDirection, wide: int = WIDE) -> QImage:
    widget.setLayoutDirection(direction)
    widget.setFixedSize(wide, TALL)
    widget.show()
    return widget.grab().toImage()


def weight(image: QImage, left: int, right: int) -> int:
    """How many pixels between two columns differ from the ground in the middle of the picture's top."""
    ground = image.pixelColor(image.width() // 2, 4)
    return sum(
        abs(image.pixelColor(x, y).lightness() - ground.lightness()) > 24
        for x in range(left, right)
        for y in range(4, TALL - 4)
    )


@pytest.mark.parametrize("name", PARTS)
def test_what_stands_at_one_end_stands_at_the_other(name: str, qtbot: QtBot) -> None:
    theme = Theme()
    widget = PARTS[name](theme)
    qtbot.addWidget(widget)
    forth = picture(widget, Qt.LayoutDirection.LeftToRight)
    back = picture(widget, Qt.LayoutDirection.RightToLeft)
    ends = [(weight(image, 2, WIDE // 2), weight(image, WIDE // 2, WIDE - 2)) for image in (forth, back)]
    (left, right), (left_back, right_back) = ends
    assert abs(left - right) > 20, "the part has nothing to tell its ends apart"
    assert (left > right) != (left_back > right_back)


def test_a_button_turns_its_words_sign_and_keys_round_but_not_the_keys_themselves(qtbot: QtBot) -> None:
    button = Button(Theme(), "Save", "plain", "save", "Ctrl+E")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    forth = picture(button, Qt.LayoutDirection.LeftToRight, wide)
    back = picture(button, Qt.LayoutDirection.RightToLeft, wide)
    caps = round(caps_width(Theme(), "Ctrl+E"))
    sign, keys = weight(forth, 12, 30), weight(forth, wide - 12 - caps, wide - 12)
    assert abs(weight(back, wide - 30, wide - 12) - sign) <= sign // 10
    assert abs(weight(back, 12, 12 + caps) - keys) <= keys // 10
    assert sign != keys


@pytest.mark.parametrize(("icon", "turns"), [("left", True), ("undo", True), ("play", False), ("close", False)])
def test_signs_that_point_along_the_line_turn_round(icon: str, turns: bool, qtbot: QtBot) -> None:
    button = IconButton(Theme(), icon, "Sign")
    qtbot.addWidget(button)
    forth = picture(button, Qt.LayoutDirection.LeftToRight, TALL)
    back = picture(button, Qt.LayoutDirection.RightToLeft, TALL)
    assert (forth != back) is turns


def test_a_group_has_its_badge_where_its_line_begins(qtbot: QtBot) -> None:
    theme = Theme()
    model = ActorsModel()
    sales = Actor("sales", name="Sales", short="S", kind="focus_group", colour="#1976C5")
    model.show_rows([ActorRow(sales, "six people")])
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(ActorDelegate(theme))
    qtbot.addWidget(view)
    view.resize(300, 60)
    hues = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        view.setLayoutDirection(direction)
        view.show()
        image = view.viewport().grab().toImage()
        hues.append([image.pixelColor(x, 12).hue() for x in (22, image.width() - 22)])
    assert hues[0] == hues[1][::-1]
    assert hues[0][0] != hues[0][1]
