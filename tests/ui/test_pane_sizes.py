"""Where a border between panes was drawn, it is found again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from facilitator.app import Program, build


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("config", "data"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def program(home: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    program = started(home, qapp, qtbot)
    yield program
    program.window.close()


def started(home: Path, qapp: QApplication, qtbot: QtBot) -> Program:
    program = build(qapp, home)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    program.window.show()
    program.open_sample()
    return program


def splitter_of(program: Program, qtbot: QtBot, page: str, way: Qt.Orientation) -> QSplitter:
    program.window.go(page)
    assert program.window.page is not None
    here = [each for each in program.window.page.findChildren(QSplitter) if each.isVisible()]
    found = next(each for each in here if each.orientation() == way)
    qtbot.waitUntil(lambda: found.property("remembered") is not None)
    return found


def draw(splitter: QSplitter, qtbot: QtBot, by: int) -> list[int]:
    """Take the first border with the mouse and put it elsewhere."""
    handle = splitter.handle(1)
    here = handle.rect().center()
    step = QPoint(by, 0) if splitter.orientation() == Qt.Orientation.Horizontal else QPoint(0, by)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=here)
    qtbot.mouseMove(handle, here + step)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=here)
    return splitter.sizes()


@pytest.mark.parametrize(
    ("page", "way"),
    [
        ("prepare", Qt.Orientation.Horizontal),
        ("prepare", Qt.Orientation.Vertical),
        ("reflect", Qt.Orientation.Horizontal),
        ("report", Qt.Orientation.Vertical),
    ],
)
def test_a_border_is_where_it_was_drawn_after_a_restart(
    program: Program, home: Path, qapp: QApplication, qtbot: QtBot, page: str, way: Qt.Orientation
) -> None:
    splitter = splitter_of(program, qtbot, page, way)
    before = splitter.sizes()
    drawn = draw(splitter, qtbot, -40)
    assert drawn != before
    program.window.close()
    again = started(home, qapp, qtbot)
    splitter = splitter_of(again, qtbot, page, way)
    assert all(abs(one - other) <= 2 for one, other in zip(splitter.sizes(), drawn, strict=True))
    again.window.close()


def test_a_change_in_the_study_leaves_the_border_where_it_was_found_again(
    program: Program, home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    drawn = draw(splitter_of(program, qtbot, "prepare", Qt.Orientation.Vertical), qtbot, -60)
    program.window.close()
    again = started(home, qapp, qtbot)
    splitter = splitter_of(again, qtbot, "prepare", Qt.Orientation.Vertical)
    assert again.open is not None
    again.window.run_action("prepare.add_person")
    assert abs(splitter.sizes()[0] - drawn[0]) <= 2
    again.window.close()


def test_each_size_of_type_has_its_own_borders(program: Program, qtbot: QtBot) -> None:
    splitter = splitter_of(program, qtbot, "reflect", Qt.Orientation.Horizontal)
    drawn = draw(splitter, qtbot, -80)
    program.theme.set_scale(1.1)
    qtbot.waitUntil(lambda: str(splitter.property("remembered")).endswith("@110"))
    draw(splitter, qtbot, 30)
    program.theme.set_scale(1.0)
    qtbot.waitUntil(lambda: abs(splitter.sizes()[0] - drawn[0]) <= 2)


def test_what_is_kept_and_makes_no_sense_is_passed_over(
    program: Program, home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    sizes = splitter_of(program, qtbot, "prepare", Qt.Orientation.Horizontal).sizes()
    program.settings.change(panes=dict.fromkeys(("prepare/PreparePage/Horizontal/3@100", "x"), "no state"))
    program.window.close()
    again = started(home, qapp, qtbot)
    assert splitter_of(again, qtbot, "prepare", Qt.Orientation.Horizontal).sizes() == sizes
    again.window.close()
