"""The right side of the console: the exact picture participants see, the time, what comes next, private notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.domain.timecode import clock_text
from facilitator.services.reflection.walk import Step
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.audience.window import AudienceThumbnail
from facilitator.ui.reflect.breaking import BreakingRow
from facilitator.ui.reflect.words import item_extra
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider, Panel, SectionHead

PAD = 16


@dataclass(frozen=True)
class Pace:
    """Time used and planned in ms, and how many steps are still to do."""

    used_ms: int
    planned_ms: int
    to_go: int

    @property
    def left_ms(self) -> int:
        return self.planned_ms - self.used_ms

    @property
    def each_ms(self) -> int:
        """What is left for each step."""
        return self.left_ms // self.to_go if self.to_go else self.left_ms


class NoteField(QPlainTextEdit):
    """Enter keeps the note, Shift+Enter begins a line, Esc goes back to the keys."""

    entered = Signal()
    left = Signal()

    ring_radius = 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ConsoleSide(Panel):
    """Only shows; commands go through the console."""

    command_requested = Signal(str)
    note_entered = Signal(str)
    note_typed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, flush=True, padding=0, spacing=0, parent=parent)
        self._theme = theme
        self.thumbnail = AudienceThumbnail(theme, 256)
        self.place = Label(theme, "", "second")
        self.black_button = Button(theme, self.tr("Black"), icon="black", shortcut_text="B")
        self.quote_button = Button(theme, self.tr("Hide quote"), shortcut_text="H")
        self.clock = Label(theme, "", "clock")
        self._of = Label(theme, "", "second", "text2")
        self._bar = ProgressBar(theme, tone="strong")
        self.pace = Label(theme, "", "second", wrap=True)
        self._next_badge = Badge(theme, "", size=24)
        self._next = Label(theme, "", wrap=True)
        self._next_extra = Label(theme, "", "second", "text2")
        self._notes = Label(theme, "", wrap=True)
        self.note = NoteField()
        self.note.setAccessibleName(self.tr("Private note, only you see it"))
        self.note.setPlaceholderText(self.tr("Enter keeps the note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(72))
        self.write_button = Button(theme, self.tr("Write one"), "quiet", shortcut_text="N")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        head = SectionHead(self._theme, self.tr("Audience sees"))
        head.add(IconLabel(self._theme, "screen", "text", 16))
        head.add(self.place)
        for button in (self.black_button, self.quote_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keys = BreakingRow(self.black_button, self.quote_button, stretched=self.quote_button)
        self._part(head, self.thumbnail, keys)
        time = QHBoxLayout()
        time.setSpacing(8)
        time.addWidget(self.clock)
        time.addWidget(self._of)
        time.addStretch(1)
        self._part(time, self._bar, self.pace)
        upcoming = QHBoxLayout()
        upcoming.setSpacing(8)
        upcoming.addWidget(self._next_badge, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._next)
        words.addWidget(self._next_extra)
        upcoming.addLayout(words, 1)
        self._part(SectionHead(self._theme, self.tr("Next up")), upcoming)
        private = SectionHead(self._theme, self.tr("Private notes"))
        private.add(IconLabel(self._theme, "hidden", "text2", 16))
        private.add(Label(self._theme, self.tr("only you"), "second", "text2"))
        write = QHBoxLayout()
        self.write_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        write.addWidget(self.write_button)
        write.addStretch(1)
        self._part(private, self._notes, self.note, write, last=True)
        self.body.addStretch(1)

    def _part(self, *things: QWidget | QHBoxLayout, last: bool = False) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(PAD, 10, PAD, 10)
        column.setSpacing(8)
        for thing in things:
            if isinstance(thing, QWidget):
                column.addWidget(thing)
            else:
                column.addLayout(thing)
        self.body.addLayout(column)
        if not last:
            self.body.addWidget(Divider(self._theme))

    def _wire(self) -> None:
        self.black_button.setCheckable(True)
        self.quote_button.setCheckable(True)
        # What is checked follows from what is on the window, not from the click.
        self.black_button.clicked.connect(lambda: self.command_requested.emit("black"))
        self.quote_button.clicked.connect(lambda: self.command_requested.emit("hide_quote"))
        self.write_button.clicked.connect(lambda: self.command_requested.emit("note"))
        self.note.entered.connect(self._on_entered)
        self.note.left.connect(self.left)
        self.note.textChanged.connect(lambda: self.note_typed.emit(self.note.toPlainText()))
        self.note.hide()

    def show_audience(self, view: AudienceView, window: QSize, place: str, *, black: bool) -> None:
        self.thumbnail.show_view(view, window)
        self.black_button.setChecked(black)
        self.place.setText(place)

    def show_quote_state(self, *, hidden: bool, reason: str) -> None:
        self.quote_button.setChecked(hidden)
        self.quote_button.setText(self.tr("Quote hidden") if hidden else self.tr("Hide quote"))
        self.quote_button.set_disabled_reason(reason)

    def show_pace(self, pace: Pace) -> None:
        over = pace.left_ms < 0
        self.clock.setText(clock_text(abs(pace.left_ms)))
        self.clock.set_look(tone="rec" if over else "text")
        minutes = pace.planned_ms // 60_000
        words = self.tr("over {minutes} min") if over else self.tr("left of {minutes} min")
        self._of.setText(words.format(minutes=minutes))
        self._bar.set_share(pace.used_ms / pace.planned_ms if pace.planned_ms else 0, "rec" if over else "strong")
        self.pace.setText(self._pace_words(pace))

    def _pace_words(self, pace: Pace) -> str:
        if not pace.to_go:
            return self.tr("All shown. Time for the whole picture, then end.")
        if pace.left_ms <= 0:
            return self.tr("{n} to go and no time left. Leave some out, or end.").format(n=pace.to_go)
        words = self.tr("{n} to go, {time} each. On time.")
        if pace.each_ms < 60_000:
            words = self.tr("{n} to go, {time} each. Leave some out.")
        return words.format(n=pace.to_go, time=clock_text(pace.each_ms))

    def show_next(self, step: Step | None, actor: Actor | None) -> None:
        self._next_badge.setVisible(step is not None)
        if step is None or actor is None:
            self._next.setText(self.tr("Nothing more in the pack."))
            self._next_extra.setText("")
            return
        self._next_badge.show_look(BadgeLook(actor.short or actor.name[:1], "group", actor.colour), actor.name)
        text = step.item.text
        self._next.setText(text if len(text) <= 140 else f"{text[:139]}…")
        self._next_extra.setText(item_extra(step.item))

    def show_notes(self, notes: Sequence[Note]) -> None:
        self._notes.setText("\n".join(note.text for note in notes[:4]))
        self._notes.setVisible(bool(notes))

    def write_note(self, draft: str = "") -> None:
        """Open the field; what was typed before a crash is in it."""
        if draft and not self.note.toPlainText():
            self.note.setPlainText(draft)
        self.note.show()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_note(self) -> None:
        self.note.hide()

    def _on_entered(self) -> None:
        text = self.note.toPlainText().strip()
        if text:
            self.note_entered.emit(text)
        else:
            self.left.emit()
