"""Prepare: who is spoken with, what they are asked, and what stands between them and the room."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, Wording
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.prepare.preparing import Preparing
from facilitator.ui.actions import Actions
from facilitator.ui.page import Page
from facilitator.ui.prepare.commands import prepare_actions
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.left import LeftColumn
from facilitator.ui.prepare.left_place import ENOUGH, LeftPlace
from facilitator.ui.prepare.people import PeoplePane
from facilitator.ui.prepare.place_tabs import GROUPS, PlaceTabs
from facilitator.ui.prepare.route import RoutePane
from facilitator.ui.prepare.side import WIDTH, SidePanel
from facilitator.ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.services.prepare.question_banks import QuestionBanks
    from facilitator.services.study.withdrawing import Withdrawing
    from facilitator.ui.prepare.forms import Form
    from facilitator.ui.prepare.paste_form import PasteForm

LEFT = 288
FORMS = {
    "actor": ("actor_form", "ActorForm"),
    "question": ("question_form", "QuestionForm"),
    "steps": ("steps_form", "StepsForm"),
    "person": ("person_form", "PersonForm"),
    "set": ("study_forms", "SetForm"),
    "session": ("study_forms", "SessionForm"),
}
"""Module and class of each form; they are loaded when the side panel first shows one."""
SHOWN = (Study, Actor, QuestionSet, Question, Wording, Pair, Person, Session)


class PreparePage(Page):
    """Three panes and a side panel; every gesture is one call of a service."""

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
        super().__init__(theme, parent)
        self.title = self.tr("Prepare")
        self._banks = banks
        self._withdrawing = withdrawing
        self._desk = Desk(theme, preparing, self)
        self.left = LeftColumn(self._desk)
        self.route = RoutePane(self._desk)
        self.people = PeoplePane(self._desk)
        self.side = SidePanel(theme, self)
        self.left_place = LeftPlace(theme, self.left, self.side, (self.tr("Groups"), self.tr("Form")))
        self._centre = QSplitter(Qt.Orientation.Vertical)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self.tabs = PlaceTabs(theme, self._panes, self._centre)
        self._soon = QTimer(self, interval=0, singleShot=True)  # not while Qt walks through these very widgets
        self._fitted = False
        self._scale = theme.scale
        self._own_heights = False
        self._lay_out()
        self._wire(actions)
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
        store = self._desk.preparing.store
        if actor := store.get(Actor, row_id):
            self._show_actor(actor)
        elif found := store.get(QuestionSet, row_id):
            self._desk.choose_set(found.id)
        elif question := store.get(Question, row_id):
            self._desk.choose_set(question.question_set)
            self.route.table.put_cursor(question.id)
            self.route.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif person := store.get(Person, row_id):
            self._desk.choose_group(person.actor)
            self.people.table.put_cursor(person.id)
            self.people.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif session := store.get(Session, row_id):
            self._desk.choose_group(session.actor)

    def panes(self) -> list[QWidget]:
        return [self.left, self.route, self.people, self.side]

    def borders(self) -> list[QSplitter]:
        return [] if self.tabs.is_on else [self._panes, self._centre]

    def close_side_panel(self) -> bool:
        opened = self.side.form is not None
        self.side.shut()
        return opened

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

    # Building

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self._soon.start()
        else:  # before anything is laid out, or tables would break their lines twice
            self._share_place()
            self._fit_widths()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:
            self._fitted = True
            self._fit()

    def _fit(self) -> None:
        self._fit_widths()
        self._fit_heights()

    def _share_place(self) -> None:
        """Where three panes would be too narrow for their words, the form lies in the place of the left one."""
        tabbed = self.tabs.is_on
        self.tabs.share(self.width())
        moved = self.left_place.share(self._panes, wanted=self.width() < self.theme.px(ENOUGH))
        if moved or tabbed != self.tabs.is_on:
            self._own_heights = self._own_heights and tabbed == self.tabs.is_on
            self._fit()

    def _fit_widths(self) -> None:
        """First sizes: what the side panes want, all else to the centre."""
        if self.tabs.is_on:
            self.tabs.fit()
            return
        if self.left_place.is_shared:
            place = min(self.theme.px(WIDTH), self.width() * 38 // 100)
            self._panes.setSizes([place, self.width() - place])
            return
        left, side = (min(self.theme.px(wanted), self.width() * 28 // 100) for wanted in (LEFT, WIDTH))
        self._panes.setSizes([left, max(self.width() - left - side, 400), side])

    def _fit_heights(self) -> None:
        """The whole route if that leaves people room, until somebody has drawn the border elsewhere."""
        if self._fitted and not self._own_heights and not self.tabs.is_on:
            wanted = min(self.route.wanted_height(), self.height() * 6 // 10)
            self._centre.setSizes([wanted, self.height() - wanted])

    def _on_theme_changed(self) -> None:
        self._refresh()
        self._soon.start()
        if self._fitted and self._scale != self.theme.scale:
            self._scale = self.theme.scale
            self._own_heights = False
            self._fit()

    def _on_border_drawn(self, _position: int, _index: int) -> None:
        self._own_heights = True

    def _lay_out(self) -> None:
        self._centre.addWidget(self.route)
        self._centre.addWidget(self.people)
        self._panes.addWidget(self.left_place)
        self._panes.addWidget(self._centre)
        self._panes.addWidget(self.side)
        self.left_place.setMinimumWidth(240)
        self._soon.timeout.connect(self._share_place)
        self._centre.setChildrenCollapsible(False)
        self._panes.setChildrenCollapsible(False)
        self._panes.setStretchFactor(0, 0)
        self._panes.setStretchFactor(1, 1)
        self._panes.setStretchFactor(2, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._panes, 1)

    def _wire(self, actions: Actions) -> None:
        desk = self._desk
        desk.chosen.connect(self._refresh)
        self.theme.changed.connect(self._on_theme_changed)
        self._centre.splitterMoved.connect(self._on_border_drawn)
        desk.said.connect(lambda text, undo: self.notice(text, undoable=undo))
        desk.detail_wanted.connect(self._open_detail)
        self.side.forsaken.connect(self.arrive)
        self.side.opened.connect(lambda: self.tabs.bring_up(GROUPS))
        wishes: dict[str, Callable[[], None]] = {
            "prepare.add_question": self._add_question,
            "prepare.paste": self._paste,
            "prepare.word": lambda: self._open_paste_and(lambda form: form.choose_word()),
            "prepare.bank": lambda: self._open_paste_and(lambda form: form.open_banks()),
            "prepare.add_group": lambda: self._add_actor("focus_group"),
            "prepare.add_other": lambda: self._add_actor("other"),
            "prepare.add_set": self._add_set,
            "prepare.add_person": self._add_person,
            "prepare.steps": self._open_steps,
            "prepare.session": self._plan_session,
            "prepare.study": self._open_study,
        }
        for spec in prepare_actions():
            actions.add(spec, wishes.get(spec.id))
        self.left.group_add_wanted.connect(wishes["prepare.add_group"])
        self.left.other_add_wanted.connect(wishes["prepare.add_other"])
        self.left.set_add_wanted.connect(self._add_set)
        self.left.session_wanted.connect(self._plan_session)
        self.left.study_wanted.connect(wishes["prepare.study"])
        self.left.check_chosen.connect(self._go_to_check)
        self.route.add_wanted.connect(self._add_question)
        self.route.paste_wanted.connect(self._paste)
        self.route.set_wanted.connect(self._add_set)
        self.people.add_wanted.connect(self._add_person)

    def _refresh(self) -> None:
        with self._desk.preparing.store.reading():
            self._desk.settle()
            self.left.refresh()
            self.route.refresh()
            self.people.refresh()
            self.side.refresh()
        self._fit_heights()

    # Gestures

    def _show_actor(self, actor: Actor) -> None:
        if actor.is_group:
            self._desk.choose_group(actor.id)
            self.left.groups.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._open_detail("actor", actor.id)

    def _open_detail(self, kind: str, row_id: str) -> None:
        if kind == "withdraw":
            self._open_withdrawal(row_id)
            return
        module, name = FORMS[kind]
        form: Callable[[Desk, str], Form] = getattr(import_module(f"facilitator.ui.prepare.{module}"), name)
        self.side.open_form(form(self._desk, row_id))

    def _open_withdrawal(self, person_id: str) -> None:
        if self._withdrawing is not None:
            from facilitator.ui.prepare.withdraw_form import WithdrawForm

            self.side.open_form(WithdrawForm(self._desk, person_id, self._withdrawing))

    def _open_study(self) -> None:
        from facilitator.ui.prepare.study_forms import StudyForm

        self.side.open_form(StudyForm(self._desk))

    def _open_steps(self) -> None:
        found = self._need_set()
        if found is not None:
            self._open_detail("steps", f"{found.id}/welcome")

    def _add_actor(self, kind: str) -> None:
        preparing = self._desk.preparing
        if kind == "focus_group":
            added = self._desk.attempt(lambda: preparing.add_actor(self.tr("New group")), self.tr("Group added."))
        else:
            added = self._desk.attempt(
                lambda: preparing.add_actor(self.tr("New team"), "other"), self.tr("Team added.")
            )
        if added is not None:
            if added.is_group:
                self._desk.choose_group(added.id)
            self._open_detail("actor", added.id)

    def _add_set(self) -> None:
        """A new set, for the chosen group if it has none."""
        group = self._desk.group
        actors = [group.id] if group is not None else []
        name = self.tr("New question set")
        added = self._desk.attempt(lambda: self._desk.routing.add_set(name, actors), self.tr("Question set added."))
        if added is not None:
            self._desk.choose_set(added.id)
            self._open_detail("set", added.id)

    def _add_question(self) -> None:
        """Below the question with the cursor, ready to be typed; in the paste panel, what is ticked there."""
        from facilitator.ui.prepare.paste_form import PasteForm

        if isinstance(self.side.form, PasteForm):
            self.side.form.take()
            return
        found = self._need_set()
        if found is None:
            return
        after, text = self.route.table.current_id, self.tr("New question")
        added = self._desk.attempt(
            lambda: self._desk.routing.add_question(found.id, text, after=after), self.tr("Question added.")
        )
        if added is not None:
            self.route.edit_wording(added.id)

    def _add_person(self) -> None:
        group = self._desk.group
        if group is None:
            self.notice(self.tr("Add a group first; people belong to one."))
            return
        added = self._desk.attempt(lambda: self._desk.seating.add_person(group.id), self.tr("Person added."))
        if added is not None:
            self.people.edit_alias(added.id)

    def _plan_session(self) -> None:
        group = self._desk.group
        if group is None:
            self.notice(self.tr("Add a group first; sessions are held with one."))
        else:
            self._open_detail("session", group.id)

    def _paste(self) -> None:
        """Open the preview with what lies on the clipboard, if that is text."""
        form = self._open_paste()
        words = QGuiApplication.clipboard().text()
        if form is not None and words.strip():
            form.show_text(words)

    def _open_paste_and(self, act: "Callable[[PasteForm], None]") -> None:
        form = self._open_paste()
        if form is not None:
            act(form)

    def _open_paste(self) -> "PasteForm | None":
        found = self._need_set()
        if found is None:
            return None
        from facilitator.ui.prepare.paste_form import PasteForm

        form = PasteForm(self._desk, found.id, self._banks)
        form.taken.connect(lambda question_id: QTimer.singleShot(0, self, lambda: self._stand_on(question_id)))
        self.side.open_form(form)
        return form

    def _stand_on(self, question_id: str) -> None:
        """Put the keyboard on a question, once the form that made it has closed."""
        self.route.table.put_cursor(question_id)
        self.route.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _need_set(self) -> QuestionSet | None:
        found = self._desk.question_set
        if found is None:
            self.notice(self.tr("Add a question set first; questions belong to one."))
        return found

    def _go_to_check(self, check: str) -> None:
        """Put the keyboard where an open check is mended."""
        group = self._desk.group
        if check in {"session", "fits"}:
            self._plan_session()
        elif check == "set" and group is not None:
            self._open_detail("actor", group.id)
        elif check == "questions":
            self._add_question()
        elif check == "people":
            self._add_person()
        elif check in {"seats", "consents"}:
            self.people.table.focus_first()
        else:
            self.route.table.focus_first()
