"""The whole main job in the real window: from an empty folder to what a group is shown, by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.app import Program, build
from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.reactions import Reaction, Showing
from facilitator.domain.sessions import Session
from facilitator.services.prepare.preparing import Preparing
from facilitator.storage.opening import StudyFolder
from facilitator.ui import ask
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.reflect.page import ReflectPage

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PASTED = """Opening: Say which desk you sit at. (5 min)
1. What is your group’s part, and where does it stop? (20 min)
   - Who takes it then?
Ending: What have we missed? (10 min)
"""


class Hands:
    """Two hands on the keyboard of the one window."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self.qtbot = qtbot

    @property
    def study(self) -> StudyFolder:
        assert self.program.open is not None
        return self.program.open.folder

    def press(self, *keys: Qt.Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.program.window, key, mod)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    for name in ("config", "data"):
        (tmp_path / name).mkdir()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = build(app, tmp_path)
    monkeypatch.setattr(ask, "text", lambda *_, **__: "Who picks it up?")
    program.window.resize(1366, 768)
    program.window.go("start")
    program.window.show()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    yield Hands(program, qtbot)
    program.window.close()


def prepare(hands: Hands) -> None:
    """Two groups by keys, a pasted route, and two people who agreed."""
    for name in ("Sales", "Development"):
        hands.press(Qt.Key.Key_G, mod=CTRL | SHIFT)
        hands.type(name)
        hands.press(Qt.Key.Key_Return)
        hands.press(Qt.Key.Key_Escape)
    preparing = Preparing(hands.study.store, hands.study.names, hands.program.clock)
    preparing.routing.add_set("Inside", [group.id for group in preparing.groups()])
    QGuiApplication.clipboard().setText(PASTED)
    hands.press(Qt.Key.Key_V, mod=CTRL | SHIFT)
    hands.press(Qt.Key.Key_Return, mod=CTRL)
    hands.press(Qt.Key.Key_Escape)
    for group, alias in zip(preparing.groups(), ("Ash", "Reed"), strict=True):
        person = preparing.seating.add_person(group.id, alias)
        with hands.study.store.change("Agree") as change:
            person = hands.study.store.need(Person, person.id)
            yes = Consent(True, True, True, True, True)
            change.put(Person(person.id, person.position, alias, group.id, 1, yes))


def run(hands: Hands) -> None:
    """The first group's session: an idea and a quote under the key question."""
    hands.press(Qt.Key.Key_2, mod=ALT)
    hands.press(Qt.Key.Key_F5)
    hands.press(Qt.Key.Key_F5, mod=SHIFT)  # the check of the room comes first; go on with notes only
    for _ in range(3):  # past welcome, ground rules and the opening question
        hands.press(Qt.Key.Key_F8)
    for keys in ("1a", "1q"):
        hands.type(keys)
        hands.press(Qt.Key.Key_Space)
        hands.type("We take the first call" if keys == "1a" else "I only chase")
        hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_E, mod=CTRL | SHIFT)


def find(hands: Hands) -> None:
    """A released statement with a released quote under it."""
    store = hands.study.store
    hands.press(Qt.Key.Key_3, mod=ALT)
    page = hands.program.window.page
    assert isinstance(page, FindingsPage)
    key = next(q for q in store.find(Question) if q.type == "key")
    sales = next(a for a in store.find(Actor) if a.name == "Sales")
    page.grid.choose_cell(sales.id, key.id)
    hands.press(Qt.Key.Key_T, mod=CTRL)
    hands.press(Qt.Key.Key_Return)
    page.grid.choose(store.find(Statement)[0].id)
    hands.press(Qt.Key.Key_I, mod=CTRL)
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_L, mod=CTRL)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_L, mod=CTRL)


def test_from_an_empty_folder_to_a_reaction_with_the_keyboard(hands: Hands) -> None:
    hands.press(Qt.Key.Key_N, mod=CTRL)
    store = hands.study.store
    prepare(hands)
    assert [q.type for q in store.find(Question)] == ["opening", "key", "ending"]
    assert store.find(Question)[1].probes == ("Who takes it then?",)

    run(hands)
    notes = store.find(Note)
    assert [(n.kind, n.text) for n in notes] == [("idea", "We take the first call"), ("quote", "I only chase")]
    assert {n.questions for n in notes} == {(store.find(Question)[1].id,)}
    assert all(n.speaker and n.at_ms is not None for n in notes)
    assert store.find(Session)[0].ended_at

    find(hands)
    (statement,), (quote,) = store.find(Statement), store.find(Quote)
    assert (statement.text, statement.status) == ("We take the first call", "released")
    assert (quote.statement, quote.released, quote.text) == (statement.id, True, "I only chase")

    reflect(hands, statement, quote)


def reflect(hands: Hands, statement: Statement, quote: Quote) -> None:
    store = hands.study.store
    hands.press(Qt.Key.Key_4, mod=ALT)
    page = hands.program.window.page
    assert isinstance(page, ReflectPage)
    development = next(a for a in store.find(Actor) if a.name == "Development")
    view = page.planning_view.matrix.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    hands.press(Qt.Key.Key_Space)
    assert [(d.viewer, d.shown) for d in store.find(Dot)] == [(development.id, statement.actor)]
    hands.press(Qt.Key.Key_F5)
    hands.press(Qt.Key.Key_F5, mod=SHIFT)  # the check of the room comes first; go on with notes only
    hands.press(Qt.Key.Key_B)
    shown = {s.about.id: s.text for s in store.find(Showing)}
    assert shown == {statement.id: "We take the first call", quote.id: "I only chase"}
    hands.type("1s")
    hands.press(Qt.Key.Key_Return)
    hands.type("Nobody told us")
    hands.press(Qt.Key.Key_Return)
    (reaction,) = store.find(Reaction)
    assert (reaction.kind, reaction.text) == ("surprised", "Nobody told us")
    assert reaction.speaker == store.find(Person, actor=development.id)[0].id


def test_every_action_has_a_key_and_a_name(hands: Hands) -> None:
    hands.program.open_sample()
    for place in ("prepare", "run", "findings", "reflect", "report"):
        hands.program.window.go(place)
    specs = list(hands.program.actions)
    assert [spec.id for spec in specs if not spec.shortcut] == []
    assert [spec.id for spec in specs if not spec.text.strip()] == []
    assert {spec.place for spec in specs} >= {"prepare", "run", "findings", "reflect", "report"}
