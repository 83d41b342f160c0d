"""Welcome, ground rules and closing of a question set: whether they are steps of the route, how long, which words."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.questions import STEP_KINDS, USUAL_MINUTES, QuestionSet, Step, StepKind
from facilitator.services.prepare.routing import MAX_MINUTES
from facilitator.services.prepare.scripts import script_words
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.forms import Form, Number, TextBox
from facilitator.ui.prepare.words import step_words
from facilitator.ui.widgets.fields import TickBox
from facilitator.ui.widgets.label import Label

LINES = {"welcome": 8, "rules": 4, "closing": 5}


class StepPart(QWidget):
    """One step: a tick for the route, its minutes, and what is said aloud."""

    def __init__(self, desk: Desk, set_id: str, kind: StepKind) -> None:
        super().__init__()
        self._desk = desk
        self._set = set_id
        self._kind = kind
        name = step_words()[kind]
        self.tick = TickBox(desk.theme, self.tr("{step}: a step of the route").format(step=name))
        self.tick.clicked.connect(self._on_ticked)
        minutes = self.tr("{step}: minutes").format(step=name)
        self.minutes = Number(desk.theme, minutes, partial(self._edit, "minutes"), low=0, high=MAX_MINUTES)
        said = self.tr("{step}: said in these words").format(step=name)
        self.text = TextBox(desk.theme, said, partial(self._keep, "text"), lines=LINES[kind])
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.minutes)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addWidget(self.tick)
        column.addLayout(row)
        column.addWidget(self.text)

    def load(self, found: QuestionSet) -> None:
        """Show the step as the set has it; without words of its own, the usual ones stand there as a hint."""
        step = next((each for each in found.steps if each.kind == self._kind), None)
        self.tick.setChecked(step is not None)
        for part in (self.minutes, self.text):
            part.setVisible(step is not None)
        self.minutes.show_number(step.minutes if step is not None else USUAL_MINUTES[self._kind])
        self.text.box.setPlaceholderText(script_words(self._desk.preparing.store, Step(self._kind)))
        self.text.show_text(step.text if step is not None else "")

    def _on_ticked(self, checked: bool) -> None:
        routing = self._desk.routing
        if checked:
            self._desk.attempt(lambda: routing.add_step(self._set, self._kind))
        else:
            self._desk.attempt(lambda: routing.remove_step(self._set, self._kind))
        found = self._desk.preparing.store.get(QuestionSet, self._set)
        if found is not None:
            self.load(found)

    def _keep(self, field: str, value: object) -> None:
        self._desk.routing.edit_step(self._set, self._kind, **{field: value})

    def _edit(self, field: str, value: object) -> None:
        self._desk.attempt(lambda: self._keep(field, value))


class StepsForm(Form):
    """All three, one below the other; the keyboard begins at the one asked for."""

    def __init__(self, desk: Desk, row_id: str) -> None:
        super().__init__(desk)
        self._set, _, self._first = row_id.rpartition("/")
        self.parts: dict[StepKind, StepPart] = {kind: StepPart(desk, self._set, kind) for kind in STEP_KINDS}
        note = self.tr(
            "Shown large in Run at their place in the route and printed in the guide. Nobody else sees them."
        )
        self.add(Label(desk.theme, note, "second", "text2", wrap=True), *self.parts.values())
        self.column.addStretch(1)

    def load(self) -> bool:
        found = self.desk.preparing.store.get(QuestionSet, self._set)
        if found is None:
            return False
        self.heading = self.tr("Around the questions of “{name}”").format(name=found.name)
        for part in self.parts.values():
            part.load(found)
        return True

    def first(self) -> QWidget:
        part = next(part for kind, part in self.parts.items() if kind == self._first)
        return part.text.box if part.tick.isChecked() else part.tick
