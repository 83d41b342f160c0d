"""What the parts of the page share: the services, what is chosen, and a way to say what happened."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.questions import QuestionSet
from facilitator.services.prepare.preparing import Preparing
from facilitator.services.prepare.routing import Routing
from facilitator.services.prepare.seating import Seating
from facilitator.ui.theme import Theme

R = TypeVar("R")


class Desk(QObject):
    """One for the page; its parts ask it for the chosen group and set and tell it when another is chosen."""

    chosen = Signal()
    """Another group or question set is to be shown."""
    said = Signal(str, bool)
    """A sentence for the strip, and whether Undo belongs beside it."""
    detail_requested = Signal(str, str)
    """A kind of side panel and the id of what it is about."""

    def __init__(self, theme: Theme, preparing: Preparing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.preparing = preparing
        self._group = ""
        self._set = ""

    @property
    def routing(self) -> Routing:
        return self.preparing.routing

    @property
    def seating(self) -> Seating:
        return self.preparing.seating

    def settle(self) -> None:
        """Keep to the group now shown, wherever it may be moved."""
        group = self.group
        self._group = group.id if group else ""

    @property
    def group(self) -> Actor | None:
        """The chosen group, or the first one where that is gone."""
        groups = self.preparing.groups()
        return next((group for group in groups if group.id == self._group), groups[0] if groups else None)

    @property
    def question_set(self) -> QuestionSet | None:
        """The chosen set; else that of the chosen group; else the first while no group is without one."""
        sets = self.routing.sets()
        chosen = next((each for each in sets if each.id == self._set), None)
        group = self.group
        if chosen is not None:
            return chosen
        return self.routing.set_of(group.id) if group else next(iter(sets), None)

    def choose_group(self, group_id: str) -> None:
        """Show a group's people and the set it is asked."""
        if group_id != self._group:
            self._group, self._set = group_id, ""
            self.chosen.emit()

    def choose_set(self, set_id: str) -> None:
        """Show a set's route beside the people of the group chosen before."""
        if set_id != self._set:
            self._set = set_id
            self.chosen.emit()

    def attempt(self, act: Callable[[], R], sentence: str = "") -> R | None:
        """Do it and say so with Undo; where it is refused, say why. None only when refused."""
        try:
            result = act()
        except UserError as error:
            self.said.emit(str(error), False)
            return None
        if sentence:
            self.said.emit(sentence, True)
        return result
