"""Forms about the study as a whole, a question set, and a session."""

from datetime import datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.questions import QuestionSet
from facilitator.domain.sessions import Session
from facilitator.services.prepare.preparing import MAX_MINUTES
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.forms import Form, TextBox, TextField
from facilitator.ui.prepare.words import day_and_time, local
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import Field, NumberField, TickBox
from facilitator.ui.widgets.label import Label

USUAL_MINUTES = 90


class _Date(QDateEdit):
    ring_radius = 4


class _Time(QTimeEdit):
    ring_radius = 4


class StudyForm(Form):
    """What the study is about; each field is kept when it is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.heading = self.tr("Study details")
        theme = desk.theme
        self.fields: dict[str, TextField | TextBox] = {
            "title": TextField(theme, self.tr("Title"), lambda text: self._edit("title", text)),
            "research_question": TextBox(
                theme, self.tr("Research question"), lambda text: self._edit("research_question", text), lines=4
            ),
            "purpose": TextBox(
                theme, self.tr("Purpose, as participants are told"), lambda text: self._edit("purpose", text), lines=4
            ),
            "organisation": TextField(
                theme,
                self.tr("Organisation, as it may be named"),
                lambda text: self._edit("organisation", text),
            ),
            "language": TextField(
                theme,
                self.tr("Language of documents"),
                lambda text: self._edit("language", text),
                self.tr("a code such as en or de-CH"),
            ),
        }
        self.add(*self.fields.values())
        self.caption(self.tr("In documents"))
        told = self._told()
        self.fields |= told
        self.add(*told.values())
        self.column.addStretch(1)

    def load(self) -> bool:
        study = self.desk.preparing.study
        for name, field in self.fields.items():
            value = getattr(study, name)
            field.show_text(value if isinstance(value, str) else "\n".join(value))
        return True

    def _told(self) -> dict[str, TextField | TextBox]:
        """What guide, summaries and report say of the study as a whole."""
        boxes = (
            (
                "facilitator",
                self.tr("Who leads the sessions"),
                2,
                self.tr("name, work and training as printed"),
            ),
            ("orientation", self.tr("Theory behind the study"), 2, ""),
            ("sampling", self.tr("How people were chosen and asked"), 2, ""),
            ("welcome", self.tr("Said at the welcome, word for word"), 5, self.tr("empty: the usual words")),
            ("closing", self.tr("Said at the close, word for word"), 4, self.tr("empty: the usual words")),
            ("next_steps", self.tr("What happens next, one step a line"), 3, ""),
            ("contact", self.tr("Whom to ask afterwards"), 2, ""),
        )
        fields: dict[str, TextField | TextBox] = {
            name: TextBox(self.theme, label, partial(self._edit, name), lines=lines, hint=hint)
            for name, label, lines, hint in boxes
        }
        label = self.tr("Last day to take words back")
        edit = partial(self._edit, "withdraw_until")
        return fields | {"withdraw_until": TextField(self.theme, label, edit, self.tr("such as 2026-12-15"))}

    def first(self) -> QWidget | None:
        title = self.fields["title"]
        return title.line if isinstance(title, TextField) else None

    def _edit(self, name: str, text: str) -> None:
        self.desk.preparing.edit_study(**{name: text})


class SetForm(Form):
    """A set's name and the groups that are asked it."""

    def __init__(self, desk: Desk, set_id: str) -> None:
        super().__init__(desk)
        self._id = set_id
        self.name = TextField(desk.theme, self.tr("Name"), lambda text: desk.routing.rename_set(set_id, text))
        self.ticks: dict[str, TickBox] = {}
        self._groups = QVBoxLayout()
        self._groups.setSpacing(8)
        self.remove = Button(desk.theme, self.tr("Remove with its questions"), "danger", "remove")
        self.remove.clicked.connect(self._remove)
        self.add(self.name)
        self.caption(self.tr("Asked of"))
        self.column.addLayout(self._groups)
        note = self.tr("A group has one set. A tick here takes it from its other set.")
        self.add(Label(desk.theme, note, "second", "text2", wrap=True))
        self.column.addStretch(1)
        self.column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def load(self) -> bool:
        found = self.desk.preparing.store.get(QuestionSet, self._id)
        if found is None:
            return False
        self.heading = self.tr("Question set “{name}”").format(name=found.name)
        self.name.show_text(found.name)
        self._show_groups()
        for group_id, tick in self.ticks.items():
            tick.setChecked(group_id in found.actors)
        return True

    def first(self) -> QWidget:
        self.name.line.selectAll()
        return self.name.line

    def _show_groups(self) -> None:
        groups = self.desk.preparing.groups()
        if [group.id for group in groups] == list(self.ticks):
            return
        for old in self.ticks.values():
            self._groups.removeWidget(old)
            old.deleteLater()
        self.ticks = {group.id: TickBox(self.theme, group.name) for group in groups}
        for group_id, tick in self.ticks.items():
            tick.clicked.connect(lambda checked, group_id=group_id: self._bind(group_id, bound=checked))
            self._groups.addWidget(tick)
        for before, after in pairwise((self.name.line, *self.ticks.values(), self.remove)):
            self.setTabOrder(before, after)  # the boxes came last; Tab goes down the form as it is read

    def _bind(self, group_id: str, *, bound: bool) -> None:
        self.desk.attempt(lambda: self.desk.routing.bind(self._id, group_id, bound))
        self.load()

    def _remove(self) -> None:
        sentence = self.tr("{heading} and its questions removed.").format(heading=self.heading)
        self.desk.attempt(lambda: self.desk.routing.remove_set(self._id), sentence)


