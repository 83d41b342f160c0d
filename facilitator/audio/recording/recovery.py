"""What a recording's folder holds after all: mended after a crash, and looked over sample by sample."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from facilitator.audio.recording.marks import Marks, read_marks
from facilitator.audio.recording.outline import BLOCK, OUTLINE, PAIR_BYTES, STEP, pairs_of
from facilitator.audio.recording.reading import Segment, Track, segments
from facilitator.audio.recording.wav import mend_header, wav_samples
from facilitator.domain.recordings import Stretch
from facilitator.domain.timecode import clock_text
from facilitator.services.ports import Cancel, Progress, Recovered

Samples = NDArray[np.int16]
MOST_MISSING: Final = 300 * 48_000
"""Five minutes are read in a second; a crash costs a second or two, only a file that was deleted costs hours."""


def recover_track(folder: Path) -> Recovered:
    """What the folder holds, by the bytes present; heads, twins and leftovers of a crash are mended on the way.

    Not for a recording under way. On a disk that cannot be written to nothing is mended, and the answer is the same.
    """
    marks = read_marks(folder)
    with contextlib.suppress(OSError):
        _mend(folder, marks)
    held = segments(folder, marks.head.channels)
    frames = sum(segment.frames for segment in held)
    lost = [segment for segment in held if segment.lost]
    in_order = marks.ends == frames and not lost
    return Recovered(
        stretches=tuple(_but(marks.within(frames), lost, marks.head.rate)),
        frames=frames,
        rate=marks.head.rate,
        device=marks.head.device,
        started_at=marks.head.started_at,
        sha256=marks.sha256 if in_order else "",
    )


def _but(stretches: Iterable[Stretch], lost: list[Segment], rate: int) -> Iterator[Stretch]:
    """The stretches without what lay in segments that are lost."""
    for each in stretches:
        at, end = each.frame, each.frame + each.frames
        for segment in lost:
            if at < segment.first + segment.frames and segment.first < end:
                yield from _part(each, at, segment.first, rate)
                at = segment.first + segment.frames
        yield from _part(each, at, end, rate)


def _part(stretch: Stretch, start: int, end: int, rate: int) -> Iterator[Stretch]:
    """The frames from `start` on, at the moment they were heard."""
    if start < end:
        yield Stretch(start, stretch.at_ms + (start - stretch.frame) * 1000 // rate, end - start)


def _mend(folder: Path, marks: Marks) -> None:
    for leftover in folder.glob(".*.part"):
        leftover.unlink()
    for path in sorted(folder.glob("*.wav")):
        mend_header(path, marks.head.rate, marks.head.channels)
        if path.with_suffix(".flac").exists():
            _keep_one(path, path.with_suffix(".flac"), marks.head.channels)
    with Track(folder) as track:
        _complete_outline(folder / OUTLINE, track)


def _keep_one(wav: Path, flac: Path, channels: int) -> None:
    """A FLAC that holds the same makes the WAV superfluous; any other is a conversion that did not come to its end."""
    (wav if same_samples(wav, flac, channels) else flac).unlink()


def same_samples(wav: Path, flac: Path, channels: int) -> bool:
    """Whether the FLAC gives back every sample of the WAV."""
    try:
        with soundfile.SoundFile(flac) as file:
            start = 0
            while len(block := wav_samples(wav, start, BLOCK, channels)):
                if not np.array_equal(file.read(BLOCK, dtype="int16", always_2d=True), block):
                    return False
                start += len(block)
            return int(file.frames) == start
    except soundfile.LibsndfileError:
        return False


def _complete_outline(path: Path, track: Track) -> None:
    """Add the pairs that a crash kept from being written; whatever lies beyond the samples goes.

    Where much is missing the outline stays as it is: whoever looks at it makes another one, and shows its progress.
    """
    held = path.stat().st_size // PAIR_BYTES if path.exists() else 0
    whole = min(held, track.frames // STEP)
    if held == -(-track.frames // STEP) or track.frames - whole * STEP > MOST_MISSING:
        return
    with path.open("ab") as file:
        file.truncate(whole * PAIR_BYTES)
        track.seek(whole * STEP)
        with contextlib.suppress(soundfile.LibsndfileError):
            while len(block := track.read(BLOCK, dtype="int16", always_2d=True)):
                file.write(pairs_of(block).astype("<i2").tobytes())


def track_sha256(folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> str:
    """The checksum of all samples (16 bit little-endian), read anew: ten seconds for each hour.

    Nothing where some of them are lost or cannot be read.
    """
    checksum = hashlib.sha256()
    with Track(folder) as track:
        if any(segment.lost for segment in track.segments):
            return ""
        try:
            for block in _blocks(track, progress, cancel, track.frames):
                checksum.update(block.astype("<i2", copy=False).tobytes())
        except soundfile.LibsndfileError:
            return ""
    return checksum.hexdigest()


def verify_track(folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> list[str]:
    """Whether each segment can be read to its end and all is as marked; every fault is a sentence."""
    marks = read_marks(folder)
    held = segments(folder, marks.head.channels)
    faults = [*_missing(folder, held, marks), *_short(folder, held, marks)]
    checksum = hashlib.sha256()
    with Track(folder) as track:
        faults += _unreadable(folder, track, checksum, progress, cancel)
    if faults:
        return faults
    return list(_not_as_ended(folder, track.frames, checksum.hexdigest(), marks))


def _not_as_ended(folder: Path, frames: int, checksum: str, marks: Marks) -> Iterator[str]:
    if marks.ends is not None and marks.ends != frames:
        yield (
            f"The recording {folder.name} holds {_length(frames, marks)} but was {_length(marks.ends, marks)} long."
            " Put back a sound copy of its folder."
        )
    elif marks.sha256 and checksum != marks.sha256:
        yield f"The recording {folder.name} is not what was recorded: its checksum differs. Put back a sound copy."


def _missing(folder: Path, held: list[Segment], marks: Marks) -> Iterator[str]:
    numbers = {segment.number for segment in held if not segment.lost}
    last = max(numbers | marks.segments.keys(), default=0)
    for number in range(1, last + 1):
        if number not in numbers:
            yield f"The recording {folder.name} lacks its segment {number:04}. Put back a sound copy of its folder."
    if not last:
        yield f"The recording {folder.name} holds no sound. Put back a sound copy of its folder."


def _short(folder: Path, held: list[Segment], marks: Marks) -> Iterator[str]:
    for segment in (each for each in held if not each.lost):
        wanted = marks.segments.get(segment.number, segment.frames)
        if segment.frames != wanted:
            yield (
                f"Segment {segment.path.name} of the recording {folder.name} holds {_length(segment.frames, marks)}"
                f" instead of {_length(wanted, marks)}. Put back a sound copy; the other segments play."
            )


def _unreadable(
    folder: Path, track: Track, checksum: "hashlib._Hash", progress: Progress | None, cancel: Cancel | None
) -> Iterator[str]:
    """Read every segment, also those after a damaged one."""
    for segment in (each for each in track.segments if not each.lost):
        track.seek(segment.first)
        try:
            for block in _blocks(track, progress, cancel, segment.first + segment.frames):
                checksum.update(block.astype("<i2", copy=False).tobytes())
        except (soundfile.LibsndfileError, OSError):
            yield (
                f"Segment {segment.path.name} of the recording {folder.name} is damaged."
                " Put back a sound copy; the other segments play."
            )


def _blocks(track: Track, progress: Progress | None, cancel: Cancel | None, until: int) -> Iterator[Samples]:
    while len(block := track.read(min(BLOCK, until - track.tell()), dtype="int16", always_2d=True)):
        if cancel is not None:
            cancel.check()
        yield block
        if progress is not None:
            progress(track.tell() / max(1, track.frames))


def _length(frames: int, marks: Marks) -> str:
    return clock_text(frames * 1000 // marks.head.rate)
