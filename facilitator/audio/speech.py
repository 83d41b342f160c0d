"""Where in a recording somebody speaks and where not: voice activity, held against the noise of the room."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

# The module `webrtcvad` around this one adds nothing but a look-up of its own version, which a program folder lacks.
import _webrtcvad
import numpy as np
import soundfile
from numpy.typing import NDArray

from facilitator.audio.clips import check_file, read_frames
from facilitator.audio.tracks import AudioFile, open_audio
from facilitator.domain.errors import UserError

RATE: Final = 16_000
FRAME_MS: Final = 20
_FRAME: Final = RATE * FRAME_MS // 1000
_MODE: Final = 1
"""Of 0 to 3, from taking much for speech to taking little; what it takes too much, the noise floor takes away."""
_ABOVE_FLOOR_DB: Final = 4.0
"""Voice activity alone calls most of a busy room's noise speech (at 10 dB), and level alone misses soft voices."""
_FLOOR_PERCENT: Final = 10
_VOICE_HZ: Final = (250, 3800)
PAUSE_MS: Final = 400
"""A silence of this length ends what somebody says; shorter ones belong to it."""
_BRIDGED_MS: Final = 200
"""Shorter silences lie within words."""
_SHORTEST_MS: Final = 80
"""Shorter sounds are a cup or a cough."""
_BEFORE_MS: Final = 60
"""The first sound of a word is soft: a span begins this much earlier. Its end is late enough as it is found."""
_AROUND_MS: Final = 8_000
"""Heard before and after what is asked for, to know the noise of the room."""
_BLOCK_S: Final = 1
"""So much at most is lost where a file breaks off."""

Spans = list[tuple[int, int]]


def speech_spans(path: Path, start_ms: int, end_ms: int) -> Spans:
    """The spans in which somebody speaks, in ms from the start of the file and cut to the span asked for."""
    found = _spans(path, max(0, start_ms - _AROUND_MS), end_ms + _AROUND_MS)[0]
    cut = [(max(start, start_ms), min(end, end_ms)) for start, end in found]
    return [(start, end) for start, end in cut if start < end]


def next_pause(path: Path, from_ms: int, at_most_ms: int = 30_000) -> int:
    """The moment from `from_ms` on at which speech ends for a while: at once when nobody speaks there.

    The end of the file, or `from_ms` + `at_most_ms`, where speech goes on until then. Raises UserError.
    """
    latest = from_ms + at_most_ms
    spans, length_ms = _spans(path, max(0, from_ms - _AROUND_MS), latest + PAUSE_MS)
    latest = min(latest, max(length_ms, from_ms))
    reached = from_ms
    for start, end in spans:
        if end <= reached:
            continue
        if start - reached >= PAUSE_MS:
            break
        reached = end
    return min(reached, latest)


def snap(path: Path, at_ms: int, reach_ms: int = 500) -> int:
    """The nearest moment at which speech begins or ends; `at_ms` itself when there is none within reach."""
    spans = _spans(path, max(0, at_ms - _AROUND_MS), at_ms + _AROUND_MS)[0]
    near = [edge for span in spans for edge in span if abs(edge - at_ms) <= reach_ms]
    return min(near, key=lambda edge: abs(edge - at_ms), default=at_ms)


def _spans(path: Path, start_ms: int, end_ms: int) -> tuple[Spans, int]:
    """Spans of speech in a window of the file, and the length of the file."""
    sound, length_ms = read_16_khz(path, start_ms, end_ms)
    return _widened(spoken(sound), start_ms, length_ms), length_ms


def read_16_khz(path: Path, start_ms: int, end_ms: int) -> tuple[NDArray[np.float32], int]:
    """A window of the file as one channel at 16 kHz, and the length of the file in ms. Raises UserError."""
    check_file(path)
    try:
        with open_audio(path) as file:
            length_ms = file.frames * 1000 // file.samplerate
            return _sound(file, start_ms, min(end_ms, length_ms)), length_ms
    except soundfile.LibsndfileError as error:
        raise UserError(f"{path.name} is not audio that can be read. Attach another copy of it.") from error
    except OSError as error:
        raise UserError(f"{path.name} cannot be read. Check the disk and the rights of the file.") from error


