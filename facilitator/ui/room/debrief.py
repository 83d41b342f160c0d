"""Right after a session, before it fades: themes, surprises, differences, quotes, and what to change."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.room import Debrief
from facilitator.services.room import Room
from facilitator.ui.room.words import tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.fields import Field
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import paint_ground

KEEP_MS = 800
"""A pause in typing after which what was typed is kept."""


def prompts() -> Mapping[str, str]:
    """What is asked, by field."""
    return {
        "themes": tr("What were the main themes?"),
        "surprises": tr("What surprised you?"),
        "differences": tr("How did this group differ from the others?"),
        "quotes": tr("Which words should be remembered?"),
        "change": tr("What should be changed for the next session?"),
    }


class DebriefForm(QWidget):
    """Five texts, kept as they are typed; one form for each facilitator."""

    notice_requested = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room: Room | None = None
        self._debrief = Debrief("")
        self.name = Field(theme, tr("Who writes this"))
        self.texts: dict[str, QPlainTextEdit] = {}
        inner = QWidget()
        paint_ground(inner, "bg")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(4)
        column.addWidget(self.name)
        for field, prompt in prompts().items():
            column.addSpacing(8)
            column.addWidget(Label(theme, prompt, "body", bold=True))
            column.addWidget(self._text(theme, field, prompt))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._soon = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._soon.timeout.connect(self.keep)
        self.name.line.textEdited.connect(self._on_typed)

    def _text(self, theme: Theme, field: str, prompt: str) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setAccessibleName(prompt)
        text.setTabChangesFocus(True)
        text.setMinimumHeight(theme.px(72))
        text.setMaximumHeight(theme.px(110))
        text.textChanged.connect(self._on_typed)
        self.texts[field] = text
        return text

    def show_room(self, room: Room) -> None:
        """The first debrief of a session, or an empty one."""
        self.keep()
        self._room = room
        self._debrief = next(iter(room.debriefs()), Debrief(""))
        self.name.line.setText(self._debrief.facilitator)
        for field, text in self.texts.items():
            if text.toPlainText() != getattr(self._debrief, field):
                text.blockSignals(True)
                text.setPlainText(getattr(self._debrief, field))
                text.blockSignals(False)

    def keep(self) -> None:
        """Keeps what was typed, if anything was."""
        self._soon.stop()
        if self._room is None:
            return
        values = {field: text.toPlainText().strip() for field, text in self.texts.items()}
        typed = replace(self._debrief, facilitator=self.name.line.text().strip(), **values)  # type: ignore[arg-type]
        if typed != self._debrief and (self._debrief.id or any(values.values())):
            self._debrief = self._room.keep_debrief(typed)

    def _on_typed(self) -> None:
        if self._room is not None:
            self._soon.start()
