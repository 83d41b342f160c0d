"""Withdrawing somebody's consent in Prepare: listed, asked once, erased, looked for again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.findings import Quote, Statement
from facilitator.domain.merges import Merge
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.room import Swap
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.paths import resource_dir
from facilitator.services.prepare.preparing import Preparing
from facilitator.services.prepare.question_banks import QuestionBanks
from facilitator.services.study.withdrawing import Withdrawing
from facilitator.storage.opening import StudyFolder
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.main_window import MainWindow
from facilitator.ui.prepare.page import PreparePage
from facilitator.ui.prepare.person_form import PersonForm
from facilitator.ui.prepare.withdraw_form import WithdrawForm
from facilitator.ui.theme import Theme
from tests.clocks import HandClock
from tests.documents import YES, make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = make_study(
        tmp_path,
        Note("n1", 1, "sa", ("q1",), "idea", "Chasing eats the morning.", "pa", 5),
        Statement("s1", 9, "a", "q1", "It eats the morning.", "released", notes=("n1",)),
    )
    yield opened
    opened.close()


@pytest.fixture
def page(study: StudyFolder, qtbot: QtBot) -> PreparePage:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme, actions = Theme(), Actions()
    theme.dress(app, starting=True)
    page = PreparePage(
        theme=theme,
        actions=actions,
        preparing=Preparing(study.store, study.names, HandClock()),
        banks=QuestionBanks(resource_dir() / "templates" / "question_banks"),
        withdrawing=lambda: Withdrawing(study),
    )
    window = MainWindow(theme, actions, {"prepare": lambda: page})
    qtbot.addWidget(window)
    study.store.listen(window.apply_changes)
    window.resize(1366, 768)
    window.show()
    window.go("prepare")
    theme.put_on_sheet()
    return page


def open_withdrawal(page: PreparePage) -> WithdrawForm:
    page.desk.detail_requested.emit("person", "pa")
    form = page.side.form
    assert isinstance(form, PersonForm)
    form.withdraw.click()
    opened = page.side.form
    assert isinstance(opened, WithdrawForm)
    return opened


def test_everything_is_listed_and_nothing_happens_without_a_yes(
    page: PreparePage, study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = open_withdrawal(page)
    assert form.heading == "Aliasa withdraws"
    assert {"Notes (1)", "Chasing eats the morning.", "Quotes (1)", "Chasing is no part."} <= set(form.said)
    assert form.ticks["s1"].isChecked()
    monkeypatch.setattr(ask, "confirm", lambda *_: False)
    form.erase.click()
    assert study.store.get(Note, "n1") is not None


def test_it_is_erased_and_said_that_no_file_holds_a_word(
    page: PreparePage, study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.names.set("pa", "Millicent Carter")
    form = open_withdrawal(page)
    monkeypatch.setattr(ask, "confirm", lambda *_: True)
    form.erase.click()
    assert "Erased. No file of this study holds a word of theirs." in form.said
    assert study.store.get(Note, "n1") is None
    assert study.store.get(Quote, "ka") is None
    assert study.store.get(Statement, "s1") is None
    assert study.store.need(Person, "pa").withdrew
    assert study.names.all() == {}


def test_a_statement_that_is_kept_is_named_where_their_words_are_left(
    page: PreparePage, study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with study.store.change("Edit") as change:
        change.put(Statement("s1", 9, "a", "q1", "Chasing eats the morning.", "released", notes=("n1",)))
    form = open_withdrawal(page)
    form.ticks["s1"].setChecked(False)
    monkeypatch.setattr(ask, "confirm", lambda *_: True)
    form.erase.click()
    assert "Erased, but words of theirs are still found, or may be, in:" in form.said
    assert any(line.startswith("study.db: “Chasing eats") for line in form.said)


def test_what_may_be_heard_is_ticked_by_whoever_listened_and_copies_elsewhere_are_named(
    page: PreparePage, study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with study.store.change("Record") as change:
        change.put(Note("n1", 1, "sa", ("q1",), "idea", "Chasing eats the morning.", "pa", 5_000))
        change.put(Recording("r", 1, "sa", "sa.flac", rate=1000, stretches=(Stretch(0, 0, 60_000),)))
        change.put(Merge("m", 1, "2026-11-20T10:00:00Z", "Scribe’s copy"))
    form = open_withdrawal(page)
    (box,) = form.silent.values()
    assert box.text() == "sa.flac 0:05–0:25"
    assert not box.isChecked()
    assert "Copies on other computers, to be erased there (1)" in form.said
    monkeypatch.setattr(ask, "confirm", lambda *_: True)
    form.erase.click()
    assert "Perhaps still heard here: listen, or delete the recording" in form.said
    assert "Scribe’s copy" in form.said


def test_words_under_a_seat_that_changed_hands_go_only_when_they_are_ticked(
    page: PreparePage, study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with study.store.change("Plant") as change:
        change.put(Person("p2", 9, "Elm", "a", 2, YES))
        change.put(Swap("x", 1, "sa", 60_000, "pa", "p2"))
        change.put(Transcript("t", 1, "sa"))
        change.put(Cue("t", 1, 59_000, 61_000, "Mine or hers.", "Seat 1"))
        change.put(Cue("t", 2, 62_000, 63_000, "Hers or mine.", "Seat 2"))
    form = open_withdrawal(page)
    assert {"Mine or hers.", "Hers or mine."} <= set(form.said)
    first, second = form.doubtful.values()
    assert (first.text(), first.isChecked(), second.isChecked()) == ("Seat 1", False, False)
    first.setChecked(True)
    monkeypatch.setattr(ask, "confirm", lambda *_: True)
    form.erase.click()
    assert [cue.text for cue in study.store.find(Cue)] == ["Hers or mine."]
    assert "Perhaps theirs, still in a transcript (1)" in form.said
