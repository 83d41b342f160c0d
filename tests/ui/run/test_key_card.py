"""F1 in Run: the grammar and the keys of a session on one page, with own keys, and never for the audience."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QApplication, QLabel

from facilitator.domain.grammar import KIND_KEYS, SIGN_KEYS
from facilitator.export.proof_pdf import pdf_parts
from facilitator.ui.actions import Actions
from facilitator.ui.frame.commands import window_actions
from facilitator.ui.frame.keyspanel import KeysPanel
from facilitator.ui.notices import Notices
from facilitator.ui.run.commands import run_actions
from facilitator.ui.run.key_card import KeyCard
from facilitator.ui.run.key_card_paper import write_card
from facilitator.ui.run.key_card_words import card_parts
from facilitator.ui.theme import Theme
from tests.ui.run.conftest import Room


@pytest.fixture
def actions(theme: Theme) -> Actions:
    made = Actions()
    for spec in (*window_actions(), *run_actions()):
        made.add(spec)
    return made


def keys_of(actions: Actions) -> list[str]:
    return [key for part in card_parts(actions) for row in part.rows for key in row.keys.split()]


def test_the_whole_grammar_is_on_the_card(actions: Actions) -> None:
    found = [key.replace("−", "-") for key in keys_of(actions)]
    assert set(KIND_KEYS) | set(SIGN_KEYS) <= set(found)
    assert sum(len(part.rows) for part in card_parts(actions)) <= 30


def test_keys_that_the_user_has_changed_stand_on_the_card_as_they_are(actions: Actions) -> None:
    assert "F9" in keys_of(actions)
    actions.rebind_key("run.moment", "Ctrl+B")
    assert "F9" not in keys_of(actions)
    assert "Ctrl+B" in keys_of(actions)


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter])
def test_it_is_printed_on_one_page_whatever_the_paper(
    theme: Theme, actions: Actions, tmp_path: Path, size: QPageSize.PageSizeId
) -> None:
    path = tmp_path / "card.pdf"
    assert write_card(path, "Key card", card_parts(actions), size) <= 1
    pdf = path.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert "a quote, word for word" in " ".join(" ".join(pdf_parts(pdf)).split())


def test_the_button_puts_it_into_the_folder_of_exports(theme: Theme, actions: Actions, tmp_path: Path) -> None:
    said: list[str] = []
    card = KeyCard(theme, actions, tmp_path, said.append)
    card.paper.click()
    assert (tmp_path / "Key card.pdf").read_bytes().startswith(b"%PDF")
    assert said == ["The key card lies in the folder of exports: Key card.pdf"]
    lost = KeyCard(theme, actions, tmp_path / "gone", said.append)
    assert lost.print_card() is None
    assert "cannot be written" in said[-1]


def test_f1_shows_it_above_the_keys_and_the_audience_never_sees_it(room: Room, theme: Theme) -> None:
    panel = KeysPanel(theme, room.actions, Notices(), room.page)
    room.audience.open(room.page.window())
    room.audience.set_black(False)
    before = room.audience.view
    panel.open(room.page)
    words = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert "Seat, kind, Space, words, Enter" in words
    assert words.index("Write down what is said".upper()) < words.index("Run".upper())
    assert room.audience.view == before
    window = room.audience.window
    assert window is not None
    assert window.findChildren(KeyCard) == []


def test_it_opens_no_window_that_would_take_the_keyboard(theme: Theme, actions: Actions, tmp_path: Path) -> None:
    before = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    card = KeyCard(theme, actions, tmp_path, print)
    assert [window for window in QApplication.topLevelWidgets() if window.isVisible()] == before
    assert card.paper.isVisibleTo(card)


def test_other_pages_have_no_card(make_room: Callable[[], Room], theme: Theme) -> None:
    from facilitator.ui.page import Page

    assert Page(theme).card() is None


def test_words_of_another_language_are_drawn_smaller_rather_than_on_a_second_page(
    theme: Theme, actions: Actions, tmp_path: Path
) -> None:
    long = [
        part._replace(rows=tuple(row._replace(words=f"{row.words}, {row.words}") for row in part.rows))
        for part in card_parts(actions)
    ]
    assert write_card(tmp_path / "card.pdf", "Key card", long) <= 1
