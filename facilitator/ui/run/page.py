"""Run: choose the group in the room, then its session until it ends."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.capture import LEAD_MS
from facilitator.services.clock import Clock
from facilitator.services.sessions import Sessions
from facilitator.storage.store import Store
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.page import Context, Page
from facilitator.ui.run.chooser import Chooser
from facilitator.ui.run.commands import PLACE, run_actions
from facilitator.ui.run.session_view import Desk, SessionView
from facilitator.ui.theme import Theme


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
        lead_ms: int = LEAD_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.title = self.tr("Run")
        self._store = store
        self._actions = actions
        self.sessions = Sessions(store, clock)
        self._desk = Desk(store, self.sessions, audience, lead_ms)
        self.chooser = Chooser(theme)
        self.view: SessionView | None = None
        self._places = QStackedWidget()
        self._places.addWidget(self.chooser)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._places)
        self._wire()

    # As a page

    def arrive(self) -> None:
        running = self.sessions.running()
        if self.view is None and running is not None:
            self._open(running)
        if self.view is None:
            self._show_groups()
        else:
            self.view.arrive()

    def leave(self) -> None:
        if self.view is not None:
            self.view.leave()

    def show_what(self, what: object) -> None:
        """A session, a note or a group, as a record."""
        if isinstance(what, Note):
            what = self._store.get(Session, what.session)
        if isinstance(what, Actor):
            what = next((m.session for m in self.sessions.meetings() if m.actor.id == what.id), None)
        if isinstance(what, Session) and what.kind == "focus_group" and what.started_at:
            self._open(what)

    def panes(self) -> list[QWidget]:
        return self.view.panes() if self.view is not None else [self.chooser]

    def close_side_panel(self) -> bool:
        """Esc brings the keyboard back to the capture line."""
        if self.view is None:
            return False
        self.view.line.setFocus()
        return True

    def apply_changes(self, changes: Changes) -> None:
        if self.view is not None and changes.touches(Session) and not self._still_fits(self.view):
            self._close_view()
        if self.view is not None:
            self.view.apply_changes(changes)
        elif changes.touches(Session, Actor, Study):
            self._show_groups()

    def keys(self) -> list[tuple[str, str]]:
        if self.view is None:
            return [("F5", self.tr("start session"))]
        count = min(len(self.view.time.questions), 9)
        keys = [(f"Ctrl+1–{count}" if count else "Ctrl+0", self.tr("refile"))]
        if self.view.is_live:
            keys += [("Ctrl+E", self.tr("ending question")), ("F9", self.tr("mark moment"))]
        return keys

    def context(self) -> Context | None:
        if self.view is None:
            return None
        groups = [meeting.actor for meeting in self.sessions.meetings()]
        at = next((i for i, actor in enumerate(groups) if actor.id == self.view.actor.id), 0)
        detail = self.tr("focus group, {number} of {count}").format(number=at + 1, count=len(groups))
        if not self.view.is_live:
            detail = self.tr("{detail}, ended").format(detail=detail)
        actor = self.view.actor
        return Context(actor.name, detail, actor.short or actor.name[:1], "group", actor.colour or at)

    # Sessions

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
            if self._desk.audience is not None:
                self._desk.audience.show_nothing()
            said = self.tr("The session with {group} has ended.")
            self.notice(said.format(group=view.actor.name), undoable=True)

    def take_back(self) -> None:
        """The wrong group was started: as long as nothing is written down, the start can be taken back."""
        view = self.view
        if view is not None:
            view.leave()
            try:
                self.sessions.take_back(view.session.id)
                self.notice(self.tr("The start was taken back."), undoable=True)
            except UserError as error:
                self.notice(str(error))

    def show_groups(self) -> None:
        """Away from the session without ending it."""
        self._close_view()
        self._show_groups()

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
        self.chooser.start_requested.connect(self.start)
        self.chooser.go_on_requested.connect(self.go_on)
        self.chooser.read_requested.connect(self.read)
        self.chooser.plan_requested.connect(self.plan, Qt.ConnectionType.QueuedConnection)
        self.chooser.prepare_requested.connect(lambda: self.go_requested.emit("prepare", None))
        does: dict[str, Callable[[], object]] = {
            "run.start": self._on_start,
            "run.back": self._viewing(lambda view: view.step(-1)),
            "run.next": self._viewing(lambda view: view.step(1)),
            "run.ending": self._viewing(lambda view: view.to_ending()),
            "run.moment": self._viewing(lambda view: view.mark_moment()),
            "run.black": self._viewing(lambda view: view.toggle_black()),
            "run.clock": self._viewing(lambda view: view.toggle_clock()),
            "run.swap": self._viewing(lambda view: view.swap_screens()),
            "run.end": self.end,
            "run.groups": self.show_groups,
        }
        for command in ("edit", "earlier", "later", "up", "down", "remove"):
            does[f"run.{command}"] = self._viewing(lambda view, command=command: view.gestures.command(command))  # type: ignore[misc]
        for spec in run_actions():
            self._actions.add(spec, does.get(spec.id))

    def _viewing(self, work: Callable[[SessionView], None]) -> Callable[[], None]:
        """Does something with the session on screen, if there is one."""

        def run() -> None:
            if self.view is not None:
                work(self.view)

        return run

    def _on_start(self) -> None:
        if self.view is None:
            self.chooser.act()
