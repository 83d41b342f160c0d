"""Prepare: who is spoken with, what they are asked, and what stands between them and the room."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, Wording
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.prepare.preparing import Preparing
from facilitator.ui.actions import Actions
from facilitator.ui.prepare.commands import prepare_actions
from facilitator.ui.prepare.frame import PrepareFrame
from facilitator.ui.prepare.gestures import Gestures
from facilitator.ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.services.prepare.question_banks import QuestionBanks
    from facilitator.services.study.withdrawing import Withdrawing

SHOWN = (Study, Actor, QuestionSet, Question, Wording, Pair, Person, Session)


class PreparePage(PrepareFrame):
    """Gives the parts what the study holds, and takes their signals and the page's actions to the gestures."""

    page_id = "prepare"

    def __init__(
        self,
        *,
        theme: Theme,
        actions: Actions,
        preparing: Preparing,
        banks: "QuestionBanks",
        withdrawing: "Callable[[], Withdrawing] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, preparing, parent)
        self.title = self.tr("Prepare")
        self.gestures = Gestures(self, banks, withdrawing)
        self._wire(self.gestures)
        self._register(actions, self.gestures)
        self._refresh()

    # Page

    def arrive(self) -> None:
        if self.left.groups.rows.rows:
            self.left.groups.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.left.nobody.button is not None:
            self.left.nobody.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        inner = self.focusWidget()
        if inner is not None:
            inner.clearFocus()

    def show_what(self, what: object) -> None:
        """Go to a group, set, question, person or session, given as a record or its id."""
        row_id = what if isinstance(what, str) else str(getattr(what, "id", ""))
        store = self.desk.preparing.store
        if actor := store.get(Actor, row_id):
            self.gestures.show_actor(actor)
        elif found := store.get(QuestionSet, row_id):
            self.desk.choose_set(found.id)
        elif question := store.get(Question, row_id):
            self.desk.choose_set(question.question_set)
            self.gestures.stand_on(question.id)
        elif person := store.get(Person, row_id):
            self.desk.choose_group(person.actor)
            self.people.table.put_cursor(person.id)
            self.people.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif session := store.get(Session, row_id):
            self.desk.choose_group(session.actor)

    def apply_changes(self, changes: Changes) -> None:
        if changes.touches(*SHOWN):
            self._refresh()

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("F6", self.tr("next pane")),
            ("F2", self.tr("edit")),
            ("Space", self.tr("tick")),
            ("Alt+Up", self.tr("move up")),
            ("Alt+Down", self.tr("down")),
        ]

    # Wiring

    def _wire(self, does: Gestures) -> None:
        self.theme.changed.connect(self._on_theme_changed)
        self.desk.chosen.connect(self._refresh)
        self.desk.said.connect(lambda text, undo: self.notice(text, undoable=undo))
        self.desk.detail_requested.connect(does.open_detail)
        self.side.forsaken.connect(self.arrive)
        self.left.group_add_requested.connect(does.add_group)
        self.left.other_add_requested.connect(does.add_other)
        self.left.set_add_requested.connect(does.add_set)
        self.left.session_requested.connect(does.plan_session)
        self.left.study_requested.connect(does.open_study)
        self.left.check_chosen.connect(does.go_to_check)
        self.route.add_requested.connect(does.add_question)
        self.route.paste_requested.connect(does.paste)
        self.route.set_requested.connect(does.add_set)
        self.people.add_requested.connect(does.add_person)

    def _register(self, actions: Actions, does: Gestures) -> None:
        wishes: dict[str, Callable[[], None]] = {
            "prepare.add_question": does.add_question,
            "prepare.paste": does.paste,
            "prepare.word": does.paste_from_word,
            "prepare.bank": does.paste_from_bank,
            "prepare.add_group": does.add_group,
            "prepare.add_other": does.add_other,
            "prepare.add_set": does.add_set,
            "prepare.add_person": does.add_person,
            "prepare.steps": does.open_steps,
            "prepare.session": does.plan_session,
            "prepare.study": does.open_study,
        }
        for spec in prepare_actions():
            actions.add(spec, wishes.get(spec.id))

    def _refresh(self) -> None:
        with self.desk.preparing.store.reading():
            self.desk.settle()
            self.left.refresh()
            self.route.refresh()
            self.people.refresh()
            self.side.refresh()
        self._fit_heights()

    def _on_theme_changed(self) -> None:
        self._refresh()
        self._refit()
