"""Sound in the study's audio folder that nothing in the study names: a start that was taken back, a copied file."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote
from facilitator.domain.ids import new_id
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import moment
from facilitator.domain.transcripts import Transcript
from facilitator.services.ports import Recovered, Tracks
from facilitator.storage.store import Store

RECORDED: Final = ".rec"
SOUNDS: Final = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a", ".aac", ".aiff", ".wma"})
NEAR_MS: Final = 12 * 3_600_000
"""A recording that begins so long before or after the beginning of a session is none of it."""


def stray_recordings(store: Store, audio: Path) -> list[Path]:
    """Folders of our own recorder that belong to no session."""
    named = {recording.file.casefold() for recording in store.find(Recording)}
    return [path for path in _here(audio) if path.suffix == RECORDED and path.name.casefold() not in named]


def stray_files(store: Store, audio: Path) -> list[Path]:
    """Plain sound files that no recording, clip or transcript names."""
    named = {recording.file for recording in store.find(Recording)}
    named |= {quote.clip.file for quote in store.find(Quote) if quote.clip is not None}
    named |= {transcript.file for transcript in store.find(Transcript)}
    known = {name.casefold() for name in named}
    plain = (path for path in _here(audio) if path.suffix.casefold() in SOUNDS and path.is_file())
    return [path for path in plain if path.name.casefold() not in known]


def look_at(tracks: Tracks, folder: Path) -> Recovered:
    """What is in such a folder, for a job; UserError where there is no sound in it."""
    found = tracks.recover(folder)
    if not found.frames:
        raise UserError(f"There is no sound in {folder.name}. Remove its folder if nobody needs it.")
    return found


def take_in(store: Store, session_id: str, folder: Path, what: Recovered) -> Recording:
    """Makes it a recording of a session, where the clock says that it was recorded.

    UserError when that was at another time, or the session knows it already.
    """
    session = store.need(Session, session_id)
    if store.count(Recording, file=folder.name):
        raise UserError(f"{folder.name} is a recording of this study already.")
    stretches = tuple(_later(what.stretches, _offset_ms(session, what), what.rate))
    if not stretches or stretches[0].at_ms > NEAR_MS:
        raise UserError(f"{folder.name} was recorded at another time than this session. Choose the session it is of.")
    recording = Recording(
        new_id(),
        session=session_id,
        file=folder.name,
        label=what.device,
        rate=what.rate,
        frames=what.frames,
        sha256=what.sha256,
        started_at=what.started_at or None,
        stretches=stretches,
    )
    with store.change("Add recording") as change:
        return change.add(recording)


def _offset_ms(session: Session, what: Recovered) -> int:
    """How much later its first sample is heard in this session than in the one that it was recorded for."""
    if session.started_at is None or not what.started_at or not what.stretches:
        return 0
    began = round((moment(what.started_at) - moment(session.started_at)).total_seconds() * 1000)
    return began - what.stretches[0].at_ms


def _later(stretches: Iterable[Stretch], offset_ms: int, rate: int) -> Iterable[Stretch]:
    """All of them so much later; what would lie before the session is left out."""
    for each in stretches:
        at_ms = each.at_ms + offset_ms
        skipped = min(max(-at_ms, 0) * rate // 1000, each.frames)
        if skipped < each.frames:
            yield replace(each, frame=each.frame + skipped, at_ms=max(at_ms, 0), frames=each.frames - skipped)


def _here(audio: Path) -> list[Path]:
    return sorted(path for path in audio.glob("*") if not path.name.startswith("."))
