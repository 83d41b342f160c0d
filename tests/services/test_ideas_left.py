"""Ideas on which nothing rests: read in parts, then followed, always what reading all anew would tell."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.ideas_left import PART, IdeasLeft
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    with folder.store.change("Set up") as change:
        for group in ("sales", "dev"):
            change.add(Actor(group, name=group))
            change.add(Session(f"s-{group}", actor=group))
        change.add(Session("later", actor="dev", kind="reflection"))
        change.add(Note("free", session="s-sales", text="free"))
        change.add(Note("said", session="s-dev", kind="quote", text="said"))
        change.add(Note("used", session="s-dev", text="used"))
        change.add(Note("own", session="s-dev", kind="own", text="my note"))
        change.add(Note("after", session="later", text="in a reflection"))
        change.add(Statement("st", actor="sales", text="rests on it", notes=("used",)))
    yield folder.store
    folder.close()


def read(store: Store) -> IdeasLeft:
    ideas = IdeasLeft(store)
    while ideas.read_more():
        pass
    return ideas


def test_only_ideas_and_verbatim_words_of_focus_groups_on_which_nothing_rests_are_left(store: Store) -> None:
    assert [note.id for note in IdeasLeft(store).of()] == ["free", "said"]
    assert [note.id for note in IdeasLeft(store).of("dev")] == ["said"]
    assert read(store).count == 2


def test_each_change_and_its_undo_is_followed(store: Store) -> None:
    ideas = read(store)
    store.listen(ideas.renew)
    statement = store.need(Statement, "st")
    for label, record, left in (
        ("Rest on both", replace(statement, notes=("used", "free")), 1),
        ("Rest on nothing", replace(statement, notes=()), 3),
        ("Make a quote", Quote("k", actor="dev", text="said", note="said"), 2),
        ("Write a note", Note("new", session="s-dev", text="new"), 3),
        ("Make it a note of one's own", Note("new", session="s-dev", kind="own", text="new"), 2),
        ("Another session", Session("later", actor="dev"), 3),
    ):
        with store.change(label) as change:
            change.put(record)
        assert (ideas.count if ideas.ready else read(store).count) == left, label
    while store.undo():
        assert [note.id for note in ideas.of()] == [note.id for note in IdeasLeft(store).of()]


def test_a_large_study_is_read_in_parts_and_a_change_between_them_is_not_lost(store: Store) -> None:
    with store.change("Write much") as change:
        for number in range(2 * PART):
            change.put(Note(f"n{number:05}", number, "s-dev", text="much"))
    ideas = IdeasLeft(store)
    store.listen(ideas.renew)
    parts = 0
    while ideas.read_more():
        parts += 1
        assert ideas.count == 0, "not told before all is read"
        with store.change("Rest on one more") as change:
            change.put(Statement(f"late{parts}", actor="dev", notes=(f"n{parts:05}", f"n{2 * PART - parts:05}")))
    assert parts >= 2
    assert ideas.count == read(store).count == 2 * PART + 2 - 2 * parts
