"""The panels for work with the sound of a session: made when they are first wanted, one on show at a time."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip
from facilitator.domain.transcripts import Cue
from facilitator.ui.actions import Actions
from facilitator.ui.findings.clip_out import ClipOutPanel
from facilitator.ui.findings.completing_panel import CompletingPanel
from facilitator.ui.findings.deck import SoundDeck
from facilitator.ui.findings.deck_commands import give_keys
from facilitator.ui.findings.desk import FindingsDesk, draft_place
from facilitator.ui.findings.gestures import Gestures, Say
from facilitator.ui.findings.pedal_keys import PedalKeys
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.findings.transcript_panel import TranscriptPanel
from facilitator.ui.findings.transcript_work import TranscriptWork
from facilitator.ui.theme import Theme

PLACE = "findings"


class SoundWork(QObject):
    """Opens and closes these panels within the splitter of the page."""

    opened = Signal()
    """A panel comes on show; all others give way."""
    closed = Signal()
    changed = Signal()
    """Another panel, or none, is on show now."""

    def __init__(
        self, theme: Theme, actions: Actions, desk: FindingsDesk, does: Gestures, say: Say, splitter: QSplitter
    ) -> None:
        super().__init__(splitter)
        self._theme = theme
        self._actions = actions
        self._desk = desk
        self._say = say
        self._splitter = splitter
        self._does = does
        self._panels: list[SidePanel] = []
        self._decks: list[SoundDeck] = []

    @cached_property
    def completing(self) -> CompletingPanel:
        """What waits to be finished from audio."""
        pedals = PedalKeys(self._theme, self._actions, PLACE)
        panel = CompletingPanel(self._theme, self._desk.player, self._desk.ear, pedals)
        self._add(panel, panel.deck)
        panel.finished.connect(self._finish)
        panel.half_typed.connect(lambda note, words: self._desk.store.keep_draft(draft_place(note), words))
        panel.said.connect(self._say)
        return panel

    @cached_property
    def saving(self) -> ClipOutPanel | None:
        """Clips as files, where there is something that writes them."""
        if self._desk.clip_out is None:
            return None
        panel = ClipOutPanel(self._theme, self._desk.clip_out)
        self._add(panel)
        panel.said.connect(self._say)
        return panel

    @cached_property
    def transcript(self) -> TranscriptWork:
        """Transcripts of recordings."""
        panel = TranscriptPanel(self._theme, self._desk.player, self._desk.ear)
        self._add(panel, panel.deck)
        panel.said.connect(self._say)
        return TranscriptWork(panel, self._desk, self._does, self._say)

    @property
    def panels(self) -> list[SidePanel]:
        """Those that were made."""
        return self._panels

    @property
    def shown(self) -> SidePanel | None:
        """The one on show."""
        return next((panel for panel in self._panels if panel.isVisible()), None)

    @property
    def deck(self) -> SoundDeck | None:
        """The waveform of the panel on show."""
        shown = self.shown
        return getattr(shown, "deck", None) if shown is not None else None

    def refresh(self) -> None:
        """Something in the study has changed."""
        shown = self.shown
        if isinstance(shown, CompletingPanel):
            shown.show_queue(self._desk.waiting_views())
        elif isinstance(shown, ClipOutPanel):
            self._show_choice(shown)
        elif isinstance(shown, TranscriptPanel):
            self.transcript.refresh()

    def leave(self) -> None:
        """Be silent and keep what is half typed; before the page or the panel goes."""
        for deck in self._decks:
            deck.listener.pause()
        if "completing" in self.__dict__:
            self.completing.keep_typed()

    def hide(self) -> None:
        """Close what is on show."""
        self.leave()
        for panel in self._panels:
            panel.hide()
        self.changed.emit()

    def toggle_completing(self) -> None:
        """Ctrl+Shift+F: the queue, or back to the cards."""
        if isinstance(self.shown, CompletingPanel):
            self.closed.emit()
            return
        self._show(self.completing)
        self.completing.show_queue(self._desk.waiting_views())
        self.completing.begin()

    def toggle_saving(self) -> None:
        """Ctrl+Shift+E: clips as files, or back to the cards."""
        panel = self.saving
        if panel is None:
            return
        if self.shown is panel:
            self.closed.emit()
            return
        self._show(panel)
        self._show_choice(panel)
        panel.begin()

    def toggle_transcript(self) -> None:
        """Ctrl+Shift+T: the transcript, or back to the cards."""
        if isinstance(self.shown, TranscriptPanel):
            self.closed.emit()
            return
        self.transcript.follow_choice()
        self._show(self.transcript.panel)
        self.transcript.refresh()
        self.transcript.panel.begin()

    def import_transcript(self) -> None:
        """Ctrl+Shift+I: a transcript of another program."""
        if not isinstance(self.shown, TranscriptPanel):
            self.toggle_transcript()
        self.transcript.bring_in()

    def quote_words(self) -> None:
        """Ctrl+U while a transcript is on show."""
        if isinstance(self.shown, TranscriptPanel):
            self.shown.quote()

    def search_transcript(self) -> None:
        """Ctrl+F."""
        if not isinstance(self.shown, TranscriptPanel):
            self.toggle_transcript()
        self.transcript.panel.seek_words()

    def show_cue(self, cue: Cue) -> None:
        """A line of a transcript that was found."""
        if not isinstance(self.shown, TranscriptPanel):
            self._show(self.transcript.panel)
        self.transcript.show_cue(cue)

    def name_speaker(self) -> None:
        """Ctrl+Shift+U while a transcript is on show."""
        if isinstance(self.shown, TranscriptPanel):
            self.transcript.name_speaker()

    def _show_choice(self, panel: ClipOutPanel) -> None:
        panel.show_choice(self._desk.clips_of(self._does.quote, self._does.statement), self._desk.viewing_groups())

    def wishes(self) -> dict[str, Callable[[], object]]:
        """What opens them, by the names of the page's actions."""
        return {
            "finish": self.toggle_completing,
            "clips": self.toggle_saving,
            "transcript": self.toggle_transcript,
            "import_transcript": self.import_transcript,
            "speaker": self.name_speaker,
            "search_transcript": self.search_transcript,
        }

    def _add(self, panel: SidePanel, deck: SoundDeck | None = None) -> None:
        panel.hide()
        panel.closed.connect(self.closed)
        if deck is not None:
            give_keys(self._actions, PLACE, deck)
            self._decks.append(deck)
        self._panels.append(panel)
        self._splitter.addWidget(panel)
        self._splitter.setCollapsible(self._splitter.count() - 1, False)

    def _show(self, panel: QWidget) -> None:
        self.hide()
        self.opened.emit()
        panel.show()
        self.changed.emit()

    def _finish(self, note_id: str, words: str, clip: Clip | None) -> None:
        try:
            made = self._desk.completing.finish(note_id, words, clip)
        except UserError as error:
            self._say(str(error))
            return
        self._desk.store.keep_draft(draft_place(note_id), "")
        sentence = (
            self.tr("Words kept and checked with the audio.") if made and made.checked else self.tr("Words kept.")
        )
        self._say(sentence, undoable=True)
        self.refresh()
        self.completing.begin()
