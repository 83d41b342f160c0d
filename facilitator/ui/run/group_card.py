"""One group on the way into Run: its name in large type, how far it is, and what can be done now."""

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QDateTimeEdit, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.timecode import moment
from facilitator.services.session.sessions import Meeting
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import Button, LinkButton
from facilitator.ui.widgets.cards import ClickableCard
from facilitator.ui.widgets.fields import Line, NumberField
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.tag import Tag

ENOUGH = 760
"""Narrower than this, in px at 100 % type, name and buttons do not go beside each other."""
STATE_TONES = {"not_met": "plain", "planned": "accent", "running": "warn", "done": "ok"}


class GroupCard(ClickableCard):
    """A click chooses it; its buttons start, go on with, or open the session."""

    start_requested = Signal(str)
    go_on_requested = Signal(str)
    read_requested = Signal(str)
    plan_requested = Signal(str, str, int, str)
    """Group id, RFC 3339 time, minutes (0 for none), place."""
    step_requested = Signal(int)
    """To the card before (-1) or after (1)."""

    def __init__(self, theme: Theme, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.meeting = meeting
        self.actor_id = meeting.actor.id
        self.buttons: dict[str, Button] = {}
        self.plan_form: PlanForm | None = None
        actor = meeting.actor
        badge = Badge.of(theme, actor, 40)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, actor.name, "title", wrap=True))
        words.addWidget(Label(theme, self._detail(), "second", "text2", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(badge)
        head.addLayout(words, 1)
        head.addWidget(Tag(theme, self.state_words(), STATE_TONES[meeting.state]))
        row = QHBoxLayout()
        row.setSpacing(16)
        for button in self._make_buttons(theme):
            row.addWidget(button)
        if meeting.state in ("not_met", "planned"):
            self._add_plan(theme, row)
        row.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(16)
        self._parts.addLayout(head, 1)
        self._parts.addLayout(row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 16, 14)
        self._column.setSpacing(10)
        self._column.addLayout(self._parts)
        self.setAccessibleName(f"{actor.name}, {self.state_words()}, {self._detail()}")

    def fit(self, width: int) -> None:
        """In a list of this width; what can be done goes below the words where both would not fit."""
        beside = width >= self._theme.px(ENOUGH)
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        by = steps.get(int(event.key()))
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.focusWidget() is self:  # not from the plan in it
            self.buttons.get("read", self.first_button).click()  # what is over is not gone on with so lightly
        elif by is None:
            super().keyPressEvent(event)
        else:
            self.step_requested.emit(by)

    def state_words(self) -> str:
        return {
            "not_met": self.tr("not met"),
            "planned": self.tr("planned"),
            "running": self.tr("under way"),
            "done": self.tr("done"),
        }[self.meeting.state]

    @property
    def first_button(self) -> Button:
        """What F5 does."""
        return next(iter(self.buttons.values()))

    def _make_buttons(self, theme: Theme) -> list[Button]:
        state = self.meeting.state
        if state in ("not_met", "planned"):
            start = self._button(theme, "start", self.tr("Start session"), "main", "F5")
            start.clicked.connect(lambda: self.start_requested.emit(self.actor_id))
            start.setAccessibleName(self.tr("Start session with {group}").format(group=self.meeting.actor.name))
        else:
            kind = "main" if state == "running" else "plain"
            on = self._button(theme, "go_on", self.tr("Go on with the session"), kind, "F5")
            on.clicked.connect(lambda: self.go_on_requested.emit(self.actor_id))
        if state == "done":
            read = self._button(theme, "read", self.tr("Read and complete"), "plain", None)
            read.clicked.connect(lambda: self.read_requested.emit(self.actor_id))
        return list(self.buttons.values())

    def _button(self, theme: Theme, key: str, text: str, kind: str, caps: str | None) -> Button:
        button = self.buttons[key] = Button(theme, text, kind, shortcut_text=caps, height=40)
        return button

    def _detail(self) -> str:
        meeting = self.meeting
        parts = []
        session = meeting.session
        if session is not None:
            at = session.started_at or session.planned_at
            parts += [_when(at)] if at else []
            parts += [session.place] if session.place else []
        if not meeting.questions:
            parts.append(self.tr("no questions are bound to this group yet"))
        else:
            parts.append(self._counted(meeting.questions, self.tr("1 question"), self.tr("{count} questions")))
        parts.append(self._counted(meeting.people, self.tr("1 person"), self.tr("{count} people")))
        return " · ".join(parts)

    @staticmethod
    def _counted(count: int, one: str, many: str) -> str:
        return one if count == 1 else many.format(count=count)

    def set_selected(self, selected: bool) -> None:
        """Only the chosen card shows the key."""
        super().set_selected(selected)
        self.first_button.set_caps("F5" if selected else "")

    def _add_plan(self, theme: Theme, row: QHBoxLayout) -> None:
        planned = self.meeting.state == "planned"
        link = LinkButton(theme, self.tr("Change plan") if planned else self.tr("Plan"))
        row.insertWidget(row.count() - 1, link)
        link.clicked.connect(lambda: self.show_plan(theme))

    def show_plan(self, theme: Theme) -> None:
        """Open the few fields of a plan, or close them."""
        if self.plan_form is None:
            self.plan_form = PlanForm(theme, self.meeting)
            self.plan_form.planned.connect(lambda *plan: self.plan_requested.emit(self.actor_id, *plan))
            self._column.addWidget(self.plan_form)
            self.plan_form.time.setFocus()
        else:
            self.plan_form.setVisible(not self.plan_form.isVisible())


class PlanForm(QWidget):
    """When, how long and where."""

    planned = Signal(str, int, str)

    def __init__(self, theme: Theme, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session = meeting.session
        self.time = QDateTimeEdit(_start_of_plan(session.planned_at if session else None))
        self.time.setDisplayFormat("d MMM yyyy HH:mm")
        self.time.setMinimumWidth(theme.px(176))
        self.time.setAccessibleName(self.tr("Planned time"))
        self.minutes = NumberField(theme, 0, 600, self.tr(" min"), self.tr("Planned minutes"))
        self.minutes.setSpecialValueText(self.tr("as the questions say"))
        self.minutes.setValue((session.planned_minutes if session else None) or 0)
        self.place = Line(theme, self.tr("Place"))
        self.place.setText(session.place if session else "")
        keep = Button(theme, self.tr("Keep plan"))
        keep.clicked.connect(self._keep)
        self.place.returnPressed.connect(self._keep)
        row = QHBoxLayout(self)
        row.setContentsMargins(56, 0, 0, 0)
        row.setSpacing(8)
        for widget, stretch in ((self.time, 0), (self.minutes, 0), (self.place, 1), (keep, 0)):
            row.addWidget(widget, stretch)

    def _keep(self) -> None:
        at = self.time.dateTime().toUTC().toString(Qt.DateFormat.ISODate)
        self.planned.emit(at, self.minutes.value(), self.place.text().strip())


def _start_of_plan(planned_at: str | None) -> QDateTime:
    if planned_at:
        return QDateTime.fromSecsSinceEpoch(int(moment(planned_at).timestamp()))
    return QDateTime.currentDateTime().addSecs(3600)


def _when(at: str) -> str:
    local = QDateTime.fromSecsSinceEpoch(int(moment(at).timestamp()))
    return QLocale().toString(local, "d MMM yyyy, HH:mm")
