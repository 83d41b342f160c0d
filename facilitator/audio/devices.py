"""The loudspeaker: where sound goes now, and one clip on its way there."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from facilitator.audio.clips import PcmClip, converted
from facilitator.domain.errors import UserError

BUFFER_MS = 1000
"""Sound given away in advance: a window that is busy for most of a second is not heard."""
PULSE_MS = 100
"""Sound given away to PulseAudio; it begins as soon, and is heard without holes on a computer that is busy."""
TAIL_MS = 100 + PULSE_MS
"""Silence after a clip: a sink says it is through when its last 50 ms, and what PulseAudio has, are still to come."""
TICK_MS = 50
STALLED_TICKS = 60
"""Ticks without progress (3 s) after which the loudspeaker counts as lost; an idle virtual one takes up to 2 s."""

NO_OUTPUT = (
    "There is no sound output. Plug in or switch on a loudspeaker or headphones and play again;"
    " the words of the quote can be read aloud meanwhile."
)
LOST_OUTPUT = "The sound output went away while the clip played. Check the loudspeaker and play again."
SERVER_BACK_SOON = "The sound system of this computer was restarted. Play again in a few seconds."


@contextmanager
def patient_pulse(ms: int) -> Iterator[None]:
    """Streams opened inside have more of their sound with PulseAudio (or PipeWire) than Qt asks it to keep.

    Qt asks for 21 ms whatever the size of its own buffer, so that every busy moment of the computer is a hole (seen
    with Qt 6.11); this variable makes the library of PulseAudio ask for more.
    """
    before = os.environ.get("PULSE_LATENCY_MSEC")
    os.environ["PULSE_LATENCY_MSEC"] = str(ms)
    try:
        yield
    finally:
        if before is None:
            del os.environ["PULSE_LATENCY_MSEC"]
        else:
            os.environ["PULSE_LATENCY_MSEC"] = before


class SoundServer:
    """Whether Qt still has its connection to the sound server of Linux.

    When that server ends, Qt drops the connection and takes three seconds or more to make a new one; a sink
    opened in between aborts the whole program inside libpulse (seen with Qt 6.11). So look before opening.
    """

    def __init__(self) -> None:
        self._address: str | None = None

    def stands(self) -> bool:
        """False only when there was a connection before and there is none now."""
        addresses = _server_connections()
        if self._address is None:
            self._address = next(iter(addresses), None)
            return True
        return self._address in addresses


def _server_connections() -> list[str]:
    """Addresses of PulseAudio servers (also PipeWire's) that this process is connected to."""
    if not sys.platform.startswith("linux"):
        return []
    found = []
    for entry in os.listdir("/proc/self/fd"):  # noqa: PTH208 - only numbers are wanted
        with suppress(OSError):
            if os.readlink(f"/proc/self/fd/{entry}").startswith("socket:"):  # noqa: PTH115
                found.append(_peer(int(entry)))
    return [address for address in found if Path(address).name == "native"]


def _peer(handle: int) -> str:
    with socket.socket(fileno=os.dup(handle)) as copy:
        name = copy.getpeername()
    return name if isinstance(name, str) else ""


def look() -> None:
    """Learns which loudspeakers there are; the first time that takes a twentieth of a second.

    Only on the main thread: Qt keeps there what makes a new connection when the sound server ends.
    """
    QMediaDevices.defaultAudioOutput()


class Output(QObject):
    """One clip going to the loudspeaker that is the system's default when it starts."""

    position_changed = Signal(int)
    ended = Signal()
    lost = Signal(str)

    def __init__(self, clip: PcmClip, server: SoundServer, parent: QObject | None = None) -> None:
        """Sounds at once; raises UserError when there is nothing to sound from."""
        super().__init__(parent)
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise UserError(NO_OUTPUT)
        if not server.stands():
            raise UserError(SERVER_BACK_SOON)
        self._server = server
        clip, form = _fitting(clip, device)
        self._duration_ms = clip.duration_ms
        self._stalled_ticks, self._last_usecs = 0, -1
        self._data = QByteArray(clip.samples + bytes(form.bytesForDuration(TAIL_MS * 1000)))
        self._buffer = QBuffer(self._data, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, form, self)
        self._sink.setBufferSize(form.bytesForDuration(BUFFER_MS * 1000))
        with patient_pulse(PULSE_MS):
            self._sink.start(self._buffer)
        if self._sink.state() == QtAudio.State.StoppedState:
            raise UserError(NO_OUTPUT)
        self._sink.stateChanged.connect(self._on_state)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def silence(self) -> None:
        """Stop sounding; nothing is told any more."""
        self._timer.stop()
        self._sink.stateChanged.disconnect(self._on_state)
        self._sink.reset()
        self.deleteLater()

    def _on_state(self) -> None:
        state = self._sink.state()
        if state == QtAudio.State.IdleState and self._buffer.atEnd():
            self._end()  # idle before that is a window too busy to deliver: it goes on by itself
        elif state == QtAudio.State.StoppedState:
            self._lose()

    def _on_tick(self) -> None:
        usecs = self._sink.processedUSecs()
        self._stalled_ticks = 0 if usecs != self._last_usecs else self._stalled_ticks + 1
        self._last_usecs = usecs
        # A server or loudspeaker that goes away tells nobody: it only takes no more samples.
        if self._stalled_ticks > STALLED_TICKS or (self._stalled_ticks > 5 and not self._server.stands()):
            self._lose()
        else:
            self.position_changed.emit(min(usecs // 1000, self._duration_ms))

    def _end(self) -> None:
        self.silence()
        self.ended.emit()

    def _lose(self) -> None:
        self.silence()
        self.lost.emit(LOST_OUTPUT)


def _fitting(clip: PcmClip, device: QAudioDevice) -> tuple[PcmClip, QAudioFormat]:
    """The clip as this loudspeaker takes it, and the name of that format."""
    form = _format(clip)
    if not device.isFormatSupported(form):
        preferred = device.preferredFormat()
        clip = converted(clip, preferred.sampleRate(), min(2, preferred.channelCount()))
        form = _format(clip)
    return clip, form


def _format(clip: PcmClip) -> QAudioFormat:
    form = QAudioFormat()
    form.setSampleRate(clip.rate)
    form.setChannelCount(clip.channels)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form
