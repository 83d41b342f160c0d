"""The inputs of this computer, through Qt."""

import time
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QIODevice
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices, QtAudio
from shiboken6 import isValid

from facilitator.audio.devices import SoundServer, patient_pulse
from facilitator.audio.recording.converting import Converter
from facilitator.audio.recording.pulse import PulseWatch
from facilitator.domain.recordings import RATE
from facilitator.services.ports import InputDevice

PULSE_MS: Final = 40
"""With any wish of ours PulseAudio keeps as much as it can until we take it, 4 MB; this often it hands it over."""
BUFFER_MS: Final = 4000
"""Sound kept for a window that is busy; with less, a stall of the window is a hole in the recording."""


QUIET_S: Final = 0.4
"""An input that gives nothing for so long is a reason to see whether the sound server still answers."""
_held: Final[list[QAudioSource]] = []
"""Inputs that could not be closed, since that would have held the window until the sound server answers."""


class QtSource:
    """One open input; raises nothing, gives nothing once it is gone."""

    def __init__(self, device: QAudioDevice, default: bool, watch: PulseWatch) -> None:
        self._watch, self._fed_s, self._probed = watch, time.monotonic(), False
        form = _format(device)
        self._converter = Converter(form.sampleRate(), form.channelCount(), _kind(form))
        self.device = replace(_input(device, default), note=self._converter.note)
        self._source = QAudioSource(device, form)
        self._source.setBufferSize(form.bytesForDuration(BUFFER_MS * 1000))
        with patient_pulse(PULSE_MS):
            self._stream: QIODevice | None = self._source.start()

    @property
    def works(self) -> bool:
        """Whether the input could be opened; without one Qt says no more than that it is stopped."""
        return self._stream is not None and self._source.state() != QtAudio.State.StoppedState

    def read(self) -> bytes:
        if self._stream is None or not isValid(self._stream):  # Qt takes the stream of a lost input away
            return b""
        raw = bytes(self._stream.readAll().data())
        self._look_after(bool(raw))
        return self._converter.convert(raw)

    def close(self) -> None:
        self._stream = None
        if self._probed and self._watch.hangs:
            _held.append(self._source)
        else:
            self._source.stop()

    def _look_after(self, fed: bool) -> None:
        if fed:
            self._fed_s, self._probed = time.monotonic(), False
        elif not self._probed and time.monotonic() - self._fed_s > QUIET_S:
            self._probed = True
            self._watch.probe()


class QtSources:
    """Opens inputs only while Qt stands in connection with the sound server: without it the process would abort."""

    def __init__(self) -> None:
        self._server = SoundServer()
        self._watch: PulseWatch | None = None
        self._opened: set[str] = set()

    def inputs(self) -> list[InputDevice]:
        """Those there are now, the default one first; without those that the sound server knows to be gone."""
        default = QMediaDevices.defaultAudioInput().id().data()
        gone = self._watch.seen - self._watch.present if self._watch is not None else frozenset()
        found = [_input(each, each.id().data() == default) for each in QMediaDevices.audioInputs()]
        there = [each for each in found if each.id not in gone]
        return sorted(there, key=lambda each: not each.is_default)

    def open(self, device_id: str | None) -> QtSource | None:
        if not self._is_answered():
            return None
        default = QMediaDevices.defaultAudioInput()
        device = default if device_id is None else _named(device_id)
        if device is None or device.isNull() or not self._server.stands():
            return None
        self._watch = self._watch or PulseWatch()
        source = QtSource(device, device.id().data() == default.id().data(), self._watch)
        if not source.works:
            source.close()
            return None
        self._watch.ask()
        self._opened.add(source.device.id)
        return source

    def _is_answered(self) -> bool:
        """Whether the server answers again, where it hung; what could not be closed then is closed now."""
        if not _held:
            return True
        if self._watch is None:
            self._watch = PulseWatch()
            self._watch.probe()
        if self._watch.hangs:
            return False
        while _held:
            _held.pop().stop()
        return True

    def feeding(self) -> frozenset[str]:
        if self._watch is None or not self._opened <= self._watch.seen:
            return frozenset()  # the server has other names for them than Qt, so nothing can be compared
        return self._watch.feeding

    def close(self) -> None:
        """No input is open any more."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._opened.clear()


def _input(device: QAudioDevice, default: bool) -> InputDevice:
    return InputDevice(_id(device), device.description(), default)


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")


def _named(device_id: str) -> QAudioDevice | None:
    return next((each for each in QMediaDevices.audioInputs() if _id(each) == device_id), None)


def _format(device: QAudioDevice) -> QAudioFormat:
    form = QAudioFormat()
    form.setSampleRate(RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form if device.isFormatSupported(form) else device.preferredFormat()


def _kind(form: QAudioFormat) -> str:
    kinds = {
        QAudioFormat.SampleFormat.UInt8: "u1",
        QAudioFormat.SampleFormat.Int32: "<i4",
        QAudioFormat.SampleFormat.Float: "<f4",
    }
    return kinds.get(form.sampleFormat(), "<i2")
