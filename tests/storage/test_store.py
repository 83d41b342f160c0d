"""The one door for writes: changes, undo and redo, the journal, listeners and drafts."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.consent import Consent
from facilitator.domain.errors import NotSaved, StudyDamaged, UserError
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.reactions import About, Reaction
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.storage.codec import MANY
from facilitator.storage.opening import StudyFolder, create_study, open_study
from facilitator.storage.store import Store
from facilitator.storage.tables import CODECS


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = create_study(tmp_path / "A.study", Study(title="T"))
    yield opened
    opened.close()


@pytest.fixture
def store(study: StudyFolder) -> Store:
    return study.store


def keep(store: Store, *texts: str) -> list[Note]:
    kept = []
    for text in texts:
        with store.change("Keep answer") as change:
            kept.append(change.add(Note(f"n-{text}", session="s", text=text)))
    return kept


def texts(store: Store) -> list[str]:
    return [note.text for note in store.find(Note)]


def journal(study: StudyFolder) -> list[tuple[str, str]]:
    connection = sqlite3.connect(study.database)
    try:
        return connection.execute("SELECT label, state FROM journal ORDER BY seq").fetchall()
    finally:
        connection.close()


RECORDS = [
    Actor("a", 1.5, "Sales", "S", colour="#1b6ca8", split_of="b", row_label="Row"),
    Person("p", 2.0, "Ash", "a", 3, Consent(True, False, None, True, None), "came late", "v2"),
    Note(
        "n", 1.0, "s", ("q1", "q2"), "quote", "Said", "p", 12, 3, (Mark("nod", ("p", "x")), Mark("shake")), True, True
    ),
    Quote("k", 1.0, "a", None, "Words", None, "p", "s", True, ("b",), True, Clip("f.flac", 5, 10), "n"),
    Quote("k2"),
    Reaction("r", 1.0, "s", About("quote", "k"), "ask", "Why?", None, 0),
    Reaction("r2", 2.0, "s", None),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{type(record).__name__}-{record.id}")
def test_a_record_comes_back_as_it_was_put(store: Store, record: Actor) -> None:
    with store.change("Put") as change:
        change.put(record)
    assert store.get(type(record), record.id) == record


@pytest.mark.parametrize("record", CODECS, ids=lambda record: record.__name__)
def test_every_kind_of_record_is_kept_by_undo_and_redo(store: Store, record: Any) -> None:
    made = record(**{name: "x" for name in ("id", "viewer", "item", "shown") if name in record.__dataclass_fields__})
    with store.change("Put it") as change:
        change.put(made)
    assert store.undo() is not None
    assert store.get(record, made.id) is None
    store.redo()
    assert store.get(record, made.id) == made


def test_added_records_stand_at_the_end(store: Store) -> None:
    keep(store, "one", "two")
    with store.change("Put between") as change:
        change.put(Note("n-half", position=1.5, session="s", text="half"))
    keep(store, "three")
    assert texts(store) == ["one", "half", "two", "three"]


def test_find_takes_values_none_included_and_counts(store: Store) -> None:
    with store.change("Fill") as change:
        for number in range(3):
            change.add(Statement(f"st{number}", actor="a", question=None if number else "q"))
    assert [s.id for s in store.find(Statement, question=None)] == ["st1", "st2"]
    assert [s.id for s in store.find(Statement, actor="a", question="q")] == ["st0"]
    assert store.count(Statement, question=None) == 2
    assert store.count(Statement) == 3


def test_find_in_takes_more_values_than_one_statement_of_sqlite_does(store: Store) -> None:
    with store.change("Fill") as change:
        for number in range(1200):
            change.put(Statement(f"{number:05}", position=number))
    wanted = [f"{number:05}" for number in range(0, 1200, 2)] * 2
    found = store.find_in(Statement, "id", list(dict.fromkeys(wanted)))
    assert [s.position for s in found] == [float(number) for number in range(0, 1200, 2)]
    assert store.find_in(Statement, "id", ()) == []


def test_need_tells_that_an_entry_is_gone(store: Store) -> None:
    with pytest.raises(UserError, match="no longer in the study"):
        store.need(Note, "gone")


def test_undo_goes_back_change_by_change_and_redo_forth(store: Store) -> None:
    keep(store, "one", "two")
    assert (store.undo_label, store.redo_label) == ("Keep answer", None)
    store.undo()
    store.undo()
    assert texts(store) == []
    assert store.undo() is None
    store.redo()
    store.redo()
    assert store.redo() is None
    assert texts(store) == ["one", "two"]


def test_undo_and_redo_survive_a_restart(study: StudyFolder) -> None:
    [note] = keep(study.store, "one")
    with study.store.change("Edit entry") as change:
        change.put(replace(note, text="other"))
    study.store.undo()
    study.close()

    again = open_study(study.path)
    try:
        assert (again.store.undo_label, again.store.redo_label) == ("Keep answer", "Edit entry")
        again.store.redo()
        assert texts(again.store) == ["other"]
        again.store.undo()
        again.store.undo()
        assert texts(again.store) == []
    finally:
        again.close()


def test_a_new_change_drops_what_could_be_redone_but_keeps_it_in_the_journal(study: StudyFolder) -> None:
    keep(study.store, "one", "two")
    study.store.undo()
    keep(study.store, "three")
    assert study.store.redo_label is None
    assert study.store.redo() is None
    states = [state for label, state in journal(study) if label == "Keep answer"]
    assert states == ["done", "dropped", "done"]
    study.store.undo()
    study.store.undo()
    assert texts(study.store) == []


def test_the_journal_holds_every_row_before_and_after(study: StudyFolder) -> None:
    [note] = keep(study.store, "one")
    with study.store.change("Edit entry") as change:
        change.put(replace(note, text="other"))
        change.put(replace(note, text="third"))
    connection = sqlite3.connect(study.database)
    at, rows = connection.execute("SELECT at, rows FROM journal WHERE label = 'Edit entry'").fetchone()
    connection.close()
    [(kind, row_id, before, after)] = json.loads(rows)
    assert (kind, row_id) == ("Note", "n-one")
    assert "one" in before
    assert "third" in after
    assert at.endswith("Z")


@pytest.mark.parametrize("rows", ["garbage", "[[1]]", "7"])
def test_a_journal_that_cannot_be_read_is_called_damaged(study: StudyFolder, rows: str) -> None:
    keep(study.store, "a")
    with contextlib.closing(sqlite3.connect(study.database)) as connection:
        connection.execute("UPDATE journal SET rows = ?", (rows,))
        connection.commit()
    with pytest.raises(StudyDamaged, match="journal cannot be read"):
        study.store.undo()
    assert texts(study.store) == ["a"]
    assert "journal" in study.store.journal_faults()[0]


def test_what_changes_nothing_leaves_no_line(study: StudyFolder) -> None:
    [note] = keep(study.store, "one")
    lines = journal(study)
    with study.store.change("Edit entry") as change:
        change.put(note)
        change.delete(Note("never"))
    assert journal(study) == lines


def test_a_row_made_and_removed_in_one_change_can_be_undone_and_redone(store: Store) -> None:
    with store.change("Make and remove") as change:
        change.put(Note("n", text="brief"))
        change.delete(Note("n"))
    store.undo()
    store.redo()
    assert texts(store) == []


def test_facts_are_journalled_but_undo_passes_them_by(study: StudyFolder) -> None:
    keep(study.store, "one")
    with study.store.change("Show to the group", undoable=False) as change:
        change.put(Actor("a", name="Seen"))
    assert study.store.undo_label == "Keep answer"
    study.store.undo()
    assert study.store.get(Actor, "a") is not None
    assert study.store.redo_label == "Keep answer"
    assert ("Show to the group", "fact") in journal(study)


def test_undo_leaves_what_facts_have_changed_since(store: Store) -> None:
    with store.change("Plan session") as change:
        change.put(Session("s", actor="a", planned_minutes=60))
    with store.change("Change session plan") as change:
        change.put(Session("s", actor="a", planned_minutes=90))
    begun = Session("s", actor="a", planned_minutes=90, started_at="2026-11-04T09:00:00Z")
    with store.change("Start session", undoable=False) as change:
        change.put(begun)
    store.undo()
    assert store.find(Session) == [replace(begun, planned_minutes=60)]
    with pytest.raises(UserError, match="“Plan session” cannot be undone"):
        store.undo()
    assert store.find(Session) == [replace(begun, planned_minutes=60)]
    store.redo()
    assert store.find(Session) == [begun]


def test_undo_and_redo_take_nothing_away_that_a_fact_names(store: Store) -> None:
    with store.change("Add group") as change:
        change.put(Actor("a"))
    with store.change("Add question") as change:
        change.put(Question("q"))
    with store.change("Remove question") as change:
        change.delete(Question("q"))
    store.undo()
    with store.change("Start session", undoable=False) as change:
        change.put(Session("s", actor="a"))
        change.put(Visit("v", session="s", question="q"))
    with pytest.raises(UserError, match="“Remove question” cannot be done again"):
        store.redo()
    with pytest.raises(UserError, match="“Add question” cannot be undone"):
        store.undo()
    assert (store.count(Actor), store.count(Question), store.count(Session)) == (1, 1, 1)
    assert store.undo_label == "Add question"


def test_a_listener_that_fails_keeps_nobody_else_from_hearing(store: Store) -> None:
    told: list[Changes] = []

    def fail(_changes: Changes) -> None:
        raise UserError("The key of real names cannot be used.")

    store.listen(fail)
    store.listen(told.append)
    with pytest.raises(UserError, match="key of real names"):
        keep(store, "one")
    assert texts(store) == ["one"]
    assert [changes.label for changes in told] == ["Keep answer"]


def test_a_fact_does_not_drop_what_can_be_redone(store: Store) -> None:
    keep(store, "one")
    store.undo()
    with store.change("Keep time", undoable=False) as change:
        change.put(Actor("a"))
    store.redo()
    assert texts(store) == ["one"]


def test_one_change_inside_another_joins_it(study: StudyFolder) -> None:
    told: list[Changes] = []
    study.store.listen(told.append)
    with study.store.change("Make statement"):
        keep(study.store, "one")
        keep(study.store, "two")
    assert [changes.label for changes in told] == ["Make statement"]
    assert told[0].ids(Note) == {"n-one", "n-two"}
    study.store.undo()
    assert texts(study.store) == []


def fail_after_writing(store: Store) -> None:
    with store.change("Fail") as change:
        change.add(Note("n2", text="two"))
        _ = 1 / 0


def test_a_change_that_fails_leaves_nothing(study: StudyFolder) -> None:
    keep(study.store, "one")
    lines, told = journal(study), list[Changes]()
    study.store.listen(told.append)
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(study.store)
    assert texts(study.store) == ["one"]
    assert (journal(study), told) == (lines, [])
    keep(study.store, "after")
    assert texts(study.store) == ["one", "after"]


def test_whoever_goes_on_after_an_inner_failure_keeps_one_change_for_both(store: Store) -> None:
    with store.change("Outer") as change:
        change.add(Note("n1", text="outer"))
        with contextlib.suppress(ZeroDivisionError):
            fail_after_writing(store)
    assert texts(store) == ["outer", "two"]
    store.undo()
    assert texts(store) == []


def test_listeners_hear_of_a_change_once_it_is_on_disk(study: StudyFolder) -> None:
    heard: list[tuple[str, list[str]]] = []

    def on_change(changes: Changes) -> None:
        other = sqlite3.connect(study.database)
        heard.append((changes.label, [row[0] for row in other.execute("SELECT text FROM notes")]))
        other.close()

    stop = study.store.listen(on_change)
    keep(study.store, "one")
    study.store.undo()
    study.store.redo()
    stop()
    keep(study.store, "two")
    assert heard == [("Keep answer", ["one"]), ("Keep answer", []), ("Keep answer", ["one"])]


def test_a_listener_may_write_in_its_turn(store: Store) -> None:
    def follow(changes: Changes) -> None:
        if changes.touches(Note):
            with store.change("Follow", undoable=False) as change:
                change.put(Actor("follower"))

    store.listen(follow)
    keep(store, "one")
    assert store.get(Actor, "follower") is not None


def test_a_listener_may_leave_while_it_is_told(store: Store) -> None:
    heard: list[str] = []

    def once(changes: Changes) -> None:
        heard.append(changes.label)
        stop()

    stop = store.listen(once)
    store.listen(lambda _: heard.append("other"))
    keep(store, "one", "two")
    assert heard == ["Keep answer", "other", "other"]


def test_drafts_live_outside_undo_and_survive_a_restart(study: StudyFolder) -> None:
    study.store.keep_draft("run/s", "half a sen")
    study.store.keep_draft("run/t", "x")
    study.store.keep_draft("run/t", "")
    assert study.store.undo_label is None
    study.close()
    again = open_study(study.path)
    assert (again.store.draft("run/s"), again.store.draft("run/t")) == ("half a sen", "")
    again.close()


def test_half_a_character_is_refused_with_a_sentence_and_the_store_goes_on(store: Store) -> None:
    with pytest.raises(NotSaved, match="cannot be stored"):
        keep(store, "broken \ud800")
    keep(store, "whole")
    assert texts(store) == ["whole"]


TEXTS = {
    "arabic": "التذكرة تعود ثلاث مرات قبل أن يقرأها أحد",
    "japanese": "チケットは三回戻ってきます。",
    "emoji": "👩‍👩‍👧‍👦 🧑🏿‍🚒 🏳️‍🌈",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢ e\u0301 é",
    "long": "a word ä " * 1200,
    "controls": "tab\t line\n null \x00 bell \x07 end",
    "quotes": """'); DROP TABLE notes; -- " ' `""",
    "json": '{"a": [1, "\\u0000"]}',
    "directions": "\u202eabc\u202c \u200f",
}


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_comes_back_letter_by_letter(study: StudyFolder, name: str) -> None:
    text = TEXTS[name]
    note = Note("n", text=text, questions=(text,), marks=(Mark("nod", (text,)),))
    with study.store.change(text) as change:
        change.put(note)
    study.store.undo()
    study.store.redo()
    study.close()
    again = open_study(study.path)
    assert again.store.get(Note, "n") == note
    assert again.store.undo_label == text
    again.close()


def test_what_is_read_twice_for_one_page_is_fetched_once_and_a_write_ends_that(study: StudyFolder) -> None:
    store = study.store
    with store.change("Add group") as change:
        group = change.add(Actor("g", name="Sales"))
    with store.reading():
        first = store.get(Actor, "g")
        with store.reading():
            assert store.get(Actor, "g") is first
        store.find(Actor).clear()
        assert store.find(Actor) == [group]
        with store.change("Edit group") as change:
            change.put(replace(group, name="Service"))
            assert store.need(Actor, "g").name == "Service"
        assert store.need(Actor, "g").name == "Service"
    assert store.get(Actor, "g") is not first
    with store.reading():
        before = store.need(Actor, "g")
    store.undo()
    assert (before.name, store.need(Actor, "g").name) == ("Service", "Sales")


def test_records_of_many_rows_are_those_of_single_ones(store: Store) -> None:
    clip = Clip("talk.flac", 1000, 2000)
    quotes = [Quote(f"k{at}", float(at), "g", None, "Words", released=True, clip=clip) for at in range(MANY + 1)]
    with store.change("Fill") as change:
        for quote in quotes:
            change.put(quote)
    many = store.find(Quote)
    assert many == quotes == [store.get(Quote, quote.id) for quote in quotes]
    assert {type(quote) for quote in many} == {Quote}
    assert (hash(many[0]), repr(many[0]), replace(many[0], text="Other").text) == (
        hash(quotes[0]),
        repr(quotes[0]),
        "Other",
    )
    with pytest.raises(FrozenInstanceError):
        many[0].text = "Changed"  # type: ignore[misc]
