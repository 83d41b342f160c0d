"""A person in full, and the real name that is kept apart."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.people import Person
from facilitator.services.prepare.seating import MAX_SEAT, USES, Use, called, missing_consents
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.forms import Form, Number, TextField
from facilitator.ui.prepare.words import answer_words, attendance_words, use_words
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label


class PersonForm(Form):
    """Each field is kept when it is left; the real name goes into the name key and nowhere else."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__(desk)
        self._id = person_id
        theme, seating = desk.theme, desk.seating
        alias = self.tr("a name for this study only")
        self.alias = TextField(theme, self.tr("Alias"), lambda text: seating.edit_person(person_id, alias=text), alias)
        self.seat = Number(theme, self.tr("Seat"), self._set_seat, low=1, high=MAX_SEAT)
        self.attendance = TextField(
            theme, self.tr("Attendance"), lambda text: seating.edit_person(person_id, attendance=text)
        )
        self.attendance.line.setCompleter(QCompleter(attendance_words(), self.attendance.line))
        form = self.tr("version and date, such as “v2, 10 Nov”")
        self.form = TextField(theme, self.tr("Consent form"), lambda text: seating.set_form(person_id, text), form)
        self.answers = {use: ChoiceBox(theme, word) for use, word in use_words().items()}
        self.all_yes = Button(theme, self.tr("Yes to all five"), icon="tick")
        self.all_yes.clicked.connect(lambda: desk.attempt(lambda: seating.give_all_consents(person_id)))
        self.real_name = TextField(
            theme, self.tr("Real name"), lambda text: seating.set_real_name(person_id, text.strip())
        )
        self._lay_out()

    def load(self) -> bool:
        person = self.desk.preparing.store.get(Person, self._id)
        if person is None:
            return False
        self.heading = called(person)
        self.alias.show_text(person.alias)
        self.seat.show_number(person.seat or 1)
        self.attendance.show_text(person.attendance)
        self.form.show_text(person.form)
        for use, box in self.answers.items():
            box.setCurrentIndex(box.findData(getattr(person.consent, use)))
        asked = not missing_consents(person) and all(getattr(person.consent, use) for use in USES)
        self.all_yes.set_disabled_reason(self.tr("Everything is agreed to already.") if asked else "")
        if not self.real_name.line.hasFocus():
            self.real_name.show_text(self.desk.seating.real_name(self._id))
        return True

    def first(self) -> QWidget:
        return self.alias.line

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.alias, 1)
        self.seat.setFixedWidth(self.theme.px(72))
        row.addWidget(self.seat)
        self.column.addLayout(row)
        self.add(self.attendance)
        self.caption(self.tr("Consent"))
        answers = QVBoxLayout()
        answers.setSpacing(4)
        for use, box in self.answers.items():
            answers.addLayout(self._answer_row(use, box))
        self.column.addLayout(answers)
        self.column.addWidget(self.all_yes, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.form)
        self._lay_out_real_name()
        self.column.addStretch(1)
        self.withdraw = Button(self.theme, self.tr("Withdraw consent…"), icon="warning")
        self.withdraw.clicked.connect(lambda: self.desk.detail_requested.emit("withdraw", self._id))
        self.column.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        remove = Button(self.theme, self.tr("Remove"), "danger", "remove")
        remove.clicked.connect(self._remove)
        self.column.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _answer_row(self, use: Use, box: ChoiceBox) -> QHBoxLayout:
        for answer, word in answer_words().items():
            box.addItem(word, answer)
        box.activated.connect(lambda _at: self._answer(use, box.currentData()))
        row = QHBoxLayout()
        row.addWidget(Label(self.theme, use_words()[use]), 1)
        row.addWidget(box)
        return row

    def _lay_out_real_name(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(self.theme, "lock", "text", 14))
        head.addWidget(Label(self.theme, self.tr("Kept apart, in the name key"), "second", bold=True), 1)
        self.column.addLayout(head)
        self.add(self.real_name)
        why = self.tr("The study itself never holds it. Undo does not bring an overwritten name back.")
        self.add(Label(self.theme, why, "second", "text2", wrap=True))

    def _answer(self, use: Use, answer: bool | None) -> None:
        self.desk.attempt(lambda: self.desk.seating.set_consent(self._id, use, answer))

    def _set_seat(self, seat: int) -> None:
        self.desk.attempt(lambda: self.desk.seating.set_seat(self._id, seat))

    def _remove(self) -> None:
        self.desk.attempt(
            lambda: self.desk.seating.remove_person(self._id), self.tr("{name} removed.").format(name=self.heading)
        )
