"""Sounds to cut, play and recognise again."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QEventLoop, QTimer, QUrl
from PySide6.QtMultimedia import (
    QAudioBuffer,
    QAudioBufferInput,
    QAudioFormat,
    QMediaCaptureSession,
    QMediaFormat,
    QMediaRecorder,
)

Sound = NDArray[np.float64]


def babble(seconds: float, rate: int = 48_000, seed: int = 1) -> Sound:
    """Something like a voice: gliding tones in syllables, different at every moment, so that a place is recognised."""
    rng = np.random.default_rng(seed)
    count = int(seconds * rate)
    pitch = np.interp(np.arange(count), np.arange(0, count + rate, rate // 8), _some(rng, count, rate, 110.0, 420.0))
    loudness = np.interp(np.arange(count), np.arange(0, count + rate, rate // 8), _some(rng, count, rate, 0.05, 0.3))
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    return np.asarray(loudness * (np.sin(phase) + 0.5 * np.sin(2 * phase) + 0.3 * np.sin(3 * phase)) / 1.8)


def _some(rng: np.random.Generator, count: int, rate: int, low: float, high: float) -> Sound:
    return rng.uniform(low, high, len(np.arange(0, count + rate, rate // 8)))


def write(path: Path, sound: Sound, rate: int = 48_000) -> Path:
    channels = 1 if sound.ndim == 1 else sound.shape[1]
    with soundfile.SoundFile(path, "w", rate, channels) as file:
        for at in range(0, len(sound), rate):  # a minute of Vorbis in one piece overflows libsndfile's stack
            file.write(sound[at : at + rate])
    return path


def write_m4a(path: Path, sound: Sound) -> Path:
    """AAC at 48 kHz, encoded by Qt as a phone would."""
    samples = (np.clip(sound, -1, 1) * 32767).astype("<i2")
    form = QAudioFormat()
    form.setSampleRate(48_000)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    waiting = [samples[at : at + 4800].tobytes() for at in range(0, len(samples), 4800)]
    feed, session, recorder, loop = QAudioBufferInput(), QMediaCaptureSession(), QMediaRecorder(), QEventLoop()
    session.setAudioBufferInput(feed)
    session.setRecorder(recorder)
    kind = QMediaFormat(QMediaFormat.FileFormat.Mpeg4Audio)
    kind.setAudioCodec(QMediaFormat.AudioCodec.AAC)
    recorder.setMediaFormat(kind)
    recorder.setOutputLocation(QUrl.fromLocalFile(str(path)))

    def on_ready() -> None:
        while waiting and feed.sendAudioBuffer(QAudioBuffer(QByteArray(waiting[0]), form)):
            waiting.pop(0)
        if not waiting:
            recorder.stop()

    def on_state(state: QMediaRecorder.RecorderState) -> None:
        if state == QMediaRecorder.RecorderState.StoppedState:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(on_ready)  # the first wish for a buffer may come before anybody listens
    recorder.recorderStateChanged.connect(on_state)
    recorder.record()
    timer.start(10)
    loop.exec()
    assert path.stat().st_size > 1000, "Qt encoded nothing"
    return path


def likeness(heard: Sound, original: Sound) -> float:
    """Highest correlation of the original with any stretch of what was heard, from -1 to 1, whatever the loudness."""
    return _best(heard, original)[0]


def heard_as(heard: Sound, original: Sound, rate: int = 48_000) -> float:
    """Mean likeness of the quarter seconds of the original, each where it belongs in what was heard.

    A busy machine loses a few ms between loudspeaker and capture now and then; one such jump would spoil the
    correlation of the whole, while here it spoils its own quarter second. Quarters over 0.1 s astray count as lost.
    """
    quarter, slack = rate // 4, rate // 10
    starts = range(0, len(original) - quarter + 1, quarter)
    begin = int(np.median([place(heard, original[start : start + quarter]) - start for start in starts]))
    padded = np.pad(heard, (slack + max(0, -begin), len(original) + slack))
    begin = max(begin, 0)
    windows = [padded[begin + start : begin + start + quarter + 2 * slack] for start in starts]
    pieces = [original[start : start + quarter] for start in starts]
    return float(np.mean([likeness(window, piece) for window, piece in zip(windows, pieces, strict=True)]))


def place(heard: Sound, original: Sound) -> int:
    """The sample of what was heard at which the original begins."""
    return _best(heard, original)[1]


def _best(heard: Sound, original: Sound) -> tuple[float, int]:
    if len(heard) < len(original):
        heard = np.pad(heard, (0, len(original) - len(heard)))
    size = 1 << (len(heard) + len(original)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(original, size)), size)
    product = product[: len(heard) - len(original) + 1]
    sums = np.concatenate(([0.0], np.cumsum(heard**2)))
    energy = sums[len(original) :] - sums[: -len(original)]
    scaled = product / np.sqrt(np.maximum(energy, 1e-9) * np.sum(original**2))
    at = int(np.argmax(scaled))
    return float(scaled[at]), at


def samples_of(pcm: bytes, channels: int = 1) -> Sound:
    """The first channel of 16-bit samples, between -1 and 1."""
    return np.frombuffer(pcm, "<i2").reshape(-1, channels)[:, 0] / 32768.0
