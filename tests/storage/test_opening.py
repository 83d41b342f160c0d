"""A study that cannot be opened says why, what to do, and stays as it was."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from facilitator.domain.errors import (
    NotAStudy,
    NotSaved,
    StudyDamaged,
    StudyInUse,
    StudyReadOnly,
    StudyTooNew,
    UserError,
)
from facilitator.domain.notes import Note
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.study.checking import check_study
from facilitator.storage import interchange, opening
from facilitator.storage.backup import is_sound, make_backup
from facilitator.storage.locking import Taken
from facilitator.storage.migrations import migrations
from facilitator.storage.opening import STEPS, create_study, open_study, open_to_read, restore_backup
from facilitator.storage.store import Store
from tests.storage.mounts import fill, read_only, small_disk

HOLDER = """
import sys
from pathlib import Path
from facilitator.storage.opening import open_study
study = open_study(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed study with three hundred notes and a back-up."""
    study = create_study(tmp_path / "A.study", Study(title="T"))
    with study.store.change("Fill") as change:
        for number in range(300):
            change.add(Note(f"n{number}", session="s", text=f"entry {number} " * 20))
    make_backup(study.database, study.backups)
    study.close()
    return study.path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, which says nothing about the study."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".study.lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    before = contents(folder)
    yield
    assert contents(folder) == before


def notes(folder: Path) -> int:
    study = open_study(folder)
    count = study.store.count(Note)
    study.close()
    return count


def test_a_new_study_has_its_folders_and_its_record(tmp_path: Path) -> None:
    study = create_study(tmp_path / "deep" / "A.study", Study(title="T"))
    assert study.store.need(Study, STUDY_ID).title == "T"
    assert {path.name for path in study.path.iterdir() if path.is_dir()} == {"audio", "clips", "exports", "backups"}
    assert study.store.undo() is None
    study.close()


@pytest.mark.parametrize("there", ["file", "full folder", "study"])
def test_nothing_is_made_where_something_is(tmp_path: Path, folder: Path, there: str) -> None:
    place = {"file": tmp_path / "file", "full folder": tmp_path, "study": folder}[there]
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        create_study(place, Study())
    assert (tmp_path / "file").read_text() == "mine"
    assert notes(folder) == 300


@pytest.mark.parametrize("name", ["file:A.study", "A?mode=memory#1%20.study"])
def test_a_name_that_looks_like_an_address_is_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    study = create_study(Path(name), Study(title="T"))
    make_backup(study.database, study.backups)
    with study.store.reader.open() as store:
        assert store.need(Study, STUDY_ID).title == "T"
    study.names.set("p", "Ada")
    assert study.names.all() == {"p": "Ada"}
    study.close()
    again = open_study(Path(name))
    assert again.store.need(Study, STUDY_ID).title == "T"
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_two_slashes_at_the_beginning_are_the_place_of_a_study_and_no_other_computer(folder: Path) -> None:
    """As on Windows, where the path of a folder on another computer begins with two."""
    there = Path(f"/{folder}")
    assert str(there).startswith("//")
    study = open_study(there)
    assert study.store.count(Note) == 300
    assert is_sound(make_backup(study.database, study.backups))
    study.close()
    assert open_to_read(there).store.count(Note) == 300


def test_a_study_that_cannot_be_locked_is_not_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(path: Path) -> None:
        raise Taken(path.name)

    monkeypatch.setattr(opening, "FolderLock", taken)
    with pytest.raises(StudyInUse):
        create_study(tmp_path / "A.study", Study())
    assert list(tmp_path.iterdir()) == []


def test_a_study_survives_being_copied_as_a_folder(tmp_path: Path, folder: Path) -> None:
    folder.rename(tmp_path / "ümläut % ? # 東京.study")
    assert notes(tmp_path / "ümläut % ? # 東京.study") == 300


def test_a_study_open_in_another_process_is_left_alone(folder: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with unchanged(folder), pytest.raises(StudyInUse, match="open in another window"):
            open_study(folder)
        with unchanged(folder), pytest.raises(StudyInUse):
            restore_backup(folder, next((folder / "backups").iterdir()))
        holder.kill()
    assert notes(folder) == 300


def test_a_study_open_twice_in_this_process_is_refused_and_free_again_after(folder: Path) -> None:
    study = open_study(folder)
    with pytest.raises(StudyInUse):
        open_study(folder)
    study.close()
    assert notes(folder) == 300


def test_a_lock_file_that_is_something_else_is_named_and_left_alone(folder: Path) -> None:
    (folder / ".study.lock").write_text("mine " * 500, encoding="utf-8")
    with unchanged(folder), pytest.raises(UserError, match="Remove the file"):
        open_study(folder)
    assert (folder / ".study.lock").read_text(encoding="utf-8") == "mine " * 500


def test_a_study_of_a_newer_version_is_left_alone(folder: Path) -> None:
    connection = sqlite3.connect(folder / "study.db")
    connection.execute(
        "INSERT INTO _sqlite_migrations"
        " SELECT 99, migration_set, 'm099_later', applied_at FROM _sqlite_migrations LIMIT 1"
    )
    connection.commit()
    connection.close()
    with unchanged(folder), pytest.raises(StudyTooNew, match="newer version"):
        open_study(folder)


def test_the_steps_that_opening_expects_are_the_migrations_that_there_are(folder: Path) -> None:
    assert sorted(step.name for step in migrations.pending(Database(memory=True))) == sorted(STEPS)


def test_a_study_that_lacks_a_step_is_backed_up_and_brought_to_this_version(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def m999_hats(db: Database) -> None:
        db.execute("CREATE TABLE hats (id TEXT)")

    before = len(list((folder / "backups").iterdir()))
    monkeypatch.setattr(migrations, "_migrations", list(migrations._migrations))
    migrations()(m999_hats)
    monkeypatch.setattr("facilitator.storage.opening.STEPS", STEPS | {"m999_hats"})
    for _ in range(2):  # the second time there is nothing left to do
        assert notes(folder) == 300
        assert len(list((folder / "backups").iterdir())) == before + 1
    tables = sqlite3.connect(folder / "study.db").execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    assert "hats" in {name for (name,) in tables}


def test_opening_a_study_of_this_version_loads_only_what_it_needs(folder: Path) -> None:
    command = [sys.executable, "-c", HOLDER + "print(*sys.modules)", str(folder)]
    loaded = subprocess.run(command, input="", capture_output=True, text=True, check=True).stdout.split()
    assert "sqlite3" in loaded
    assert not {"sqlite_utils", "numpy", "click", "facilitator.domain.reactions"} & set(loaded)


def overwritten(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
    database.write_bytes(data)


def header_lost(database: Path) -> None:
    database.write_bytes(b"\x00" * 100 + database.read_bytes()[100:])


def cut_off(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: 4096 * 5 + 17])


def emptied(database: Path) -> None:
    database.write_bytes(b"")


def replaced(database: Path) -> None:
    database.write_bytes(b"not a database at all, but something else " * 500)


DAMAGES: list[Callable[[Path], None]] = [overwritten, header_lost, cut_off, emptied, replaced]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_study_is_left_alone_and_offered_its_sound_backup(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(folder / "study.db")
    with unchanged(folder), pytest.raises(StudyDamaged, match="damaged") as told:
        open_study(folder)
    backup = told.value.backup
    assert backup is not None
    assert Path(backup).name in str(told.value)

    damaged = (folder / "study.db").read_bytes()
    restore_backup(folder, Path(backup))
    assert notes(folder) == 300
    aside = next(folder.glob("damaged-*"))
    assert (aside / "study.db").read_bytes() == damaged


def test_a_damaged_study_without_a_sound_backup_says_so(folder: Path) -> None:
    replaced(folder / "study.db")
    replaced(next((folder / "backups").iterdir()))
    with unchanged(folder), pytest.raises(StudyDamaged, match="No sound back-up") as told:
        open_study(folder)
    assert told.value.backup is None


def test_a_damaged_backup_is_not_put_in_the_place_of_a_study(folder: Path) -> None:
    backup = next((folder / "backups").iterdir())
    replaced(backup)
    with unchanged(folder), pytest.raises(UserError, match="damaged"):
        restore_backup(folder, backup)


def test_another_programs_database_is_not_taken_for_a_study(tmp_path: Path) -> None:
    (tmp_path / "X.study").mkdir()
    connection = sqlite3.connect(tmp_path / "X.study" / "study.db")
    connection.execute("CREATE TABLE pictures (id INTEGER)")
    connection.commit()
    connection.close()
    with unchanged(tmp_path / "X.study"), pytest.raises(NotAStudy, match="did not make"):
        open_study(tmp_path / "X.study")


def test_a_folder_without_a_study_and_no_folder_at_all_say_so(tmp_path: Path) -> None:
    with unchanged(tmp_path), pytest.raises(NotAStudy, match=r"holds no study\.db"):
        open_study(tmp_path)
    with pytest.raises(NotAStudy, match="no study folder"):
        open_study(tmp_path / "none.study")
    assert not (tmp_path / "none.study").exists()


def test_a_study_where_nothing_can_be_written_says_so(folder: Path) -> None:
    with read_only(folder), unchanged(folder):
        with pytest.raises(StudyReadOnly, match="Copy it to your own disk"):
            open_study(folder)
        with pytest.raises(UserError):
            create_study(folder / "B.study", Study())
    assert notes(folder) == 300


def test_a_study_where_nothing_can_be_written_can_be_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = open_study(folder)
    with held.store.change("Keep note") as change:
        change.put(Note("in the log", text="not in the database file yet"))
    held.names.set("p1", "Millicent Carter")
    aside = folder.parent / "Copy.study"
    shutil.copytree(folder, aside)
    held.close()
    with unchanged(aside):
        study = open_to_read(aside)
        assert study.store.need(Note, "in the log").text == "not in the database file yet"
        assert study.store.count(Note) == 301
        assert study.names.all() == {"p1": "Millicent Carter"}
        assert interchange.dump(study.store).values["notes"]
        assert [check.subject for check in check_study(study)][:2] == ["database", "entries"]
        study.close()


def test_what_is_no_study_or_damaged_is_not_looked_at(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAStudy):
        open_to_read(tmp_path)
    (folder / "study.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(UserError, match="damaged"):
        open_to_read(folder)


def test_a_study_on_rights_that_forbid_writing_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same without a mount: root is above rights, so the question is answered in its place."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with unchanged(folder), pytest.raises(StudyReadOnly):
        open_study(folder)


def keep_for_ever(store: Store, kept: list[str]) -> None:
    while True:
        with store.change("Keep answer") as change:
            note = change.add(Note(f"n{len(kept):04}", text="long " * 200))
        kept.append(note.id)


def test_a_full_disk_refuses_an_entry_and_takes_it_once_there_is_space(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2000) as disk:
        study = create_study(disk / "A.study", Study(title="T"))
        kept: list[str] = []
        fill(disk, leave=60_000)
        with pytest.raises(NotSaved, match="the disk is full"):
            keep_for_ever(study.store, kept)
        assert [note.id for note in study.store.find(Note)] == kept
        (disk / "filler").unlink()
        with study.store.change("Keep answer") as change:
            change.add(Note("last", text="long " * 200))
        study.close()
        again = open_study(disk / "A.study")
        assert [note.id for note in again.store.find(Note)] == [*kept, "last"]
        again.close()


def test_a_full_database_refuses_an_entry_and_loses_none(folder: Path) -> None:
    study = open_study(folder)
    [(pages,)] = study.store._connection.execute("PRAGMA page_count").fetchall()
    study.store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSaved, match="the disk is full"), study.store.change("Keep answer") as change:
        change.add(Note("n", text="long " * 20_000))
    assert study.store.count(Note) == 300
    study.store._connection.execute("PRAGMA max_page_count = 1000000")
    with study.store.change("Keep answer") as change:
        change.add(Note("n", text="long " * 20_000))
    assert study.store.count(Note) == 301
    study.close()


def test_a_full_disk_makes_no_study_and_harms_none(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1000) as disk:
        create_study(disk / "A.study", Study(title="T")).close()
        fill(disk)
        with pytest.raises(UserError, match="disk is full"):
            create_study(disk / "B.study", Study()).close()
        assert not (disk / "B.study").exists()
        with pytest.raises(UserError, match=r"space|full"):
            make_backup(disk / "A.study" / "study.db", disk / "A.study" / "backups")
        assert list((disk / "A.study" / "backups").iterdir()) == []
        (disk / "filler").unlink()
        assert notes(disk / "A.study") == 0


@pytest.mark.parametrize("crashed", [False, True])
def test_a_study_on_a_disk_without_any_space_is_not_called_damaged(tmp_path: Path, crashed: bool) -> None:
    with small_disk(tmp_path / "disk", 2000) as disk:
        study = create_study(disk / "A.study", Study(title="T"))
        if crashed:  # its log stays beside it
            shutil.copytree(disk / "A.study", disk / "B.study")
        study.close()
        folder = disk / ("B.study" if crashed else "A.study")
        assert (folder / "study.db-wal").exists() == crashed
        (folder / "study.db-shm").unlink(missing_ok=True)
        fill(disk)
        before = (folder / "study.db").read_bytes()
        with pytest.raises(StudyReadOnly, match=r"the disk is full\. Free some space"):
            open_study(folder)
        assert open_to_read(folder).store.need(Study, STUDY_ID).title == "T", "it can be written out to another disk"
        assert (folder / "study.db").read_bytes() == before
        (disk / "filler").unlink()
        assert notes(folder) == 0


def test_a_drive_that_fails_is_not_called_a_damaged_study(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(opening, "_migrate", fails)
    with unchanged(folder), pytest.raises(UserError, match="does not answer as it should") as told:
        open_study(folder)
    assert not isinstance(told.value, StudyDamaged)


def test_a_drive_that_was_pulled_out_is_not_called_a_damaged_study(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    def is_gone(_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "gone")

    monkeypatch.setattr(opening, "_migrate", fails)
    monkeypatch.setattr(shutil, "disk_usage", is_gone)
    with pytest.raises(UserError, match="does not answer as it should") as told:
        open_study(folder)
    assert not isinstance(told.value, StudyDamaged)


def test_a_database_held_by_another_program_is_not_called_damaged(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "connect", lambda path, uri=False: sqlite3.connect(path, uri=uri, timeout=0))
    other = sqlite3.connect(folder / "study.db", isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StudyInUse, match="Another program holds"):
        open_study(folder)
    other.close()
    open_study(folder).close()


def test_a_file_where_a_folder_belongs_is_named(folder: Path) -> None:
    (folder / "exports").rmdir()
    (folder / "exports").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="holds a file called exports"):
        open_study(folder)
    assert (folder / "exports").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder in use where it is")
def test_an_entry_is_not_called_saved_once_the_folder_is_gone(folder: Path) -> None:
    study = open_study(folder)
    folder.rename(folder.with_name("B.study"))
    with pytest.raises(NotSaved, match="moved or removed"), study.store.change("Keep") as change:
        change.add(Note("late"))
    with pytest.raises(NotSaved, match="moved or removed"):
        study.store.keep_draft("run/s", "half")
    folder.with_name("B.study").rename(folder)
    with study.store.change("Keep") as change:
        change.add(Note("again"))
    shutil.rmtree(folder)
    with pytest.raises(NotSaved, match="moved or removed"):
        study.store.undo()
    study.close()


def test_a_study_whose_making_was_broken_off_is_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / "A.study"
    folder.mkdir()
    half = sqlite3.connect(folder / "study.db", isolation_level=None)
    half.execute("PRAGMA journal_mode = WAL")
    half.execute("PRAGMA user_version = 0")
    half.close()
    assert (folder / "study.db").stat().st_size > 0
    study = open_study(folder)
    with study.store.change("Keep") as change:
        change.add(Note("n"))
    study.close()
    study = open_study(folder)
    assert study.store.count(Note) == 1
    study.close()


def test_a_blank_database_beside_backups_is_called_damaged(folder: Path) -> None:
    (folder / "study.db").unlink()
    blank = sqlite3.connect(folder / "study.db", isolation_level=None)
    blank.execute("PRAGMA journal_mode = WAL")
    blank.close()
    with unchanged(folder), pytest.raises(StudyDamaged, match="is sound and can take its place"):
        open_study(folder)


def misspelt(database: Path, old: bytes, new: bytes) -> None:
    """One letter of a text is none any more, which SQLite's own check does not see."""
    data = database.read_bytes()
    assert old in data
    database.write_bytes(data.replace(old, new))


def test_an_entry_that_cannot_be_read_is_called_damaged_wherever_it_is_wanted(folder: Path) -> None:
    misspelt(folder / "study.db", b"entry 7 ", b"ent\xffy 7 ")
    study = open_study(folder)
    for read in (
        lambda: study.store.find(Note),
        lambda: study.store.get(Note, "n7"),
        lambda: interchange.dump(study.store),
    ):
        with pytest.raises(StudyDamaged, match=r"in “notes” cannot be read.*Restore a back-up"):
            read()
    assert study.store.need(Note, "n8").text
    faults = [fault for check in check_study(study) for fault in check.faults]
    in_journal, in_notes = faults
    assert "journal cannot be read" in in_journal, "it holds the same words"
    assert "in “notes” cannot be read" in in_notes
    study.close()


@pytest.mark.parametrize(
    ("reason", "told"), [("disk I/O error", "drive does not answer"), ("database is locked", "another program")]
)
def test_what_keeps_an_open_study_from_being_read_is_not_called_damage(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reason: str, told: str
) -> None:
    class Failing:
        def execute(self, *_: object) -> None:
            raise sqlite3.OperationalError(reason)

    study = open_study(folder)
    with monkeypatch.context() as patch:
        patch.setattr(study.store, "_connection", Failing())
        with pytest.raises(UserError, match=told) as error:
            study.store.find(Note)
    assert not isinstance(error.value, StudyDamaged)
    study.close()


def test_a_question_put_wrongly_is_not_called_damage(folder: Path) -> None:
    study = open_study(folder)
    with pytest.raises(UnicodeEncodeError):
        study.store.find(Note, text="\ud800")
    study.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        study.store.find(Note)


def test_a_structure_that_cannot_be_read_is_called_damaged(folder: Path) -> None:
    study = open_study(folder)
    study.store._connection.execute("UPDATE notes SET marks = '[{\"kind\":' WHERE id = 'n7'")
    with pytest.raises(StudyDamaged, match="in “notes”"):
        study.store.find(Note)
    study.close()


def test_a_database_whose_plan_of_tables_is_illegible_is_called_damaged(folder: Path) -> None:
    misspelt(folder / "study.db", b"CREATE TABLE", b"CREATE T\xb0BLE")
    with unchanged(folder), pytest.raises(StudyDamaged, match="is sound and can take its place"):
        open_study(folder)
    with unchanged(folder), pytest.raises(StudyDamaged):
        open_to_read(folder)
