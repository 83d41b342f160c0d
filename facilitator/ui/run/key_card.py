"""The key card for the side of the window; the audience window has no way to it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.errors import UserError
from facilitator.ui.actions import Actions
from facilitator.ui.run.key_card_words import CardRow, Example, card_parts, tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import SectionHead


class KeyCard(QWidget):
    """Stands at the top of the key list (F1) while Run is on screen."""

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        exports: Path | None,
        say: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._exports = exports
        self._say = say
        self.parts = card_parts(actions)
        self.paper = Button(theme, tr("Key card as PDF, to print"), icon="print")
        self.paper.clicked.connect(self.print_card)
        self._lay_out()
        self.paper.setVisible(exports is not None)  # not before it lies here, or it would be a window of its own

    def print_card(self) -> Path | None:
        """Writes the card on one page into the folder of exports and says where it lies."""
        from facilitator.ui.run.key_card_paper import write_card  # what prints is not on the way of a session

        if self._exports is None:
            return None
        path = self._exports / tr("Key card.pdf")
        try:
            write_card(path, tr("Key card: writing down while people talk"), self.parts)
        except UserError as error:
            self._say(str(error))
            return None
        self._say(tr("The key card lies in the folder of exports: {file}").format(file=path.name))
        return path

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        for part in self.parts:
            column.addWidget(SectionHead(self._theme, part.title))
            if part.lead:
                column.addWidget(Label(self._theme, part.lead, "second", "text2", wrap=True))
            if part.example is not None:
                column.addWidget(self._example(part.example))
            column.addLayout(self._rows(part.rows))
            column.addSpacing(8)
        column.addSpacing(4)

    def _example(self, example: Example) -> QWidget:
        whole = QWidget()
        whole.setAccessibleName(" ".join((*example.keys, example.typed, example.means)))
        row = QHBoxLayout()
        row.setSpacing(3)
        for key in example.keys:
            row.addWidget(key_caps(self._theme, key))
        if example.typed:
            row.addSpacing(4)
            row.addWidget(Label(self._theme, example.typed, "second", bold=True))
            row.addWidget(key_caps(self._theme, "Enter"))
        row.addStretch(1)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(Label(self._theme, example.means, "second", "text2", wrap=True))
        return whole

    def _rows(self, rows: tuple[CardRow, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, each in enumerate(rows):
            caps = QWidget()
            line = QHBoxLayout(caps)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(5)
            for key in each.keys.split():
                line.addWidget(key_caps(self._theme, key))
            grid.addWidget(caps, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(self._theme, each.words, "second", wrap=True), at, 1)
        return grid
