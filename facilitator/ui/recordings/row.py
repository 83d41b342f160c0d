"""One recording of a session: whose, from when to when, and where another recorder's file begins."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.recordings import Recording
from facilitator.domain.timecode import clock_text, local_time, parse_span, span_text
from facilitator.services.sound import sounding
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.fields import Line
from facilitator.ui.widgets.label import ElidedLabel, Label

STEP_MS, FAR_MS = 10, 100


class RecordingRow(QWidget):
    """`moved` carries where the file begins now; Up and Down in the field move it by 10 ms, with Shift by 100.

    `number` is given where the session has several recordings of our own, which share a microphone and perhaps a day.
    """

    moved = Signal(int)
    remove_requested = Signal()
    listen_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        recording: Recording,
        begins_ms: int,
        started_at: str,
        *,
        going: bool = False,
        number: int | None = None,
    ) -> None:
        super().__init__()
        self.recording = recording
        self.begins_ms = begins_ms
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.name = self._name(started_at, number)
        words.addWidget(ElidedLabel(theme, self.name, "body", bold=True))
        self.facts = Label(theme, self._facts(started_at, going=going), "second", "text2", wrap=True)
        words.addWidget(self.facts)
        row.addLayout(words, 1)
        self.listen = Button(theme, self.tr("Listen"), icon="play")
        self.listen.setAccessibleName(self.tr("Listen to {name}").format(name=self.name))
        self.listen.clicked.connect(self.listen_requested)
        row.addWidget(self.listen)
        self.begins: Line | None = None
        if recording.source == "second":
            self._add_place(theme, row)

    def _name(self, started_at: str, number: int | None) -> str:
        recording = self.recording
        label = recording.label or recording.file
        if number is None:
            return label
        if not recording.stretches:
            return self.tr("Recording {number}, {label}").format(number=number, label=label)
        time = local_time(started_at, recording.stretches[0].at_ms)
        return self.tr("Recording {number} from {time}, {label}").format(number=number, time=time, label=label)

    def _facts(self, started_at: str, *, going: bool) -> str:
        recording = self.recording
        own = self.tr("our own recording")
        other = self.tr("another recorder")
        whose = own if recording.source == "own" else other
        length = clock_text(sounding.length_ms(recording))
        if not recording.stretches:
            return self.tr("{whose}, nothing yet").format(whose=whose)
        start = local_time(started_at, recording.stretches[0].at_ms)
        end = local_time(started_at, sounding.end_ms(recording))
        said = self.tr("{whose}, {start} to {end}, {length} of sound").format(
            whose=whose, start=start, end=end, length=length
        )
        if going:
            return self.tr("{facts}, going on").format(facts=said)
        return said if recording.sha256 else self.tr("{facts}, not yet complete").format(facts=said)

    def _add_place(self, theme: Theme, row: QHBoxLayout) -> None:
        label = Label(theme, self.tr("Begins at"), "second", "text2")
        name = self.tr("Where {name} begins in the session").format(name=self.recording.label)
        begins = self.begins = Line(theme, "", name)
        begins.setText(place_text(self.begins_ms))
        begins.setFixedWidth(theme.px(120))
        begins.setAccessibleDescription(self.tr("Up and Down move it by 10 ms, with Shift by 100."))
        begins.editingFinished.connect(self._typed)
        begins.installEventFilter(self)
        label.setBuddy(begins)
        self.remove = IconButton(
            theme, "remove", self.tr("Take {name} off the session").format(name=self.recording.label)
        )
        self.remove.clicked.connect(self.remove_requested)
        for widget in (label, begins, self.remove):
            row.addWidget(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in steps:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._move(self.begins_ms + steps[Qt.Key(event.key())] * (FAR_MS if shift else STEP_MS))
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        assert self.begins is not None
        try:
            wanted = parse_place(self.begins.text())
        except ValueError:
            self.begins.set_error(self.tr("Type it as minutes and seconds, such as 1:05.250 or -0:02."))
            return
        self.begins.set_error("")
        self._move(wanted)

    def _move(self, begins_ms: int) -> None:
        if begins_ms != self.begins_ms:
            self.begins_ms = begins_ms
            if self.begins is not None:
                self.begins.setText(place_text(begins_ms))
            self.moved.emit(begins_ms)

    def half_typed(self) -> str | None:
        """What stands in the field while somebody is typing there."""
        typing = self.begins is not None and self.begins.hasFocus() and self.begins.isModified()
        return self.begins.text() if self.begins is not None and typing else None

    def take_over(self, text: str | None) -> None:
        """The keyboard, and what was half typed, come from the row that stood here before."""
        if self.begins is None:
            return
        if text is not None:
            self.begins.setText(text)
            self.begins.setModified(True)
        self.begins.setFocus()

    def close_down(self) -> None:
        """Another row takes the place: what happens to this one from now on means nothing."""
        if self.begins is not None:
            self.begins.blockSignals(True)


def place_text(ms: int) -> str:
    """A moment of session time, with a minus sign before its beginning."""
    return f"-{span_text(-ms)}" if ms < 0 else span_text(ms)


def parse_place(text: str) -> int:
    """Ms of what `place_text` shows; ValueError when it is none."""
    stripped = text.strip().replace("−", "-")
    return -parse_span(stripped[1:]) if stripped.startswith("-") else parse_span(stripped)
