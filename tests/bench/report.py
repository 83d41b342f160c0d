"""The Report page with 10,000 statements: the longest time in which the window does not come round, step by step.

A timer of one ms beats in the real window; the longest time between two beats counts, whatever made it: our own work,
a thread that does not let go, or painting. All acts of a step are done SERIES times, so they lead back to where they
began, and the median of each counts: the best would hide what blocks every other time.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.study import Study
from facilitator.services.clock import SystemClock
from facilitator.services.documents.reporting import Reporting
from facilitator.services.reflection.planning import Planning
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.storage.store import Change
from facilitator.ui.actions import Actions
from facilitator.ui.jobs import collect_seldom
from facilitator.ui.main_window import MainWindow
from facilitator.ui.report.desk import ReportDesk
from facilitator.ui.report.page import ReportPage
from facilitator.ui.report.printing import print_pdf
from facilitator.ui.theme import Theme
from tests.bench.measuring import Measure
from tests.bench.words import Speech

STATEMENTS, QUESTIONS, GROUPS, PEOPLE = 10_000, 50, 4, 24
BLOCKED_MS, STOPPED_MS = 50.0, 300.0
SERIES = 3
TURNS = 25
YES = Consent(True, True, True, True)
Act = Callable[[], object]


def measures(folder: Path) -> Iterator[Measure]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme()
    theme.dress(app)
    study = _study(folder / "A.study")
    clock = SystemClock()
    reporting = Reporting(study.store, study.names, clock.now, folder=study.path, printer=print_pdf)
    desk = ReportDesk(study.store, reporting, Planning(study.store, clock), study.path)
    window, page = _window(theme, study, desk)
    gc.collect()
    gc.freeze()  # as the program does once its window is up
    collect_seldom()
    heart = Heart(page, desk)
    for name, acts in _steps(window, page):
        yield Measure(f"longest block, 10,000 statements: {name}", heart.longest(acts), BLOCKED_MS, limit=1.0)
    yield Measure("from Stop in the window to nothing left", heart.stopping(), STOPPED_MS, limit=1.0)
    desk.finish()
    window.close()
    study.close()


class Heart(QObject):
    """Beats, and tells the longest time between two beats."""

    def __init__(self, page: ReportPage, desk: ReportDesk) -> None:
        super().__init__()
        self._page = page
        self._desk = desk
        self._loop = QEventLoop()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = self._longest = 0.0
        self._quiet = 0

    def longest(self, acts: list[Act]) -> float:
        """Ms of the longest block of all the acts, each done until the page has come to rest."""
        series = [[self._block(act) for act in acts] for _ in range(SERIES)]
        return max(float(statistics.median(blocks)) for blocks in zip(*series, strict=True))

    def stopping(self) -> float:
        """Ms from the wish to a folder without a file, in the midst of writing."""
        exports = self._desk.exports_folder
        before = sorted(exports.iterdir())
        self._page.documents.choose("findings:")
        self._rest()
        self._page.save()
        until(lambda: any(path.suffix == ".part" for path in exports.iterdir()))
        begun = time.perf_counter()
        self._page.stop()
        until(lambda: self._desk.writing is None)
        waited = (time.perf_counter() - begun) * 1000
        assert sorted(exports.iterdir()) == before, "something was left"
        return waited

    def _block(self, act: Act) -> float:
        self._rest()
        self._longest, self._last = 0.0, time.perf_counter()
        QTimer.singleShot(0, act)
        self._rest()
        return self._longest * 1000

    def _rest(self) -> None:
        self._quiet = 0
        self._last = time.perf_counter()
        self._timer.start()
        self._loop.exec()
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now
        self._quiet = 0 if self._page.busy or self._desk.writing else self._quiet + 1
        if self._quiet > 20:
            self._loop.quit()


def until(done: Callable[[], bool]) -> None:
    """Lets the window go on until then."""
    loop, timer = QEventLoop(), QTimer(interval=1)
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start()
    loop.exec()


def _steps(window: MainWindow, page: ReportPage) -> Iterator[tuple[str, list[Act]]]:
    preview, options = page.preview, page.options
    yield "opening the page", [_all(lambda: window.go("findings"), lambda: window.go("report"))]
    rows = [row for row in page.documents.documents.rows if not isinstance(row, str)]
    entries = {row.document: row.id for row in rows}.values()
    yield "choosing a document of each kind", [_choosing(page, entry) for entry in entries]
    page.documents.choose("report:")
    yield (
        "the options of a report",
        [
            lambda: _pick(options.preset, "bulleted"),
            lambda: _pick(options.preset, "narrative"),
            options.evidence.toggle,
            lambda: _pick(options.paper, "Letter"),
            lambda: _pick(options.paper, "A4"),
            lambda: _pick(page.saving.format, "large"),
            lambda: _pick(page.saving.format, "docx"),
        ],
    )
    page.documents.choose("findings:")
    turns: list[Act] = [lambda: preview.turn(1)] * TURNS
    yield "turning pages", [*turns, lambda: preview.turn(10_000), lambda: preview.turn(-10_000)]
    yield "the large page", [preview.large.toggle, *turns[:3], preview.large.toggle]
    for choice in ("docx", "pdf", "xlsx"):
        yield f"saving {choice}", [_saving(page, choice)]
    page.documents.choose("guide:g0")
    yield "saving a picture in Word", [_saving(page, "docx")]


def _all(*acts: Act) -> Act:
    def act() -> None:
        for each in acts:
            each()

    return act


def _saving(page: ReportPage, choice: str) -> Act:
    return _all(lambda: _pick(page.saving.format, choice), lambda: _save(page))


def _choosing(page: ReportPage, entry: str) -> Act:
    """From another document, so that it is a choice each time."""
    return _all(lambda: page.documents.choose("matrix:"), lambda: page.documents.choose(entry))


def _save(page: ReportPage) -> None:
    """As soon as it is on."""
    if page.saving.save.isEnabled():
        page.save()
    else:
        QTimer.singleShot(1, page, lambda: _save(page))


def _pick(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def _window(theme: Theme, study: StudyFolder, desk: ReportDesk) -> tuple[MainWindow, ReportPage]:
    from facilitator.ui.page import Page

    class Elsewhere(Page):
        page_id = "findings"

    actions = Actions()
    page = ReportPage(theme, actions, desk)
    window = MainWindow(theme, actions, {"findings": lambda: Elsewhere(theme), "report": lambda: page})
    study.store.listen(window.apply_changes)
    window.resize(1366, 768)
    window.show()
    window.go("report")
    until(lambda: not page.busy)
    return window, page


def _study(folder: Path) -> StudyFolder:
    """Everything released, everybody sees everything, and a name key to be looked for."""
    study = create_study(folder, Study(title="Speed"))
    groups = [f"g{at}" for at in range(GROUPS)]
    with study.store.change("Fill") as change:
        for at, group in enumerate(groups):
            change.put(Actor(group, at, f"Group {at}", short=f"G{at}"))
        change.put(QuestionSet("set", 1, "All", tuple(groups)))
        for at in range(QUESTIONS):
            change.put(Question(f"q{at}", at, "set", f"What about part {at}?"))
        for at in range(PEOPLE):
            change.put(Person(f"p{at}", at, f"Bird {at}", groups[at % GROUPS], seat=at // GROUPS + 1, consent=YES))
        for viewer, shown in permutations(groups, 2):
            change.put(Dot(viewer, shown))
        speech = Speech()
        for at in range(STATEMENTS):
            _say(change, at, groups[at % GROUPS], speech)
    for at in range(PEOPLE):
        study.names.set(f"p{at}", f"Firstname{at:02} Surname{at:02}")
    return study


def _say(change: Change, at: int, group: str, speech: Speech) -> None:
    put, question = change.put, f"q{at % QUESTIONS}"
    put(Statement(f"s{at}", at, group, question, speech.sentences(), "released"))
    if at % 3 == 0:
        words, speaker = speech.sentences(), f"p{at % PEOPLE}"
        put(Quote(f"k{at}", at, group, question, words, f"s{at}", speaker=speaker, released=True))
