"""A microphone and a loudspeaker moved by hand: nothing is heard, nothing takes time."""

import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from facilitator.domain.recordings import GapReason, Stretch
from facilitator.services.ports import InputDevice, Level, PowerState, RecorderState, Trouble

SPEECH, ROOM_NOISE = Level(-24, -34), Level(-50, -58)
TABLE = InputDevice("usb", "USB table mic", is_default=True)
BUILT_IN = InputDevice("built-in", "Built-in microphone")


class HandRecorder(QObject):
    """The Recorder port; `speak`, `fall_silent`, `lose` and `find` are what happens in the room."""

    state_changed = Signal(str)
    level_changed = Signal(object)
    gap_opened = Signal(object)
    gap_closed = Signal(int)
    device_changed = Signal(object)
    remarked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.state: RecorderState = "off"
        self.found = [TABLE, BUILT_IN]
        self.device: InputDevice | None = None
        self._done: tuple[Stretch, ...] = ()
        self.folder: Path | None = None
        self._now_ms: Callable[[], int] = lambda: 0
        self._began_ms: int | None = None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        if self._began_ms is None:
            return self._done
        frame = sum(stretch.frames for stretch in self._done)
        return (*self._done, Stretch(frame, self._began_ms, (self._now_ms() - self._began_ms) * 48))

    def inputs(self) -> list[InputDevice]:
        return list(self.found)

    def listen(self, device_id: str | None) -> None:
        self._choose(device_id)
        self._become("listening")

    def start(self, folder: Path, device_id: str | None, now_ms: Callable[[], int]) -> None:
        folder.mkdir(parents=True)
        self.folder, self._now_ms, self._done, self._began_ms = folder, now_ms, (), None
        self._choose(device_id)
        if self.device is None:
            self.lose("lost")
        else:
            self._begin()
            self._become("recording")

    def pause(self) -> None:
        self._open_gap("paused", "")
        self._become("paused")

    def resume(self) -> None:
        if self.found and self.state in ("paused", "lost"):
            self.device = self.device if self.device in self.found else self.found[0]
            self.find()

    def stop(self) -> None:
        self._end()
        self._become("off")

    # What happens in the room

    def speak(self, times: int = 30, level: Level = SPEECH) -> None:
        for number in range(times):
            self.level_changed.emit(level if number % 6 else ROOM_NOISE)

    def fall_silent(self, times: int = 30) -> None:
        for _ in range(times):
            self.level_changed.emit(Level(-math.inf, -math.inf))

    def lose(self, reason: GapReason = "lost") -> None:
        """The microphone is pulled out."""
        self._open_gap(reason, "Microphone unplugged.")
        self._become("lost")

    def find(self) -> None:
        """Sound is back."""
        self._begin()
        self._become("recording")
        self.gap_closed.emit(self._now_ms())

    def _choose(self, device_id: str | None) -> None:
        self.device = next((each for each in self.found if each.id == device_id), next(iter(self.found), None))

    def _open_gap(self, reason: GapReason, sentence: str) -> None:
        self._end()
        self.gap_opened.emit(Trouble(reason, self._now_ms(), sentence))

    def _begin(self) -> None:
        self._began_ms = self._now_ms()

    def _end(self) -> None:
        self._done, self._began_ms = self.stretches, None

    def _become(self, state: RecorderState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


class HandPower:
    """The Power and the StayAwake ports."""

    def __init__(self, percent: int | None = 76, plugged: bool | None = False) -> None:
        self.now = PowerState(plugged, percent)
        self.holds: list[str] = []

    def state(self) -> PowerState | None:
        return self.now

    def hold(self, reason: str) -> bool:
        self.holds.append(reason)
        return True

    def release(self) -> None:
        self.holds.clear()
