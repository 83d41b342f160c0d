"""Parts of a recording are overwritten with silence, for good: nothing of them stays in the file or beside it."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import soundfile

from facilitator.audio.recording.marks import MARKS, read_head, read_marks
from facilitator.audio.recording.outline import OUTLINE
from facilitator.audio.recording.reading import segments
from facilitator.audio.recording.wav import HEADER_BYTES, SAMPLE_BYTES
from facilitator.audio.tracks import is_track, open_audio, track_sha256
from facilitator.domain.errors import UserError
from facilitator.storage.files import whole_file

BLOCK = 1 << 20
Spans = Sequence[tuple[int, int]]
"""From and to, in frames."""


def silence(path: Path, spans_ms: Sequence[tuple[int, int]]) -> str:
    """Overwrites the spans (ms within the file) in place and gives the new digest of all samples.

    The length and everything outside stay as they are; files of lossy formats are written anew. UserError when the
    file cannot be read or written.
    """
    try:
        with open_audio(path) as file:
            rate = file.samplerate
        spans = [(start * rate // 1000, -(-end * rate // 1000)) for start, end in spans_ms]
        return _silence_track(path, spans) if is_track(path) else _silence_file(path, spans)
    except soundfile.LibsndfileError as error:
        raise UserError(
            f"{path.name} is not audio that can be read. Delete the file if the person is heard."
        ) from error
    except OSError as error:
        raise UserError(
            f"{path.name} could not be written: {error.strerror or error}. Make room on the disk."
        ) from error


def _silence_track(folder: Path, spans: Spans) -> str:
    channels = read_head(folder).channels
    for segment in (each for each in segments(folder, channels) if not each.lost):
        inside = [(start - segment.first, end - segment.first) for start, end in spans]
        inside = [(start, end) for start, end in inside if end > 0 and start < segment.frames]
        if inside and segment.path.suffix == ".wav":
            _silence_wav(segment.path, inside, segment.frames, channels * SAMPLE_BYTES)
        elif inside:
            _silence_file(segment.path, inside)
    (folder / OUTLINE).unlink(missing_ok=True)
    checksum, marks = track_sha256(folder), read_marks(folder)
    if marks.ends is not None:
        with (folder / MARKS).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"end": marks.ends, "sha256": checksum}) + "\n")
    return checksum


def _silence_wav(path: Path, spans: Spans, frames: int, frame_bytes: int) -> None:
    """In place: the head of a segment that was cut off does not tell how much is in it."""
    with path.open("rb+") as file:
        for start, end in spans:
            first, last = max(start, 0), min(end, frames)
            file.seek(HEADER_BYTES + first * frame_bytes)
            file.write(bytes((last - first) * frame_bytes))
        os.fsync(file.fileno())


def _silence_file(path: Path, spans: Spans) -> str:
    """Block by block into a new file that takes the place of the old one; its tags do not come with it."""
    checksum = hashlib.sha256()
    with whole_file(path) as part, soundfile.SoundFile(path) as old:
        look = {"samplerate": old.samplerate, "channels": old.channels, "format": old.format, "subtype": old.subtype}
        with soundfile.SoundFile(part, "w", **look) as new:
            at = 0
            while len(block := old.read(BLOCK, dtype="int16" if old.subtype == "PCM_16" else "int32", always_2d=True)):
                for start, end in spans:
                    block[max(start - at, 0) : max(end - at, 0)] = 0
                at += len(block)
                new.write(block)
    with soundfile.SoundFile(path) as file:
        while len(block := file.read(BLOCK, dtype="int16", always_2d=True)):
            checksum.update(block.astype("<i2", copy=False).tobytes())
    return checksum.hexdigest()
