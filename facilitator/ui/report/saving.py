"""The foot of the check list: which format, the button that saves, and what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ui.report.desk import LARGE
from facilitator.ui.report.words import choices, save_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, LinkButton
from facilitator.ui.widgets.fields import ChoiceBox
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label

KEYS = "Ctrl+Shift+E"


class SaveBar(QWidget):
    """Off with its reason until everything is decided; says in words what it does and did."""

    save_requested = Signal()
    stop_requested = Signal()
    folder_requested = Signal()
    choice_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._news = False
        self.format = ChoiceBox(theme, self.tr("Format"))
        self.save = Button(theme, save_words("docx"), "main", shortcut_text=KEYS)
        self.sign = IconLabel(theme, "tick", "ok", 16)
        self.said = Label(theme, "", "second", "text2", wrap=True)
        self.folder = LinkButton(theme, self.tr("Open folder"))
        self.stop = LinkButton(theme, self.tr("Stop"))
        self._lay_out()
        self.save.clicked.connect(self.save_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.format.activated.connect(self._on_chosen)
        self.say("")

    @property
    def has_news(self) -> bool:
        """Whether the line below says what became of a file."""
        return self._news

    def forget_news(self) -> None:
        """What became of the last file is of no interest any more."""
        self._news = False

    @property
    def choice(self) -> str:
        """The chosen format."""
        return str(self.format.currentData() or "docx")

    def offer(self, formats: Sequence[str], *, large: bool = False) -> None:
        """The formats of another document; the first is the usual one, or the `large` one of it."""
        self.format.clear()
        for choice, words in choices(formats):
            self.format.addItem(words, choice)
        if large and formats[:1] == ("docx",):
            self.format.setCurrentIndex(self.format.findData(LARGE))
        self.format.setVisible(self.format.count() > 1)
        self.save.setText(save_words(self.choice))

    def refuse(self, reason: str) -> None:
        """Switch Save off and say why; with an empty reason it is on."""
        self.save.set_disabled_reason(reason)

    def wait(self, reason: str) -> None:
        """Save is off for a moment; `go_on` gives the keyboard back to it."""
        if self.save.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refuse(reason)

    def go_on(self, reason: str) -> None:
        """The moment is over: Save is on, or off for a reason."""
        self.refuse(reason)
        if self.hasFocus():
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, sentence: str) -> None:
        """A file is being written: only Stop is on, and it takes the keyboard from Save."""
        self.say(sentence, stop=True)
        if self.save.hasFocus():
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refuse(self.tr("A file is being written."))

    def end(self) -> None:
        """It is written, or it is not: the keyboard goes back where it was."""
        self.refuse("")
        if self.stop.hasFocus():
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        self.forget_news()

    def say(
        self, sentence: str, *, tone: str = "text2", folder: bool = False, stop: bool = False, news: bool = False
    ) -> None:
        """The line below: what the file will be, that it is being written, where it is, or why it is not."""
        self._news = news or tone in ("ok", "rec") or stop
        self.said.setText(sentence)
        self.said.set_tone("text" if tone == "ok" else tone)
        self.sign.setVisible(tone in ("ok", "rec"))
        self.sign.show_icon("tick" if tone == "ok" else "warning", tone if tone in ("ok", "rec") else "text2")
        self.folder.setVisible(folder)
        self.stop.setVisible(stop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large type key caps go first, or nobody could read which format is chosen."""
        super().resizeEvent(event)
        self.save.set_caps(KEYS)
        chosen = self.format.fontMetrics().horizontalAdvance(self.format.currentText()) + 48
        if chosen + 8 + self.save.sizeHint().width() > event.size().width():
            self.save.set_caps("")

    def _on_chosen(self) -> None:
        self.save.setText(save_words(self.choice))
        self.choice_changed.emit()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.format)
        top.addStretch(1)
        top.addWidget(self.save)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.sign)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.stop)
        foot.addWidget(self.folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(foot)
