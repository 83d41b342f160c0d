"""Reading another copy of a study without touching it: what is looked at is a copy of the copy."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.domain.errors import NotAStudy, StudyTooNew, UserError
from facilitator.storage.backup import make_backup, uri_path
from facilitator.storage.connecting import connect
from facilitator.storage.files import whole_file
from facilitator.storage.merging import Copy
from facilitator.storage.opening import DATABASE, STEPS


@contextmanager
def other_copy(folder: Path) -> Iterator[Path]:
    """A copy of the other study's database in one file, brought to this version; gone after the block.

    The study in `folder` may lie on a stick that cannot be written. Safe on any thread. Raises UserError where there
    is no sound study of this version or an earlier one.
    """
    if not (folder / DATABASE).is_file():
        raise NotAStudy(f"{folder.name} is not a study: it holds no {DATABASE}. Choose the study's folder.")
    with tempfile.TemporaryDirectory(prefix="facilitator-") as place:
        yield _brought(folder, Path(place))


@contextmanager
def reading(database: Path) -> Iterator[Copy]:
    """What is in a database that nobody else writes to."""
    connection = sqlite3.connect(f"file:{uri_path(database)}?mode=ro&immutable=1", uri=True)
    try:
        yield Copy(connection)
    finally:
        connection.close()


def _brought(folder: Path, place: Path) -> Path:
    """The other database with its log in one file, brought to this version."""
    try:
        for part in folder.glob(f"{DATABASE}*"):
            if part.name in (DATABASE, f"{DATABASE}-wal"):
                shutil.copyfile(part, place / part.name)
        database = make_backup(place / DATABASE, place / "whole")
    except (OSError, UserError) as error:
        raise UserError(f"{folder.name} cannot be read: {error} Look for another copy of it.") from error
    _bring_up_to_date(database, folder.name)
    return database


def _bring_up_to_date(database: Path, name: str) -> None:
    from facilitator.storage.migrations import migrate  # brings sqlite-utils, which is seldom needed

    connection = connect(database)
    try:
        found = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'facilitator'")
        if {row[0] for row in found} - STEPS:
            raise StudyTooNew(f"{name} was made with a newer version of Facilitator. Install that version first.")
        migrate(connection)
    except sqlite3.Error as error:
        raise UserError(f"The database of {name} is damaged. Look for another copy of it.") from error
    finally:
        connection.close()


def keep_base(database: bytes, target: Path) -> None:
    """Keeps the other copy as it is now, to know at the next merge what changed in it since."""
    try:
        with whole_file(target) as part:
            part.write_bytes(database)
    except OSError as error:
        raise UserError(f"The copy could not be kept: {error.strerror or error}. Nothing was merged.") from error
