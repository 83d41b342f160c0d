"""The check list on the Report page as it is used: decided once, asked again when anything changes, never bypassed."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.people import Person
from facilitator.storage.opening import StudyFolder
from facilitator.ui.main_window import MainWindow
from facilitator.ui.report.desk import ReportDesk
from facilitator.ui.report.page import ReportPage
from tests.ui.report.test_page import YES, Elsewhere, desk, page, press, study, window

__all__ = ["desk", "page", "study", "window"]
Key = Qt.Key


def put(study: StudyFolder, *records: object) -> None:
    with study.store.change("Edit") as change:
        for record in records:
            change.put(record)


def say(study: StudyFolder, row: str, text: str) -> None:
    if row.startswith("st"):
        put(study, replace(study.store.need(Statement, row), text=text))
    else:
        put(study, replace(study.store.need(Quote, row), text=text))


def settled(page: ReportPage, qtbot: QtBot, document: str, *, can_save: bool) -> None:
    """Chooses a document and waits until it was looked through."""
    page.documents.choose(document)
    qtbot.waitUntil(lambda: not page.busy, timeout=10_000)
    assert page.saving.save.isEnabled() is can_save


def count(page: ReportPage, check: str) -> str:
    return next(row.check.count for row in page.checks.rows if row.check.id == check)


def state(page: ReportPage, check: str) -> str:
    return next(row.check.state for row in page.checks.rows if row.check.id == check)


@pytest.fixture
def decided(page: ReportPage, study: StudyFolder, qtbot: QtBot) -> ReportPage:
    """The pack for Sales with its one mention decided."""
    settled(page, qtbot, "pack:sales", can_save=False)
    page._desk.show_quote("sales", "k1")
    settled(page, qtbot, "pack:sales", can_save=True)
    return page


def test_a_mention_is_asked_about_again_when_the_words_change(
    decided: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    assert count(decided, "mentions") == "0"
    say(study, "k1", "Ask Sales again what they promised")
    settled(decided, qtbot, "pack:sales", can_save=False)
    assert count(decided, "mentions") == "1"


def test_a_name_is_asked_about_once_and_again_with_other_words_or_another_person(
    decided: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    study.names.set("ash", "Violet Quiet")
    say(study, "k2", "It was so quiet that day")
    settled(decided, qtbot, "pack:sales", can_save=False)
    assert count(decided, "names") == "1"
    decided.checks.open_first()
    press(qtbot, Key.Key_1)
    settled(decided, qtbot, "pack:sales", can_save=True)
    put(study, Statement("else", 9, "dev", "q1", "Something else.", "released"))
    settled(decided, qtbot, "pack:sales", can_save=True)
    say(study, "k2", "It was so quiet this day")
    settled(decided, qtbot, "pack:sales", can_save=False)
    study.store.undo()
    settled(decided, qtbot, "pack:sales", can_save=True)
    study.names.set("new", "Daisy Carry")
    put(study, Person("new", 9, "Fern", "dev", 9, YES))
    settled(decided, qtbot, "pack:sales", can_save=False)
    assert count(decided, "names") == "1"


def test_a_whole_name_blocks_in_red_until_it_is_replaced(decided: ReportPage, study: StudyFolder, qtbot: QtBot) -> None:
    study.names.set("ash", "Violet Quiet")
    say(study, "k2", "Violet Quiet said so")
    settled(decided, qtbot, "pack:sales", can_save=False)
    assert state(decided, "names") == "rec"
    decided.checks.open_first()
    (card,) = decided.checks.cards
    assert [label for label, _ in card.decision.answers] == ["Reword it in Findings", "Replace it…"]
    decided.save()
    assert study.store.count(Export) == 0
    study.names.set_replacements([("Violet Quiet", "[a colleague]")])
    say(study, "k2", "Violet Quiet said so.")
    settled(decided, qtbot, "pack:sales", can_save=True)
    assert decided.preview.paper is not None
    assert "[a colleague] said so." in decided.preview.paper.words


def test_rewording_from_the_list_leads_to_the_words(
    decided: ReportPage, window: MainWindow, study: StudyFolder, qtbot: QtBot
) -> None:
    study.names.set("ash", "Violet Quiet")
    say(study, "st-dev", "We ask Violet.")
    settled(decided, qtbot, "pack:sales", can_save=False)
    decided.checks.open_first()
    press(qtbot, Key.Key_2)
    assert isinstance(window.page, Elsewhere)
    assert window.page.shown == study.store.need(Statement, "st-dev")


def test_what_is_taken_back_between_check_and_save_is_not_in_the_file(
    decided: ReportPage, study: StudyFolder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = ReportDesk.write

    def then_change(desk: ReportDesk, *args: object) -> object:
        job = write(desk, *args)  # type: ignore[arg-type]
        put(study, Statement("st-dev", 2, "dev", "q1", "We of dev carry it", "draft"))
        return job

    monkeypatch.setattr(ReportDesk, "write", then_change)
    decided.save()
    qtbot.waitUntil(lambda: decided._desk.writing is None, timeout=10_000)
    files = list((study.path / "exports").iterdir()) if (study.path / "exports").exists() else []
    assert not any(b"We of dev carry it" in words(path) for path in files)
    assert all("st-dev" not in export.items for export in study.store.find(Export))


def words(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_a_dot_taken_away_takes_the_pack_away(decided: ReportPage, study: StudyFolder, qtbot: QtBot) -> None:
    with study.store.change("Edit") as change:
        change.delete(study.store.find(Dot)[0])
    qtbot.waitUntil(lambda: not decided.busy, timeout=10_000)
    entry = decided.documents.entry
    assert entry is None or entry.id != "pack:sales" or not decided.saving.save.isEnabled()
    assert decided.preview.paper is None or "We of dev" not in decided.preview.paper.words
