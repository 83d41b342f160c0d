"""A quote at the side: words, clip with in and out, consent, and who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.people import Person
from facilitator.domain.timecode import parse_span, span_text
from facilitator.services.findings import Viewer
from facilitator.ui.findings.editor import WordsEdit
from facilitator.ui.findings.release import ReleaseTicks
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox, Line, TickBox, Toggle
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import Divider

NUDGE_MS, NUDGE_FAR_MS = 50, 500


@dataclass(frozen=True)
class QuoteView:
    """Everything the panel shows of one quote."""

    quote: Quote
    actor: Actor
    question: str
    viewers: Sequence[Viewer]
    people: Sequence[Person]
    statements: Sequence[Statement]


class TimeLine(Line):
    """A point in an audio file; Up and Down nudge it by 50 ms, with Shift by 500."""

    nudged = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.nudged.emit(step * (NUDGE_FAR_MS if far else NUDGE_MS))


class QuotePanel(SidePanel):
    """Each gesture is one signal; the page makes it one call."""

    text_saved = Signal(str)
    play_wanted = Signal()
    attach_wanted = Signal()
    clip_wanted = Signal(object)
    checked_wanted = Signal(bool)
    released_wanted = Signal(bool)
    withheld_wanted = Signal(str, bool)
    speaker_wanted = Signal(object)
    hang_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._clip: Clip | None = None
        self._build_clip()
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
        self.show_head(view.actor, self.tr("Quote, question {label}").format(label=view.question or "–"))
        self._show_clip(quote.clip)
        self.words.show_words(quote.text)
        self.checked.setChecked(quote.checked)
        self.released.setChecked(quote.released)
        self.ticks.show_viewers(view.viewers, quote.withheld_from, released=quote.released)
        self._show_speakers(view)
        self._show_statements(view)

    def show_playing(self, playing: bool) -> None:
        """Play turns into Stop while the clip sounds."""
        self.play.setText(self.tr("Stop") if playing else self.tr("Play"))
        self.play.set_icon_name("stop" if playing else "play")

    # Clip

    def _build_clip(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(IconLabel(self.theme, "speaker", "text2", 16))
        self._file = ElidedLabel(self.theme, "", "second", "text2")
        row.addWidget(self._file, 1)
        self._length = Label(self.theme, "", "second", bold=True)
        row.addWidget(self._length)
        self.body.addLayout(row)
        self.play = Button(self.theme, self.tr("Play"), "main", "play", "Space")
        self.play.clicked.connect(self.play_wanted)
        self.attach = Button(self.theme, self.tr("Attach a clip…"), icon="folder")
        self.attach.clicked.connect(self.attach_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.play)
        buttons.addWidget(self.attach)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._times = QWidget()
        grid = QGridLayout(self._times)
        grid.setContentsMargins(0, 0, 0, 0)
        self.start, self.end = TimeLine(self.theme, "0:00.000"), TimeLine(self.theme, "0:00.000")
        names = (self.tr("Clip begins at"), self.tr("Clip ends at"))
        for at, (line, name) in enumerate(zip((self.start, self.end), names, strict=True)):
            line.setAccessibleName(name)
            line.setToolTip(self.tr("Minutes and seconds; Up and Down move it by 50 ms, with Shift by 500."))
            line.editingFinished.connect(self._take_times)
            label = Label(self.theme, name, "small", "text2")
            label.setBuddy(line)
            grid.addWidget(label, 0, at)
            grid.addWidget(line, 1, at)
        self.start.nudged.connect(lambda ms: self._nudge(ms, 0))
        self.end.nudged.connect(lambda ms: self._nudge(0, ms))
        self.body.addWidget(self._times)
        self.remove = Button(self.theme, self.tr("Take the clip off"), "quiet", "close")
        self.remove.clicked.connect(lambda: self.clip_wanted.emit(None))
        self.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_clip(self, clip: Clip | None) -> None:
        self._clip = clip
        for widget in (self._times, self.remove, self.play):
            widget.setVisible(clip is not None)
        self._file.setText(clip.file if clip else self.tr("No clip yet"))
        self._length.setText(span_text(clip.duration_ms) if clip else "")
        if clip:
            for line, ms in ((self.start, clip.start_ms), (self.end, clip.end_ms)):
                line.set_error("")
                if not line.isModified():
                    line.setText(span_text(ms))

    def _take_times(self) -> None:
        if self._clip is None:
            return
        wrong = self.tr("Type minutes and seconds, such as 1:23.5.")
        values = []
        for line in (self.start, self.end):
            try:
                values.append(parse_span(line.text()))
                line.set_error("")
            except ValueError:
                line.set_error(wrong)
        if len(values) == 2:
            self._want(values[0], values[1])

    def _nudge(self, start: int, end: int) -> None:
        if self._clip is not None:
            self._want(max(self._clip.start_ms + start, 0), self._clip.end_ms + end)

    def _want(self, start: int, end: int) -> None:
        assert self._clip is not None
        if start >= end:
            self.end.set_error(self.tr("The end must come after the beginning."))
            return
        for line in (self.start, self.end):
            line.setModified(False)
        if (start, end) != (self._clip.start_ms, self._clip.end_ms):
            self.clip_wanted.emit(replace(self._clip, start_ms=start, end_ms=end))

    # Words, release, source

    def _build_words(self) -> None:
        self.caption(self.tr("What was said"))
        self.words = WordsEdit(self.theme, self.tr("Words of the quote"), italic=True)
        self.words.saved.connect(self.text_saved)
        self.words.given_up.connect(self.left)
        self.body.addWidget(self.words)
        hint = self.tr("Square brackets: added by you. Printed as such.")
        self.body.addWidget(Label(self.theme, hint, "small", "text2", wrap=True))
        self.checked = TickBox(self.theme, self.tr("Checked with the audio"))
        self.checked.clicked.connect(self.checked_wanted)
        self.body.addWidget(self.checked)

    def _build_release(self) -> None:
        self.caption(self.tr("Release to"))
        self.released = Toggle(self.theme, self.tr("Released"))
        self.released.clicked.connect(self.released_wanted)
        self.body.addWidget(self.released)
        self.ticks = ReleaseTicks(self.theme)
        self.ticks.withheld_wanted.connect(self.withheld_wanted)
        self.body.addWidget(self.ticks)

    def _build_source(self) -> None:
        self.caption(self.tr("Hangs under"))
        self.statement = ChoiceBox(self.theme, self.tr("Statement that this quote shows"))
        self.statement.activated.connect(lambda: self.hang_wanted.emit(self.statement.currentData()))
        self.body.addWidget(self.statement)
        self.caption(self.tr("Who said it"))
        self.speaker = ChoiceBox(self.theme, self.tr("Who said it"))
        self.speaker.activated.connect(lambda: self.speaker_wanted.emit(self.speaker.currentData()))
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
