"""Clips of 2 h and 8 h recordings: how soon they sound, what memory they take, how loud they come out."""

import multiprocessing
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soundfile
from PySide6.QtCore import QCoreApplication, QEventLoop

from facilitator.audio.clips import load_clip
from facilitator.audio.loudness import TARGET_LUFS
from facilitator.audio.player import QtPlayer
from facilitator.audio.recording.marks import Head
from facilitator.audio.writing import write_clip
from facilitator.paths import sample_dir
from facilitator.services.ports import ClipSpec
from facilitator.services.sound.clip_files import CLIP_FORMATS, ClipTags
from tests.audio.meter import at_48_khz, measured
from tests.bench.measuring import Measure, highest_memory, side_by_side, took
from tests.sound import has_sound_server, started_sound

RATE = 48_000
CLIP_MS = 12_000
SHORT_S = 10 * 60
MIDDLE_S = 2 * 60 * 60
LONG_S = 8 * 60 * 60
KINDS_OF_MINUTE = 5
ROUNDS = 15
LIMIT_MS = 50.0


def measures(folder: Path) -> Iterator[Measure]:
    short, long = _recording(folder / "short.flac", SHORT_S), _recording(folder / "long.flac", LONG_S)
    middle, track = _recording(folder / "middle.flac", MIDDLE_S), _track(folder / "long.rec", LONG_S)
    lengths = {middle: MIDDLE_S, long: LONG_S, track: LONG_S}
    anywhere = random.Random(1)
    ours, yardstick = side_by_side(
        lambda: load_clip(_spec(long, LONG_S, anywhere)), lambda: load_clip(_spec(short, SHORT_S, anywhere)), ROUNDS
    )
    yield Measure("a 12 s clip of 8 h ÷ the same of 10 min", ours, yardstick, limit=1.5)
    yield from _sounding(lengths)
    for path in (long, track):
        name = f"memory for a 12 s clip of 8 h{path.suffix} ÷ 20 MB"
        yield Measure(name, _growth_in_mb(path), 20.0, limit=1.0, unit="MB")
    ours = statistics.median(took(lambda: load_clip(_spec(middle, MIDDLE_S, anywhere))) for _ in range(ROUNDS))
    yield Measure("a 12 s clip of 2 h ÷ pydub's from_file of the same", ours, _pydub_ms(middle, folder), limit=0.01)
    yield Measure("loudness of exported clips off the target ÷ 1 LU", _off_target(folder), 1.0, limit=1.0, unit="LU")


