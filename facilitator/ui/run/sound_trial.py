"""A few seconds recorded and played back, so that the facilitator hears what the microphone hears."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.errors import UserError
from facilitator.services.clock import Clock
from facilitator.services.ports import ClipSpec, Player, Recorder

SECONDS = 10
MS = 1_000


class SoundTrial(QObject):
    """Records into a folder of its own, which is gone when the check is over; nothing of it enters the study."""

    changed = Signal()

    def __init__(
        self, recorder: Recorder, player: Player, clock: Clock, *, seconds: int = SECONDS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._player = player
        self._clock = clock
        self._seconds = seconds
        self._device: str | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._spec: ClipSpec | None = None
        self._ticks = QTimer(self, interval=MS)
        self._ticks.timeout.connect(self._tick)
        self.left = 0
        self.heard = False
        self.trouble = ""
        player.finished.connect(self._on_finished)
        player.failed.connect(self._on_failed)

    @property
    def recording(self) -> bool:
        return self._ticks.isActive()

    @property
    def playing(self) -> bool:
        return self._spec is not None and self._player.playing == self._spec

    def start(self, device: str | None) -> None:
        """Record now; it is played by itself afterwards."""
        self.forget()
        self._device, self.left, self.heard, self.trouble = device, self._seconds, False, ""
        self._folder = TemporaryDirectory(prefix="facilitator-check-")
        began = self._clock.monotonic_ms()
        try:
            self._recorder.stop()
            self._recorder.start(self._path, device, lambda: self._clock.monotonic_ms() - began)
            self._ticks.start()
        except UserError as error:
            self.trouble = str(error)
        self.changed.emit()

    def forget(self) -> None:
        """Silence, and the few seconds are deleted."""
        if self.recording:
            self._ticks.stop()
            self._recorder.stop()
        if self.playing:
            self._player.stop()
        self._spec = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    @property
    def _path(self) -> Path:
        assert self._folder is not None
        return Path(self._folder.name) / "check"

    def _tick(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self._ticks.stop()
            self._play()
        self.changed.emit()

    def _play(self) -> None:
        self._recorder.stop()
        frames = sum(stretch.frames for stretch in self._recorder.stretches)
        self._recorder.listen(self._device)
        if frames == 0:
            self.trouble = self.tr("Nothing came from the microphone. Choose another one, or plug it in again.")
            return
        self._spec = ClipSpec(self._path, 0, self._seconds * MS)
        self._player.play(self._spec)

    def _on_finished(self, spec: ClipSpec) -> None:
        if self._spec is not None and spec == self._spec:
            self.heard = True
            self.changed.emit()

    def _on_failed(self, sentence: str) -> None:
        if self._spec is not None:
            self.trouble = sentence
            self.changed.emit()
