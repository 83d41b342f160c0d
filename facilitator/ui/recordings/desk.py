"""Bringing in another recorder's file, which goes on while other pages are shown."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from facilitator.domain.errors import UserError
from facilitator.domain.recordings import Recording
from facilitator.domain.sessions import Session
from facilitator.services.ports import Decoder, Player, Recovered, Tracks
from facilitator.services.sound.second_recorder import SURE, Aligner, BroughtIn, SecondRecorder, bring_in
from facilitator.services.sound.stray_sound import look_at, stray_recordings, take_in
from facilitator.storage.store import Store
from facilitator.ui.jobs import Cancel, run_job


class RecordingsDesk(QObject):
    """What the page of recordings works with; lives as long as the study is open."""

    changed = Signal()
    """Another file is brought in, or none any more."""
    progressed = Signal(float)
    told = Signal(str, bool)
    """A sentence, and whether the last change can be undone."""
    added = Signal(str)
    """The id of the recording that was added."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        player: Player,
        decoder: Decoder,
        aligner: Aligner,
        tracks: Tracks | None = None,
        is_recording: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._tracks, self._is_recording = tracks, is_recording
        self.store = store
        self.folder = folder
        self.player = player
        self.second = SecondRecorder(store, folder)
        self._decoder, self._aligner = decoder, aligner
        self._cancel = Cancel()
        self.file: Path | None = None
        self.progress = 0.0

    def bring_in(self, session: Session, file: Path) -> None:
        """Begins to copy a file and to listen where it belongs; one at a time."""
        if self.file is not None:
            self.told.emit(self.tr("{file} is still coming in.").format(file=self.file.name), False)
            return
        self._cancel, self.file, self.progress = Cancel(), file, 0.0
        own = self.second.own(session.id)
        run_job(
            bring_in,
            self._decoder,
            self._aligner,
            own,
            file,
            self.folder,
            on_done=lambda brought: self._add(session.id, brought),
            on_error=self._fail,
            on_progress=self._tell,
            cancel=self._cancel,
        )
        self.changed.emit()

    def strays(self) -> list[Path]:
        """What our own recorder has left that belongs to no session; nothing while it is at work."""
        if self._tracks is None or self._is_recording():
            return []
        return stray_recordings(self.store, self.folder / "audio")

    def take_in(self, session: Session, folder: Path) -> None:
        """Begins to read such a recording, to make it one of the session."""
        assert self._tracks is not None

        def add(what: Recovered) -> None:
            try:
                recording = take_in(self.store, session.id, folder, what)
            except UserError as error:
                self.told.emit(str(error), False)
                return
            self.told.emit(self.tr("{name} belongs to this session now.").format(name=folder.stem), True)
            self.added.emit(recording.id)

        run_job(look_at, self._tracks, folder, on_done=add, on_error=lambda error: self.told.emit(str(error), False))

    def cancel(self) -> None:
        """Gives up what is coming in; nothing of it stays."""
        if self.file is not None:
            self._cancel.cancel()
            self.file = None
            self.changed.emit()

    def stop(self) -> None:
        """The study closes."""
        self._cancel.cancel()
        self.file = None

    def _tell(self, part: float) -> None:
        self.progress = part
        self.progressed.emit(part)

    def _add(self, session_id: str, brought: BroughtIn) -> None:
        self.file = None
        try:
            recording = self.second.add(session_id, brought)
        except UserError as error:
            self._fail(error)
            return
        self.told.emit(self._words(recording, brought), True)
        self.changed.emit()
        self.added.emit(recording.id)

    def _fail(self, error: UserError) -> None:
        self.file = None
        self.told.emit(str(error), False)
        self.changed.emit()

    def _words(self, recording: Recording, brought: BroughtIn) -> str:
        found = brought.alignment
        if found is None:
            said = self.tr("{file} is in the session. Nothing tells where it begins: set that by hand.")
        elif found.confidence < SURE:
            said = self.tr("{file} is in the session. It is not sure where it begins: listen, and set that by hand.")
        elif found.how == "clap":
            said = self.tr("{file} is in the session, laid by a clap that both heard.")
        else:
            said = self.tr("{file} is in the session, laid by the same talk.")
        words = said.format(file=recording.label)
        if found is not None and found.drift_ppm is not None and abs(found.drift_ppm) >= 1:
            off = self.tr("Its clock differs by {seconds} s an hour, which is made up for.")
            words = f"{words} {off.format(seconds=f'{abs(found.drift_ppm) * 3.6e-3:.2f}')}"
        return words
