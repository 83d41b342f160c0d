"""Before it leaves this laptop: what was looked for, how often it was found, and what must be decided first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.cards import WarningCard
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider

State = Literal["ok", "warn", "rec", "info"]
SIGNS: dict[State, tuple[str, str]] = {
    "ok": ("tick", "ok"),
    "warn": ("warning", "warn"),
    "rec": ("warning", "rec"),
    "info": ("info", "text2"),
}
LEAST = 90
CARDS = 3
"""Cards open at a time under one line; the next ones follow as these are decided."""


@dataclass(frozen=True)
class Decision:
    """One thing to be answered: `answers` are words and what they do; the first two have the keys 1 and 2."""

    id: str
    title: str
    body: str
    answers: tuple[tuple[str, Callable[[], None]], ...] = field(compare=False)
    quote: bool = False


@dataclass(frozen=True)
class Check:
    """One line of the list; `decisions` open under it, and `asks` says that Save waits for them."""

    id: str
    text: str
    count: str
    state: State = "ok"
    decisions: tuple[Decision, ...] = ()
    button: str = ""
    asks: bool = True


NOTHING = Check("", "", "")
"""What a row shows before its first line."""


class CheckCard(WarningCard):
    """With the keyboard on it, 1 and 2 answer."""

    ring_radius = 4

    def __init__(self, theme: Theme, decision: Decision, tone: str) -> None:
        keyed = [(text, partial(self._answer, at), str(at + 1)) for at, (text, _) in enumerate(decision.answers)]
        super().__init__(theme, decision.title, decision.body, keyed, tone=tone, quote=decision.quote)
        self.decision = decision
        self._sign = tone
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(decision.body)

    def takes(self, decision: Decision, tone: str) -> bool:
        """Whether it looks just so for this decision as well; then it is this one's from now on."""
        same = decision == self.decision and tone == self._sign
        same = same and [text for text, _ in decision.answers] == [text for text, _ in self.decision.answers]
        self.decision = decision if same else self.decision
        return same

    def _answer(self, at: int) -> None:
        self.decision.answers[at][1]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = int(event.text()) if event.text() in ("1", "2", "3") else 0
        if 0 < at <= len(self.buttons):
            self.buttons[at - 1].click()
        else:
            super().keyPressEvent(event)


