"""Enter, durable, visible: a captured line against one raw INSERT and commit with the same pragmas."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from facilitator.app import build
from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.capture import Capture
from facilitator.services.ports import SystemClock
from facilitator.storage.opening import PRAGMAS, create_study, open_study
from facilitator.ui.run.page import RunPage
from tests.bench.measuring import Measure, side_by_side, took

LINE = "The ticket comes back three times before anybody reads what we had attached to it."
ROUNDS = 150
BLOCKED_MS = 50.0


def measures(folder: Path) -> Iterator[Measure]:
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    for notes in (100, 100_000):
        study = folder / f"{notes}.study"
        _fill(study, notes)
        insert = _raw_insert(folder / f"{notes}.db")
        with _kept_by_service(study) as keep:
            ours, yardstick = side_by_side(keep, insert, ROUNDS)
        yield Measure(f"Enter to kept, {notes:,} notes ÷ a raw INSERT", ours, yardstick, limit=6.0, aim=3.0)
        with _typing(qt, study, folder) as (type_line, enter):
            rounds = [_round(qt, type_line, enter, insert) for _ in range(ROUNDS)]
        entered, painted, raw = (list(column) for column in zip(*rounds, strict=True))
        name = f"{notes:,} notes"
        yield Measure(f"Enter to seen, {name} ÷ a raw INSERT", median(entered), median(raw), limit=6.0, aim=3.0)
        yield Measure(f"the longest turn of the window, {name} ÷ 50 ms", max(entered + painted), BLOCKED_MS, limit=1.0)


def _round(
    qt: QApplication, type_line: Callable[[], None], enter: Callable[[], None], insert: Callable[[], object]
) -> tuple[float, float, float]:
    """Ms of Enter, of painting what it changed, and of the raw insert."""
    type_line()
    qt.processEvents()
    return took(enter), took(qt.processEvents), took(insert)


@contextmanager
def _kept_by_service(folder: Path) -> Iterator[Callable[[], object]]:
    study = open_study(folder)
    capture = Capture(study.store, study.store.need(Session, "s"), now_ms=lambda: 600_000)
    yield lambda: capture.keep(LINE, at_ms=capture.mark())
    study.close()


@contextmanager
def _typing(qt: QApplication, folder: Path, home: Path) -> Iterator[tuple[Callable[[], None], Callable[[], None]]]:
    """The window on a running session: how to type a line, and Enter until the stream has taken it up."""
    for kind in ("config", "data"):
        (home / kind).mkdir(exist_ok=True)
    program = build(qt, home)
    program.open_folder(folder)
    program.window.resize(1366, 768)
    program.window.show()
    page = program.window.page
    assert isinstance(page, RunPage)
    assert page.view is not None
    field, stream = page.view.line.text, page.view.stream.stream

    def enter() -> None:
        before = stream.rowCount()
        qt.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r"))
        assert stream.rowCount() == before + 1
        assert not field.text()

    yield lambda: field.setText(LINE), enter
    program.show_start()
    program.window.close()


def _raw_insert(path: Path) -> Callable[[], object]:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, session TEXT, kind TEXT, text TEXT, at_ms INTEGER)")

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO notes VALUES (NULL, 's', 'idea', ?, 600000)", (LINE,))
        connection.execute("COMMIT")

    return insert


def _fill(folder: Path, notes: int) -> None:
    study = create_study(folder, Study(title=folder.stem))
    with study.store.change("Fill") as change:
        change.put(Actor("g", name="Group"))
        change.put(Session("s", actor="g", started_at=SystemClock().now().isoformat()))
        for number in range(notes):
            change.put(Note(f"n{number}", position=number, session="s", text=LINE, at_ms=number))
    study.close()
