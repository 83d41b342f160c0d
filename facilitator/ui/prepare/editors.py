"""The editors that open in the place of a cell; loaded with the first one, since the page comes up without any."""

from PySide6.QtWidgets import QWidget

from facilitator.ui.prepare.words import type_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.fields import ChoiceBox, Line, NumberField


class TypeBox(ChoiceBox):
    """The types of questions; knows whether its list was opened: a choice from there is final, arrows may go on."""

    opened = False

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, name, parent)
        for kind, word in type_words().items():
            self.addItem(word, kind)

    def showPopup(self) -> None:
        self.opened = True
        super().showPopup()


def show_value(editor: QWidget, value: object) -> None:
    """Put a cell's value into its editor, ready to be typed over."""
    if isinstance(editor, ChoiceBox):
        editor.setCurrentIndex(editor.findData(value))
    elif isinstance(editor, NumberField) and isinstance(value, int):
        editor.setValue(value)
        editor.selectAll()
    elif isinstance(editor, Line):
        editor.setText(str(value))
        editor.end(False)  # select from the end, so that the beginning is seen
        editor.home(True)


def value_of(editor: QWidget) -> object:
    """What the editor holds now."""
    if isinstance(editor, ChoiceBox):
        return editor.currentData()
    if isinstance(editor, NumberField):
        editor.interpretText()
        return editor.value()
    return editor.text() if isinstance(editor, Line) else None
