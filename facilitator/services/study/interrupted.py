"""Sessions that were going on when the program or the laptop stopped, seen without opening their study."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.domain.reactions import Reaction
from facilitator.domain.recordings import Recording
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.timecode import moment
from facilitator.services.sound import sounding
from facilitator.storage.peeking import NotSeen, peek, was_closed
from facilitator.storage.store import Store

HALF_TYPED = ("run/{}", "reflect.words.{}", "reflect.note.{}")
"""Where words are kept while they are being typed in a session."""
SafeUntil = Callable[[Path], int | None]
"""Tells up to which ms of session time the sound in a recording's folder is safe."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A session of the study in `path` that has not ended; times are local. `half_typed` says that a line waits.

    `at` is the last sign of life, `sound_until` the last sound, None when nothing was recorded.
    """

    path: Path
    group: Actor
    at: datetime
    entries: int = 0
    half_typed: bool = False
    sound_until: datetime | None = None
    closed: bool = False
    """The study was closed as it should be; the session was merely not ended."""


def interrupted_sessions(folders: Iterable[Path], safe_until: SafeUntil) -> list[Interrupted]:
    """The interrupted session of each study, the newest first; studies that cannot be looked into are left out."""
    found = (interrupted(folder, safe_until) for folder in folders)
    return sorted((each for each in found if each is not None), key=lambda each: each.at, reverse=True)


def interrupted(folder: Path, safe_until: SafeUntil) -> Interrupted | None:
    """The newest session of a study that has not ended; None where there is none, or another window has it open."""
    try:
        with peek(folder) as store:
            running = [each for each in store.find(Session) if each.is_open]
            newest = max(running, key=lambda each: each.started_at or "", default=None)
            if newest is None:
                return None
            return replace(_look(store, folder, newest, safe_until), closed=was_closed(folder))
    except NotSeen:
        return None


def _look(store: Store, folder: Path, session: Session, safe_until: SafeUntil) -> Interrupted:
    notes: list[Note | Reaction] = [*store.find(Note, session=session.id), *store.find(Reaction, session=session.id)]
    recordings = store.find(Recording, session=session.id, source="own")
    heard = [_until(folder, each, safe_until) for each in recordings]
    seen = [visit.end_ms for visit in store.find(Visit, session=session.id)]
    seen += [note.at_ms for note in notes if note.at_ms is not None]
    return Interrupted(
        folder,
        store.get(Actor, session.actor) or Actor(session.actor),
        _local(session, max([*seen, *heard], default=0)),
        len(notes),
        any(store.draft(place.format(session.id)) for place in HALF_TYPED),
        _local(session, max(heard)) if any(heard) else None,
    )


def _until(folder: Path, recording: Recording, safe_until: SafeUntil) -> int:
    """What the study knows is up to ten seconds old; the folder itself knows better."""
    counted = None if recording.sha256 else safe_until(folder / "audio" / recording.file)
    return max(counted or 0, sounding.end_ms(recording))


def _local(session: Session, at_ms: int) -> datetime:
    assert session.started_at is not None
    return (moment(session.started_at) + timedelta(milliseconds=at_ms)).astimezone()
