"""A seat key that is held while somebody speaks: it measures the time and writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from facilitator.domain.grammar import Head
from facilitator.services.session.capture import Draft
from facilitator.ui.run.line import CaptureLine

SEATS = frozenset("123456789")
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
        line.text.watch = self

    def left(self) -> None:
        """Whoever goes elsewhere measures nothing."""
        self._press = None

    def pressed(self, event: QKeyEvent) -> bool:
        """Whether the key only repeats itself because it is held."""
        if event.isAutoRepeat():
            return self._press is not None and event.key() == self._press.key
        self._press = self._begun(event)
        return False

    def _begun(self, event: QKeyEvent) -> _Press | None:
        if event.text() not in SEATS or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        at_ms = self._take_mark()
        if at_ms is None or not self._line.is_empty:
            return None
        return _Press(event.key(), int(event.text()), at_ms)

    def released(self, event: QKeyEvent) -> None:
        press = self._press
        if press is None or event.isAutoRepeat() or event.key() != press.key:
            return
        self._press, now = None, self._take_mark()
        alone = self._line.draft.head == Head(who=press.seat) and not self._line.draft.text
        if alone and now is not None and now - press.at_ms >= HELD_MS:
            self._line.restore(Draft())
            self.held.emit(press.seat, press.at_ms, now)