def _sound(file: AudioFile, start_ms: int, end_ms: int) -> NDArray[np.float32]:
    """The window as one channel at 16 kHz, read in blocks; what can be had where the file is damaged."""
    if end_ms <= start_ms:
        return np.empty(0, np.float32)
    blocks = []
    try:
        file.seek(start_ms * file.samplerate // 1000)
        left = (end_ms - start_ms) * file.samplerate // 1000
        while left > 0 and len(block := read_frames(file, min(left, file.samplerate * _BLOCK_S))):
            blocks.append(_at_16_khz(block, file.samplerate))
            left -= len(block)
    except soundfile.LibsndfileError:
        pass  # a file that breaks off has no speech from there on
    return np.concatenate(blocks) if blocks else np.empty(0, np.float32)


def _at_16_khz(block: NDArray[np.int16], rate: int) -> NDArray[np.float32]:
    mono = block.mean(axis=1, dtype=np.float32) / 32768
    whole = rate // RATE
    if whole > 1:  # the mean of neighbours keeps what lies above the new limit from folding back
        mono = mono[: len(mono) // whole * whole].reshape(-1, whole).mean(axis=1)
    if rate != RATE * max(whole, 1):
        count = round(len(block) * RATE / rate)
        mono = np.interp(np.linspace(0, len(mono) - 1, count), np.arange(len(mono)), mono)
    return np.asarray(mono, np.float32)


def spoken(sound: NDArray[np.float32]) -> NDArray[np.bool_]:
    """For each 20 ms of a sound at 16 kHz whether somebody speaks."""
    frames = sound[: len(sound) // _FRAME * _FRAME].reshape(-1, _FRAME)
    if len(frames) == 0:
        return np.zeros(0, bool)
    levels = _levels(frames)
    heard = _voiced(frames) & (levels > np.percentile(levels, _FLOOR_PERCENT) + _ABOVE_FLOOR_DB)
    return _without_short(_without_short(heard, False, _BRIDGED_MS), True, _SHORTEST_MS)


def _voiced(frames: NDArray[np.float32]) -> NDArray[np.bool_]:
    detector = _webrtcvad.create()
    _webrtcvad.init(detector)
    _webrtcvad.set_mode(detector, _MODE)
    pcm = np.clip(frames * 32767, -32768, 32767).astype(np.int16)
    return np.array([_webrtcvad.process(detector, RATE, frame.tobytes(), _FRAME) for frame in pcm], bool)


def _levels(frames: NDArray[np.float32]) -> NDArray[np.float64]:
    """Decibels of the frequencies of a voice, evened over a tenth of a second."""
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(_FRAME), axis=1)) ** 2
    hertz = np.fft.rfftfreq(_FRAME, 1 / RATE)
    energy = spectrum[:, (hertz >= _VOICE_HZ[0]) & (hertz <= _VOICE_HZ[1])].sum(axis=1)
    window = min(5, len(energy))
    return np.asarray(10 * np.log10(np.convolve(energy, np.ones(window) / window, "same") + 1e-10))


def _without_short(heard: NDArray[np.bool_], kind: bool, shorter_than_ms: int) -> NDArray[np.bool_]:
    """Runs of `kind` that are too short, and do not touch an end, turned round."""
    cleaned = heard.copy()
    for value, start, end in _runs(heard):
        if value == kind and (end - start) * FRAME_MS < shorter_than_ms and start > 0 and end < len(heard):
            cleaned[start:end] = not kind
    return cleaned


def _runs(heard: NDArray[np.bool_]) -> Iterator[tuple[bool, int, int]]:
    at = 0
    for value, run in groupby(heard.tolist()):
        length = sum(1 for _ in run)
        yield value, at, at + length
        at += length


def _widened(heard: NDArray[np.bool_], start_ms: int, length_ms: int) -> Spans:
    found = [(start, end) for value, start, end in _runs(heard) if value]
    return [
        (max(0, start_ms + start * FRAME_MS - _BEFORE_MS), min(length_ms, start_ms + end * FRAME_MS))
        for start, end in found
    ]
