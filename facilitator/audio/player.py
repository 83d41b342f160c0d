"""Plays the clips of a pack: read ahead into memory, so that pressing play gives sound at once."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, QTimer, Signal

from facilitator.domain.errors import UserError
from facilitator.services.ports import ClipSpec

if TYPE_CHECKING:
    from facilitator.audio.clips import PcmClip
    from facilitator.audio.devices import Output, SoundServer

MEMORY_BYTES = 256 * 1024 * 1024
"""Clips beyond this are read when they are played: some 45 minutes of mono at 48 kHz."""
NO_LIBRARY = "Sound cannot be played because this computer lacks a system library ({name}). Install it and start again."


WAKE_MS = 1_500
"""How long the page that wants a player has to come up before the libraries of sound are loaded beside it."""
SHORT_MS = 50
"""A clip that lacks more than this came from a file that ends before it, or is still being recorded."""


class QtPlayer(QObject):
    """The Transport port on Qt. Qt Multimedia and numpy come a moment later, or with the first clip, on a thread.

    The first sink takes ten times as long as others, most of it to learn of the loudspeakers; where clips are read
    ahead, that is done with them.
    """

    started = Signal(object)
    position_changed = Signal(int)
    finished = Signal(object)
    failed = Signal(str)
    prepared = Signal()
    """Everything asked for by the last `prepare` has been read, or could not be."""

    _read = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pack: tuple[ClipSpec, ...] = ()
        self._pending: set[ClipSpec] = set()
        self._clips: dict[ClipSpec, PcmClip] = {}
        self._bytes = 0
        self._last: tuple[ClipSpec, PcmClip] | None = None
        self._wanted: ClipSpec | None = None
        self._sounding: PcmClip | None = None
        self._begun_ms = 0
        self._position_ms = 0
        self._loop = False
        self._output: Output | None = None
        self._server: SoundServer | None = None
        self._read.connect(self._on_read)
        QTimer.singleShot(WAKE_MS, self, self._wake)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    @property
    def playing(self) -> ClipSpec | None:
        """The clip wanted now, whether it already sounds or is still being read."""
        return self._wanted

    @property
    def position_ms(self) -> int:
        """Ms into the clip that plays or was played last."""
        return self._position_ms

    def prepare(self, specs: Sequence[ClipSpec]) -> None:
        self._pool.clear()
        self._pack = tuple(dict.fromkeys(specs))
        self._clips = {spec: self._clips[spec] for spec in self._pack if spec in self._clips}
        self._bytes = sum(len(clip.samples) for clip in self._clips.values())
        self._pending = {spec for spec in self._pack if spec not in self._clips}
        for spec in self._pack:
            if spec in self._pending:
                self._pool.start(_Reading(self, spec))
        if self._wanted is not None and self._output is None:
            self._pool.start(_Reading(self, self._wanted), 1)  # its turn was cleared with the rest
        if not self._pending:
            self.prepared.emit()

    def play(self, spec: ClipSpec, *, from_ms: int = 0, loop: bool = False) -> None:
        self.stop()
        self._wanted, self._loop = spec, loop
        self._begun_ms = self._position_ms = from_ms
        clip = self._held(spec)
        if clip is not None:
            self._sound(clip)
        else:
            self._pool.start(_Reading(self, spec), 1)  # before all that is only read ahead
            if "facilitator.audio.devices" in sys.modules:  # otherwise it comes with the reading, off this thread
                QTimer.singleShot(0, self, self._look)

    def seek(self, ms: int) -> None:
        if self._wanted is None:
            return
        self._begun_ms = self._position_ms = max(0, min(ms, self._wanted.duration_ms))
        if self._sounding is not None:
            self._again()

    def set_loop(self, loop: bool) -> None:
        self._loop = loop

    def stop(self) -> None:
        spec, self._wanted = self._wanted, None
        self._sounding = None
        if self._output is not None:
            self._output.silence()
            self._output = None
        if spec is not None:
            self.finished.emit(spec)

    def toggle(self, spec: ClipSpec) -> None:
        if self._wanted == spec:
            self.stop()
        else:
            self.play(spec)

    def close(self) -> None:
        """Be silent and wait for the reading under way; before the program ends."""
        self.stop()
        self._pool.clear()
        self._pool.waitForDone()

    def _wake(self) -> None:
        self._pool.start(_Waking())

    def _on_read(self, spec: ClipSpec, result: object) -> None:
        wanted = spec == self._wanted and self._output is None
        if not isinstance(result, BaseException):
            self._look()
        self._settle(spec)
        if isinstance(result, UserError):
            if wanted:
                self._fail(str(result))
            return
        if isinstance(result, BaseException):
            self._wanted = None if wanted else self._wanted
            raise result  # a bug: the excepthook shows it
        clip: PcmClip = result  # type: ignore[assignment]
        self._keep(spec, clip)
        if wanted:
            self._last = (spec, clip)
        if wanted:
            self._sound(clip)

    def _look(self) -> None:
        """Learns of the loudspeakers, which only the first time takes long."""
        from facilitator.audio import devices

        if self._server is None:
            self._server = devices.SoundServer()
            devices.look()

    def _settle(self, spec: ClipSpec) -> None:
        if spec in self._pending:
            self._pending.discard(spec)
            if not self._pending:
                self.prepared.emit()

    def _keep(self, spec: ClipSpec, clip: "PcmClip") -> None:
        size = len(clip.samples)
        if spec in self._pack and spec not in self._clips and self._bytes + size <= MEMORY_BYTES:
            self._clips[spec] = clip
            self._bytes += size

    def _held(self, spec: ClipSpec) -> "PcmClip | None":
        """The clip from memory, if only as the last part of a longer one: so that going back and on is at once."""
        if spec in self._clips:
            return self._clips[spec]
        held = [*self._clips.items(), *([self._last] if self._last else [])]
        for whole, clip in held:
            into_ms = spec.start_ms - whole.start_ms
            if into_ms >= 0 and replace(whole, start_ms=spec.start_ms) == spec and _is_whole(whole, clip):
                return clip.after(round(into_ms / spec.speed)) if into_ms else clip
        return None

    def _sound(self, clip: "PcmClip") -> None:
        self._sounding = clip
        if self._open():
            self.started.emit(self._wanted)

    def _again(self) -> None:
        """The same clip, from where it should go on; nobody is told, since it never stopped."""
        if self._output is not None:
            self._output.silence()
            self._output = None
        self._open()

    def _open(self) -> bool:
        from facilitator.audio import devices

        assert self._sounding is not None
        assert self._wanted is not None
        self._look()
        assert self._server is not None
        into_ms = round(self._begun_ms / self._wanted.speed)
        try:
            output = devices.Output(self._sounding.after(into_ms), self._server, self)
        except UserError as error:
            self._fail(str(error))
            return False
        self._output = output
        output.position_changed.connect(self._on_position)
        output.ended.connect(self._on_ended)
        output.lost.connect(self._on_lost)
        return True

    def _on_position(self, heard_ms: int) -> None:
        assert self._wanted is not None
        self._position_ms = min(self._begun_ms + round(heard_ms * self._wanted.speed), self._wanted.duration_ms)
        self.position_changed.emit(self._position_ms)

    def _on_ended(self) -> None:
        self._output = None  # it is silent already
        if self._loop:
            self._begun_ms = self._position_ms = 0
            self._again()
        else:
            self.stop()

    def _on_lost(self, sentence: str) -> None:
        self._output = None
        self._fail(sentence)

    def _fail(self, sentence: str) -> None:
        self._wanted = self._sounding = None
        self.failed.emit(sentence)


def _is_whole(spec: ClipSpec, clip: "PcmClip") -> bool:
    return clip.duration_ms + SHORT_MS >= spec.duration_ms / spec.speed


class _Reading(QRunnable):
    """Reads one clip in the pool and hands it, or what went wrong, to the main thread."""

    def __init__(self, player: QtPlayer, spec: ClipSpec) -> None:
        super().__init__()
        self._player, self._spec = player, spec

    def run(self) -> None:
        result: object
        try:
            result = _load(self._spec)
        except BaseException as error:  # noqa: BLE001 - carried over and raised on the main thread
            result = error
        self._player._read.emit(self._spec, result)  # noqa: SLF001


class _Waking(QRunnable):
    """Loads what sound needs, so that the first press of a key does not wait for it; what is missing is said then."""

    def run(self) -> None:
        with suppress(UserError):
            _load_libraries()


def _load(spec: ClipSpec) -> "PcmClip":
    _load_libraries()
    from facilitator.audio import clips

    return clips.load_clip(spec)


def _load_libraries() -> None:
    try:
        from facilitator.audio import clips, devices  # noqa: F401 - a quarter second that no start should pay
    except (ImportError, OSError) as error:
        raise UserError(NO_LIBRARY.format(name=error)) from error