def _recording(path: Path, seconds: int) -> Path:
    """Minutes of talk one after the other, loud and low, so that no place can be found by reckoning from the size."""
    minutes, loud = _minutes(), random.Random(2)
    with soundfile.SoundFile(path, "w", RATE, 1, "PCM_16", compression_level=0.0) as file:
        for _ in range(seconds // 60):
            file.write(minutes[loud.randrange(len(minutes))])
    return path


def _track(folder: Path, seconds: int) -> Path:
    """A recording of our own; its files take turns in a few minutes' contents, since 480 of their own fill a disk."""
    folder.mkdir()
    for number, minute in enumerate(_minutes(), 1):
        soundfile.write(folder / f"{number:04}.flac", minute, RATE, "PCM_16")
    for number in range(KINDS_OF_MINUTE + 1, seconds // 60 + 1):
        os.link(folder / f"{(number - 1) % KINDS_OF_MINUTE + 1:04}.flac", folder / f"{number:04}.flac")
    head = str(Head(started_at="2026-01-01T10:00:00Z").line()).replace("'", '"')
    (folder / "marks.jsonl").write_text(f'{head}\n{{"stretch": 0, "at_ms": 0}}\n', encoding="utf-8")
    settled = time.time() - 60
    os.utime(folder, (settled, settled))
    return folder


def _minutes() -> "list[np.ndarray[tuple[int], np.dtype[np.int16]]]":
    """A room with somebody near who talks, with pauses, and the same farther and farther away."""
    source = np.random.default_rng(1)
    room = source.standard_normal(RATE * 60) * 40
    voice = source.standard_normal(RATE * 60) * 3000
    words = np.repeat(source.random(60 * 4) < 0.6, RATE // 4)
    return [(room + voice * words / (at + 1) ** 2).astype(np.int16) for at in range(KINDS_OF_MINUTE)]


def _spec(path: Path, seconds: int, anywhere: random.Random) -> ClipSpec:
    start = anywhere.randrange((seconds - 60) * 1000)
    return ClipSpec(path, start, start + CLIP_MS)


# From pressing play on a clip that nobody read ahead to a loudspeaker at work


def _sounding(lengths: dict[Path, int]) -> Iterator[Measure]:
    if not has_sound_server():
        return
    with started_sound():
        _application = QCoreApplication.instance() or QCoreApplication([])
        player, anywhere = QtPlayer(), random.Random(3)
        for path, seconds in lengths.items():
            times = [_until_it_sounds(player, _of_new(path, seconds, anywhere)) for _ in range(ROUNDS + 1)]
            name = f"a clip of {seconds // 3600} h{path.suffix} read and sounding ÷ 50 ms"
            yield Measure(name, statistics.median(times[1:]), LIMIT_MS, limit=1.0)
        player.close()


def _of_new(path: Path, seconds: int, anywhere: random.Random) -> ClipSpec:
    """Anywhere in a recording that nobody has looked into yet: what is remembered of a folder no longer holds."""
    earlier = path.stat().st_mtime - 1
    os.utime(path, (earlier, earlier))
    return _spec(path, seconds, anywhere)


def _until_it_sounds(player: QtPlayer, spec: ClipSpec) -> float:
    loop = QEventLoop()
    player.started.connect(loop.quit)
    begun = time.perf_counter()
    player.play(spec)
    loop.exec()
    ended = time.perf_counter()
    player.started.disconnect(loop.quit)
    player.stop()
    return (ended - begun) * 1000


# Memory, in a process of its own, from what it holds before to its highest mark


def _growth_in_mb(path: Path) -> float:
    return _apart(_peak_growth, path)


def _apart(work: Callable[[Path], float], path: Path) -> float:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return float(pool.apply(work, (path,)))


def _peak_growth(path: Path) -> float:
    spec = _spec(path, LONG_S, random.Random(4))
    with highest_memory() as growth:
        load_clip(spec)
    return growth()


# pydub as it is used everywhere: from_file, then a slice

DECODER = """#!{python}
import sys, wave
import soundfile
with soundfile.SoundFile(sys.argv[sys.argv.index("-i") + 1]) as file, wave.open(sys.stdout.buffer, "wb") as out:
    out.setparams((1, 2, file.samplerate, file.frames, "NONE", ""))
    while len(block := file.read(1 << 20, dtype="int16")):
        out.writeframesraw(block.tobytes())
"""


def _pydub_ms(path: Path, folder: Path) -> float:
    """Where there is no ffmpeg, libsndfile decodes in its place, which is no slower."""
    before = os.environ["PATH"]
    tools = folder / "tools"
    tools.mkdir()
    for name, text in (("ffmpeg", DECODER.format(python=sys.executable)), ("ffprobe", "#!/bin/sh\necho '{}'\n")):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    os.environ["PATH"] = f"{before}{os.pathsep}{tools}"
    try:
        return _apart(_pydub, path)
    finally:
        os.environ["PATH"] = before


def _pydub(path: Path) -> float:
    from pydub import AudioSegment

    start = (MIDDLE_S - 60) * 1000
    return took(lambda: AudioSegment.from_file(path)[start : start + CLIP_MS].fade_in(20).fade_out(20).normalize())


# Loudness


def _off_target(folder: Path) -> float:
    """The most that any voice of the sample study, in any format, misses the target by an independent measure."""
    off = [0.0]
    for path in sorted((sample_dir() / "sample" / "audio").iterdir()):
        for fmt in CLIP_FORMATS:
            target = folder / f"{path.stem}.{fmt}"
            write_clip(ClipSpec(path, 7000, 13_000), target, fmt, ClipTags("Clip", "Study", 1))
            off.append(abs(measured(at_48_khz(target)) - TARGET_LUFS))
    return max(off)
