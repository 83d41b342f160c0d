"""What the keys, buttons and menus of Prepare do: one call on a service each, or a form in the side panel."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from facilitator.domain.actors import Actor
from facilitator.domain.questions import QuestionSet
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.frame import PrepareFrame

if TYPE_CHECKING:
    from facilitator.services.prepare.question_banks import QuestionBanks
    from facilitator.services.study.withdrawing import Withdrawing
    from facilitator.ui.prepare.forms import Form
    from facilitator.ui.prepare.paste_form import PasteForm

FORMS = {
    "actor": ("actor_form", "ActorForm"),
    "question": ("question_form", "QuestionForm"),
    "steps": ("steps_form", "StepsForm"),
    "person": ("person_form", "PersonForm"),
    "set": ("study_forms", "SetForm"),
    "session": ("study_forms", "SessionForm"),
}
"""Module and class of each form; they are loaded when the side panel first shows one."""


class Gestures(QObject):
    """Works on the group and the question set that are chosen."""

    def __init__(
        self, frame: PrepareFrame, banks: "QuestionBanks", withdrawing: "Callable[[], Withdrawing] | None"
    ) -> None:
        super().__init__(frame)
        self._desk, self._side = frame.desk, frame.side
        self._left, self._route, self._people = frame.left, frame.route, frame.people
        self._say = frame.notice
        self._banks = banks
        self._withdrawing = withdrawing

    def show_actor(self, actor: Actor) -> None:
        if actor.is_group:
            self._desk.choose_group(actor.id)
            self._left.groups.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open_detail("actor", actor.id)

    def open_detail(self, kind: str, row_id: str) -> None:
        if kind == "withdraw":
            self._open_withdrawal(row_id)
            return
        module, name = FORMS[kind]
        form: Callable[[Desk, str], Form] = getattr(import_module(f"facilitator.ui.prepare.{module}"), name)
        self._side.open_form(form(self._desk, row_id))

    def _open_withdrawal(self, person_id: str) -> None:
        if self._withdrawing is not None:
            from facilitator.ui.prepare.withdraw_form import WithdrawForm

            self._side.open_form(WithdrawForm(self._desk, person_id, self._withdrawing))

    def open_study(self) -> None:
        from facilitator.ui.prepare.study_forms import StudyForm

        self._side.open_form(StudyForm(self._desk))

    def open_steps(self) -> None:
        found = self._need_set()
        if found is not None:
            self.open_detail("steps", f"{found.id}/welcome")

    def add_group(self) -> None:
        preparing = self._desk.preparing
        added = self._desk.attempt(lambda: preparing.add_actor(self.tr("New group")), self.tr("Group added."))
        if added is not None:
            self._desk.choose_group(added.id)
            self.open_detail("actor", added.id)

    def add_other(self) -> None:
        """A team or thing that groups talk about."""
        preparing = self._desk.preparing
        added = self._desk.attempt(lambda: preparing.add_actor(self.tr("New team"), "other"), self.tr("Team added."))
        if added is not None:
            self.open_detail("actor", added.id)

    def add_set(self) -> None:
        """A new set, for the chosen group if it has none; the first of a study is for all, as groups share a route."""
        group, is_first = self._desk.group, not self._desk.routing.sets()
        actors = [each.id for each in self._desk.preparing.groups() if is_first or each == group]
        name = self.tr("New question set")
        added = self._desk.attempt(lambda: self._desk.routing.add_set(name, actors), self.tr("Question set added."))
        if added is not None:
            self._desk.choose_set(added.id)
            self.open_detail("set", added.id)

    def add_question(self) -> None:
        """Below the question with the cursor, ready to be typed; with the keyboard in a form, what that is for."""
        if self._side.finish():
            return
        found = self._need_set()
        if found is None:
            return
        after, text = self._route.table.current_id, self.tr("New question")
        added = self._desk.attempt(
            lambda: self._desk.routing.add_question(found.id, text, after=after), self.tr("Question added.")
        )
        if added is not None:
            self._route.edit_wording(added.id)

    def add_person(self) -> None:
        group = self._desk.group
        if group is None:
            self._say(self.tr("Add a group first; people belong to one."))
            return
        added = self._desk.attempt(lambda: self._desk.seating.add_person(group.id), self.tr("Person added."))
        if added is not None:
            self._people.edit_alias(added.id)

    def plan_session(self) -> None:
        group = self._desk.group
        if group is None:
            self._say(self.tr("Add a group first; sessions are held with one."))
        else:
            self.open_detail("session", group.id)

    def paste(self) -> None:
        """Open the preview with what lies on the clipboard, if that is text."""
        form = self._open_paste()
        words = QGuiApplication.clipboard().text()
        if form is not None and words.strip():
            form.show_text(words)

    def paste_from_word(self) -> None:
        """Open the preview and ask for a document."""
        if (form := self._open_paste()) is not None:
            form.choose_word()

    def paste_from_bank(self) -> None:
        """Open the preview with the question banks."""
        if (form := self._open_paste()) is not None:
            form.open_banks()

    def _open_paste(self) -> "PasteForm | None":
        found = self._need_set()
        if found is None:
            return None
        from facilitator.ui.prepare.paste_form import PasteForm

        form = PasteForm(self._desk, found.id, self._banks)
        form.taken.connect(lambda question_id: QTimer.singleShot(0, self, lambda: self.stand_on(question_id)))
        self._side.open_form(form)
        return form

    def stand_on(self, question_id: str) -> None:
        """Put the keyboard on a question, once the form that made it has closed."""
        self._route.table.put_cursor(question_id)
        self._route.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _need_set(self) -> QuestionSet | None:
        found = self._desk.question_set
        if found is None:
            self._say(self.tr("Add a question set first; questions belong to one."))
        return found

    def go_to_check(self, check: str) -> None:
        """Put the keyboard where an open check is mended."""
        group = self._desk.group
        if check in {"session", "fits"}:
            self.plan_session()
        elif check == "set" and group is not None:
            self.open_detail("actor", group.id)
        elif check == "questions":
            self.add_question()
        elif check == "people":
            self.add_person()
        elif check in {"seats", "consents"}:
            self._people.table.focus_first()
        else:
            self._route.table.focus_first()
