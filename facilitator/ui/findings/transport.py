"""The buttons under a waveform: play, back, in, out, loop, speed, snap."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator.ui.findings.listening import SPEEDS, Listener
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.label import Label


class CloseButton(Button):
    """A button with less air at its sides, so that a row of them fits beside the grid."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() - QSize(8, 0)


class Transport(QWidget):
    """Only shows; what the buttons do is said by whoever holds them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.play = CloseButton(theme, self.tr("Play"), "main", "play", "Space")
        self.back = self._quiet(self.tr("−3 s"), "J", self.tr("Three seconds back"))
        self.begin = self._quiet(self.tr("in"), "I", self.tr("The clip begins at the play position"))
        self.end = self._quiet(self.tr("out"), "O", self.tr("The clip ends at the play position"))
        self.loop = self._quiet(self.tr("Loop"), "R", self.tr("Play again and again"))
        self.loop.setCheckable(True)
        self.slower = self._quiet("−", "", self.tr("Slower, at the same pitch (Shift+L)"))
        self.speed = Label(theme, self.speed_text(1.0), "second", bold=True)
        self.faster = self._quiet("+", "", self.tr("Faster, at the same pitch (L)"))
        self.snap = IconButton(theme, "snap", self.tr("Move it to where speech begins or ends nearby"), "S")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in (
            (self.play, self.back, self.loop),
            (self.begin, self.end, self.snap, self.slower, self.speed, self.faster),
        ):
            column.addWidget(_flow(row))

    def speed_text(self, speed: float) -> str:
        """How fast, to read and to hear."""
        return self.tr("{speed} ×").format(speed=f"{speed:g}")

    def show_state(self, listener: Listener, *, has_clip: bool) -> None:
        """Play or Pause, and how fast."""
        playing = listener.playing
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play.set_icon_name("pause" if playing else "play")
        self.loop.setChecked(listener.loop)
        self.speed.setText(self.speed_text(listener.speed))
        self.slower.set_disabled_reason("" if listener.speed > SPEEDS[0] else self.tr("It does not go slower."))
        self.faster.set_disabled_reason("" if listener.speed < SPEEDS[-1] else self.tr("It does not go faster."))
        for button in (self.begin, self.end, self.snap):
            button.setVisible(has_clip)

    def _quiet(self, text: str, caps: str, name: str) -> Button:
        button = CloseButton(self._theme, text, "quiet", shortcut_text=caps)
        button.set_help(name)
        button.setAccessibleName(name)
        return button


def _flow(widgets: tuple[QWidget, ...]) -> QWidget:
    holder = QWidget()
    holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    flow = FlowLayout(holder, spacing=2)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
