"""The Recorder port on Qt. What needs Qt Multimedia and numpy is loaded when a microphone is first asked for."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from facilitator.domain.errors import UserError
from facilitator.domain.recordings import Stretch
from facilitator.services.clock import Clock, SystemClock
from facilitator.services.ports import InputDevice, RecorderState
from facilitator.services.sound import disk

if TYPE_CHECKING:
    from facilitator.audio.recording.listening import Listening
    from facilitator.audio.recording.sources import Sources, Times
    from facilitator.audio.recording.taking import Taking

TICK_MS: Final = 50
NO_LIBRARY: Final = (
    "Sound cannot be recorded because this computer lacks a system library ({name}). Install it and start again;"
    " your notes are kept all the same."
)
NO_FOLDER: Final = "Nothing can be recorded into {name}: {why}. Make room or check the rights of the study's folder."


class QtRecorder(QObject):
    """Records one session at a time; `sources` and `clock` stand in for microphones and time in tests."""

    state_changed = Signal(str)
    level_changed = Signal(object)
    gap_opened = Signal(object)
    gap_closed = Signal(int)
    device_changed = Signal(object)
    remarked = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        sources: "Sources | None" = None,
        clock: Clock | None = None,
        reserve_bytes: int = disk.RESERVE,
    ) -> None:
        super().__init__(parent)
        self._clock = clock or SystemClock()
        self._given, self._sources = sources, sources
        self._reserve = reserve_bytes
        self._state: RecorderState = "off"
        self._taking: Taking | None = None
        self._listening: Listening | None = None
        self._stretches: tuple[Stretch, ...] = ()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def state(self) -> RecorderState:
        """What it does now."""
        return self._state

    @property
    def device(self) -> InputDevice | None:
        """The microphone in use."""
        under_way = self._taking or self._listening
        return under_way.device if under_way is not None else None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What has been recorded since `start`, the last one still growing."""
        return self._taking.stretches if self._taking is not None else self._stretches

    def inputs(self) -> list[InputDevice]:
        try:
            return self._inputs().inputs()
        except UserError:
            return []

    def listen(self, device_id: str | None) -> None:
        """Raises UserError when this computer lacks what recording needs."""
        sources = self._inputs()
        from facilitator.audio.recording.listening import Listening

        self.stop()
        self._listening = Listening(sources, device_id, self._times(), self.level_changed.emit)
        self._begin("listening")

    def start(self, folder: Path, device_id: str | None, now_ms: Callable[[], int]) -> None:
        sources = self._inputs()
        from facilitator.audio.recording.marks import Head
        from facilitator.audio.recording.taking import Taking, Telling
        from facilitator.audio.recording.writer import Writer

        self.stop()
        head = Head(device=_name(sources, device_id), started_at=self._clock.now().isoformat())
        try:
            writer = Writer(folder, head)
        except OSError as error:
            raise UserError(NO_FOLDER.format(name=folder.name, why=error.strerror or error)) from error
        tell = Telling(
            self._set,
            self.level_changed.emit,
            self.gap_opened.emit,
            self.gap_closed.emit,
            self.device_changed.emit,
            self.remarked.emit,
        )
        self._taking = Taking(sources, writer, device_id, now_ms, self._times(), tell, self._reserve)
        self._begin("recording")

    def pause(self) -> None:
        if self._taking is not None:
            self._taking.pause()

    def resume(self) -> None:
        if self._taking is not None:
            self._taking.resume()

    def stop(self) -> None:
        self._timer.stop()
        if self._listening is not None:
            self._listening.stop()
            self._listening = None
        if self._taking is not None:
            taking, self._taking = self._taking, None
            taking.stop()
            self._stretches = taking.stretches
        if self._sources is not None and self._given is None:
            self._sources.close()
        self._set("off")

    def _begin(self, state: RecorderState) -> None:
        self._timer.start()
        self._set(state)
        self._on_tick()

    def _on_tick(self) -> None:
        under_way = self._taking or self._listening
        if under_way is not None:
            under_way.look()

    def _set(self, state: RecorderState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    def _inputs(self) -> "Sources":
        if self._sources is None:
            try:
                from facilitator.audio.recording.qtsources import QtSources
            except (ImportError, OSError) as error:
                raise UserError(NO_LIBRARY.format(name=error)) from error
            self._sources = QtSources()
        return self._sources

    def _times(self) -> "Times":
        from facilitator.audio.recording.sources import Times

        return Times(self._clock.monotonic_ms, lambda: time.monotonic_ns() // 1_000_000)


def _name(sources: "Sources", device_id: str | None) -> str:
    """The device as people know it; for the default one, whichever that is now."""
    inputs = sources.inputs()
    chosen = (each.name for each in inputs if device_id is None or each.id == device_id)
    return next(chosen, device_id or "")
