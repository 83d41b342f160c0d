"""Ctrl+Z in a field takes back typing first; when there is none left, it is the study's."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def is_for_study(field: QLineEdit | QPlainTextEdit, event: QEvent) -> bool:
    """Whether this asks if the field wants Undo or Redo, and the field has nothing to do with it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    history = field if isinstance(field, QLineEdit) else field.document()
    if event.matches(QKeySequence.StandardKey.Undo):
        return not history.isUndoAvailable()
    return event.matches(QKeySequence.StandardKey.Redo) and not history.isRedoAvailable()
