"""From pressing play to a working loudspeaker, and to the sound in the room, for clips of a pack that were read ahead.

Each clip is pressed once, as in a reflection. The first of a program learns of the loudspeakers and opens the first
stream, which others need not do, so it is measured by itself, each time in a program of its own.
"""

import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from facilitator.audio.player import QtPlayer
from facilitator.paths import sample_dir
from facilitator.services.ports import ClipSpec
from tests.bench.measuring import Measure, took
from tests.sound import Capture, VirtualSound, has_sound_server, started_sound

PROGRAMS, CLIPS = 5, 8
LIMIT_MS = 50.0
SILENT = 4800
"""Samples of the loudspeaker, a tenth of a second, in which nothing may be heard before a clip is played."""
Times = list[tuple[float, float]]


def measures(_folder: Path) -> Iterator[Measure]:
    if not has_sound_server():
        return
    programs = [_apart() for _ in range(PROGRAMS)]
    for name, rounds in (
        ("the first clip of a program", [times[0] for times in programs]),
        ("play", [each for times in programs for each in times[1:]]),
    ):
        active, heard = (statistics.median(column) for column in zip(*rounds, strict=True))
        yield Measure(f"{name} until the loudspeaker works ÷ 50 ms", active, LIMIT_MS, limit=1.0)
        yield Measure(f"{name} until it sounds, its way back included ÷ 50 ms", heard, LIMIT_MS, limit=1.0)


def _apart() -> Times:
    with multiprocessing.get_context("spawn").Pool(1) as pool:  # Qt asks for the sound server once in a process
        return pool.apply(_program)


def _program() -> Times:
    with started_sound() as sound:
        _application = QCoreApplication.instance() or QCoreApplication([])
        player, pack = QtPlayer(), _pack()
        _prepare(player, pack)
        rounds = [_round(player, spec, sound) for spec in pack]
        player.close()
    return rounds


def _pack() -> list[ClipSpec]:
    files = sorted((sample_dir() / "sample" / "audio").iterdir())
    return [ClipSpec(files[at % len(files)], 1000 + at * 300, 7000 + at * 300) for at in range(CLIPS)]


def _prepare(player: QtPlayer, pack: list[ClipSpec]) -> None:
    loop = QEventLoop()
    player.prepared.connect(loop.quit)
    player.prepare(pack)
    loop.exec()


def _round(player: QtPlayer, spec: ClipSpec, sound: VirtualSound) -> tuple[float, float]:
    """Ms until `play` has opened a working sink, and until the loudspeaker's sound has come back to us."""
    with sound.listening() as capture:
        time.sleep(0.4)  # a steady capture, at its usual 20 ms behind, and the clip before has died away
        silent = len(capture.samples())
        assert not _is_heard(capture, silent - SILENT), "the clip before still sounds"
        begun = time.perf_counter()
        active = took(lambda: player.play(spec))
        _wait(lambda: _is_heard(capture, silent))
        heard = (time.perf_counter() - begun) * 1000
        player.stop()
        return active, heard


def _is_heard(capture: Capture, after: int) -> bool:
    return bool(np.abs(capture.samples()[after:]).max(initial=0.0) > 0.001)


def _wait(holds: Callable[[], bool]) -> None:
    loop, timer, end = QEventLoop(), QTimer(), QTimer(singleShot=True)
    timer.timeout.connect(lambda: loop.quit() if holds() else None)
    end.timeout.connect(loop.quit)
    timer.start(2)
    end.start(5000)
    loop.exec()
    if not holds():
        raise TimeoutError("Nothing was heard.")
