"""The key of real names lies apart, forgets wholly, and says so when it is spoilt."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.domain.errors import NotSaved
from facilitator.domain.people import Person
from facilitator.domain.study import Study
from facilitator.storage.names import NAMES_FILE, NameKey
from facilitator.storage.opening import create_study, open_study


def test_a_name_is_there_after_a_restart_and_gone_without_a_trace(tmp_path: Path) -> None:
    NameKey(tmp_path).set("p1", " Millicent Carter ")
    assert NameKey(tmp_path).all() == {"p1": "Millicent Carter"}
    NameKey(tmp_path).set("p1", "")
    assert NameKey(tmp_path).all() == {}
    assert b"Millicent" not in (tmp_path / NAMES_FILE).read_bytes()


def test_a_key_that_was_taken_away_counts_as_empty_and_is_not_made_by_looking(tmp_path: Path) -> None:
    assert NameKey(tmp_path).all() == {}
    assert not (tmp_path / NAMES_FILE).exists()


def test_a_spoilt_key_is_named_in_a_sentence_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / NAMES_FILE).write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    before = (tmp_path / NAMES_FILE).read_bytes()
    for use in (lambda: NameKey(tmp_path).all(), lambda: NameKey(tmp_path).set("p", "A")):
        with pytest.raises(NotSaved, match=r"names\.db"):
            use()
    assert (tmp_path / NAMES_FILE).read_bytes() == before


def test_a_name_with_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        NameKey(tmp_path).set("p", "A\ud800")
    assert NameKey(tmp_path).all() == {}


def test_the_name_of_somebody_removed_comes_back_after_a_restart_when_that_is_undone(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study(title="T"))
    with study.store.change("Add person") as change:
        change.put(Person("p1"))
    study.names.set("p1", "Millicent Carter")
    with study.store.change("Remove person") as change:
        change.delete(Person("p1"))
    assert study.names.all() == {}
    assert study.names.to_look_for() == ["Millicent Carter"]
    study.close()
    study = open_study(tmp_path / "A.study")
    study.store.undo()
    assert study.names.all() == {"p1": "Millicent Carter"}
    study.close()


def test_the_name_of_somebody_whose_adding_is_undone_leaves_the_key_whoever_undoes_it(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study(title="T"))
    with study.store.change("Add person") as change:
        change.put(Person("p1"))
    study.names.set("p1", "Millicent Carter")
    study.store.undo()
    assert study.names.all() == {}
    study.store.redo()
    assert study.names.all() == {"p1": "Millicent Carter"}
    study.close()


def test_a_name_that_is_forgotten_is_gone_from_every_byte(tmp_path: Path) -> None:
    key = NameKey(tmp_path)
    key.set("p1", "Millicent Carter")
    key.forget("p1")
    assert key.to_look_for() == []
    assert b"Millicent" not in (tmp_path / NAMES_FILE).read_bytes()


def test_replacements_lie_beside_the_names(tmp_path: Path) -> None:
    key = NameKey(tmp_path)
    before = key.version
    key.set_replacements([("Mrs Carter", "[a manager]"), ("Acme", "[a customer]")])
    assert key.replacements() == [("Mrs Carter", "[a manager]"), ("Acme", "[a customer]")]
    assert key.version != before
    key.set_replacements([])
    assert key.replacements() == []
    assert b"Carter" not in (tmp_path / NAMES_FILE).read_bytes()


def test_a_key_that_was_cut_off_to_nothing_is_not_taken_for_one_without_names(tmp_path: Path) -> None:
    key = NameKey(tmp_path)
    key.set("p1", "Millicent Carter")
    (tmp_path / "names.db").write_bytes(b"")
    for use in (key.all, key.to_look_for, lambda: key.set("p2", "Paul Bright"), lambda: key.forget("p1")):
        with pytest.raises(NotSaved, match="is empty, though it once held names"):
            use()
    assert (tmp_path / "names.db").read_bytes() == b""
    (tmp_path / "names.db").unlink()
    assert key.all() == {}
    key.set("p2", "Paul Bright")
    assert NameKey(tmp_path).all() == {"p2": "Paul Bright"}


def test_people_come_and_go_without_a_key_being_made(tmp_path: Path) -> None:
    study = create_study(tmp_path / "A.study", Study(title="T"))
    with study.store.change("Add person") as change:
        change.put(Person("p1"))
    study.names.forget("p1")
    assert not (study.path / NAMES_FILE).exists()
    study.close()


def test_a_key_from_before_there_were_replacements_has_none_and_is_left_as_it_is(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / NAMES_FILE)
    db.execute("CREATE TABLE names (person TEXT PRIMARY KEY, name TEXT NOT NULL)")
    db.execute("INSERT INTO names VALUES ('p1', 'Millicent Carter')")
    db.commit()
    db.close()
    key = NameKey(tmp_path)
    before = key.version, (tmp_path / NAMES_FILE).read_bytes()
    assert key.replacements() == []
    assert key.all() == {"p1": "Millicent Carter"}
    assert (key.version, (tmp_path / NAMES_FILE).read_bytes()) == before


def test_a_write_that_was_broken_off_is_taken_back_before_the_key_is_read(tmp_path: Path) -> None:
    key = NameKey(tmp_path)
    key.set("p1", "Millicent Carter")
    script = f"""
import os, sqlite3
db = sqlite3.connect({str(tmp_path / NAMES_FILE)!r}, isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.executemany("INSERT INTO names VALUES (?, ?)", [(f"x{{n}}", "Half done " * 100) for n in range(200)])
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", script], check=False, timeout=30)
    assert (tmp_path / f"{NAMES_FILE}-journal").exists()
    assert key.all() == {"p1": "Millicent Carter"}


def test_the_version_stays_while_nothing_changes(tmp_path: Path) -> None:
    key = NameKey(tmp_path)
    assert key.version == (0, 0)
    key.set("p1", "Millicent Carter")
    first = key.version
    key.all()
    assert key.version == first
    assert first > (0, 0)
