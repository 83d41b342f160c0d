"""One line of the check before a session: a light as colour, sign and word, and one sentence."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.services.sound.room_check import Light
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label

SIGNS: dict[Light, tuple[str, str]] = {
    "ok": ("disc_tick", "ok"),
    "warn": ("warning", "warn"),
    "bad": ("no", "rec"),
    "wait": ("ring", "text2"),
}
WORD_WIDTH = 76


def light_word(light: Light) -> str:
    """The light in one word."""
    return {
        "ok": _tr("Good"),
        "warn": _tr("Look at it"),
        "bad": _tr("Stop"),
        "wait": _tr("To do"),
    }[light]


class CheckRow(QWidget):
    """`name` is what is checked; the sentence says how it stands and what to do."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = name
        self.light: Light = "wait"
        self._sign = IconLabel(theme, "ring", "text2", 20)
        self._word = Label(theme, "", "second", bold=True)
        self._word.setFixedWidth(theme.px(WORD_WIDTH))
        self.sentence = Label(theme, "", wrap=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 4, 0, 4)
        self.row.setSpacing(10)
        self.row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self.sentence, 1)
        theme.changed.connect(self._fit)
        self.show_light("wait", name)

    def show_light(self, light: Light, sentence: str) -> None:
        """Nothing happens when it says so already: levels come ten times a second."""
        if (light, sentence) == (self.light, self.sentence.text()):
            return
        self.light = light
        icon, tone = SIGNS[light]
        self._sign.show_icon(icon, tone)
        self._word.setText(light_word(light))
        self._word.set_look(tone=tone)
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{self.name}, {light_word(light)}: {sentence}")

    def _fit(self) -> None:
        self._word.setFixedWidth(self._theme.px(WORD_WIDTH))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoomCheck", text)
