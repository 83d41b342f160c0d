"""A waveform with the keys and buttons that play it and move its points: used wherever sound is worked on."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, HideHow
from facilitator.services.ports import ClipSpec, Player
from facilitator.services.sound.clip_edits import Edge, with_edge, with_hidden, without_hidden
from facilitator.services.sound.hearing import Ear
from facilitator.ui.findings.listening import Listener
from facilitator.ui.findings.transport import Transport
from facilitator.ui.findings.wave_pane import WaveFile, WavePane
from facilitator.ui.findings.waveform import GRIPS
from facilitator.ui.jobs import run_job
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.label import Label

STEPS_MS = (1, 10, 50, 100)
FAR = 10
NEARER, FARTHER = 0.6, 1 / 0.6


class SoundDeck(QWidget):
    """Works on one file and, if there is one, a clip of it; every edit is told once, with what undo calls it."""

    edited = Signal(object, str)
    """The changed clip and the label of the change."""
    previewed = Signal(object)
    """The clip while a handle is dragged."""
    span_marked = Signal()
    said = Signal(str)
    """A sentence for the strip: something could not be done."""

    def __init__(self, theme: Theme, player: Player, ear: Ear, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ear = ear
        self._keys: Mapping[str, Callable[[], object]] = {}
        self._step_ms = 50
        self.clip: Clip | None = None
        self.pane = WavePane(theme, ear)
        self.wave = self.pane.wave
        self.listener = Listener(player, self)
        self.transport = Transport(theme)
        self.across = Label(theme, "", "second", "warn", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.pane)
        self._column.addWidget(self.across)
        self._column.addWidget(self.transport)
        self._wire()

    @property
    def step_ms(self) -> int:
        """How far an arrow key moves."""
        return self._step_ms

    def insert(self, widget: QWidget) -> None:
        """Put something between the waveform and the buttons."""
        self._column.insertWidget(1, widget)

    def show_sound(self, file: WaveFile | None, clip: Clip | None, spec: ClipSpec | None) -> None:
        """A file with the clip to work on and how to play it; the same again when something was changed."""
        self.clip = clip
        self.pane.show_file(file, clip)
        self.listener.take(spec, self.pane.scene.line.file_end_ms, through=clip is None)
        self.transport.show_state(self.listener, has_clip=clip is not None)
        self._show_across(clip)

    def _show_across(self, clip: Clip | None) -> None:
        words = self.wave.words.across(self.pane.scene, clip) if clip is not None else ""
        self.across.setText(words)
        self.across.setVisible(bool(words))

    def set_keys(self, keys: Mapping[str, Callable[[], object]]) -> None:
        """What each key does while the waveform has the keyboard, by portable name."""
        self._keys = keys

    # ---- what keys and buttons do

    def toggle(self) -> None:
        """Play or pause."""
        self.listener.toggle()

    def back(self) -> None:
        """Three seconds back."""
        self.listener.back()

    def stop(self) -> None:
        """Be silent and go to the in point."""
        self.listener.stop()

    def faster(self, steps: int = 1) -> None:
        """Faster or slower, and say how fast."""
        self.listener.faster(steps)
        self.wave.say(self.transport.speed_text(self.listener.speed))

    def toggle_loop(self) -> None:
        """Once, or again and again."""
        self.listener.set_loop(not self.listener.loop)
        self.wave.say(self.tr("Again and again.") if self.listener.loop else self.tr("Once."))

    def set_edge(self, edge: Edge) -> None:
        """The in or out point at the play position; without a clip, the ends of a marked span."""
        at = self.listener.position_ms
        if self.clip is None:
            self.mark(start_ms=at) if edge == "in" else self.mark(end_ms=at)
            return
        self.wave.hold(edge)
        self._edge_to(edge, at)

    def nudge(self, by_ms: int) -> None:
        """Move what the arrow keys hold."""
        grip, clip = self.wave.grip, self.clip
        if grip == "position" or clip is None:
            self.listener.seek(self.listener.position_ms + by_ms)
            self.wave.say(self.wave.words.position(self.wave.scene))
        else:
            self._edge_to(grip, (clip.start_ms if grip == "in" else clip.end_ms) + by_ms)

    def step(self, direction: int, *, far: bool = False) -> None:
        """An arrow key: one step, or ten."""
        self.nudge(direction * self._step_ms * (FAR if far else 1))

    def set_step(self, step_ms: int) -> None:
        """How far an arrow key moves from now on."""
        self._step_ms = step_ms
        self._tell(
            self.tr("Arrow keys move by {step} ms, with Shift by {far}.").format(step=step_ms, far=step_ms * FAR)
        )

    def change_grip(self, direction: int = 1) -> None:
        """What the arrow keys move: position, in, out."""
        choices = GRIPS if self.clip is not None else GRIPS[:1]
        at = choices.index(self.wave.grip) if self.wave.grip in choices else 0
        self.wave.hold(choices[(at + direction) % len(choices)])
        self.wave.say(self.wave.words.held(self.wave.grip))

    def snap(self) -> None:
        """What the arrow keys hold goes to where speech begins or ends nearby."""
        file, grip, clip = self.pane.file, self.wave.grip, self.clip
        if file is None:
            return
        at = self.listener.position_ms
        if clip is not None and grip != "position":
            at = clip.start_ms if grip == "in" else clip.end_ms

        def arrived(found: int) -> None:
            if not isValid(self) or self.pane.file is None or self.pane.file.path != file.path:
                return
            if found == at:
                self._tell(self.tr("No pause is near."))
            elif grip != "position" and self.clip is not None:
                self._edge_to(grip, found)
            else:
                self.listener.seek(found)

        run_job(self._ear.snap, file.path, at, on_done=arrived, on_error=lambda error: self._tell(str(error)))

    def mark(self, start_ms: int | None = None, end_ms: int | None = None) -> None:
        """Begin or end a marked span; the other end stays, or lies a second away."""
        span = self.wave.scene.span
        begin = start_ms if start_ms is not None else (span[0] if span else max(0, (end_ms or 0) - 1_000))
        end = end_ms if end_ms is not None else (span[1] if span else begin + 1_000)
        if start_ms is not None and end <= begin:
            end = begin + 1_000
        self.wave.mark_span(begin, end)
        marked = self.wave.scene.span
        if marked:
            start, stop = (self.wave.scene.line.text(ms) for ms in marked)
            self.wave.say(self.tr("Marked from {start} to {end}.").format(start=start, end=stop))

    def mark_here(self, *, end: bool) -> None:
        """Begin or end the span at the play position."""
        at = self.listener.position_ms
        self.mark(end_ms=at) if end else self.mark(start_ms=at)

    def hide_span(self, how: HideHow) -> None:
        """Silence or bleep the marked span."""
        if self.clip is None:
            return
        start, end = self.wave.scene.span or (0, 0)
        try:
            changed = with_hidden(self.clip, start, end, how)
        except UserError as error:
            self._tell(str(error))
            return
        self.wave.mark_span(None, None)
        self._edit(changed, "Silence span" if how == "silence" else "Bleep span")

    def unhide(self, at_ms: int | None = None) -> None:
        """Let the hidden span at a moment, or at the play position, be heard."""
        if self.clip is None:
            return
        changed = without_hidden(self.clip, self.listener.position_ms if at_ms is None else at_ms)
        if changed == self.clip:
            self._tell(self.tr("Nothing is hidden here."))
        else:
            self._edit(changed, "Let span be heard")

    def next_note(self, direction: int) -> None:
        """Go to the next or the previous note."""
        scene = self.wave.scene
        here = scene.line.on_line(self.listener.position_ms)
        later = [tick for tick in scene.line.ticks if (tick.at_ms - here) * direction > 0]
        if not later:
            self._tell(self.tr("There is no note that way."))
            return
        tick = later[0] if direction > 0 else later[-1]
        self.listener.seek(scene.line.in_file(tick.at_ms))
        self.wave.say(tick.text)

    def where(self) -> None:
        """Say the position, the clip and the level."""
        self.wave.describe()
        self.wave.say(self.wave.accessibleDescription())

    def nearer(self) -> None:
        """Zoom in."""
        self.wave.zoom(NEARER)

    def farther(self) -> None:
        """Zoom out."""
        self.wave.zoom(FARTHER)

    # ---- inside

    def _edge_to(self, edge: Edge, at_ms: int) -> None:
        if self.clip is None:
            return
        changed = with_edge(self.clip, edge, at_ms, self.wave.scene.line.file_end_ms)
        self._edit(changed, "Move clip")
        at = changed.start_ms if edge == "in" else changed.end_ms
        name = self.tr("Begins {time}") if edge == "in" else self.tr("Ends {time}")
        self.wave.say(name.format(time=self.wave.scene.line.text(at)))

    def _edit(self, clip: Clip, label: str) -> None:
        if clip != self.clip:
            self.clip = clip
            self.wave.show_scene(replace(self.wave.scene, clip=clip))
            self.edited.emit(clip, label)

    def _tell(self, sentence: str) -> None:
        self.said.emit(sentence)
        self.wave.say(sentence)

    def _on_key(self, event: QKeyEvent) -> bool:
        act = next((self._keys[name] for name in key_names(event) if name in self._keys), None)
        if act is None:
            return False
        act()
        return True

    def _on_state(self) -> None:
        self.transport.show_state(self.listener, has_clip=self.clip is not None)
        if not self.listener.playing:
            self.pane.show_position(self.listener.position_ms, told=True)

    def _wire(self) -> None:
        wave, listener, transport = self.wave, self.listener, self.transport
        wave.on_key = self._on_key
        wave.seek_requested.connect(listener.seek)
        wave.clip_edited.connect(lambda clip: self._edit(clip, "Move clip"))
        wave.clip_moved.connect(self.previewed)
        wave.clip_moved.connect(self._show_across)
        wave.span_marked.connect(self.span_marked)
        listener.moved.connect(lambda ms: self.pane.show_position(ms, told=not listener.playing))
        listener.changed.connect(self._on_state)
        listener.failed.connect(self.said)
        transport.play.clicked.connect(self.toggle)
        transport.back.clicked.connect(self.back)
        transport.begin.clicked.connect(lambda: self.set_edge("in"))
        transport.end.clicked.connect(lambda: self.set_edge("out"))
        transport.loop.clicked.connect(self.toggle_loop)
        transport.slower.clicked.connect(lambda: self.faster(-1))
        transport.faster.clicked.connect(lambda: self.faster(1))
        transport.snap.clicked.connect(self.snap)
        self.pane.ready.connect(self._on_ready)

    def _on_ready(self) -> None:
        self.listener.take(self.listener.spec, self.pane.scene.line.file_end_ms, through=self.clip is None)
        self.wave.describe()


def key_names(event: QKeyEvent) -> list[str]:
    """What a key event is called, with Shift and, for signs that need Shift on some keyboards, without."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    names = [_named(modifiers, key)]
    text = event.text()
    if modifiers & Qt.KeyboardModifier.ShiftModifier and len(text) == 1 and not text.isalpha():
        names.append(_named(modifiers & ~Qt.KeyboardModifier.ShiftModifier, key))
    return names


def _named(modifiers: Qt.KeyboardModifier, key: Qt.Key) -> str:
    return QKeySequence(modifiers.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)
