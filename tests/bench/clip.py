"""A clip of an 8 h recording against the same clip of a 10 min recording, in time and in memory."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from facilitator.audio.clips import load_clip
from facilitator.services.ports import ClipSpec
from tests.bench.measuring import Measure, side_by_side

RATE = 48_000
CLIP_MS = 12_000
SHORT_S = 10 * 60
LONG_S = 8 * 60 * 60


def measures(folder: Path) -> Iterator[Measure]:
    short, long = _recording(folder / "short.flac", SHORT_S), _recording(folder / "long.flac", LONG_S)
    ours, yardstick = side_by_side(lambda: _near_the_end(long, LONG_S), lambda: _near_the_end(short, SHORT_S), 15)
    yield Measure("a 12 s clip of 8 h ÷ the same of 10 min", ours, yardstick, limit=1.5)
    yield Measure("memory for a 12 s clip of 8 h ÷ 20 MB", _growth_in_mb(long), 20.0, limit=1.0, unit="MB")


def _recording(path: Path, seconds: int) -> Path:
    """A minute of noise over and over: as hard to compress as a room, quick to make."""
    minute = (np.random.default_rng(1).standard_normal(RATE * 60) * 1500).astype(np.int16)
    with soundfile.SoundFile(path, "w", RATE, 1, "PCM_16", compression_level=0.0) as file:
        for _ in range(seconds // 60):
            file.write(minute)
    return path


def _near_the_end(path: Path, seconds: int) -> None:
    start = (seconds - 60) * 1000
    load_clip(ClipSpec(path, start, start + CLIP_MS))


def _growth_in_mb(path: Path) -> float:
    """In a process of its own, since the highest mark of a process never goes down."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return float(pool.apply(_peak_growth, (path,)))


def _peak_growth(path: Path) -> float:
    before = _peak_in_kb()
    _near_the_end(path, LONG_S)
    return (_peak_in_kb() - before) / 1024


def _peak_in_kb() -> int:
    """Of this program alone; what `getrusage` says includes the parent that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
