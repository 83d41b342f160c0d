"""The way into Run: every group with its state; the wrong group must be hard to start."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from facilitator.services.session.sessions import Meeting
from facilitator.ui.run.group_card import GroupCard
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState, paint_ground


class Chooser(QWidget):
    """A list of cards; Up and Down choose, F5 does what the chosen card offers first."""

    start_requested = Signal(str)
    go_on_requested = Signal(str)
    read_requested = Signal(str)
    plan_requested = Signal(str, str, int, str)
    prepare_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards: list[GroupCard] = []
        self._chosen = ""
        paint_ground(self, "bg")
        self.study = Label(theme, "", "heading", "text2")
        inner = QWidget()
        inner.setProperty("clear", "true")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.study)
        column.addWidget(Label(theme, self.tr("Which group is in the room?"), "title"))
        column.addSpacing(8)
        column.addWidget(self._scroll, 1)

    @property
    def chosen(self) -> GroupCard | None:
        """The card with the bar: the one running, else the next to meet."""
        return next((card for card in self.cards if card.selected), None)

    def show_meetings(self, study: str, meetings: Sequence[Meeting]) -> None:
        self.study.setText(study)
        self._clear()
        for meeting in meetings:
            card = GroupCard(self._theme, meeting)
            card.clicked.connect(lambda card=card: self._choose(card))
            card.start_requested.connect(self.start_requested)
            card.go_on_requested.connect(self.go_on_requested)
            card.read_requested.connect(self.read_requested)
            card.plan_requested.connect(self.plan_requested)
            card.step_requested.connect(self._step)
            card.fit(self._scroll.viewport().width())
            self.cards.append(card)
            self._column.addWidget(card)
        if not meetings:
            empty = EmptyState(
                self._theme, self.tr("There is no group yet. Add the first one."), self.tr("Go to Prepare")
            )
            empty.acted.connect(self.prepare_requested)
            self._column.addWidget(empty)
        self._column.addStretch(1)
        self._choose_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for card in self.cards:
            card.fit(self._scroll.viewport().width())

    def take_focus(self) -> None:
        if self.chosen is not None:
            self.chosen.show()  # a layout shows what it was given only later, and focus needs it now
            self.chosen.setFocus()

    def act(self) -> None:
        """F5."""
        if self.chosen is not None:
            self.chosen.first_button.click()

    def _step(self, by: int) -> None:
        if self.chosen is not None:
            at = min(max(self.cards.index(self.chosen) + by, 0), len(self.cards) - 1)
            self._choose(self.cards[at])
            self.cards[at].setFocus()

    def _choose_first(self) -> None:
        order = {"running": 0, "planned": 1, "not_met": 2, "done": 3}
        known = next((card for card in self.cards if card.actor_id == self._chosen), None)
        best = min(self.cards, key=lambda card: order[card.meeting.state], default=None)
        if best is not None:
            self._choose(known if known is not None and best.meeting.state != "running" else best)

    def _choose(self, chosen: GroupCard) -> None:
        self._chosen = chosen.actor_id
        for card in self.cards:
            card.set_selected(card is chosen)
        self._scroll.ensureWidgetVisible(chosen)

    def _clear(self) -> None:
        self.cards = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