class CheckRow(QWidget):
    """Sign, sentence, count, and the button that opens its decisions; shows one line after the other."""

    toggled = Signal(str, bool)

    def __init__(self, theme: Theme, *, ruled: bool) -> None:
        super().__init__()
        self._theme = theme
        self.check = NOTHING
        self.cards: list[CheckCard] = []
        self._sign = IconLabel(theme, "info", "text2", 18)
        self._text = Label(theme, "", "body", wrap=True)
        self._count = Label(theme, "", "body", bold=True)
        self._more = Button(theme, self.tr("Decide"), height=28)
        self._more.setCheckable(True)
        self._more.hide()
        self._more.clicked.connect(lambda on: self.toggled.emit(self.check.id, on))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._count)
        row.addWidget(self._more)
        self._line = QWidget()
        self._line.setLayout(row)
        self._deck = QVBoxLayout()
        self._deck.setContentsMargins(0, 0, 0, 0)
        self._deck.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if ruled:
            column.addWidget(Divider(theme))
        column.addWidget(self._line)
        column.addLayout(self._deck)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A count of many words goes on in a second line before it pushes the others out of the window."""
        super().resizeEvent(event)
        wide = self._count.fontMetrics().horizontalAdvance(self._count.text())
        self._count.setWordWrap(wide * 2 > event.size().width())

    @property
    def button(self) -> Button | None:
        """Opens and closes the decisions, where there are any."""
        return self._more if self.check.decisions else None

    def show_check(self, check: Check, *, opened: bool) -> None:
        """Draws what differs; a card stays that looks the same."""
        self._line.setMinimumHeight(self._theme.px(35))
        if check.state != self.check.state or self.check is NOTHING:
            icon, tone = SIGNS[check.state]
            self._sign.show_icon(icon, tone)
            self._text.set_look(weight="bold" if check.state in ("warn", "rec") else "")
        self.check = check
        self._text.setText(check.text)
        self._count.setText(check.count)
        self.setAccessibleName(f"{check.text}: {check.count}")
        self._show_button(check, opened=opened)
        self._show_cards(check.decisions[:CARDS] if opened else ())

    def _show_button(self, check: Check, *, opened: bool) -> None:
        self._more.setVisible(bool(check.decisions))
        if check.decisions:
            self._more.setText(check.button or self.tr("Decide"))
            self._more.setChecked(opened)
            self._more.setAccessibleDescription(check.text)

    def _show_cards(self, wanted: Sequence[Decision]) -> None:
        tone = SIGNS[self.check.state][1]
        free, self.cards = self.cards, []
        for at, decision in enumerate(wanted):
            card = next((card for card in free if card.takes(decision, tone)), None)
            if card is not None:
                free.remove(card)
            self.cards.append(card or CheckCard(self._theme, decision, tone))
            self._deck.insertWidget(at, self.cards[at])
            self.cards[at].show()  # at once: a layout shows what is new only after the next paint
        for card in free:
            card.hide()
            card.deleteLater()
        self._deck.setContentsMargins(0, 6 if wanted else 0, 0, 10 if wanted else 0)


class CheckList(QScrollArea):
    """The lines; decisions open in place, and after an answer the keyboard is on the next one.

    Rows are made once and kept: to make ten of them anew takes as long as all else that a choice changes.
    """

    settled = Signal()
    """The last decision was made with the keyboard in the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._checks: Sequence[Check] = ()
        self._open: set[str] = set()
        self._made: list[CheckRow] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._inner.setProperty("clear", "true")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        theme.changed.connect(self._fill)

    def sizeHint(self) -> QSize:
        """Two lines at least can be seen; it takes all the room there is."""
        return QSize(super().sizeHint().width(), self._theme.px(LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._theme.px(LEAST))

    @property
    def rows(self) -> list[CheckRow]:
        """The lines that are shown."""
        return self._made[: len(self._checks)]

    @property
    def cards(self) -> list[CheckCard]:
        """The decisions that are open now."""
        return [card for row in self.rows for card in row.cards]

    def show_checks(self, checks: Sequence[Check], *, afresh: bool) -> None:
        """Replaces the lines; `afresh` closes what was open, as for another document."""
        if not afresh and checks == self._checks:
            return
        if afresh:
            self._open.clear()
        had_keyboard = self.rows and any(row.isAncestorOf(focus) for row in self.rows if (focus := self._focus()))
        self._checks = checks
        self._open &= {check.id for check in checks if check.decisions}
        self._fill()
        if had_keyboard:
            self._take_keyboard()

    def open_first(self) -> bool:
        """Open the first line that waits and put the keyboard on it; False when none does."""
        waiting = next((check for check in self._checks if check.decisions and check.asks), None)
        if waiting is None:
            return False
        self._toggle(waiting.id, True)
        return True

    def _fill(self) -> None:
        while len(self._made) < len(self._checks):
            self._made.append(self._make_row())
        for row, check in zip(self._made, self._checks, strict=False):
            row.show_check(check, opened=check.id in self._open)
            row.show()  # at once: a layout shows what is new only after the next paint
        for row in self._made[len(self._checks) :]:
            row.hide()

    def _make_row(self) -> CheckRow:
        row = CheckRow(self._theme, ruled=bool(self._made))
        row.toggled.connect(self._toggle)
        self._column.insertWidget(len(self._made), row)
        return row

    def _toggle(self, check_id: str, on: bool) -> None:
        (self._open.add if on else self._open.discard)(check_id)
        self._fill()
        row = next(row for row in self.rows if row.check.id == check_id)
        target: QWidget | None = row.cards[0] if row.cards else row.button
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.activate()  # the card has no place before its first layout
            self.ensureWidgetVisible(row)

    def _take_keyboard(self) -> None:
        """After an answer: the next card, else the next line that waits, else whoever listens."""
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.open_first():
            self.settled.emit()

    def _focus(self) -> QWidget | None:
        return self.window().focusWidget()
