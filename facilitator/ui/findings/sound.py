"""Clips on the Findings page: played, and attached from a file on disk."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator.domain.findings import Clip, Quote
from facilitator.services.ports import AudioInfo, ClipSpec
from facilitator.services.sound.replay import clip_spec
from facilitator.ui import ask
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.gestures import Say
from facilitator.ui.jobs import run_job

KINDS = "*.wav *.flac *.ogg *.opus *.mp3 *.m4a *.aac *.wma *.aiff"
FIRST_GUESS_MS = 10_000


class CardSound(QObject):
    """Knows which quote sounds; `attached` tells the quote whose clip now wants its in and out points."""

    playing_changed = Signal(str)
    attached = Signal(str)

    def __init__(self, desk: FindingsDesk, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._say = say
        self.playing = ""
        self._spec: ClipSpec | None = None
        desk.player.finished.connect(self._on_finished)
        desk.player.failed.connect(self._on_failed)

    def toggle(self, quote: Quote) -> None:
        """Play the clip of a quote from its start, or stop it."""
        if quote.clip is None:
            return
        spec = clip_spec(self._desk.folder, quote.clip)
        self._show("" if self.playing == quote.id else quote.id)
        self._spec = spec
        self._desk.player.toggle(spec)

    def stop(self) -> None:
        """Be silent, as when the page is left."""
        if self.playing:
            self._desk.player.stop()

    def attach(self, quote: Quote, parent: QWidget) -> None:
        """Ask for a recording, copy it into the study in the background and hang it on the quote."""
        kinds = (self.tr("Sound ({kinds})").format(kinds=KINDS), self.tr("All files (*)"))
        path = ask.open_file(parent, self.tr("Which recording is this quote in?"), kinds)
        if path is None:
            return
        self._say(self.tr("Copying {file} into the study…").format(file=path.name))
        decoder, audio = self._desk.decoder, self._desk.folder / "audio"

        def work() -> tuple[str, AudioInfo]:
            name = decoder.bring_in(path, audio)
            return name, decoder.describe_audio(audio / name)

        run_job(work, on_done=partial(self._on_brought, quote.id), on_error=lambda error: self._say(str(error)))

    def _on_brought(self, quote_id: str, brought: tuple[str, AudioInfo]) -> None:
        name, info = brought
        if self._desk.store.get(Quote, quote_id) is None:
            return
        self._desk.findings.attach_clip(quote_id, Clip(name, 0, min(info.duration_ms, FIRST_GUESS_MS)))
        sentence = self.tr("{file} is in the study. Now set where the quote begins and ends.")
        self._say(sentence.format(file=name), undoable=True)
        self.attached.emit(quote_id)

    def _on_finished(self, spec: object) -> None:
        if spec == self._spec:  # not when another clip took its place
            self._show("")

    def _on_failed(self, sentence: str) -> None:
        if self.playing:
            self._show("")
            self._say(sentence)

    def _show(self, quote_id: str) -> None:
        if quote_id != self.playing:
            self.playing = quote_id
            self.playing_changed.emit(quote_id)
