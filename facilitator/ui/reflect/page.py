"""The Reflect page: the matrix with its packs, the console while a session goes on, and its summary after."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.notes import Note
from facilitator.domain.reactions import Reaction, Showing
from facilitator.domain.sessions import Session, Visit
from facilitator.services.ports import Player
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.keys import BLACK, CLOCK, SWAP, AudienceKeys
from facilitator.ui.page import Context, Page
from facilitator.ui.reflect.commands import reflect_actions
from facilitator.ui.reflect.console import Console
from facilitator.ui.reflect.planning_view import PlanningView
from facilitator.ui.reflect.summary_view import SummaryView
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground

if TYPE_CHECKING:
    from facilitator.ui.reflect.recording import ReflectionRecording
    from facilitator.ui.run.session_sound import RunSound

UNSEEN = {Visit.__name__, Export.__name__}
"""Records that nothing on this page tells of."""
ENTRIES = {Reaction.__name__, Note.__name__, Showing.__name__}
"""Records that come by the minute while a session goes on; they change no pack."""


class ReflectPage(Page):
    """Owns which of the three states is shown; `folder` is the study's, where clips lie."""

    page_id = "reflect"

    def __init__(
        self,
        theme: Theme,
        *,
        planning: Planning,
        reflecting: Reflecting,
        player: Player,
        audience: AudienceController,
        folder: Path,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.title = self.tr("Reflect")
        paint_ground(self, "bg")
        self._planning = planning
        self._reflecting = reflecting
        self._audience = audience
        self._actions = actions
        self.planning_view = PlanningView(theme, planning)
        self.console = Console(theme, reflecting, planning, player=player, audience=audience, folder=folder)
        self.recording: ReflectionRecording | None = None
        self._arrived = False
        self.summary = SummaryView(theme, reflecting, planning)
        self.states = QStackedWidget()
        for state in (self.planning_view, self.console, self.summary):
            self.states.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)
        self._wire()
        self._register()

    def _wire(self) -> None:
        for part in (self.planning_view, self.console, self.summary, self._audience):
            part.notice_requested.connect(self._on_notice)
        self.planning_view.start_requested.connect(self.start)
        self.planning_view.summary_requested.connect(self.open_summary)
        self.planning_view.go_requested.connect(self.go_requested)
        self.console.matrix_requested.connect(self.open_matrix)
        self.console.ended.connect(self._on_ended)
        self.summary.matrix_requested.connect(self.open_matrix)
        self.summary.reopen_requested.connect(self._on_reopen)

    def record_with(self, sound: "Callable[[], RunSound]") -> None:
        """Reflections can be recorded; `sound` is made with the first one."""
        from facilitator.ui.reflect.recording import ReflectionRecording

        self.recording = ReflectionRecording(self.theme, sound, self._reflecting, self.console, self)
        self.recording.notice_requested.connect(self._on_notice)

    def _register(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "start": self._start_here,
            "pause": self._pause,
            "notes_only": self._notes_only,
            "preview": self._preview,
            "labels": self._labels,
            "copy": self._copy,
            "matrix": self.open_matrix,
            "coverage": self.open_coverage,
            "end": self._end,
        }
        for spec in reflect_actions():
            self._actions.add(spec, does[spec.id.removeprefix("reflect.")])
        for spec in self._listed():
            self._actions.add(spec)
        own = {BLACK: self._black, CLOCK: self._audience.toggle_clock, SWAP: self._audience.swap_screens}
        self._audience_keys = AudienceKeys(self._actions, self._audience, self.notice, own)

    def _listed(self) -> list[ActionSpec]:
        """Keys that the widget with the keyboard takes itself; listed for F1."""
        keys = {
            "plan": (self.tr("Plan or unplan the cell"), "Space"),
            "pack": (self.tr("Open the pack of the row"), "Enter"),
            "up": (self.tr("Move the statement up"), "Alt+Up"),
            "down": (self.tr("Move the statement down"), "Alt+Down"),
            "next": (self.tr("Console: next statement"), "Right"),
            "back": (self.tr("Console: statement before"), "Left"),
            "agree": (self.tr("Console: agree"), "A"),
            "partly": (self.tr("Console: partly"), "P"),
            "disagree": (self.tr("Console: disagree"), "D"),
            "add": (self.tr("Console: add"), "+"),
            "surprised": (self.tr("Console: surprised"), "S"),
            "ask": (self.tr("Console: ask"), "?"),
            "same": (self.tr("Console: same with us"), "W"),
            "none": (self.tr("Console: nobody reacts"), "0"),
            "leave_out": (self.tr("Console: leave out"), "X"),
            "hide": (self.tr("Console: hide the quote"), "H"),
            "note": (self.tr("Console: private note"), "N"),
            "black": (self.tr("Console: black or show"), "B"),
            "quote": (self.tr("Console: keep the last words as a quote"), "Q"),
            "level": (self.tr("Console: all of them, most, some"), "*"),
            "not_said": (self.tr("Console: note what a group did not mention"), "M"),
            "correct": (self.tr("Console: correct the statement"), "C"),
            "new_wording": (self.tr("Console: show the new wording"), "U"),
            "decide_show": (self.tr("Console: show what waits for a decision"), "Y"),
            "decide_withhold": (self.tr("Console: leave out what waits for a decision"), "L"),
        }
        return [
            ActionSpec(f"reflect.key.{name}", text, (key,), place="reflect", local=True)
            for name, (text, key) in keys.items()
        ]

    # Page

    def arrive(self) -> None:
        """A reflection that a crash has cut off goes on by itself, its audience window black."""
        self._audience_keys.take()
        going = None if self._arrived else self._reflecting.under_way()
        self._arrived = True
        if going is not None and self.states.currentWidget() is self.planning_view:
            self._enter(going.id)
            return
        self._refresh()
        if self.states.currentWidget() is self.console:
            self.console.resume()
        elif self.states.currentWidget() is self.planning_view:
            self.planning_view.matrix.view.setFocus()

    def leave(self) -> None:
        self.planning_view.pause()
        self._audience_keys.give_back()
        if self.states.currentWidget() is self.console:
            self.console.pause()
            if self.console.is_black:  # on another page B means something else
                self.notice(self.tr("The audience sees black. The reflection goes on in Reflect."))
        self.summary.keep()

    def show_what(self, what: object) -> None:
        """A reflection session or its id opens the console or the summary; a group its row."""
        found = self._reflecting.session(what.id if isinstance(what, Session) else str(what))
        if isinstance(what, Actor):
            self.open_matrix()
            self.planning_view.choose(what.id)
        elif found is not None and found.is_open:
            self._enter(found.id)
        elif found is not None and found.ended_at:
            self.open_summary(found.id)
        elif isinstance(what, str):
            self.open_matrix()
            self.planning_view.choose(what)

    def panes(self) -> list[QWidget]:
        if self.states.currentWidget() is self.console:
            return self.console.panes()
        if self.states.currentWidget() is self.summary:
            return [self.summary]
        return self.planning_view.panes()

    def close_side_panel(self) -> bool:
        return self.states.currentWidget() is self.planning_view and self.planning_view.close_side_panel()

    def apply_changes(self, changes: Changes) -> None:
        names = {name for name, _ in changes.rows} - UNSEEN
        if names and names <= ENTRIES and self.states.currentWidget() is self.console:
            self.console.refresh_entries()
        elif names:
            self._refresh(changes)

    def keys(self) -> list[tuple[str, str]]:
        if self.states.currentWidget() is self.console:
            return [
                ("Enter", self.tr("words, saved with Enter again")),
                ("Esc", self.tr("back to the keys")),
                ("0", self.tr("nobody reacts")),
                ("M", self.tr("not mentioned")),
                ("C", self.tr("correct")),
            ]
        if self.states.currentWidget() is self.summary:
            return [("Ctrl+Enter", self.tr("done"))]
        return [
            ("Space", self.tr("plan")),
            ("", self.tr("st. = statements")),
            ("Enter", self.tr("open pack")),
        ]

    def context(self) -> Context | None:
        walking = self.console.walking
        if self.states.currentWidget() is not self.console or walking is None:
            return None
        viewer = walking.viewer
        letter = viewer.short or viewer.name[:1]
        return Context(viewer.name, self.tr("reflection"), letter, "group", viewer.colour)

    # States

    def start(self, viewer: str) -> None:
        """Begin or go on with the reflection of a group."""
        try:
            self._enter(self._reflecting.start(viewer).id)
        except UserError as error:
            self.notice(str(error))

    def open_matrix(self) -> None:
        """Back to the matrix; a session under way goes on and can be taken up with F5."""
        if self.states.currentWidget() is self.console:
            self.console.pause()
        self._show(self.planning_view)
        self.planning_view.refresh()
        self.planning_view.matrix.view.setFocus()

    def open_coverage(self) -> None:
        """What was shown to whom, and what is missing before people leave."""
        session = self._reflecting.session(self._session_here() or "")
        self.go_requested.emit("run.room", session or "coverage")

    def _session_here(self) -> str | None:
        return self.summary.session if self.states.currentWidget() is self.summary else self.console.session

    def open_summary(self, session: str) -> None:
        """What a session came to."""
        self._show(self.summary)
        self.summary.enter(session)

    def _enter(self, session: str) -> None:
        self._show(self.console)
        if self.console.session == session:
            self.console.resume()
        else:
            self.console.enter(session)
        going = self._reflecting.session(session)
        if self.recording is not None and going is not None:
            self.recording.watch(going)
        self.keys_changed.emit()

    def _show(self, state: QWidget) -> None:
        self.states.setCurrentWidget(state)
        self.keys_changed.emit()

    def _refresh(self, changes: Changes | None = None) -> None:
        state = self.states.currentWidget()
        if state is self.console and not self._session_goes_on():
            self.open_matrix()
        elif state is self.console:
            self.console.refresh()
        elif state is self.summary:
            self.summary.refresh()
        else:
            self.planning_view.window_size = self._audience.size
            self.planning_view.refresh(changes)

    def _session_goes_on(self) -> bool:
        session = self._reflecting.session(self.console.session or "")
        return session is not None and session.is_open

    # Actions

    def _start_here(self) -> None:
        if self.states.currentWidget() is self.planning_view:
            self.planning_view.start()
        elif self.states.currentWidget() is self.summary:
            self.summary.reopen()
        elif self.states.currentWidget() is self.console and self.recording is not None:
            self.recording.record()
        elif self.states.currentWidget() is self.console:
            self.console.take_keyboard()

    def _pause(self) -> None:
        if self.recording is not None:
            self.recording.pause()

    def _notes_only(self) -> None:
        if self.recording is not None:
            self.recording.notes_only()

    def _on_ended(self, session: str) -> None:
        if self.recording is not None:
            self.recording.forget(session)
        self.open_summary(session)

    def _preview(self) -> None:
        if self.states.currentWidget() is self.planning_view:
            self.planning_view.open_preview()
        else:
            self.notice(self.tr("The picture at the right is what the group sees."))

    def _black(self) -> None:
        if self.states.currentWidget() is self.console:
            self.console.do("black")
        else:
            self._audience_keys.toggle_black()

    def _labels(self) -> None:
        self.open_matrix()
        self.planning_view.open_labels()

    def _copy(self) -> None:
        self.planning_view.matrix.copy_table()

    def _end(self) -> None:
        if self.states.currentWidget() is self.console:
            self.console.end()

    def _on_reopen(self, session: str) -> None:
        try:
            self._reflecting.reopen(session)
            self._enter(session)
        except UserError as error:
            self.notice(str(error))

    def _on_notice(self, sentence: str, undoable: bool = False) -> None:
        if self.here:
            self.notice(sentence, undoable=undoable)
