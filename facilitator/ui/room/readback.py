"""The oral summary: the ideas a group holds most widely, read back to it, and what it answers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from facilitator.domain.agreement import weight
from facilitator.domain.notes import Note
from facilitator.domain.questions import Question
from facilitator.domain.room import MemberCheck, Verdict
from facilitator.services.room import Room
from facilitator.ui.room.words import tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import Line
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState

NOTE = Qt.ItemDataRole.UserRole
SIGNS: dict[Verdict, str] = {"confirmed": "✓", "corrected": "≈", "rejected": "✗"}


class IdeaList(QListWidget):
    """Headings and ideas; letters answer for the idea under the cursor."""

    answered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().upper() in "CXRP" and not event.modifiers():
            self.answered.emit(event.text().upper())
        else:
            super().keyPressEvent(event)


class ReadBack(QWidget):
    """C confirmed, X corrected (type it, Enter), R rejected, P puts the ideas on the audience window."""

    notice_requested = Signal(str, bool)
    project_requested = Signal(str, object)
    """A heading and the lines under it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room: Room | None = None
        self.list = IdeaList()
        self.list.setAccessibleName(tr("Ideas to read back"))
        self.list.setWordWrap(True)
        self.line = Line(theme, tr("What the group says instead; Enter keeps it"))
        self.empty = EmptyState(theme, tr("Nothing was said yet under a key question."))
        hint = tr("Read these back before the end, and note what the group answers. Only you see the counts.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(theme, hint, "second", "text2", wrap=True))
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.line)
        column.addLayout(self._buttons())
        self.list.answered.connect(self.answer)
        self.line.returnPressed.connect(self._keep_correction)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = (("C", tr("Confirmed")), ("X", tr("Corrected")), ("R", tr("Rejected")), ("P", tr("Show to the group")))
        self.buttons: list[Button] = []
        for key, text in words:
            button = Button(self._theme, text, shortcut_text=key)
            button.clicked.connect(lambda _on=False, key=key: self.answer(key))
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        return row

    def show_room(self, room: Room, questions: Sequence[Question]) -> None:
        """The ideas of one session; the cursor stays on its idea."""
        before = self.current_note()
        self._room = room
        ideas, checks = room.ideas_to_read_back(questions), room.checks()
        self.list.clear()
        for question in questions:
            for at, note in enumerate(ideas.get(question.id, [])):
                if at == 0:
                    self._add_heading(question)
                self._add_idea(note, checks.get(note.id))
        filled = self.list.count() > 0
        self.empty.setVisible(not filled)
        for widget in (self.list, self.line, *self.buttons):
            widget.setVisible(filled)
        self._put_cursor(before)

    def current_note(self) -> str:
        """The id of the entry under the cursor, empty on a heading."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(NOTE) or "") if row >= 0 else ""

    def answer(self, key: str) -> None:
        """Does what a letter stands for."""
        if key == "P":
            self._project()
        elif not self.current_note():
            self.notice_requested.emit(tr("Choose an idea first."), False)
        elif key == "X":
            self.line.setFocus()
        else:
            self._keep("confirmed" if key == "C" else "rejected", "")

    def _keep_correction(self) -> None:
        words = self.line.text().strip()
        if words and self.current_note():
            self._keep("corrected", words)
            self.line.clear()
            self.list.setFocus()

    def _keep(self, verdict: Verdict, text: str) -> None:
        if self._room is not None:
            self._room.check(self.current_note(), verdict, text)
            self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))

    def _project(self) -> None:
        lines = [
            str(self.list.item(at).data(NOTE + 1)) for at in range(self.list.count()) if self.list.item(at).data(NOTE)
        ]
        self.project_requested.emit(tr("What we heard"), lines)

    def _add_heading(self, question: Question) -> None:
        item = QListWidgetItem(question.text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(self._theme.font("second", bold=True))
        item.setForeground(self._theme.tokens.text2)
        self.list.addItem(item)

    def _add_idea(self, note: Note, check: MemberCheck | None) -> None:
        count = weight(note)
        held = tr("held once") if count == 1 else tr("held {count} times").format(count=count)
        sign = f"{SIGNS[check.verdict]}  " if check is not None else ""
        words = f"{sign}{note.text}  ({held})"
        if check is not None and check.text:
            words += "\n" + tr("The group: {words}").format(words=check.text)
        item = QListWidgetItem(words)
        item.setData(NOTE, note.id)
        item.setData(NOTE + 1, check.text if check is not None and check.text else note.text)
        self.list.addItem(item)

    def _put_cursor(self, note: str) -> None:
        found = [at for at in range(self.list.count()) if self.list.item(at).data(NOTE)]
        same = [at for at in found if self.list.item(at).data(NOTE) == note]
        if found:
            self.list.setCurrentRow((same or found)[0])
