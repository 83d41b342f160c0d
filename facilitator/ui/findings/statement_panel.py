"""A statement at the side: words, status, who sees it, what it rests on, how it was taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Statement
from facilitator.domain.notes import Note
from facilitator.domain.reactions import Reaction
from facilitator.services.findings import STATUSES, Viewer
from facilitator.ui.findings.editor import WordsEdit
from facilitator.ui.findings.release import ReleaseTicks
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider


@dataclass(frozen=True)
class StatementView:
    """Everything the panel shows of one statement; `reactions` come with the group that reacted."""

    statement: Statement
    actor: Actor
    question: str
    viewers: Sequence[Viewer]
    notes: Sequence[Note]
    reactions: Sequence[tuple[Actor, Reaction]]


class StatementPanel(SidePanel):
    """Each gesture is one signal; the page makes it one call."""

    text_saved = Signal(str)
    status_requested = Signal(str)
    withheld_requested = Signal(str, bool)
    evidence_dropped = Signal(str)
    evidence_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.caption(self.tr("What the group said"))
        self.words = WordsEdit(theme, self.tr("Words of the statement"))
        self.words.saved.connect(self.text_saved)
        self.words.given_up.connect(self.left)
        self.body.addWidget(self.words)
        hint = self.tr("Enter saves, Shift+Enter begins a new line.")
        self.body.addWidget(Label(theme, hint, "small", "text2", wrap=True))
        self._statuses = self._status_row()
        self.body.addWidget(Divider(theme))
        self.caption(self.tr("Release to"))
        self.ticks = ReleaseTicks(theme)
        self.ticks.withheld_requested.connect(self.withheld_requested)
        self.body.addWidget(self.ticks)
        self.body.addWidget(Divider(theme))
        self._rests = self.caption("")
        self._notes = self._list()
        self._add = add = Button(theme, self.tr("Add evidence"), icon="add", shortcut_text="Ctrl+I")
        add.clicked.connect(self.evidence_requested)
        self.body.addWidget(add)
        self._feedback_line = Divider(theme)
        self.body.addWidget(self._feedback_line)
        self._feedback = self.caption(self.tr("How others took it"))
        self._reactions = self._list()
        self.body.addStretch(1)

    def show_statement(self, view: StatementView) -> None:
        """Fills the panel."""
        statement = view.statement
        self.show_head(view.actor, self.tr("Statement, question {label}").format(label=view.question or "–"))
        self.words.show_words(statement.text)
        for status, button in self._statuses.items():
            button.set_disabled_reason("")
            button.setChecked(status == statement.status)
        self._add.show()
        released = statement.status == "released"
        self.ticks.show_viewers(view.viewers, statement.withheld_from, released=released)
        count = len(view.notes)
        self._rests.setText(self.tr("Rests on 1 note") if count == 1 else self.tr("Rests on %n notes", "", count))
        self._fill(self._notes, [self._note(note) for note in view.notes])
        self._fill(self._reactions, [self._reaction(actor, each) for actor, each in view.reactions])
        for widget in (self._feedback_line, self._feedback):
            widget.setVisible(bool(view.reactions))

    def show_new(self, actor: Actor, question: str) -> None:
        """An empty panel for a statement that is not there yet; only its words can be typed."""
        self.show_head(actor, self.tr("New statement, question {label}").format(label=question))
        self.words.show_words("")
        self.words.clear()
        for button in self._statuses.values():
            button.setChecked(False)
            button.set_disabled_reason(self.tr("Type the words first."))
        self.ticks.show_viewers((), (), released=False)
        self._rests.setText(self.tr("Rests on nothing yet"))
        self._fill(self._notes, [])
        self._fill(self._reactions, [])
        for widget in (self._feedback_line, self._feedback, self._add):
            widget.hide()

    def _status_row(self) -> dict[str, Button]:
        words = {"draft": self.tr("Draft"), "checked": self.tr("Checked"), "released": self.tr("Released")}
        row, buttons = QHBoxLayout(), {}
        row.setSpacing(6)
        for status in STATUSES:
            button = Button(self.theme, words[status])
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, status=status: self.status_requested.emit(status))
            row.addWidget(button)
            buttons[str(status)] = button
        row.addStretch(1)
        self.body.addLayout(row)
        return buttons

    def _list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self.body.addLayout(column)
        return column

    def _fill(self, column: QVBoxLayout, rows: Sequence[QWidget]) -> None:
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in rows:
            column.addWidget(row)

    def _note(self, note: Note) -> QWidget:
        row, line = _row()
        words = Label(self.theme, note.text, "second", wrap=True)
        if note.kind == "quote":
            words.setProperty("slant", "italic")
        line.addWidget(words, 1)
        drop = IconButton(self.theme, "close", self.tr("Remove this note from the evidence"), side=24)
        drop.clicked.connect(lambda: self.evidence_dropped.emit(note.id))
        line.addWidget(drop)
        return row

    def _reaction(self, actor: Actor, reaction: Reaction) -> QWidget:
        row, line = _row()
        line.addWidget(Badge.of(self.theme, actor, 18))
        kind = self._kinds()[reaction.kind]
        text = self.tr("{kind}: {words}").format(kind=kind, words=reaction.text) if reaction.text else kind
        line.addWidget(Label(self.theme, text, "second", wrap=True), 1)
        return row

    def _kinds(self) -> dict[str, str]:
        return {
            "agree": self.tr("Agree"),
            "partly": self.tr("Partly"),
            "disagree": self.tr("Disagree"),
            "add": self.tr("Add"),
            "surprised": self.tr("Surprised"),
            "ask": self.tr("Ask"),
            "same": self.tr("Same with us"),
            "none": self.tr("Nobody reacted"),
            "not_said": self.tr("Not mentioned"),
        }


def _row() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(8)
    return row, line
