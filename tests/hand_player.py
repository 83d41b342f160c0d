"""A loudspeaker that is moved by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from facilitator.services.ports import ClipSpec


class HandPlayer(QObject):
    """The Player port: a test says how far a clip has come and when it is over.

    `heard` is all that was played, `prepared` what was last to be read ahead; `deaf` makes it fail as without a
    loudspeaker.
    """

    started = Signal(object)
    position_changed = Signal(int)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.playing: ClipSpec | None = None
        self.heard: list[ClipSpec] = []
        self.prepared: list[ClipSpec] = []
        self.deaf = False

    def prepare(self, specs: Sequence[ClipSpec]) -> None:
        self.prepared = list(specs)

    def play(self, spec: ClipSpec) -> None:
        self.stop()
        if self.deaf:
            self.failed.emit("There is no loudspeaker. Read the quote aloud.")
            return
        self.playing = spec
        self.heard.append(spec)
        self.started.emit(spec)

    def stop(self) -> None:
        spec, self.playing = self.playing, None
        if spec is not None:
            self.finished.emit(spec)

    def end(self) -> None:
        """The clip was heard to its end."""
        self.stop()

    def toggle(self, spec: ClipSpec) -> None:
        if self.playing == spec:
            self.stop()
        else:
            self.play(spec)

    def come_to(self, ms: int) -> None:
        self.position_changed.emit(ms)
