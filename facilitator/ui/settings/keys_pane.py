"""The user's own keys: find an action, press Enter on it, and then the key it shall have."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QListView, QWidget

from facilitator.domain.errors import UserError
from facilitator.ui.actions import Actions
from facilitator.ui.settings.keys_model import ID_ROLE, KeysDelegate, KeysModel
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import SearchField
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Panel, SectionHead

EDITING = frozenset(
    QKeySequence(key).toString()
    for key in ("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End")
) | {"Ctrl+Backspace"}
"""What fields need for the words in them, whatever the program would make of it."""


class ActionList(QListView):
    """Enter asks for another key."""

    key_requested = Signal()

    ring_radius = 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and self.currentIndex().isValid():
            self.key_requested.emit()
        else:
            super().keyPressEvent(event)


class KeyField(QKeySequenceEdit):
    """Takes one key as it is pressed; Esc and Tab leave it as everywhere."""

    ring_radius = 4
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class KeysPane(Panel):
    """A list to choose from and, under it, a field that takes the key as it is pressed."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__(theme, padding=0, spacing=0)
        self._actions = actions
        self.search = SearchField(theme, self.tr("Find an action or a key"))
        self.model = KeysModel(actions, self)
        self.list = ActionList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(KeysDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("Actions and their keys"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chosen = Label(theme, "", bold=True, wrap=True)
        self.field = KeyField()
        self.usual = Button(theme, self.tr("Usual key"))
        self.said = Label(theme, "", "second", "text2", wrap=True)
        self._lay_out(theme)
        self._wire()

    @property
    def action_id(self) -> str:
        """The action chosen in the list, or nothing."""
        return str(self.list.currentIndex().data(ID_ROLE) or "")

    def refresh(self) -> None:
        """Show the actions as they are now, with the choice where it was."""
        here = self.action_id
        self.model.refresh()
        if self.model.specs:
            self.list.setCurrentIndex(self.model.index(max(self.model.place_of(here), 0)))
        self._show_choice()

    def _take(self) -> None:
        key = self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if not key or not self.action_id or key == self._actions.spec(self.action_id).shortcut:
            return
        try:
            _refuse_what_fields_need(key, self)
            self._actions.rebind_keys(self.model.alike(self.action_id), key)
        except UserError as error:
            self._show_choice()
            self._say(str(error), "rec")
        else:
            words = self.tr("“{action}” is on {key} now.")
            self._say(words.format(action=self._actions.spec(self.action_id).text, key=key), "text2")
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_back(self) -> None:
        if not self.action_id:
            return
        try:
            self._actions.reset_keys(self.model.alike(self.action_id))
        except UserError as error:
            self._say(str(error), "rec")
        else:
            words = self.tr("“{action}” has its usual key again.")
            self._say(words.format(action=self._actions.spec(self.action_id).text), "text2")

    def _say(self, sentence: str, tone: str) -> None:
        self.said.setText(sentence)
        self.said.set_tone(tone)

    def _show_choice(self) -> None:
        spec = self._actions.spec(self.action_id) if self.action_id else None
        self.chosen.setText(self.tr("Key for: {action}").format(action=spec.text) if spec else "")
        self.field.setAccessibleName(self.chosen.text())
        self.field.setKeySequence(QKeySequence(spec.shortcut if spec else ""))
        self.field.setEnabled(spec is not None)
        self.usual.setEnabled(any(map(self._actions.has_own_key, self.model.alike(self.action_id))))
        self._say(self.tr("Press Enter, then the key it shall have."), "text2")

    def _lay_out(self, theme: Theme) -> None:
        head = SectionHead(theme, self.tr("Keys"), capitals=False)
        head.setContentsMargins(16, 12, 16, 4)
        search = QHBoxLayout()
        search.setContentsMargins(16, 4, 16, 8)
        search.addWidget(self.search)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 4)
        row.setSpacing(8)
        row.addWidget(self.chosen, 1)
        row.addWidget(self.field)
        row.addWidget(self.usual)
        self.said.setContentsMargins(16, 0, 16, 12)
        self.body.addWidget(head)
        self.body.addLayout(search)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.said)

    def _wire(self) -> None:
        self.search.textChanged.connect(self._find)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_choice())
        self.list.key_requested.connect(lambda: self.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.doubleClicked.connect(lambda _index: self.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self.field.editingFinished.connect(self._take)
        self.field.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.usual.clicked.connect(self._give_back)
        self._actions.rebound.connect(self._on_rebound)

    def _on_rebound(self, _action_id: str, _key: str) -> None:
        """A method of this widget, for Qt to forget it when another study brings settings of its own."""
        self.refresh()

    def _find(self, words: str) -> None:
        self.model.find(words)
        self.refresh()


def _refuse_what_fields_need(key: str, words: QWidget) -> None:
    """A key without Ctrl or Alt would be lost to typing, and some are needed for editing."""
    last = key.removeprefix("Shift+")
    if not key.startswith(("Ctrl+", "Alt+", "Meta+")) and not re.fullmatch(r"F\d{1,2}", last):
        sentence = words.tr("{key} is needed for typing. Choose one with Ctrl or Alt, or F1 to F12.")
        raise UserError(sentence.format(key=key))
    if key in EDITING:
        raise UserError(words.tr("{key} is needed for editing text. Choose another one.").format(key=key))
