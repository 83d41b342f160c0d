"""Whom a transcript means by one of its labels: a seat of the group, or any other name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.people import Person
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox, Line
from facilitator.ui.widgets.label import Label


class SpeakerRow(QWidget):
    """Comes up under the transcript for the label of one line; a seat is taken when it is chosen, a name with Enter."""

    bound = Signal(str, str)
    """A label, and the id of a person."""
    renamed = Signal(str, str)
    """A label, and another one."""
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ""
        self._whose = Label(theme, "", "second", "text2", wrap=True)
        self.seats = ChoiceBox(theme, self.tr("Seat of this speaker"))
        self.name = Line(theme, self.tr("or another name"), self.tr("Name of this speaker"))
        self.keep = Button(theme, self.tr("Rename"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._whose)
        column.addWidget(self.seats)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.seats.activated.connect(self._bind)
        self.name.returnPressed.connect(self._rename)
        self.keep.clicked.connect(self._rename)
        self.hide()

    def begin(self, label: str, people: Sequence[Person]) -> None:
        """Ask about a label, with the keyboard in the seats."""
        self._label = label
        named = self.tr("Who is “{label}” in this transcript?").format(label=label)
        self._whose.setText(named if label else self.tr("Who says the lines without a speaker?"))
        self.seats.clear()
        self.seats.addItem(self.tr("Choose a seat"), None)
        for person in people:
            words = f"{person.seat}  {person.alias}" if person.seat else person.alias
            self.seats.addItem(words.strip(), person.id)
        self.seats.setVisible(bool(people))
        self.name.setText("")
        self.show()
        (self.seats if people else self.name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _bind(self) -> None:
        person = self.seats.currentData()
        if person:
            self.bound.emit(self._label, str(person))
            self._leave()

    def _rename(self) -> None:
        name = self.name.text().strip()
        if name:
            self.renamed.emit(self._label, name)
            self._leave()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
