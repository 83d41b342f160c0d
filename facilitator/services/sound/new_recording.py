"""A recording that is about to begin: named after its group and day, beside those that are there."""

from datetime import datetime
from pathlib import Path
from typing import Final

from facilitator.domain.ids import new_id
from facilitator.domain.recordings import Recording
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import stamp
from facilitator.storage.files import safe_name

SUFFIX: Final = ".rec"


def new_recording(session: Session, group: str, folder: Path, began: datetime) -> Recording:
    """No two are one file, also where a disk knows no capital letters."""
    kind = " reflection" if session.kind == "reflection" else ""
    name = safe_name(f"{group}{kind} {began.astimezone():%Y-%m-%d}")[:80]
    taken = {path.name.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
    file, count = f"{name}{SUFFIX}", 1
    while file.casefold() in taken:
        count += 1
        file = f"{name} {count}{SUFFIX}"
    return Recording(new_id(), session=session.id, file=file, started_at=stamp(began))
