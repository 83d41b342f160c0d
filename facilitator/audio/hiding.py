"""Spans of a clip that nobody hears: silent, or under a tone."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from facilitator.audio.loudness import TARGET_LUFS, Sound, loudness
from facilitator.domain.findings import Hidden

TONE_HZ: Final = 1000
BELOW_VOICE_LU: Final = 4.0
"""The tone is softer than the voice, so that nobody starts."""
_EDGE_MS: Final = 5
"""Sound goes out before a hidden span and comes back after it, never inside."""
_TONE_EDGE_MS: Final = 10


def silenced(sound: Sound, rate: int, spans: Sequence[Hidden]) -> Sound:
    """The sound with nothing left in the spans, which are in ms from its start."""
    if not spans:
        return sound
    still = sound.copy()
    for start, end in _frames(spans, rate, len(sound)):
        edge = rate * _EDGE_MS // 1000
        before, after = still[max(0, start - edge) : start], still[end : end + edge]
        before *= np.linspace(1, 0, len(before) + 1, dtype=np.float32)[:-1, None]
        after *= np.linspace(0, 1, len(after) + 1, dtype=np.float32)[1:, None]
        still[start:end] = 0
    return still


def bleeped(sound: Sound, rate: int, spans: Sequence[Hidden]) -> Sound:
    """The sound, which is silent in the spans, with a tone in those that want one."""
    wanted = [span for span in spans if span.how == "bleep"]
    if not wanted:
        return sound
    with_tone, level = sound.copy(), _tone_level(sound, rate)
    for start, end in _frames(wanted, rate, len(sound)):
        tone = level * np.sin(2 * np.pi * TONE_HZ / rate * np.arange(end - start))
        edge = min(rate * _TONE_EDGE_MS // 1000, (end - start) // 2)
        ramp = np.linspace(0, 1, edge)
        tone[:edge] *= ramp
        tone[len(tone) - edge :] *= ramp[::-1]
        with_tone[start:end] += tone.astype(np.float32)[:, None]
    return with_tone


def _tone_level(sound: Sound, rate: int) -> float:
    """The height of a sine in every channel that is as loud as it should be."""
    voice = loudness(sound, rate)
    lufs = (voice if np.isfinite(voice) else TARGET_LUFS) - BELOW_VOICE_LU
    return float(10 ** ((lufs + 3.01 - 10 * np.log10(sound.shape[1])) / 20))


def _frames(spans: Sequence[Hidden], rate: int, length: int) -> list[tuple[int, int]]:
    """First and last frame of each span, widened to whole frames, as far as it lies in the sound."""
    found = [(max(0, s.start_ms * rate // 1000), min(length, -(-s.end_ms * rate // 1000))) for s in spans]
    return [(start, end) for start, end in found if start < end]
