"""PySide6 6.12.0 lost a reference to True, None or a small number on most calls and ended in an abort of the process.

A sound release leaves the counts of these shared objects as they were. (Python 3.12 and newer count no references to
them; there the test shows only that nothing aborts.)
"""

import sys
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

ROUNDS = 3000
AT_A_TIME = 20
SLACK = 30
"""What the interpreter does on its own may change. Looking every few rounds ends in a failed test, not in an abort."""


class Speaker(QObject):
    said = Signal(object)
    agreed = Signal(bool)
    counted = Signal(int)


class Rows(QAbstractListModel):
    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 1

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> Any:
        return None


def counts() -> dict[str, int]:
    return {repr(value): sys.getrefcount(value) for value in (True, False, None, 1, 7)}


def keep(_value: object) -> None:
    """A slot that does nothing with what it is told."""


def emit(speaker: Speaker) -> None:
    for value in (True, False, None, 1, 7):
        speaker.said.emit(value)
    speaker.agreed.emit(True)
    speaker.counted.emit(7)


def ask(rows: Rows, box: QCheckBox) -> None:
    box.setChecked(not box.isChecked())
    box.setProperty("kept", None)
    box.property("kept")
    rows.index(0).data(Qt.ItemDataRole.DisplayRole)
    rows.rowCount()


@pytest.mark.parametrize("through", ["signals", "calls"])
def test_shared_objects_keep_their_references(qtbot: QtBot, through: str) -> None:
    speaker, rows, box = Speaker(), Rows(), QCheckBox("kept")
    qtbot.addWidget(box)
    for signal in (speaker.said, speaker.agreed, speaker.counted, box.toggled):
        signal.connect(keep)
    emit(speaker)
    ask(rows, box)
    before = counts()
    for done in range(ROUNDS):
        if through == "signals":
            emit(speaker)
        else:
            ask(rows, box)
        if done % AT_A_TIME == 0:
            assert lost(before) == {}, f"after {done} rounds"
    assert lost(before) == {}


def lost(before: dict[str, int]) -> dict[str, int]:
    now = counts()
    return {value: now[value] - before[value] for value in before if abs(now[value] - before[value]) > SLACK}
