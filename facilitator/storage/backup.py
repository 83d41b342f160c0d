"""Copies of the database, each opened and checked once made, kept by age."""

import os
import re
import sqlite3
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.storage.files import sync_folder, take_place

NEWEST_KEPT = 10
DAYS_KEPT = 30
DAYS_TO_BELIEVE = 10
"""So many days of work after a leap of the clock show that it is not the clock that is wrong."""
STILL_MAKING_S = 3600
TAKEN_IN = "merged-"
_STEM = "study-"
_FORMAT = "%Y%m%d-%H%M%S-%f"
_MOMENT = r"(\d{8}-\d{6}-\d{6})"
_NAME = re.compile(rf"{_STEM}{_MOMENT}(?:-at-{_MOMENT})?\.db")
"""The place in the order and, where the clock was ahead before, the time at which it was made."""


def make_backup(database: Path, folder: Path, now: datetime | None = None) -> Path:
    """Copies a database (open or not) into `folder`, checks the copy, drops old ones.

    Safe on any thread: it uses connections of its own. UserError when the copy cannot be made.
    """
    now = (now or datetime.now(UTC)).astimezone(UTC)
    target = folder / _name_for(folder, now)
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


def _name_for(folder: Path, now: datetime) -> str:
    """After all others also where the clock was ahead when they were made, for the newest is what is restored."""
    newest = next(iter(backups_in(folder)), None)
    place = now if newest is None else max(now, _moments(newest)[0] + timedelta(microseconds=1))
    at = "" if place == now else f"-at-{now.strftime(_FORMAT)}"
    return f"{_STEM}{place.strftime(_FORMAT)}{at}.db"


def _broken_off(folder: Path) -> list[Path]:
    """Parts of copies that were killed in the making; young ones may still be in it."""
    parts = (path for path in folder.glob(f"{_STEM}*.part*") if path.is_file())
    return [path for path in parts if time.time() - path.stat().st_mtime > STILL_MAKING_S]


def _copy(database: Path, target: Path) -> None:
    source = sqlite3.connect(f"file:{uri_path(database)}?mode=ro", uri=True)
    copy = sqlite3.connect(target.absolute())
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
    """When a back-up was made by the clock of then, read from its name."""
    return _moments(backup)[-1]


def _moments(backup: Path) -> list[datetime]:
    """Its place in the order, and the time at which it was made where that is another one."""
    found = _NAME.fullmatch(backup.name)
    assert found is not None
    return [datetime.strptime(text, _FORMAT).replace(tzinfo=UTC) for text in found.groups() if text]


def superseded(newest_first: Iterable[Path], now: datetime) -> list[Path]:
    """The back-ups to drop: past the ten newest only the last of each day stays, for 30 days."""
    found = list(newest_first)
    today = _believed({now.astimezone(UTC).date(), *(made_at(path).date() for path in found)})
    days, dropped = set(), []
    for place, path in enumerate(found):
        day = made_at(path).date()
        fresh = today - day <= timedelta(days=DAYS_KEPT)
        if place >= NEWEST_KEPT and (day in days or not fresh):
            dropped.append(path)
        days.add(day)
    return dropped


def _believed(days: set[date]) -> date:
    """The day that age is reckoned from: one after a leap of the clock counts when others have come after it."""
    newest_first = sorted(days, reverse=True)
    for later, earlier in islice(pairwise(newest_first), DAYS_TO_BELIEVE):
        if later - earlier > timedelta(days=DAYS_KEPT):
            return earlier
    return newest_first[0]


def uri_path(path: Path) -> str:
    """A path as it stands in a SQLite URI, where what follows two slashes would be the name of a computer."""
    text = path.as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"//{text}" if text.startswith("//") else text
