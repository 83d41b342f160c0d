"""The report page on a real study: looked at, decided, saved, logged."""

import errno
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.shared import Pt
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QComboBox, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.domain.clearances import Clearance
from facilitator.domain.consent import Consent
from facilitator.domain.exports import Export
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.reactions import Reaction
from facilitator.domain.study import Study
from facilitator.services.documents import drafts
from facilitator.services.documents.answers import form_key
from facilitator.services.documents.reporting import Reporting
from facilitator.services.documents.reporting_documents import USUAL
from facilitator.services.reflection.planning import Planning
from facilitator.settings import SettingsFile
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.ui.actions import Actions
from facilitator.ui.main_window import MainWindow
from facilitator.ui.page import Page
from facilitator.ui.report.desk import ReportDesk
from facilitator.ui.report.page import ReportPage
from facilitator.ui.report.printing import print_pdf
from facilitator.ui.theme import Theme

YES = Consent(True, True, True, True)


class Elsewhere(Page):
    """The page that decisions lead to."""

    page_id = "findings"
    shown: object = None

    def show_what(self, what: object) -> None:
        self.shown = what


class FixedClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 9, 12, tzinfo=UTC)

    def monotonic_ms(self) -> int:
        return 0


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = create_study(tmp_path / "A.study", Study(title="Who picks it up?"))
    with folder.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", short="S"))
        change.add(Actor("dev", name="Development", short="D"))
        change.add(QuestionSet("set", name="Inside", actors=("sales", "dev")))
        change.add(Question("q1", question_set="set", text="What is your part?"))
        change.add(Person("ash", alias="Ash", actor="dev", seat=1, consent=YES))
        for actor in ("sales", "dev"):
            words = f"We of {actor} carry it"
            change.add(Statement(f"st-{actor}", actor=actor, question="q1", text=words, status="released"))
        change.add(_quote("k1", "Ask Sales what they promised"))
        change.add(_quote("k2", "It was quiet that day"))
        change.put(Dot("sales", "dev"))
    yield folder
    folder.close()


def _quote(quote_id: str, text: str) -> Quote:
    return Quote(quote_id, actor="dev", question="q1", statement="st-dev", text=text, speaker="ash", released=True)


@pytest.fixture
def desk(study: StudyFolder) -> ReportDesk:
    clock = FixedClock()
    reporting = Reporting(
        study.store, study.names, clock.now, folder=study.path, sound=lambda _: b"mp3", printer=print_pdf
    )
    return ReportDesk(study.store, reporting, Planning(study.store, clock), study.path)


@pytest.fixture
def window(study: StudyFolder, desk: ReportDesk, qtbot: QtBot) -> Iterator[MainWindow]:
    theme, actions = Theme(), Actions()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.dress(app, starting=True)
    pages = {"findings": lambda: Elsewhere(theme), "report": lambda: ReportPage(theme, actions, desk)}
    window = MainWindow(theme, actions, pages)
    stop = study.store.listen(window.apply_changes)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go("report")
    theme.put_on_sheet()
    with qtbot.waitActive(window):
        window.activateWindow()
    settle(qtbot)
    yield window
    stop()
    desk.finish()


@pytest.fixture
def page(window: MainWindow) -> ReportPage:
    assert isinstance(window.page, ReportPage)
    return window.page


def rows(page: ReportPage) -> list[str]:
    return [row if isinstance(row, str) else f"{row.id} {row.tag}" for row in page.documents.documents.rows]


