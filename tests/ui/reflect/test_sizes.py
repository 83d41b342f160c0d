"""Large type and small windows: rows break, nothing is cut."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.ui.reflect.breaking import BreakingRow
from facilitator.ui.reflect.matrix_view import in_two_lines
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from tests.ui.reflect.conftest import Room


def test_a_row_breaks_where_it_does_not_fit_and_mends_again(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    buttons = Button(theme, "One rather long button"), Button(theme, "Another long button")
    row = BreakingRow(*buttons, parent=holder)
    row.resize(800, 40)
    holder.show()
    assert not row.is_broken
    row.resize(200, 80)
    assert row.is_broken
    row.resize(800, 40)
    assert not row.is_broken


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_the_middle_of_the_console_is_never_wider_than_its_room(
    console: Room, qapp: QApplication, scale: float
) -> None:
    console.type("b12a")
    console.page.theme.set_scale(scale)
    console.page.resize(1200, 600)
    qapp.sendPostedEvents()
    centre = console.console.places.splitter.widget(1)
    inner = console.console.stage.parentWidget()
    assert inner is not None
    assert centre is not None
    assert inner.minimumSizeHint().width() <= max(centre.width(), centre.minimumWidth())
    console.page.theme.set_scale(1.0)


def test_with_large_type_pack_and_screen_share_one_place(console: Room, qtbot: QtBot) -> None:
    console.page.resize(1286, 690)
    assert not console.console.places.is_tabbed
    console.page.theme.set_scale(1.5)
    qtbot.waitUntil(lambda: console.console.places.is_tabbed)
    console.page.theme.set_scale(1.0)
    qtbot.waitUntil(lambda: not console.console.places.is_tabbed)


def test_a_long_name_leaves_the_matrix_its_room(room: Room, qtbot: QtBot) -> None:
    with room.store.change("Name") as change:
        change.put(
            replace(room.store.need(Actor, "sales"), name="Qualitätssicherungs- und Freigabeverantwortliche " * 2)
        )
    page = room.page
    page.resize(1286, 690)
    page.open_matrix()
    page.planning_view.choose("sales")
    sizes = page.planning_view.splitter.sizes
    qtbot.waitUntil(lambda: sizes()[0] > sizes()[1] > 0)
    assert page.planning_view.pack.minimumSizeHint().width() < 600


def test_heads_of_rows_give_way_before_the_columns_of_the_matrix_scroll(room: Room, qtbot: QtBot) -> None:
    page = room.page
    page.open_matrix()
    view = page.planning_view.matrix.view
    layout = room.page.planning_view.matrix.layout()
    assert layout is not None
    layout.setEnabled(False)  # the width of the view is what is tried
    columns = view.model().columnCount()
    view.resize(columns * 112 + 150, 400)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    assert view.verticalHeader().width() < 180
    view.resize(columns * 112 + 60, 400)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    assert view.verticalHeader().width() == 180
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)


def test_what_does_not_fit_into_the_head_of_a_row_goes_on_below(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    words = "Tue 24 Nov 09:00, 60 min"
    assert in_two_lines(words, metrics, metrics.horizontalAdvance(words)) == (words,)
    assert in_two_lines(words, metrics, metrics.horizontalAdvance(words) - 1) == ("Tue 24 Nov 09:00,", "60 min")
    assert in_two_lines("Tue 24", metrics, metrics.horizontalAdvance("Tue ")) == ("Tue", "24")
    assert in_two_lines("unbroken", metrics, 5) == ("unbroken",)


def test_an_address_in_a_statement_does_not_widen_the_console(console: Room, qapp: QApplication) -> None:
    stage = console.console.stage
    inner = stage.parentWidget()
    assert inner is not None
    before = inner.minimumSizeHint().width()
    address = "https://example.org/" + "a-page-with-a-long-name/" * 20
    stage.statement.setText(address)
    qapp.sendPostedEvents()
    assert stage.statement.text() == address
    assert stage.statement.minimumSizeHint().width() <= before
