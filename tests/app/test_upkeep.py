"""The list of recent studies is kept while one works, so that a program that is killed leaves it true."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.app import build
from facilitator.domain.actors import Actor
from facilitator.domain.study import Study
from facilitator.services.study.recent import RecentStudies
from facilitator.storage.opening import create_study


def test_a_study_that_is_killed_stands_in_the_list_as_far_as_it_had_come(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.app.upkeep.KEEP_UP_MS", 10)
    for name in ("config", "data"):
        (tmp_path / name).mkdir()
    create_study(tmp_path / "A.study", Study(title="A")).close()
    program = build(qapp, tmp_path)
    recent = RecentStudies(tmp_path / "config", program.clock)
    assert program.open_folder(tmp_path / "A.study")
    qtbot.waitUntil(lambda: len(recent.all()) == 1)
    assert recent.all()[0].groups == ()
    assert program.open is not None
    store = program.open.folder.store
    with store.change("Prepare") as change:
        change.add(Actor("g", name="Sales", short="S", kind="focus_group", colour="#1976C5"))
        change.put(Study(title="Who picks it up?"))
    qtbot.waitUntil(lambda: len(recent.all()[0].groups) == 1)
    assert (recent.all()[0].title, recent.all()[0].steps[0]) == ("Who picks it up?", "under_way")
    written = (tmp_path / "config" / "recent.json").stat().st_mtime_ns
    recent.keep_up(program.open.folder)
    assert (tmp_path / "config" / "recent.json").stat().st_mtime_ns == written, "nothing is new"
    program.close_study()
    program.window.close()
