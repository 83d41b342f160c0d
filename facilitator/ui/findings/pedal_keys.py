"""Which keys play the sound while one types, and a place to change them, for instance to those of a foot pedal."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QKeySequenceEdit, QVBoxLayout, QWidget

from facilitator.domain.errors import UserError
from facilitator.ui.actions import Actions
from facilitator.ui.findings.deck_commands import pedal_commands
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import Label


class PedalKeys(QWidget):
    """Shows the keys as caps; with "Change keys" each gets a field that takes the key as it is pressed."""

    said = Signal(str)

    def __init__(self, theme: Theme, actions: Actions, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._ids = [f"{place}.{command.id}" for command in pedal_commands()]
        self.change = Button(theme, self.tr("Keys…"), "quiet")
        self.change.setCheckable(True)
        self.change.set_help(self.tr("Change the keys that play while you type, for instance to those of a foot pedal"))
        self.change.toggled.connect(self._open)
        self._caps = QHBoxLayout()
        self._caps.setSpacing(6)
        self._form = QWidget()
        self._form.hide()
        self.fields = self._fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._caps)
        column.addWidget(self._form)
        self._show()
        actions.rebound.connect(self._show)

    def _fields(self) -> dict[str, QKeySequenceEdit]:
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        fields = {}
        for row, action_id in enumerate(self._ids):
            spec = self._actions.spec(action_id)
            field = QKeySequenceEdit(QKeySequence(spec.shortcut))
            field.setMaximumSequenceLength(1)
            field.setAccessibleName(self.tr("Key for: {action}").format(action=spec.text))
            field.editingFinished.connect(lambda action_id=action_id: self._take(action_id))
            grid.addWidget(Label(self._theme, spec.text, "small", "text2", wrap=True), row, 0)
            grid.addWidget(field, row, 1)
            fields[action_id] = field
        return fields

    def _open(self, wanted: bool) -> None:
        self._form.setVisible(wanted)
        if wanted:
            self.fields[self._ids[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, action_id: str) -> None:
        field = self.fields[action_id]
        key = field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if key and key != self._actions.spec(action_id).shortcut:
            try:
                self._actions.rebind_key(action_id, key)
            except UserError as error:
                self.said.emit(str(error))
        field.setKeySequence(QKeySequence(self._actions.spec(action_id).shortcut))

    def _show(self) -> None:
        while (item := self._caps.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not self.change:
                old.hide()
                old.deleteLater()
        words = (self.tr("−3 s"), self.tr("play"), self.tr("faster"))
        for action_id, text in zip(self._ids, words, strict=False):
            self._caps.addWidget(key_caps(self._theme, self._actions.spec(action_id).shortcut))
            self._caps.addWidget(Label(self._theme, text, "small", "text2"))
        self._caps.addStretch(1)
        self._caps.addWidget(self.change)
