"""The ground rules in the group's own words: kept as they are typed, and shown to the group."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from facilitator.domain.sessions import Session
from facilitator.services.session.room import Room
from facilitator.ui.room.debrief import KEEP_MS, LONGEST_MS
from facilitator.ui.room.words import tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button


class RulesEditor(QWidget):
    """One rule a line; what is typed belongs to the session it was typed for, whatever is chosen next."""

    kept = Signal(object)
    """The lines as they are kept now."""
    project_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room: Room | None = None
        self._known: tuple[str, ...] = ()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Ground rules, one on each line"))
        self.text.setPlaceholderText(tr("The group's own words, one rule on each line."))
        self.text.setTabChangesFocus(True)
        self.button = Button(theme, tr("Show to the group"), icon="screen")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._soon = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._latest = QTimer(self, interval=LONGEST_MS, singleShot=True)
        for timer in (self._soon, self._latest):
            timer.timeout.connect(self.keep)
        self.text.textChanged.connect(self._on_typed)
        self.button.clicked.connect(self.project_requested)

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in the field, line by line."""
        lines = (" ".join(line.split()) for line in self.text.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def show_session(self, room: Room, session: Session) -> None:
        """The rules of a session; what is being typed for the same one stays."""
        same = self._room is not None and self._room.session == room.session
        if not same:
            self.keep()
        self._room = room
        changed = not same or session.rules != self._known
        self._known = session.rules
        if changed and self.lines != session.rules:
            self.text.blockSignals(True)
            self.text.setPlainText("\n".join(session.rules))
            self.text.blockSignals(False)

    def keep(self) -> None:
        """Keeps what was typed, if it says something else."""
        self._soon.stop()
        self._latest.stop()
        if self._room is not None and self.lines != self._known:
            self._known = self.lines
            self._room.set_rules(self.lines)
            self.kept.emit(self.lines)

    def _on_typed(self) -> None:
        self._soon.start()
        if not self._latest.isActive():
            self._latest.start()
