"""The room is checked before a session begins that can be recorded; this stands between the choice and the start."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.domain.errors import UserError
from facilitator.domain.people import Person
from facilitator.ui.recording import RecordingControl
from facilitator.ui.run.room_check import RoomCheck
from facilitator.ui.run.session_parts import Desk
from facilitator.ui.run.session_sound import RunSound
from facilitator.ui.theme import Theme


class Checking(QObject):
    """Shows the check in `places`; `start` begins the session of a group and says whether it is on screen then."""

    said = Signal(str)
    left = Signal()
    """Back to the groups: nothing was begun, or it could not be."""
    entered = Signal()

    def __init__(
        self, theme: Theme, desk: Desk, places: QStackedWidget, start: Callable[[str], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._places = places
        self._start = start
        self.check: RoomCheck | None = None
        self.actor_id = ""
        """The group for whom the room is being checked, empty while none is."""

    @property
    def control(self) -> RecordingControl | None:
        """What records the session on screen; None where nothing can."""
        return self._desk.sound().control if self._desk.sound is not None else None

    def panes(self) -> list[QWidget]:
        """For F6; empty while nothing is checked."""
        return self.check.panes() if self.check is not None and self.actor_id else []

    def begin(self, actor_id: str) -> None:
        """The session of a group, after a check where there is something to record with."""
        if self._desk.sound is None:
            self._start(actor_id)
        elif self._may_start(actor_id):
            self.enter(actor_id)

    def enter(self, actor_id: str) -> None:
        """Check the room for a group; the microphone must be free, and a recording that goes on must not lose it."""
        if self._desk.sound is None or self.actor_id:
            return
        sound = self._desk.sound()
        if sound.control.is_recording:
            self.said.emit(_tr("A session is being recorded. End it first; the check needs the microphone."))
            return
        if self.check is None:
            self.check = self._made(sound)
        self.actor_id = actor_id
        actor = next(meeting.actor for meeting in self._desk.sessions.meetings() if meeting.actor.id == actor_id)
        people = self._desk.store.find(Person, actor=actor_id)
        self._places.setCurrentWidget(self.check)
        self.check.enter(actor, people, self._desk.sessions.minutes_of(actor_id))
        self.entered.emit()

    def leave(self) -> None:
        if self.check is not None and self.actor_id:
            self.actor_id = ""
            self.check.leave()

    def act(self) -> bool:
        """F5; whether there is a check that it was about."""
        if self.check is None or not self.actor_id:
            return False
        self.check.start()
        return True

    def start_notes_only(self) -> bool:
        """Shift+F5, likewise."""
        if not self.actor_id:
            return False
        self._begin_checked(lambda control: control.notes_only())
        return True

    def _may_start(self, actor_id: str) -> bool:
        try:
            self._desk.sessions.refuse(actor_id)
        except UserError as error:
            self.said.emit(str(error))
            return False
        return True

    def _made(self, sound: RunSound) -> RoomCheck:
        check = RoomCheck(self._theme, sound.tools)
        check.headphones.toggled.connect(sound.control.set_headphones)
        check.start_requested.connect(lambda device: self._begin_checked(lambda control: control.begin(device)))
        check.notes_only_requested.connect(self.start_notes_only)
        check.left.connect(self.left)
        self._places.addWidget(check)
        return check

    def _begin_checked(self, work: Callable[[RecordingControl], None]) -> None:
        """The session begins, and with it what is to be done with the sound; the groups again when it could not."""
        actor_id, control = self.actor_id, self.control
        self.leave()
        if self._start(actor_id) and control is not None:
            work(control)
        else:
            self.left.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
