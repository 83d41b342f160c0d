"""A Recorder without a device: sound comes as session time goes on, and trouble when the test says so."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from facilitator.domain.errors import UserError
from facilitator.domain.recordings import RATE, GapReason, Stretch
from facilitator.services.ports import InputDevice, Level, RecorderState, Trouble

TABLE = InputDevice("table", "Table microphone", is_default=True)


class FakeEvent:
    """Calls its slots at once."""

    def __init__(self) -> None:
        self._slots: list[Callable[..., Any]] = []

    def connect(self, slot: Callable[..., Any], /) -> None:
        self._slots.append(slot)

    def emit(self, value: object) -> None:
        for slot in self._slots:
            slot(value)


@dataclass
class FakeRecorder:
    """`broken` is what `start` refuses with; `mute` begins without a microphone."""

    broken: str = ""
    mute: bool = False
    device: InputDevice | None = None
    state: RecorderState = "off"
    folder: Path | None = None
    state_changed: FakeEvent = field(default_factory=FakeEvent)
    level_changed: FakeEvent = field(default_factory=FakeEvent)
    gap_opened: FakeEvent = field(default_factory=FakeEvent)
    gap_closed: FakeEvent = field(default_factory=FakeEvent)
    device_changed: FakeEvent = field(default_factory=FakeEvent)
    remarked: FakeEvent = field(default_factory=FakeEvent)
    _done: tuple[Stretch, ...] = ()
    _from_ms: int | None = None
    _now_ms: Callable[[], int] = lambda: 0

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        if self._from_ms is None:
            return self._done
        frames = (self._now_ms() - self._from_ms) * RATE // 1000
        return (*self._done, Stretch(self._frames(), self._from_ms, frames))

    def inputs(self) -> list[InputDevice]:
        return [TABLE]

    def listen(self, device_id: str | None) -> None:
        self._become("listening")

    def start(self, folder: Path, device_id: str | None, now_ms: Callable[[], int]) -> None:
        if self.broken:
            raise UserError(self.broken)
        folder.mkdir(parents=True)
        self.folder, self._now_ms, self._done, self._from_ms = folder, now_ms, (), None
        self.device = None if self.mute else TABLE
        if self.mute:
            self.lose("lost")
        else:
            self._from_ms = now_ms()
            self._become("recording")

    def pause(self) -> None:
        self.lose("paused")

    def resume(self) -> None:
        if self.state in ("paused", "lost") and not self.mute:
            self.find()

    def stop(self) -> None:
        self._cut()
        self._become("off")

    # What happens in the room

    def lose(self, reason: GapReason = "lost", ago_ms: int = 0) -> None:
        """No sound since a moment ago."""
        at_ms = self._now_ms() - ago_ms
        self._cut(ago_ms)
        self.gap_opened.emit(Trouble(reason, at_ms, "" if reason == "paused" else "Microphone unplugged."))
        self._become("paused" if reason == "paused" else "lost")

    def find(self, device: InputDevice = TABLE) -> None:
        """Sound is back."""
        self.device = device
        self._from_ms = self._now_ms()
        self._become("recording")
        self.gap_closed.emit(self._from_ms)

    def hear(self) -> None:
        """A tenth of a second of talk."""
        self.level_changed.emit(Level(-20, -30))

    def _cut(self, ago_ms: int = 0) -> None:
        stretches = self.stretches
        if self._from_ms is not None:
            last = stretches[-1]
            stretches = (*stretches[:-1], replace(last, frames=max(last.frames - ago_ms * RATE // 1000, 0)))
        self._done, self._from_ms = stretches, None

    def _frames(self) -> int:
        return sum(each.frames for each in self._done)

    def _become(self, state: RecorderState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
