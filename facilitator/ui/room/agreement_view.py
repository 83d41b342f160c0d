"""Agreement: people against entries or questions of a focus group, and against what they were shown in a reflection."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.reactions import Reaction
from facilitator.services.reflection.walk import Step
from facilitator.services.session.room import Room
from facilitator.ui.room.grid import Grid
from facilitator.ui.room.reaction_words import reaction_grid
from facilitator.ui.room.words import agreement_by_question, agreement_grid, tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox
from facilitator.ui.widgets.label import Label

EVERYTHING, BY_QUESTION = "", "*"


class AgreementView(QWidget):
    """Only the facilitator sees it; as a document it stands by seat, without aliases."""

    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room: Room | None = None
        self._questions: Sequence[Question] = ()
        self.grid = Grid(theme, tr("Agreement: entries and people"))
        self.choice = ChoiceBox(theme, tr("Which entries"))
        self.export_button = Button(theme, tr("As a document"), icon="report", shortcut_text="Ctrl+Shift+E")
        self._key = Label(theme, "", "second", "text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._key, 1)
        head.addWidget(self.choice)
        head.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        self.choice.currentIndexChanged.connect(lambda _at: self._read())
        self.export_button.clicked.connect(self.export_requested)

    def show_room(self, room: Room, questions: Sequence[Question]) -> None:
        """The session's entries; the choice stays as long as its question is there."""
        self._room = room
        self._key.setText(tr("● said   + agreed   − did not agree   ! surprised   · no sign   – not there"))
        for widget in (self.choice, self.export_button):
            widget.setVisible(True)
        if [each.id for each in questions] != [each.id for each in self._questions] or not self.choice.count():
            self._questions = list(questions)
            self._fill()
        self._read()

    def show_reactions(self, steps: Sequence[Step], reactions: Sequence[Reaction], people: Sequence[Person]) -> None:
        """How each person took each thing shown in a reflection; who reacts is known only where a seat was given."""
        self._room = None
        key = tr("+ agrees   ± partly   − disagrees   = same with us   ! surprised   ? asks   * adds   0 nobody reacts")
        self._key.setText(key)
        for widget in (self.choice, self.export_button):
            widget.setVisible(False)
        self.grid.show_grid(*reaction_grid(steps, reactions, people))

    def _fill(self) -> None:
        before = self.choice.currentData()
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem(tr("All entries"), EVERYTHING)
        self.choice.addItem(tr("Question by question"), BY_QUESTION)
        for at, question in enumerate(self._questions, 1):
            words = tr("{number}  {heading}").format(number=at, heading=question.heading)
            self.choice.addItem(words, question.id)
        self.choice.setCurrentIndex(max(self.choice.findData(before), 0))
        self.choice.blockSignals(False)

    def _read(self) -> None:
        if self._room is None:
            return
        chosen = str(self.choice.currentData() or EVERYTHING)
        if chosen == BY_QUESTION:
            self.grid.show_grid(*agreement_by_question(self._room.agreement(), self._questions))
        else:
            self.grid.show_grid(*agreement_grid(self._room.agreement(chosen or None)))
