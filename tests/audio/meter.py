"""Loudness measured in another way than the program does: the printed filters, sample by sample."""

import math
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

# The filters as the table of BS.1770 prints them, for 48 kHz only.
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
RATE = 48_000


def measured(sound: NDArray[np.float64]) -> float:
    """LUFS of one channel at 48 kHz: the printed filters run sample by sample, and the gate in plain words."""
    for zeros, poles in (SHELF, HIGH_PASS):
        sound = _filtered(sound, zeros, poles)
    blocks = [float(np.mean(sound[at : at + 19_200] ** 2)) for at in range(0, len(sound) - 19_199, 4_800)]
    loud = [block for block in blocks if _lufs(block) > -70]
    gate = _lufs(float(np.mean(loud))) - 10
    return _lufs(float(np.mean([block for block in loud if _lufs(block) > gate])))


def at_48_khz(path: Path) -> NDArray[np.float64]:
    """The first channel of a file, as the meter wants it."""
    sound, rate = soundfile.read(path, always_2d=True)
    count = len(sound) * RATE // rate
    spectrum = np.fft.rfft(sound[:, 0])
    return np.asarray(np.fft.irfft(spectrum, count) * (count / len(sound)))


def _lufs(energy: float) -> float:
    return -0.691 + 10 * math.log10(energy) if energy > 0 else -math.inf


def _filtered(sound: NDArray[np.float64], zeros: tuple[float, ...], poles: tuple[float, ...]) -> NDArray[np.float64]:
    made = []
    x1 = x2 = y1 = y2 = 0.0
    for x in sound.tolist():
        y = zeros[0] * x + zeros[1] * x1 + zeros[2] * x2 - poles[1] * y1 - poles[2] * y2
        x1, x2, y1, y2 = x, x1, y, y1
        made.append(y)
    return np.array(made)
