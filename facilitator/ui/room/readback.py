"""The oral summary: the ideas a group holds most widely, read back to it, and what it answers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from facilitator.domain.agreement import weight
from facilitator.domain.notes import Note
from facilitator.domain.questions import Question
from facilitator.domain.room import MemberCheck, Verdict
from facilitator.services.session.room import Room
from facilitator.ui.room.words import tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import Line
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState

NOTE, TOLD, QUESTION = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
SIGNS: dict[Verdict, str] = {"confirmed": "✓", "corrected": "≈", "rejected": "✗"}


def what_we_heard() -> str:
    """The heading under which ideas stand on the audience window."""
    return tr("What we heard")


class IdeaList(QListWidget):
    """Headings and ideas; letters answer for the idea under the cursor."""

    answered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().upper() in "CXRP" and not event.modifiers():
            self.answered.emit(event.text().upper())
        else:
            super().keyPressEvent(event)


class CorrectionLine(Line):
    """Esc goes back to the ideas; what was typed waits."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReadBack(QWidget):
    """C confirmed, X corrected (type it, Enter), R rejected, P puts the ideas of a question on the audience window."""

    notice_requested = Signal(str, bool)
    project_requested = Signal(str, object, str)
    """A heading, the lines under it, and the question they answer."""
    answers_changed = Signal(str, object, str)
    """The same, after an answer: for a window on which they stand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room: Room | None = None
        self._typing = ""
        self.list = IdeaList()
        self.list.setAccessibleName(tr("Ideas to read back"))
        self.list.setWordWrap(True)
        self.line = CorrectionLine(theme, tr("What the group says instead; Enter keeps it"))
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
        self.line.textEdited.connect(self._on_typed)
        self.line.left.connect(self._leave_line)

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
                self._add_idea(note, checks.get(note.id), question)
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
            self._begin_correction()
        else:
            self._keep("confirmed" if key == "C" else "rejected", "")

    def _begin_correction(self) -> None:
        """The words that the group gave before, or those that were half typed, are there again."""
        self._typing = self.current_note()
        if self._room is not None:
            known = self._room.checks().get(self._typing)
            self.line.setText(self._room.draft(self._typing) or (known.text if known else ""))
        self.line.setFocus()

    def _on_typed(self, text: str) -> None:
        self._typing = self._typing or self.current_note()
        if self._room is not None and self._typing:
            self._room.keep_draft(self._typing, text)

    def _leave_line(self) -> None:
        self._typing = ""
        self.line.clear()
        self.list.setFocus()

    def _keep_correction(self) -> None:
        words, note = self.line.text().strip(), self._typing or self.current_note()
        if words and note and self._room is not None:
            self._room.keep_draft(note, "")
            self._put_cursor(note)
            self._keep("corrected", words)
            self._leave_line()

    def _keep(self, verdict: Verdict, text: str) -> None:
        if self._room is not None:
            self._room.check(self.current_note(), verdict, text)
            self.answers_changed.emit(what_we_heard(), *self._lines())
            self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))

    def _project(self) -> None:
        self.project_requested.emit(what_we_heard(), *self._lines())

    def _lines(self) -> tuple[list[str], str]:
        """The ideas of the question under the cursor that the group has not rejected, and the question."""
        row = self.list.currentRow()
        asked = str(self.list.item(row).data(QUESTION) or "") if row >= 0 else ""
        items = [self.list.item(at) for at in range(self.list.count())]
        told = [item for item in items if item.data(NOTE) and item.data(QUESTION) == asked and item.data(TOLD)]
        return [str(item.data(TOLD)) for item in told], asked

    def _add_heading(self, question: Question) -> None:
        item = QListWidgetItem(question.text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(self._theme.font("second", bold=True))
        item.setForeground(self._theme.tokens.text2)
        self.list.addItem(item)

    def _add_idea(self, note: Note, check: MemberCheck | None, question: Question) -> None:
        count = weight(note)
        held = tr("held once") if count == 1 else tr("held {count} times").format(count=count)
        sign = f"{SIGNS[check.verdict]}  " if check is not None else ""
        words = f"{sign}{note.text}  ({held})"
        if check is not None and check.text:
            words += "\n" + tr("The group: {words}").format(words=check.text)
        item = QListWidgetItem(words)
        item.setData(NOTE, note.id)
        rejected = check is not None and check.verdict == "rejected"
        item.setData(TOLD, "" if rejected else check.text if check is not None and check.text else note.text)
        item.setData(QUESTION, question.text)
        self.list.addItem(item)

    def _put_cursor(self, note: str) -> None:
        found = [at for at in range(self.list.count()) if self.list.item(at).data(NOTE)]
        same = [at for at in found if self.list.item(at).data(NOTE) == note]
        if found:
            self.list.setCurrentRow((same or found)[0])
