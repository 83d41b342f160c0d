"""A transcript is brought in, followed, searched and quoted from by keyboard, with exact times."""

import json
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator.domain.findings import Clip, Quote
from facilitator.domain.people import Person
from facilitator.domain.sessions import Visit
from facilitator.domain.transcripts import Cue, Spot, Transcript
from facilitator.services.transcripts.transcribing import MODEL_FILES, Transcribing
from facilitator.ui import ask
from facilitator.ui.findings import listening
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.findings.transcript_panel import TranscriptPanel
from facilitator.ui.findings.writing_down import WritingDown
from tests.hand_player import HandPlayer

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WORDS = [
    {"start": 1.0, "end": 4.0, "text": "We take the call 👩‍👩‍👧 first.", "speaker": "Ash"},
    {"start": 10.0, "end": 12.0, "text": "Nobody hands it to me.", "speaker": "Elm"},
    {"start": 20.0, "end": 24.0, "text": "After the call I only chase.", "speaker": "Ash"},
]


def whisper(path: Path) -> Path:
    segments = []
    for each in WORDS:
        texts = str(each["text"]).split()
        start, step = float(str(each["start"])), 0.3
        words = [
            {"word": f" {text}", "start": start + at * step, "end": start + (at + 1) * step}
            for at, text in enumerate(texts)
        ]
        segments.append({**each, "words": words})
    path.write_text(json.dumps({"language": "en", "segments": segments}), encoding="utf-8")
    return path


