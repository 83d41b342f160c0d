"""Enter, durable, visible: a captured line against one raw INSERT and commit with the same pragmas."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.capture import Capture
from facilitator.storage.opening import PRAGMAS, StudyFolder, create_study
from tests.bench.measuring import Measure, side_by_side

LINE = "The ticket comes back three times before anybody reads what we had attached to it."
ROUNDS = 150


def measures(folder: Path) -> Iterator[Measure]:
    for notes in (100, 100_000):
        study, session = _study(folder / f"{notes}.study", notes)
        ours, yardstick = side_by_side(_enter(study, session), _raw_insert(folder / f"{notes}.db"), ROUNDS)
        yield Measure(f"Enter to kept, at {notes:,} notes ÷ a raw INSERT", ours, yardstick, limit=6.0, aim=3.0)
        study.close()


def _enter(study: StudyFolder, session: Session) -> Callable[[], object]:
    capture = Capture(study.store, session, now_ms=lambda: 600_000)
    return lambda: capture.keep(LINE, at_ms=capture.mark())


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


def _study(folder: Path, notes: int) -> tuple[StudyFolder, Session]:
    study = create_study(folder, Study(title=folder.stem))
    session = Session("s", actor="g", started_at="2026-01-01T10:00:00+00:00")
    with study.store.change("Fill") as change:
        change.put(Actor("g", name="Group"))
        change.put(session)
        for number in range(notes):
            change.put(Note(f"n{number}", position=number, session="s", text=LINE, at_ms=number))
    return study, session
