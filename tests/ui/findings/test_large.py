"""Findings of a study with many groups: only what is looked at is read and made, and the keyboard reaches all of it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.audio.decoder import AudioDecoder
from facilitator.audio.ear import AudioEar
from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.findings import Findings
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.main_window import MainWindow
from tests.hand_player import HandPlayer
from tests.ui.findings.conftest import Shown

GROUPS, QUESTIONS, EACH = 60, 5, 3
OpenPage = Callable[[StudyFolder], FindingsPage]


def study_of(folder: Path, groups: int, each: int = EACH) -> StudyFolder:
    """`each` statements in every cell; every third holds a quote."""
    study = create_study(folder, Study(title="Large"))
    with study.store.change("Set up") as change:
        ids = [f"g{number}" for number in range(groups)]
        for at, group in enumerate(ids):
            change.put(Actor(group, at + 1.0, name=f"Group {at}", short="G"))
            change.put(Session(f"s-{group}", at + 1.0, actor=group))
        change.put(QuestionSet("set", 1.0, name="Inside", actors=tuple(ids)))
        for question in range(QUESTIONS):
            change.put(Question(f"q{question}", question + 1.0, question_set="set", text=f"What of part {question}?"))
        for at, group in enumerate(ids):
            for number in range(QUESTIONS * each):
                where, key = f"q{number % QUESTIONS}", f"{group}-{number}"
                said = f"The ticket came back {number} times " * (1 + (at + number) % 4)
                place = at * 1000.0 + number
                change.put(Statement(key, place, group, where, said))
                if number % 3 == 0:
                    change.put(Quote(f"k-{key}", place, group, where, f"Words of {key}", key))
    return study


@pytest.fixture
def open_page(shown: Shown) -> Iterator[OpenPage]:
    studies: list[StudyFolder] = []

    def open_it(study: StudyFolder) -> FindingsPage:
        studies.append(study)
        desk = FindingsDesk(study.store, Findings(study.store), study.path, HandPlayer(), AudioDecoder(), AudioEar())
        return shown(desk)

    yield open_it
    for study in studies:
        study.close()


@pytest.fixture
def large(open_page: OpenPage, tmp_path: Path) -> FindingsPage:
    return open_page(study_of(tmp_path / "L.study", GROUPS))


def statements_of_sql(page: FindingsPage, act: Callable[[], object]) -> list[str]:
    """What SQLite is asked while something is done."""
    asked: list[str] = []
    connection = page._desk.store._connection
    connection.set_trace_callback(asked.append)
    act()
    connection.set_trace_callback(None)
    return asked


def test_showing_makes_as_many_widgets_for_sixty_groups_as_for_ten(
    open_page: OpenPage, large: FindingsPage, tmp_path: Path
) -> None:
    small = open_page(study_of(tmp_path / "S.study", 10))
    few, many = (len(page.findChildren(QWidget)) for page in (small, large))
    assert many <= few * 1.1
    assert len([card for view in large.grid.made for card in view.cards]) < 80


def test_a_change_asks_as_little_of_a_large_study_as_of_a_small_one(
    open_page: OpenPage, large: FindingsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    small = open_page(study_of(tmp_path / "S.study", 10))
    asked, undone = [], []
    for page in (small, large):
        qtbot.waitUntil(partial(_is_counted, page))
        asked.append(statements_of_sql(page, partial(page._desk.findings.add_statement, "g0", "q0", "New")))
        undone.append(statements_of_sql(page, page._desk.store.undo))
    assert len(asked[1]) <= len(asked[0]) + 2
    assert len(undone[1]) <= len(undone[0]) + 2


def _is_counted(page: FindingsPage) -> bool:
    return page.head.counts.text() != ""


def test_cells_come_and_go_as_the_grid_scrolls_and_the_chosen_card_stays(large: FindingsPage, qtbot: QtBot) -> None:
    grid = large.grid
    grid.choose("g0-0")
    chosen = grid.card
    for bar in (grid.verticalScrollBar(), grid.horizontalScrollBar()):
        bar.setValue(bar.maximum())
    shown = {view.cell.actor.id for view in grid.made if view.isVisible() and not view.visibleRegion().isEmpty()}
    assert f"g{GROUPS - 1}" in shown
    assert "g0" not in shown
    assert len(grid.made) < 60
    assert grid.card is chosen
    assert chosen is not None
    assert chosen.hasFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Right)
    assert grid.cell is not None
    assert grid.cell.actor.id == "g1"
    assert not large.window().focusWidget().visibleRegion().isEmpty()


def test_every_statement_is_reached_by_its_name_however_far_away(large: FindingsPage) -> None:
    for item in ("g59-14", "k-g59-12", "g30-7", "g0-0"):
        what = large._desk.store.get(Quote, item) or large._desk.store.get(Statement, item)
        large.show_what(what)
        assert large.grid.card is not None
        assert large.grid.card.item_id == item
        assert large.grid.card.hasFocus()
        assert not large.grid.card.visibleRegion().isEmpty()


def test_the_heads_stand_above_the_columns_that_are_in_sight(large: FindingsPage, qtbot: QtBot) -> None:
    bar = large.grid.horizontalScrollBar()
    bar.setValue(bar.maximum() // 2)
    cell = next(view for view in large.grid.made if not view.visibleRegion().isEmpty() and view.x() > 0)
    number = cell.cell.actor.name
    heads = [head for head in large.heads.findChildren(QWidget) if head.property("text") == number]
    assert len(heads) == 1
    here, there = (each.mapTo(large, each.rect().topLeft()).x() for each in (heads[0], cell))
    assert abs(here - there) < 60


def test_end_to_end_by_tab_and_out_of_the_grid(open_page: OpenPage, tmp_path: Path, qtbot: QtBot) -> None:
    page = open_page(study_of(tmp_path / "T.study", 2, each=1))
    page.grid.first_stop()
    seen = []
    while page.grid.isAncestorOf(page.window().focusWidget()):
        assert page.grid.card is not None
        seen.append(page.grid.card.item_id)
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert seen == [f"g{group}-{number}" for number in range(QUESTIONS) for group in range(2)]
    page.grid.choose("g0-0")
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Backtab)
    assert not page.grid.isAncestorOf(page.window().focusWidget())


def test_a_statement_filed_elsewhere_is_followed_into_its_new_cell(large: FindingsPage) -> None:
    large.grid.choose("g0-0")
    large._desk.findings.move_to("g0-0", "q4")
    assert large.grid.cell is not None
    assert (large.grid.cell.question, large.grid.card.item_id) == ("q4", "g0-0")  # type: ignore[union-attr]
    large._desk.store.undo()
    assert large.grid.cell.question == "q0"


def test_a_large_study_is_counted_to_its_end_and_followed(large: FindingsPage, qtbot: QtBot) -> None:
    store = large._desk.store
    with store.change("Note") as change:
        for number in range(1_200):
            change.put(Note(f"n{number}", number, "s-g1", ("q0",), "idea", f"Idea {number}"))
    total = GROUPS * QUESTIONS * EACH
    qtbot.waitUntil(lambda: large.head.ideas.text() == "1200 ideas left")
    assert large.head.counts.text().startswith(f"{total} statements")
    large._desk.findings.rest_on("g1-0", "n7")
    assert large.head.ideas.text() == "1199 ideas left"
    store.undo()
    assert large.head.ideas.text() == "1200 ideas left"


def test_a_study_that_closes_while_findings_come_up_is_not_asked_any_more(
    open_page: OpenPage, tmp_path: Path, qtbot: QtBot
) -> None:
    study = study_of(tmp_path / "C.study", 30)
    window = open_page(study).window()
    assert isinstance(window, MainWindow)
    with qtbot.captureExceptions() as raised:
        window.pages.leave()
        study.store.close()
        window.set_pages({})
        turned: list[bool] = []
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: turned.append(True)))
        qtbot.waitUntil(lambda: turned == [True])
    assert raised == []
