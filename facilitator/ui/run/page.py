"""Run: choose the group in the room, then its session until it ends."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.sessions import Session
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.clock import Clock
from facilitator.services.session.sessions import Sessions
from facilitator.storage.store import Store
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.keys import AudienceKeys
from facilitator.ui.frame.recording import CHECK_THE_ROOM
from facilitator.ui.page import Context, Page
from facilitator.ui.recording import RecordingControl
from facilitator.ui.run.checking import Checking
from facilitator.ui.run.chooser import Chooser
from facilitator.ui.run.commands import PLACE, run_actions
from facilitator.ui.run.hand import Hand
from facilitator.ui.run.room_check import RoomCheck
from facilitator.ui.run.session_parts import Desk
from facilitator.ui.run.session_sound import RunSound
from facilitator.ui.run.session_view import SessionView
from facilitator.ui.run.view_commands import VIEW_COMMANDS, audience_commands, view_keys
from facilitator.ui.theme import Theme

_TOLD_OF_GROUPS = (Session, Actor, Study, Question, QuestionSet, Person)
"""What the list of groups says something about: its questions and people are counted there."""


class RunPage(Page):
    """Shows the running session when there is one, else the groups. Sessions are never started or ended by it alone."""

    page_id = PLACE

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        store: Store,
        clock: Clock,
        audience: AudienceController | None = None,
        *,
        hand: Hand | None = None,
        sound: Callable[[], RunSound] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.title = self.tr("Run")
        self._store = store
        self._actions = actions
        self.sessions = Sessions(store, clock)
        self._desk = Desk(store, self.sessions, audience, hand or Hand(), sound)
        self.chooser = Chooser(theme)
        self.view: SessionView | None = None
        self._places = QStackedWidget()
        self._places.addWidget(self.chooser)
        self.checking = Checking(theme, self._desk, self._places, self._started, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._places)
        self._audience_keys = AudienceKeys(actions, audience, self.notice, audience_commands(lambda: self.view))
        self._wire()

    # As a page

    def arrive(self) -> None:
        self._audience_keys.take()
        running = self.sessions.running()
        if self.view is None and running is not None:
            self._open(running)
        if self.view is None:
            self._show_groups()
        else:
            self.view.arrive()

    def leave(self) -> None:
        self._audience_keys.give_back()
        self.checking.leave()
        if self.view is not None:
            self.view.leave()

    def show_what(self, what: object) -> None:
        """A session, a note or a group, as a record."""
        if what == CHECK_THE_ROOM:
            self.check_room()
        if isinstance(what, Note):
            what = self._store.get(Session, what.session)
        if isinstance(what, Actor):
            what = next((m.session for m in self.sessions.meetings() if m.actor.id == what.id), None)
        if isinstance(what, Session) and what.kind == "focus_group" and what.started_at:
            self._open(what)

    def panes(self) -> list[QWidget]:
        if self.view is not None:
            return self.view.panes()
        return self.checking.panes() or [self.chooser]

    def close_side_panel(self) -> bool:
        """Esc brings the keyboard back to the capture line."""
        if self.checking.actor_id:
            self.show_groups()
            return True
        if self.view is None:
            return False
        self.view.close_speakers()
        return True

    def apply_changes(self, changes: Changes) -> None:
        if self.view is not None and changes.touches(Session) and not self._still_fits(self.view):
            over = self.view
            self._close_view()
            if not self.sessions.is_open(over.session.id):
                self._forget_sound(over)
        if self.view is not None:
            self.view.apply_changes(changes)
        elif changes.touches(*_TOLD_OF_GROUPS) and not self.checking.actor_id:
            self._show_groups()

    def keys(self) -> list[tuple[str, str]]:
        if self.checking.actor_id:
            return [("F5", self.tr("start recording")), ("Esc", self.tr("back"))]
        if self.view is None:
            return [("F5", self.tr("start session")), ("Ctrl+R", self.tr("check the room"))]
        return view_keys(self.view)

    def card(self) -> QWidget:
        """The keys of a session on one page."""
        from facilitator.ui.run.key_card import KeyCard  # only F1 wants it

        return KeyCard(self.theme, self._actions, self._desk.hand.exports, self.notice)

    def context(self) -> Context | None:
        shown = self.view.actor.id if self.view is not None else self.checking.actor_id
        groups = [meeting.actor for meeting in self.sessions.meetings()] if shown else []
        at = next((i for i, actor in enumerate(groups) if actor.id == shown), -1)
        if at < 0:
            return None
        actor = groups[at]
        detail = self.tr("focus group, {number} of {count}").format(number=at + 1, count=len(groups))
        if self.view is None:
            detail = self.tr("check the room")
        elif not self.view.is_live:
            detail = self.tr("{detail}, ended").format(detail=detail)
        return Context.of(actor, detail)

    def check_room(self) -> None:
        """Ctrl+R: for the chosen group, while no session goes on."""
        chosen = self.chooser.chosen
        if self.view is not None:
            self.notice(self.tr("A session is on screen. Its recording stands at the right."))
        elif chosen is not None:
            self.checking.enter(chosen.actor_id)

    # Sessions

    @property
    def check(self) -> RoomCheck | None:
        """The check of the room, once there has been one."""
        return self.checking.check

    def _started(self, actor_id: str) -> bool:
        self.start(actor_id)
        return self.view is not None

    def start(self, actor_id: str) -> None:
        with_actor = self._store.need(Actor, actor_id)
        session = self._trying(lambda: self.sessions.start(actor_id))
        if session is not None:
            self._open(session)
            self.notice(self.tr("The session with {group} has begun.").format(group=with_actor.name))

    def go_on(self, actor_id: str) -> None:
        """With a running session as it is, with an ended one by opening it again."""
        session = self._session_of(actor_id)
        if session is not None:
            ended = not session.is_open
            reopened = self._trying(lambda: self.sessions.reopen(session.id))
            if reopened is not None:
                self._open(reopened)
                self.notice(self.tr("The session goes on."), undoable=ended)

    def read(self, actor_id: str) -> None:
        session = self._session_of(actor_id)
        if session is not None:
            self._open(session)
            self.notice(self.tr("This session has ended. What you add is kept without a time."))

    def plan(self, actor_id: str, at: str, minutes: int, place: str) -> None:
        if self._trying(lambda: self.sessions.plan(actor_id, at, minutes, place)) is not None:
            self.notice(self.tr("The session is planned."), undoable=True)

    def end(self) -> None:
        view = self.view
        if view is None or not view.is_live:
            return
        view.leave()
        if self._trying(lambda: self.sessions.end(view.session.id)) is not None:
            self._forget_sound(view)
            if self._desk.audience is not None:
                self._desk.audience.show_nothing()
            said = self.tr("The session with {group} has ended.")
            self.notice(said.format(group=view.actor.name), undoable=True)

    def take_back(self) -> None:
        """The wrong group was started: as long as nothing is written down, the start can be taken back."""
        view = self.view
        if view is not None:
            view.leave()
            self._forget_sound(view)
            try:
                self.sessions.take_back(view.session.id)
                self.notice(self.tr("The start was taken back."), undoable=True)
            except UserError as error:
                self.notice(str(error))

    def show_groups(self) -> None:
        """Away from the session without ending it."""
        self._close_view()
        self._show_groups()

    def _forget_sound(self, view: SessionView) -> None:
        """The recording ends with its session."""
        if self._desk.sound is not None:
            self._desk.sound().control.forget(view.session.id)

    def _session_of(self, actor_id: str) -> Session | None:
        return next((m.session for m in self.sessions.meetings() if m.actor.id == actor_id), None)

    def _still_fits(self, view: SessionView) -> bool:
        now = self._store.get(Session, view.session.id)
        return now is not None and now.is_open == view.is_live and now.started_at == view.session.started_at

    def _open(self, session: Session) -> None:
        if self.view is not None and self.view.session.id == session.id and self._still_fits(self.view):
            self.view.arrive()
            return
        self._close_view()
        try:
            actor = self._store.need(Actor, session.actor)
            view = self.view = SessionView(self.theme, self._desk, session, actor)
        except UserError as error:
            self.notice(str(error))
            return
        view.notice_requested.connect(self.notice_requested)
        view.leave_requested.connect(self.show_groups)
        view.recordings_requested.connect(lambda: self.go_requested.emit("run.recordings", view.session))
        view.end_requested.connect(self.end)
        view.take_back_requested.connect(self.take_back)
        self._places.addWidget(view)
        self._places.setCurrentWidget(view)
        view.arrive()
        self.keys_changed.emit()

    def _close_view(self) -> None:
        view, self.view = self.view, None
        if view is not None:
            view.leave()
            self._places.removeWidget(view)
            view.deleteLater()
            self._show_groups()

    def _show_groups(self) -> None:
        self.checking.leave()
        study = self._store.get(Study, STUDY_ID)
        self.chooser.show_meetings(study.title if study else "", self.sessions.meetings())
        self._places.setCurrentWidget(self.chooser)
        self.keys_changed.emit()
        if self.here:
            self.chooser.take_focus()

    def _trying(self, work: Callable[[], Session | None]) -> Session | None:
        try:
            return work()
        except UserError as error:
            self.notice(str(error))
            return None

    # Wiring

    def _wire(self) -> None:
        self.chooser.start_requested.connect(self.checking.begin)
        self.checking.said.connect(self.notice)
        self.checking.entered.connect(self.keys_changed)
        self.checking.left.connect(self.show_groups)
        self.chooser.go_on_requested.connect(self.go_on)
        self.chooser.read_requested.connect(self.read)
        self.chooser.plan_requested.connect(self.plan, Qt.ConnectionType.QueuedConnection)
        self.chooser.prepare_requested.connect(lambda: self.go_requested.emit("prepare", None))
        does: dict[str, Callable[[], object]] = {
            "run.start": self._on_start,
            "run.pause": self._sounding(lambda control: control.pause()),
            "run.notes_only": self._on_notes_only,
            "run.check": self.check_room,
            "run.end": self.end,
            "run.groups": self.show_groups,
        }
        for command, work in VIEW_COMMANDS.items():
            does[f"run.{command}"] = self._viewing(work)
        for spec in run_actions():
            self._actions.add(spec, does.get(spec.id))

    def _viewing(self, work: Callable[[SessionView], None]) -> Callable[[], None]:
        """Does something with the session on screen, if there is one."""

        def run() -> None:
            if self.view is not None:
                work(self.view)

        return run

    def _sounding(self, work: Callable[[RecordingControl], None]) -> Callable[[], None]:
        """Does something with the recording of the session on screen."""

        def run() -> None:
            if self.view is not None and self.view.is_live and self._desk.sound is not None:
                work(self._desk.sound().control)

        return run

    def _on_start(self) -> None:
        """F5: what comes next, from the choice of a group to taking another microphone."""
        if self.checking.act():
            return
        if self.view is None:
            self.chooser.act()
        else:
            self._sounding(lambda control: control.record())()

    def _on_notes_only(self) -> None:
        if not self.checking.start_notes_only():
            self._sounding(lambda control: control.notes_only())()
