"""The recording in the right pane of Run: level, microphone, disk and battery, always in sight."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ui.recording import DISK_LOW_MIN, Supplies
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.level_meter import LevelMeter
from facilitator.ui.widgets.light import Recording
from facilitator.ui.widgets.panel import SectionHead


class RecordingPane(QWidget):
    """Shows, and says what was pressed; what recording does is decided elsewhere. It never takes the keyboard."""

    start_requested = Signal()
    pause_requested = Signal()
    notes_only_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = Recording.NONE
        self.head = SectionHead(theme, "")
        self.device = ElidedLabel(theme, "", "second")
        self.device.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head.row.setStretch(1, 0)
        self.head.row.addWidget(self.device, 1)
        self.meter = LevelMeter(theme)
        self.pause = IconButton(theme, "pause", self.tr("Pause the recording"), "Ctrl+F5")
        self.record = Button(theme, self.tr("Record"), icon="mic", shortcut_text="F5")
        self.notes_only = Button(theme, self.tr("Notes only"), "quiet")
        self.notes_only.setToolTip(self.tr("Notes only (Shift+F5)"))
        self.headphones = IconButton(
            theme, "headphones", self.tr("I wear headphones: entries may be played while recording")
        )
        self.headphones.setCheckable(True)
        self._disk_sign = IconLabel(theme, "disk", "text", 16)
        self.disk = Label(theme, "", "second")
        self._battery_sign = IconLabel(theme, "battery", "text", 16)
        self.battery = Label(theme, "", "second")
        self._lay_out()
        self._wire()
        self.show_state(Recording.NONE)
        self.show_supplies(Supplies())

    def show_state(self, state: Recording, device: str = "", trouble: str = "") -> None:
        """`trouble` is why nothing is recorded, in two words."""
        self._state = state
        self.head.set_text(self._title(state))
        self.device.setText(trouble or device)
        self.device.set_look(tone="rec" if trouble else "text", weight="bold" if trouble else "")
        self.pause.setVisible(state is Recording.ON)
        self.record.setVisible(state not in (Recording.ON, Recording.LOST))  # at a loss the banner has the ways on
        self.record.setText(self._record_words(state))
        self.notes_only.setVisible(state in (Recording.PAUSED, Recording.NONE))
        if state is not Recording.ON:
            self.meter.show_nothing()

    def show_level(self, peak_dbfs: float) -> None:
        if self._state is not Recording.NOTES_ONLY:
            self.meter.show_level(peak_dbfs)

    def show_supplies(self, supplies: Supplies) -> None:
        """Disk and battery; amber when they become low."""
        disk, low = supplies.disk_minutes, supplies.disk_low
        self._show(self._disk_sign, "disk", self.disk, self._disk_words(disk), low=low)
        battery = "" if supplies.battery is None else self._battery_words(supplies)
        self._show(self._battery_sign, "battery", self.battery, battery, low=supplies.battery_low)

    @staticmethod
    def _show(sign: IconLabel, icon: str, label: Label, words: str, *, low: bool) -> None:
        tone = "warn" if low else "text"
        for widget in (sign, label):
            widget.setVisible(bool(words))
        if label.text() != words:
            label.setText(words)
        sign.show_icon(icon, tone)
        label.set_look(tone=tone, weight="bold" if low else "")

    def _disk_words(self, minutes: int | None) -> str:
        if minutes is None:
            return ""
        if minutes >= DISK_LOW_MIN:
            return self.tr("{hours} h of disk left").format(hours=minutes // 60)
        if minutes >= 60:
            return self.tr("{hours} h {minutes} min of disk left").format(hours=minutes // 60, minutes=minutes % 60)
        return self.tr("{minutes} min of disk left").format(minutes=minutes)

    def _battery_words(self, supplies: Supplies) -> str:
        words = self.tr("{percent} %, mains on") if supplies.mains else self.tr("{percent} %, mains off")
        return words.format(percent=supplies.battery)

    def _title(self, state: Recording) -> str:
        return {
            Recording.ON: self.tr("Recording"),
            Recording.PAUSED: self.tr("Recording paused"),
            Recording.LOST: self.tr("Recording stopped"),
            Recording.NOTES_ONLY: self.tr("Notes only"),
        }.get(state, self.tr("Not recording"))

    def _record_words(self, state: Recording) -> str:
        return self.tr("Resume") if state is Recording.PAUSED else self.tr("Record")

    def _lay_out(self) -> None:
        level = QHBoxLayout()
        level.setSpacing(8)
        level.addWidget(self.meter, 1)
        level.addWidget(self.headphones)
        level.addWidget(self.pause)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.record)
        buttons.addWidget(self.notes_only)
        buttons.addStretch(1)
        facts = QWidget()
        flow = FlowLayout(facts, spacing=8)
        for sign, label in ((self._disk_sign, self.disk), (self._battery_sign, self.battery)):
            flow.addWidget(_beside(sign, label))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(level)
        column.addLayout(buttons)
        column.addWidget(facts)

    def _wire(self) -> None:
        for button in (self.pause, self.record, self.notes_only, self.headphones):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click leaves the keyboard in the capture line
        self.pause.clicked.connect(self.pause_requested)
        self.record.clicked.connect(self.start_requested)
        self.notes_only.clicked.connect(self.notes_only_requested)


def _beside(sign: IconLabel, label: Label) -> QWidget:
    """A figure with its sign; both go together to the next line where there is no room."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(sign)
    row.addWidget(label)
    return pair
