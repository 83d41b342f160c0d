"""Another copy is looked at first, taken in with one key, and what differs is decided in place."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Statement
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.study.merging import Merging
from facilitator.storage.opening import StudyFolder, create_study, open_study
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.main_window import MainWindow
from facilitator.ui.merge.page import MergePage
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.label import Label
from tests.clocks import HandClock


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    made = create_study(tmp_path / "Ours.study", Study(title="T"))
    with made.store.change("Begin") as change:
        change.add(Actor("sales", name="Sales", short="S"))
        change.add(Session("s1", actor="sales"))
        change.add(Statement("st", actor="sales", text="We hear first."))
    made.close()
    shutil.copytree(made.path, tmp_path / "Scribe.study")
    scribe = open_study(tmp_path / "Scribe.study")
    ours = open_study(made.path)
    with scribe.store.change("Work") as change:
        change.add(Note("n", session="s1", text="Who rings first?"))
        change.add(Note("m", session="s1", text="Nobody."))
        change.put(replace(scribe.store.need(Statement, "st"), text="They hear first."))
    with ours.store.change("Edit") as change:
        change.put(replace(ours.store.need(Statement, "st"), text="We hear it first."))
    scribe.close()
    yield ours
    ours.close()


@pytest.fixture
def page(study: StudyFolder, qtbot: QtBot) -> MergePage:
    theme, actions = Theme(), Actions()
    page = MergePage(theme, actions, study.store, Merging(study.store, study.path, HandClock()), study.path)
    window = MainWindow(theme, actions, {"prepare.merge": lambda: page})
    qtbot.addWidget(window)
    study.store.listen(window.apply_changes)
    window.go("prepare.merge")
    window.show()
    return page


def words(page: MergePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisibleTo(page))


def look(page: MergePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(ask, "folder", lambda *_: folder)
    page.choose_button.click()
    qtbot.waitUntil(lambda: page.come_panel.isVisible() or "could not" in words(page), timeout=10_000)


def test_nothing_is_written_before_it_was_seen(
    page: MergePage, study: StudyFolder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page.take_button.isEnabled()
    look(page, qtbot, monkeypatch, study.path.with_name("Scribe.study"))
    assert "New: 2 entries" in words(page)
    assert "Changed in both: 1" in words(page)
    assert study.store.find(Note) == []


def test_it_comes_in_and_what_differs_is_decided_in_place(
    page: MergePage, study: StudyFolder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(page, qtbot, monkeypatch, study.path.with_name("Scribe.study"))
    page.take_button.click()
    qtbot.waitUntil(lambda: len(study.store.find(Note)) == 2, timeout=10_000)
    qtbot.waitUntil(lambda: len(page.cards) == 1)
    qtbot.waitUntil(lambda: "We hear it first." in words(page) and "They hear first." in words(page))
    page.cards[0].buttons[1].click()
    assert study.store.need(Statement, "st").text == "They hear first."
    qtbot.waitUntil(lambda: page.cards == [])
    look(page, qtbot, monkeypatch, study.path.with_name("Scribe.study"))
    assert "nothing that is not here" in words(page)
    assert not page.take_button.isEnabled()


def test_undo_from_elsewhere_takes_the_differences_away(
    page: MergePage, study: StudyFolder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(page, qtbot, monkeypatch, study.path.with_name("Scribe.study"))
    page.take_button.click()
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=10_000)
    study.store.undo()
    assert page.cards == []
    assert study.store.find(Note) == []


def test_a_folder_that_is_no_copy_is_told(
    page: MergePage, study: StudyFolder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "folder", lambda *_: tmp_path)
    with qtbot.waitSignal(page.notice_requested, timeout=10_000) as told:
        page.choose_button.click()
    assert "not a study" in told.args[0]
    assert study.store.find(Note) == []
