"""What every page does with changes while another one is on show."""

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.changes import Changes
from facilitator.ui.page import Page
from facilitator.ui.theme import Theme


class Told(Page):
    """Keeps what it was told."""

    def __init__(self) -> None:
        super().__init__(Theme())
        self.told: list[Changes] = []

    def apply_changes(self, changes: Changes) -> None:
        self.told.append(changes)


@pytest.fixture
def page(qtbot: QtBot) -> Told:
    made = Told()
    qtbot.addWidget(made)
    return made


def test_what_happened_elsewhere_is_taken_in_at_once_and_not_change_by_change(page: Told) -> None:
    page.come()
    page.go_away()
    for at in range(300):
        page.receive(Changes.of("Keep note", [("Note", str(at))]))
    assert page.told == []

    page.come()
    assert page.told == [Changes.of("Keep note", [("Note", str(at)) for at in range(300)])]


def test_a_page_that_missed_nothing_is_told_nothing(page: Told) -> None:
    page.come()
    page.go_away()
    page.come()
    assert page.told == []


def test_a_page_on_show_is_told_at_once(page: Told) -> None:
    page.come()
    page.receive(Changes("Rename group"))
    assert page.told == [Changes("Rename group")]
