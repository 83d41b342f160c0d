"""Whoever looks for something to do finds it, whichever pages have been visited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.app import Program, build
from facilitator.domain.study import Study
from facilitator.storage.opening import create_study
from facilitator.ui.actions import ActionSpec
from facilitator.ui.frame.finding import Finder
from facilitator.ui.frame.palette import Found

PAGES = ("prepare", "prepare.merge", "run", "run.room", "run.recordings", "findings", "reflect", "report")


@pytest.fixture
def program(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    create_study(tmp_path / "A.study", Study(title="T")).close()
    program = build(qapp, tmp_path / "home")
    qtbot.addWidget(program.window)
    assert program.open_folder(tmp_path / "A.study")
    yield program
    program.close_study()
    qapp.setStyleSheet("")


def find(program: Program, words: str) -> list[Found]:
    window = program.window
    finder = Finder(program.actions, window.run_action, window.go, lambda: None, lambda page: page in window.pages)
    return [found for part in finder.look(words) for found in part]


def offered(program: Program) -> dict[str, ActionSpec]:
    return {spec.id: spec for spec in program.actions if spec.place in PAGES and not spec.local}


def test_every_action_of_every_page_is_told_before_the_page_is_made(program: Program) -> None:
    assert "report.replace" not in program.actions, "a start need not know it"
    program.actions.all()
    told = offered(program)
    for page in PAGES:
        program.window.go(page)
    assert offered(program) == told


def test_an_action_of_a_page_that_nobody_has_visited_is_found_and_done_there(program: Program) -> None:
    (found,) = find(program, "next question or step")
    found.act()
    assert program.window.page is not None
    assert program.window.page.page_id == "run"


def test_what_begins_as_it_is_typed_comes_before_what_only_contains_it(program: Program) -> None:
    assert [found.text for found in find(program, "end s")] == ["End the session", "Jump to the ending question"]


def test_without_a_study_nothing_is_offered_that_needs_one(program: Program) -> None:
    program.show_start()
    assert find(program, "replace words") == []