class SessionForm(Form):
    """When a group meets: the plan is made or changed with one button."""

    def __init__(self, desk: Desk, group_id: str) -> None:
        super().__init__(desk)
        self._group = group_id
        self._session: Session | None = None
        self._another = False
        theme = desk.theme
        self.date = _Date()
        self.time = _Time()
        self.minutes = NumberField(theme, 1, MAX_MINUTES, name=self.tr("Minutes"))
        self.place = Field(theme, self.tr("Place"))
        self.error = Label(theme, "", "second", "rec", wrap=True)
        self.held = Label(theme, "", "second", "text2", wrap=True)
        self.keep = Button(theme, "", "main", shortcut_text="Ctrl+Enter")
        self.another = Button(theme, self.tr("Plan another one"))
        self.cancel = Button(theme, self.tr("Cancel this session"), "danger", "remove")
        self.keep.clicked.connect(self._keep)
        self.another.clicked.connect(self._begin_another)
        self.cancel.clicked.connect(self._cancel)
        self.place.line.returnPressed.connect(self._keep)
        self._lay_out()
        self._choose()

    def load(self) -> bool:
        group = self.desk.preparing.store.get(Actor, self._group)
        if group is None:
            return False
        self.heading = self.tr("Session with {group}").format(group=group.name)
        if self._session is not None:
            self._session = self.desk.preparing.store.get(Session, self._session.id)
        self._show_state()
        return True

    def first(self) -> QWidget:
        return self.date

    def finish(self) -> bool:
        self._keep()
        return True

    def _choose(self) -> None:
        """Take up the next plan, or begin a new one."""
        found = self.desk.preparing.shown_session(self._group)
        self._session = None if found is None or found.started_at or self._another else found
        when = local(self._session.planned_at) if self._session and self._session.planned_at else _usual(self.desk)
        self.date.setDate(when.date())
        self.time.setTime(when.time())
        self.minutes.setValue((self._session.planned_minutes if self._session else None) or USUAL_MINUTES)
        self.place.line.setText(self._session.place if self._session else found.place if found else "")

    def _show_state(self) -> None:
        planned = self._session is not None
        self.keep.setText(self.tr("Keep this plan") if planned else self.tr("Plan this session"))
        self.another.setVisible(planned)
        self.cancel.setVisible(planned)
        lines = [self._line(session) for session in self.desk.preparing.sessions(self._group)]
        self.held.setText("\n".join(lines))
        self.held.setVisible(bool(lines))

    def _line(self, session: Session) -> str:
        place = session.place or "–"
        if session.started_at:
            return self.tr("{when}, {place}: held").format(when=day_and_time(session.started_at), place=place)
        when = day_and_time(session.planned_at) if session.planned_at else "–"
        return self.tr("{when}, {place}: planned").format(when=when, place=place)

    def _keep(self) -> None:
        preparing = self.desk.preparing
        date, time = self.date.date(), self.time.time()
        when = datetime(date.year(), date.month(), date.day(), time.hour(), time.minute()).astimezone()
        minutes, place = self.minutes.value(), self.place.line.text()
        session = self._session
        if session is not None:
            kept = self.desk.attempt(lambda: preparing.edit_session(session.id, when, minutes, place))
        else:
            kept = self.desk.attempt(lambda: preparing.plan_session(self._group, when, minutes, place))
        if kept is not None and kept.planned_at is not None:
            self.desk.said.emit(self.tr("Session planned for {when}.").format(when=day_and_time(kept.planned_at)), True)
            self.done.emit()

    def _begin_another(self) -> None:
        self._another = True
        self._choose()
        self._show_state()
        self.date.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        session = self._session
        if session is not None:
            self.desk.attempt(
                lambda: self.desk.preparing.cancel_session(session.id), self.tr("The planned session is cancelled.")
            )
            self.done.emit()

    def _lay_out(self) -> None:
        for box, name in ((self.date, self.tr("Date")), (self.time, self.tr("Time"))):
            box.setAccessibleName(name)
            box.lineEdit().setTextMargins(6, 0, 0, 0)
        self.date.setDisplayFormat("ddd d MMM yyyy")
        self.time.setDisplayFormat("HH:mm")
        self.add_side_by_side(
            _labelled(self.theme, self.tr("Date"), self.date), _labelled(self.theme, self.tr("Time"), self.time)
        )
        self.add(_labelled(self.theme, self.tr("Minutes, with welcome and thanks"), self.minutes), self.place)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.another)
        row.addStretch(1)
        self.column.addLayout(row)
        self.add(self.held)
        self.column.addStretch(1)
        self.column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)


def _labelled(theme: Theme, text: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label = Label(theme, text, "second", "text2")
    label.setBuddy(widget)
    column.addWidget(label)
    column.addWidget(widget)
    return holder


def _usual(desk: Desk) -> QDateTime:
    """Tomorrow at ten, by the clock of the program."""
    today = desk.preparing.clock.now().astimezone()
    return QDateTime(QDate(today.year, today.month, today.day).addDays(1), QTime(10, 0))
