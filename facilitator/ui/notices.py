"""What the program has said, newest last; the strip shows the last one, F1 shows them all."""

import sys
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from facilitator.domain.errors import UserError

KEPT = 200


class Notice(NamedTuple):
    """One sentence, when it was said, whether Undo takes back what it tells, and its tone (text, warn, rec)."""

    sentence: str
    at: datetime
    undoable: bool = False
    tone: str = "text"


def _now() -> datetime:
    return datetime.now().astimezone()


class Notices(QObject):
    """The list behind the strip; one notice replaces another and none goes away by itself."""

    said = Signal(Notice)

    def __init__(self, clock: Callable[[], datetime] = _now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._all: list[Notice] = []

    @property
    def all(self) -> tuple[Notice, ...]:
        return tuple(self._all)

    @property
    def latest(self) -> Notice | None:
        return self._all[-1] if self._all else None

    def pass_on(self, sentence: str, undoable: bool) -> None:
        """What a page says; while it deals with a refusal, that is a refusal and looks like one."""
        refused = isinstance(sys.exception(), UserError)
        self.say(sentence, undoable=undoable, tone="rec" if refused else "text")

    def say(self, sentence: str, *, undoable: bool = False, tone: str = "text") -> None:
        notice = Notice(sentence, self._clock(), undoable, tone)
        self._all = [*self._all[-(KEPT - 1) :], notice]
        self.said.emit(notice)
