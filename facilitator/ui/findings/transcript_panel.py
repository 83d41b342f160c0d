"""The transcript of a session under its waveform: followed while it plays, searched, and quoted from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.transcripts import Cue, Spot, Transcript, cue_at, occurrences
from facilitator.services.ports import ClipSpec, Player
from facilitator.services.sound.hearing import Ear
from facilitator.ui.findings.deck import SoundDeck
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.findings.speaker_row import SpeakerRow
from facilitator.ui.findings.transcript_text import TranscriptText
from facilitator.ui.findings.wave_pane import WaveFile
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox, SearchField
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState

SOON_MS = 200
"""How long after the last letter a search begins: eight hours of words take half a second."""
WritingOffer = Literal["none", "model", "write"]


@dataclass(frozen=True, slots=True)
class SoundSource:
    """A sound file that can have a transcript, with the session and group it belongs to, if any.

    Without a `file` it stands for the transcripts of the session (or of none) that belong to no sound.
    """

    file: str
    label: str
    session: str | None
    actor: Actor | None

    @property
    def key(self) -> str:
        """Tells sources apart."""
        return self.file or f"/{self.session or ''}"


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """What the panel shows of one source."""

    source: SoundSource
    sound: WaveFile | None
    spec: ClipSpec | None
    transcripts: Sequence[Transcript]
    cues: Callable[[str], Sequence[Cue]]


class FindField(SearchField):
    """Enter goes to the next place, Shift+Enter to the one before."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class TranscriptPanel(SidePanel):
    """Shows and chooses; importing, writing down and quoting are said by whoever holds it."""

    wide = 480

    source_chosen = Signal(str)
    """The key of a SoundSource."""
    import_requested = Signal()
    write_requested = Signal()
    model_requested = Signal()
    stop_requested = Signal()
    delete_requested = Signal(str)
    speaker_requested = Signal(str, str)
    """A transcript, and the label of a speaker in it."""
    quote_requested = Signal(str, object, object)
    """A transcript, first and last Spot."""
    offset_requested = Signal(str, int)
    """A transcript, and how much later all of it is."""
    said = Signal(str)

    def __init__(self, theme: Theme, player: Player, ear: Ear, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.view: TranscriptView | None = None
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._hits: list[tuple[Spot, Spot]] = []
        self._hit = -1
        self._cues: Sequence[Cue] = ()
        self.show_head(None, self.tr("Transcript"))
        self.source = ChoiceBox(theme, self.tr("Recording"))
        self.which = ChoiceBox(theme, self.tr("Which transcript"))
        self.deck = SoundDeck(theme, player, ear)
        self.text = TranscriptText(theme)
        self.who = SpeakerRow(theme)
        self._empty = EmptyState(theme, self.tr("No transcript yet. Import one that another program made."))
        self._no_source = EmptyState(theme, self.tr("No sound yet. Record a session or attach a clip first."))
        for widget in (self._no_source, self.source, self.deck, self.which):
            self.body.addWidget(widget)
        self.body.addLayout(self._search_row())
        self.body.addWidget(self._empty)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.who)
        self.body.addWidget(self._buttons())
        self._wire()
        self.show_writing(None)

    @property
    def transcript(self) -> str | None:
        """The one on show."""
        found = self.which.currentData()
        return str(found) if found else None

    def show_sources(self, sources: Sequence[SoundSource], chosen: str) -> None:
        """What there is to listen to."""
        self.source.clear()
        for source in sources:
            self.source.addItem(source.label, source.key)
        self.source.setCurrentIndex(max(self.source.findData(chosen), 0))
        self._no_source.setVisible(not sources)
        self.source.setVisible(bool(sources))

    def show_view(self, view: TranscriptView | None) -> None:
        """One source, or nothing."""
        self.view = view
        kept = self.transcript
        self.which.clear()
        for transcript in view.transcripts if view else ():
            self.which.addItem(transcript.label or self.tr("Transcript"), transcript.id)
        newest = self.which.count() - 1
        self.which.setCurrentIndex(self.which.findData(kept) if self.which.findData(kept) >= 0 else newest)
        if view is None:
            self.deck.show_sound(None, None, None)
        else:
            self.deck.show_sound(view.sound, None, view.spec)
        self.deck.setVisible(view is None or view.sound is not None)
        self._show_cues()

    def show_writing(self, share: float | None, offer: WritingOffer = "none") -> None:
        """How far the writing down is; None when nothing is being written, and then what is offered."""
        self.progress.setVisible(share is not None)
        self.stop.setVisible(share is not None)
        self.write.setVisible(share is None and offer == "write")
        self.model.setVisible(share is None and offer == "model")
        if share is not None:
            self.progress.set_share(share)

    def quote(self) -> None:
        """Make a quote of what is selected."""
        chosen = self.text.selected()
        if self.transcript is None or chosen is None:
            self.said.emit(self.tr("Select the words in the transcript first."))
            return
        self.quote_requested.emit(self.transcript, *chosen)

    def name_speaker(self) -> None:
        """Ask who the speaker under the caret is."""
        spot = self.text.spot()
        if self.transcript is None or spot is None:
            self.said.emit(self.tr("Put the caret on a line of the transcript first."))
            return
        self.speaker_requested.emit(self.transcript, self._cues[spot.cue].speaker)

    def show_place(self, transcript: str, position: float) -> None:
        """The line at this position of a transcript, selected and where the sound stands."""
        self.which.setCurrentIndex(max(self.which.findData(transcript), 0))
        self._show_cues()
        place = next((at for at, cue in enumerate(self._cues) if cue.position == position), None)
        if place is not None:
            self.text.go_to(Spot(place), Spot(place, max(len(self._cues[place].text.split()) - 1, 0)))
            if self._cues[place].words:
                self._go(Spot(place))
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """Take the keyboard."""
        target = self.text if self._cues else self.bring if self.view else self
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def seek_words(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # ---- inside

    def _show_cues(self) -> None:
        view, chosen = self.view, self.transcript
        self._cues = view.cues(chosen) if view and chosen else ()
        line = self.deck.pane.scene.line
        self.text.show_cues(self._cues, line.text)
        has = bool(self._cues)
        self.which.setVisible(self.which.count() > 1)
        self._empty.setVisible(view is not None and not has)
        for widget in (self.text, self.search, self.make, self.speaker, self.delete):
            widget.setVisible(has)
        self.fit.setVisible(has and view is not None and view.sound is not None)
        self.bring.setVisible(view is not None)
        self._seek_words(self.search.text())
        self._follow(self.deck.listener.position_ms)

    def _go(self, spot: Spot) -> None:
        words = self._cues[spot.cue].words if spot.cue < len(self._cues) else ()
        if not words:
            self.said.emit(self.tr("This line has no time, so nobody knows where it is heard."))
            return
        self.deck.listener.seek(words[min(spot.word, len(words) - 1)].start_ms)

    def _follow(self, file_ms: int) -> None:
        self.text.show_playing(cue_at(self._cues, file_ms))

    def _seek_words(self, sought: str) -> None:
        self._hits = occurrences(self._cues, sought)
        self._hit = -1
        self.text.show_hits(self._hits)
        self._found.setVisible(bool(sought.strip()))
        if not sought.strip():
            self._found.setText("")
        elif len(self._hits) == 1:
            self._found.setText(self.tr("1 place"))
        else:
            self._found.setText(self.tr("%n places", "", len(self._hits)))

    def _step(self, step: int) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._seek_words(self.search.text())
        if not self._hits:
            return
        self._hit = (self._hit + step) % len(self._hits) if self._hit >= 0 else (0 if step > 0 else len(self._hits) - 1)
        first, last = self._hits[self._hit]
        self.text.go_to(first, last)
        self._found.setText(self.tr("{at} of {count}").format(at=self._hit + 1, count=len(self._hits)))
        self._go(first)

    def _fit(self) -> None:
        """The word under the caret is heard where the sound stands now: all times move with it."""
        spot, chosen = self.text.spot(), self.transcript
        words = self._cues[spot.cue].words if spot is not None else ()
        source = next((each for each in self.view.transcripts if each.id == chosen), None) if self.view else None
        if spot is None or source is None or not words:
            self.said.emit(self.tr("Put the caret on a word with a time first."))
            return
        heard = words[min(spot.word, len(words) - 1)].start_ms
        self.offset_requested.emit(source.id, source.offset_ms + self.deck.listener.position_ms - heard)

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search = FindField(self.theme, self.tr("Search the transcript"), "Ctrl+F")
        self._found = Label(self.theme, "", "second", "text2")
        row.addWidget(self.search, 1)
        row.addWidget(self._found)
        return row

    def _buttons(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=6)
        self.make = Button(self.theme, self.tr("Make a quote"), "main", "quote", "Ctrl+Enter")
        self.fit = Button(self.theme, self.tr("Heard here"), "quiet", "snap")
        self.fit.set_help(self.tr("The word under the caret is heard where the sound stands: move all times by that"))
        self.speaker = Button(self.theme, self.tr("Speaker…"), "quiet", "person", "Ctrl+Shift+U")
        self.speaker.set_help(self.tr("Say who the speaker of the line under the caret is"))
        self.bring = Button(self.theme, self.tr("Import…"), icon="folder", shortcut_text="Ctrl+Shift+I")
        self.write = Button(self.theme, self.tr("Write it down"), icon="transcript")
        self.write.set_help(self.tr("With the speech model on this computer; nothing leaves it"))
        self.model = Button(self.theme, self.tr("Choose a speech model…"), "quiet", "transcript")
        self.model.set_help(
            self.tr("A folder with a model for faster-whisper; then recordings can be written down here")
        )
        self.progress = ProgressBar(self.theme)
        self.progress.setMinimumWidth(self.theme.px(160))
        self.stop = Button(self.theme, self.tr("Stop"), icon="stop")
        self.delete = Button(self.theme, self.tr("Remove"), "quiet", "remove")
        self.delete.set_help(self.tr("Remove this transcript; quotes made from it stay"))
        offers = (self.bring, self.write, self.model, self.progress, self.stop)
        for widget in (self.make, self.speaker, *offers, self.fit, self.delete):
            flow.addWidget(widget)
        return holder

    def _wire(self) -> None:
        self.source.activated.connect(lambda: self.source_chosen.emit(str(self.source.currentData())))
        self.which.activated.connect(self._show_cues)
        self.text.went.connect(self._go)
        self.text.quote_requested.connect(self.quote)
        self.search.textChanged.connect(self._soon.start)
        self._soon.timeout.connect(lambda: self._seek_words(self.search.text()))
        self.search.stepped.connect(self._step)
        self.make.clicked.connect(self.quote)
        self.speaker.clicked.connect(self.name_speaker)
        self.who.left.connect(self.text.setFocus)
        self.fit.clicked.connect(self._fit)
        self.bring.clicked.connect(self.import_requested)
        self.write.clicked.connect(self.write_requested)
        self.model.clicked.connect(self.model_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.delete.clicked.connect(lambda: self.delete_requested.emit(self.transcript or ""))
        self.deck.listener.moved.connect(self._follow)
        self.deck.said.connect(self.said)
