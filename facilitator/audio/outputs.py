"""Tells when sound goes to another loudspeaker than before, as when headphones are pulled out."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QMediaDevices


class OutputWatch(QObject):
    """Only the device is known: none of the systems says for sure that it is worn on a head.

    A jack may feed the loudspeakers of the room, a Bluetooth device may be either, and PulseAudio alone names a port.
    So the facilitator says so, and a change of the device makes that void.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = _default()
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._look)

    def _look(self) -> None:
        before, self._now = self._now, _default()
        if before != self._now:
            self.changed.emit()


def _default() -> bytes:
    return bytes(QMediaDevices.defaultAudioOutput().id().data())
