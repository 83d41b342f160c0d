"""Whether recordings hold what they should."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import soundfile

from facilitator.domain.errors import UserError
from facilitator.domain.recordings import Recording
from facilitator.domain.timecode import clock_text
from facilitator.services.ports import Tracks
from facilitator.services.sound.replay import audio_path
from facilitator.services.sound.stray_sound import stray_files, stray_recordings
from facilitator.storage.opening import StudyFolder

BLOCK = 1 << 18


def recording_faults(study: StudyFolder, tracks: Tracks | None) -> Iterator[str]:
    """A sentence for everything that is wrong with recordings; without `tracks` folders are not read."""
    known = study.store.find(Recording)
    for recording in known:
        yield from _faults(study.path, recording, tracks)
    for path in stray_recordings(study.store, study.audio):
        yield (
            f"The recording {path.name} belongs to no session, as after a start that was taken back."
            " Add it to one in Recordings (Ctrl+Shift+R), or remove its folder if nobody needs it."
        )
    for path in stray_files(study.store, study.audio):
        yield (
            f"The sound file {path.name} belongs to no session and to no clip."
            " Add it to a session in Recordings (Ctrl+Shift+R), or remove it if nobody needs it."
        )


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
