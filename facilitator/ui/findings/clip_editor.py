"""The clip of a quote: its waveform, its times to type, and how it is to sound."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Hidden
from facilitator.services.ports import ClipSpec, Player
from facilitator.services.sound.clip_edits import LONGEST_FADE_MS, Edge, with_fade, with_times
from facilitator.services.sound.hearing import Ear
from facilitator.ui.findings.deck import FAR, SoundDeck
from facilitator.ui.findings.wave_pane import WaveFile
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.fields import ChoiceBox, Line, NumberField
from facilitator.ui.widgets.label import Label

NUDGE_MS = 50
DISGUISES = (0, -6, -4, -2, 3, 5)
"""Semitones; 0 is the voice as it is."""


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
        self.nudged.emit(step * NUDGE_MS * (FAR if far else 1))


class ClipEditor(QWidget):
    """Shows one clip; every edit is told as the changed clip with what undo calls it."""

    edited = Signal(object, str)
    said = Signal(str)

    def __init__(self, theme: Theme, player: Player, ear: Ear, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._clip: Clip | None = None
        self.deck = SoundDeck(theme, player, ear)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.deck)
        self.deck.insert(self._times())
        self._column.addWidget(self._sound())
        self._column.addWidget(self._spans())
        self.deck.edited.connect(self.edited)
        self.deck.previewed.connect(self._show_times)
        self.deck.said.connect(self.said)
        self.deck.span_marked.connect(self._show_spans)
        self.deck.pane.ready.connect(lambda: self._clip and self._show_times(self._clip))

    def show_clip(self, clip: Clip, file: WaveFile | None, spec: ClipSpec | None) -> None:
        """The clip as it is in the study; what is half typed stays."""
        self._clip = clip
        self.deck.show_sound(file, clip, spec)
        self._show_times(clip)
        self._show_sound(clip)
        self._show_spans()

    def show_nothing(self) -> None:
        """The quote has no clip."""
        self._clip = None
        self.deck.show_sound(None, None, None)

    # ---- times

    def _times(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.start, self.end = TimeLine(self.theme, "0:00.000"), TimeLine(self.theme, "0:00.000")
        self._length = Label(self.theme, "", "second", bold=True)
        self._length.setAlignment(Qt.AlignmentFlag.AlignCenter)
        names = (self.tr("Clip begins at"), self.tr("Clip ends at"))
        for column, line, name in zip((0, 2), (self.start, self.end), names, strict=True):
            line.setAccessibleName(name)
            line.setToolTip(self.tr("Up and Down move it by 50 ms, with Shift by 500."))
            line.editingFinished.connect(self._take_times)
            label = Label(self.theme, name, "small", "text2")
            label.setBuddy(line)
            grid.addWidget(label, 0, column)
            grid.addWidget(line, 1, column)
        grid.addWidget(self._length, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.start.nudged.connect(lambda ms: self._nudge(ms, 0))
        self.end.nudged.connect(lambda ms: self._nudge(0, ms))
        return holder

    def _show_times(self, clip: Clip) -> None:
        line = self.deck.pane.scene.line
        self._length.setText(self.tr("{length} long").format(length=self.deck.wave.words.length(clip)))
        for field, ms in ((self.start, clip.start_ms), (self.end, clip.end_ms)):
            field.set_error("")
            if not field.isModified():
                field.setText(line.text(ms))

    def _take_times(self) -> None:
        if self._clip is None or not (self.start.isModified() or self.end.isModified()):
            return
        wrong = self.tr("Type a time as it stands here, such as {example}.").format(
            example=self.deck.pane.scene.line.text(self._clip.start_ms)
        )
        values = []
        for field, now in ((self.start, self._clip.start_ms), (self.end, self._clip.end_ms)):
            try:
                values.append(self.deck.pane.scene.line.parse(field.text()) if field.isModified() else now)
                field.set_error("")
            except ValueError:
                field.set_error(wrong)
        if len(values) == 2:
            self._want(values[0], values[1])

    def _nudge(self, start: int, end: int) -> None:
        if self._clip is not None:
            self._want(max(self._clip.start_ms + start, 0), self._clip.end_ms + end)

    def _want(self, start: int, end: int) -> None:
        if self._clip is None:
            return
        try:
            changed = with_times(self._clip, start, end)
        except UserError as error:
            self.end.set_error(str(error))
            return
        for field in (self.start, self.end):
            field.setModified(False)
        self._edit(changed, "Move clip")

    # ---- how it sounds

    def _sound(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        fades = QHBoxLayout()
        fades.setSpacing(6)
        self.fade_in = self._fade("in", self.tr("Fade in, in ms"))
        self.fade_out = self._fade("out", self.tr("Fade out, in ms"))
        fades.addWidget(self.fade_in)
        fades.addWidget(Label(self.theme, self.tr("out"), "second", "text2"))
        fades.addWidget(self.fade_out)
        fades.addStretch(1)
        self.voice = ChoiceBox(self.theme, self.tr("Voice disguise"))
        for semitones in DISGUISES:
            self.voice.addItem(self._disguise_text(semitones), semitones)
        self.voice.activated.connect(self._take_voice)
        self.honest = Label(
            self.theme,
            self.tr(
                "A disguised voice is not an anonymous one: wording and manner stay, and the shift can be taken back."
            ),
            "small",
            "text2",
            wrap=True,
        )
        loudness = Label(self.theme, self.tr("even by itself, −16 LUFS"), "second")
        label = Label(self.theme, self.tr("Fade in"), "second", "text2")
        label.setBuddy(self.fade_in)
        grid.addWidget(label, 0, 0)
        grid.addLayout(fades, 0, 1)
        rows: Sequence[tuple[str, QWidget]] = (
            (self.tr("Loudness"), loudness),
            (self.tr("Voice"), self.voice),
        )
        for row, (name, widget) in enumerate(rows, 1):
            label = Label(self.theme, name, "second", "text2")
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.honest, len(rows) + 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        return holder

    def _fade(self, edge: Edge, name: str) -> NumberField:
        field = NumberField(self.theme, 0, LONGEST_FADE_MS, self.tr(" ms"), name)
        field.setMinimumWidth(self.theme.px(88))  # two of them stand in one row of a narrow panel
        field.setSingleStep(20)
        field.setKeyboardTracking(False)
        field.valueChanged.connect(lambda fade_ms: self._take_fade(edge, fade_ms))
        return field

    def _disguise_text(self, semitones: int) -> str:
        if semitones == 0:
            return self.tr("as it is")
        way = self.tr("disguised, lower by {count}") if semitones < 0 else self.tr("disguised, higher by {count}")
        return way.format(count=abs(semitones))

    def _show_sound(self, clip: Clip) -> None:
        for field, fade_ms in ((self.fade_in, clip.fade_ms), (self.fade_out, clip.fade_out)):
            field.blockSignals(True)
            field.setValue(fade_ms)
            field.blockSignals(False)
        if self.voice.findData(clip.disguise) < 0:
            self.voice.addItem(self._disguise_text(clip.disguise), clip.disguise)
        self.voice.setCurrentIndex(self.voice.findData(clip.disguise))
        self.honest.setVisible(clip.disguise != 0)

    def _take_fade(self, edge: Edge, fade_ms: int) -> None:
        if self._clip is not None:
            self._edit(with_fade(self._clip, edge, fade_ms), "Fade clip")

    def _take_voice(self) -> None:
        if self._clip is not None:
            self._edit(replace(self._clip, disguise=int(self.voice.currentData())), "Disguise voice")
            self.deck.listener.play_clip()  # a preview: nobody can choose a voice unheard

    # ---- what nobody hears

    def _spans(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._span_hint = Label(self.theme, "", "small", "text2", wrap=True)
        self.silence = Button(self.theme, self.tr("Silence"), icon="mute", shortcut_text="H")
        self.bleep = Button(self.theme, self.tr("Bleep"), icon="speaker", shortcut_text="B")
        self.silence.clicked.connect(lambda: self.deck.hide_span("silence"))
        self.bleep.clicked.connect(lambda: self.deck.hide_span("bleep"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.silence)
        row.addWidget(self.bleep)
        row.addStretch(1)
        column.addWidget(self._span_hint)
        column.addLayout(row)
        self._hidden = QVBoxLayout()
        self._hidden.setSpacing(2)
        column.addLayout(self._hidden)
        return holder

    def _show_spans(self) -> None:
        scene = self.deck.pane.scene
        off = (
            ""
            if scene.span
            else self.tr("Mark the span first: drag over it, or F where it begins and T where it ends.")
        )
        self._span_hint.setText(
            self._marked(scene.span) if scene.span else self.tr("A name slipped out? Drag over it, or press F and T.")
        )
        for button in (self.silence, self.bleep):
            button.set_disabled_reason(off)
        while (item := self._hidden.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for each in self._clip.hidden if self._clip else ():
            self._hidden.addWidget(self._hidden_row(each))

    def _marked(self, span: tuple[int, int]) -> str:
        start, end = (self.deck.pane.scene.line.text(ms) for ms in span)
        return self.tr("Marked from {start} to {end}.").format(start=start, end=end)

    def _hidden_row(self, hidden: Hidden) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        line = self.deck.pane.scene.line
        words = self.tr("Silent {start} to {end}") if hidden.how == "silence" else self.tr("Bleep {start} to {end}")
        text = words.format(start=line.text(hidden.start_ms), end=line.text(hidden.end_ms))
        row.addWidget(Label(self.theme, text, "small"), 1)
        heard = IconButton(self.theme, "close", self.tr("Let it be heard again: {span}").format(span=text), side=24)
        heard.clicked.connect(lambda: self.deck.unhide((hidden.start_ms + hidden.end_ms) // 2))
        row.addWidget(heard)
        return holder

    def _edit(self, clip: Clip, label: str) -> None:
        if clip != self._clip:
            self.edited.emit(clip, label)
