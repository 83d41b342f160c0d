"""The words of a statement or quote, edited in place; saved when the keyboard leaves them."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.undoing import is_for_study


class WordsEdit(QPlainTextEdit):
    """Ctrl+Enter or leaving the field saves; Esc gives the old words back."""

    saved = Signal(str)
    given_up = Signal()

    ring_radius = 4

    def __init__(self, theme: Theme, name: str, *, italic: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(theme.font("card", italic=italic))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(108))

    def show_words(self, words: str) -> None:
        """The words as they are in the study; what is being typed stays until it is saved or given up."""
        if words == self._words and self.toPlainText().strip():
            return
        self._words = words
        self.setPlainText(words)

    def begin(self) -> None:
        """Take the keyboard, behind the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Tells the new words if they differ."""
        words = self.toPlainText().strip()
        if words and words != self._words:
            self._words = words
            self.saved.emit(words)
        elif not words:
            self.setPlainText(self._words)

    def event(self, event: QEvent) -> bool:
        if is_for_study(self, event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.save()
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._words)
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.save()
