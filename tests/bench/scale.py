"""Findings and Reflect of 200 groups and 10,000 statements, against 20 and 1,000: only what is in sight counts.

Both studies have the same in each cell, and both windows are open at once, so that each page is compared with itself.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from facilitator.app.opened import OpenStudy
from facilitator.app.pages import page_makers
from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.clock import SystemClock
from facilitator.services.findings import Findings
from facilitator.services.reflection.planning import Planning
from facilitator.settings import SettingsFile
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.storage.store import Change
from facilitator.ui.actions import Actions
from facilitator.ui.main_window import MainWindow
from facilitator.ui.theme import Theme
from tests.bench.measuring import Measure, side_by_side, worked

OF_A_GROUP, QUESTIONS, PEOPLE, SEEN = 50, 10, 6, 3
YES = Consent(True, True, True, True)
TEXT = "Statement {}: the ticket comes back with questions that we had answered before."


def measures(folder: Path) -> Iterator[Measure]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme()
    theme.dress(app)
    small, large = (Place(_study(folder / f"{groups}.study", groups), theme, folder) for groups in (20, 200))
    for name, act, rounds, limit in (
        ("Findings come up", Place.findings, 7, 1.5),
        ("a statement and its undo in Findings", Place.statement, 25, 1.5),
        ("Reflect comes up", Place.reflect, 7, 1.7),
        ("a cell and its undo in Reflect", Place.cell, 15, 1.7),
    ):
        for place in (small, large):
            act(place)
        ours, yardstick = side_by_side(_of(act, large), _of(act, small), rounds, worked)
        yield Measure(f"{name}, 10,000 statements ÷ 1,000", ours, yardstick, limit)
    for place in (small, large):
        place.close()


def _of(act: "Callable[[Place], None]", place: "Place") -> Callable[[], None]:
    return lambda: act(place)


class Place:
    """A study in its window."""

    def __init__(self, study: StudyFolder, theme: Theme, home: Path) -> None:
        self._study = study
        self._theme = theme
        self._home = home
        self._findings = Findings(study.store)
        self._planning = Planning(study.store, SystemClock())
        self._actions = Actions()
        self._open = OpenStudy(study, SystemClock(), SettingsFile(home / "settings.json"), theme)
        self._window = MainWindow(theme, self._actions, {})
        self._window.resize(1366, 768)
        self._window.show()
        study.store.listen(self._window.apply_changes)

    def findings(self) -> None:
        """Made anew, read and painted."""
        self._come("findings")

    def reflect(self) -> None:
        """Made anew, read and painted."""
        self._come("reflect")

    def statement(self) -> None:
        """Written and taken back where Findings are on show."""
        self._window.go("findings")
        self._findings.add_statement("g0", "q0", "A new one")
        self._window.grab()
        self._study.store.undo()
        self._window.grab()

    def cell(self) -> None:
        """Planned and taken back where the matrix is on show."""
        self._window.go("reflect")
        self._planning.set_dot("g0", "g9", planned=True)
        self._window.grab()
        self._study.store.undo()
        self._window.grab()

    def close(self) -> None:
        self._window.pages.leave()
        self._window.close()
        self._open.close()
        self._study.close()

    def _come(self, page: str) -> None:
        self._window.pages.leave()
        self._window.set_pages(page_makers(self._open, self._actions))
        self._window.go(page)
        self._window.grab()


def _study(folder: Path, groups: int) -> StudyFolder:
    study = create_study(folder, Study(title=folder.stem))
    with study.store.change("Fill") as change:
        ids = [f"g{number}" for number in range(groups)]
        change.put(QuestionSet("set", 1.0, "Inside", tuple(ids)))
        for at in range(QUESTIONS):
            change.put(Question(f"q{at}", at + 1.0, "set", f"What happens in part {at + 1} of your work?"))
        for number, group in enumerate(ids):
            change.put(Actor(group, number + 1.0, name=f"Group {number}", short="G"))
            change.put(Session(f"s-{group}", number + 1.0, actor=group))
            for step in range(1, SEEN + 1):
                change.put(Dot(group, ids[(number + step) % groups]))
            for at in range(PEOPLE):
                change.put(Person(f"{group}.{at}", at + 1.0, f"Alias {at} of {number}", group, at + 1, YES))
            _fill(change, group, number * OF_A_GROUP)
    return study


def _fill(change: Change, group: str, begin: int) -> None:
    for number in range(begin, begin + OF_A_GROUP):
        question, speaker = f"q{number % QUESTIONS}", f"{group}.{number % PEOPLE}"
        change.put(Note(f"n{number}", number, f"s-{group}", (question,), "idea", TEXT.format(number), speaker))
        text, notes = TEXT.format(number), (f"n{number}",)
        change.put(Statement(f"t{number}", number, group, question, text, "released", notes=notes))
        if number % 3 == 0:
            quoted = Quote(f"k{number}", number, group, question, text, f"t{number}", speaker, released=True)
            change.put(quoted)
