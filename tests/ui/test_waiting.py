"""The number of decisions that wait comes by itself, and never holds up the window or a study that is closed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from facilitator.domain.findings import Quote
from facilitator.domain.notes import Note
from facilitator.services.clock import SystemClock
from facilitator.services.study.studies import make_sample
from facilitator.storage.opening import StudyFolder
from facilitator.ui import waiting
from facilitator.ui.jobs import run_job
from facilitator.ui.waiting import WAIT, WaitingCount


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StudyFolder]:
    monkeypatch.setattr(waiting, "PAUSE_MS", 0)
    made = make_sample(tmp_path / "A.study")
    yield made
    made.close()


@pytest.fixture
def count(qapp: QObject, study: StudyFolder) -> Iterator[WaitingCount]:
    made = WaitingCount(SystemClock(), qapp)
    stop = study.store.listen(made.receive)
    yield made
    stop()
    made.stop()


def test_it_follows_what_is_decided_and_is_left_alone_by_what_is_said(
    count: WaitingCount, study: StudyFolder, qtbot: QtBot
) -> None:
    said: list[int] = []
    count.counted.connect(said.append)
    count.watch(study.store)
    qtbot.waitUntil(lambda: len(said) == 1)
    assert said == [1]
    with study.store.change("Keep idea") as change:
        change.add(Note("n", text="We repeat ourselves."))
    assert not count.pending
    quote = next(quote for quote in study.store.find(Quote) if quote.released and "Sales" in quote.text)
    with study.store.change("Hold quote") as change:
        change.put(replace(quote, released=False))
    assert count.pending
    qtbot.waitUntil(lambda: said == [1, 0])


def test_a_study_that_is_closed_is_read_no_more_and_no_number_of_it_comes(
    count: WaitingCount, study: StudyFolder, qtbot: QtBot
) -> None:
    said: list[int] = []
    count.counted.connect(said.append)
    for _ in range(3):
        count.watch(study.store)
    count.stop()
    assert not count.pending
    study.close()
    (study.path / "study.db").unlink()
    qtbot.waitUntil(lambda: not count.busy)
    assert said == []


def test_closing_a_study_does_not_wait_for_the_work_of_others(
    count: WaitingCount, study: StudyFolder, qtbot: QtBot
) -> None:
    free, pool = Event(), QThreadPool.globalInstance()
    others = [run_job(free.wait, 60.0) for _ in range(pool.maxThreadCount())]
    try:
        count.watch(study.store)
        began = monotonic()
        count.stop()
        assert monotonic() - began < WAIT / 2
    finally:
        free.set()
        qtbot.waitUntil(lambda: not any(job.running for job in others) and not count.busy)
