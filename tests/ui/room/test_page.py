"""The session so far is read back, looked over and written up without leaving anything behind."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.reactions import About, Reaction, Showing
from facilitator.domain.room import Debrief, MemberCheck
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.main_window import MainWindow
from facilitator.ui.room.page import RoomPage
from facilitator.ui.theme import Theme
from tests.clocks import HandClock


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    made = create_study(tmp_path / "A.study", Study(title="T"))
    with made.store.change("Begin") as change:
        change.add(Actor("sales", name="Sales", short="S"))
        change.add(QuestionSet("set", name="Inside", actors=("sales",)))
        change.add(Question("q1", question_set="set", text="What is your part?", must_ask=True))
        change.add(Question("q2", question_set="set", text="What is theirs?", must_ask=True))
        for seat in (1, 2):
            change.add(Person(f"p{seat}", alias=f"Alias{seat}", actor="sales", seat=seat))
        change.add(Session("s", actor="sales", started_at="2026-11-04T10:00:00Z"))
        change.add(Note("n1", session="s", questions=("q1",), text="We wait.", speaker="p1"))
        change.add(
            Note("n2", session="s", questions=("q1",), text="They never ask.", marks=(Mark("nod", ("p1", "p2")),))
        )
        change.add(Note("own", session="s", questions=("q1",), kind="own", text="Secret thought"))
    yield made
    made.close()


@pytest.fixture
def audience(qtbot: QtBot) -> Iterator[AudienceController]:
    made = AudienceController(Theme().icons)
    yield made
    made.close()


@pytest.fixture
def page(study: StudyFolder, audience: AudienceController, qtbot: QtBot) -> RoomPage:
    theme, actions = Theme(), Actions()
    page = RoomPage(theme, actions, study.store, HandClock(), audience)
    window = MainWindow(theme, actions, {"run.room": lambda: page})
    qtbot.addWidget(window)
    study.store.listen(window.apply_changes)
    window.go("run.room")
    window.show()
    return page


def ideas(page: RoomPage) -> list[str]:
    found = [page.readback.list.item(at) for at in range(page.readback.list.count())]
    return [item.text() for item in found if item.flags() != Qt.ItemFlag.NoItemFlags]


def test_the_most_widely_held_idea_comes_first_and_is_answered_with_a_key(
    page: RoomPage, study: StudyFolder, qtbot: QtBot
) -> None:
    assert [words.split("  ")[0] for words in ideas(page)] == ["They never ask.", "We wait."]
    qtbot.keyClick(page.readback.list, Qt.Key.Key_C)
    qtbot.keyClick(page.readback.list, Qt.Key.Key_X)
    qtbot.keyClicks(page.readback.line, "We wait for an answer.")
    qtbot.keyClick(page.readback.line, Qt.Key.Key_Return)
    found = {check.note: (check.verdict, check.text) for check in study.store.find(MemberCheck)}
    assert found == {"n2": ("confirmed", ""), "n1": ("corrected", "We wait for an answer.")}
    assert "The group: We wait for an answer." in ideas(page)[1]


def test_the_group_sees_its_ideas_and_nothing_else(page: RoomPage, audience: AudienceController, qtbot: QtBot) -> None:
    qtbot.keyClick(page.readback.list, Qt.Key.Key_P)
    assert audience.is_black  # it opens black
    audience.set_black(False)
    words = audience.view.words()
    assert words.splitlines() == ["What we heard", "They never ask.", "We wait.", "What is your part?"]
    assert "Alias" not in words
    assert "Secret" not in words


def test_agreement_is_told_for_each_person(page: RoomPage) -> None:
    page.show_view("agreement")
    model = page.agreement.model()
    assert [model.headerData(at, Qt.Orientation.Vertical) for at in range(model.rowCount())] == [
        "We wait.",
        "They never ask.",
    ]
    row = [model.data(model.index(1, at)) for at in range(model.columnCount())]
    assert row == ["+", "+", "2", ""]
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1  Alias1 said it: We wait."


def test_what_must_still_be_asked_is_seen(page: RoomPage) -> None:
    page.show_view("coverage")
    model = page.coverage.model()
    assert [model.data(model.index(at, 0)) for at in range(2)] == ["2 · 0 · 0", "missing"]


def test_ground_rules_are_kept_and_shown(
    page: RoomPage, study: StudyFolder, audience: AudienceController, qtbot: QtBot
) -> None:
    page.show_view("rules")
    qtbot.keyClicks(page.rules, "One at a time.")
    qtbot.keyClick(page.rules, Qt.Key.Key_Return)
    qtbot.keyClicks(page.rules, "What is said here stays here.")
    page.show_rules()
    audience.set_black(False)
    assert audience.view.lines == ("One at a time.", "What is said here stays here.")
    assert study.store.need(Session, "s").rules == audience.view.lines


def test_a_debrief_half_typed_is_kept_when_the_page_is_left(page: RoomPage, study: StudyFolder, qtbot: QtBot) -> None:
    page.show_view("debrief")
    qtbot.keyClicks(page.debrief.texts["surprises"], "Nobody named the desk.")
    page.go_away()
    (debrief,) = page._room(study.store.need(Session, "s")).debriefs()
    assert (debrief.facilitator, debrief.surprises) == ("", "Nobody named the desk.")
    page.come()
    assert page.debrief.texts["surprises"].toPlainText() == "Nobody named the desk."


def test_an_empty_debrief_leaves_nothing_behind(page: RoomPage, study: StudyFolder) -> None:
    page.show_view("debrief")
    page.show_view("coverage")
    assert page._room(study.store.need(Session, "s")).debriefs() == []


def missing(page: RoomPage) -> list[str]:
    return [page.covering.missing.item(at).text() for at in range(page.covering.missing.count())]


def test_what_is_missing_is_said_before_people_leave(page: RoomPage, study: StudyFolder) -> None:
    page.show_view("coverage")
    assert page.covering.head.text() == "Missing before people leave: Sales"
    assert missing(page) == [
        "Must be asked and has brought nothing yet: “2 What is theirs?”.",
        "Widely held ideas that were not read back to the group: 2.",
    ]
    with study.store.change("Ask") as change:
        change.add(Note("n3", session="s", questions=("q2",), text="Theirs.", speaker="p2"))
    assert "Must be asked" not in " ".join(missing(page))
    assert page.covering.missing.hasFocus()


def test_the_cursor_of_a_table_stays_when_something_is_noted(page: RoomPage, study: StudyFolder) -> None:
    page.show_view("agreement")
    page.agreement.setCurrentIndex(page.agreement.grid.index(1, 2))
    with study.store.change("Note") as change:
        change.add(Note("n3", session="s", questions=("q1",), text="More."))
    assert (page.agreement.currentIndex().row(), page.agreement.currentIndex().column()) == (1, 2)


def test_a_reflection_that_goes_on_opens_on_who_was_shown_what(page: RoomPage, study: StudyFolder) -> None:
    with study.store.change("Plan") as change:
        change.add(Actor("dev", name="Development", short="D"))
        change.put(Dot("sales", "dev"))
        change.add(Statement("d1", actor="dev", question="q1", text="Done is done.", status="released"))
        change.add(Session("r", actor="sales", kind="reflection", started_at="2026-11-24T10:00:00Z"))
    page.go_away()
    page.come()
    assert page.covering.head.text() == "Missing before people leave: Sales"
    assert missing(page)[0] == "Development: 1 of its answers not shown yet."
    cell = page.covering.shown.grid.index(0, 1)
    assert cell.data() == "0/1 · 0 !"
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Sales looks at Development: 0 of 1 shown, 0 reactions, 1 still to show"
    with study.store.change("Note", undoable=False) as change:
        change.add(Showing("sh", session="r", about=About("statement", "d1"), actor="dev", text="Done is done."))
        change.add(Reaction("re", session="r", about=About("statement", "d1"), kind="agree"))
    assert page.covering.shown.grid.index(0, 1).data() == "1/1 · 1"
    assert "Development" not in " ".join(missing(page))


# Debriefs


def forms(page: RoomPage) -> list[str]:
    return [button.text() for button in page.debrief.forms]


def test_each_facilitator_has_a_form_and_sees_the_others(page: RoomPage, study: StudyFolder, qtbot: QtBot) -> None:
    page.show_view("debrief")
    page.debrief.name.line.setText("Kim")
    qtbot.keyClicks(page.debrief.texts["themes"], "Trust.")
    page.begin_debrief()
    assert page.debrief.texts["themes"].toPlainText() == ""
    qtbot.keyClicks(page.debrief.name.line, "Ada")
    page.debrief.role.setCurrentIndex(page.debrief.role.findData("scribe"))
    qtbot.keyClicks(page.debrief.texts["change"], "More time.")
    page.debrief.keep()
    assert [(d.facilitator, d.role, d.themes, d.change) for d in study.store.find(Debrief)] == [
        ("Kim", "lead", "Trust.", ""),
        ("Ada", "scribe", "", "More time."),
    ]
    assert forms(page) == ["Kim, led it", "Ada, took notes"]
    assert page.debrief.others == ["Kim, led it\nTrust."]
    page.debrief.forms[0].click()
    assert page.debrief.texts["themes"].toPlainText() == "Trust."
    assert page.debrief.others == ["Ada, took notes\nMore time."]


def test_a_form_taken_in_from_the_scribe_does_not_hide_ones_own(
    page: RoomPage, study: StudyFolder, qtbot: QtBot
) -> None:
    with study.store.change("Take in another copy") as change:
        change.add(Debrief("ada", session="s", facilitator="Ada", role="scribe", themes="Money"))
    page.show_view("debrief")
    assert page.debrief.texts["themes"].toPlainText() == ""
    assert page.debrief.others == ["Ada, took notes\nMoney"]
    qtbot.keyClicks(page.debrief.texts["themes"], "Trust")
    page.debrief.keep()
    assert [(d.id == "ada", d.themes) for d in study.store.find(Debrief)] == [(True, "Money"), (False, "Trust")]


def test_a_debrief_is_kept_while_one_types_on_without_a_pause(page: RoomPage, study: StudyFolder, qtbot: QtBot) -> None:
    page.show_view("debrief")
    qtbot.keyClicks(page.debrief.texts["themes"], "Trust")
    assert page.debrief._latest.isActive()
    page.debrief._latest.setInterval(1)
    page.debrief._latest.start()
    page.debrief._soon.stop()
    qtbot.waitUntil(lambda: study.store.count(Debrief) == 1)


def test_an_undone_debrief_is_gone_from_the_form(page: RoomPage, study: StudyFolder, qtbot: QtBot) -> None:
    page.show_view("debrief")
    qtbot.keyClicks(page.debrief.texts["themes"], "Trust")
    page.debrief.keep()
    study.store.undo()
    assert study.store.count(Debrief) == 0
    assert page.debrief.texts["themes"].toPlainText() == ""


# Reading back


def test_the_window_is_made_black_and_shown_from_here(
    page: RoomPage, audience: AudienceController, qtbot: QtBot
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.keyClick(page.readback.list, Qt.Key.Key_P)
    with qtbot.waitActive(window):
        window.activateWindow()
    kinds = []
    for _ in range(2):
        qtbot.keyClick(page.readback.list, Qt.Key.Key_F12)
        kinds.append(audience.view.kind)
    assert kinds == ["list", "black"]


def test_an_answer_is_seen_at_once_where_the_ideas_stand(
    page: RoomPage, audience: AudienceController, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.readback.list, Qt.Key.Key_P)
    audience.set_black(False)
    qtbot.keyClick(page.readback.list, Qt.Key.Key_X)
    qtbot.keyClicks(page.readback.line, "They seldom ask.")
    qtbot.keyClick(page.readback.line, Qt.Key.Key_Return)
    seen = [audience.view.lines]
    qtbot.keyClick(page.readback.list, Qt.Key.Key_R)
    seen.append(audience.view.lines)
    assert seen == [("They seldom ask.", "We wait."), ("They seldom ask.",)]


def test_an_answer_shows_nothing_that_was_not_shown(page: RoomPage, audience: AudienceController, qtbot: QtBot) -> None:
    audience.open(page.window())
    audience.show_question("What is your part?")
    audience.set_black(False)
    qtbot.keyClick(page.readback.list, Qt.Key.Key_C)
    assert audience.view.kind == "question"


def test_only_the_ideas_of_one_question_are_shown_at_once(
    page: RoomPage, study: StudyFolder, audience: AudienceController, qtbot: QtBot
) -> None:
    with study.store.change("Note") as change:
        change.add(Note("n3", session="s", questions=("q2",), text="The rest is theirs."))
    page.readback.list.setCurrentRow(page.readback.list.count() - 1)
    qtbot.keyClick(page.readback.list, Qt.Key.Key_P)
    audience.set_black(False)
    assert audience.view.lines == ("The rest is theirs.",)
    assert audience.view.foot == "What is theirs?"


def test_a_half_typed_correction_is_there_again(page: RoomPage, study: StudyFolder, qtbot: QtBot) -> None:
    qtbot.keyClick(page.readback.list, Qt.Key.Key_X)
    qtbot.keyClicks(page.readback.line, "They sel")
    again = RoomPage(Theme(), Actions(), study.store, HandClock())
    qtbot.addWidget(again)
    again.show()
    again.come()
    qtbot.keyClick(again.readback.list, Qt.Key.Key_X)
    assert again.readback.line.text() == "They sel"
    qtbot.keyClicks(again.readback.line, "dom ask.")
    qtbot.keyClick(again.readback.line, Qt.Key.Key_Return)
    assert [(check.note, check.text) for check in study.store.find(MemberCheck)] == [("n2", "They seldom ask.")]
    qtbot.keyClick(again.readback.list, Qt.Key.Key_Up)
    qtbot.keyClick(again.readback.list, Qt.Key.Key_X)
    assert again.readback.line.text() == "They seldom ask."


def test_a_note_that_comes_in_meanwhile_does_not_take_a_correction(
    page: RoomPage, study: StudyFolder, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.readback.list, Qt.Key.Key_X)
    qtbot.keyClicks(page.readback.line, "They seldom ask.")
    page.readback.list.setCurrentRow(page.readback.list.count() - 1)
    qtbot.keyClick(page.readback.line, Qt.Key.Key_Return)
    assert [check.note for check in study.store.find(MemberCheck)] == ["n2"]


# Agreement, question by question


def test_agreement_is_told_for_one_question_and_question_by_question(page: RoomPage, study: StudyFolder) -> None:
    with study.store.change("Note") as change:
        change.add(Note("n3", session="s", questions=("q2",), text="Theirs.", speaker="p1"))
    page.show_view("agreement")
    choice, model = page.agreeing.choice, page.agreement.grid
    assert [choice.itemText(at) for at in range(choice.count())][:3] == [
        "All entries",
        "Question by question",
        "1  What is your part?",
    ]
    choice.setCurrentIndex(3)
    assert [model.headerData(at, Qt.Orientation.Vertical) for at in range(model.rowCount())] == ["Theirs."]
    choice.setCurrentIndex(1)
    rows = [[model.index(row, at).data() for at in range(4)] for row in range(model.rowCount())]
    assert rows == [["1● 1+", "1+", "2", ""], ["1●", "·", "", ""]]
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1  Alias1: said it 1 ×, agreed 1 ×"


def test_agreement_leads_to_its_document(study: StudyFolder, qtbot: QtBot) -> None:
    page = RoomPage(Theme(), Actions(), study.store, HandClock())
    qtbot.addWidget(page)
    page.come()
    wished: list[tuple[str, object]] = []
    page.go_requested.connect(lambda place, what: wished.append((place, what)))
    page.show_view("agreement")
    page.agreeing.export_button.click()
    assert wished == [("report", "agreement")]


def test_in_a_reflection_agreement_is_how_each_took_what_was_shown(page: RoomPage, study: StudyFolder) -> None:
    with study.store.change("Reflect") as change:
        change.add(Actor("dev", name="Development", short="D"))
        change.put(Dot("sales", "dev"))
        change.add(Statement("d1", actor="dev", question="q1", text="Done is done.", status="released"))
        change.add(Statement("d2", actor="dev", question="q1", text="Not shown.", status="released"))
        change.add(Session("r", actor="sales", kind="reflection", started_at="2026-11-24T10:00:00Z"))
        about = About("statement", "d1")
        change.add(Reaction("r1", session="r", about=about, kind="agree", speaker="p1"))
        change.add(Reaction("r2", session="r", about=about, kind="surprised", speaker="p1"))
        change.add(Reaction("r3", session="r", about=about, kind="disagree", level="most"))
    page.show_what(study.store.need(Session, "r"))
    assert not page.view_buttons["readback"].isEnabled()
    page.step(-1)
    model = page.agreement.grid
    assert model.rowCount() == 1
    assert [model.index(0, at).data() for at in range(3)] == ["+ !", "·", "− most"]
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1  Alias1: Agree, Surprised"
    page.step(-1)
    assert page._view == "debrief"


# Ground rules


def test_rules_are_kept_while_they_are_typed_and_seen_at_once(
    page: RoomPage, study: StudyFolder, audience: AudienceController, qtbot: QtBot
) -> None:
    page.show_view("rules")
    qtbot.keyClicks(page.rules, "One at a time.")
    page.show_rules()
    audience.set_black(False)
    qtbot.keyClicks(page.rules, " Always.")
    page.ruling._soon.setInterval(1)
    page.ruling._soon.start()
    qtbot.waitUntil(lambda: study.store.need(Session, "s").rules == ("One at a time. Always.",))
    assert audience.view.lines == ("One at a time. Always.",)
    assert page.rules.toPlainText() == "One at a time. Always."


def test_rules_of_one_session_are_never_those_of_the_next(page: RoomPage, study: StudyFolder, qtbot: QtBot) -> None:
    page.show_view("rules")
    qtbot.keyClicks(page.rules, "Said by Sales.")
    page.go_away()
    with study.store.change("Start") as change:
        change.put(replace(study.store.need(Session, "s"), ended_at="2026-11-04T11:00:00Z"))
        change.add(Actor("dev", name="Development"))
        change.add(Session("s2", actor="dev", started_at="2026-11-05T10:00:00Z"))
    page.come()
    assert page._session is not None
    assert page._session.id == "s2"
    assert page.rules.toPlainText() == ""
    page.go_away()
    assert [session.rules for session in study.store.find(Session)] == [("Said by Sales.",), ()]


@pytest.mark.parametrize("away", [False, True])
def test_a_struck_remark_leaves_the_audience_window(
    page: RoomPage, study: StudyFolder, audience: AudienceController, qtbot: QtBot, away: bool
) -> None:
    qtbot.keyClick(page.readback.list, Qt.Key.Key_P)
    audience.set_black(False)
    if away:
        page.go_away()
    page._room(study.store.need(Session, "s")).strike("n2")
    assert audience.view.lines == ("We wait.",)
