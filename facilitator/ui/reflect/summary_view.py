"""After a reflection: what is missing, what was said, quotes, the summary, and what all groups made of it together."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.people import Person
from facilitator.domain.reactions import Reaction
from facilitator.domain.sessions import Session
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.reflection.walk import Said, parts_of
from facilitator.ui.reflect.quote_ticks import QuoteTicks
from facilitator.ui.reflect.row_progress import missing_part
from facilitator.ui.reflect.said_list import SaidData, SaidList
from facilitator.ui.reflect.words import short_date
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.cards import WarningCard
from facilitator.ui.widgets.fields import Line
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Panel, paint_ground

TOGETHER = "together"
"""Where what is being typed about all groups is kept."""


class SummaryField(QPlainTextEdit):
    """Ctrl+Enter and Esc leave; what is written is kept either way."""

    left = Signal()

    ring_radius = 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SummaryView(QWidget):
    """One session's end; paragraphs are parted by an empty line."""

    notice_requested = Signal(str, bool)
    matrix_requested = Signal()
    reopen_requested = Signal(str)

    def __init__(self, theme: Theme, reflecting: Reflecting, planning: Planning, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reflecting = reflecting
        self._planning = planning
        self._session: str | None = None
        self._badge = Badge(theme, "", size=24)
        self._title = Label(theme, "", "heading")
        self._title.setProperty("weight", "bold")
        self._date = Label(theme, "", "second", "text2")
        self.text = SummaryField()
        self.text.setAccessibleName(self.tr("Summary paragraphs"))
        self.text.setPlaceholderText(
            self.tr(
                "What the group recognised, what surprised it, where it disagreed. An empty line begins a paragraph."
            )
        )
        self.text.setTabChangesFocus(True)
        self.together = SummaryField()
        self.together.setAccessibleName(self.tr("What all groups made of it"))
        self.together.setPlaceholderText(self.tr("What all groups were surprised at, or thought of besides."))
        self.together.setTabChangesFocus(True)
        self.whole = Line(theme, self.tr("Something said about the whole; Enter keeps it"))
        self.missing = WarningCard(
            theme,
            self.tr("If the group is still there"),
            " ",
            ((self.tr("Go on with the reflection"), self._on_reopen, "F5"),),
        )
        self.quotes = QuoteTicks(theme)
        self.done_button = Button(theme, self.tr("Done"), "main", shortcut_text="Ctrl+Enter")
        self.reopen_button = Button(theme, self.tr("Go on with the reflection"))
        self.said = SaidList(theme)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._badge, self._title, self._date):
            head.addWidget(widget)
        head.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.reopen_button)
        buttons.addStretch(1)
        buttons.addWidget(self.done_button)
        left = Panel(self._theme, flush=True)
        left.body.addLayout(head)
        hint = self.tr("Summary paragraphs go into the reports as the feedback of this group.")
        left.body.addWidget(Label(self._theme, hint, "second", "text2", wrap=True))
        left.body.addWidget(self.text, 3)
        left.body.addWidget(self.whole)
        left.body.addWidget(Label(self._theme, self.tr("What all groups made of it"), bold=True))
        left.body.addWidget(self.together, 1)
        left.body.addLayout(buttons)
        right = QWidget()
        paint_ground(right, "bg")
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (self.missing, self.quotes, self.said):
            column.addWidget(part)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(right)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("reflect.summary")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(area)
        self.splitter.setSizes([620, 666])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def _wire(self) -> None:
        self.done_button.clicked.connect(self.finish)
        self.text.left.connect(self.finish)
        self.text.textChanged.connect(self._on_typed)
        self.together.left.connect(self.finish)
        self.together.textChanged.connect(self._on_typed_together)
        self.quotes.release_requested.connect(self._on_release)
        self.whole.returnPressed.connect(self._on_whole)
        self.whole.textEdited.connect(self._on_typed_whole)
        self.reopen_button.clicked.connect(self._on_reopen)
        self.said.quote_requested.connect(self._on_quote)
        self.said.remove_requested.connect(self._on_remove)

    @property
    def session(self) -> str | None:
        return self._session

    def enter(self, session: str) -> None:
        """Open a session; a text that a crash interrupted is taken up again."""
        self._session = session
        draft = self._reflecting.draft(self._place)
        self._fill(self.text, draft or "\n\n".join(self._reflecting.summaries.of(session)))
        together = self._reflecting.draft(TOGETHER)
        self._fill(self.together, together or "\n\n".join(self._reflecting.summaries.together()))
        self.whole.setText(self._reflecting.draft(f"whole.{session}"))
        self.refresh()
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what is written now."""
        session = self._session
        if session:
            self._try(lambda: self._keep(session))

    def _keep(self, session: str) -> None:
        self._reflecting.summaries.write(session, self.text.toPlainText())
        self._reflecting.keep_draft(self._place, "")
        self._reflecting.summaries.write_together(self.together.toPlainText())
        self._reflecting.keep_draft(TOGETHER, "")

    def finish(self) -> None:
        """Keep it and go back to the matrix."""
        self.keep()
        self.matrix_requested.emit()

    def refresh(self) -> None:
        """Read the session again; the text stays while it is being written."""
        if self._session is None:
            return
        session = self._reflecting.session(self._session)
        if session is None:
            self._session = None
            self.matrix_requested.emit()
            return
        actors = self._planning.actors()
        viewer = actors[session.actor]
        self._badge.show_look(BadgeLook(viewer.short or viewer.name[:1], "group", viewer.colour), viewer.name)
        self._title.setText(self.tr("What {group} made of it").format(group=viewer.name))
        self._date.setText(short_date(session.started_at))
        self.reopen_button.setVisible(session.ended_at is not None)
        if not self.text.hasFocus() and not self._reflecting.draft(self._place):
            self._fill(self.text, "\n\n".join(self._reflecting.summaries.of(session.id)))
        if not self.together.hasFocus() and not self._reflecting.draft(TOGETHER):
            self._fill(self.together, "\n\n".join(self._reflecting.summaries.together()))
        self._show_missing(session)
        self.quotes.show_quotes(self._reflecting.summaries.quotes(session.id))
        said = self._reflecting.said_in(session.id)
        people = {person.id: person for person in self._reflecting.people(session)}
        self._show_said(said, people, session.started_at or "", actors)

    def _show_said(
        self, said: Sequence[Said], people: Mapping[str, Person], started_at: str, actors: Mapping[str, Actor]
    ) -> None:
        about = self._reflecting.about_words([each.first for each in said])
        data = SaidData(said, people, started_at, actors=actors, about=about)
        self.said.show_data(data, self.tr("Everything said"), self.tr("Nothing was noted in this session."))

    @property
    def _place(self) -> str:
        return f"summary.{self._session}"

    def _show_missing(self, session: Session) -> None:
        """What was not shown, or got no reaction: the group may still be in the room."""
        actors = self._planning.actors()
        parts = parts_of(self._reflecting.walk(session.id).steps)
        words = [missing_part(part, actors[part.actor]) for part in parts if part.to_show or part.silent]
        self.missing.setVisible(bool(words) and session.ended_at is not None)
        self.missing.findChildren(Label)[1].setText("\n".join(words))
        self.missing.setAccessibleDescription(" ".join(words))

    def _fill(self, field: QPlainTextEdit, text: str) -> None:
        if field.toPlainText() == text:
            return
        field.blockSignals(True)
        field.setPlainText(text)
        field.blockSignals(False)

    def _on_typed(self) -> None:
        self._try(lambda: self._reflecting.keep_draft(self._place, self.text.toPlainText()))

    def _on_typed_together(self) -> None:
        self._try(lambda: self._reflecting.keep_draft(TOGETHER, self.together.toPlainText()))

    def _on_typed_whole(self, text: str) -> None:
        self._try(lambda: self._reflecting.keep_draft(f"whole.{self._session}", text))

    def _on_release(self, quote: str, released: bool) -> None:
        self._try(lambda: self._reflecting.summaries.release(quote, released=released))

    def _on_whole(self) -> None:
        session = self._reflecting.session(self._session or "")
        words = self.whole.text().strip()
        if session is None or not words:
            return

        def keep() -> None:
            self._reflecting.react(session, None, "add", text=words)
            self.whole.clear()
            self._on_typed_whole("")

        self._try(keep)

    def reopen(self) -> None:
        """Go on with the session, if it has ended."""
        if self.reopen_button.isVisible():
            self._on_reopen()

    def _on_reopen(self) -> None:
        self.keep()
        if self._session:
            self.reopen_requested.emit(self._session)

    def _on_quote(self, said: Said) -> None:
        session = self._reflecting.session(self._session or "")
        if session:
            self._try(lambda: self._reflecting.keep_quote(session, said, None))

    def _on_remove(self, said: Said) -> None:
        reactions: tuple[Reaction, ...] = said.reactions
        self._try(lambda: self._reflecting.remove(reactions))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self.notice_requested.emit(str(error), False)
