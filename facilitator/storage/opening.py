"""Opening a study folder: lock, health, version and migrations, each failure with its sentence."""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.domain.errors import (
    NotAStudy,
    StudyDamaged,
    StudyInUse,
    StudyReadOnly,
    StudyTooNew,
    UserError,
)
from facilitator.domain.study import Study
from facilitator.storage.backup import backups_in, is_sound, make_backup, newest_sound, uri_path
from facilitator.storage.connecting import connect
from facilitator.storage.files import broken_off, sync_folder, take_place, whole_file
from facilitator.storage.locking import FolderLock, Taken
from facilitator.storage.names import NameKey
from facilitator.storage.store import Store

DATABASE = "study.db"
LOCK = ".study.lock"
WITHDRAWING = ".withdrawing.json"
"""Lies in a study from before the words of somebody are erased until all that held them is gone."""
NEEDED = 256 * 1024
"""So many bytes are needed on the disk for the log and what is kept beside it."""
STEPS = frozenset(
    {
        "m001_first_tables",
        "m002_recordings",
        "m003_documents",
        "m004_transcripts",
        "m005_merging",
        "m006_clearances",
        "m007_room",
        "m008_steps",
        "m009_reflection",
        "m010_fade_out",
        "m011_swaps",
        "m012_private_remarks",
        "m013_spoken",
    }
)
"""The migrations that a study of this version has seen; they themselves are loaded when one is missing."""
SUBFOLDERS = ("audio", "clips", "exports", "backups")
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


class StudyFolder(NamedTuple):
    """An open study: its folder, store and name key; `close` lets others open it."""

    path: Path
    store: Store
    names: NameKey
    lock: "FolderLock | _NoLock"

    @property
    def audio(self) -> Path:
        """Where recordings and brought-in audio lie."""
        return self.path / "audio"

    @property
    def database(self) -> Path:
        """The database file."""
        return self.path / DATABASE

    @property
    def backups(self) -> Path:
        """Where the back-ups lie."""
        return self.path / "backups"

    def close(self) -> None:
        """Closes the database and gives up the lock."""
        self.store.close()
        self.lock.release()


def is_study(folder: Path) -> bool:
    """Whether the folder looks like a study, without opening it."""
    return (folder / DATABASE).is_file()


def create_study(folder: Path, study: Study) -> StudyFolder:
    """Makes an empty study; UserError when something is there already or nothing can be written."""
    was_there = folder.exists()
    try:
        if was_there and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(f"{folder.name} is there already. Choose another name for the new study.")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder.name} cannot be made here: {_reason(error)}. Choose another place.") from error
    try:
        lock = _lock(folder)
    except UserError:
        if not was_there:
            with suppress(OSError):  # somebody else is making a study in it at this moment
                folder.rmdir()
        raise
    try:
        opened = _open_locked(folder, lock)
        with opened.store.change("Create study", undoable=False) as change:
            change.put(study)
    except BaseException:
        lock.release()
        _unmake(folder, keep=was_there)
        raise
    return opened


def _unmake(folder: Path, *, keep: bool) -> None:
    """Takes away what is left of a study that could not be made; a folder that was there is left empty."""
    shutil.rmtree(folder, ignore_errors=True)
    if keep:
        folder.mkdir(exist_ok=True)


def refuse_no_study(folder: Path) -> None:
    """Raises NotAStudy where there is none, without opening anything."""
    if not folder.is_dir():
        raise NotAStudy(f"There is no study folder {folder}. Check the place and the spelling.")
    if not is_study(folder):
        raise NotAStudy(f"“{folder.name}” is not a study: it holds no {DATABASE}. Choose the folder of a study.")


def open_study(folder: Path) -> StudyFolder:
    """Opens a study folder; raises the UserError subclass that fits, and writes nothing then."""
    refuse_no_study(folder)
    lock = _lock(folder)
    try:
        return _open_locked(folder, lock)
    except BaseException:
        lock.release()
        raise