@pytest.fixture
def panel(
    sound_page: FindingsPage, sound_desk: FindingsDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> TranscriptPanel:
    monkeypatch.setattr(ask, "open_file", lambda *_: whisper(tmp_path / "words.json"))
    qtbot.keyClick(sound_page.window().focusWidget(), Qt.Key.Key_I, CTRL | SHIFT)
    panel = sound_page.work.transcript.panel
    qtbot.waitUntil(lambda: panel.transcript is not None, timeout=10_000)
    panel.text.setFocus()
    return panel


def test_a_transcript_is_imported_for_the_recording_and_read_beside_its_waveform(
    panel: TranscriptPanel, sound_desk: FindingsDesk
) -> None:
    (made,) = sound_desk.store.find(Transcript)
    assert (made.file, made.session) == ("s1.flac", "s1")
    lines = panel.text.toPlainText().split("\n")
    assert len(lines) == 3
    assert "Ash:" in lines[0]
    assert "We take the call" in lines[0]
    assert panel.deck.isVisible()


def test_what_plays_is_marked_in_the_text(panel: TranscriptPanel, hand_player: HandPlayer, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.text, Qt.Key.Key_F4)
    hand_player.come_to(10_500)
    (mark,) = panel.text.extraSelections()
    assert "Nobody hands it to me." in mark.cursor.selectedText()
    hand_player.come_to(21_000)
    (mark,) = panel.text.extraSelections()
    assert "After the call" in mark.cursor.selectedText()


def test_it_plays_on_to_the_end_of_the_recording(
    panel: TranscriptPanel, hand_player: HandPlayer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "ON_MS", 25_000)
    panel.deck.listener.seek(5_000)
    qtbot.keyClick(panel.text, Qt.Key.Key_F4)
    for _ in range(4):
        hand_player.stop()  # each part heard to its end
    assert [(spec.start_ms, spec.end_ms) for spec in hand_player.heard] == [
        (5_000, 30_000),
        (30_000, 55_000),
        (55_000, 60_000),
    ]
    assert not panel.deck.listener.playing


def test_enter_goes_to_the_word_under_the_caret(panel: TranscriptPanel, qtbot: QtBot) -> None:
    panel.text.go_to(Spot(2, 2), Spot(2, 2))
    qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert panel.deck.listener.position_ms == 20_600


def test_a_click_goes_to_the_word_under_the_mouse(panel: TranscriptPanel, qtbot: QtBot) -> None:
    panel.text.go_to(Spot(1, 3), Spot(1, 3))
    place = panel.text.cursorRect().center()
    panel.text.moveCursor(panel.text.textCursor().MoveOperation.Start)
    qtbot.mouseClick(panel.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.deck.listener.position_ms in (10_900, 11_200)


def test_selected_words_become_a_quote_with_exact_times_its_speaker_and_the_question_on_screen(
    panel: TranscriptPanel, sound_desk: FindingsDesk, qtbot: QtBot
) -> None:
    with sound_desk.store.change("Visit") as change:
        change.add(Visit("v", session="s1", question="q1", start_ms=0, end_ms=10_000))
    panel.text.go_to(Spot(0, 2), Spot(0, 5))
    qtbot.keyClick(panel.text, Qt.Key.Key_Return, CTRL)
    made = next(quote for quote in sound_desk.store.find(Quote) if quote.id != "k")
    assert made.text == "the call 👩‍👩‍👧 first."
    assert made.clip == Clip("s1.flac", 1_600, 2_800)
    assert (made.speaker, made.question, made.actor) == ("ash", "q1", "dev")
    assert sound_desk.store.undo_label == "Quote from transcript"


def test_a_selection_over_two_lines_is_one_quote(panel: TranscriptPanel, sound_desk: FindingsDesk) -> None:
    panel.text.go_to(Spot(1, 3), Spot(2, 1))
    panel.make.click()
    made = next(quote for quote in sound_desk.store.find(Quote) if quote.id != "k")
    assert made.text == "to me. After the"
    assert made.clip == Clip("s1.flac", 10_900, 20_600)


def test_searching_counts_marks_and_goes_from_place_to_place(panel: TranscriptPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.text, Qt.Key.Key_F, CTRL)
    assert panel.search.hasFocus()
    qtbot.keyClicks(panel.search, "the call")
    qtbot.waitUntil(lambda: len(panel.text.extraSelections()) >= 2)
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.text.textCursor().selectedText() == "the call"
    assert panel.deck.listener.position_ms == 1_600
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.deck.listener.position_ms == 20_300
    qtbot.keyClick(panel.search, Qt.Key.Key_Return, SHIFT)
    assert panel.deck.listener.position_ms == 1_600


def test_times_are_moved_to_where_a_word_is_heard(panel: TranscriptPanel, sound_desk: FindingsDesk) -> None:
    panel.text.go_to(Spot(1, 0), Spot(1, 0))
    panel.deck.listener.seek(12_345)
    panel.fit.click()
    (moved,) = sound_desk.store.find(Transcript)
    assert moved.offset_ms == 2_345


def test_a_transcript_that_cannot_be_read_says_which_line(
    sound_page: FindingsPage, sound_desk: FindingsDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.srt"
    broken.write_text("1\n00:00:xx --> 00:00:02,000\nWords\n")
    monkeypatch.setattr(ask, "open_file", lambda *_: broken)
    with qtbot.waitSignal(sound_page.notice_requested, timeout=10_000) as said:
        qtbot.keyClick(sound_page.window().focusWidget(), Qt.Key.Key_I, CTRL | SHIFT)
    assert said.args is not None
    assert "broken.srt" in said.args[0]
    assert sound_desk.store.count(Transcript) == 0


def test_removing_a_transcript_can_be_undone(panel: TranscriptPanel, sound_desk: FindingsDesk) -> None:
    panel.delete.click()
    assert not panel.text.isVisible()
    sound_desk.store.undo()
    assert panel.text.isVisible()
    assert "Nobody hands it" in panel.text.toPlainText()


def writer(folder: Path, lines: str) -> Transcribing:
    script = folder / "engine.py"
    script.write_text(textwrap.dedent(lines))
    return Transcribing(lambda: [sys.executable, str(script)])


def model(folder: Path) -> Path:
    made = folder / "model"
    made.mkdir()
    for name in MODEL_FILES:
        (made / name).write_text("x")
    return made


def opened(page: FindingsPage, qtbot: QtBot) -> TranscriptPanel:
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_T, CTRL | SHIFT)
    return page.work.transcript.panel


def test_writing_down_is_not_offered_without_the_extra_or_a_model(sound_page: FindingsPage, qtbot: QtBot) -> None:
    assert not opened(sound_page, qtbot).write.isVisible()


def test_a_recording_is_written_down_in_the_background(
    sound_page: FindingsPage, sound_desk: FindingsDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    said = """
        import json
        print(json.dumps({"progress": 0.5}), flush=True)
        print(json.dumps({"segment": {"start": 1.0, "end": 2.0, "text": "We take the call."}}), flush=True)
    """
    folder = model(tmp_path)
    writing = WritingDown(writer(tmp_path, said), lambda: str(folder), print, lambda: True)
    object.__setattr__(sound_desk, "writing_down", writing)
    panel = opened(sound_page, qtbot)
    panel.write.click()
    assert panel.stop.isVisible()
    qtbot.waitUntil(lambda: "We take the call." in panel.text.toPlainText(), timeout=20_000)
    assert panel.write.isVisible()
    assert sound_desk.store.find(Transcript)[0].kind == "made"


def test_writing_down_stops_when_it_is_told_to(
    sound_page: FindingsPage, sound_desk: FindingsDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = model(tmp_path)
    writing = WritingDown(writer(tmp_path, "import time; time.sleep(60)"), lambda: str(folder), print, lambda: True)
    object.__setattr__(sound_desk, "writing_down", writing)
    panel = opened(sound_page, qtbot)
    panel.write.click()
    panel.stop.click()
    job = sound_page.work.transcript.job
    assert job is not None
    qtbot.waitUntil(lambda: not job.running, timeout=20_000)
    assert sound_desk.store.count(Transcript) == 0
    assert panel.write.isVisible()


def test_without_a_model_the_folder_of_one_is_asked_for_and_looked_at(
    sound_page: FindingsPage,
    sound_desk: FindingsDesk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: list[str] = []
    writing = WritingDown(Transcribing(), lambda: kept[-1] if kept else "", kept.append, lambda: True)
    object.__setattr__(sound_desk, "writing_down", writing)
    panel = opened(sound_page, qtbot)
    assert panel.model.isVisible()
    monkeypatch.setattr(ask, "folder", lambda *_: tmp_path)
    panel.model.click()
    assert kept == []
    folder = model(tmp_path)
    monkeypatch.setattr(ask, "folder", lambda *_: folder)
    panel.model.click()
    assert kept == [str(folder)]
    assert panel.write.isVisible()


def test_a_label_becomes_a_seat_and_quotes_know_who_speaks(
    panel: TranscriptPanel, sound_desk: FindingsDesk, qtbot: QtBot
) -> None:
    with sound_desk.store.change("Seat") as change:
        change.add(Person("fir", alias="Fir", actor="dev", seat=2))
    panel.text.go_to(Spot(1, 0), Spot(1, 0))
    qtbot.keyClick(panel.text, Qt.Key.Key_U, CTRL | SHIFT)
    assert panel.who.seats.hasFocus()
    panel.who.seats.setCurrentIndex(panel.who.seats.findData("fir"))
    panel.who.seats.activated.emit(panel.who.seats.currentIndex())
    assert [cue.speaker for cue in sound_desk.store.find(Cue)] == ["Ash", "Fir", "Ash"]
    assert panel.text.hasFocus()
    assert "Fir:" in panel.text.toPlainText().split("\n")[1]
    panel.text.go_to(Spot(1, 0), Spot(1, 4))
    qtbot.keyClick(panel.text, Qt.Key.Key_Return, CTRL)
    assert next(quote for quote in sound_desk.store.find(Quote) if quote.id != "k").speaker == "fir"
    sound_desk.store.undo()
    sound_desk.store.undo()
    assert [cue.speaker for cue in sound_desk.store.find(Cue)] == ["Ash", "Elm", "Ash"]


def test_a_label_is_renamed_in_every_line_by_the_button(
    panel: TranscriptPanel, sound_desk: FindingsDesk, qtbot: QtBot
) -> None:
    panel.text.go_to(Spot(0, 0), Spot(0, 0))
    qtbot.mouseClick(panel.speaker, Qt.MouseButton.LeftButton)
    panel.who.name.setText("Moderator")
    qtbot.keyClick(panel.who.name, Qt.Key.Key_Return)
    assert [cue.speaker for cue in sound_desk.store.find(Cue)] == ["Moderator", "Elm", "Moderator"]
    assert not panel.who.isVisible()


def test_a_transcript_without_a_sound_file_is_listed_and_quoted_from(
    sound_page: FindingsPage, sound_desk: FindingsDesk, qtbot: QtBot
) -> None:
    with sound_desk.store.change("Import") as change:
        change.add(Transcript("t", session="s1", label="Minutes"))
        change.put(Cue("t", 1.0, text="Nobody was asked."))
    sound_page.work.toggle_transcript()
    panel = sound_page.work.transcript.panel
    panel.source.setCurrentIndex(panel.source.findText("no sound", Qt.MatchFlag.MatchContains))
    panel.source.activated.emit(panel.source.currentIndex())
    assert "Nobody was asked." in panel.text.toPlainText()
    assert not panel.deck.isVisible()
    panel.text.setFocus()
    qtbot.keyClick(panel.text, Qt.Key.Key_Return, CTRL)
    made = next(quote for quote in sound_desk.store.find(Quote) if quote.id != "k")
    assert (made.text, made.clip, made.session) == ("Nobody was asked.", None, "s1")


def test_a_line_that_was_found_in_the_study_comes_up_where_it_is_heard(
    panel: TranscriptPanel, sound_page: FindingsPage, sound_desk: FindingsDesk
) -> None:
    sound_page.close_side_panel()
    sound_page.show_what(sound_desk.store.find(Cue)[1])
    assert panel.isVisible()
    assert panel.text.textCursor().selectedText() == "Nobody hands it to me."
    assert panel.deck.listener.position_ms == 10_000
