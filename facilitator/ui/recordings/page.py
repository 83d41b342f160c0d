"""The recordings of a session: what there is of it, what cannot be heard, and another recorder's file beside it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import length_text, local_time
from facilitator.services.ports import ClipSpec
from facilitator.services.sound import sounding
from facilitator.services.sound.replay import audio_path
from facilitator.services.sound.unheard import Unheard, unheard_in
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.page import Context, Page
from facilitator.ui.recordings.commands import recordings_actions
from facilitator.ui.recordings.desk import RecordingsDesk
from facilitator.ui.recordings.row import RecordingRow
from facilitator.ui.recordings.words import why_unheard
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import Divider, EmptyState, Panel, SectionHead, paint_ground

WIDTH = 900
HEARD_MS = 10_000
KINDS = "*.wav *.flac *.mp3 *.m4a *.ogg *.opus *.aac *.wma *.aiff"


class RecordingsPage(Page):
    """Reached from Run by its key and from the palette."""

    page_id = "run.recordings"

    def __init__(self, theme: Theme, actions: Actions, desk: RecordingsDesk) -> None:
        super().__init__(theme)
        self.title = self.tr("Recordings")
        self._desk = desk
        self._session: Session | None = None
        self._playing: ClipSpec | None = None
        self.rows: list[RecordingRow] = []
        self.sessions = ChoiceBox(theme, self.tr("Session"))
        self._build()
        self._lay_out()
        self._wire()
        for spec in recordings_actions():
            actions.add(spec, self.choose)

    # As a page

    def arrive(self) -> None:
        self._read_sessions()
        self._show_work()
        self.add.setFocus()

    def leave(self) -> None:
        if self._playing is not None:
            self._desk.player.stop()

    def show_what(self, what: object) -> None:
        """A session."""
        if isinstance(what, Session):
            self.sessions.setCurrentIndex(max(self.sessions.findData(what.id), 0))
            self._choose_session()

    def apply_changes(self, changes: Changes) -> None:
        if changes.touches(Session, Actor):
            self._read_sessions()
        elif changes.touches(Recording, Gap):
            self._show_session()

    def panes(self) -> list[QWidget]:
        first = next((row.begins or row.listen for row in self.rows), None)
        return [self.sessions, *([first] if first else []), self.add]

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+Shift+O", self.tr("add a recording")), ("Esc", self.tr("back to the session"))]

    def context(self) -> Context | None:
        actor = self._desk.store.get(Actor, self._session.actor) if self._session else None
        return Context.of(actor, self.tr("recordings")) if actor else None

    def close_side_panel(self) -> bool:
        self.go_requested.emit("run", self._session)
        return True

    # Gestures

    def choose(self) -> None:
        """Asks for the file of another recorder and begins to take it in."""
        if self._session is None:
            self.notice(self.tr("There is no session yet that it could belong to."))
            return
        kinds = (self.tr("Sound ({kinds})").format(kinds=KINDS), self.tr("All files (*)"))
        path = ask.open_file(self, self.tr("Which recording?"), kinds)
        if path is not None:
            self._desk.bring_in(self._session, path)

    def listen(self, recording: Recording) -> None:
        """Ten seconds from the first moment that every recording holds, so that two can be compared."""
        held = [each for each in self._recordings() if each.stretches]
        at_ms = max((each.stretches[0].at_ms for each in held), default=0)
        spans = sounding.spans_of(recording)
        span = next((each for each in spans if each.start_ms <= at_ms < each.end_ms), spans[0] if spans else None)
        if span is None:
            self.notice(self.tr("There is no sound in it yet."))
            return
        begin = span.in_file(max(at_ms, span.start_ms))
        end = min(begin + HEARD_MS, span.in_file(span.end_ms))
        self._saying_why(lambda: self._play(ClipSpec(audio_path(self._desk.folder, recording.file), begin, end)))

    def _play(self, spec: ClipSpec) -> None:
        self._playing = spec
        self._desk.player.toggle(spec)

    def _move(self, row: RecordingRow, begins_ms: int) -> None:
        self._saying_why(lambda: self._desk.second.move(row.recording.id, begins_ms))

    def _remove(self, recording: Recording) -> None:
        def remove() -> None:
            self._desk.second.remove(recording.id)
            said = self.tr("{name} is off the session. Its file stays in the study's audio folder.")
            self.notice(said.format(name=recording.label), undoable=True)

        self._saying_why(remove)

    def _take_in(self, folder: Path) -> None:
        if self._session is not None:
            self._desk.take_in(self._session, folder)

    def _saying_why(self, work: Callable[[], object]) -> None:
        try:
            work()
        except UserError as error:
            self.notice(str(error))

    # What is shown

    def _recordings(self) -> list[Recording]:
        return self._desk.store.find(Recording, session=self._session.id) if self._session else []

    def _read_sessions(self) -> None:
        chosen = self.sessions.currentData()
        met = [session for session in self._desk.store.find(Session) if session.started_at]
        met.sort(key=lambda session: session.started_at or "", reverse=True)
        self.sessions.blockSignals(True)
        self.sessions.clear()
        for session in met:
            self.sessions.addItem(self._called(session), session.id)
        self.sessions.setCurrentIndex(max(self.sessions.findData(chosen), 0))
        self.sessions.blockSignals(False)
        self._choose_session()

    def _called(self, session: Session) -> str:
        actor = self._desk.store.get(Actor, session.actor)
        name = actor.name if actor else ""
        kind = self.tr("reflection") if session.kind == "reflection" else self.tr("focus group")
        return f"{name}, {kind}"

    def _choose_session(self) -> None:
        chosen = self.sessions.currentData()
        self._session = self._desk.store.get(Session, str(chosen)) if chosen else None
        self._show_session()
        self.keys_changed.emit()

    def _show_session(self) -> None:
        session = self._session
        focus = next((at for at, row in enumerate(self.rows) if row.begins and row.begins.hasFocus()), None)
        typed = self.rows[focus].half_typed() if focus is not None else None
        for row in self.rows:
            row.close_down()
        recordings = self._recordings()
        self.rows = [self._row(each, session.started_at or "") for each in recordings] if session else []
        self._fill(self._list, self._parted(self.rows))
        self.nothing.setVisible(not self.rows)
        spans = list(unheard_in(self._desk.store, session)) if session else []
        self._fill(self._silent, [self._span(each) for each in spans])
        self.silent_panel.setVisible(bool(spans))
        strays = self._desk.strays() if session else []
        self._fill(self._stray, [self._stray_row(each) for each in strays])
        self.stray_panel.setVisible(bool(strays))
        if focus is not None and focus < len(self.rows):
            self.rows[focus].take_over(typed)

    def _row(self, recording: Recording, started_at: str) -> RecordingRow:
        going = self._session is not None and self._session.is_open and not recording.sha256
        begins = self._desk.second.start_ms(recording)
        own = [each.id for each in self._recordings() if each.source == "own"]
        row = RecordingRow(
            self.theme,
            recording,
            begins,
            started_at,
            going=going and recording.source == "own",
            number=own.index(recording.id) + 1 if recording.id in own and len(own) > 1 else None,
        )
        queued = Qt.ConnectionType.QueuedConnection  # the row is made anew while its own key is still at work
        row.moved.connect(lambda ms: self._move(row, ms), queued)
        row.remove_requested.connect(lambda: self._remove(recording), queued)
        row.listen_requested.connect(lambda: self.listen(recording))
        return row

    def _parted(self, rows: list[RecordingRow]) -> list[QWidget]:
        made: list[QWidget] = []
        for row in rows:
            made += [Divider(self.theme), row] if made else [row]
        return made

    def _span(self, span: Unheard) -> QWidget:
        assert self._session is not None
        started = self._session.started_at or ""
        start, end = local_time(started, span.start_ms), local_time(started, span.end_ms)
        short = length_text(span.end_ms - span.start_ms, self.tr("under a second"))
        words = self.tr("{start} to {end}: {why}") if start != end else self.tr("{start}, {short}: {why}")
        said = words.format(start=start, end=end, short=short, why=why_unheard(span.reason))
        return Label(self.theme, said, "body", wrap=True)

    def _stray_row(self, folder: Path) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(ElidedLabel(self.theme, folder.stem, "body", bold=True), 1)
        take = Button(self.theme, self.tr("Add to this session"), icon="add")
        take.setAccessibleName(self.tr("Add {name} to this session").format(name=folder.stem))
        take.clicked.connect(lambda: self._take_in(folder))
        row.addWidget(take)
        return holder

    def _show_work(self) -> None:
        file = self._desk.file
        had_focus = self.add.hasFocus() or self.stop.hasFocus()
        self.work.setVisible(file is not None)
        self.add.setEnabled(file is None)
        if had_focus:
            (self.stop if file is not None else self.add).setFocus()
        if file is not None:
            self.doing.setText(self.tr("{file} is coming in").format(file=file.name))
            self.bar.set_share(self._desk.progress)

    def _fill(self, column: QVBoxLayout, widgets: list[QWidget]) -> None:
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            column.addWidget(widget)

    # Building

    def _build(self) -> None:
        theme = self.theme
        self.add = Button(
            theme, self.tr("Add a recording from another device"), "main", shortcut_text="Ctrl+Shift+O", height=40
        )
        self.bar = ProgressBar(theme)
        self.doing = Label(theme, "", "body")
        self.stop = Button(theme, self.tr("Cancel"))
        self.work = QWidget()
        line = QHBoxLayout(self.work)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.doing)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        self.nothing = EmptyState(theme, self.tr("This session was not recorded."), framed=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(Label(self.theme, self.title, "title", bold=True), 1)
        head.addWidget(self.sessions)
        column.addLayout(head)
        list_panel, self._list = self._panel(self.tr("What was recorded"))
        list_panel.body.addWidget(self.nothing)
        self.silent_panel, self._silent = self._panel(self.tr("Without audio"))
        column.addWidget(list_panel)
        column.addWidget(self.silent_panel)
        self.stray_panel, self._stray = self._panel(self.tr("Recorded, but in no session"))
        said = self.tr("Left by a start that was taken back. It is laid where the clock says that it was recorded.")
        self.stray_panel.body.addWidget(Label(self.theme, said, "second", "text2", wrap=True))
        column.addWidget(self.stray_panel)
        column.addWidget(self.work)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        column.addLayout(line)
        hint = self.tr(
            "It is copied into the study and laid beside our own recording by the same talk, or by a clap. "
            "Where ours has no sound, entries play from it."
        )
        column.addWidget(Label(self.theme, hint, "second", "text2", wrap=True))
        column.addStretch(1)
        self._scrolled(column)

    def _panel(self, head: str) -> tuple[Panel, QVBoxLayout]:
        panel = Panel(self.theme)
        panel.body.addWidget(SectionHead(self.theme, head))
        inner = QVBoxLayout()
        inner.setSpacing(4)
        panel.body.addLayout(inner)
        return panel, inner

    def _scrolled(self, column: QVBoxLayout) -> None:
        inner = QWidget()
        paint_ground(inner, "bg")
        inner.setMaximumWidth(self.theme.px(WIDTH))
        inner.setLayout(column)
        middle = QWidget()
        paint_ground(middle, "bg")
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName(self.title)
        scroll.setWidgetResizable(True)
        scroll.setWidget(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _wire(self) -> None:
        self.sessions.activated.connect(self._choose_session)
        self.add.clicked.connect(self.choose)
        self.stop.clicked.connect(self._desk.cancel)
        self._desk.changed.connect(self._show_work)
        self._desk.progressed.connect(self.bar.set_share)
        self._desk.told.connect(self._on_told)
        self._desk.player.failed.connect(self._on_failed)

    def _on_told(self, sentence: str, undoable: bool) -> None:
        self.notice(sentence, undoable=undoable)

    def _on_failed(self, sentence: str) -> None:
        if self.here and self._playing is not None:
            self._playing = None
            self.notice(sentence)
