"""Light and dark, larger and smaller, while the program runs."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui.icons import NAMES, Icons
from facilitator.ui.theme import ROLES, STEPS, Theme
from facilitator.ui.tokens import DARK, LIGHT
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import Line
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Panel


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme()
    theme.dress(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {QColor(image.pixel(x, y)).name().upper() for x in range(image.width()) for y in range(image.height())}


def test_what_is_built_before_the_stylesheet_looks_and_measures_like_what_is_built_under_it(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    def built(theme: Theme) -> Panel:
        panel = Panel(theme)
        panel.body.addWidget(Label(theme, "Words", "title", "accent"))
        panel.body.addWidget(Button(theme, "Do it", "main"))
        panel.body.addWidget(Line(theme, "hint"))
        qtbot.addWidget(panel)
        return panel

    under = built(theme)
    qapp.setStyleSheet("")
    late = Theme()
    late.dress(qapp, starting=True)
    before = built(late)
    late.put_on_sheet()
    assert before.sizeHint() == under.sizeHint()
    assert before.grab().toImage() == under.grab().toImage()


def test_switching_to_dark_repaints_what_is_on_screen(theme: Theme, qtbot: QtBot) -> None:
    panel = Panel(theme)
    panel.body.addWidget(Label(theme, "Words"))
    panel.body.addWidget(Button(theme, "Do it", "main"))
    panel.body.addWidget(Badge(theme, "S", "group", 0))
    qtbot.addWidget(panel)
    panel.show()
    light = colours(panel)
    assert {LIGHT.surface.name().upper(), LIGHT.accent.name().upper(), "#1976C5"} <= light
    with qtbot.waitSignal(theme.changed):
        theme.set_dark(True)
    dark = colours(panel)
    assert {DARK.surface.name().upper(), DARK.accent.name().upper(), "#6FB4F2"} <= dark
    assert not {LIGHT.surface.name().upper(), "#1976C5"} & dark


def test_larger_type_makes_words_and_buttons_larger(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    label, button = Label(theme, "Words"), Button(theme, "Do it", shortcut_text="Ctrl+K")
    column = QVBoxLayout(holder)
    column.addWidget(label)
    column.addWidget(button)
    qtbot.addWidget(holder)
    holder.show()
    before = (label.sizeHint().height(), button.sizeHint().width(), button.sizeHint().height())
    theme.set_scale(2.0)
    after = (label.sizeHint().height(), button.sizeHint().width(), button.sizeHint().height())
    assert all(big > 1.6 * small for small, big in zip(before, after, strict=True))


def test_type_goes_up_and_down_in_steps_and_stops_at_both_ends(theme: Theme) -> None:
    seen = [theme.scale]
    for _ in range(10):
        theme.larger()
        seen.append(theme.scale)
    assert seen[: len(STEPS)] == list(STEPS)
    assert seen[-1] == 2.0
    for _ in range(10):
        theme.smaller()
    assert theme.scale == 1.0


def test_every_role_of_type_is_at_least_eleven_pixels_and_in_points(theme: Theme) -> None:
    for role, (pixels, bold) in ROLES.items():
        font = theme.font(role)
        assert font.pointSizeF() == pytest.approx(pixels * 0.75)
        assert font.bold() == bold
    assert min(size for size, _ in ROLES.values()) == 11


def test_a_role_on_a_label_reaches_the_letters(theme: Theme, qtbot: QtBot) -> None:
    title = Label(theme, "Good morning", "title")
    qtbot.addWidget(title)
    title.show()
    assert title.font().pointSizeF() == pytest.approx(18)
    assert title.font().bold()


def test_every_icon_named_here_exists_in_the_font(qapp: QApplication) -> None:
    icons = Icons()
    for name in NAMES:
        image = icons.pixmap(name, QColor("black"), 24).toImage()
        drawn = any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
        assert drawn, name


def test_an_icon_is_drawn_once_for_each_colour(qapp: QApplication) -> None:
    icons = Icons()
    first = icons.pixmap("add", QColor("black"))
    assert icons.pixmap("add", QColor("black")).cacheKey() == first.cacheKey()
    assert icons.pixmap("add", QColor("red")).cacheKey() != first.cacheKey()
