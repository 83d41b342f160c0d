"""Enter, durable, visible: a line through the real page against one raw INSERT and commit with the same pragmas."""

import gc
import itertools
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.domain.actors import Actor
from facilitator.domain.ids import new_id
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import stamp
from facilitator.services.clock import SystemClock
from facilitator.storage.opening import PRAGMAS, StudyFolder, create_study
from facilitator.ui.actions import Actions
from facilitator.ui.run.page import RunPage
from facilitator.ui.run.session_view import SessionView
from facilitator.ui.theme import Theme
from tests.bench.measuring import Measure, took

LINE = "The ticket comes back three times before anybody reads what we had attached to it."
WORDS = LINE.lower().strip(".").split()
ROUNDS = 150
SERIES, LINES = 3, 40
BLOCKED_MS = 50.0
IDLE_MS = 12
"""Qt gathers what is to be painted for 5 ms; nobody types a line in less."""


def measures(folder: Path) -> Iterator[Measure]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme()
    theme.dress(app)
    for notes in (100, 100_000):
        yield from _at(folder, theme, notes)


def _at(folder: Path, theme: Theme, notes: int) -> Iterator[Measure]:
    study = _study(folder / f"{notes}.study", notes)
    page = _page(theme, study)
    assert page.view is not None
    typist = Typist(page.view)
    twin = _study(folder / f"{notes} raw.study", notes)
    ours, yardstick = _in_turns(typist, _raw_insert(twin))
    twin.close()
    yield Measure(f"Enter to visible, at {notes:,} notes ÷ a raw INSERT", ours, yardstick, limit=6.0, aim=3.0)
    longest = min(typist.longest_block() for _ in range(SERIES))  # what others do on the machine is not ours
    yield Measure(f"longest block of the window, at {notes:,} notes", longest, BLOCKED_MS, limit=1.0)
    page.go_away()
    page.deleteLater()
    assert study.store.count(Note) == notes + ROUNDS + SERIES * LINES, "an entry was lost"
    study.close()


def _in_turns(typist: "Typist", raw_insert: Callable[[], object]) -> tuple[float, float]:
    gc.collect()
    ours, yardstick = [], []
    for _ in range(ROUNDS):
        typist.type()
        ours.append(typist.enter())
        typist.rest()  # who types has been idle; so is the yardstick
        yardstick.append(took(raw_insert))
    return statistics.median(ours), statistics.median(yardstick)


class Typist:
    """Types into the real line and takes the time when the stream has painted the new row."""

    def __init__(self, view: SessionView) -> None:
        self._view = view
        self._words = random.Random(4)
        self._seen_at = 0.0
        self._paint_last = view.stream.paint_last
        view.stream.paint_last = self._painted  # type: ignore[method-assign]

    def _painted(self) -> None:
        self._paint_last()
        self._seen_at = time.perf_counter()

    def type(self) -> None:
        """A line, as far as it goes before Enter, and in other words than those before, whose picture would be kept."""
        QTest.keyClicks(self._view.line.text, "4q")
        self._view.line.text.insert(" ".join(self._words.choices(WORDS, k=16)))
        self.rest()

    def rest(self) -> None:
        """Until what follows from the keys, and from the entry before, has been painted."""
        idle = QEventLoop()
        QTimer.singleShot(IDLE_MS, idle.quit)
        idle.exec()

    def enter(self) -> float:
        """Ms from the key until the row is painted and its pixels are on the window's surface."""
        rows = self._view.stream.stream.rowCount()
        begun = time.perf_counter()
        QTest.keyClick(self._view.line.text, Qt.Key.Key_Return)
        assert self._view.stream.stream.rowCount() == rows + 1
        assert self._seen_at > begun, "the row was not painted at once"
        return (self._seen_at - begun) * 1000

    def longest_block(self) -> float:
        """The longest time, in ms, in which the event loop did not come round while lines were typed and kept."""
        beats: list[float] = []
        heart = QTimer(interval=0)
        heart.timeout.connect(lambda: beats.append(time.perf_counter()))
        heart.start()
        for _ in range(LINES):
            self.type()
            self.enter()
        heart.stop()
        return max(after - before for before, after in itertools.pairwise(beats)) * 1000


def _page(theme: Theme, study: StudyFolder) -> RunPage:
    page = RunPage(theme, Actions(), study.store, SystemClock())
    study.store.listen(page.receive)
    page.resize(1286, 688)
    page.show()
    page.come()
    return page


def _raw_insert(study: StudyFolder) -> Callable[[], object]:
    """The same row into the same table of a study of the same size, and nothing else."""
    connection = sqlite3.connect(study.database, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    names = [row[1] for row in connection.execute("PRAGMA table_info(notes)")]
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO notes ({', '.join(names)}) VALUES ({marks})"
    last = list(connection.execute("SELECT * FROM notes ORDER BY position DESC LIMIT 1").fetchone())
    at = names.index("position")

    def insert() -> None:
        last[0] = new_id()
        last[at] += 1
        connection.execute("BEGIN")
        connection.execute(sql, last)
        connection.execute("COMMIT")

    return insert


def _study(folder: Path, notes: int) -> StudyFolder:
    """A running session with so many entries in it."""
    study = create_study(folder, Study(title=folder.stem))
    started = stamp(SystemClock().now())
    with study.store.change("Fill") as change:
        change.put(Actor("g", name="Group"))
        change.put(QuestionSet("set", actors=("g",)))
        for number in range(1, 8):
            change.put(Question(f"q{number}", number, "set", f"What about {number}?", minutes=10))
        for seat in range(1, 7):
            change.put(Person(f"p{seat}", seat, f"Person {seat}", "g", seat))
        change.put(Session("s", actor="g", started_at=started, planned_minutes=90, question="q1"))
        for number in range(notes):
            change.put(
                Note(f"n{number:07}", float(number), "s", ("q1",), "idea", LINE, f"p{number % 6 + 1}", at_ms=number)
            )
    return study