def open_to_read(folder: Path) -> StudyFolder:
    """A study that lies where nothing can be written, to be looked at; changes of it would be lost."""
    if not is_study(folder):
        raise NotAStudy(f"“{folder.name}” is not a study: it holds no {DATABASE}. Choose the folder of a study.")
    try:
        db = _in_memory(folder)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _as_user_error(folder, error) from error
    except OSError as error:
        raise UserError(f"{folder.name} cannot be read: {_reason(error)}. Look at another copy of it.") from error
    return StudyFolder(folder, Store(db), NameKey(folder), _NoLock())


class _NoLock:
    """Nobody can write here, so nobody is kept out."""

    def release(self) -> None:
        """Nothing is held."""


def _in_memory(folder: Path) -> sqlite3.Connection:
    """A copy of the database and its log, brought to this version; reading a log in its place would write there."""
    with tempfile.TemporaryDirectory() as aside:
        for name in (DATABASE, f"{DATABASE}-wal"):
            if (folder / name).exists():
                shutil.copyfile(folder / name, Path(aside) / name)
        source, memory = connect(Path(aside) / DATABASE), connect(":memory:")
        try:
            tables = {row[0] for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            _check_version(source, folder, tables)
            source.backup(memory)
        finally:
            source.close()
    if not _applied(memory) >= STEPS:
        from facilitator.storage.migrations import migrate

        migrate(memory)
    return memory


def restore_backup(folder: Path, backup: Path) -> None:
    """Puts a back-up in the place of the database, which is kept beside it under a new name.

    UserError, with the database where it was, when the back-up is not sound or cannot be copied.
    """
    lock = _lock(folder)
    try:
        if not is_sound(backup):
            raise UserError(f"The back-up {backup.name} is damaged. Choose another one.")
        with whole_file(folder / f"{DATABASE}.restored") as part:
            shutil.copyfile(backup, part)
        _set_aside(folder)
        take_place(folder / f"{DATABASE}.restored", folder / DATABASE)
        sync_folder(folder)
    except OSError as error:
        raise UserError(f"The back-up could not be put in place: {_reason(error)}.") from error
    finally:
        lock.release()


def _set_aside(folder: Path) -> None:
    aside = folder / f"damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    aside.mkdir()
    if (folder / DATABASE).exists():
        shutil.copyfile(folder / DATABASE, aside / DATABASE)
    for name in (f"{DATABASE}-wal", f"{DATABASE}-shm"):  # a log left beside another database would spoil that one
        if (folder / name).exists():
            (folder / name).replace(aside / name)


def _lock(folder: Path) -> FolderLock:
    if not os.access(folder, os.W_OK):
        raise StudyReadOnly(_read_only(folder))
    try:
        return FolderLock(folder / LOCK)
    except Taken as error:
        raise StudyInUse(f"{folder.name} is open in another window. Close it there, then open it here.") from error
    except sqlite3.OperationalError as error:
        if "readonly" in str(error) or "unable to open" in str(error):
            raise StudyReadOnly(_read_only(folder)) from error
        raise UserError(f"{folder.name} cannot be opened: {error}. Copy it to your own disk.") from error
    except sqlite3.DatabaseError as error:
        raise UserError(
            f"{folder.name} cannot be opened. Remove the file {LOCK} from it; it is no lock of this program."
        ) from error


def _read_only(folder: Path) -> str:
    return f"Nothing can be written in {folder.name}. Copy it to your own disk and open the copy."


def _reason(error: OSError) -> str:
    return "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error))


def _open_locked(folder: Path, lock: FolderLock) -> StudyFolder:
    path = folder / DATABASE
    fresh = not path.exists()
    db: sqlite3.Connection | None = None
    try:
        fresh = fresh or _check(folder)
        db = connect(path)
        _migrate(db, folder, fresh)
        for name in SUBFOLDERS:
            (folder / name).mkdir(exist_ok=True)
            for part in broken_off(folder / name):
                part.unlink(missing_ok=True)
    except BaseException as error:
        if db is not None:
            db.close()
        if isinstance(error, sqlite3.Error | UnicodeDecodeError):
            raise _as_user_error(folder, error) from error
        if isinstance(error, FileExistsError):
            name = Path(str(error.filename)).name
            raise UserError(f"{folder.name} holds a file called {name}, where a folder belongs. Rename it.") from error
        if isinstance(error, OSError):
            raise UserError(f"{folder.name} cannot be opened: {_reason(error)}.") from error
        raise
    opened = StudyFolder(folder, Store(db, is_there=_presence(path)), NameKey(folder), lock)
    opened.names.follow(opened.store)
    return opened


def _presence(path: Path) -> Callable[[], bool]:
    """Answers whether the file opened here is still what the path leads to: one that was removed takes writes, too."""
    opened = path.stat()

    def is_there() -> bool:
        try:
            return os.path.samestat(path.stat(), opened)
        except OSError:
            return False

    return is_there


def _check(folder: Path) -> bool:
    """Looks at the database without writing: even a connection that fails would write a log into a damaged file.

    Answers whether it is blank, as one whose making was broken off before anything could be in it.
    """
    path = folder / DATABASE
    if path.stat().st_size == 0:
        raise _damaged(folder)
    logged = path.with_name(f"{DATABASE}-wal").exists()
    mode = "mode=ro" if logged else "mode=ro&immutable=1"
    db = connect(f"file:{uri_path(path)}?{mode}", uri=True)
    try:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables and not backups_in(folder / "backups"):
            return True
        _check_version(db, folder, tables)
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _damaged(folder)
        return False
    finally:
        db.close()


def _check_version(db: sqlite3.Connection, folder: Path, tables: set[str]) -> None:
    if tables and not tables & {"_sqlite_migrations", "journal"}:
        raise NotAStudy(f"{folder.name} holds a {DATABASE} that this program did not make.")
    if not {"_sqlite_migrations", "journal"} <= tables:
        raise _damaged(folder)
    if _applied(db) - STEPS:
        raise StudyTooNew(f"{folder.name} was made with a newer version of Facilitator. Install that version first.")


def _applied(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'facilitator'")}


def _migrate(db: sqlite3.Connection, folder: Path, fresh: bool) -> None:
    for pragma in PRAGMAS:
        db.execute(pragma)
    if not fresh and _applied(db) >= STEPS:
        return
    from facilitator.storage.migrations import migrate  # brings sqlite-utils, which most starts do without

    if not fresh:
        make_backup(folder / DATABASE, folder / "backups")
    migrate(db)


def _as_user_error(folder: Path, error: sqlite3.Error | UnicodeDecodeError) -> UserError:
    text = str(error)
    if "full" in text:
        return _full(folder)
    if "locked" in text:
        return StudyInUse(f"Another program holds the database of {folder.name}. Close it there, then open it here.")
    if "readonly" in text or "unable to open" in text:
        return StudyReadOnly(_read_only(folder))
    return _of_drive(folder) if "I/O" in text else _damaged(folder)


def _of_drive(folder: Path) -> UserError:
    """A disk without room for the log, a drive that fails or was pulled out, or a file that breaks off."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        free = None
    if free is not None and free < NEEDED:
        return _full(folder)
    if free is None or is_sound(folder / DATABASE):
        return UserError(f"The drive of {folder.name} does not answer as it should. Copy it to your own disk.")
    return _damaged(folder)


def _full(folder: Path) -> StudyReadOnly:
    return StudyReadOnly(f"{folder.name} cannot be opened: the disk is full. Free some space, then open it again.")


def _damaged(folder: Path) -> StudyDamaged:
    found = newest_sound(folder / "backups")
    advice = (
        f"Its back-up {found.name} is sound and can take its place; the damaged file is kept."
        if found
        else "No sound back-up was found in its folder. Look for another copy of the folder."
    )
    return StudyDamaged(f"The database of {folder.name} is damaged. {advice}", str(found) if found else None)
