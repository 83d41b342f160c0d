"""A question in full: wording, heading, probes, its earlier wordings and what it may be compared with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.questions import Question
from facilitator.services.prepare.routing import MAX_MINUTES, PairNames
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.forms import Choice, Form, Number, TextBox, TextField
from facilitator.ui.prepare.words import day_text, type_words
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.fields import ChoiceBox, TickBox
from facilitator.ui.widgets.label import Label


class QuestionForm(Form):
    """Each field is kept when it is left."""

    def __init__(self, desk: Desk, question_id: str) -> None:
        super().__init__(desk)
        self._id = question_id
        theme = desk.theme
        self.text = TextBox(theme, self.tr("Wording, exactly as asked"), lambda text: self._edit(text=text), lines=4)
        hint = self.tr("for narrow places")
        self.title = TextField(theme, self.tr("Short heading"), lambda text: self._edit(title=text), hint)
        self.type = Choice(theme, self.tr("Type"), type_words(), lambda kind: self._try(type=kind))
        self.minutes = Number(
            theme, self.tr("Minutes"), lambda minutes: self._try(minutes=minutes), low=0, high=MAX_MINUTES
        )
        self.must_ask = TickBox(theme, self.tr("Must ask"))
        self.analyse = TickBox(theme, self.tr("Analyse"))
        self.must_ask.clicked.connect(lambda checked: self._try(must_ask=checked))
        self.analyse.clicked.connect(lambda checked: self._try(analyse=checked))
        probes = self.tr("Probes, one a line")
        self.probes = TextBox(theme, probes, lambda text: self._edit(probes=tuple(text.splitlines())), lines=6)
        self.earlier = Label(theme, "", "second", "text2", wrap=True)
        self._pairs = QVBoxLayout()
        self.partner = ChoiceBox(theme, self.tr("A question of another set"))
        self.pair = Button(theme, self.tr("Pair"), icon="link")
        self.pair.clicked.connect(self._pair)
        self._pair_box = QWidget()
        self._lay_out()

    def load(self) -> bool:
        question = self._question()
        if question is None:
            return False
        place = [each.id for each in self.desk.routing.questions(question.question_set)].index(question.id) + 1
        self.heading = self.tr("Question {number}").format(number=place)
        self.text.show_text(question.text)
        self.title.show_text(question.title)
        self.type.show_value(question.type)
        self.minutes.show_number(question.minutes)
        self.must_ask.setChecked(question.must_ask)
        self.analyse.setChecked(question.analyse)
        self.probes.show_text("\n".join(question.probes))
        self._load_earlier(question)
        self._load_pairs(question)
        return True

    def first(self) -> QWidget:
        return self.probes.box

    def _load_earlier(self, question: Question) -> None:
        wordings = self.desk.routing.wordings(question.id)
        lines = [
            self.tr("Version {number}, until {day}: {text}").format(
                number=each.version, day=day_text(each.replaced_at), text=each.text
            )
            for each in wordings
        ]
        self.earlier.setText("\n".join(lines))
        self.earlier.setVisible(bool(lines))

    def _load_pairs(self, question: Question) -> None:
        while (item := self._pairs.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for pair in self.desk.routing.pairs():
            if question.id in {pair.pair.first, pair.pair.second}:
                self._pairs.addWidget(self._pair_row(pair, question))
        self._load_partners(question)

    def _load_partners(self, question: Question) -> None:
        chosen = self.partner.currentData()
        self.partner.clear()
        for each in self.desk.routing.sets():
            if each.id != question.question_set:
                for number, other in enumerate(self.desk.routing.questions(each.id), start=1):
                    self.partner.addItem(f"{each.name} {number}: {other.heading}", other.id)
        self.partner.setCurrentIndex(max(self.partner.findData(chosen), 0))
        self._pair_box.setVisible(self.partner.count() > 0)

    def _pair_row(self, pair: PairNames, question: Question) -> QWidget:
        other, number = pair.second if pair.pair.first == question.id else pair.first
        text = self.tr("“{set}”, question {number}").format(set=other.name, number=number)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(self.theme, text, "second", wrap=True), 1)
        part = IconButton(self.theme, "close", self.tr("No longer a pair with {other}").format(other=text))
        part.clicked.connect(lambda: self.desk.attempt(lambda: self.desk.routing.remove_pair(pair.pair.id)))
        line.addWidget(part)
        return row

    def _lay_out(self) -> None:
        self.add(self.text, self.earlier, self.probes)
        self.add_side_by_side(self.type, self.minutes)
        ticks = QHBoxLayout()
        ticks.setSpacing(24)
        ticks.addWidget(self.must_ask)
        ticks.addWidget(self.analyse)
        ticks.addStretch(1)
        self.column.addLayout(ticks)
        self.add(self.title)
        box = QVBoxLayout(self._pair_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(Label(self.theme, self.tr("May be compared with"), "second", bold=True))
        box.addLayout(self._pairs)
        row = QHBoxLayout()
        row.addWidget(self.partner, 1)
        row.addWidget(self.pair)
        box.addLayout(row)
        self.add(self._pair_box)
        self.column.addStretch(1)
        remove = Button(self.theme, self.tr("Remove"), "danger", "remove")
        remove.clicked.connect(self._remove)
        self.column.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _question(self) -> Question | None:
        return self.desk.preparing.store.get(Question, self._id)

    def _edit(self, **fields: object) -> None:
        self.desk.routing.edit_question(self._id, **fields)

    def _try(self, **fields: object) -> None:
        self.desk.attempt(lambda: self.desk.routing.edit_question(self._id, **fields))

    def _pair(self) -> None:
        partner = self.partner.currentData()
        if partner:
            self.desk.attempt(lambda: self.desk.routing.declare_pair(self._id, partner))

    def _remove(self) -> None:
        self.desk.attempt(
            lambda: self.desk.routing.remove_question(self._id),
            self.tr("{question} removed.").format(question=self.heading),
        )
