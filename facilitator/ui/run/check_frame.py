"""The parts of the room check and where they stand: sound at the left, everything else at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.services.ports import InputDevice
from facilitator.services.sound.room_check import Light
from facilitator.ui.run.check_row import SIGNS, CheckRow
from facilitator.ui.run.check_words import room_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.announce import announce
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox, TickBox
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.level_meter import LevelMeter
from facilitator.ui.widgets.panel import Panel, SectionHead, paint_ground

BESIDE = 8
"""Between the panels and the bar that scrolls them."""
NARROW = 800
"""Below this width, in px at 100 % type, the two columns stand one under the other."""


class CheckFrame(QWidget):
    """Layout alone; `RoomCheck` gives it life."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        paint_ground(self, "bg")
        self._badge = Badge(theme, "", size=40)
        self._group = Label(theme, "", "second", "text2")
        self._sign = IconLabel(theme, "ring", "text2", 28)
        self.word = Label(theme, "", "title")
        self.inputs = ChoiceBox(theme, self.tr("Microphone"))
        self.meter = LevelMeter(theme)
        self.record_trial = Button(theme, self.tr("Record 10 s and play them"), icon="mic")
        self.headphones = TickBox(theme, self.tr("I wear headphones: replay is allowed while recording"))
        self.sound = CheckRow(theme, self.tr("Farthest seat"))
        self.heard = CheckRow(theme, self.tr("Test recording"))
        self.consent = CheckRow(theme, self.tr("Consent"))
        self.disk = CheckRow(theme, self.tr("Disk"))
        self.battery = CheckRow(theme, self.tr("Battery"))
        self.sleep = CheckRow(theme, self.tr("Sleep"))
        self.projector = CheckRow(theme, self.tr("Audience screen"))
        self.open_window = Button(theme, self.tr("Open it"), icon="screen")
        self.projector.row.addWidget(self.open_window, 0, Qt.AlignmentFlag.AlignTop)
        self.start_button = Button(theme, self.tr("Start recording"), "main", "mic", "F5", height=40)
        self.anyway = Button(theme, self.tr("Record anyway"), height=40)
        self.notes_only = Button(theme, self.tr("Notes only"), shortcut_text="Shift+F5", height=40)
        self.back = Button(theme, self.tr("Back"), "quiet", shortcut_text="Esc", height=40)
        self.refusal = Label(theme, "", "body", "rec", bold=True, wrap=True)
        self._lay_out()
        self.anyway.hide()

    def rows(self) -> Sequence[CheckRow]:
        """Every light."""
        return (self.sound, self.heard, self.consent, self.disk, self.battery, self.sleep, self.projector)

    def panes(self) -> list[QWidget]:
        """The stops of F6."""
        return [self._left, self._foot]

    def take_focus(self) -> None:
        """Where F5, Enter and Esc are understood."""
        (self.record_trial if self.record_trial.isEnabled() else self.notes_only).setFocus()

    def show_group(self, actor: Actor) -> None:
        self._badge.show_look(BadgeLook.of(actor), actor.name)
        self._group.setText(self.tr("Before the session with {group}").format(group=actor.name))

    def show_room(self, light: Light) -> None:
        """The light of the whole room: sign, word and colour."""
        icon, tone = SIGNS[light]
        self._sign.show_icon(icon, tone)
        word = room_words(light)
        if self.word.text() != word:
            self.word.setText(word)
            self.word.setAccessibleName(self.tr("The room: {word}").format(word=word))
        if light != "bad":
            self.refuse("")

    def show_inputs(self, found: Sequence[InputDevice], chosen: str) -> None:
        """The microphones; the one used last stays chosen when it is there."""
        self.inputs.clear()
        for each in found:
            self.inputs.addItem(each.name, each.id)
        at = next((n for n, each in enumerate(found) if each.id == chosen), 0)
        self.inputs.setCurrentIndex(at if found else -1)
        self.inputs.setEnabled(bool(found))
        self.inputs.updateGeometry()

    def refuse(self, sentence: str) -> None:
        """Why it does not begin; then there is also a button to begin all the same."""
        if sentence == self.refusal.text():
            return
        self.refusal.setText(sentence)
        self.anyway.setVisible(bool(sentence))
        if sentence:
            announce(self.refusal, sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(NARROW)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("clear", "true")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(0, 0, BESIDE, 0)
        self._columns.setSpacing(16)
        self._left = self._sound_panel()
        self._columns.addWidget(self._left, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._room_panel(), 1, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.verticalScrollBar().rangeChanged.connect(lambda _low, high: self._align(area, scrolls=high > 0))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(area, 1)
        column.addWidget(self.refusal)
        column.addWidget(self._buttons())
        self._align(area, scrolls=False)

    def _align(self, area: QScrollArea, *, scrolls: bool) -> None:
        """The head ends where the panels end, beside the bar that scrolls them."""
        bar = area.verticalScrollBar().sizeHint().width() if scrolls else 0
        self._head_row.setContentsMargins(0, 0, bar + BESIDE, 0)

    def _head(self) -> QHBoxLayout:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._group)
        titles.addWidget(Label(self._theme, self.tr("Check the room"), "title"))
        row = self._head_row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._badge)
        row.addLayout(titles)
        row.addStretch(1)
        row.addWidget(self._sign)
        row.addWidget(self.word)
        return row

    def _sound_panel(self) -> QWidget:
        panel = Panel(self._theme, spacing=10)
        panel.body.addWidget(SectionHead(self._theme, self.tr("Sound")))
        label = Label(self._theme, self.tr("Microphone"), "second", "text2")
        label.setBuddy(self.inputs)
        trial = QWidget()
        flow = FlowLayout(trial, spacing=8)
        flow.addWidget(self.record_trial)
        for widget in (label, self.inputs, self.meter, self.sound, trial, self.heard, self.headphones):
            panel.body.addWidget(widget)
        return panel

    def _room_panel(self) -> QWidget:
        panel = Panel(self._theme, spacing=6)
        panel.body.addWidget(SectionHead(self._theme, self.tr("Room")))
        for row in (self.consent, self.disk, self.battery, self.sleep, self.projector):
            panel.body.addWidget(row)
        return panel

    def _buttons(self) -> QWidget:
        self._foot = QWidget()
        flow = FlowLayout(self._foot, spacing=8)
        for button in (self.start_button, self.notes_only, self.anyway, self.back):
            flow.addWidget(button)
        return self._foot
