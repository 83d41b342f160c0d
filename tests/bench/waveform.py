"""The picture of an eight-hour session: drawn anew, as while one zooms and drags, and with the play position moving."""

import gc
import io
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soundfile
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from facilitator.audio.peaks import STEP, load_peaks
from facilitator.domain.findings import Clip
from facilitator.services.sound.hearing import outline_cache
from facilitator.services.sound.timeline import Piece, Tick, Timeline
from facilitator.ui.findings.wave_scene import WaveScene, Window, loudest_of
from facilitator.ui.findings.waveform import Waveform
from facilitator.ui.theme import Theme
from tests.bench.measuring import Measure

RATE = 48_000
HOUR_MS = 3_600_000
HOURS = 8
ROUNDS = 40
LIMIT_MS = 16.0
SIZE = (1600, 200)


def measures(folder: Path) -> Iterator[Measure]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme = Theme()
    theme.dress(application)
    wave = Waveform(theme)
    wave.setFixedSize(*SIZE)
    wave.show_scene(_scene(folder))
    yield Measure("draw 8 h of waveform, 1600 × 200 ÷ 16 ms", _whole(wave), LIMIT_MS, limit=1.0)
    yield Measure("draw a part of it at each turn of the wheel ÷ 16 ms", _zooming(wave), LIMIT_MS, limit=1.0)
    wave.deleteLater()


def _scene(folder: Path) -> WaveScene:
    """Outlines as they are read from disk, of a recording with eight gaps and a note every half minute."""
    path = folder / "day.wav"
    path.write_bytes(_header())
    cache = outline_cache(path)
    cache.parent.mkdir()
    random = np.random.default_rng(1)
    high = (random.random(HOURS * 3600 * RATE // STEP) * 9000).astype(np.int16)
    np.save(cache, np.stack((-high, high), axis=1))
    outline = load_peaks(path, cache)
    pieces = tuple(Piece(n * (HOUR_MS + 60_000), n * HOUR_MS, HOUR_MS) for n in range(HOURS))
    gaps = tuple((piece.end_ms, piece.end_ms + 60_000) for piece in pieces)
    ticks = tuple(Tick(ms, "said") for ms in range(0, HOURS * HOUR_MS, 30_000))
    line = Timeline(pieces, None, gaps, ticks)
    clip = Clip("day.wav", HOUR_MS, 2 * HOUR_MS)
    scene = WaveScene(line, outline, loudest_of(outline), clip)
    return scene.looking(Window(0, line.end_ms))


def _header() -> bytes:
    """A WAV file without samples: the outline is there already and is all that is read."""
    with io.BytesIO() as file:
        soundfile.write(file, np.zeros(RATE, np.int16), RATE, format="WAV")
        return file.getvalue()


def _whole(wave: Waveform) -> float:
    picture = QPixmap(*SIZE)
    scene = wave.scene

    def draw() -> None:
        wave.look(scene.window)  # forgets the bars, so that they are reckoned anew
        wave.render(picture)

    return _undisturbed(draw)


def _zooming(wave: Waveform) -> float:
    picture = QPixmap(*SIZE)

    def draw() -> None:
        wave.zoom(0.8, 700)
        wave.render(picture)

    return _undisturbed(draw)


def _undisturbed(draw: Callable[[], None]) -> float:
    """Ms of work: drawing waits for nothing, and what others do on this machine meanwhile is not ours."""
    gc.collect()
    return statistics.median(_worked(draw) for _ in range(ROUNDS))


def _worked(draw: Callable[[], None]) -> float:
    begun = time.thread_time()
    draw()
    return (time.thread_time() - begun) * 1000
