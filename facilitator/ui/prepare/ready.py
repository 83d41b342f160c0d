"""How far a group is from its session: counted facts, each open one a way to where it is mended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.services.prepare.readiness import ReadyItem
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.label import Label

MOST = 2


class ReadyBox(QWidget):
    """A heading with a count, a bar, and the first open checks."""

    check_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.count = Label(theme, "", "body", "text2")
        self.bar = ProgressBar(theme)
        self.all_done = Label(theme, self.tr("All that can be checked here is done."), "second", "text2", wrap=True)
        self.open: list[Button] = []
        self._open_box = QVBoxLayout()
        self._open_box.setSpacing(0)
        self._open_box.setContentsMargins(0, 0, 12, 0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 16, 0)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 16, 0)
        below.addWidget(self.bar)
        head.addWidget(Label(theme, self.tr("Ready for the room"), bold=True))
        head.addStretch(1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        self.all_done.setContentsMargins(12, 0, 16, 0)
        column.setContentsMargins(4, 8, 0, 4)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(below)
        column.addLayout(self._open_box)
        column.addWidget(self.all_done)

    def show_items(self, items: tuple[ReadyItem, ...]) -> None:
        done = sum(item.done for item in items)
        self.count.setText(self.tr("{done} of {all}").format(done=done, all=len(items)))
        self.bar.set_share(done / len(items) if items else 0)
        self.bar.setAccessibleName(self.tr("{done} of {all} checks done").format(done=done, all=len(items)))
        self._show_open([item for item in items if not item.done][:MOST])
        self.all_done.setVisible(done == len(items))

    def _show_open(self, items: list[ReadyItem]) -> None:
        texts = [(item.check, self._sentence(item)) for item in items]
        if [text for _, text in texts] == [button.text() for button in self.open]:
            return
        for button in self.open:
            self._open_box.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.open = [self._button(check, text) for check, text in texts]
        for button in self.open:
            self._open_box.addWidget(button)

    def _button(self, check: str, text: str) -> Button:
        button = Button(self._theme, text, "quiet", "ring", height=28)
        button.align_left()
        button.set_help(text)
        button.clicked.connect(lambda: self.check_chosen.emit(check))
        return button

    def _sentence(self, item: ReadyItem) -> str:
        counted = {
            "minutes": self.tr("Give every question minutes: {n} open"),
            "seats": self.tr("Give everybody a seat: {n} open"),
            "consents": self.tr("Consents to ask: {n} people"),
            "fits": self.tr("The route is {n} min too long"),
        }
        plain = {
            "set": self.tr("Choose a question set"),
            "questions": self.tr("Add questions to the set"),
            "minutes": self.tr("Give every question minutes"),
            "must_ask": self.tr("Mark what must be asked"),
            "people": self.tr("Add people or seats"),
            "seats": self.tr("Give everybody a seat"),
            "consents": self.tr("Ask everybody for consent"),
            "session": self.tr("Plan the session"),
            "fits": self.tr("Plan how long it takes"),
        }
        if item.check == "consents" and item.count == 1:
            return self.tr("Consents to ask: 1 person")
        return (counted if item.count else plain)[item.check].format(n=item.count)
