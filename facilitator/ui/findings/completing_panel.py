"""Finishing entries from audio: the sound, the words under the fingers, and the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from facilitator.domain.findings import Clip
from facilitator.services.ports import ClipSpec, Player
from facilitator.services.sound.completing import Guess, Waiting
from facilitator.services.sound.hearing import Ear
from facilitator.ui.findings.deck import SoundDeck, key_names
from facilitator.ui.findings.pedal_keys import PedalKeys
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.findings.wave_pane import WaveFile
from facilitator.ui.jobs import run_job
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState

DONE_KEYS = ("Ctrl+Return", "Ctrl+Enter")
ON_KEY, BACK_KEY = "PgDown", "PgUp"


@dataclass(frozen=True, slots=True)
class WaitingView:
    """An entry of the queue as the panel shows it; `typed` is what was half typed before."""

    entry: Waiting
    heading: str
    sound: WaveFile | None
    spec: ClipSpec | None
    typed: str = ""


class FinishEdit(QPlainTextEdit):
    """Takes its own keys before the window does: saving, and going through the queue."""

    done = Signal()
    moved = Signal(int)

    ring_radius = 4

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._theme = theme
        self._dress()
        theme.changed.connect(self._dress)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _dress(self) -> None:
        self.setFont(self._theme.font("stream"))
        self.setMinimumHeight(self._theme.px(132))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self._own(event)
        if own in DONE_KEYS:
            self.done.emit()
        elif own:
            self.moved.emit(1 if own == ON_KEY else -1)
        else:
            super().keyPressEvent(event)

    def _own(self, event: QKeyEvent) -> str:
        return next((name for name in key_names(event) if name in (*DONE_KEYS, ON_KEY, BACK_KEY)), "")


class CompletingPanel(SidePanel):
    """One entry at a time; the page gives the queue and keeps what is finished."""

    finished = Signal(str, str, object)
    """A note, its words, and the clip in which they are heard."""
    half_typed = Signal(str, str)
    """A note and the words that are not finished yet."""
    shown = Signal(str)
    said = Signal(str)

    def __init__(
        self, theme: Theme, player: Player, ear: Ear, pedals: PedalKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._ear = ear
        self._views: Sequence[WaitingView] = ()
        self._at = 0
        self._shown = ""
        self._clip: Clip | None = None
        self._heading = Label(theme, "", "second", "text2", wrap=True)
        self.deck = SoundDeck(theme, player, ear)
        self.no_sound = Label(theme, self.tr("There is no sound of this moment."), "second", "warn", wrap=True)
        self.words = FinishEdit(theme, self.tr("Words as they were said"))
        self._empty = EmptyState(theme, self.tr("Nothing waits to be finished from audio."))
        for widget in (self._empty, self._heading, self.deck, self.no_sound, self.words):
            self.body.addWidget(widget)
        self.body.setStretchFactor(self.words, 1)
        self._rows = [self._buttons(), pedals]
        self.body.addWidget(pedals)
        pedals.said.connect(self.said)
        self.deck.edited.connect(self._on_edited)
        self.deck.said.connect(self.said)
        self.words.done.connect(self._finish)
        self.words.moved.connect(self.go)

    @property
    def view(self) -> WaitingView | None:
        """The entry that is worked on."""
        return self._views[self._at] if self._at < len(self._views) else None

    def show_queue(self, views: Sequence[WaitingView]) -> None:
        """The queue as it is now; the entry stays while it is in it, else the one in its place comes up."""
        ids = [view.entry.note.id for view in views]
        self._views = views
        self._at = ids.index(self._shown) if self._shown in ids else min(self._at, max(len(ids) - 1, 0))
        title = self.tr("Finish from audio")
        left = self.tr("1 left") if len(ids) == 1 else self.tr("%n left", "", len(ids))
        self.show_head(None, title, left if ids else "")
        if self.view is None or self.view.entry.note.id != self._shown:
            self._show_entry()

    def begin(self) -> None:
        """Take the keyboard and let the entry be heard."""
        if self.view is not None:
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if self._clip is not None:
                self.deck.listener.play_clip()

    def go(self, step: int) -> None:
        """To the next or the previous entry, as it is."""
        at = self._at + step
        if 0 <= at < len(self._views):
            self.keep_typed()
            self._at = at
            self._show_entry()
            self.begin()
        else:
            self.said.emit(self.tr("That was the last entry.") if step > 0 else self.tr("This is the first entry."))

    def keep_typed(self) -> None:
        """Store what is half typed."""
        view = self.view
        if view is not None and view.entry.note.id == self._shown:
            words = self.words.toPlainText()
            if words != view.entry.note.text:
                self.half_typed.emit(self._shown, words)

    # ---- inside

    def _show_entry(self) -> None:
        view = self.view
        for widget in (self._heading, self.words, *self._rows):
            widget.setVisible(view is not None)
        self._empty.setVisible(view is None)
        self.deck.setVisible(view is not None and view.sound is not None)
        self.no_sound.setVisible(view is not None and view.sound is None)
        self._shown = view.entry.note.id if view else ""
        self._clip = view.entry.clip if view else None
        if view is None:
            self.deck.show_sound(None, None, None)
            return
        self._heading.setText(view.heading)
        self.words.setPlainText(view.typed or view.entry.note.text)
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)
        self.deck.show_sound(view.sound, self._clip, view.spec)
        self.shown.emit(self._shown)
        if view.entry.guess is not None and view.sound is not None:
            self._find_pause(view, view.sound, view.entry.guess)

    def _find_pause(self, view: WaitingView, sound: WaveFile, guess: Guess) -> None:
        """The end of what was said, found in the background; whoever has moved it meanwhile keeps theirs."""
        guessed = view.entry.clip

        def found(pause_ms: int) -> None:
            end_ms = min(pause_ms, guess.latest_ms)
            if not isValid(self) or guessed is None or end_ms <= guessed.start_ms:
                return
            if self._shown == view.entry.note.id and self._clip == guessed:
                self._on_edited(replace(guessed, end_ms=end_ms))

        run_job(
            self._ear.next_pause,
            sound.path,
            guess.heard_ms,
            on_done=found,
            on_error=lambda error: self.said.emit(str(error)),
        )

    def _on_edited(self, clip: Clip, _label: str = "") -> None:
        """The span is only settled when the words are kept, so nothing is written yet."""
        view = self.view
        if view is None or view.spec is None:
            return
        self._clip = clip
        self.deck.show_sound(view.sound, clip, replace(view.spec, start_ms=clip.start_ms, end_ms=clip.end_ms))

    def _finish(self) -> None:
        view = self.view
        if view is None:
            return
        self.deck.listener.pause()
        self.finished.emit(view.entry.note.id, self.words.toPlainText(), self._clip)

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, spacing=6)
        self.done = Button(self.theme, self.tr("Keep, next"), "main", "tick", "Ctrl+Enter")
        self.on = Button(self.theme, self.tr("Later"), "quiet", shortcut_text=ON_KEY)
        self.on.set_help(self.tr("Leave it in the queue and go to the next"))
        self.done.clicked.connect(self._finish)
        self.on.clicked.connect(lambda: self.go(1))
        row.addWidget(self.done)
        row.addWidget(self.on)
        self.body.addWidget(holder)
        return holder
