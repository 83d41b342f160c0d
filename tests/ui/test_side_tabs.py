"""With large type a panel lies in the place of the centre as a tab, and the keyboard brings up whichever it is in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter
from pytestqt.qtbot import QtBot

from facilitator.ui.frame.side_tabs import SideTabs
from facilitator.ui.theme import Theme


class Desk:
    """A centre and two panels, none of them open, in a window of 1286 px."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self.theme = Theme()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.centre, self.quote, self.tray = (QLineEdit() for _ in range(3))
        for widget, name in ((self.centre, ""), (self.quote, "Quote"), (self.tray, "Ideas")):
            widget.setAccessibleName(name)
            widget.setMinimumWidth(300)
        self.splitter.addWidget(self.centre)
        self.splitter.addWidget(self.quote)
        self.places = SideTabs(self.theme, self.splitter, "Cards")
        self.splitter.addWidget(self.tray)  # made later, as when it is first wanted
        self.quote.hide()
        self.tray.hide()
        qtbot.addWidget(self.places)
        self.places.resize(1286, 600)
        with qtbot.waitActive(self.places):
            self.places.show()
        self.centre.setFocus()

    def widths(self) -> tuple[int, int]:
        """Of the centre, and of the panel that is open."""
        side = self.places.side
        return self.centre.width() if self.centre.x() >= 0 else 0, side.width() if side and side.x() >= 0 else 0


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Desk:
    return Desk(qapp, qtbot)


def test_at_usual_type_both_stand_side_by_side(desk: Desk, qtbot: QtBot) -> None:
    desk.quote.show()
    qtbot.waitUntil(lambda: min(desk.widths()) >= 300)
    assert not desk.places.is_tabbed
    assert not desk.places.tabs.isVisible()


def test_with_large_type_the_panel_is_a_tab_and_the_centre_keeps_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    desk.theme.set_scale(1.5)
    desk.quote.show()
    qtbot.waitUntil(lambda: desk.places.is_tabbed)
    assert desk.places.tabs.isVisible()
    assert desk.widths() == (1286, 0)
    assert desk.quote.isVisible(), "it is open, only under the other tab"
    desk.theme.set_scale(1.0)
    qtbot.waitUntil(lambda: not desk.places.is_tabbed and min(desk.widths()) >= 300)


def test_the_keyboard_brings_up_the_tab_it_goes_to(desk: Desk, qtbot: QtBot) -> None:
    desk.theme.set_scale(1.5)
    desk.tray.show()
    qtbot.waitUntil(lambda: desk.places.is_tabbed)
    desk.tray.setFocus()
    assert desk.widths() == (0, 1286)
    desk.centre.setFocus()
    assert desk.widths() == (1286, 0)
    qtbot.mouseClick(desk.places.button(1), Qt.MouseButton.LeftButton)
    assert desk.tray.hasFocus()
    assert desk.places.button(1).text() == "Ideas"
    desk.tray.hide()
    qtbot.waitUntil(lambda: not desk.places.tabs.isVisible())
    assert desk.widths() == (1286, 0)
