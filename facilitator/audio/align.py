"""Where another recorder's file belongs: the same talk, or the same clap, found in our own recording.

First the ups and downs of loudness are compared over the whole length, which finds the place to 10 ms however
different the microphones are; then the sound itself, at 8 kHz, to a fraction of a ms, at two places far apart.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from facilitator.audio.tracks import AudioFile, open_audio
from facilitator.domain.errors import UserError
from facilitator.services.ports import Cancel, Progress
from facilitator.services.sound.second_recorder import Alignment, Heard, Measured

Signal = NDArray[np.float64]

STEP_MS: Final = 10
BLOCK_S: Final = 10
FINE_RATE: Final = 8_000
FINE_S: Final = 12
"""So much sound is compared sample by sample."""
REACH_MS: Final = 60
"""The envelope is right to this."""
APART_S: Final = 120
"""The least distance between two places that tell of drift."""
CLAP_DB: Final = 25.0
CLAPS: Final = 6
BAND_HZ: Final = (200, 3_500)
SAME: Final = 0.12
"""The least likeness of two sounds that are the same."""
MOST_PPM: Final = 300.0
"""No clock differs more; such a drift was measured wrongly."""


@dataclass(frozen=True)
class _Source:
    """Sound along a line of time in ms: a file, or our recordings with their gaps."""

    parts: tuple[tuple[Path, int, int, int, int], ...]  # path, rate, first frame, frames, at ms

    @property
    def end_ms(self) -> int:
        return max((at + frames * 1000 // rate for _, rate, _, frames, at in self.parts), default=0)

    def window(self, start_ms: float, seconds: float) -> Signal:
        """The sound of a span at 8 kHz; silence where there is none."""
        made = np.zeros(round(seconds * FINE_RATE))
        for path, rate, first, frames, at in self.parts:
            begin = max(start_ms, at)
            end = min(start_ms + seconds * 1000, at + frames * 1000 / rate)
            if end - begin < 50:
                continue
            with _opened(path) as file:
                file.seek(first + round((begin - at) * rate / 1000))
                sound = _mono(file, round((end - begin) * rate / 1000))
            fine = _resampled(sound, rate)
            place = round((begin - start_ms) * FINE_RATE / 1000)
            fine = fine[: len(made) - place]
            made[place : place + len(fine)] = fine
        return made


class SoundAligner:
    """The Aligner port."""

    def measure(self, path: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> Measured:
        checksum, done = hashlib.sha256(), 0
        with _opened(path) as file:
            rate, frames = file.samplerate, file.frames
            while len(block := file.read(BLOCK_S * rate, dtype="int16", always_2d=True)):
                checksum.update(block.astype("<i2", copy=False).tobytes())
                done += len(block)
                _go_on(done / max(frames, 1), progress, cancel)
        return Measured(done, rate, checksum.hexdigest())

    def align(
        self, own: Sequence[Heard], other: Path, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> Alignment | None:
        ours = _Source(tuple((h.path, h.rate, s.frame, s.frames, s.at_ms) for h in own for s in h.stretches))
        with _opened(other) as file:
            theirs = _Source(((other, file.samplerate, 0, file.frames, 0),))
        tell = progress or (lambda _part: None)
        loud_ours = _levels(ours, lambda part: tell(part * 0.5), cancel)
        loud_theirs = _levels(theirs, lambda part: tell(0.5 + part * 0.4), cancel)
        if not loud_ours.any() or not loud_theirs.any():
            return None
        found = _by_talk(ours, theirs, loud_ours, loud_theirs) or _by_clap(ours, theirs, loud_ours, loud_theirs)
        tell(1.0)
        return found


# Coarse: the loudness of each hundredth of a second


def _levels(source: _Source, progress: Progress, cancel: Cancel | None) -> Signal:
    """Loudness in dB, each 10 ms of the line; 0 where nothing is held, so that gaps weigh nothing."""
    made = np.zeros(source.end_ms // STEP_MS + 1)
    done, total = 0, sum(frames for _, _, _, frames, _ in source.parts) or 1
    for path, rate, first, frames, at in source.parts:
        with _opened(path) as file:
            file.seek(first)
            for block in _blocks(file, frames, rate):
                level = _level(block, rate)
                place = (at + _begins_ms(file, first, rate, len(block))) // STEP_MS
                level = level[: len(made) - place]
                made[place : place + len(level)] = level
                done += len(block)
                _go_on(done / total, progress, cancel)
    return made


def _begins_ms(file: AudioFile, first: int, rate: int, block: int) -> int:
    """How far into its stretch the block just read begins."""
    return (file.tell() - first - block) * 1000 // rate


def _blocks(file: AudioFile, frames: int, rate: int) -> Iterator[Signal]:
    left = frames
    while left > 0 and len(block := _mono(file, min(left, BLOCK_S * rate))):
        left -= len(block)
        yield block


def _level(sound: Signal, rate: int) -> Signal:
    size = max(rate * STEP_MS // 1000, 1)
    whole = len(sound) // size * size
    power = np.square(sound[:whole].reshape(-1, size)).mean(axis=1)
    return np.asarray(10 * np.log10(power + 1e-9) + 90)  # 0 dB is silence here


def _shape(level: Signal, seconds: float = 1.0) -> Signal:
    """Ups and downs against the second around them, so that a loud hour counts no more than a soft one."""
    held = level > 0
    size = max(int(seconds * 1000 / STEP_MS), 1)
    kernel = np.ones(size) / size
    near = _smoothed(level, kernel) / np.maximum(_smoothed(held.astype(float), kernel), 1e-3)
    away = np.where(held, level - near, 0.0)
    return np.asarray(np.clip(away, -20, 20))


def _smoothed(values: Signal, kernel: Signal) -> Signal:
    return _convolved(values, kernel)[len(kernel) // 2 :][: len(values)]


def _convolved(one: Signal, other: Signal) -> Signal:
    size = _power_of_two(len(one) + len(other))
    return np.fft.irfft(np.fft.rfft(one, size) * np.fft.rfft(other, size), size)


def _correlated(ours: Signal, theirs: Signal) -> tuple[Signal, int]:
    """Likeness for each shift of theirs, and the shift of the first value."""
    size = _power_of_two(len(ours) + len(theirs))
    made = np.fft.irfft(np.fft.rfft(ours, size) * np.conj(np.fft.rfft(theirs, size)), size)
    return np.concatenate([made[-(len(theirs) - 1) :], made[: len(ours)]]), -(len(theirs) - 1)


def _power_of_two(least: int) -> int:
    return 1 << max(least - 1, 1).bit_length()


def _by_talk(ours: _Source, theirs: _Source, loud_ours: Signal, loud_theirs: Signal) -> Alignment | None:
    likeness, first = _correlated(_shape(loud_ours), _shape(loud_theirs))
    best = int(np.argmax(likeness))
    confidence = _confidence(likeness, best)
    if confidence <= 0:
        return None
    coarse = (best + first) * STEP_MS
    return _refined(ours, theirs, loud_ours, loud_theirs, coarse, confidence)


def _confidence(likeness: Signal, best: int) -> float:
    """How far the best place stands out from the others: those of talk that is not the same reach half as high."""
    apart = 2000 // STEP_MS
    others = np.concatenate([likeness[: max(best - apart, 0)], likeness[best + apart :]])
    if not len(others) or likeness[best] <= 0:
        return 0.0
    second = max(float(others.max()), 1e-9)
    spread = max(float(others.std()), 1e-9)
    if likeness[best] / spread < 6:
        return 0.0
    return float(np.clip(1.25 * (1 - second / likeness[best]), 0, 1))


# Fine: the sound itself


def _refined(
    ours: _Source, theirs: _Source, loud_ours: Signal, loud_theirs: Signal, coarse: int, confidence: float
) -> Alignment:
    places = _places(loud_ours, loud_theirs, coarse)
    found = [(place, *_fine(ours, theirs, place, coarse)) for place in places]
    good = [(place, shift) for place, shift, like in found if like >= SAME]
    if not good:
        return Alignment(coarse, min(confidence, 0.6))
    drift = _drift(good)
    place, shift = good[0]
    start = shift - (place - shift) * (drift or 0.0) / 1e6
    return Alignment(round(start), max(confidence, 0.6), "talk", drift)


def _drift(good: list[tuple[float, float]]) -> float | None:
    (one, first), (other, last) = good[0], good[-1]
    if other - one < APART_S * 1000:
        return None
    ppm = (last - first) / (other - one) * 1e6
    return round(ppm, 1) if abs(ppm) <= MOST_PPM else None


def _places(loud_ours: Signal, loud_theirs: Signal, coarse: int) -> list[float]:
    """The liveliest twelve seconds that both hold, of the first and of the last third: in ms of our line."""
    begin = max(coarse // STEP_MS, 0)
    end = min(len(loud_ours), coarse // STEP_MS + len(loud_theirs))
    size = FINE_S * 1000 // STEP_MS
    if end - begin <= size:
        return [float(begin * STEP_MS)]
    theirs = loud_theirs[begin - coarse // STEP_MS : end - coarse // STEP_MS]
    both = np.minimum(loud_ours[begin:end], theirs[: end - begin])
    lively = np.convolve(both, np.ones(size), "valid") if len(both) < 20_000 else _lively(both, size)
    third = max(len(lively) // 3, 1)
    first = int(np.argmax(lively[:third]))
    last = len(lively) - third + int(np.argmax(lively[-third:]))
    return [float((begin + at) * STEP_MS) for at in (first, last)]


def _lively(both: Signal, size: int) -> Signal:
    sums = np.concatenate([[0.0], np.cumsum(both)])
    return np.asarray(sums[size:] - sums[:-size])


def _fine(ours: _Source, theirs: _Source, place: float, coarse: float, seconds: float = FINE_S) -> tuple[float, float]:
    """The shift at a place of our line, in ms, and how like the two are there."""
    mine = ours.window(place, seconds)
    margin = 2 * REACH_MS / 1000
    other = theirs.window(place - coarse - REACH_MS, seconds + margin)
    likeness, first = _correlated(_whitened(other), _whitened(mine))
    inside = likeness[-first : -first + round(margin * FINE_RATE) + 1]
    best = int(np.argmax(np.abs(inside)))
    if not mine.any() or not other.any():
        return coarse, 0.0
    found_ms = best * 1000 / FINE_RATE - REACH_MS
    return coarse - found_ms, _standing_out(inside, best)


def _standing_out(inside: Signal, best: int) -> float:
    """0 for a peak among others of its height, towards 1 for one that stands alone."""
    apart = FINE_RATE // 200
    others = np.abs(np.concatenate([inside[: max(best - apart, 0)], inside[best + apart :]]))
    return 1 - float(others.max()) / max(abs(float(inside[best])), 1e-12) if len(others) else 0.0


def _whitened(sound: Signal) -> Signal:
    """All tones of speech equally strong, so that room and microphone matter less."""
    size = _power_of_two(len(sound))
    spectrum = np.fft.rfft(sound, size)
    tones = np.fft.rfftfreq(size, 1 / FINE_RATE)
    spectrum[(tones < BAND_HZ[0]) | (tones > BAND_HZ[1])] = 0
    strength = np.abs(spectrum)
    return np.fft.irfft(spectrum / np.sqrt(np.maximum(strength, strength.max() * 1e-4 + 1e-12)), size)[: len(sound)]


# A clap


def _by_clap(ours: _Source, theirs: _Source, loud_ours: Signal, loud_theirs: Signal) -> Alignment | None:
    """The pair of sharp onsets that sounds most alike."""
    best: tuple[float, float] | None = None
    for one in _claps(loud_ours):
        for other in _claps(loud_theirs):
            shift, like = _fine(ours, theirs, one - 100, one - other, 0.4)
            if best is None or like > best[1]:
                best = (shift, like)
    if best is None or best[1] < SAME:
        return None
    return Alignment(round(best[0]), min(best[1] + 0.2, 1.0), "clap")


def _claps(level: Signal) -> list[float]:
    """Ms of the sharpest onsets, sharpest first."""
    before = 50 // STEP_MS
    rise = np.zeros_like(level)
    calm = np.lib.stride_tricks.sliding_window_view(level, before).max(axis=1)[:-1] if len(level) > before else rise[:0]
    rise[before : before + len(calm)] = np.where(calm > 0, level[before : before + len(calm)] - calm, 0)
    found: list[float] = []
    for at in np.argsort(rise)[::-1]:
        if rise[at] < CLAP_DB or len(found) == CLAPS:
            break
        if all(abs(at * STEP_MS - known) > 200 for known in found):
            found.append(float(at * STEP_MS))
    return found


# Reading


@contextmanager
def _opened(path: Path) -> Iterator[AudioFile]:
    try:
        with open_audio(path) as file:
            yield file
    except (soundfile.LibsndfileError, OSError) as error:
        raise UserError(f"{path.name} cannot be read as audio ({error}). Bring it in again.") from error


def _mono(file: AudioFile, frames: int) -> Signal:
    return np.asarray(file.read(frames, dtype="float64", always_2d=True).mean(axis=1))


def _resampled(sound: Signal, rate: int) -> Signal:
    """At 8 kHz; the ends ring a little."""
    if rate == FINE_RATE or not len(sound):
        return sound
    count = round(len(sound) * FINE_RATE / rate)
    spectrum = np.fft.rfft(sound)
    kept = np.zeros(count // 2 + 1, complex)
    both = min(len(kept), len(spectrum))
    kept[:both] = spectrum[:both]
    return np.fft.irfft(kept, count) * (count / len(sound))


def _go_on(part: float, progress: Progress | Callable[[float], None] | None, cancel: Cancel | None) -> None:
    if cancel is not None:
        cancel.check()
    if progress is not None:
        progress(part)
