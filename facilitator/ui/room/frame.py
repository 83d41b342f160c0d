"""The parts of the session so far and where they stand: a button for each view, the session, and the views."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator.ui.page import Page
from facilitator.ui.room.agreement_view import AgreementView
from facilitator.ui.room.coverage_view import CoverageView
from facilitator.ui.room.debrief import DebriefForm
from facilitator.ui.room.readback import ReadBack
from facilitator.ui.room.rules import RulesEditor
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox
from facilitator.ui.widgets.label import Label

VIEWS = ("readback", "agreement", "coverage", "rules", "debrief")


class RoomFrame(Page):
    """Layout alone; `RoomPage` gives it life."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.title = self.tr("The session so far")
        self.readback = ReadBack(theme)
        self.agreeing = AgreementView(theme)
        self.agreement = self.agreeing.grid
        self.covering = CoverageView(theme)
        self.coverage = self.covering.questions
        self.ruling = RulesEditor(theme)
        self.rules = self.ruling.text
        self.debrief = DebriefForm(theme)
        self._build()
        self._lay_out()

    def _build(self) -> None:
        names = (
            self.tr("Read back"),
            self.tr("Agreement"),
            self.tr("Coverage"),
            self.tr("Ground rules"),
            self.tr("Debrief"),
        )
        self.view_buttons: dict[str, Button] = {}
        for view, name in zip(VIEWS, names, strict=True):
            button = Button(self.theme, name)
            button.setCheckable(True)
            self.view_buttons[view] = button
        self.choice = ChoiceBox(self.theme, self.tr("Session"))
        self._places: dict[str, QWidget] = {
            "readback": self.readback.list,
            "agreement": self.agreement,
            "coverage": self.covering.missing,
            "rules": self.rules,
            "debrief": self.debrief.texts["themes"],
        }

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (
            self.readback,
            self.agreeing,
            self.covering,
            self.ruling,
            self.debrief,
        ):
            self.stack.addWidget(widget)
        self.nobody = Label(self.theme, self.tr("No group has met yet. Start a session in Run first."), "body", "text2")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.theme, self.title, "title", bold=True))
        head.addStretch(1)
        head.addWidget(self.choice)
        views = QHBoxLayout()
        views.setSpacing(8)
        for button in self.view_buttons.values():
            views.addWidget(button)
        views.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        for row in (head, views):
            column.addLayout(row)
        column.addWidget(self.nobody)
        column.addWidget(self.stack, 1)
