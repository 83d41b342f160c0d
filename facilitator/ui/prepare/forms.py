"""Parts of the side panel's forms: what is typed is kept when the field is left, one change each."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilitator.domain.errors import UserError
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.fields import ChoiceBox, Field, NumberField
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.undoing import is_for_study

Keep = Callable[[Any], object]


class _Kept:
    """What a place for words has handed on, beside what stands in it; a refused text stays there with the reason."""

    def __init__(
        self, keep: Keep, read: Callable[[], str], write: Callable[[str], None], say: Callable[[str], None]
    ) -> None:
        self._keep, self._read, self._write, self._say = keep, read, write, say
        self._kept = ""

    def show(self, text: str, *, focused: bool) -> None:
        """Show what is kept, unless something else is being typed."""
        typing = focused and self._read() != self._kept
        self._kept = text
        if not typing and self._read() != text:
            self._write(text)
            self._say("")

    def commit(self) -> None:
        text = self._read()
        if text.strip() != self._kept.strip():
            try:
                self._keep(text)
            except UserError as error:
                self._say(str(error))
                return
            self._kept = text.strip()
        self._say("")


class TextField(Field):
    """A labelled line."""

    def __init__(self, theme: Theme, label: str, keep: Keep, hint: str = "") -> None:
        super().__init__(theme, label, hint)
        self._words = _Kept(keep, self.line.text, self.line.setText, self.set_error)
        self.line.editingFinished.connect(self.commit)

    def show_text(self, text: str) -> None:
        self._words.show(text, focused=self.line.hasFocus())

    def commit(self) -> None:
        self._words.commit()


class _Box(QPlainTextEdit):
    """A few lines of text; Tab leaves it and leaving keeps it."""

    ring_radius = 4
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if is_for_study(self, event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TextBox(QWidget):
    """A labelled box of several lines."""

    def __init__(self, theme: Theme, label: str, keep: Keep, *, lines: int = 3, hint: str = "") -> None:
        super().__init__()
        self.box = _Box()
        self._words = _Kept(keep, self.box.toPlainText, self.box.setPlainText, self._say)
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(label)
        self.box.setPlaceholderText(hint)
        self.box.setFixedHeight(theme.px(20) * lines + 18)
        self._error = Label(theme, "", "second", "rec", wrap=True)
        self._error.hide()
        _captioned(self, theme, label, self.box).addWidget(self._error)
        self.box.left.connect(self.commit)

    def show_text(self, text: str) -> None:
        self._words.show(text, focused=self.box.hasFocus())

    def commit(self) -> None:
        self._words.commit()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.box.setProperty("error", "true" if sentence else "")
        self.box.setAccessibleDescription(sentence)
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)


class Choice(QWidget):
    """A labelled choice; `keep` gets the value chosen."""

    def __init__(self, theme: Theme, label: str, options: Mapping[Any, str], keep: Keep) -> None:
        super().__init__()
        self._keep = keep
        self.box = ChoiceBox(theme, label)
        _captioned(self, theme, label, self.box)
        self.set_options(options)
        self.box.activated.connect(lambda _at: keep(self.box.currentData()))

    def set_options(self, options: Mapping[Any, str]) -> None:
        """Replace the options where they differ."""
        if [self.box.itemText(at) for at in range(self.box.count())] == list(options.values()):
            return
        self.box.clear()
        for value, text in options.items():
            self.box.addItem(text, value)

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self.box.findData(value))


class Number(QWidget):
    """A labelled number, kept when the field is left."""

    def __init__(self, theme: Theme, label: str, keep: Keep, *, low: int, high: int) -> None:
        super().__init__()
        self._keep = keep
        self._kept = low
        self.box = NumberField(theme, low, high, name=label)
        _captioned(self, theme, label, self.box)
        self.box.editingFinished.connect(self.commit)

    def show_number(self, number: int) -> None:
        self._kept = number
        self.box.setValue(number)

    def commit(self) -> None:
        if self.box.value() != self._kept:
            self._kept = self.box.value()
            self._keep(self._kept)


def _captioned(holder: QWidget, theme: Theme, label: str, box: QWidget) -> QVBoxLayout:
    """Lay a field out under its label."""
    caption = Label(theme, label, "second", "text2")
    caption.setBuddy(box)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(box)
    return column


class Form(QWidget):
    """A form of the side panel about one record; `load` shows what the study holds and says if it is still there."""

    heading = ""
    done = Signal()
    """The form has served its purpose and may be closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.theme = desk.theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 8, 16, 16)
        self.column.setSpacing(12)

    def load(self) -> bool:
        """Show the record as it is now; False when it is gone."""
        return True

    def first(self) -> QWidget | None:
        """Where typing begins."""
        return None

    def finish(self) -> bool:
        """Do what the form is for, at Ctrl+Enter; False where it has nothing of its own to do."""
        return False

    def add(self, *widgets: QWidget) -> None:
        """Put widgets one below the other."""
        for widget in widgets:
            self.column.addWidget(widget)

    def add_side_by_side(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in widgets:
            row.addWidget(widget, 1)
        self.column.addLayout(row)

    def caption(self, text: str) -> Label:
        """A small heading between parts of the form."""
        label = Label(self.theme, text, "second", bold=True)
        self.column.addWidget(label)
        return label
