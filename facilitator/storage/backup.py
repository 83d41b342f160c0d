"""Copies of the database, each opened and checked once made, kept by age."""

import os
import re
import sqlite3
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.storage.files import sync_folder, take_place

NEWEST_KEPT = 10
DAYS_KEPT = 30
STILL_MAKING_S = 3600
TAKEN_IN = "merged-"
_STEM = "study-"
_FORMAT = "%Y%m%d-%H%M%S-%f"
_NAME = re.compile(rf"{_STEM}\d{{8}}-\d{{6}}-\d{{6}}\.db")


def make_backup(database: Path, folder: Path, now: datetime | None = None) -> Path:
    """Copies a database (open or not) into `folder`, checks the copy, drops old ones.

    Safe on any thread: it uses connections of its own. UserError when the copy cannot be made.
    """
    now = _after_all(folder, now or datetime.now(UTC))
    target = folder / f"{_STEM}{now.astimezone(UTC).strftime(_FORMAT)}.db"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        _copy(database, part)
        if not is_sound(part):
            raise UserError("The back-up copy did not read back. The study itself is unharmed.")
        take_place(part, target)
        sync_folder(folder)
    except (OSError, sqlite3.Error) as error:
        raise UserError(f"No back-up could be made: {error}. Check the disk's space.") from error
    finally:
        part.unlink(missing_ok=True)
    for old in [*superseded(backups_in(folder), now), *_broken_off(folder)]:
        old.unlink(missing_ok=True)
    return target


def _after_all(folder: Path, now: datetime) -> datetime:
    """The time, or just after the newest back-up, where the clock was ahead then: the newest is what is restored."""
    newest = next(iter(backups_in(folder)), None)
    return now if newest is None else max(now, made_at(newest) + timedelta(microseconds=1))


def _broken_off(folder: Path) -> list[Path]:
    """Parts of copies that were killed in the making; young ones may still be in it."""
    parts = (path for path in folder.glob(f"{_STEM}*.part*") if path.is_file())
    return [path for path in parts if time.time() - path.stat().st_mtime > STILL_MAKING_S]


def _copy(database: Path, target: Path) -> None:
    source = sqlite3.connect(f"file:{uri_path(database)}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # so that a back-up is one file, without a log beside it
    finally:
        copy.close()
        source.close()
    with target.open("rb") as written:
        os.fsync(written.fileno())


def is_sound(database: Path) -> bool:
    """Whether the file opens as a study's database and passes SQLite's own check; nothing is written beside it."""
    try:
        connection = sqlite3.connect(f"file:{uri_path(database)}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute("SELECT seq FROM journal LIMIT 1").fetchone()
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def backups_in(folder: Path) -> list[Path]:
    """All back-ups, newest first; files of other names are somebody's own."""
    return sorted((path for path in folder.glob(f"{_STEM}*.db") if _NAME.fullmatch(path.name)), reverse=True)


def taken_in(folder: Path) -> list[Path]:
    """Copies of other laptops' databases, kept to know later what is new in them."""
    return sorted(folder.glob(f"{TAKEN_IN}*.db"))


def newest_sound(folder: Path) -> Path | None:
    """The newest back-up that still reads back, every text of it."""
    return next((path for path in backups_in(folder) if is_sound(path) and _is_legible(path)), None)


def _is_legible(database: Path) -> bool:
    """Whether every text is one: SQLite's own check does not look at that."""
    connection = sqlite3.connect(f"file:{uri_path(database)}?mode=ro&immutable=1", uri=True)
    try:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for _row in connection.execute(f'SELECT * FROM "{table}"'):
                pass
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    finally:
        connection.close()
    return True


def made_at(backup: Path) -> datetime:
    """When a back-up was made, read from its name."""
    return datetime.strptime(backup.stem.removeprefix(_STEM), _FORMAT).replace(tzinfo=UTC)


def superseded(newest_first: Iterable[Path], now: datetime) -> list[Path]:
    """The back-ups to drop: past the ten newest only the last of each day stays, for 30 days."""
    days, dropped = set(), []
    for place, path in enumerate(newest_first):
        day = made_at(path).date()
        fresh = now - made_at(path) <= timedelta(days=DAYS_KEPT)
        if place >= NEWEST_KEPT and (day in days or not fresh):
            dropped.append(path)
        days.add(day)
    return dropped


def uri_path(path: Path) -> str:
    """A path as it stands in a SQLite URI."""
    return path.as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
