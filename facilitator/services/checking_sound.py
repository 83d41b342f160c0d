"""Whether recordings hold what they should, and which time of a session cannot be heard."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import soundfile

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, GapReason, Recording, without_sound
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.timecode import clock_text, moment
from facilitator.services import sounding
from facilitator.services.ports import Tracks
from facilitator.services.replay import audio_path
from facilitator.storage.opening import StudyFolder
from facilitator.storage.store import Store

SHORT_MS = 250
"""Sound may be taken up again so much later without anybody missing it."""
BLOCK = 1 << 18
WHY: dict[GapReason, str] = {
    "paused": "paused",
    "lost": "the microphone was lost",
    "silent": "the microphone gave nothing but silence",
    "drift": "samples were lost",
    "moved": "another microphone was used",
    "failed": "sound could not be written",
    "full": "the disk was full",
    "asleep": "the laptop slept",
    "crashed": "the program or the laptop had stopped",
    "notes_only": "notes only",
    "struck": "struck by its speaker",
}


@dataclass(frozen=True, slots=True)
class Unheard:
    """A span of session time without audio; `reason` is empty where nobody recorded."""

    session: str
    group: str
    start_ms: int
    end_ms: int
    reason: GapReason | Literal[""] = ""

    @property
    def sentence(self) -> str:
        """The span in words."""
        why = f" ({WHY[self.reason]})" if self.reason else ""
        return f"{self.group}: no audio from {clock_text(self.start_ms)} to {clock_text(self.end_ms)}{why}."


def recording_faults(study: StudyFolder, tracks: Tracks | None) -> Iterator[str]:
    """A sentence for everything that is wrong with recordings; without `tracks` folders are not read."""
    known = study.store.find(Recording)
    for recording in known:
        yield from _faults(study.path, recording, tracks)
    named = {recording.file.casefold() for recording in known}
    for path in sorted(study.audio.glob("*.rec")):
        if path.name.casefold() not in named:
            yield f"The recording {path.name} belongs to no session. Remove its folder if nobody needs it."


def unheard(store: Store) -> list[Unheard]:
    """The time without audio of every session that was recorded, or was to be."""
    return [span for session in store.find(Session) for span in _unheard(store, session)]


def _unheard(store: Store, session: Session) -> Iterator[Unheard]:
    recordings = store.find(Recording, session=session.id)
    gaps = store.find(Gap, session=session.id)
    if session.started_at is None or not (recordings or gaps):
        return
    actor = store.get(Actor, session.actor)
    group = actor.name if actor else session.id
    for start, end in without_sound(recordings, 0, _length(store, session, recordings)):
        if end - start >= SHORT_MS:
            yield Unheard(session.id, group, start, end, _reason(gaps, start, end))
    for gap in gaps:
        if gap.reason == "struck" and gap.end_ms is not None:
            yield Unheard(session.id, group, gap.start_ms, gap.end_ms, "struck")


def _length(store: Store, session: Session, recordings: list[Recording]) -> int:
    """How long a session took; one that goes on, as far as it is known."""
    if session.started_at is not None and session.ended_at is not None:
        return round((moment(session.ended_at) - moment(session.started_at)).total_seconds() * 1000)
    ends = [visit.end_ms for visit in store.find(Visit, session=session.id)]
    ends += [note.at_ms or 0 for note in store.find(Note, session=session.id)]
    return max([*ends, *(sounding.end_ms(each) for each in recordings)], default=0)


def _reason(gaps: list[Gap], start: int, end: int) -> GapReason | Literal[""]:
    """Why there is none: what is noted of most of it."""
    shared = {gap.reason: min(end, gap.end_ms or end) - max(start, gap.start_ms) for gap in gaps}
    shared.pop("struck", None)
    best = max(shared, key=lambda reason: shared[reason], default=None)
    return best if best is not None and shared[best] > 0 else ""


def _faults(folder: Path, recording: Recording, tracks: Tracks | None) -> Iterator[str]:
    try:
        path = audio_path(folder, recording.file)
        if not path.exists():
            yield f"The recording {recording.file} is missing. Put it back into the study's audio folder."
        elif path.is_dir():
            yield from _track_faults(path, recording, tracks) if tracks else ()
        else:
            yield from _file_faults(path, recording)
    except UserError as error:
        yield str(error)


def _track_faults(path: Path, recording: Recording, tracks: Tracks) -> Iterator[str]:
    if recording.sha256 and tracks.sha256(path) == recording.sha256:
        return
    faults = tracks.verify(path)
    yield from faults
    if not recording.sha256:
        yield f"The recording {path.name} was cut off. Open the study in the window once; that completes it."
    elif not faults:
        yield f"The recording {path.name} is not what was recorded: its checksum differs. Put back a sound copy."


def _file_faults(path: Path, recording: Recording) -> Iterator[str]:
    try:
        with soundfile.SoundFile(path) as file:
            if file.frames != recording.frames:
                held = clock_text(file.frames * 1000 // file.samplerate)
                meant = clock_text(recording.frames * 1000 // recording.rate)
                yield f"The recording {path.name} holds {held} instead of {meant}. Put back a sound copy."
                return
            if recording.sha256 and _sum_of(file) != recording.sha256:
                yield f"The recording {path.name} is not what was brought in: its checksum differs. Bring it in again."
    except (soundfile.LibsndfileError, OSError):
        yield f"The recording {path.name} cannot be read as audio. Put back a sound copy."


def _sum_of(file: soundfile.SoundFile) -> str:
    checksum = hashlib.sha256()
    while len(block := file.read(BLOCK, dtype="int16", always_2d=True)):
        checksum.update(block.astype("<i2", copy=False).tobytes())
    return checksum.hexdigest()
