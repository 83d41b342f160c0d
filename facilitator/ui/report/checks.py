"""Before it leaves this laptop: what was looked for, how often it was found, and what must be decided first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets import Button, Divider, IconLabel, Label, WarningCard

State = Literal["ok", "warn", "rec", "info"]
SIGNS: dict[State, tuple[str, str]] = {
    "ok": ("tick", "ok"),
    "warn": ("warning", "warn"),
    "rec": ("warning", "rec"),
    "info": ("info", "text2"),
}
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


class CheckCard(WarningCard):
    """With the keyboard on it, 1 and 2 answer."""

    ring_radius = 4

    def __init__(self, theme: Theme, decision: Decision, tone: str) -> None:
        keyed = [(text, act, str(at)) for at, (text, act) in enumerate(decision.answers, 1)]
        super().__init__(theme, decision.title, decision.body, keyed, tone=tone, quote=decision.quote)
        self.decision = decision
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(decision.body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = int(event.text()) if event.text() in ("1", "2", "3") else 0
        if 0 < at <= len(self.buttons):
            self.buttons[at - 1].click()
        else:
            super().keyPressEvent(event)


class CheckRow(QWidget):
    """Sign, sentence, count, and the button that opens its decisions."""

    toggled = Signal(str, bool)

    def __init__(self, theme: Theme, check: Check, *, opened: bool) -> None:
        super().__init__()
        self._theme = theme
        self.check = check
        icon, tone = SIGNS[check.state]
        bold = check.state in ("warn", "rec")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, icon, tone, 18))
        row.addWidget(Label(theme, check.text, "body", bold=bold, wrap=True), 1)
        count = Label(theme, check.count, "body", bold=True)
        row.addWidget(count)
        self.setAccessibleName(f"{check.text}: {check.count}")
        self.button: Button | None = None
        if check.decisions:
            self.button = self._make_button(opened=opened)
            row.addWidget(self.button)
        line = QWidget()
        line.setLayout(row)
        line.setMinimumHeight(theme.px(35))
        self.cards = [CheckCard(theme, each, tone) for each in check.decisions[:CARDS]] if opened else []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(line)
        for card in self.cards:
            column.addWidget(card)
        if self.cards:
            column.addSpacing(4)

    def _make_button(self, *, opened: bool) -> Button:
        button = Button(self._theme, self.check.button or self.tr("Decide"), height=28)
        button.setCheckable(True)
        button.setChecked(opened)
        button.setAccessibleDescription(self.check.text)
        button.toggled.connect(lambda on: self.toggled.emit(self.check.id, on))
        return button


class CheckList(QScrollArea):
    """The lines; decisions open in place, and after an answer the keyboard is on the next one."""

    settled = Signal()
    """The last decision was made with the keyboard in the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._checks: Sequence[Check] = ()
        self._open: set[str] = set()
        self.rows: list[CheckRow] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._inner.setProperty("clear", "true")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(0)
        self.setWidget(self._inner)

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
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [CheckRow(self._theme, check, opened=check.id in self._open) for check in self._checks]
        for at, row in enumerate(self.rows):
            if at:
                self._add(Divider(self._theme))
            row.toggled.connect(self._toggle)
            self._add(row)
        self._column.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # at once: a layout shows what is new only after the next paint

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
