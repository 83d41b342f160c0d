"""A seat key that is held while somebody speaks: it measures the time and writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from facilitator.domain.grammar import Head
from facilitator.services.session.capture import Draft
from facilitator.ui.run.line import CaptureLine

HELD_MS = 1_000
"""Whoever types a seat has let go of its key long before."""


@dataclass(frozen=True, slots=True)
class _Press:
    key: int
    seat: int
    at_ms: int


class SeatHold(QObject):
    """Sees the keys of the capture line first; `take_mark` gives session time in ms, None where none goes on."""

    held = Signal(int, int, int)
    """The seat, and from when on and until when its key was held, in ms of session time."""

    def __init__(self, line: CaptureLine, take_mark: Callable[[], int | None], parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._take_mark = take_mark
        self._press: _Press | None = None
        line.text.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._press = None
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._released(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key only repeats itself because it is held."""
        if event.isAutoRepeat():
            return self._press is not None and event.key() == self._press.key
        self._press = self._begun(event)
        return False

    def _begun(self, event: QKeyEvent) -> _Press | None:
        at_ms = self._take_mark()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self._line.is_empty or at_ms is None or not plain or event.text() not in tuple("123456789"):
            return None
        return _Press(event.key(), int(event.text()), at_ms)

    def _released(self, event: QKeyEvent) -> None:
        press, now = self._press, self._take_mark()
        if press is None or event.key() != press.key:
            return
        self._press = None
        alone = self._line.draft.head == Head(who=press.seat) and not self._line.draft.text
        if alone and now is not None and now - press.at_ms >= HELD_MS:
            self._line.restore(Draft())
            self.held.emit(press.seat, press.at_ms, now)
