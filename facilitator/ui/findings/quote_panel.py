"""A quote at the side: words, clip with in and out, consent, and who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.packs import BarReason
from facilitator.domain.people import Person
from facilitator.services.findings import Viewer
from facilitator.services.ports import ClipSpec, Player
from facilitator.services.sound.hearing import Ear
from facilitator.ui.findings.clip_editor import ClipEditor
from facilitator.ui.findings.editor import WordsEdit
from facilitator.ui.findings.language_box import LanguageBox
from facilitator.ui.findings.release import ReleaseTicks
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.findings.wave_pane import WaveFile
from facilitator.ui.findings.words import CardWords
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox, TickBox, Toggle
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider


@dataclass(frozen=True)
class QuoteView:
    """Everything the panel shows of one quote; `sound` and `spec` are what its clip is drawn and played from."""

    quote: Quote
    actor: Actor
    question: str
    viewers: Sequence[Viewer]
    people: Sequence[Person]
    statements: Sequence[Statement]
    sound: WaveFile | None = None
    spec: ClipSpec | None = None
    barred: BarReason | None = None
    closed: bool = False
    """Whether the words may go to nobody, neither groups nor readers."""


class QuotePanel(SidePanel):
    """Each gesture is one signal; the page makes it one call."""

    text_saved = Signal(str)
    attach_requested = Signal()
    clip_edited = Signal(object, str)
    """The changed clip, and what undo calls the change."""
    clip_removed = Signal()
    said = Signal(str)
    checked_requested = Signal(bool)
    released_requested = Signal(bool)
    withheld_requested = Signal(str, bool)
    speaker_requested = Signal(object)
    language_requested = Signal(str)
    """A BCP 47 tag; empty for the language of the study."""
    hang_requested = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, player: Player, ear: Ear, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._card_words = CardWords(self)
        self._build_clip(player, ear)
        self.body.addWidget(Divider(theme))
        self._build_words()
        self.body.addWidget(Divider(theme))
        self._build_release()
        self.body.addWidget(Divider(theme))
        self._build_source()
        self.body.addStretch(1)

    def show_quote(self, view: QuoteView) -> None:
        """Fills the panel."""
        quote = view.quote
        title = self.tr("Quote, question {label}").format(label=view.question or "–")
        self.show_head(view.actor, title, self._began(view))
        self._show_clip(view)
        self.words.show_words(quote.text)
        self.checked.setChecked(quote.checked)
        self._show_release(view)
        self.language.show_tag(quote.language)
        self._show_speakers(view)
        self._show_statements(view)

    def _began(self, view: QuoteView) -> str:
        """The clock when the clip begins, where it is known."""
        if view.sound is None or view.quote.clip is None or view.sound.line.started_at is None:
            return ""
        return view.sound.line.text(view.quote.clip.start_ms).partition(".")[0]

    # Clip

    def _build_clip(self, player: Player, ear: Ear) -> None:
        self._none = Label(self.theme, self.tr("No clip yet."), "second", "text2")
        self.body.addWidget(self._none)
        self.editor = ClipEditor(self.theme, player, ear)
        self.editor.edited.connect(self.clip_edited)
        self.editor.said.connect(self.said)
        self.body.addWidget(self.editor)
        self.attach = Button(self.theme, self.tr("Attach a clip…"), icon="folder")
        self.attach.clicked.connect(self.attach_requested)
        self.remove = Button(self.theme, self.tr("Take the clip off"), "quiet", "close")
        self.remove.clicked.connect(self.clip_removed)
        holder = QWidget()
        row = FlowLayout(holder, spacing=8)
        row.addWidget(self.attach)
        row.addWidget(self.remove)
        self.body.addWidget(holder)

    def _show_clip(self, view: QuoteView) -> None:
        clip = view.quote.clip
        self._none.setVisible(clip is None)
        self.editor.setVisible(clip is not None)
        self.remove.setVisible(clip is not None)
        self.attach.setText(self.tr("Another recording…") if clip else self.tr("Attach a clip…"))
        if clip is None:
            self.editor.show_nothing()
        else:
            self.editor.show_clip(clip, view.sound, view.spec)

    # Words, release, source

    def _build_words(self) -> None:
        self.caption(self.tr("What was said"))
        self.words = WordsEdit(self.theme, self.tr("Words of the quote"), italic=True)
        self.words.saved.connect(self.text_saved)
        self.words.given_up.connect(self.left)
        self.body.addWidget(self.words)
        hint = self.tr("Square brackets: added by you. Printed as such.")
        self.body.addWidget(Label(self.theme, hint, "small", "text2", wrap=True))
        self.language = LanguageBox(self.theme, self.tr("Language in which it was spoken"))
        self.language.activated.connect(lambda: self.language_requested.emit(self.language.currentData()))
        self.body.addWidget(self.language)
        self.checked = TickBox(self.theme, self.tr("Checked with the audio"))
        self.checked.clicked.connect(self.checked_requested)
        self.body.addWidget(self.checked)

    def _build_release(self) -> None:
        self.caption(self.tr("Release to"))
        self.released = Toggle(self.theme, self.tr("Released"))
        self.released.clicked.connect(self.released_requested)
        self.body.addWidget(self.released)
        self.ticks = ReleaseTicks(self.theme)
        self.ticks.withheld_requested.connect(self.withheld_requested)
        self.body.addWidget(self.ticks)

    def _show_release(self, view: QuoteView) -> None:
        quote = view.quote
        reason = self._card_words.closed() if view.closed else ""
        self.released.setChecked(quote.released and not view.closed)
        self.released.set_disabled_reason(reason)
        if view.barred and not reason:
            reason = self._card_words.barred(view.barred)
        self.ticks.show_viewers(view.viewers, quote.withheld_from, released=quote.released, reason=reason)

    def _build_source(self) -> None:
        self.caption(self.tr("Hangs under"))
        self.statement = ChoiceBox(self.theme, self.tr("Statement that this quote shows"))
        self.statement.activated.connect(lambda: self.hang_requested.emit(self.statement.currentData()))
        self.body.addWidget(self.statement)
        self.caption(self.tr("Who said it"))
        self.speaker = ChoiceBox(self.theme, self.tr("Who said it"))
        self.speaker.activated.connect(lambda: self.speaker_requested.emit(self.speaker.currentData()))
        self.body.addWidget(self.speaker)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(IconLabel(self.theme, "hidden", "text2", 16))
        private = self.tr("Seat and alias never leave this window.")
        row.addWidget(Label(self.theme, private, "second", "text2", wrap=True), 1)
        self.body.addLayout(row)

    def _show_speakers(self, view: QuoteView) -> None:
        self.speaker.clear()
        self.speaker.addItem(self.tr("Unknown"), None)
        for person in view.people:
            label = f"{person.seat}  {person.alias}" if person.seat else person.alias
            self.speaker.addItem(label, person.id)
        self.speaker.setCurrentIndex(max(self.speaker.findData(view.quote.speaker), 0))

    def _show_statements(self, view: QuoteView) -> None:
        self.statement.clear()
        self.statement.addItem(self.tr("The question alone"), None)
        for statement in view.statements:
            text = " ".join(statement.text.split())
            self.statement.addItem(text if len(text) <= 34 else f"{text[:33]}…", statement.id)
        self.statement.setCurrentIndex(max(self.statement.findData(view.quote.statement), 0))
