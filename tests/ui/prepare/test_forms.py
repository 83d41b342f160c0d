"""The forms of Prepare under the fingers: Tab goes as one reads, Ctrl+Enter does what a form is for."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.domain.people import Person
from facilitator.domain.questions import QuestionSet
from facilitator.domain.sessions import Session
from facilitator.ui.prepare.study_forms import SessionForm, SetForm
from tests.ui.prepare.test_page import Room, enter, filled

__all__ = ["enter"]
BESIDE = 20
"""Fields in one row differ by less, rows by more."""


def detail(kind: str, room: Room) -> None:
    """Open the form of the first record of a kind."""
    bound = room.store.find(QuestionSet)[0]
    ids = {
        "actor": room.preparing.groups()[0].id,
        "set": bound.id,
        "question": room.page.route.model.rows[0].question.id,
        "person": room.store.find(Person)[0].id,
        "session": room.preparing.groups()[0].id,
        "steps": f"{bound.id}/welcome",
    }
    room.page.gestures.open_detail(kind, ids[kind])


def stops(room: Room) -> list[QWidget]:
    """What Tab leads to in the open form, in its order; a date is left after its parts."""
    form = room.page.side.form
    assert form is not None
    found: list[QWidget] = []
    for _ in range(40):
        now = QApplication.focusWidget()
        if now is None or not form.isAncestorOf(now):
            break
        if now not in found:
            found.append(now)
        room.press(Qt.Key.Key_Tab)
    return found


@pytest.mark.parametrize("kind", ["actor", "set", "question", "person", "session", "steps"])
def test_tab_goes_down_a_form_as_it_is_read(enter: Callable[..., Room], kind: str) -> None:
    room = enter(filled)
    detail(kind, room)
    form = room.page.side.form
    assert form is not None
    places = [(widget.mapTo(form, widget.rect().center()).y(), widget.accessibleName()) for widget in stops(room)]
    assert len(places) > 2
    for (upper, first), (lower, second) in pairwise(places):
        assert lower > upper - BESIDE, f"{first} before {second}"


def test_ctrl_enter_in_the_form_of_a_session_plans_it(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    detail("session", room)
    assert isinstance(room.page.side.form, SessionForm)
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [session.planned_minutes for session in room.store.find(Session)] == [90]
    assert len(room.texts()) == 3
    assert "Session planned for" in room.window.strip.sentence


def test_ctrl_enter_outside_an_open_form_adds_a_question(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    detail("session", room)
    room.go_to(0, 2)
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.store.count(Session) == 0
    assert len(room.texts()) == 4


def test_space_after_tab_in_the_form_of_a_set_binds_a_group_and_removes_nothing(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.chord(Qt.Key.Key_Q)
    assert isinstance(room.page.side.form, SetForm)
    room.press(Qt.Key.Key_Tab)
    room.press(Qt.Key.Key_Space)
    inside, new = room.store.find(QuestionSet)
    assert len(new.actors) == 1
    assert len(inside.actors) == 1
