"""The Prepare page as a facilitator uses it: by keys, in the real window, on a real study."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.domain.people import Person
from facilitator.domain.questions import STEP_KINDS, Question, QuestionSet, Wording
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.paths import resource_dir
from facilitator.services.prepare.pasting import Draft
from facilitator.services.prepare.preparing import Preparing
from facilitator.services.prepare.question_banks import QuestionBanks
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.main_window import MainWindow
from facilitator.ui.prepare.forms import TextBox, TextField
from facilitator.ui.prepare.page import PreparePage
from facilitator.ui.prepare.paste_form import PasteForm
from facilitator.ui.prepare.people_model import FIRST_USE
from facilitator.ui.prepare.person_form import PersonForm
from facilitator.ui.prepare.route_model import Column
from facilitator.ui.prepare.steps_form import StepsForm
from facilitator.ui.prepare.study_forms import SessionForm, StudyForm
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button

EDITORS = (QLineEdit, QComboBox, QAbstractSpinBox)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class HeldClock:
    """Stands still."""

    def now(self) -> datetime:
        return datetime(2026, 11, 18, 8, 0, tzinfo=UTC)

    def monotonic_ms(self) -> int:
        return 0


@dataclass
class Room:
    """The window with the page in it, and what lies below."""

    window: MainWindow
    page: PreparePage
    preparing: Preparing
    qtbot: QtBot

    @property
    def store(self) -> Store:
        return self.preparing.store

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, mods)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def chord(self, letter: Qt.Key) -> None:
        self.press(letter, CTRL_SHIFT)

    def finish(self) -> None:
        """Enter in an editor that is open in a table; the delegate closes it a moment later."""
        editor = QApplication.focusWidget()
        assert isinstance(editor, EDITORS)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not isinstance(QApplication.focusWidget(), EDITORS))

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def texts(self) -> list[str]:
        return [row.question.text for row in self.page.route.model.rows]

    def go_to(self, row: int, column: int) -> None:
        table = self.page.route.table
        table.setFocus()
        table.setCurrentIndex(table.model().index(row, column))

    def go_to_person(self, row: int, column: int) -> None:
        table = self.page.people.table
        table.setFocus()
        table.setCurrentIndex(table.model().index(row, column))


@pytest.fixture
def enter(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Room]]:
    """Opens the page on a study that `fill` has put something into."""
    opened: list[Any] = []

    def open_room(fill: Callable[[Preparing], None] = lambda _preparing: None) -> Room:
        folder = create_study(tmp_path / "A.study", Study(title="Who picks it up?"))
        opened.append(folder)
        preparing = Preparing(folder.store, folder.names, HeldClock())
        fill(preparing)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme, actions = Theme(), Actions()
        theme.dress(app, starting=True)
        banks = QuestionBanks(resource_dir() / "templates" / "question_banks")
        maker = lambda: PreparePage(theme=theme, actions=actions, preparing=preparing, banks=banks)  # noqa: E731
        window = MainWindow(theme, actions, {"prepare": maker})
        qtbot.addWidget(window)
        folder.store.listen(window.apply_changes)
        window.undo_requested.connect(folder.store.undo)
        actions.set_disabled_reason("undo", "")
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.go("prepare")
        theme.put_on_sheet()
        page = window.page
        assert isinstance(page, PreparePage)
        return Room(window, page, preparing, qtbot)

    yield open_room
    for folder in opened:
        folder.close()


def go_without_steps(preparing: Preparing, set_id: str) -> None:
    """Rows of the route are questions alone."""
    for kind in STEP_KINDS:
        preparing.routing.remove_step(set_id, kind)


def filled(preparing: Preparing) -> None:
    """Two groups, three questions for both, and two people in the first."""
    groups = [preparing.add_actor(name) for name in ("Sales", "Development")]
    bound = preparing.routing.add_set("Inside the firm", [group.id for group in groups])
    go_without_steps(preparing, bound.id)
    drafts = [
        Draft("Which desk do you sit at?", "opening", 5),
        Draft("What is your group’s part?", "key", 20, ("Who takes it?",)),
        Draft("What have we missed?", "ending", 10),
    ]
    preparing.routing.add_questions(bound.id, drafts)
    for alias in ("Ash", "Birch"):
        preparing.seating.add_person(groups[0].id, alias)


def met(preparing: Preparing, actor: str) -> None:
    with preparing.store.change("Start session") as change:
        change.add(Session("s1", actor=actor, started_at="2026-11-17T09:00:00Z", ended_at="2026-11-17T10:00:00Z"))


def test_an_empty_study_asks_for_the_first_group_and_takes_it_by_keys(enter: Callable[..., Room]) -> None:
    room = enter()
    assert room.page.left.nobody.isVisible()
    room.press(Qt.Key.Key_Space)
    room.type("Sales")
    room.press(Qt.Key.Key_Return)
    (group,) = room.preparing.groups()
    assert (group.name, group.short) == ("Sales", "S")
    room.press(Qt.Key.Key_Escape)
    assert not room.page.side.isVisible()
    room.undo()
    room.undo()
    assert room.preparing.groups() == []
    assert room.page.left.nobody.isVisible()


def test_esc_leaves_the_keyboard_on_the_page_when_what_had_it_before_is_gone(enter: Callable[..., Room]) -> None:
    room = enter()
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is room.page.left.groups


def test_every_pane_is_reached_with_f6_and_left_again(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    inner = room.page.panes()
    reached: list[QWidget] = []
    for _ in range(8):
        room.press(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        reached += [pane for pane in inner if focus is not None and pane.isAncestorOf(focus)]
    assert {room.page.left, room.page.route, room.page.people} <= set(reached)


def test_choosing_a_group_shows_its_people_and_its_questions(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    customers = room.preparing.add_actor("Customers")
    other = room.preparing.routing.add_set("Customers", [customers.id])
    go_without_steps(room.preparing, other.id)
    room.preparing.routing.add_question(other.id, "Who helps you?")
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Down)
    assert room.page.people.name.text() == "People in Customers"
    assert room.texts() == ["Who helps you?"]
    assert room.page.people.nobody.isVisible()


def test_pasted_questions_are_shown_first_and_go_in_as_one_change(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    QGuiApplication.clipboard().setText("1. Whom do you need? (15 min)\n- What comes too late?\nEnding: What else?")
    room.chord(Qt.Key.Key_V)
    form = room.page.side.form
    assert isinstance(form, PasteForm)
    assert [draft.text for draft in form.list.drafts.chosen] == ["Whom do you need?", "What else?"]
    assert len(room.texts()) == 3
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.qtbot.waitUntil(lambda: not room.page.side.isVisible())
    assert room.texts()[3:] == ["Whom do you need?", "What else?"]
    assert room.page.route.model.rows[3].question.probes == ("What comes too late?",)
    room.qtbot.waitUntil(lambda: QApplication.focusWidget() is room.page.route.table)
    assert room.page.route.table.currentIndex().row() == 3
    room.undo()
    assert len(room.texts()) == 3


def test_a_pasted_star_is_seen_and_can_be_turned_before_it_goes_in(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    QGuiApplication.clipboard().setText("1. Whom do you need? *\n2. When? *")
    room.chord(Qt.Key.Key_V)
    form = room.page.side.form
    assert isinstance(form, PasteForm)
    spoken = [form.list.drafts.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert all(text.endswith("must ask") for text in spoken)
    form.list.setCurrentIndex(form.list.drafts.index(1))
    form.list.setFocus()
    room.press(Qt.Key.Key_M)
    form.take()
    asked = {question.text: question.must_ask for question in room.store.find(Question)}
    assert (asked["Whom do you need?"], asked["When?"]) == (True, False)


def test_a_pasted_question_that_is_unticked_stays_out(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    QGuiApplication.clipboard().setText("1. Whom do you need?\n2. What else?")
    room.chord(Qt.Key.Key_V)
    form = room.page.side.form
    assert isinstance(form, PasteForm)
    form.list.setFocus()
    form.list.setCurrentIndex(form.list.drafts.index(0))
    room.press(Qt.Key.Key_Space)
    assert form.take_button.text() == "Add 1 question"
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.texts()[3:] == ["What else?"]


def test_questions_come_out_of_a_word_document(
    enter: Callable[..., Room], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document()
    document.add_paragraph("Whom do you need? (15 min)", style="List Number")
    document.save(str(tmp_path / "guide.docx"))
    monkeypatch.setattr(ask, "open_file", lambda *_args: tmp_path / "guide.docx")
    room = enter(filled)
    room.chord(Qt.Key.Key_W)
    form = room.page.side.form
    assert isinstance(form, PasteForm)
    room.qtbot.waitUntil(lambda: len(form.list.drafts.chosen) == 1)
    assert form.list.drafts.chosen == [Draft("Whom do you need?", "key", 15)]


def test_a_damaged_document_is_refused_in_the_strip(
    enter: Callable[..., Room], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guide.docx").write_bytes(b"PK\x03\x04 nothing of the kind")
    monkeypatch.setattr(ask, "open_file", lambda *_args: tmp_path / "guide.docx")
    room = enter(filled)
    room.chord(Qt.Key.Key_W)
    room.qtbot.waitUntil(lambda: "guide.docx is damaged" in room.window.strip.sentence)


def test_a_bank_offers_questions_to_be_ticked(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.chord(Qt.Key.Key_V)
    form = room.page.side.form
    assert isinstance(form, PasteForm)
    form.bank.setCurrentIndex(1)
    form.bank.activated.emit(1)
    assert form.list.drafts.drafts
    assert form.list.drafts.chosen == []
    room.press(Qt.Key.Key_Space)
    assert len(form.list.drafts.chosen) == 1


def test_a_question_moves_down_by_keys_and_keeps_the_cursor(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    first, second, third = room.texts()
    room.go_to(0, Column.WORDING)
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert room.texts() == [second, first, third]
    assert room.page.route.table.currentIndex().row() == 1
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert room.texts() == [second, third, first]
    room.undo()
    assert room.texts() == [second, first, third]


def test_a_question_is_dragged_to_another_place(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    first, second, third = room.texts()
    model = room.page.route.model
    dragged = model.mimeData([model.index(2, 0)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert room.texts() == [third, first, second]


def test_space_ticks_what_must_be_asked_and_so_does_a_click(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.go_to(1, Column.MUST_ASK)
    room.press(Qt.Key.Key_Space)
    assert room.page.route.model.rows[1].question.must_ask
    assert room.window.strip.sentence == "Question 2 must be asked."
    table = room.page.route.table
    place = table.visualRect(table.model().index(1, Column.ANALYSE)).center()
    room.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert not room.page.route.model.rows[1].question.analyse
    room.undo()
    room.undo()
    assert not room.page.route.model.rows[1].question.must_ask


def test_a_new_question_opens_for_typing_below_the_one_with_the_cursor(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.go_to(0, Column.WORDING)
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    room.type("Whom do you need?")
    room.finish()
    assert room.texts()[1] == "Whom do you need?"
    room.undo()
    room.undo()
    assert len(room.texts()) == 3


def test_wording_time_and_type_are_edited_in_place(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.go_to(1, Column.WORDING)
    room.press(Qt.Key.Key_F2)
    room.type("Where does it stop?")
    room.finish()
    room.go_to(1, Column.TIME)
    room.press(Qt.Key.Key_F2)
    room.type("25")
    room.finish()
    room.go_to(1, Column.TYPE)
    room.press(Qt.Key.Key_F2)
    room.press(Qt.Key.Key_Up)
    room.finish()
    question = room.page.route.model.rows[1].question
    assert (question.text, question.minutes, question.type) == ("Where does it stop?", 25, "transition")
    assert "40 min in all" in room.page.route.head.total.text()


def test_an_emptied_wording_is_refused_and_the_old_one_stays(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.go_to(1, Column.WORDING)
    room.press(Qt.Key.Key_F2)
    room.press(Qt.Key.Key_Delete)
    room.finish()
    assert "needs words" in room.window.strip.sentence
    assert room.texts()[1] == "What is your group’s part?"


def test_del_removes_a_question_and_undo_brings_it_back(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.go_to(1, Column.WORDING)
    room.press(Qt.Key.Key_Delete)
    assert len(room.texts()) == 2
    room.undo()
    assert room.texts()[1] == "What is your group’s part?"


def test_a_fixed_wording_says_so_and_a_change_makes_a_version(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    met(room.preparing, room.preparing.groups()[0].id)
    room.go_to(1, Column.WORDING)
    assert "fixed since Tue 17 Nov" in room.page.route._fixed.text()
    room.press(Qt.Key.Key_F2)
    room.type("Where does it stop?")
    room.finish()
    question = room.page.route.model.rows[1].question
    assert question.version == 2
    assert [wording.text for wording in room.store.find(Wording)] == ["What is your group’s part?"]


def test_enter_opens_the_probes_and_leaving_keeps_them(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.go_to(1, Column.WORDING)
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    room.press(Qt.Key.Key_Return)
    room.type("How do you know?")
    room.press(Qt.Key.Key_Escape)
    assert room.page.route.model.rows[1].question.probes == ("Who takes it?", "How do you know?")
    assert QApplication.focusWidget() is room.page.route.table


def test_space_turns_a_consent_through_its_three_states(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.go_to_person(0, FIRST_USE + 2)
    seen = []
    for _ in range(3):
        room.press(Qt.Key.Key_Space)
        seen.append(room.page.people.model.rows[0].person.consent.quote)
    assert seen == [True, False, None]
    assert "Until then Ash’s words cannot be shown" in room.window.strip.sentence
    room.undo()
    assert room.page.people.model.rows[0].person.consent.quote is False


def test_a_person_is_added_named_moved_and_removed_by_keys(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.chord(Qt.Key.Key_N)
    room.type("Cedar")
    room.finish()
    people = room.page.people
    assert [row.person.alias for row in people.model.rows] == ["Ash", "Birch", "Cedar"]
    people.table.setFocus()
    room.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [(row.person.alias, row.person.seat) for row in people.model.rows] == [
        ("Ash", 1),
        ("Cedar", 2),
        ("Birch", 3),
    ]
    room.press(Qt.Key.Key_Delete)
    assert [row.person.alias for row in people.model.rows] == ["Ash", "Birch"]
    room.undo()
    assert [row.person.alias for row in people.model.rows] == ["Ash", "Cedar", "Birch"]


def test_a_real_name_typed_in_the_panel_is_kept_apart(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.go_to_person(0, FIRST_USE)
    room.press(Qt.Key.Key_Return)
    form = room.page.side.form
    assert isinstance(form, PersonForm)
    form.real_name.line.setFocus()
    room.type("W. Zuckschwerdt")
    room.press(Qt.Key.Key_Escape)
    (ash, _birch) = room.store.find(Person)
    assert room.preparing.seating.real_name(ash.id) == "W. Zuckschwerdt"
    assert "Zuckschwerdt" not in repr(ash)


def test_a_session_is_planned_and_shown_beside_the_group(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.chord(Qt.Key.Key_S)
    form = room.page.side.form
    assert isinstance(form, SessionForm)
    form.place.line.setFocus()
    room.type("Meeting room")
    room.press(Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: not room.page.side.isVisible())
    (session,) = room.store.find(Session)
    assert (session.planned_minutes, session.place) == (90, "Meeting room")
    assert "Thu 19 Nov 10:00" in room.page.left.groups.rows.rows[0].line
    room.undo()
    assert room.store.find(Session) == []


def test_study_details_are_kept_and_a_missing_title_is_refused_in_place(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.chord(Qt.Key.Key_I)
    form = room.page.side.form
    assert isinstance(form, StudyForm)
    title = form.fields["title"]
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.clear()
    room.press(Qt.Key.Key_Tab)
    assert room.preparing.study.title == "Who picks it up?"
    assert "needs a title" in line.accessibleDescription()
    assert title is not None
    room.type("Who closes it?")
    room.press(Qt.Key.Key_Tab)
    assert room.preparing.study.research_question == "Who closes it?"


def test_what_documents_say_of_the_study_is_kept_and_a_day_that_is_none_is_refused(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.chord(Qt.Key.Key_I)
    form = room.page.side.form
    assert isinstance(form, StudyForm)
    steps, day = form.fields["next_steps"], form.fields["withdraw_until"]
    assert isinstance(steps, TextBox)
    assert isinstance(day, TextField)
    steps.box.setPlainText("A report.\n\n A letter. ")
    steps.commit()
    day.line.setText("soon")
    day.commit()
    assert "is no date" in day.line.accessibleDescription()
    day.line.setText("2026-12-15")
    day.commit()
    study = room.preparing.study
    assert (study.next_steps, study.withdraw_until) == (("A report.", "A letter."), "2026-12-15")


def test_a_group_is_moved_and_a_used_one_is_not_removed(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [group.name for group in room.preparing.groups()] == ["Development", "Sales"]
    room.press(Qt.Key.Key_Delete)
    assert "Sales stays: 2 people" in room.window.strip.sentence
    assert room.store.count(Actor) == 2


def test_a_group_is_bound_to_a_set_in_its_panel(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.chord(Qt.Key.Key_Q)
    room.type("Customers")
    room.press(Qt.Key.Key_Return)
    inside, customers = room.store.find(QuestionSet)
    assert customers.name == "Customers"
    ticks = room.page.side.form.ticks  # type: ignore[union-attr]
    tick: QAbstractButton = ticks[inside.actors[0]]
    tick.setFocus()
    room.press(Qt.Key.Key_Space)
    assert room.store.need(QuestionSet, customers.id).actors == inside.actors[:1]
    assert room.store.need(QuestionSet, inside.id).actors == inside.actors[1:]


def test_readiness_follows_what_is_done(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    before = room.page.left.ready.count.text()
    room.go_to(1, Column.MUST_ASK)
    room.press(Qt.Key.Key_Space)
    assert before == "5 of 9"
    assert room.page.left.ready.count.text() == "6 of 9"
    room.page.left.ready.open[0].click()
    assert QApplication.focusWidget() is room.page.people.table


def test_the_page_catches_up_with_what_happened_elsewhere(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    bound = room.store.find(QuestionSet)[0]
    room.preparing.routing.add_question(bound.id, "Whom do you need?")
    assert room.texts()[-1] == "Whom do you need?"
    room.page.show_what(room.store.find(Question)[-1])
    assert room.page.route.table.current_id == room.store.find(Question)[-1].id


def test_cells_say_object_and_state_to_a_screen_reader(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    route, people = room.page.route.model, room.page.people.model
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert route.index(1, Column.MUST_ASK).data(spoken) == "Must ask: no"
    assert "Question 2, Key, 20 minutes" in route.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert people.index(0, FIRST_USE).data(spoken) == "Ash, Take part: not asked"
    named = [*room.page.findChildren(QAbstractButton), *room.page.findChildren(QLineEdit)]
    assert [widget for widget in named if widget.isVisible() and not widget.accessibleName()] == []


def test_the_models_keep_the_rules_of_models_while_rows_come_go_and_move(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    models = [room.page.route.model, room.page.people.model, room.page.left.groups.rows, room.page.left.sets.rows]
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning) for model in models
    ]
    bound = room.store.find(QuestionSet)[0]
    added = room.preparing.routing.add_question(bound.id, "Whom do you need?")
    room.preparing.routing.move_question(added.id, 0)
    room.preparing.routing.remove_question(added.id)
    group = room.preparing.add_actor("Customers")
    room.preparing.move_actor(group.id, 0)
    room.preparing.remove_actor(group.id)
    for _ in range(6):
        room.store.undo()
    assert len(testers) == len(models)


@pytest.mark.parametrize("dark", [False, True])
def test_long_texts_in_any_script_are_painted_light_and_dark(enter: Callable[..., Room], dark: bool) -> None:
    texts = ("من سمع بها أولاً؟", "最初に聞いたのは誰ですか。", "👩‍💻 ê̄ who?", "word " * 2_000)

    def fill(preparing: Preparing) -> None:
        filled(preparing)
        bound = preparing.routing.sets()[0]
        for text in texts:
            preparing.routing.add_question(bound.id, text)
            preparing.add_actor(text[:200])

    room = enter(fill)
    room.window.theme.set_dark(dark)
    for scale in (1.5, 2.0):
        room.window.theme.set_scale(scale)
        assert not room.window.grab().isNull()


def test_with_large_type_no_head_of_the_people_is_cut(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    room.page.theme.set_scale(1.5)
    table = room.page.people.table
    metrics = QFontMetrics(room.page.theme.font("small", bold=True))
    for column in range(table.rows.columnCount()):
        words = str(table.rows.headerData(column, Qt.Orientation.Horizontal)).split()
        if not table.isColumnHidden(column):
            assert max(map(metrics.horizontalAdvance, words)) <= table.columnWidth(column) - 16


def test_with_large_type_the_form_is_a_tab_in_the_left_place(enter: Callable[..., Room]) -> None:
    room = enter(filled)
    place, side = room.page.left_place, room.page.side
    room.go_to(0, Column.WORDING)
    room.press(Qt.Key.Key_Return)
    assert side.isVisible()
    assert not place.is_shared
    typing = QApplication.focusWidget()
    room.page.theme.set_scale(1.5)
    room.qtbot.waitUntil(lambda: place.is_shared)
    assert place.tabs.isVisible()
    assert side.isVisible()
    assert not room.page.left.isVisible()
    assert QApplication.focusWidget() is typing
    place.findChildren(Button)[0].click()
    assert room.page.left.isVisible()
    room.press(Qt.Key.Key_Escape)
    assert side.form is None
    assert not place.tabs.isVisible()
    assert room.page.left.isVisible()
    room.go_to(1, Column.WORDING)
    room.press(Qt.Key.Key_Return)
    assert side.isVisible()
    room.page.theme.set_scale(1.0)
    room.qtbot.waitUntil(lambda: not place.is_shared)
    assert side.isVisible()
    assert room.page.left.isVisible()
    assert not place.tabs.isVisible()


def stepped(preparing: Preparing) -> None:
    """A set with its usual steps and two questions."""
    group = preparing.add_actor("Sales")
    bound = preparing.routing.add_set("Inside", [group.id])
    preparing.routing.add_questions(bound.id, [Draft("What?", "key", 20), Draft("Why?", "key", 10)])


def test_steps_stand_in_the_route_around_the_questions(enter: Callable[..., Room]) -> None:
    room = enter(stepped)
    model = room.page.route.model
    types = [model.index(row, Column.TYPE).data() for row in range(model.rowCount())]
    assert types == ["Welcome", "Ground rules", "Key", "Key", "Closing"]
    assert [model.index(row, Column.PLACE).data() for row in range(5)] == ["", "", "1", "2", ""]
    assert room.page.route.head.total.text() == "40 min in all"
    assert "Welcome, 5 minutes" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_minutes_of_a_step_are_edited_in_place_and_its_words_in_the_form(
    enter: Callable[..., Room], qtbot: QtBot
) -> None:
    room = enter(stepped)
    table, routing = room.page.route.table, room.preparing.routing
    model = room.page.route.model
    assert model.setData(model.index(0, Column.TIME), 7)
    made = routing.sets()[0]
    step = routing.step(made.id, "welcome")
    assert step is not None
    assert step.minutes == 7
    table.setFocus()
    table.put_cursor("step:closing", Column.WORDING)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    form = room.page.side.form
    assert isinstance(form, StepsForm)
    part = form.parts["closing"]
    assert "Thank you" in part.text.box.placeholderText()
    part.text.box.setFocus()
    qtbot.keyClicks(part.text.box, "Go home well.")
    part.text.commit()
    assert model.index(4, Column.WORDING).data() == "Go home well."


def test_steps_keep_their_places_and_questions_move_between_them(enter: Callable[..., Room]) -> None:
    room = enter(stepped)
    table, model = room.page.route.table, room.page.route.model
    table.move_requested.emit("step:welcome", 3)
    assert model.place_of("step:welcome") == 0
    second = model.rows[3].id
    table.move_requested.emit(second, 2)
    assert model.rows[2].id == second
    table.move_requested.emit(second, 0)
    assert model.rows[2].id == second
    table.remove_requested.emit("step:rules")
    assert model.place_of("step:rules") == -1
    room.preparing.store.undo()
    assert model.place_of("step:rules") == 1


def test_a_step_is_taken_out_and_put_back_with_its_tick(enter: Callable[..., Room]) -> None:
    room = enter(stepped)
    room.chord(Qt.Key.Key_E)
    form = room.page.side.form
    assert isinstance(form, StepsForm)
    form.parts["rules"].tick.click()
    assert room.page.route.model.place_of("step:rules") == -1
    assert form.parts["rules"].text.isHidden()
    form.parts["rules"].tick.click()
    assert room.page.route.model.place_of("step:rules") == 1


def test_the_first_set_of_a_study_is_for_all_its_groups_and_a_further_one_for_the_chosen(
    enter: Callable[..., Room],
) -> None:
    room = enter(lambda preparing: [preparing.add_actor(name) for name in ("Sales", "Development")] and None)
    groups = [group.id for group in room.preparing.groups()]
    room.chord(Qt.Key.Key_Q)
    assert [found.actors for found in room.preparing.routing.sets()] == [tuple(groups)]
    customers = room.preparing.add_actor("Customers").id
    room.preparing.add_actor("Neighbours")
    room.page.left.groups.chosen.emit(customers)
    room.chord(Qt.Key.Key_Q)
    assert [found.actors for found in room.preparing.routing.sets()] == [tuple(groups), (customers,)]
