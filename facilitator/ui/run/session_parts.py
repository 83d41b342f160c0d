"""The parts of one session on screen: made, and laid out in three panes; what they do together is told elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.sessions import Session
from facilitator.services.session.capture import Capture
from facilitator.services.session.room import Room
from facilitator.services.session.sessions import LiveSession, PastSession, Sessions
from facilitator.storage.store import Store
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.run.audience_pane import AudiencePane
from facilitator.ui.run.clocks import QuestionHead
from facilitator.ui.run.entries import EntryWords
from facilitator.ui.run.gestures import Gestures
from facilitator.ui.run.hand import Hand
from facilitator.ui.run.hints import GrammarHint
from facilitator.ui.run.line import CaptureLine
from facilitator.ui.run.moves import RoomMoves
from facilitator.ui.run.panes import Panes
from facilitator.ui.run.parking import ParkingLot
from facilitator.ui.run.route import RouteList
from facilitator.ui.run.seats import SeatsPane
from facilitator.ui.run.session_frame import centre_pane, left_pane, right_pane
from facilitator.ui.run.session_sound import RunSound, SessionSound
from facilitator.ui.run.speakers import Speakers
from facilitator.ui.run.steps import Steps
from facilitator.ui.run.stream_view import StreamView
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import LinkButton
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState

TICK_MS = 1_000


@dataclass(frozen=True)
class Desk:
    """What a session on screen works with."""

    store: Store
    sessions: Sessions
    audience: AudienceController | None
    hand: Hand
    sound: Callable[[], RunSound] | None = None
    """Made when it is first wanted: it loads much."""


class SessionParts(QWidget):
    """Everything that is seen of a session, and the services behind it."""

    notice_requested = Signal(str, bool)
    leave_requested = Signal()
    recordings_requested = Signal()
    end_requested = Signal()
    take_back_requested = Signal()

    def __init__(self, theme: Theme, desk: Desk, session: Session, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self.session = session
        self.actor = actor
        self.time: LiveSession | PastSession = (
            desk.sessions.live(session) if session.is_open else desk.sessions.past(session)
        )
        now_ms = self.time.now_ms if session.is_open else None
        self.capture = Capture(desk.store, session, now_ms, desk.hand.lead_ms, desk.hand.scribe())
        self._words = EntryWords(self.time.started_at)
        self.sound: SessionSound | None = None
        self._build()
        self._lay_out()

    @property
    def is_live(self) -> bool:
        return isinstance(self.time, LiveSession)

    def panes(self) -> list[QWidget]:
        """For F6, round and round; the line comes first, for that is where the keyboard belongs."""
        shown = [box for box in (self.steps.pane.rules, self.speakers.list) if box.isVisible()]
        return [self.line, *shown, self.side, self.left, self.stream]

    def _build(self) -> None:
        theme = self._theme
        self.route = RouteList(theme)
        self.used = Label(theme, "", "second", bold=True)
        self.parking = ParkingLot(theme)
        self.head = QuestionHead(theme)
        self.stream = StreamView(theme)
        self.line = CaptureLine(theme, self.capture.mark)
        self.hint = GrammarHint(theme)
        self.seats = SeatsPane(theme)
        shows = self._desk.audience if self.is_live else None
        self.audience = AudiencePane(theme, shows) if shows else None
        self.end = LinkButton(theme, self.tr("End session"))
        self.groups = LinkButton(theme, self.tr("All groups"))
        self.recordings = LinkButton(theme, self.tr("Recordings"))
        wrong = self.tr("Wrong group? Take the start back") if self.is_live else None
        self.empty = EmptyState(theme, self.tr("The first thing said will appear here."), wrong, framed=False)
        self.empty.setContentsMargins(20, 16, 20, 0)
        self.gestures = Gestures(self.line, self.stream, self.capture, self._words, self.notice_requested.emit, self)
        if self._desk.sound is not None:
            sound = self._desk.sound()
            self.sound = SessionSound(theme, sound, self.session, self.time, self.stream, self._words, self)
        room = Room(self._desk.store, self.session, self.time.now_ms if self.is_live else None)
        self.moves = RoomMoves(room, self.gestures, self.notice_requested.emit, self)
        self.steps = Steps(theme, self._desk.store, self.session, room, self.audience, self.notice_requested.emit)
        self.speakers = Speakers(theme, self.capture, self._words, self.notice_requested.emit, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._soon = QTimer(self, interval=0, singleShot=True)

    def _lay_out(self) -> None:
        self.left, self.side = left_pane(self._theme, self), right_pane(self._theme, self)
        names = (self.tr("Route"), self.tr("Room"))
        self.places = Panes(self._theme, self.left, centre_pane(self._theme, self), self.side, names)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.places)
