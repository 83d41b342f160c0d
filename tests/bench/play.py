"""From pressing play to a working loudspeaker, and to the sound in the room, for a clip that was read ahead."""

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soundfile
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from facilitator.audio.player import QtPlayer
from facilitator.services.ports import ClipSpec
from tests.bench.measuring import Measure, took
from tests.sound import Capture, VirtualSound, has_sound_server, started_sound

RATE = 48_000
ROUNDS = 15
LIMIT_MS = 50.0


def measures(folder: Path) -> Iterator[Measure]:
    if not has_sound_server():
        return
    with started_sound() as sound:
        _application = QCoreApplication.instance() or QCoreApplication([])
        player, spec = QtPlayer(), _clip(folder / "talk.flac")
        _prepare(player, spec)
        rounds = [_round(player, spec, sound) for _ in range(ROUNDS)]
        player.close()
    active, heard = (statistics.median(column) for column in zip(*rounds, strict=True))
    yield Measure("play until the loudspeaker works ÷ 50 ms", active, LIMIT_MS, limit=1.0)
    yield Measure("play until it sounds, its way back included ÷ 50 ms", heard, LIMIT_MS, limit=1.0)


def _clip(path: Path) -> ClipSpec:
    noise = (np.random.default_rng(1).standard_normal(RATE * 60) * 1500).astype(np.int16)
    soundfile.write(path, noise, RATE)
    return ClipSpec(path, 30_000, 42_000)


def _prepare(player: QtPlayer, spec: ClipSpec) -> None:
    loop = QEventLoop()
    player.prepared.connect(loop.quit)
    player.prepare([spec])
    loop.exec()


def _round(player: QtPlayer, spec: ClipSpec, sound: VirtualSound) -> tuple[float, float]:
    """Ms until `play` has opened a working sink, and until the loudspeaker's sound has come back to us."""
    with sound.listening() as capture:
        time.sleep(0.2)  # a steady capture, at its usual 20 ms behind
        begun = time.perf_counter()
        active = took(lambda: player.play(spec))
        _wait(lambda: _is_loud(capture))
        heard = (time.perf_counter() - begun) * 1000
        player.stop()
        return active, heard


def _is_loud(capture: Capture) -> bool:
    return bool(np.abs(capture.samples()).max() > 0.01)


def _wait(holds: Callable[[], bool]) -> None:
    loop, timer, end = QEventLoop(), QTimer(), QTimer(singleShot=True)
    timer.timeout.connect(lambda: loop.quit() if holds() else None)
    end.timeout.connect(loop.quit)
    timer.start(2)
    end.start(5000)
    loop.exec()
    if not holds():
        raise TimeoutError("Nothing was heard.")
