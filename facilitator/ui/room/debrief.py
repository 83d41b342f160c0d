"""Right after a session, before it fades: themes, surprises, differences, quotes, and what to change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.room import Debrief, Role
from facilitator.services.session.room import Room
from facilitator.ui.room.words import tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox, Field
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import paint_ground

KEEP_MS = 800
"""A pause in typing after which what was typed is kept."""
LONGEST_MS = 2000
"""What is typed without a pause is kept this often."""


def prompts() -> Mapping[str, str]:
    """What is asked, by field."""
    return {
        "themes": tr("What were the main themes?"),
        "surprises": tr("What surprised you?"),
        "differences": tr("How did this group differ from the others?"),
        "quotes": tr("Which words should be remembered?"),
        "change": tr("What should be changed for the next session?"),
    }


def role_words() -> Sequence[tuple[Role, str]]:
    """What whoever writes did in the session."""
    return (("", "–"), ("lead", tr("led it")), ("scribe", tr("took notes")), ("observer", tr("looked on")))


def form_name(debrief: Debrief) -> str:
    """Whose form it is."""
    name = debrief.facilitator or tr("Without a name")
    role = dict(role_words())[debrief.role] if debrief.role else ""
    return tr("{name}, {role}").format(name=name, role=role) if role else name


class DebriefForm(QWidget):
    """One form for each facilitator: five texts, kept as they are typed; the others' words stand beside."""

    notice_requested = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room: Room | None = None
        self._debrief = Debrief("")
        self._mine = Debrief("")
        self.forms: list[Button] = []
        self._keeping = False
        self._flow = FlowLayout(spacing=8)
        self.new_button = Button(theme, tr("Another form"), icon="add", shortcut_text="Ctrl+Enter")
        self.name = Field(theme, tr("Who writes this"))
        self.role = ChoiceBox(theme, tr("What this person did"))
        for role, word in role_words():
            self.role.addItem(word, role)
        self.texts: dict[str, QPlainTextEdit] = {}
        self._others = QVBoxLayout()
        self.others: list[str] = []
        self._lay_out()
        self._soon = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._latest = QTimer(self, interval=LONGEST_MS, singleShot=True)
        for timer in (self._soon, self._latest):
            timer.timeout.connect(self.keep)
        self.name.line.textEdited.connect(self._on_typed)
        self.role.activated.connect(self.keep)
        self.new_button.clicked.connect(self.begin)

    def _lay_out(self) -> None:
        theme = self._theme
        who = QHBoxLayout()
        who.setSpacing(8)
        who.addWidget(self.name, 1)
        who.addWidget(self.role, 0, Qt.AlignmentFlag.AlignBottom)
        left, column = _column()
        column.addLayout(who)
        for field, prompt in prompts().items():
            column.addSpacing(8)
            column.addWidget(Label(theme, prompt, "body", bold=True))
            column.addWidget(self._text(field, prompt))
        column.addStretch(1)
        right, beside = _column()
        beside.addWidget(Label(theme, tr("What the others wrote"), "body", bold=True))
        beside.addLayout(self._others)
        beside.addStretch(1)
        self.beside = _scrolling(right)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(_scrolling(left), 3)
        halves.addWidget(self.beside, 2)
        forms = QWidget()
        forms.setLayout(self._flow)
        bar = QHBoxLayout()
        bar.addWidget(forms, 1)
        bar.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(bar)
        whole.addLayout(halves, 1)

    def _text(self, field: str, prompt: str) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setAccessibleName(prompt)
        text.setTabChangesFocus(True)
        text.setMinimumHeight(self._theme.px(72))
        text.setMaximumHeight(self._theme.px(110))
        text.textChanged.connect(self._on_typed)
        self.texts[field] = text
        return text

    # Which form

    def show_room(self, room: Room, mine: Debrief) -> None:
        """The form that was on show, else one's own; `mine` says whose a new one is."""
        if self._keeping:
            return
        self.keep()
        same = self._room is not None and room.session == self._room.session
        self._room, self._mine = room, mine
        known = room.debriefs()
        wanted = self._debrief.id if same else ""
        found = next((each for each in known if each.id == wanted), None) or _own(known, mine)
        self._show(found or (self._debrief if same and not self._debrief.id else mine))

    def begin(self) -> None:
        """Another form, for somebody who has none yet."""
        self.keep()
        if self._room is not None:
            taken = any(_is_of(each, self._mine) for each in self._room.debriefs())
            self._show(Debrief("") if taken else self._mine)
            self.name.line.setFocus()

    def choose(self, debrief_id: str) -> None:
        """The form of another facilitator."""
        self.keep()
        found = [each for each in self._room.debriefs() if each.id == debrief_id] if self._room else []
        if found:
            self._show(found[0])
            self.texts["themes"].setFocus()

    def _show(self, debrief: Debrief) -> None:
        self._debrief = debrief
        if self.name.line.text() != debrief.facilitator:
            self.name.line.setText(debrief.facilitator)
        self.role.setCurrentIndex(self.role.findData(debrief.role))
        for field, text in self.texts.items():
            if text.toPlainText().strip() != getattr(debrief, field):
                text.blockSignals(True)
                text.setPlainText(getattr(debrief, field))
                text.blockSignals(False)
        self._show_forms()

    def _show_forms(self) -> None:
        known = self._room.debriefs() if self._room else []
        self._flow.clear()
        self.forms = []
        for each in known:
            button = Button(self._theme, form_name(each))
            button.setCheckable(True)
            button.setChecked(each.id == self._debrief.id)
            button.clicked.connect(lambda _on=False, form=each.id: self.choose(form))
            self.forms.append(button)
            self._flow.addWidget(button)
        self._show_others([each for each in known if each.id != self._debrief.id])

    def _show_others(self, others: Sequence[Debrief]) -> None:
        while (item := self._others.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.others = []
        for each in others:
            told = [(prompt, getattr(each, field)) for field, prompt in prompts().items() if getattr(each, field)]
            self._others.addWidget(Label(self._theme, form_name(each), "body", bold=True))
            for prompt, words in told:
                self._others.addWidget(Label(self._theme, prompt, "second", "text2", wrap=True))
                self._others.addWidget(Label(self._theme, words, "body", wrap=True))
            self.others.append("\n".join((form_name(each), *(words for _, words in told))))
        self.beside.setVisible(bool(others))

    # Keeping

    def keep(self) -> None:
        """Keeps what was typed, if anything was."""
        self._soon.stop()
        self._latest.stop()
        if self._room is None:
            return
        values: dict[str, Any] = {field: text.toPlainText().strip() for field, text in self.texts.items()}
        role: Role = self.role.currentData() or ""
        typed = replace(self._debrief, facilitator=self.name.line.text().strip(), role=role, **values)
        if typed != self._debrief and (self._debrief.id or any(values.values())):
            self._keeping = True  # the change is heard of before it has its id
            try:
                self._debrief = self._room.keep_debrief(typed)
            finally:
                self._keeping = False
            self._show_forms()

    def _on_typed(self) -> None:
        if self._room is not None:
            self._soon.start()
            if not self._latest.isActive():
                self._latest.start()


def _is_of(debrief: Debrief, mine: Debrief) -> bool:
    """By the name; a scribe's laptop knows its name, the facilitator's own may have none."""
    if mine.role == "scribe":
        return debrief.facilitator == mine.facilitator
    return debrief.role != "scribe" if not debrief.facilitator else debrief.facilitator == mine.facilitator


def _own(known: Sequence[Debrief], mine: Debrief) -> Debrief | None:
    """One's own form, else, on the facilitator's laptop, the first that is no scribe's."""
    own = [each for each in known if _is_of(each, mine)]
    if not own and mine.role != "scribe":
        own = [each for each in known if each.role not in ("scribe", "observer")]
    return next(iter(own), None)


def _column() -> tuple[QWidget, QVBoxLayout]:
    inner = QWidget()
    paint_ground(inner, "bg")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 16, 0)
    column.setSpacing(4)
    return inner, column


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    return area
