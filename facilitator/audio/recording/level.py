"""How loud it is, ten times a second."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from facilitator.domain.recordings import RATE
from facilitator.services.ports import Level

EVERY_FRAMES: Final = RATE // 10
FULL_SCALE: Final = 32768.0
NOTHING: Final = Level(float("-inf"), float("-inf"))


class Meter:
    """Takes samples and tells the level of each full tenth of a second; `zeros` counts exact zeros at the end."""

    def __init__(self) -> None:
        self.zeros = 0
        self._frames, self._peak, self._squares = 0, 0, 0.0

    def take(self, samples: NDArray[np.int16]) -> Level | None:
        """The level once a tenth of a second has come together."""
        if len(samples) == 0:
            return None
        heard = np.flatnonzero(samples)
        self.zeros = len(samples) - 1 - int(heard[-1]) if len(heard) else self.zeros + len(samples)
        wide = samples.astype(np.float64)
        self._frames += len(samples)
        self._peak = max(self._peak, int(np.abs(wide).max()))
        self._squares += float(np.square(wide).sum())  # a dot product would wake the threads of BLAS
        return self._told() if self._frames >= EVERY_FRAMES else None

    def _told(self) -> Level:
        level = Level(_decibels(self._peak), _decibels((self._squares / self._frames) ** 0.5))
        self._frames, self._peak, self._squares = 0, 0, 0.0
        return level


def _decibels(value: float) -> float:
    return 20 * float(np.log10(value / FULL_SCALE)) if value > 0 else float("-inf")
