"""Plays one file for somebody who works on it: from where they are, again and again, slower or faster."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from facilitator.services.ports import ClipSpec, Player

SPEEDS = (0.5, 0.6, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0)
USUAL = SPEEDS.index(1.0)
BACK_MS = 3_000
ON_MS = 60_000
"""Outside the clip this much is played at once; enough to find a place, and soon read."""


class Listener(QObject):
    """All times are ms of the file. Whatever else plays the same file moves the position as well."""

    moved = Signal(int)
    changed = Signal()
    """Plays or is silent, slower or faster, once or again and again."""
    failed = Signal(str)

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._spec: ClipSpec | None = None
        self._length_ms = 0
        self._current: ClipSpec | None = None
        self._starting = False
        self._through = False
        self._speed = USUAL
        self.position_ms = 0
        self.loop = False
        player.position_changed.connect(self._on_position)
        player.finished.connect(self._on_finished)
        player.failed.connect(self._on_failed)

    @property
    def playing(self) -> bool:
        """Whether this one plays."""
        return self._current is not None

    @property
    def spec(self) -> ClipSpec | None:
        """The clip that is worked on."""
        return self._spec

    @property
    def speed(self) -> float:
        """1 is as it was spoken."""
        return SPEEDS[self._speed]

    def take(self, spec: ClipSpec | None, length_ms: int, *, through: bool = False) -> None:
        """The clip to play, in a file of that length; the position stays while it is the same file.

        With `through` there is no clip: it plays on to the end of the file, wherever it was begun.
        """
        old, self._spec, self._length_ms = self._spec, spec, length_ms
        self._through = through
        if spec is None:
            self.stop()
        elif old is None or old.path != spec.path or not _touch(old, spec):
            self.stop()
            self._move(spec.start_ms)
        elif self.playing and _sound(old) != _sound(spec):
            self._start(self.position_ms)  # what was edited is heard at once

    def toggle(self) -> None:
        """Play from here, or pause."""
        if self.playing:
            self.pause()
        elif self._spec is not None:
            self._start(self.position_ms)

    def play_clip(self) -> None:
        """From the in point, whatever the position is."""
        if self._spec is not None:
            self._start(self._spec.start_ms)

    def pause(self) -> None:
        """Be silent; the position stays."""
        if self._current is not None:
            self._current = None
            self._player.stop()
            self.changed.emit()

    def stop(self) -> None:
        """Be silent and go back to the in point."""
        self.pause()
        if self._spec is not None:
            self._move(self._spec.start_ms)

    def seek(self, file_ms: int) -> None:
        """Go there, and play on if it plays."""
        at = max(0, min(file_ms, self._length_ms or file_ms))
        self._move(at)
        if self.playing:
            self._start(at)

    def back(self) -> None:
        """Three seconds back, to hear it once more."""
        self.seek(self.position_ms - BACK_MS)

    def faster(self, steps: int = 1) -> None:
        """Faster by so many steps, slower for negative ones."""
        speed = max(0, min(self._speed + steps, len(SPEEDS) - 1))
        if speed != self._speed:
            self._speed = speed
            if self.playing:
                self._start(self.position_ms)
            self.changed.emit()

    def set_loop(self, loop: bool) -> None:
        """Again and again, or once."""
        if loop != self.loop:
            self.loop = loop
            self.changed.emit()

    def _start(self, at_ms: int) -> None:
        spec = self._spec
        if spec is None:
            return
        wanted = self._part(spec, at_ms)
        if wanted.start_ms != self.position_ms:
            self._move(wanted.start_ms)
        self._current, self._starting = wanted, True
        self._player.play(wanted)
        self._starting = False
        self.changed.emit()

    def _part(self, spec: ClipSpec, at_ms: int) -> ClipSpec:
        """What is played from a moment on: the rest of the clip, or what lies around it."""
        if spec.start_ms <= at_ms < spec.end_ms and not self._through:
            return replace(spec, start_ms=at_ms, speed=self.speed)
        end = min(at_ms + ON_MS, self._length_ms or at_ms + ON_MS)
        if end <= at_ms:  # at the very end: from the beginning again
            return replace(spec, speed=self.speed)
        return ClipSpec(spec.path, at_ms, end, hidden=spec.hidden, speed=self.speed)

    def _on_position(self, into_ms: int) -> None:
        spec = self._player.playing
        if spec is None or self._spec is None or spec.path != self._spec.path:
            return
        self._move(min(spec.start_ms + into_ms, spec.end_ms))

    def _on_finished(self, spec: object) -> None:
        if self._starting or spec != self._current or self._spec is None:
            return
        heard, self._current = self._current, None
        if self._through and heard is not None and heard.end_ms < self._length_ms:
            self._start(heard.end_ms)
            return
        if self.loop:
            self._start(self._spec.start_ms)
            return
        if heard is not None and heard.end_ms == self._spec.end_ms:
            self._move(self._spec.start_ms)
        self.changed.emit()

    def _on_failed(self, sentence: str) -> None:
        if self._current is not None:
            self._current = None
            self.changed.emit()
            self.failed.emit(sentence)

    def _move(self, file_ms: int) -> None:
        self.position_ms = file_ms
        self.moved.emit(file_ms)


def _sound(spec: ClipSpec) -> object:
    """How it sounds, wherever it begins and ends."""
    return spec.fade_ms, spec.fade_out, spec.disguise, spec.hidden


def _touch(one: ClipSpec, other: ClipSpec) -> bool:
    return one.start_ms <= other.end_ms and other.start_ms <= one.end_ms
