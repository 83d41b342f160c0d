"""A loudspeaker that is still while a session is recorded: the microphone and the room would hear what it plays."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from facilitator.services.ports import ClipSpec, Event, Player


class QuietPlayer(QObject):
    """The Player port over another one; `why_not` says in a sentence why nothing may sound just now.

    What somebody else lets the same loudspeaker play is left alone.
    """

    failed = Signal(str)

    def __init__(self, player: Player, why_not: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._why_not = why_not
        self._wanted: ClipSpec | None = None
        player.failed.connect(self.failed.emit)

    @property
    def started(self) -> Event:
        """As of the other one."""
        return self._player.started

    @property
    def position_changed(self) -> Event:
        """As of the other one."""
        return self._player.position_changed

    @property
    def finished(self) -> Event:
        """As of the other one."""
        return self._player.finished

    @property
    def playing(self) -> ClipSpec | None:
        """As of the other one."""
        return self._player.playing

    def prepare(self, specs: Sequence[ClipSpec]) -> None:
        """Reading makes no sound."""
        self._player.prepare(specs)

    def play(self, spec: ClipSpec) -> None:
        """Plays it, or says why not."""
        if sentence := self._why_not():
            self.failed.emit(sentence)
            return
        self._wanted = spec
        self._player.play(spec)

    def stop(self) -> None:
        """Be silent at once."""
        self._player.stop()

    def toggle(self, spec: ClipSpec) -> None:
        """Stop if this clip plays, otherwise play it."""
        if self.playing == spec:
            self.stop()
        else:
            self.play(spec)

    def hush(self) -> None:
        """To be called when `why_not` may have changed: what plays by this one stops, and why is said."""
        sentence = self._why_not()
        if sentence and self._wanted is not None and self.playing == self._wanted:
            self.failed.emit(sentence)  # first, so that whoever listens knows that it was not heard to its end
            self._player.stop()
