"""The clip of the quote on screen: heard in the room, with its progress here and on the audience window."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from facilitator.services.ports import ClipSpec, Player
from facilitator.services.sound.replay import clip_spec, clip_specs
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.reflect.console_parts import ClipBar
from facilitator.ui.reflect.screen import clip_length, clip_words
from facilitator.ui.reflect.walking import Walking


class Clips(QObject):
    """Plays for one session at a time; `folder` is the study's, where clips are found."""

    notice_requested = Signal(str, bool)

    def __init__(
        self, player: Player, audience: AudienceController, bar: ClipBar, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._audience = audience
        self._bar = bar
        self._folder = folder
        self._walking: Walking | None = None
        player.started.connect(self._on_started)
        player.position_changed.connect(self._on_position)
        player.finished.connect(self._on_finished)
        player.failed.connect(self._on_failed)

    def begin(self, walking: Walking) -> None:
        """A session begins or goes on: its clips are made ready before they are asked for."""
        self._walking = walking
        quotes = walking.walk.pack.quotes
        clips = [quote.quote.clip for quote in quotes if quote.replay and quote.quote.clip]
        self._player.prepare(clip_specs(self._folder, clips))

    def forget(self) -> None:
        """The session is over; what another page plays is none of its business."""
        self._walking = None

    @property
    def is_playing(self) -> bool:
        return self._walking is not None and self._player.playing is not None

    def stop(self) -> None:
        self._player.stop()

    def may_play(self) -> bool:
        """Whether there is a clip to be heard now; if not, a sentence says why."""
        quote = self._walking.quote if self._walking else None
        if quote is None or not clip_length(quote) or quote.quote.clip is None:
            self.notice_requested.emit(self.tr("There is no clip to be heard here."), False)
            return False
        if self._walking and self._walking.hidden:
            self.notice_requested.emit(self.tr("The quote is hidden. H shows it again."), False)
            return False
        return True

    def toggle(self) -> None:
        """Plays the clip of the quote on screen, or stops it."""
        quote = self._walking.quote if self._walking else None
        if quote is not None and quote.quote.clip is not None:
            self._bar.say_trouble("")
            self._player.toggle(clip_spec(self._folder, quote.quote.clip))

    def _on_started(self, _spec: ClipSpec) -> None:
        self._on_position(0)

    def _on_position(self, ms: int) -> None:
        walking = self._walking
        quote = walking.quote if walking else None
        if walking is None or quote is None:
            return
        length = clip_length(quote)
        self._bar.show_position(ms, playing=self._player.playing is not None)
        if length and not walking.hidden:
            self._audience.set_clip(0.0 if self._bar.still else ms / length, clip_words(ms, length))

    def _on_finished(self, _spec: ClipSpec) -> None:
        if self._walking:
            self._bar.show_position(0, playing=False)
            self._audience.show_view(self._walking.picture())

    def _on_failed(self, sentence: str) -> None:
        if self._walking:
            self._bar.show_position(0, playing=False)
            self._bar.say_trouble(sentence)
            self._audience.show_view(self._walking.picture())
            self.notice_requested.emit(sentence, False)
