"""The outline of a recording: lowest and highest sample of each small step, so that hours can be painted at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from facilitator.audio.clips import check_file, read_frames
from facilitator.audio.recording.outline import OUTLINE, PAIR_BYTES, STEP, Pairs, pairs_of
from facilitator.audio.tracks import AudioFile, is_track, open_audio
from facilitator.domain.errors import UserError
from facilitator.services.ports import Cancel, Progress
from facilitator.storage.files import whole_file

__all__ = ["STEP", "Pairs", "Peaks", "load_peaks"]

ZOOM = 4
"""Each level of the pyramid has a quarter of the pairs of the one before."""
BLOCK = STEP * 1024

SLACK_FRAMES = 2 * 48_000
"""While recording, the outline comes to disk up to a second after the samples."""


@dataclass(frozen=True, slots=True)
class Peaks:
    """The outline at `rate` frames a second in levels from fine to coarse; the finest may be a file mapped in."""

    rate: int
    levels: tuple[Pairs, ...]

    @property
    def duration_ms(self) -> int:
        """Length of the recording, to the next full step."""
        return len(self.levels[0]) * STEP * 1000 // self.rate

    def columns(self, start_ms: int, end_ms: int, count: int) -> Pairs:
        """Lowest and highest for each of `count` columns of a window; silence where there is no recording."""
        span = max(1, end_ms - start_ms) * self.rate / 1000 / STEP
        level = self._level(span / count)
        scale = ZOOM**level
        first = start_ms * self.rate / 1000 / STEP / scale
        edges = first + np.arange(count + 1) * (span / scale / count)
        return _reduced(self.levels[level], np.floor(edges).astype(np.int64))

    def _level(self, pairs_per_column: float) -> int:
        """The coarsest level that still has a pair of its own for every column."""
        level = 0
        while level + 1 < len(self.levels) and pairs_per_column >= ZOOM ** (level + 1):
            level += 1
        return level


def load_peaks(path: Path, cache: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> Peaks:
    """The outline of an audio file, built once and then read from `cache` (a .npy file, rewritten when outdated).

    Memory does not grow with the length: 8 hours at 48 kHz are a mapped file of 22 MB. Raises UserError.
    """
    check_file(path)
    try:
        with open_audio(path) as file:
            rate, frames = file.samplerate, file.frames
            if (written := _written_on_the_way(path, frames)) is not None:
                return Peaks(rate, (written, *_pyramid(written)))
            if not _is_fresh(cache, path):
                _build(file, frames, cache, progress, cancel)
    except soundfile.LibsndfileError as error:
        raise UserError(f"{path.name} is not audio that can be read. Attach another copy of it.") from error
    except OSError as error:
        raise UserError(
            f"The outline of {path.name} could not be kept: {error.strerror or error}. Make room on the disk."
        ) from error
    finest: Pairs = np.load(cache, mmap_mode="r")
    return Peaks(rate, (finest, *_pyramid(finest)))


def _written_on_the_way(path: Path, frames: int) -> Pairs | None:
    """What a recorder has written beside its segments, if it reaches to within the last second."""
    outline = path / OUTLINE
    if not is_track(path) or not outline.is_file():
        return None
    count = outline.stat().st_size // PAIR_BYTES
    if count * STEP < frames - SLACK_FRAMES or count == 0:
        return None
    whole: Pairs = np.memmap(outline, np.dtype("<i2"), "r", shape=(count, 2))
    return whole[: -(-frames // STEP)]


def _is_fresh(cache: Path, path: Path) -> bool:
    return cache.is_file() and cache.stat().st_mtime_ns >= path.stat().st_mtime_ns


def _build(file: AudioFile, frames: int, cache: Path, progress: Progress | None, cancel: Cancel | None) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    done = 0
    with whole_file(cache) as part:
        pairs = open_memmap(part, "w+", np.int16, (-(-frames // STEP), 2))
        for block in _blocks(file):
            if cancel is not None:
                cancel.check()
            found = pairs_of(block)
            pairs[done : done + len(found)] = found
            done += len(found)
            if progress is not None:
                progress(min(1.0, done / len(pairs)))
        pairs.flush()
        del pairs


def _blocks(file: AudioFile) -> Iterator[NDArray[np.int16]]:
    """Blocks up to the end, or up to where a damaged file breaks off."""
    while True:
        try:
            block = read_frames(file, BLOCK)
        except soundfile.LibsndfileError:
            return
        if len(block) == 0:
            return
        yield block


def _pyramid(finest: Pairs) -> Iterator[Pairs]:
    level = finest
    while len(level) > ZOOM:
        starts = np.arange(0, len(level), ZOOM)
        level = np.stack((np.minimum.reduceat(level[:, 0], starts), np.maximum.reduceat(level[:, 1], starts)), axis=1)
        yield level


def _reduced(pairs: Pairs, edges: NDArray[np.int64]) -> Pairs:
    """One pair per interval of `edges`; an interval shorter than a pair takes the pair that it lies in."""
    columns = np.zeros((len(edges) - 1, 2), np.int16)
    starts, ends = edges[:-1], edges[1:]
    inside = (starts < len(pairs)) & ((ends > 0) | (starts >= 0))
    if inside.any():
        begin = np.maximum(starts[inside], 0)
        part = pairs[: max(ends[inside][-1], begin[-1] + 1)]
        columns[inside, 0] = np.minimum.reduceat(part[:, 0], begin)
        columns[inside, 1] = np.maximum.reduceat(part[:, 1], begin)
    return columns
