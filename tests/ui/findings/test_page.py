"""Findings by keyboard alone, on the real page with a real store."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from facilitator.audio.decoder import AudioDecoder
from facilitator.audio.ear import AudioEar
from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.findings import Findings
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.findings.card import CardView
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.editor import WordsEdit
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.findings.tray import IdeasModel
from facilitator.ui.main_window import MainWindow
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.fields import TickBox
from facilitator.ui.widgets.label import ElidedLabel
from tests.hand_player import HandPlayer

YES = Consent(True, True, True, True)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FindingsDesk]:
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    with folder.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", short="S"))
        change.add(Actor("dev", name="Development", short="D"))
        change.add(QuestionSet("set", name="Inside", actors=("sales", "dev")))
        change.add(Question("q1", question_set="set", text="What is your part?"))
        change.add(Question("q2", question_set="set", text="Whom do you need?"))
        change.add(Person("ash", alias="Ash", actor="dev", seat=1, consent=YES))
        change.add(Session("s1", actor="dev"))
        change.add(Note("said", session="s1", questions=("q1",), kind="quote", text="Show me", speaker="ash"))
        change.add(Note("idea", session="s1", questions=("q2",), text="Early word"))
        for name in ("a", "b"):
            change.add(Statement(name, actor="dev", question="q1", text=f"We are {name}"))
        change.add(Quote("k", actor="dev", question="q1", statement="b", text="words", speaker="ash"))
        change.put(Dot("sales", "dev"))
    yield FindingsDesk(folder.store, Findings(folder.store), folder.path, HandPlayer(), AudioDecoder(), AudioEar())
    folder.close()


@pytest.fixture
def window(desk: FindingsDesk, qtbot: QtBot) -> MainWindow:
    theme, actions = Theme(), Actions()
    window = MainWindow(theme, actions, {"findings": lambda: FindingsPage(theme, actions, desk)})
    qtbot.addWidget(window)
    desk.store.listen(window.apply_changes)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    window.go("findings")
    return window


@pytest.fixture
def page(window: MainWindow) -> FindingsPage:
    assert isinstance(window.page, FindingsPage)
    return window.page


def press(page: FindingsPage, qtbot: QtBot, *keys: Qt.Key, mod: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        target = page.window().focusWidget()
        qtbot.keyClick(target, key, mod or Qt.KeyboardModifier.NoModifier)


def of(store: Store, name: str) -> Statement:
    return store.need(Statement, name)


def test_arrows_go_through_statements_and_their_quotes_and_across_groups(page: FindingsPage, qtbot: QtBot) -> None:
    page.grid.choose("a")
    press(page, qtbot, Qt.Key.Key_Down)
    assert page.does.statement is not None
    assert page.does.statement.id == "b"
    press(page, qtbot, Qt.Key.Key_Down)
    assert page.does.quote is not None
    press(page, qtbot, Qt.Key.Key_Down)
    assert page.grid.cell is not None
    assert (page.grid.cell.actor.id, page.grid.cell.question) == ("dev", "q2")
    press(page, qtbot, Qt.Key.Key_Left)
    assert (page.grid.cell.actor.id, page.grid.cell.question) == ("sales", "q2")


def test_ctrl_enter_types_a_statement_into_the_chosen_cell(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    page.grid.choose_cell("sales", "q2")
    press(page, qtbot, Qt.Key.Key_Return, mod=Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.window().focusWidget(), "We need a date")
    press(page, qtbot, Qt.Key.Key_Return)
    (made,) = desk.store.find(Statement, actor="sales")
    assert (made.question, made.text, made.status) == ("q2", "We need a date", "draft")
    assert page.does.statement == made


def test_escape_out_of_a_new_statement_writes_nothing(page: FindingsPage, qtbot: QtBot, desk: FindingsDesk) -> None:
    page.grid.choose_cell("sales", "q2")
    press(page, qtbot, Qt.Key.Key_Return, mod=Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.window().focusWidget(), "never mind")
    press(page, qtbot, Qt.Key.Key_Escape)
    assert desk.store.count(Statement, actor="sales") == 0


def test_space_ticks_ctrl_l_releases_and_undo_takes_each_back(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    page.grid.choose("a")
    press(page, qtbot, Qt.Key.Key_Space)
    assert of(desk.store, "a").status == "checked"
    press(page, qtbot, Qt.Key.Key_L, mod=Qt.KeyboardModifier.ControlModifier)
    assert of(desk.store, "a").status == "released"
    desk.store.undo()
    desk.store.undo()
    assert of(desk.store, "a").status == "draft"
    assert page.does.statement == of(desk.store, "a")


def test_words_of_somebody_who_may_not_be_quoted_cannot_be_released(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    with desk.store.change("Ask, and let nobody look") as change:
        change.put(Person("ash", alias="Ash", actor="dev", seat=1, consent=Consent(True, True)))
        change.delete(desk.store.find(Dot)[0])
    page.grid.choose("k")
    panel = page.quote_panel
    assert not panel.released.isEnabled()
    assert not panel.released.isChecked()
    assert "agreed to be quoted" in panel.released.toolTip()
    assert any("agreed to be quoted" in label.text() for label in panel.ticks.findChildren(QLabel))
    press(page, qtbot, Qt.Key.Key_L, mod=Qt.KeyboardModifier.ControlModifier)
    assert not desk.store.need(Quote, "k").released


def test_words_that_only_a_report_may_quote_are_released_for_it_with_the_reason_said(
    page: FindingsPage, desk: FindingsDesk
) -> None:
    with desk.store.change("Ask") as change:
        change.put(Person("ash", alias="Ash", actor="dev", seat=1, consent=Consent(True, True, True, False)))
    page.grid.choose("k")
    panel = page.quote_panel
    panel.released.click()
    assert desk.store.need(Quote, "k").released
    assert panel.released.isChecked()
    assert any("shown to other groups" in label.text() for label in panel.ticks.findChildren(QLabel))


def test_a_change_reads_only_its_own_cell_and_keyboard_and_way_of_tab_stay(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    desk.findings.add_statement("dev", "q2", "We need a date")
    page.grid.choose("a")
    before, cells = page.grid.made, [view.cell for view in page.grid.made]
    desk.findings.edit_statement("a", "We are others")
    after = page.grid.made
    assert after == before
    read = [view.cell for view, then in zip(after, cells, strict=True) if view.cell is not then]
    assert [(cell.actor.id, cell.question) for cell in read] == [("dev", "q1")]
    assert page.grid.card is not None
    assert page.grid.card.hasFocus()
    assert page.grid.card.card is not None
    assert page.grid.card.card.statement.text == "We are others"
    press(page, qtbot, Qt.Key.Key_Tab)
    assert page.grid.card.item_id == "b"
    press(page, qtbot, Qt.Key.Key_Tab)
    assert page.grid.cell is not None
    assert (page.grid.cell.actor.id, page.grid.cell.question) == ("sales", "q2")
    page.theme.set_scale(1.25)
    assert not set(page.grid.made) & set(after)


def test_alt_up_moves_a_card_and_the_choice_goes_with_it(page: FindingsPage, qtbot: QtBot, desk: FindingsDesk) -> None:
    page.grid.choose("b")
    press(page, qtbot, Qt.Key.Key_Up, mod=Qt.KeyboardModifier.AltModifier)
    assert [s.id for s in desk.store.find(Statement, actor="dev")] == ["b", "a"]
    assert page.does.statement == of(desk.store, "b")


def test_the_chosen_card_stays_chosen_and_marked_while_the_keyboard_is_beside_it(
    page: FindingsPage, qtbot: QtBot
) -> None:
    page.grid.choose("b")
    chosen = page.grid.card
    assert chosen is not None
    for closing in (Qt.Key.Key_Escape, Qt.Key.Key_T):
        qtbot.keyClick(page.window(), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert page.tray.list.hasFocus()
        assert [card for card in page.findChildren(CardView) if card.is_marked] == [chosen]
        control = Qt.KeyboardModifier.ControlModifier if closing == Qt.Key.Key_T else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(page.window(), closing, control)
        assert not page.tray.isVisible()
        assert chosen.hasFocus()
        assert page.grid.card is chosen


def test_ctrl_enter_keeps_words_that_were_being_changed_in_their_own_statement(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    page.grid.choose("a")
    qtbot.keyClick(page.window(), Qt.Key.Key_F2)
    qtbot.keyClicks(page.statement_panel.words, " and more")
    qtbot.keyClick(page.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.store.find(Statement)) == 2
    qtbot.keyClicks(page.statement_panel.words, "Another")
    qtbot.keyClick(page.statement_panel.words, Qt.Key.Key_Return)
    assert [s.text for s in desk.store.find(Statement)] == ["We are a and more", "We are b", "Another"]


def test_what_is_written_released_or_held_back_is_said(window: MainWindow, page: FindingsPage, qtbot: QtBot) -> None:
    said: list[str] = []
    window.notices.said.connect(lambda notice: said.append(notice.sentence))
    page.grid.choose("a")
    for _ in range(2):
        qtbot.keyClick(page.window(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert said == ["Released.", "Held back: nobody else sees it now."]


def test_many_groups_scroll_sideways_with_their_heads_and_the_question_stays_in_view(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    with desk.store.change("Add groups") as change:
        for at in range(20):
            change.add(Actor(f"g{at}", name=f"Group {at}", short="G"))
            change.put(Dot(f"g{at}", "dev"))
    qtbot.waitUntil(lambda: page.grid.horizontalScrollBar().maximum() > 0)
    assert page.grid.choose("b")
    assert page.grid.card is not None
    assert page.grid.card.width() >= 120
    ticks = page.statement_panel.ticks.findChildren(TickBox)
    qtbot.waitUntil(lambda: all(tick.height() >= 20 for tick in ticks))
    page.grid.horizontalScrollBar().setValue(page.grid.horizontalScrollBar().maximum())
    last = next(view for view in page.grid.made if view.cell.actor.id == "g19")
    head = next(label for label in page.heads.findChildren(ElidedLabel) if label.text() == "Group 19")
    wording = next(label for label in page.grid.findChildren(ElidedLabel) if label.text() == "What is your part?")
    assert head.isVisible()
    assert page.heads.height() > 20
    qtbot.waitUntil(lambda: abs(_left(head, page) - _left(last, page)) < 60)
    qtbot.waitUntil(lambda: 0 <= _left(wording, page) < 100)


def _left(widget: QWidget, page: FindingsPage) -> int:
    return widget.mapTo(page, QPoint()).x()


def test_a_note_from_the_tray_becomes_evidence_and_its_words_a_quote(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    page.grid.choose("a")
    press(page, qtbot, Qt.Key.Key_T, mod=Qt.KeyboardModifier.ControlModifier)
    assert [note.id for note in page.tray.model.notes] == ["said", "idea"]
    press(page, qtbot, Qt.Key.Key_I, mod=Qt.KeyboardModifier.ControlModifier)
    assert of(desk.store, "a").notes == ("said",)
    assert [q.text for q in desk.store.find(Quote, statement="a")] == ["Show me"]
    press(page, qtbot, Qt.Key.Key_Return)
    assert [s.text for s in desk.store.find(Statement, question="q2")] == ["Early word"]
    assert page.tray.model.notes == []


def test_enter_again_and_again_makes_statements_of_ideas_from_an_empty_cell(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    with desk.store.change("Set up") as change:
        change.add(Session("s2", actor="sales"))
        for name in ("one", "two", "three"):
            change.add(Note(name, session="s2", questions=("q2",), text=f"Idea {name}"))
    page.grid.choose_cell("sales", "q2")
    press(page, qtbot, Qt.Key.Key_T, mod=Qt.KeyboardModifier.ControlModifier)
    press(page, qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert [s.text for s in desk.store.find(Statement, actor="sales")] == ["Idea one", "Idea two"]
    assert [note.id for note in page.tray.model.notes] == ["three"]
    desk.store.undo()
    desk.store.undo()
    assert page.grid.cell is not None
    assert (page.grid.cell.actor.id, page.grid.cell.question) == ("sales", "q2")


def test_an_idea_stays_with_the_group_that_said_it_when_no_cell_is_chosen(
    page: FindingsPage, desk: FindingsDesk
) -> None:
    page.does.statement_from("idea")
    page.does.quote_from("said")
    assert [s.actor for s in desk.store.find(Statement, question="q2")] == ["dev"]
    assert [q.actor for q in desk.store.find(Quote, note="said")] == ["dev"]


def test_ideas_of_a_session_that_began_since_findings_was_open_are_left_too(
    window: MainWindow, page: FindingsPage, desk: FindingsDesk
) -> None:
    assert page.head.ideas.text() == "2 ideas left"
    with desk.store.change("Start session") as change:
        change.add(Session("s2", actor="sales"))
    with desk.store.change("Keep entry") as change:
        change.add(Note("late", session="s2", questions=("q1",), text="Later word"))
    assert page.head.ideas.text() == "3 ideas left"
    assert [note.id for note in desk.ideas.of("sales")] == ["late"]


def test_a_click_on_another_card_saves_the_words_and_chooses_that_card(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    page.grid.choose("a")
    press(page, qtbot, Qt.Key.Key_F2)
    qtbot.keyClicks(page.window().focusWidget(), ", really")
    other = next(card for card in page.grid.findChildren(CardView) if card.item_id == "b")
    qtbot.mouseClick(
        page.window().windowHandle(), Qt.MouseButton.LeftButton, pos=other.mapTo(page.window(), QPoint(9, 9))
    )
    assert of(desk.store, "a").text == "We are a, really"
    assert page.does.statement == of(desk.store, "b")
    assert page.grid.current is page.window().focusWidget()


def test_f6_out_of_changed_words_saves_them_and_goes_to_their_card(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    page.grid.choose("a")
    press(page, qtbot, Qt.Key.Key_F2)
    qtbot.keyClicks(page.window().focusWidget(), "!")
    press(page, qtbot, Qt.Key.Key_F6, mod=Qt.KeyboardModifier.ShiftModifier)
    assert of(desk.store, "a").text == "We are a!"
    assert page.window().focusWidget() is page.grid.card


def test_a_click_on_an_empty_cell_chooses_it(page: FindingsPage, qtbot: QtBot) -> None:
    page.grid.choose("a")
    empty = next(view for view in page.grid.made if view.cell.actor.id == "sales" and not view.cards)
    qtbot.mouseClick(empty, Qt.MouseButton.LeftButton)
    assert page.grid.cell == empty.cell


def test_long_names_of_groups_do_not_push_the_panel_out_of_the_window(page: FindingsPage, desk: FindingsDesk) -> None:
    with desk.store.change("Rename") as change:
        for actor in desk.store.find(Actor):
            change.put(replace(actor, name=f"{actor.name} and all who work with them in the north " * 2))
    page.grid.choose("a")
    page.grid.chosen.emit()
    scroll = page.statement_panel.findChild(QScrollArea)
    assert scroll is not None
    form = scroll.widget()
    assert form is not None
    assert form.minimumSizeHint().width() <= scroll.viewport().width()


def test_the_delete_key_in_a_field_takes_letters_and_on_a_card_the_card(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    page.grid.choose("a")
    press(page, qtbot, Qt.Key.Key_F2, Qt.Key.Key_Home, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert of(desk.store, "a").text == "e are a"
    press(page, qtbot, Qt.Key.Key_Delete)
    assert desk.store.get(Statement, "a") is None


def test_words_half_typed_are_saved_when_another_page_is_shown(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk
) -> None:
    page.grid.choose("a")
    press(page, qtbot, Qt.Key.Key_F2, Qt.Key.Key_End)
    qtbot.keyClicks(page.window().focusWidget(), " and more")
    page.leave()
    assert of(desk.store, "a").text == "We are a and more"


def test_a_clip_is_attached_from_disk_and_its_points_are_typed(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numpy, soundfile = pytest.importorskip("numpy"), pytest.importorskip("soundfile")
    soundfile.write(tmp_path / "phone.wav", numpy.zeros(48_000), 16_000)
    monkeypatch.setattr(ask, "open_file", lambda *_: tmp_path / "phone.wav")
    page.grid.choose("k")
    with qtbot.waitSignal(page.sound.attached):
        press(page, qtbot, Qt.Key.Key_A, mod=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.store.need(Quote, "k").clip == Clip("phone.wav", 0, 3000)
    line = page.quote_panel.editor.end
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "0:02.5")
    press(page, qtbot, Qt.Key.Key_Return)
    assert desk.store.need(Quote, "k").clip == Clip("phone.wav", 0, 2500)
    press(page, qtbot, Qt.Key.Key_Down)
    assert desk.store.need(Quote, "k").clip == Clip("phone.wav", 0, 2450)
    assert (desk.folder / "audio" / "phone.wav").exists()


def test_a_file_that_is_no_sound_gets_a_sentence_and_the_quote_stays_as_it_was(
    page: FindingsPage, qtbot: QtBot, desk: FindingsDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.wav").write_text("Dear Sir")
    monkeypatch.setattr(ask, "open_file", lambda *_: tmp_path / "letter.wav")
    page.grid.choose("k")
    said: list[str] = []
    page.notice_requested.connect(lambda text, _undo: said.append(text))
    page.quote_panel.attach.click()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert "letter.wav" in said[1]
    assert desk.store.need(Quote, "k").clip is None


def test_a_field_that_gets_the_keyboard_by_a_key_comes_into_view_as_a_whole(qtbot: QtBot) -> None:
    theme = Theme()
    panel, above, words = SidePanel(theme), QWidget(), WordsEdit(theme, "Words")
    qtbot.addWidget(panel)
    above.setFixedHeight(500)
    for widget in (above, words):
        panel.body.addWidget(widget)
    panel.resize(340, 600)
    with qtbot.waitExposed(panel):
        panel.show()

    def beyond() -> int:
        return words.mapTo(panel, QPoint(0, words.height())).y() - panel.height()

    qtbot.waitUntil(lambda: beyond() > 0)
    panel.bring_into_view(words)
    assert beyond() <= 0


def test_a_quote_whose_speaker_refused_says_so_and_cannot_be_ticked(
    page: FindingsPage, desk: FindingsDesk, qtbot: QtBot
) -> None:
    with desk.store.change("Refuse") as change:
        change.put(Person("ash", 1.0, "Ash", "dev", 1, Consent(True, True, True, False)))
    desk.findings.set_released("k", True)
    page.grid.choose("k")
    card = page.grid.card
    assert card is not None
    assert "consent missing" in card.accessibleName()

    def ticks() -> list[bool]:
        found = page.quote_panel.ticks.findChildren(type(page.quote_panel.checked))
        return [tick.isEnabled() for tick in found if not tick.isHidden()]

    qtbot.waitUntil(lambda: ticks() == [False])  # those it had before are gone with the next turn of the loop


def test_a_quote_is_given_its_language_by_name_and_keeps_one_that_is_not_listed(
    page: FindingsPage, desk: FindingsDesk
) -> None:
    page.grid.choose("k")
    box = page.quote_panel.language
    assert box.currentText() == "Language: as in the study"
    for name, tag in (("Hebrew – עברית", "he"), ("Language: as in the study", "")):
        box.setCurrentIndex(box.findText(name))
        box.activated.emit(box.currentIndex())
        assert desk.store.need(Quote, "k").language == tag
    assert desk.store.undo_label == "Set language"
    desk.findings.set_language("k", "de-CH")
    assert (box.currentText(), box.currentData()) == ("German – Deutsch (de-CH)", "de-CH")
    desk.findings.set_language("k", "de")
    assert (box.currentText(), box.findData("de-CH")) == ("German – Deutsch", -1)


def test_dropping_an_idea_on_an_empty_cell_makes_a_statement_there(page: FindingsPage, desk: FindingsDesk) -> None:
    page.grid.note_on_cell.emit("idea", "dev", "q2")
    assert [s.notes for s in desk.store.find(Statement, question="q2")] == [("idea",)]


def test_a_card_dropped_on_another_groups_cell_stays_and_a_sentence_says_why(
    page: FindingsPage, desk: FindingsDesk
) -> None:
    said: list[str] = []
    page.notice_requested.connect(lambda text, _undo: said.append(text))
    page.grid.card_on_cell.emit("a", "sales", "q1")
    assert of(desk.store, "a").actor == "dev"
    assert "stays with the group" in said[0]


def test_an_idea_dropped_on_another_groups_card_or_cell_stays_and_a_sentence_says_why(
    page: FindingsPage, desk: FindingsDesk
) -> None:
    said: list[str] = []
    page.notice_requested.connect(lambda text, _undo: said.append(text))
    with desk.store.change("Other") as change:
        change.add(Statement("theirs", actor="sales", question="q1", text="We promise."))
    page.grid.note_on_card.emit("idea", "theirs")
    page.grid.note_on_cell.emit("idea", "sales", "q1")
    assert of(desk.store, "theirs").notes == ()
    assert said == ["An idea stays with the group that said it."] * 2


def test_texts_of_any_script_and_length_are_drawn(page: FindingsPage, desk: FindingsDesk) -> None:
    for text in ("مرحبا بكم في المجموعة", "日本語の文", "👩‍👩‍👧‍👦 e\u0301", "x" * 10_000, "word " * 2_000):
        made = desk.findings.add_statement("sales", "q1", text)
        page.grid.choose(made.id)
        assert page.grid.card is not None
        page.grid.card.grab()
        assert page.statement_panel.words.toPlainText() == text.strip()


def test_the_grid_follows_light_and_dark_and_the_size_of_type(page: FindingsPage) -> None:
    page.grid.choose("a")
    assert page.grid.card is not None
    before, height = page.grid.card, page.grid.card.heightForWidth(220)
    page.theme.set_dark(True)
    page.theme.set_scale(1.5)
    card = page.grid.card
    assert card is not before
    assert card.item_id == "a"
    assert card.heightForWidth(220) > height


def test_the_list_of_ideas_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = IdeasModel()
    model.show_notes([Note("n", text="a", questions=("q1",)), Note("m", kind="quote", text="b")], {"q1": "1"})
    qtmodeltester.check(model)


def shown_questions(page: FindingsPage) -> list[str | None]:
    return [view.cell.question for view in page.grid.made if view.cell.actor.id == "dev"]


def test_the_filter_keeps_one_question_until_that_question_is_gone(page: FindingsPage, desk: FindingsDesk) -> None:
    page.filter.setCurrentIndex(page.filter.findData("q2"))
    page.filter.activated.emit(page.filter.currentIndex())
    assert shown_questions(page) == ["q2"]
    with desk.store.change("Rename") as change:
        change.put(replace(desk.store.need(Question, "q2"), text="Whom do you call?"))
    assert shown_questions(page) == ["q2"]
    assert "Whom do you call?" in page.filter.currentText()
    with desk.store.change("Remove") as change:
        change.delete(desk.store.need(Question, "q2"))
    assert page.filter.currentData() is None
    assert shown_questions(page) == ["q1"]


def test_in_a_narrow_window_counts_and_caps_give_way_and_no_button_is_cut(page: FindingsPage) -> None:
    page.theme.set_scale(1.5)
    page.grid.choose("k")
    head = page.head
    head.resize(560, head.height())
    assert not head.counts.isVisible()
    buttons = (head.ideas, head.add_button)
    assert sum(button.sizeHint().width() for button in buttons) + head.title.sizeHint().width() < 560
    head.resize(1500, head.height())
    assert head.counts.isVisible()
