"""What the audience sees, small, with the keys that change it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.questions import Question
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.window import AudienceThumbnail
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import SectionHead


class AudiencePane(QWidget):
    """The exact picture on the projector; the words come from the route alone."""

    def __init__(self, theme: Theme, audience: AudienceController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audience = audience
        head = SectionHead(theme, self.tr("Audience sees"))
        self._place_sign = IconLabel(theme, "screen", "text", 16)
        self._place = Label(theme, "", "second")
        head.add(self._place_sign)
        head.add(self._place)
        self.thumbnail = AudienceThumbnail(theme)
        self.open = Button(theme, self.tr("Open audience window"), icon="screen")
        self.black = Button(theme, self.tr("Black"), icon="black", shortcut_text="F12")
        self.clock = Button(theme, self.tr("Clock"), shortcut_text="Shift+F12")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.open, 1)
        for button in (self.black, self.clock):
            row.addWidget(button)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.thumbnail)
        column.addLayout(row)
        audience.view_changed.connect(self.refresh)
        self.refresh()

    def show_question(self, question: Question | None, number: int) -> None:
        """Put the question on the audience window; it is seen as soon as that is open and not black."""
        audience = self._audience
        after_step = audience.is_open and audience.is_black and audience.content.kind == "black"
        if question is None:
            audience.show_nothing()
        else:
            if after_step:
                audience.notice_requested.emit(self.tr("The audience window is black. F12 shows the question."))
            audience.show_question(question.text, foot=self.tr("Question {number}").format(number=number))

    def show_rules(self, rules: Sequence[str]) -> None:
        """The ground rules in the group's own words, which the group itself has said."""
        self._audience.show_list(self.tr("What we agreed on"), rules)

    def show_nothing(self) -> None:
        """What is said aloud at a step is for the one who says it."""
        self._audience.show_nothing()

    def open_if_closed(self) -> None:
        """The window opens black."""
        if not self._audience.is_open:
            self.open_window()

    def toggle_black(self) -> None:
        """Black or what is on; the first press opens the window and shows it."""
        audience = self._audience
        if not audience.is_open:
            self.open_window()
        elif audience.is_black and audience.content.kind == "black":
            audience.notice_requested.emit(
                self.tr("Nothing of this step is for the group. The window stays black until there is a question.")
            )
        else:
            audience.toggle_black()
        self.refresh()

    def toggle_clock(self) -> None:
        if not self._audience.is_open:
            self.open_window()
        self._audience.toggle_clock()
        self.refresh()

    def swap_screens(self) -> None:
        self._audience.swap_screens()

    def open_window(self) -> None:
        """It opens black, so that nothing appears before it is wanted."""
        self._audience.open(self.window())
        self.refresh()

    def refresh(self) -> None:
        """The picture, the place and the buttons as they are now."""
        audience = self._audience
        is_open = audience.is_open
        self.thumbnail.show_view(audience.view, audience.size)
        self._place.setText(audience.place or (self.tr("window") if is_open else self.tr("closed")))
        self.open.setVisible(not is_open)
        for button in (self.black, self.clock):
            button.setVisible(is_open)
        self.black.setText(self.tr("Show") if audience.is_black else self.tr("Black"))
        self.clock.setText(self.tr("Back") if audience.is_clock else self.tr("Clock"))
