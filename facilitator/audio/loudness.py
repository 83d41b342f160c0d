"""Loudness as people hear it (ITU-R BS.1770-4, gated), and clips brought to a common one without clipping."""

import functools
import math
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
"""Frames × channels, between -1 and 1."""

TARGET_LUFS: Final = -16.0
"""What clips are brought to, so that a soft voice and a loud one are heard alike."""
PEAK_DBFS: Final = -1.0
"""No sample gets louder than this."""
LIMITED_DB: Final = 6.0
"""Peaks are held down by no more than this; a clip with sharper ones stays below the target instead."""
MOST_GAIN_DB: Final = 34.0
"""A nearly silent clip is raised by no more than this, lest the room's hiss be played loud."""

_CEILING: Final = 10 ** (PEAK_DBFS / 20)
_HEARD: Final = 1.01
"""A tenth of a decibel less is not worth doing again."""
_HOP_MS: Final = 100
_HOPS: Final = 4
"""Hops in a block of 400 ms; blocks overlap by three quarters."""
_ABSOLUTE_LUFS: Final = -70.0
_RELATIVE_LU: Final = -10.0
_OFFSET: Final = -0.691
_CHUNK_HOPS: Final = 5
_LEAD_MS: Final = 60
"""After so much time the filter has forgotten what was before (to -90 dB)."""
_ROWS: Final = 8

_STEP_MS: Final = 1
_HOLD: Final = 8
"""Steps before and after a peak in which the gain goes down and up again."""


def loudness(sound: Sound, rate: int) -> float:
    """LUFS of one or two channels; -inf where all is below the gate. Less than 400 ms counts as one block."""
    hops = _hop_energies(sound, rate)
    if len(hops) < _HOPS:
        return _lufs(float(np.mean(hops))) if len(hops) else -math.inf
    blocks = np.convolve(hops, np.ones(_HOPS) / _HOPS, "valid")
    loud = blocks[blocks > _energy(_ABSOLUTE_LUFS)]
    if len(loud) == 0:
        return -math.inf
    return _lufs(float(np.mean(loud[loud > np.mean(loud) * 10 ** (_RELATIVE_LU / 10)])))


def evened(sound: Sound, rate: int) -> Sound:
    """The sound at the target, or as near to it as its peaks let it; silence stays as it is."""
    peak = float(np.abs(sound).max(initial=0.0))
    found = loudness(sound, rate)
    if peak == 0 or found == -math.inf:
        return sound
    gain_db = min(TARGET_LUFS - found, MOST_GAIN_DB, PEAK_DBFS + LIMITED_DB - 20 * math.log10(peak))
    gain = 10 ** (gain_db / 20)
    louder = sound * np.float32(gain)
    return _held(louder, rate, peak * gain) if peak * gain > _CEILING else louder


def _held(louder: Sound, rate: int, peak: float) -> Sound:
    """Peaks held down, and what that took from the loudness given back, as far as the peaks may be held."""
    limited = _limited(louder, rate)
    lost = math.sqrt(float(np.vdot(louder, louder)) / max(float(np.vdot(limited, limited)), 1e-12))
    more = min(lost, _CEILING * 10 ** (LIMITED_DB / 20) / peak)
    return _limited(louder * np.float32(more), rate) if more > _HEARD else limited


def _lufs(energy: float) -> float:
    return _OFFSET + 10 * math.log10(energy) if energy > 0 else -math.inf


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


def _hop_energies(sound: Sound, rate: int) -> NDArray[np.float64]:
    """Mean square of each tenth of a second after K-weighting, the channels added up; the last one may be shorter."""
    hop = rate * _HOP_MS // 1000
    whole = -(-len(sound) // hop)
    energies = np.zeros(-(-whole // _CHUNK_HOPS) * _CHUNK_HOPS)
    for channel in sound.T:
        found = [_chunk_energies(rows, rate, hop) for rows in _chunks(channel, rate, hop)]
        energies += np.concatenate(found) if found else 0
    if len(sound) % hop == 0:
        return energies[:whole]
    energies[whole - 1] *= hop / (len(sound) % hop)
    return energies[: whole if whole <= _HOPS else whole - 1]


def _chunks(channel: NDArray[np.float32], rate: int, hop: int) -> Iterator[NDArray[np.float32]]:
    """Half seconds, each after the end of the one before, as rows; some at a time, since a clip may be long."""
    lead, chunk = rate * _LEAD_MS // 1000, hop * _CHUNK_HOPS
    for start in range(0, len(channel), chunk * _ROWS):
        end = min(start + chunk * _ROWS, len(channel))
        count = -(-(end - start) // chunk)
        padded = np.zeros(lead + count * chunk, np.float32)
        before = min(lead, start)
        padded[lead - before : lead + end - start] = channel[start - before : end]
        yield np.lib.stride_tricks.sliding_window_view(padded, lead + chunk)[::chunk]


def _chunk_energies(rows: NDArray[np.float32], rate: int, hop: int) -> NDArray[np.float64]:
    """Mean squares of the hops; the filter's tail runs round into the lead of its row, which is thrown away."""
    size = rows.shape[1]
    weighted = np.fft.irfft(np.fft.rfft(rows) * _k_filter(rate, size), size)[:, size - hop * _CHUNK_HOPS :]
    hops = weighted.reshape(-1, hop)
    return np.asarray(np.einsum("ij,ij->i", hops, hops, dtype=np.float64) / hop)


@functools.lru_cache(maxsize=8)
def _k_filter(rate: int, size: int) -> NDArray[np.complex64]:
    """Answer of both filters of BS.1770 at each frequency; their analogue forms fit any sample rate."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    return (_answer(z, *_shelf(rate)) * _answer(z, *_high_pass(rate))).astype(np.complex64)


def _answer(
    z: NDArray[np.complex128], zeros: tuple[float, float, float], poles: tuple[float, float, float]
) -> NDArray[np.complex128]:
    return np.asarray((zeros[0] + zeros[1] * z + zeros[2] * z**2) / (poles[0] + poles[1] * z + poles[2] * z**2))


Coefficients = tuple[tuple[float, float, float], tuple[float, float, float]]


def _shelf(rate: int) -> Coefficients:
    """What a head does: 4 dB more above 1.7 kHz."""
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    zeros = (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k)
    return zeros, (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)


def _high_pass(rate: int) -> Coefficients:
    """What ears leave out: less and less below 38 Hz."""
    k = math.tan(math.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    poles = (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)
    return (poles[0], -2 * poles[0], poles[0]), poles


def _limited(sound: Sound, rate: int) -> Sound:
    """Peaks held at the ceiling by a gain that moves slowly enough not to be heard."""
    step = max(1, rate * _STEP_MS // 1000)
    peaks = np.maximum.reduceat(np.abs(sound).max(axis=1), np.arange(0, len(sound), step))
    needed = np.minimum(1.0, _CEILING / np.maximum(peaks, 1e-9))
    held = np.lib.stride_tricks.sliding_window_view(np.pad(needed, _HOLD, constant_values=1.0), 2 * _HOLD + 1).min(1)
    # A mean over one step less than is held, and the way between two means, stay below what each step needs.
    width = 2 * _HOLD - 1
    gains = np.convolve(np.pad(held, _HOLD - 1, mode="edge"), np.ones(width) / width, "valid")
    centres = (np.arange(len(gains)) + 0.5) * step
    curve = np.interp(np.arange(len(sound)), centres, gains).astype(np.float32)
    return np.asarray(np.clip(sound * curve[:, None], -_CEILING, _CEILING), np.float32)
