"""The session so far: read back, agreement, coverage, ground rules and debrief, one key apart."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.reactions import Reaction, Showing
from facilitator.domain.room import Debrief, MemberCheck, Presence
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.clock import Clock
from facilitator.services.reflection.missing_now import missing_in
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.reflection.reflection_coverage import reflection_coverage
from facilitator.services.session.coverage import coverage
from facilitator.services.session.room import Room
from facilitator.services.session.session_clock import elapsed_in
from facilitator.services.session.sessions import Sessions
from facilitator.storage.store import Store
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.keys import BLACK, AudienceKeys
from facilitator.ui.page import Context
from facilitator.ui.room.commands import room_actions
from facilitator.ui.room.frame import VIEWS, RoomFrame
from facilitator.ui.room.projection import Projection
from facilitator.ui.room.readback import what_we_heard
from facilitator.ui.theme import Theme

READ = (
    *(Note, Person, Question, QuestionSet, MemberCheck, Presence, Visit),
    *(Statement, Quote, Dot, Reaction, Showing, Debrief),
)
"""What the views tell of."""


class RoomPage(RoomFrame):
    """Reached from Run by its key and from the palette; a running session goes on behind it."""

    page_id = "run.room"

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        store: Store,
        clock: Clock,
        audience: AudienceController | None = None,
        *,
        scribe: Callable[[], str] = str,
    ) -> None:
        """`scribe` is the name of whoever takes notes on this laptop, empty on the facilitator's own."""
        super().__init__(theme)
        self._scribe = scribe
        self._store = store
        self._clock = clock
        self._audience = audience
        self._projection = Projection(audience) if audience is not None else None
        self._sessions = Sessions(store, clock)
        self._reflecting = Reflecting(store, clock)
        self._session: Session | None = None
        self._view = VIEWS[0]
        self._wire()
        self._add_actions(actions)

    # Coming, going, changing

    def arrive(self) -> None:
        """The session that goes on is what people ask about, whatever was looked at before."""
        self._audience_keys.take()
        going = next((each for each in reversed(self._held()) if each.is_open), None)
        self._session = going or self._session
        self._read_sessions()
        reflects = self._session is not None and self._session.kind == "reflection"
        self.show_view("coverage" if reflects and self._view != "debrief" else self._view)

    def leave(self) -> None:
        self._audience_keys.give_back()
        self._keep()

    def show_what(self, what: object) -> None:
        """A session, or the name of a view."""
        if isinstance(what, Session):
            self._choose(what.id)
            if what.kind == "reflection":
                self.show_view("coverage")
        elif what in VIEWS:
            self.show_view(str(what))

    def receive(self, changes: Changes) -> None:
        """Words that are struck leave the audience window also while another page is on show."""
        super().receive(changes)
        if changes.touches(Note) and self._projection is not None and self._session is not None:
            self._projection.keep_only(what_we_heard(), self._room(self._session).told())

    def apply_changes(self, changes: Changes) -> None:
        if changes.touches(Session, Actor):
            self._read_sessions()
        if changes.touches(*READ):
            self._read_view()

    def context(self) -> Context | None:
        actor = self._store.get(Actor, self._session.actor) if self._session else None
        return Context.of(actor, self.title) if actor else None

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+PgUp", self.tr("view before")), ("Ctrl+PgDown", self.tr("next view"))]

    def panes(self) -> list[QWidget]:
        more: dict[str, list[QWidget]] = {
            "coverage": [self.covering.questions, self.covering.shown],
            "agreement": [self.agreeing.choice],
        }
        shown = [each for each in more.get(self._view, []) if each.isVisible()]
        return [self._places[self._view], *shown, self.choice]

    def close_side_panel(self) -> bool:
        """Esc: back to the session."""
        reflects = self._session is not None and self._session.kind == "reflection"
        self.go_requested.emit("reflect" if reflects else "run", None)
        return True

    # Views

    def show_view(self, view: str) -> None:
        """Read back, agreement, coverage, rules or debrief."""
        self._keep()
        self._view = view
        for name, button in self.view_buttons.items():
            button.setChecked(name == view)
        self.stack.setCurrentIndex(VIEWS.index(view))
        self._read_view()
        self._places[view].setFocus()

    def step(self, by: int) -> None:
        """To the view before or after."""
        open_ = [view for view in VIEWS if self.view_buttons[view].isEnabled()]
        self.show_view(open_[(open_.index(self._view) + by) % len(open_)])

    def _held(self) -> list[Session]:
        """Focus groups that have met, then reflections, each in the order of the study."""
        begun = [each for each in self._store.find(Session) if each.started_at]
        return sorted(begun, key=lambda each: each.kind == "reflection")

    def _read_sessions(self) -> None:
        met = self._held()
        names = {actor.id: actor.name for actor in self._store.find(Actor)}
        self.choice.blockSignals(True)
        self.choice.clear()
        for session in met:
            name = names.get(session.actor, "")
            reflection = self.tr("{group}, reflection").format(group=name)
            self.choice.addItem(reflection if session.kind == "reflection" else name, session.id)
        self.choice.blockSignals(False)
        wanted = self._session.id if self._session else ""
        first = [each for each in met if each.kind == "focus_group"] or met
        self._choose(wanted if any(each.id == wanted for each in met) else (first[-1].id if first else ""))

    def _choose(self, session_id: str) -> None:
        self._session = self._store.get(Session, session_id) if session_id else None
        at = self.choice.findData(session_id)
        if at >= 0:
            self.choice.setCurrentIndex(at)
        self._fit_views()
        self.nobody.setVisible(self._session is None)
        self.stack.setVisible(self._session is not None)
        self._read_view()
        self.keys_changed.emit()

    def _fit_views(self) -> None:
        """In a reflection nothing is read back: what was shown came from other groups."""
        reflects = self._session is not None and self._session.kind == "reflection"
        reason = self.tr("Read back what a group said itself, in its focus group.") if reflects else ""
        self.view_buttons["readback"].set_disabled_reason(reason)
        if reflects and self._view == "readback":
            self.show_view("coverage")

    def _read_view(self) -> None:
        session = self._session
        if session is None:
            return
        readers: dict[str, Callable[[Session], None]] = {
            "readback": self._read_ideas,
            "agreement": self._read_agreement,
            "coverage": self._read_coverage,
            "rules": self._read_rules,
            "debrief": self._read_debrief,
        }
        readers[self._view](session)

    def _read_ideas(self, session: Session) -> None:
        self.readback.show_room(self._room(session), self._sessions.questions_of(session.actor))

    def _read_agreement(self, session: Session) -> None:
        if session.kind == "reflection":
            steps = self._reflecting.walk(session.id).steps
            said = self._store.find(Reaction, session=session.id)
            self.agreeing.show_reactions(steps, said, self._reflecting.people(session))
        else:
            self.agreeing.show_room(self._room(session), self._sessions.questions_of(session.actor))

    def _read_coverage(self, session: Session) -> None:
        actor = self._store.get(Actor, session.actor)
        missing = missing_in(self._store, session, self._sessions, self._reflecting)
        self.covering.show_missing(actor.name if actor else "", missing, over=not session.is_open)
        self.covering.show_questions(coverage(self._store))
        self.covering.show_shown(reflection_coverage(self._store))

    def _read_rules(self, session: Session) -> None:
        self.ruling.show_session(self._room(session), session)

    def _read_debrief(self, session: Session) -> None:
        self.debrief.show_room(self._room(session), self._my_form())

    def _my_form(self) -> Debrief:
        """An empty debrief of whoever sits at this laptop."""
        scribe = self._scribe()
        study = self._store.get(Study, STUDY_ID) or Study()
        lead = study.facilitator.partition(",")[0].strip()
        return Debrief("", facilitator=scribe or lead, role="scribe" if scribe else "lead")

    def export_agreement(self) -> None:
        """Report makes a document of it, by seat."""
        self.go_requested.emit("report", "agreement")

    def begin_debrief(self) -> None:
        """One more form, for another facilitator."""
        self.show_view("debrief")
        self.debrief.begin()

    def _room(self, session: Session) -> Room:
        now_ms = (lambda: elapsed_in(self._clock, session)) if session.is_open else None
        return Room(self._store, session, now_ms)

    # Gestures

    def _keep(self) -> None:
        """What is half typed goes on disk."""
        try:
            if self._view == "debrief":
                self.debrief.keep()
            elif self._view == "rules":
                self.ruling.keep()
        except UserError as error:
            self.notice(str(error))

    def show_rules(self) -> None:
        """Puts the ground rules on the audience window."""
        self._keep()
        if self._session is not None:
            self._project(self.tr("What we agreed on"), self._store.need(Session, self._session.id).rules)

    def _reproject(self, heading: str, lines: Sequence[str], question: str = "") -> None:
        if self._projection is not None:
            self._projection.change(heading, lines, question)

    def _project(self, heading: str, lines: object, question: str = "") -> None:
        if self._audience is None or self._projection is None or not isinstance(lines, (list, tuple)) or not lines:
            self.notice(self.tr("There is nothing to show to the group yet."))
            return
        if not self._audience.is_open:
            self._audience.open(self.window())
        self._projection.show(heading, lines, question)
        self.notice(self.tr("It is on the audience window; F12 turns that black or shows it."))

    # Wiring

    def _wire(self) -> None:
        for view, button in self.view_buttons.items():
            button.clicked.connect(lambda _on=False, view=view: self.show_view(view))
        self.choice.currentIndexChanged.connect(lambda _at: self._on_chosen())
        for part in (self.readback, self.debrief):
            part.notice_requested.connect(self.notice_requested)
        self.ruling.project_requested.connect(self.show_rules)
        self.ruling.kept.connect(lambda lines: self._reproject(self.tr("What we agreed on"), lines))
        self.agreeing.export_requested.connect(self.export_agreement)
        self.readback.project_requested.connect(self._project)
        self.readback.answers_changed.connect(self._reproject)

    def _add_actions(self, actions: Actions) -> None:
        does: dict[str, Callable[[], object]] = {
            "view_before": lambda: self.step(-1),
            "next_view": lambda: self.step(1),
            "show_rules": self.show_rules,
            "agreement": self.export_agreement,
            "new_debrief": self.begin_debrief,
        }
        for spec in room_actions():
            actions.add(spec, does.get(spec.id.removeprefix("room.")))
        own = {BLACK: self._audience.toggle_black} if self._audience is not None else {}
        self._audience_keys = AudienceKeys(actions, self._audience, self.notice, own)

    def _on_chosen(self) -> None:
        self._keep()
        self._choose(str(self.choice.currentData() or ""))
