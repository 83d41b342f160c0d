"""A key does one thing in one place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.errors import UserError
from facilitator.ui.actions import Actions, ActionSpec


def spec(action_id: str, key: str, place: str = "", *, local: bool = False) -> ActionSpec:
    return ActionSpec(action_id, action_id.title(), (key,), place=place, local=local)


@pytest.mark.parametrize(
    ("first", "second"), [("", ""), ("", "run"), ("run", ""), ("run", "run")], ids=lambda place: place or "everywhere"
)
def test_a_key_that_is_taken_is_refused_with_both_names(qtbot: QtBot, first: str, second: str) -> None:
    actions = Actions()
    actions.add(spec("strike", "Ctrl+Shift+X", first))
    with pytest.raises(UserError, match=r"Ctrl\+Shift\+X already means “Strike”.*“Split”"):
        actions.add(spec("split", "shift+ctrl+x", second))
    assert "split" not in actions


def test_two_pages_may_use_one_key(qtbot: QtBot) -> None:
    actions = Actions()
    actions.add(spec("next_question", "F8", "run"))
    actions.add(spec("next_item", "F8", "reflect"))
    assert [each.id for each in actions.at("reflect")] == ["next_item"]


def test_a_key_of_ones_own_takes_the_place_of_the_usual_one(qtbot: QtBot) -> None:
    actions = Actions({"search": "Ctrl+F"})
    actions.add(spec("search", "Ctrl+K"))
    assert actions.spec("search").shortcut == "Ctrl+F"
    actions.add(spec("kind", "Ctrl+K"))


def test_a_new_key_is_refused_when_another_action_has_it(qtbot: QtBot) -> None:
    actions = Actions()
    actions.add(spec("search", "Ctrl+K"))
    actions.add(spec("undo", "Ctrl+Z"))
    with pytest.raises(UserError):
        actions.rebind_key("search", "Ctrl+Z")
    actions.rebind_key("search", "Ctrl+F")
    assert actions.action("search").shortcut().toString() == "Ctrl+F"


def test_only_the_keys_of_the_page_on_show_and_those_of_everywhere_work(qtbot: QtBot) -> None:
    done: list[str] = []
    actions = Actions()
    window = QWidget()
    qtbot.addWidget(window)
    actions.add(spec("one", "F7", "run"), lambda: done.append("run"))
    actions.add(spec("two", "F7", "reflect"), lambda: done.append("reflect"))
    actions.add(spec("help", "F1"), lambda: done.append("help"))
    actions.attach(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    for place in ("run", "reflect", "report"):
        actions.show_place(place)
        qtbot.keyClick(window, Qt.Key.Key_F7)
        qtbot.keyClick(window, Qt.Key.Key_F1)
    assert done == ["run", "help", "reflect", "help", "help"]


def test_a_local_key_is_listed_but_left_to_the_widget(qtbot: QtBot) -> None:
    actions = Actions()
    actions.add(spec("tick", "Space", "run", local=True))
    assert actions.action("tick").shortcuts() == []
    assert actions.at("run")[0].shortcut == "Space"


def test_an_action_that_is_off_does_nothing_and_says_why(qtbot: QtBot) -> None:
    done: list[str] = []
    actions = Actions()
    actions.add(spec("undo", "Ctrl+Z"), lambda: done.append("undo"))
    actions.set_disabled_reason("undo", "Nothing to undo.")
    actions.trigger("undo")
    assert done == []
    assert actions.action("undo").toolTip() == "Nothing to undo."
    actions.set_disabled_reason("undo", "")
    actions.trigger("undo")
    assert done == ["undo"]


def test_a_page_that_is_built_again_takes_over_its_actions(qtbot: QtBot) -> None:
    done: list[str] = []
    actions = Actions()
    actions.add(spec("next", "F8", "run"), lambda: done.append("old"))
    actions.add(spec("next", "F8", "run"), lambda: done.append("new"))
    actions.trigger("next")
    assert done == ["new"]


def test_a_key_of_ones_own_that_something_else_has_by_now_gives_way_to_the_usual_one(qtbot: QtBot) -> None:
    actions = Actions({"later": "F3"})
    actions.add(ActionSpec("first", "First", ("F3",)))
    actions.add(ActionSpec("later", "Later", ("F4",)))
    assert actions.spec("later").shortcut == "F4"
    assert Actions({"later": "F7"}).add(ActionSpec("later", "Later", ("F4",))).shortcut().toString() == "F7"


def test_a_key_that_was_given_is_told_so_that_it_can_be_kept(qtbot: QtBot) -> None:
    actions = Actions()
    actions.add(ActionSpec("first", "First", ("F3",)))
    with qtbot.waitSignal(actions.rebound) as told:
        actions.rebind_key("first", "F9")
    assert told.args == ["first", "F9"]