def settle(qtbot: QtBot) -> None:
    """Until all that the page shows is read, searched and laid out."""
    pages = [
        window.page
        for window in QApplication.topLevelWidgets()
        if isinstance(window, MainWindow) and isinstance(window.page, ReportPage)
    ]
    qtbot.waitUntil(lambda: not any(page.busy for page in pages), timeout=30_000)


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """As from the keyboard: to whatever has it."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifiers)
    settle(qtbot)


def save(qtbot: QtBot, page: ReportPage) -> None:
    page.save()
    qtbot.waitUntil(lambda: page._desk.writing is None, timeout=30_000)
    settle(qtbot)


def show(qtbot: QtBot, page: ReportPage, document: str) -> None:
    assert page.documents.choose(document)
    settle(qtbot)


def decide_all(qtbot: QtBot, page: ReportPage) -> None:
    page._desk.show_quote("sales", "k1")
    settle(qtbot)


def test_each_group_has_its_documents_and_the_facilitator_has_others(page: ReportPage) -> None:
    assert rows(page) == [
        "Summaries for participants",
        "summary:sales decide 1",
        "summary:dev ready",
        "Packs: what each group is shown",
        "pack:sales decide 1",
        "For you",
        "report: ready",
        "matrix: ready",
        "findings: ready",
        "feedback: ready",
        "notes: ready",
        "agreement: ready",
        "Guides for the moderator",
        "guide:sales ready",
        "guide:dev ready",
    ]


def test_headings_are_stepped_over_by_the_arrows(page: ReportPage, qtbot: QtBot) -> None:
    chosen = []
    for _ in range(5):
        chosen.append(page.documents.entry and page.documents.entry.id)
        press(qtbot, Qt.Key.Key_Down)
    assert chosen == ["summary:sales", "summary:dev", "pack:sales", "report:", "matrix:"]


def test_save_is_off_until_the_quote_that_mentions_the_readers_is_decided(page: ReportPage, qtbot: QtBot) -> None:
    assert not page.saving.save.isEnabled()
    assert page.saving.save.toolTip() == "Opens when one decision is made."
    press(qtbot, Qt.Key.Key_Return)
    assert page.checks.cards[0].hasFocus()
    press(qtbot, Qt.Key.Key_1)
    assert page.saving.save.isEnabled()
    assert page.saving.save.hasFocus()
    assert rows(page)[1] == "summary:sales ready"


def test_statement_only_takes_the_quote_out_of_the_preview_and_undo_brings_it_back(
    page: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    assert page.preview.paper
    assert "Ask Sales" in page.preview.paper.words
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_2)
    assert "Ask Sales" not in page.preview.paper.words
    assert "It was quiet" in page.preview.paper.words
    assert page.saving.save.isEnabled()
    study.store.undo()
    settle(qtbot)
    assert "Ask Sales" in page.preview.paper.words
    assert not page.saving.save.isEnabled()


def test_the_key_saves_a_word_file_that_holds_what_the_preview_shows_and_logs_it(
    page: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    decide_all(qtbot, page)
    press(qtbot, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: study.store.count(Export) == 1)
    settle(qtbot)
    file = study.path / "exports" / "Who picks it up - summary - for Sales.docx"
    words = [paragraph.text for paragraph in WordFile(str(file)).paragraphs]
    assert "“Ask Sales what they promised”" in words
    (row,) = page.log.log.rows
    assert (row.document, row.contains, row.given_to) == ("Summary for Sales", "2 statements, 2 quotes", "")
    inside = page.log.log.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert {"We of sales carry it", "Ask Sales what they promised"} <= set(inside.splitlines())
    assert page.saving.said.text() == "Who picks it up - summary - for Sales.docx is saved."
    assert page.saving.folder.isVisible()
    assert rows(page)[1] == "summary:sales saved"


def test_large_print_stands_beside_the_usual_file(page: ReportPage, study: StudyFolder, qtbot: QtBot) -> None:
    decide_all(qtbot, page)
    save(qtbot, page)
    page.saving.format.setCurrentIndex(page.saving.format.findData("large"))
    save(qtbot, page)
    names = sorted(path.name for path in (study.path / "exports").iterdir())
    assert names == [
        "Who picks it up - summary - for Sales - large print.docx",
        "Who picks it up - summary - for Sales.docx",
    ]


@pytest.mark.parametrize("document", ["report:", "guide:dev", "notes:", "feedback:", "matrix:"])
def test_every_document_is_shown_and_saved_as_word_and_as_pdf(
    page: ReportPage, study: StudyFolder, qtbot: QtBot, document: str
) -> None:
    show(qtbot, page, document)
    assert page.preview.paper is not None
    for choice in ("docx", "pdf"):
        page.saving.format.setCurrentIndex(page.saving.format.findData(choice))
        save(qtbot, page)
    written = sorted((study.path / "exports").iterdir())
    assert [path.suffix for path in written] == [".docx", ".pdf"]
    assert written[1].read_bytes().startswith(b"%PDF")
    assert study.store.count(Export) == 2


def test_a_pack_is_saved_as_a_page_for_a_browser(page: ReportPage, study: StudyFolder, qtbot: QtBot) -> None:
    decide_all(qtbot, page)
    show(qtbot, page, "pack:sales")
    page.saving.format.setCurrentIndex(page.saving.format.findData("html"))
    save(qtbot, page)
    (path,) = (study.path / "exports").iterdir()
    assert "We of dev carry it" in path.read_text(encoding="utf-8")


def test_the_form_of_the_report_and_the_paper_are_chosen_and_seen(
    page: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    show(qtbot, page, "report:")
    assert page.preview.paper is not None
    assert "COREQ" in page.preview.paper.words
    choose(qtbot, page.options.preset, "letter")
    assert "COREQ" not in page.preview.paper.words
    choose(qtbot, page.options.paper, "Letter")
    assert page.preview.paper.size.width() > page.preview.paper.size.height() * 0.75
    show(qtbot, page, "matrix:")
    assert not page.options.preset.isVisible()
    assert page.options.paper.isVisible()


def test_answers_from_a_page_are_taken_in_and_what_is_none_is_said(
    page: ReportPage, study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "answers.json"
    told = {"format": "facilitator-answers", "version": 1, "id": "x", "whole": "Thank you.", "answers": []}
    file.write_text(json.dumps(told | {"reader": form_key("sales")}), encoding="utf-8")
    (tmp_path / "else.json").write_text("{}", encoding="utf-8")
    for name, expected in (("else.json", 0), ("answers.json", 1), ("answers.json", 1)):
        monkeypatch.setattr("facilitator.ui.ask.open_file", lambda *_, name=name: tmp_path / name)
        page.answers.click()
        assert study.store.count(Reaction) == expected


def choose(qtbot: QtBot, box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    settle(qtbot)


def test_a_template_is_used_until_it_is_left_out(
    page: ReportPage, study: StudyFolder, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = WordFile()
    word.sections[0].header.paragraphs[0].text = "The Firm"
    word.save(str(tmp_path / "Firm.docx"))
    (tmp_path / "Bad.docx").write_bytes(b"no")
    show(qtbot, page, "findings:")
    for name in ("Bad.docx", "Firm.docx"):
        monkeypatch.setattr("facilitator.ui.ask.open_file", lambda *_, name=name: tmp_path / name)
        page.options.template.click()
        assert bool(page._desk.options.template) == (name == "Firm.docx")
    settle(qtbot)
    save(qtbot, page)
    (path,) = (study.path / "exports").iterdir()
    assert WordFile(str(path)).sections[0].header.paragraphs[0].text == "The Firm"
    page.options.template.click()
    assert page._desk.options.template == b""


def test_the_preview_breaks_its_pages_by_the_styles_of_the_template_for_word_alone(
    page: ReportPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = WordFile()
    word.styles["Normal"].font.size = word.styles["Heading 1"].font.size = Pt(48)
    word.save(str(tmp_path / "Wide.docx"))
    monkeypatch.setattr("facilitator.ui.ask.open_file", lambda *_: tmp_path / "Wide.docx")
    show(qtbot, page, "report:")
    usual = pages_of(qtbot, page)

    page.options.template.click()
    assert pages_of(qtbot, page) > usual
    choose(qtbot, page.saving.format, "pdf")
    assert pages_of(qtbot, page) == usual
    choose(qtbot, page.saving.format, "docx")
    page.options.template.click()
    assert pages_of(qtbot, page) == usual


def pages_of(qtbot: QtBot, page: ReportPage) -> int:
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)
    assert page.preview.paper is not None
    return page.preview.paper.pages


@pytest.mark.parametrize(("choice", "button"), [("svg", "Save as a picture"), ("xlsx", "Save as a table")])
def test_the_matrix_is_saved_in_the_chosen_format(
    page: ReportPage, study: StudyFolder, qtbot: QtBot, choice: str, button: str
) -> None:
    show(qtbot, page, "matrix:")
    page.saving.format.setCurrentIndex(page.saving.format.findData(choice))
    page.saving.format.activated.emit(page.saving.format.currentIndex())
    settle(qtbot)
    assert page.saving.save.text() == button
    assert page.saving.said.text() == f"File: Who picks it up - matrix.{choice}"
    save(qtbot, page)
    assert (study.path / "exports" / f"Who picks it up - matrix.{choice}").is_file()


def test_a_file_that_is_open_elsewhere_gives_a_sentence_and_leaves_no_trace(
    page: ReportPage, study: StudyFolder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = study.path / "exports" / "Who picks it up - findings.docx"
    target.parent.mkdir(exist_ok=True)
    target.write_text("open in Word")

    def refuse(*_args: object, **_values: object) -> None:
        raise PermissionError(errno.EACCES, "in use", str(target))

    monkeypatch.setattr(drafts, "_draw", refuse)
    show(qtbot, page, "findings:")
    save(qtbot, page)
    said = "Who picks it up - findings.docx is open in Word. Close it there and export again."
    assert page.saving.said.text() == said
    assert page.saving.save.isEnabled()
    assert study.store.count(Export) == 0
    assert target.read_text() == "open in Word"


def test_stopping_leaves_neither_file_nor_log(
    page: ReportPage, study: StudyFolder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def until_stopped(draft: object, path: Path, check: Callable[[], None]) -> None:
        path.write_text("half")
        while True:
            check()

    monkeypatch.setattr(drafts, "_draw", until_stopped)
    show(qtbot, page, "findings:")
    page.saving.save.setFocus()
    page.save()
    assert page.saving.stop.hasFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page._desk.writing is None, timeout=30_000)
    settle(qtbot)
    assert page.saving.said.text() == "Nothing was written."
    assert page.saving.save.hasFocus()
    assert list((study.path / "exports").iterdir()) == []
    assert study.store.count(Export) == 0


def test_a_study_closed_while_a_file_is_written_still_logs_it(
    desk: ReportDesk, page: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    show(qtbot, page, "findings:")
    page.save()
    desk.finish()
    assert [export.document for export in study.store.find(Export)] == ["findings"]
    assert desk.writing is None


def test_a_real_name_in_the_text_is_shown_and_must_be_confirmed(
    page: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    study.names.set("ash", "Violet Quiet")
    show(qtbot, page, "pack:sales")
    decide_all(qtbot, page)
    line = next(row.check for row in page.checks.rows if row.check.id == "names")
    assert (line.text, line.count) == ("Real names found in the text (one name tried)", "1")
    assert not page.saving.save.isEnabled()
    assert page.checks.open_first()
    assert "“quiet”" in page.checks.cards[0].decision.title
    press(qtbot, Qt.Key.Key_1)
    assert page.saving.save.isEnabled()
    save(qtbot, page)
    assert study.store.count(Export) == 1


def test_rewording_leads_to_the_quote_in_findings(
    page: ReportPage, window: MainWindow, study: StudyFolder, qtbot: QtBot
) -> None:
    study.names.set("ash", "Violet Quiet")
    show(qtbot, page, "pack:sales")
    decide_all(qtbot, page)
    page.checks.open_first()
    press(qtbot, Qt.Key.Key_2)
    assert isinstance(window.page, Elsewhere)
    assert window.page.shown == study.store.get(Quote, "k2")


def test_who_was_given_a_file_is_written_into_the_log(page: ReportPage, study: StudyFolder, qtbot: QtBot) -> None:
    decide_all(qtbot, page)
    save(qtbot, page)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "6 people, on paper")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: study.store.find(Export)[0].given_to == "6 people, on paper")
    settle(qtbot)
    assert page.log.log.rows[0].given_to == "6 people, on paper"
    assert rows(page)[1] == "summary:sales given"
    study.store.undo()
    settle(qtbot)
    assert page.log.log.rows[0].given_to == ""


def test_clips_that_were_saved_stand_in_the_log_too(page: ReportPage, study: StudyFolder, qtbot: QtBot) -> None:
    with study.store.change("Export clips", undoable=False) as change:
        change.add(Export("e1", at="2026-11-03T10:00:00Z", document="clips", recipient="sales", file="A.m3u8"))
        change.add(Export("e2", at="2026-11-03T10:01:00Z", document="clips", file="B.m3u8"))
    qtbot.waitUntil(lambda: len(page.log.log.rows) == 2)
    assert [row.document for row in page.log.log.rows] == ["Clips", "Clips for Sales"]


def test_nothing_has_left_the_laptop_at_first(page: ReportPage) -> None:
    assert page.nothing.isVisible()
    assert page.nothing.accessibleName() == "Nothing has left this laptop."
    assert not page.log.isVisible()
    assert page.note.toolTip() == "Save a document first."


def test_pages_are_turned_by_arrows_and_stop_at_the_ends(page: ReportPage, study: StudyFolder, qtbot: QtBot) -> None:
    with study.store.change("Much said") as change:
        for at in range(60):
            change.add(Statement(f"more-{at}", actor="sales", question="q1", text="Word " * 40, status="released"))
    settle(qtbot)
    page.preview.sheet.setFocus()
    assert page.preview.paper
    assert page.preview.paper.pages > 3
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Right)
    assert page.preview.at == 1
    assert page.preview.place.text() == f"page 2 of {page.preview.paper.pages}"
    for _ in range(page.preview.paper.pages):
        press(qtbot, Qt.Key.Key_PageDown)
    assert page.preview.at == page.preview.paper.pages - 1
    assert not page.preview.next.isEnabled()


def test_every_page_has_ink_on_white_in_light_and_dark(page: ReportPage) -> None:
    assert page.preview.paper
    for at in range(page.preview.paper.pages):
        image = QImage(397, 562, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        page.preview.paper.paint(painter, image.rect().toRectF(), at)
        painter.end()
        shades = {image.pixelColor(x, y).lightness() // 64 for x in range(397) for y in range(562)}
        assert image.pixelColor(2, 2).name() == "#ffffff"
        assert 0 in shades


def test_escape_gives_the_check_list_back_after_the_large_page(page: ReportPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not page.checks.isVisible()
    qtbot.waitUntil(lambda: page.preview.sheet.height() > page.preview.height())
    press(qtbot, Qt.Key.Key_Escape)
    assert page.checks.isVisible()
    assert not page.preview.large.isChecked()


def test_f6_reaches_every_part_and_every_control_has_a_name(
    page: ReportPage, window: MainWindow, study: StudyFolder, qtbot: QtBot
) -> None:
    decide_all(qtbot, page)
    save(qtbot, page)
    reached = []
    for _ in range(4):
        reached.append(QApplication.focusWidget())
        press(qtbot, Qt.Key.Key_F6)
    assert [type(widget).__name__ for widget in reached] == ["DocumentList", "Sheet", "ChoiceBox", "Button"]
    stops = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert [type(stop).__name__ for stop in stops if not (stop.accessibleName() or getattr(stop, "text", str)())] == []


def test_models_keep_the_rules_of_qt(
    page: ReportPage, study: StudyFolder, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    decide_all(qtbot, page)
    save(qtbot, page)
    qtmodeltester.check(page.documents.documents)
    qtmodeltester.check(page.log.log)
    assert isinstance(page.log, QTableView)


def test_an_answer_about_a_name_is_kept_and_undone_and_a_whole_name_never_stays(
    page: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    study.names.set("ash", "Violet Quiet")
    show(qtbot, page, "pack:sales")
    decide_all(qtbot, page)
    assert page.checks.open_first()
    press(qtbot, Qt.Key.Key_1)
    assert study.store.count(Clearance) == 1
    assert page.saving.save.isEnabled()
    study.store.undo()
    settle(qtbot)
    assert not page.saving.save.isEnabled()
    with study.store.change("Edit") as change:
        change.put(replace(study.store.need(Quote, "k2"), text="It was Violet Quiet that day"))
    settle(qtbot)
    line = next(row.check for row in page.checks.rows if row.check.id == "names")
    assert line.state == "rec"
    assert [words for words, _ in line.decisions[0].answers] == ["Reword it in Findings", "Replace it…"]


def test_words_are_replaced_in_a_list_that_shows_before_and_after(
    page: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    show(qtbot, page, "pack:sales")
    decide_all(qtbot, page)
    press(qtbot, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    panel = page.replacements
    row = panel.rows[0]
    assert row.words.hasFocus()
    qtbot.keyClicks(row.words, "quiet that day")
    press(qtbot, Qt.Key.Key_Tab)
    assert panel.trouble.text() == "Type what is written instead of “quiet that day”, as “a manager”."
    assert row.instead.hasFocus()
    qtbot.keyClicks(row.instead, "uneventful")
    press(qtbot, Qt.Key.Key_Tab)
    assert panel.texts() == ["It changes one text.", "It was quiet that day", "It was [uneventful]"]
    assert page.preview.paper is not None
    assert "It was [uneventful]" in page.preview.paper.words
    assert study.names.replacements() == [("quiet that day", "[uneventful]")]
    press(qtbot, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert page.checks.isVisible()


def test_small_groups_are_told_of_and_do_not_hold_up_save(page: ReportPage, study: StudyFolder, qtbot: QtBot) -> None:
    show(qtbot, page, "pack:sales")
    decide_all(qtbot, page)
    line = next(row.check for row in page.checks.rows if row.check.id == "small")
    assert (line.count, line.state) == ("1", "warn")
    assert page.saving.save.isEnabled()
    line.decisions[0].answers[0][1]()
    settle(qtbot)
    assert "small" not in [row.check.id for row in page.checks.rows]


def test_a_clip_is_listened_to_once_and_does_not_hold_up_save(
    page: ReportPage, study: StudyFolder, qtbot: QtBot
) -> None:
    with study.store.change("Attach clip") as change:
        change.put(replace(study.store.need(Quote, "k2"), clip=Clip("dev.wav", 0, 900)))
    show(qtbot, page, "pack:sales")
    decide_all(qtbot, page)
    line = next(row.check for row in page.checks.rows if row.check.id == "unheard")
    assert (line.count, line.state) == ("1", "warn")
    assert page.saving.save.isEnabled()
    line.decisions[0].answers[0][1]()
    settle(qtbot)
    assert "unheard" not in [row.check.id for row in page.checks.rows]


def test_paper_template_and_large_print_are_as_they_were_the_next_time(
    page: ReportPage, desk: ReportDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    WordFile().save(str(tmp_path / "Firm.docx"))
    kept = SettingsFile(tmp_path)

    def opened() -> ReportPage:
        made = ReportPage(page.theme, Actions(), desk, kept)
        qtbot.addWidget(made)
        made.show()
        made.come()
        qtbot.waitUntil(lambda: not made.busy)
        return made

    first = opened()
    monkeypatch.setattr("facilitator.ui.ask.open_file", lambda *_: tmp_path / "Firm.docx")
    first.options.template.click()
    for box, value in ((first.options.paper, "Letter"), (first.saving.format, "large")):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not first.busy)
    kept, desk.options = SettingsFile(tmp_path), USUAL
    second = opened()
    assert (second.options.paper.currentData(), second.saving.choice) == ("Letter", "large")
    assert "Firm.docx" in second.options.template.text()
    assert desk.options.template == (tmp_path / "Firm.docx").read_bytes()
    (tmp_path / "Firm.docx").unlink()
    said = []
    third = ReportPage(page.theme, Actions(), desk, kept)
    qtbot.addWidget(third)
    third.notice_requested.connect(lambda sentence, _: said.append(sentence))
    third.come()
    assert said[0].endswith("No template is used.")
    assert desk.options.template == b""
    assert "template" not in kept.now.report
    qtbot.waitUntil(lambda: not third.busy)
