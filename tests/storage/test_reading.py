"""An open study is read on another thread as it was when reading began, and nothing can be written there."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.errors import NotSaved
from facilitator.domain.findings import Statement
from facilitator.domain.study import Study
from facilitator.storage.opening import StudyFolder, create_study, open_to_read


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = create_study(tmp_path / "A # 100%.study", Study(title="T"))
    add(folder, "one")
    yield folder
    folder.close()


def add(study: StudyFolder, item: str) -> None:
    with study.store.change("Add") as change:
        change.add(Statement(item, actor="g", text=item))


def test_what_is_written_meanwhile_is_not_seen_and_does_not_wait(study: StudyFolder) -> None:
    reader, seen, begun, written = study.store.reader, [], threading.Event(), threading.Event()

    def read() -> None:
        with reader.open() as store:
            seen.append([each.id for each in store.find(Statement)])
            begun.set()
            assert written.wait(20)
            seen.append([each.id for each in store.find(Statement)])
        with reader.open() as store:
            seen.append([each.id for each in store.find(Statement)])

    thread = threading.Thread(target=read)
    thread.start()
    assert begun.wait(20)
    add(study, "two")
    written.set()
    thread.join()
    assert seen == [["one"], ["one"], ["one", "two"]]


def test_nothing_can_be_written(study: StudyFolder) -> None:
    with study.store.reader.open() as store, pytest.raises(NotSaved), store.change("Add") as change:
        change.add(Statement("two", actor="g", text="two"))
    assert study.store.count(Statement) == 1


def test_a_study_that_lies_in_memory_is_read_on_another_thread_too(study: StudyFolder) -> None:
    opened = open_to_read(study.path)
    reader, found = opened.store.reader, []

    def read() -> None:
        with reader.open() as store:
            found.extend(store.find(Statement))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert [each.id for each in found] == ["one"]


def test_a_study_that_is_gone_says_so(study: StudyFolder) -> None:
    reader = study.store.reader
    study.close()
    study.database.rename(study.path / "elsewhere.db")
    with pytest.raises(sqlite3.OperationalError), reader.open():
        pass
