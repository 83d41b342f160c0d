"""Prepare with many groups, long wordings and an empty list: nothing lies over anything, and no holes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.study import Study
from facilitator.paths import resource_dir
from facilitator.services.prepare.preparing import Preparing
from facilitator.services.prepare.question_banks import QuestionBanks
from facilitator.storage.opening import create_study
from facilitator.ui.actions import Actions
from facilitator.ui.prepare.page import PreparePage
from facilitator.ui.prepare.paste_form import PasteForm
from facilitator.ui.prepare.place_tabs import GROUPS, PEOPLE, QUESTIONS
from facilitator.ui.prepare.route_model import Column
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge

LONG = "What would have to change so that a customer tells the story only once, and who would do it?"


class HeldClock:
    """Stands still."""

    def now(self) -> datetime:
        return datetime(2026, 11, 18, 8, 0, tzinfo=UTC)

    def monotonic_ms(self) -> int:
        return 0


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    groups = [Actor(f"g{at}", name=f"Group {at}") for at in range(12)]
    with folder.store.change("Set up") as change:
        for group in groups:
            change.add(group)
        change.add(QuestionSet("set", name="Inside the firm", actors=tuple(group.id for group in groups)))
        change.add(Question("q", question_set="set", text=LONG))
    banks = QuestionBanks(resource_dir() / "templates" / "question_banks")
    preparing = Preparing(folder.store, folder.names, HeldClock())
    page = PreparePage(theme=Theme(), actions=Actions(), preparing=preparing, banks=banks)
    qtbot.addWidget(page)
    page.resize(1286, 640)
    folder.store.listen(page.receive)
    page.come()
    with qtbot.waitExposed(page):
        page.show()
    yield page
    folder.close()


def left_of(widget: QWidget, page: PreparePage) -> int:
    return widget.mapTo(page, QPoint()).x()


def test_the_badges_of_many_groups_leave_the_heading_its_words(page: PreparePage) -> None:
    head = page.route.head
    badges = [badge for badge in head.findChildren(Badge) if badge.isVisible()]
    more = next(label for label in head.findChildren(QLabel) if label.text() == "+9")
    assert [badge.look.letter for badge in badges] == ["G"] * 3
    assert head.name.width() > 150
    assert left_of(badges[-1], page) < left_of(more, page)
    assert left_of(more, page) + more.width() <= left_of(head.paste, page)


def test_lines_are_broken_anew_when_the_column_of_wordings_gets_another_width(page: PreparePage, qtbot: QtBot) -> None:
    table = page.route.table
    row, wide = page.route.model.place_of("q"), page.width()
    before = table.rowHeight(row)
    page.resize(wide - 300, page.height())
    qtbot.waitUntil(lambda: table.rowHeight(row) > before)
    assert sum(map(table.columnWidth, Column)) == table.viewport().width()
    page.resize(wide, page.height())
    qtbot.waitUntil(lambda: table.rowHeight(row) == before)


def test_the_row_whose_form_opens_stays_in_view(page: PreparePage, qtbot: QtBot) -> None:
    with page.route._desk.preparing.store.change("Add") as change:
        for at in range(9):
            change.add(Question(f"q{at}", question_set="set", text=f"{at} {LONG}"))
    table = page.route.table
    table.setFocus()
    table.put_cursor("q7", Column.WORDING)
    table.opened.emit("q7")
    row = page.route.model.place_of("q7")

    def in_view() -> bool:
        lies = table.visualRect(table.model().index(row, Column.WORDING))
        return page.side.isVisible() and lies.top() >= 0 and lies.bottom() <= table.viewport().height()

    qtbot.waitUntil(in_view)


def test_before_anything_is_pasted_the_caption_stands_right_above_its_box(page: PreparePage, qtbot: QtBot) -> None:
    page.route.paste_requested.emit()
    form = page.side.form
    assert isinstance(form, PasteForm)
    caption = next(label for label in form.findChildren(QLabel) if label.text().startswith("Paste or type"))

    def gap() -> int:
        return form.text.box.mapTo(page, QPoint()).y() - caption.mapTo(page, QPoint()).y() - caption.height()

    qtbot.waitUntil(lambda: form.text.box.isVisible() and 0 <= gap() < 16)


def test_with_large_type_each_list_has_the_page_to_itself_and_the_keyboard_brings_it_up(
    page: PreparePage, qtbot: QtBot
) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    assert not page.tabs.isVisible()
    page.theme.set_scale(1.5)
    qtbot.waitUntil(lambda: page.tabs.isVisible() and page.route.width() == page.width())
    assert (page.tabs.chosen, page.people.height()) == (QUESTIONS, 0)
    assert page.route.height() > page.height() * 3 // 4
    assert page.borders() == []
    page.tabs.buttons.button(PEOPLE).click()
    assert page.route.height() == 0
    assert page.people.isAncestorOf(QApplication.focusWidget() or page)
    page.left.groups.setFocus()
    qtbot.waitUntil(lambda: page.tabs.chosen == GROUPS and page.left.width() == page.width())
    page.route.table.setFocus()
    qtbot.waitUntil(lambda: page.route.width() == page.width() and page.route.height() > 0)
    page.route.paste_requested.emit()
    assert page.tabs.chosen == GROUPS, "the form lies there"
    page.close_side_panel()
    page.theme.set_scale(1.0)
    qtbot.waitUntil(lambda: not page.tabs.isVisible() and page.left.width() > 200)
    qtbot.waitUntil(lambda: min(page.route.height(), page.people.height()) > 100)
    assert page.route.width() > 700
    assert len(page.borders()) == 2


def test_a_page_that_begins_in_large_type_begins_with_its_tabs(qtbot: QtBot, page: PreparePage) -> None:
    page.hide()
    page.theme.set_scale(2.0)
    page.resize(1238, 600)
    page.show()
    qtbot.waitUntil(lambda: page.tabs.isVisible() and page.route.width() == 1238)
    assert page.route.table.columnWidth(Column.WORDING) > 300


def test_in_the_largest_type_groups_are_in_sight_beside_the_question_sets(qtbot: QtBot, page: PreparePage) -> None:
    page.hide()
    page.theme.set_scale(2.0)
    page.resize(1238, 560)
    page.show()
    page.tabs.buttons.button(GROUPS).click()
    groups, sets = page.left.groups, page.left.sets
    qtbot.waitUntil(lambda: groups.visibleRegion().boundingRect().height() > 300)
    assert left_of(sets, page) >= left_of(groups, page) + groups.width()
    page.theme.set_scale(1.0)
    page.resize(1286, 640)
    qtbot.waitUntil(lambda: left_of(sets, page) == left_of(groups, page) and sets.width() > 200)


def test_a_bar_of_the_rows_that_would_come_and_go_without_end_is_left_alone(
    page: PreparePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = page.route.table
    wide, narrow, told = table.fitted_to, table.fitted_to - 14, []

    def tell_the_other_width(_widths: dict[int, int]) -> None:
        """What Qt does at once where another height of the head takes the bar away, or brings it."""
        told.append(table.fitted_to)
        assert len(told) < 20
        table.resizeEvent(QResizeEvent(QSize(narrow if told[-1] == wide else wide, 200), QSize(told[-1], 200)))

    monkeypatch.setattr(table, "_fit_head", tell_the_other_width)
    table.fitted_to = 0
    table.resizeEvent(QResizeEvent(QSize(wide, 200), QSize(0, 200)))
    assert told == [wide, narrow]
    assert table.columnWidth(Column.WORDING) > 0
