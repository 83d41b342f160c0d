"""What happens in the room besides talk: a remark taken back, somebody late or gone, two seats changed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.domain.errors import UserError
from facilitator.domain.pacing import MINUTE
from facilitator.domain.people import Person
from facilitator.services.session.room import Room
from facilitator.ui.run.gestures import Gestures, Say


class RoomMoves(QObject):
    """One key each, no dialog; everything can be undone."""

    def __init__(self, room: Room, gestures: Gestures, say: Say, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._gestures = gestures
        self._say = say
        self._parent = parent
        self._people: Sequence[Person] = ()
        self._gone: frozenset[str] = frozenset()

    def show_people(self, people: Sequence[Person]) -> None:
        """Who belongs to the group, and who of them has left."""
        self._people = sorted((each for each in people if each.seat is not None), key=lambda each: each.seat or 0)
        left = (each.person for each in self._room.presences().values() if each.left_ms is not None)
        self._gone = frozenset(left)

    @property
    def gone(self) -> frozenset[str]:
        """People who have left; nobody waits for a word of theirs."""
        return self._gone

    def strike(self) -> None:
        """The chosen remark, or the last one: its words go and its sound is never played."""
        note = self._gestures.remark
        if note is None:
            self._say(_tr("There is no entry yet that could be struck."), False)
            return
        self._do(lambda: self._room.strike(note.id), _tr("Struck. Its words are gone and its sound is not played."))

    def seats(self) -> None:
        """The menu of seats, in the middle of the session."""
        menu = self.menu()
        menu.popup(self._parent.mapToGlobal(QPoint(self._parent.width() // 2 - menu.sizeHint().width() // 2, 160)))

    def menu(self) -> QMenu:
        """Each seat with what can happen to it."""
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in self._people:
            seat = menu.addMenu(f"{person.seat}  {person.alias}")
            seat.addAction(_tr("Came in now"), partial(self._came, person))
            seat.addAction(_tr("Left now"), partial(self._left, person))
            swap = seat.addMenu(_tr("Changes seats with"))
            for other in self._people:
                if other.id != person.id:
                    swap.addAction(f"{other.seat}  {other.alias}", partial(self._swap, person, other))
        if not self._people:
            menu.addAction(_tr("Nobody has a seat yet.")).setEnabled(False)
        return menu

    def waiting_words(self, waiting: Sequence[tuple[Person, int]]) -> str:
        """Who was not heard for how long; empty when all were."""
        if not waiting:
            return ""
        person, ms = waiting[0]
        said = _tr("{alias} ({seat}) not heard for {minutes} min")
        if not person.alias:
            said = _tr("{alias} not heard for {minutes} min")
        words = said.format(alias=person.called, seat=person.seat, minutes=ms // MINUTE)
        if len(waiting) > 1:
            seats = ", ".join(str(other.seat) for other, _ in waiting[1:])
            words = _tr("{words}; nor seats {seats}").format(words=words, seats=seats)
        return words

    def _came(self, person: Person) -> None:
        said = _tr("{alias} came in now.").format(alias=person.called)
        self._do(lambda: self._room.came(person.id), said)

    def _left(self, person: Person) -> None:
        said = _tr("{alias} has left.").format(alias=person.called)
        self._do(lambda: self._room.left(person.id), said)

    def _swap(self, one: Person, other: Person) -> None:
        said = _tr("{one} and {other} have changed seats; what they said before stays theirs.")
        self._do(lambda: self._room.swap_seats(one.id, other.id), said.format(one=one.called, other=other.called))

    def _do(self, work: Callable[[], object], said: str) -> None:
        try:
            work()
        except UserError as error:
            self._say(str(error), False)
        else:
            self._say(said, True)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SessionView", text)
