"""The check list keeps its lines and cards, and shows just what it is given all the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator.ui.report.checks import Check, CheckList, CheckRow, Decision
from facilitator.ui.theme import Theme

answered: list[str] = []


def decision(place: str, words: str = "quiet") -> Decision:
    """Two places with the same words look alike; each has answers of its own."""
    return Decision("same", f"“{words}” stands in the text", "It was so.", (("Stay", lambda: answered.append(place)),))


def names(*places: str, state: str = "warn") -> Check:
    cards = tuple(decision(place) for place in places)
    return Check("names", "Names found", str(len(places)), "warn" if state == "warn" else "rec", cards)


FINE = Check("mail", "Addresses", "0")
MORE = Check("inside", "In this document", "3", "info")


@pytest.fixture
def checks(qtbot: QtBot) -> CheckList:
    theme = Theme()
    made = CheckList(theme)
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show()
    answered.clear()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def lines(checks: CheckList) -> list[tuple[str, ...]]:
    """The words that can be seen, line by line."""
    made = [each for each in checks.findChildren(CheckRow) if each.isVisible()]
    return [
        tuple(label.text() for label in row.findChildren(QLabel) if label.isVisible())
        for row in sorted(made, key=lambda row: row.y())
    ]


def test_lines_are_exchanged_by_others_in_the_same_rows(checks: CheckList) -> None:
    checks.show_checks([names("here"), FINE, MORE], afresh=True)
    rows = checks.rows
    checks.show_checks([FINE], afresh=True)
    assert lines(checks) == [("Addresses", "0")]
    assert checks.rows == rows[:1]
    checks.show_checks([FINE, MORE, names("here")], afresh=False)
    assert checks.rows == rows
    assert [row.check.id for row in rows] == ["mail", "inside", "names"]
    assert [row.button is not None and row.button.isVisible() for row in rows] == [False, False, True]
    assert [row.accessibleName() for row in rows] == ["Addresses: 0", "In this document: 3", "Names found: 1"]


def test_a_line_that_finds_nothing_any_more_is_not_bold_and_has_no_button(checks: CheckList) -> None:
    checks.show_checks([names("here")], afresh=True)
    bold = checks.rows[0].findChildren(QLabel)[0]
    assert bold.property("weight") == "bold"
    assert checks.open_first()
    checks.show_checks([Check("names", "Names found", "0")], afresh=False)
    assert bold.property("weight") == ""
    assert checks.cards == []
    assert lines(checks) == [("Names found", "0")]


def test_a_card_that_stays_answers_for_the_place_it_stands_for_now(checks: CheckList, qtbot: QtBot) -> None:
    checks.show_checks([names("first", "second")], afresh=True)
    checks.open_first()
    assert len(checks.cards) == 2
    qtbot.keyClick(checks.cards[0], Qt.Key.Key_1)
    assert answered == ["first"]
    checks.show_checks([names("second")], afresh=False)
    (card,) = checks.cards
    assert card.hasFocus()
    qtbot.keyClick(card, Qt.Key.Key_1)
    assert answered == ["first", "second"]


def test_a_card_is_made_anew_where_it_looks_otherwise(checks: CheckList) -> None:
    checks.show_checks([names("here")], afresh=True)
    checks.open_first()
    (before,) = checks.cards
    checks.show_checks([names("here", state="rec")], afresh=False)
    (after,) = checks.cards
    assert after is not before
    assert not before.isVisible()


def test_another_document_closes_what_was_open(checks: CheckList) -> None:
    checks.show_checks([names("here"), FINE], afresh=True)
    checks.open_first()
    checks.cards[0].clearFocus()
    checks.show_checks([names("there"), FINE], afresh=True)
    assert checks.cards == []
    button = checks.rows[0].button
    assert button is not None
    assert not button.isChecked()
    button.click()
    assert [card.decision.answers for card in checks.cards] == [checks.rows[0].check.decisions[0].answers]
    button.click()
    assert checks.cards == []
    assert button.hasFocus()
