"""Closing the window in the middle of something: nothing goes on behind the closed study."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.app import Program, build
from facilitator.domain.actors import Actor
from facilitator.domain.questions import QuestionSet
from facilitator.ui.jobs import finish_jobs, run_job
from facilitator.ui.run.page import RunPage


@pytest.fixture
def program(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    for name in ("config", "data"):
        (tmp_path / name).mkdir()
    program = build(qapp, tmp_path)
    qtbot.addWidget(program.window)
    program.window.show()
    program.open_sample()
    yield program
    program.window.close()


def running_timers(program: Program) -> list[str]:
    """Of the pages, once or again and again, and of the window what repeats itself."""
    pages = program.window.pages.findChildren(QTimer)
    found = (t for t in program.window.findChildren(QTimer) if t.isActive() and (t in pages or not t.isSingleShot()))
    return [f"{type(timer.parent()).__name__} every {timer.interval()} ms" for timer in found]


def test_no_clock_of_a_running_session_ticks_on(program: Program, qtbot: QtBot) -> None:
    program.window.go("run")
    page = program.window.page
    assert isinstance(page, RunPage)
    assert program.open is not None
    with program.open.folder.store.change("Bind") as change:
        inside = program.open.folder.store.find(QuestionSet)[0]
        change.add(Actor("night", name="Night shift", short="N"))
        change.put(replace(inside, actors=(*inside.actors, "night")))
    page.start("night")
    assert page.view is not None
    page.view.line.text.setText("half typed")
    page.view.line.text.textEdited.emit("half typed")
    assert running_timers(program)
    program.window.close()
    qtbot.waitUntil(lambda: running_timers(program) == [])


def test_no_clock_of_a_reflection_ticks_on(program: Program, qtbot: QtBot) -> None:
    program.window.go("reflect")
    program.window.close()
    qtbot.waitUntil(lambda: running_timers(program) == [])


def test_work_that_was_begun_comes_to_its_end_and_nobody_is_told(qapp: QApplication) -> None:
    told: list[object] = []
    done: list[int] = []
    run_job(lambda: done.append(1), on_done=told.append)
    finish_jobs()
    assert done == [1]
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    qapp.sendPostedEvents()
    assert told == []
