"""The text part of the capture line: a line edit that asks first whether a key belongs to the head."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QDropEvent, QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.domain.grammar import line_text

LONGEST = 1_000_000
OVERRIDE = QEvent.Type.ShortcutOverride


class KeyWatch(Protocol):
    """Sees every key of the line before the line does."""

    def pressed(self, event: QKeyEvent) -> bool:
        """Whether the key goes no further."""

    def released(self, event: QKeyEvent) -> None: ...

    def left(self) -> None:
        """The keyboard went elsewhere."""


class LineText(QLineEdit):
    """`take_key` sees every key first and says whether it was for the head; text of other ways begins the text."""

    text_begins = Signal()
    focused = Signal(bool)
    """The keyboard came or went."""

    def __init__(self, take_key: Callable[[QKeyEvent], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take_key = take_key
        self.watch: KeyWatch | None = None
        self.setProperty("plain", True)
        self.setMaxLength(LONGEST)
        self.setFrame(False)

    def event(self, event: QEvent) -> bool:
        if event.type() == OVERRIDE and isinstance(event, QKeyEvent) and self._is_free(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.watch is not None and self.watch.pressed(event):
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text(QGuiApplication.clipboard().mimeData())
        elif not self._take_key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.watch is not None:
            self.watch.released(event)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.watch is not None:
            self.watch.left()
        super().focusOutEvent(event)
        self.focused.emit(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A single committed character is a key like any other; composing begins the text."""
        commit = event.commitString()
        if len(commit) == 1 and not event.preeditString() and not self.text() and event.replacementLength() == 0:
            key = QKeyEvent(QEvent.Type.KeyPress, 0, QGuiApplication.keyboardModifiers(), commit)
            if self._take_key(key):
                super().inputMethodEvent(QInputMethodEvent("", []))
                return
        if commit or event.preeditString():
            self.text_begins.emit()
        if commit != line_text(commit):
            event.setCommitString(line_text(commit), event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)

    def paste_text(self, mime: QMimeData) -> None:
        """Breaks become spaces, whatever was copied."""
        if mime.hasText():
            self.text_begins.emit()
            self.insert(line_text(mime.text()))

    def dropEvent(self, event: QDropEvent) -> None:
        self.paste_text(event.mimeData())
        event.acceptProposedAction()

    def _is_free(self, event: QKeyEvent) -> bool:
        """Undo and redo with nothing typed are the study's."""
        keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        return not self.text() and any(event.matches(key) for key in keys)
