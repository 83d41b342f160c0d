"""Questions from elsewhere: pasted, out of a Word document, or from a bank; looked at before they go in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.errors import UserError
from facilitator.domain.questions import QuestionSet
from facilitator.services.prepare.pasting import read_questions, word_text
from facilitator.services.prepare.question_banks import Bank, QuestionBanks
from facilitator.ui import ask
from facilitator.ui.jobs import run_job
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.drafts import DraftsList
from facilitator.ui.prepare.forms import Form, TextBox
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox
from facilitator.ui.widgets.label import Label


class PasteForm(Form):
    """Nothing goes into the study before the main button is pressed; then it is one change."""

    taken = Signal(str)
    """The first of the questions that went in, by its id."""

    def __init__(self, desk: Desk, set_id: str, banks: QuestionBanks) -> None:
        super().__init__(desk)
        self._set = set_id
        theme = desk.theme
        self._banks, faults = banks.all()
        hint = self.tr(
            "1. Who heard about it first? (10 min)\n- How did you know?\nKey questions:\n2. What is your group’s part?"
        )
        self.text = TextBox(
            theme, self.tr("Paste or type, one question a line"), lambda _text: None, lines=7, hint=hint
        )
        self.word = Button(theme, self.tr("From Word…"), icon="document")
        self.bank = ChoiceBox(theme, self.tr("From a question bank"))
        self.note = Label(theme, "", "second", "text2", wrap=True)
        self.found = Label(theme, "", "second", bold=True, wrap=True)
        self.list = DraftsList(theme, self.tr("Questions found"))
        self.take_button = Button(theme, "", "main", shortcut_text="Ctrl+Enter")
        self._fill_banks()
        self._lay_out()
        self._wire()
        self._show_note("\n".join(faults))
        self._read()

    def load(self) -> bool:
        found = self.desk.preparing.store.get(QuestionSet, self._set)
        self.heading = self.tr("Questions for “{name}”").format(name=found.name) if found else ""
        return found is not None

    def first(self) -> QWidget:
        return self.text.box

    def show_text(self, text: str) -> None:
        """Read a text as if it had been pasted."""
        self.text.box.setPlainText(text)

    def take(self) -> None:
        """Put the ticked questions into the set."""
        chosen = self.list.drafts.chosen
        if not chosen:
            self.desk.said.emit(self.tr("No question is ticked. Tick what should go in."), False)
            return
        if len(chosen) == 1:
            sentence = self.tr("1 question added.")
        else:
            sentence = self.tr("{count} questions added.").format(count=len(chosen))
        added = self.desk.attempt(lambda: self.desk.routing.add_questions(self._set, chosen), sentence)
        if added:
            self.done.emit()
            self.taken.emit(added[0].id)

    def finish(self) -> bool:
        self.take()
        return True

    def choose_word(self) -> None:
        """Ask for a document and read it."""
        path = ask.open_file(self, self.tr("Questions from a Word document"), [self.tr("Word documents (*.docx)")])
        if path is not None:
            self.read_word(path)

    def read_word(self, path: Path) -> None:
        self._show_note(self.tr("Reading {file}").format(file=path.name))
        run_job(word_text, path, on_done=self._on_word_read, on_error=self._on_word_failed)

    def open_banks(self) -> None:
        """Put the keyboard on the choice of banks."""
        self.bank.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bank.showPopup()

    def _fill_banks(self) -> None:
        self.bank.addItem(self.tr("From a bank…"), None)
        for bank in self._banks:
            self.bank.addItem(bank.name, bank)
        if not self._banks:
            self.bank.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.word)
        row.addWidget(self.bank, 1)
        self.add(self.text)
        self.column.addLayout(row)
        self.add(self.note, self.found)
        self.column.addWidget(self.list, 100)
        self.column.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)  # takes the room of the list while nothing is found

    def _wire(self) -> None:
        self.text.box.textChanged.connect(self._read)
        self.word.clicked.connect(self.choose_word)
        self.bank.activated.connect(self._on_bank_chosen)
        self.take_button.clicked.connect(self.take)
        self.list.drafts.dataChanged.connect(self._count)
        self.list.drafts.modelReset.connect(self._count)

    def _read(self) -> None:
        self.list.drafts.show_drafts(read_questions(self.text.box.toPlainText()), taken=True)

    def _count(self) -> None:
        found, chosen = len(self.list.drafts.drafts), len(self.list.drafts.chosen)
        one = self.tr("1 question found. Space ticks it, M says that it must be asked.")
        many = self.tr("{count} questions found. Space ticks one, M says that it must be asked.")
        self.found.setText(one if found == 1 else many.format(count=found))
        self.found.setVisible(found > 0)
        self.list.setVisible(found > 0)
        self.take_button.setText(
            self.tr("Add 1 question") if chosen == 1 else self.tr("Add {count} questions").format(count=chosen)
        )
        self.take_button.set_disabled_reason("" if chosen else self.tr("No question is ticked yet."))

    def _on_bank_chosen(self, _at: int) -> None:
        bank: Bank | None = self.bank.currentData()
        if bank is None:
            self._read()
            return
        self.text.box.blockSignals(True)
        self.text.box.clear()
        self.text.box.blockSignals(False)
        self._show_note(bank.note)
        self.list.drafts.show_drafts(bank.questions, taken=False)
        self.list.setCurrentIndex(self.list.drafts.index(0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_word_read(self, text: str) -> None:
        self._show_note("")
        self.show_text(text)

    def _on_word_failed(self, error: UserError) -> None:
        self._show_note("")
        self.desk.said.emit(str(error), False)

    def _show_note(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
