"""The key card: how to write down in Run, learnt in a minute, and the keys of a session; for the side of the window.

It is made of the program's own words alone; the audience window has no way to it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.errors import UserError
from facilitator.ui.actions import Actions
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import SectionHead


class CardRow(NamedTuple):
    """A key, or what may be pressed in its place (between blanks), and what it does."""

    keys: str
    words: str


class Example(NamedTuple):
    """Keys pressed one after the other, with words typed between them where there are any, and what comes of it."""

    keys: tuple[str, ...]
    typed: str
    means: str


class CardPart(NamedTuple):
    """A heading, a sentence, an example where one helps, and rows."""

    title: str
    lead: str
    example: Example | None
    rows: tuple[CardRow, ...]


def card_parts(actions: Actions) -> tuple[CardPart, ...]:
    """Everything on the card, with the user's own keys where there are any."""
    return (_writing(), _marking(), _mending(actions), _session(actions))


def _writing() -> CardPart:
    return CardPart(
        _tr("Write down what is said"),
        _tr("Seat, kind, Space, words, Enter. Nobody known? Just write."),
        Example(("4", "q", "Space"), _tr("Chasing is a habit."), _tr("Seat 4 said so, word for word.")),
        (
            CardRow("1–9", _tr("who speaks, by seat; 1 then 2 is seat 12")),
            CardRow("0 ∗", _tr("somebody unknown; several at once")),
            CardRow("a", _tr("right after the seat: an answer, as when nothing is typed")),
            CardRow("q", _tr("a quote, word for word")),
            CardRow("n", _tr("my own note")),
            CardRow("x", _tr("private: in no document and no file for others")),
            CardRow("p", _tr("park it, to come back to before the end")),
            CardRow("Space", _tr("the words begin, also with a digit or sign")),
            CardRow("Enter", _tr("keep it")),
            CardRow("Ctrl+Enter", _tr("keep it, to be finished from the audio")),
            CardRow("1–9", _tr("held as long as somebody speaks: measures how long")),
        ),
    )


def _marking() -> CardPart:
    return CardPart(
        _tr("How the others took it"),
        _tr("With the line empty: a sign, the seats, Enter. It goes to the last entry."),
        Example(("+", "2", "3", "5", "Enter"), "", _tr("2, 3 and 5 nod.")),
        (
            CardRow("+ −", _tr("they nod; they shake their heads")),
            CardRow("=", _tr("said again")),
            CardRow("!", _tr("they are surprised")),
        ),
    )


def _mending(actions: Actions) -> CardPart:
    rows = (
        CardRow("Up", _tr("take the last entry up again")),
        CardRow(_key(actions, "run.speakers"), _tr("who said the last ten")),
        CardRow("Ctrl+1 Ctrl+0", _tr("file under question 1 (to 9); under none")),
        CardRow(_key(actions, "run.strike"), _tr("strike the remark: its words and its sound")),
        CardRow(_key(actions, "undo"), _tr("undo, whatever it was")),
    )
    return CardPart(_tr("Put right"), "", None, _known(rows))


def _session(actions: Actions) -> CardPart:
    rows = (
        CardRow(_both(actions, "run.back", "run.next"), _tr("back and on in the route")),
        CardRow(_key(actions, "run.ending"), _tr("jump to the ending question")),
        CardRow(_key(actions, "run.moment"), _tr("mark this moment")),
        CardRow(_both(actions, "run.start", "run.pause"), _tr("record; pause the recording")),
        CardRow(_both(actions, "audience.black", "audience.clock"), _tr("audience window: black, or the clock")),
        CardRow(_key(actions, "run.show_rules"), _tr("ground rules for the group to see")),
        CardRow(_key(actions, "run.seats"), _tr("somebody is late, leaves, changes seats")),
        CardRow(_key(actions, "room"), _tr("the session so far: read back, agreement")),
        CardRow("Esc", _tr("back to the line")),
    )
    return CardPart(_tr("Lead the session"), _tr("These work wherever the keyboard is."), None, _known(rows))


def _key(actions: Actions, action_id: str) -> str:
    return actions.spec(action_id).shortcut if action_id in actions else ""


def _both(actions: Actions, first: str, second: str) -> str:
    return " ".join(key for key in (_key(actions, first), _key(actions, second)) if key)


def _known(rows: tuple[CardRow, ...]) -> tuple[CardRow, ...]:
    """An action whose key was given to something else has none to show."""
    return tuple(row for row in rows if row.keys)


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
        self.paper = Button(theme, _tr("Key card as PDF, to print"), icon="print")
        self.paper.clicked.connect(self.print_card)
        self._lay_out()
        self.paper.setVisible(exports is not None)  # not before it lies here, or it would be a window of its own

    def print_card(self) -> Path | None:
        """Writes the card on one page into the folder of exports and says where it lies."""
        from facilitator.ui.run.key_card_paper import write_card  # what prints is not on the way of a session

        if self._exports is None:
            return None
        path = self._exports / _tr("Key card.pdf")
        try:
            write_card(path, _tr("Key card: writing down while people talk"), self.parts)
        except UserError as error:
            self._say(str(error))
            return None
        self._say(_tr("The key card lies in the folder of exports: {file}").format(file=path.name))
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


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyCard", text)
