"""Reads what soundfile cannot (m4a, phone recordings, the sound of a film) with the decoder that comes with Qt."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, QUrl
from PySide6.QtMultimedia import QAudioBuffer, QAudioDecoder, QAudioFormat

from facilitator.domain.errors import UserError
from facilitator.services.ports import AudioInfo, Cancel, Progress

TICK_MS = 100
SILENT_TICKS = 200
"""A decoder that gives nothing for this many ticks (20 s) has hung."""
SAMPLES: dict[QAudioFormat.SampleFormat, np.dtype[Any]] = {
    QAudioFormat.SampleFormat.UInt8: np.dtype(np.uint8),
    QAudioFormat.SampleFormat.Int16: np.dtype(np.int16),
    QAudioFormat.SampleFormat.Int32: np.dtype(np.int32),
    QAudioFormat.SampleFormat.Float: np.dtype(np.float32),
}

Take = Callable[[QAudioBuffer, int], bool]
"""Given a buffer and the length of the whole in ms (-1 when unknown); answers whether it wants more."""


def describe_foreign(path: Path) -> AudioInfo:
    """What the first buffer says of a file; raises UserError when nothing can be decoded."""
    found: list[AudioInfo] = []

    def take(buffer: QAudioBuffer, duration_ms: int) -> bool:
        form = buffer.format()
        kind = path.suffix.lstrip(".").upper() or "?"
        found.append(AudioInfo(duration_ms, form.sampleRate(), form.channelCount(), kind))
        return False

    _Decoding(path, take, None).run()
    if not found:
        raise _unreadable(path)
    return found[0]


def decode_to_flac(path: Path, target: Path, progress: Progress, cancel: Cancel | None = None) -> None:
    """Decode a whole file to 16-bit FLAC; memory does not grow with its length.

    Blocks, with an event loop of its own: call it from a job. Raises UserError, or what `cancel` raises.
    """
    writer = _FlacWriter(path, target, progress)
    try:
        _Decoding(path, writer.take, cancel).run()
    finally:
        writer.close()
    if writer.frames == 0:
        raise _unreadable(path)
    progress(1.0)


class _FlacWriter:
    """Appends buffers to a file that is opened once the first one tells its format."""

    def __init__(self, path: Path, target: Path, progress: Progress) -> None:
        self._path, self._target, self._progress = path, target, progress
        self._file: soundfile.SoundFile | None = None
        self.frames = 0

    def take(self, buffer: QAudioBuffer, duration_ms: int) -> bool:
        rate, channels = buffer.format().sampleRate(), buffer.format().channelCount()
        if self._file is None:
            self._file = soundfile.SoundFile(self._target, "w", rate, channels, subtype="PCM_16", format="FLAC")
        if (rate, channels) != (self._file.samplerate, self._file.channels):
            raise UserError(
                f"{self._path.name} changes its format half-way. Save it as WAV in another program and attach that."
            )
        samples = _samples(buffer)
        self._file.write(samples)
        self.frames += len(samples)
        if duration_ms > 0:
            self._progress(min(1.0, self.frames * 1000 / rate / duration_ms))
        return True

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _samples(buffer: QAudioBuffer) -> NDArray[np.int16]:
    """Frames × channels of 16 bits."""
    form = buffer.format()
    content: Any = buffer.constData()
    raw = np.frombuffer(bytes(content), SAMPLES[form.sampleFormat()]).reshape(-1, form.channelCount())
    if raw.dtype == np.float32:
        raw = np.clip(raw, -1.0, 1.0) * 32767.0
    elif raw.dtype == np.int32:
        raw = raw >> 16
    elif raw.dtype == np.uint8:
        raw = (raw.astype(np.int16) - 128) << 8
    return np.asarray(raw, np.int16)


class _Decoding:
    """One run of QAudioDecoder, waited for; what goes wrong in its slots is raised by `run`."""

    def __init__(self, path: Path, take: Take, cancel: Cancel | None) -> None:
        self._path, self._take, self._cancel = path, take, cancel
        self._error: BaseException | None = None
        self._done = False
        self._silent_ticks = 0

    def run(self) -> None:
        application = QCoreApplication.instance() or QCoreApplication([])  # an event loop needs one
        self._loop = QEventLoop()
        self._decoder = QAudioDecoder()
        self._decoder.setSource(QUrl.fromLocalFile(str(self._path)))
        self._decoder.bufferReady.connect(self._on_buffer)
        self._decoder.finished.connect(self._end)
        self._decoder.error.connect(self._on_error)
        timer = QTimer()
        timer.timeout.connect(self._on_tick)
        timer.start(TICK_MS)
        self._decoder.start()
        if not self._done:  # a file that cannot be opened fails inside start()
            self._loop.exec()
        timer.stop()
        self._decoder.stop()
        del application
        if self._error is not None:
            raise self._error

    def _on_buffer(self) -> None:
        while not self._done and self._decoder.bufferAvailable():
            buffer = self._decoder.read()
            self._silent_ticks = 0
            self._guarded(partial(self._took, buffer))

    def _took(self, buffer: QAudioBuffer) -> None:
        if self._cancel is not None:
            self._cancel.check()
        if not buffer.isValid():
            raise _unreadable(self._path)
        if not self._take(buffer, self._decoder.duration()):
            self._end()

    def _on_tick(self) -> None:
        self._silent_ticks += 1
        if self._silent_ticks > SILENT_TICKS:
            self._guarded(self._give_up)
        if self._cancel is not None:
            self._guarded(self._cancel.check)

    def _give_up(self) -> None:
        raise _unreadable(self._path)

    def _on_error(self) -> None:
        if not self._done:
            self._guarded(self._give_up)

    def _guarded(self, step: Callable[[], object]) -> None:
        """Carry an exception out of a slot, where Qt would only print it."""
        try:
            step()
        except BaseException as error:  # noqa: BLE001 - raised by `run`
            self._error = self._error or error
            self._end()

    def _end(self) -> None:
        self._done = True
        self._loop.quit()


def _unreadable(path: Path) -> UserError:
    return UserError(
        f"{path.name} is not audio that can be read, or it is cut off."
        " Save it as WAV or FLAC in another program and attach that."
    )
