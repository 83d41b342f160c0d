"""Turns what an input gives into 48 kHz, mono, 16 bit, where it cannot give that itself."""

from math import gcd
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from facilitator.domain.recordings import RATE

TAPS: Final = 48
"""Samples of the input that each sample of the output is made of."""
KAISER: Final = 8.0

Fractions = NDArray[np.float64]


class Converter:
    """Takes the bytes of a stream piece by piece; `note` tells in a sentence what is done to them, or nothing."""

    def __init__(self, rate: int, channels: int, kind: str = "<i2") -> None:
        self._kind, self._channels = np.dtype(kind), max(1, channels)
        self._resampler = Resampler(rate) if rate != RATE else None
        self._rest = b""
        self.note = self._told(rate)

    @property
    def _plain(self) -> bool:
        return self._resampler is None and self._channels == 1 and self._kind == np.dtype("<i2")

    def _told(self, rate: int) -> str:
        if self._plain:
            return ""
        channels = "one channel" if self._channels == 1 else f"{self._channels} channels, mixed to one,"
        return f"This input gives {channels} at {rate / 1000:g} kHz; it is recorded as 48 kHz, 16 bit."

    def convert(self, raw: bytes) -> bytes:
        """What can be made of the bytes so far; less than a whole frame waits for the next."""
        if self._plain and not self._rest and len(raw) % 2 == 0:
            return raw
        raw = self._rest + raw
        whole = len(raw) // (self._kind.itemsize * self._channels) * self._kind.itemsize * self._channels
        self._rest = raw[whole:]
        if self._plain:
            return raw[:whole]
        mono = _fractions(np.frombuffer(raw[:whole], self._kind)).reshape(-1, self._channels).mean(axis=1)
        if self._resampler is not None:
            mono = self._resampler.take(mono)
        return np.asarray(np.clip(np.rint(mono * 32768), -32768, 32767), "<i2").tobytes()


def _fractions(samples: NDArray[np.generic]) -> Fractions:
    """Between -1 and 1."""
    wide = samples.astype(np.float64)
    if samples.dtype == np.uint8:
        return (wide - 128) / 128
    scale = {np.dtype("<i2"): 32768.0, np.dtype("<i4"): 2147483648.0}.get(samples.dtype, 1.0)
    return wide / scale


class Resampler:
    """From any rate to 48 kHz by a windowed sinc, piece by piece without a seam; half of TAPS behind."""

    def __init__(self, rate: int) -> None:
        common = gcd(rate, RATE)
        self._up, self._down = RATE // common, rate // common
        self._phases = _phases(self._up, min(1.0, RATE / rate) * 0.95)
        self._held: Fractions = np.zeros(TAPS - 1)
        self._next = 0  # of the output, counted from the first sample held, in 1/up of an input sample

    def take(self, samples: Fractions) -> Fractions:
        held = np.concatenate((self._held, samples))
        last = len(held) - TAPS  # the last place where a window fits
        count = max(0, (last * self._up + self._up - 1 - self._next) // self._down + 1) if last >= 0 else 0
        at = self._next + np.arange(count) * self._down
        place, phase = at // self._up, at % self._up
        made = np.einsum("ij,ij->i", sliding_window_view(held, TAPS)[place], self._phases[phase]) if count else held[:0]
        gone = min((self._next + count * self._down) // self._up, len(held))
        self._next += count * self._down - gone * self._up
        self._held = held[gone:]
        return np.asarray(made)


def _phases(up: int, cutoff: float) -> Fractions:
    """One row of weights for each place between two samples of the input."""
    distance = np.arange(TAPS)[np.newaxis, :] - (TAPS // 2 - 1) - np.arange(up)[:, np.newaxis] / up
    inside = np.clip(1 - (distance / (TAPS / 2)) ** 2, 0, None)
    weights = np.sinc(distance * cutoff) * np.i0(KAISER * np.sqrt(inside))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
