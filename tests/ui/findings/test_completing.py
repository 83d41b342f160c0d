"""Entries are finished from audio by keyboard alone, the fingers never leaving the words."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator.audio.ear import AudioEar
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.notes import Note
from facilitator.ui.findings.completing_panel import CompletingPanel
from facilitator.ui.findings.desk import FindingsDesk, draft_place
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.findings.pedal_keys import PedalKeys
from facilitator.ui.widgets.panel import EmptyState
from tests.hand_player import HandPlayer

OPEN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(sound_page: FindingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CompletingPanel:
    monkeypatch.setattr(AudioEar, "next_pause", lambda _self, _path, at: at + 2_500)
    qtbot.keyClick(sound_page.window().focusWidget(), Qt.Key.Key_F, OPEN)
    panel = sound_page.work.completing
    qtbot.waitUntil(lambda: panel.deck.clip is not None and panel.deck.clip.end_ms == 9_500, timeout=10_000)
    return panel


def test_the_queue_opens_with_its_first_entry_sounding_and_the_keyboard_in_the_words(
    panel: CompletingPanel, hand_player: HandPlayer
) -> None:
    assert panel.isVisible()
    assert panel.words.hasFocus()
    assert panel.words.toPlainText() == "Show me"
    assert hand_player.heard[0].start_ms == 2_000
    assert panel.deck.clip == Clip("s1.flac", 2_000, 9_500)


def test_ctrl_enter_keeps_the_words_checked_with_their_clip_and_goes_on(
    panel: CompletingPanel, sound_desk: FindingsDesk, hand_player: HandPlayer, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.words, " the number")
    qtbot.keyClick(panel.words, Qt.Key.Key_Return, CTRL)
    (made,) = sound_desk.store.find(Quote, note="n0")
    assert (made.text, made.checked, made.clip) == ("Show me the number", True, Clip("s1.flac", 2_000, 9_500))
    assert panel.words.toPlainText() == "Then"
    assert panel.words.hasFocus()
    assert hand_player.heard[-1].start_ms == 32_000
    qtbot.keyClick(panel.words, Qt.Key.Key_Return, CTRL)
    assert sound_desk.store.count(Note, finish_from_audio=True) == 0
    assert not panel.words.isVisible()
    sound_desk.store.undo()
    assert panel.words.toPlainText() == "Then"


def test_pedal_keys_play_and_go_back_while_the_words_keep_the_keyboard(
    panel: CompletingPanel, hand_player: HandPlayer, qtbot: QtBot
) -> None:
    hand_player.come_to(5_000)
    qtbot.keyClick(panel.words, Qt.Key.Key_F3)
    assert hand_player.heard[-1].start_ms == 4_000
    qtbot.keyClick(panel.words, Qt.Key.Key_F8)
    assert hand_player.heard[-1].speed == 1.25
    qtbot.keyClick(panel.words, Qt.Key.Key_F4)
    assert hand_player.playing is None
    assert panel.words.hasFocus()
    assert panel.words.toPlainText() == "Show me"


def test_an_entry_left_for_later_keeps_its_half_typed_words(
    panel: CompletingPanel, sound_desk: FindingsDesk, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.words, " the")
    qtbot.keyClick(panel.words, Qt.Key.Key_PageDown)
    assert panel.words.toPlainText() == "Then"
    assert sound_desk.store.need(Note, "n0").text == "Show me"
    assert sound_desk.store.draft(draft_place("n0")) == "Show me the"


def test_half_typed_words_are_there_again_after_the_panel_was_closed(
    panel: CompletingPanel, sound_page: FindingsPage, sound_desk: FindingsDesk, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.words, " the")
    qtbot.keyClick(panel.words, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert sound_desk.waiting_views()[0].typed == "Show me the"


def test_the_span_is_set_by_keys_and_kept_with_the_words(
    panel: CompletingPanel, sound_desk: FindingsDesk, qtbot: QtBot
) -> None:
    panel.deck.listener.seek(3_000)
    qtbot.keyClick(panel.deck.wave, Qt.Key.Key_I)
    assert sound_desk.store.undo_label != "Move clip"
    qtbot.keyClick(panel.words, Qt.Key.Key_Return, CTRL)
    (made,) = sound_desk.store.find(Quote, note="n0")
    assert made.clip == Clip("s1.flac", 3_000, 9_500)


def test_nothing_left_is_said_in_a_sentence(sound_page: FindingsPage, sound_desk: FindingsDesk, qtbot: QtBot) -> None:
    for note in ("n0", "n2"):
        sound_desk.completing.finish(note, "done", None)
    qtbot.keyClick(sound_page.window().focusWidget(), Qt.Key.Key_F, OPEN)
    panel = sound_page.work.completing
    assert panel.isVisible()
    assert not panel.words.isVisible()
    said = [child.accessibleName() for child in panel.findChildren(EmptyState) if child.isVisible()]
    assert said == ["Nothing waits to be finished from audio."]


def test_no_words_leave_the_entry_where_it_is_and_say_so(
    panel: CompletingPanel, sound_page: FindingsPage, sound_desk: FindingsDesk, qtbot: QtBot
) -> None:
    panel.words.clear()
    with qtbot.waitSignal(sound_page.notice_requested) as said:
        qtbot.keyClick(panel.words, Qt.Key.Key_Return, CTRL)
    assert said.args is not None
    assert "no words yet" in said.args[0]
    assert sound_desk.store.need(Note, "n0").finish_from_audio


def test_a_pedal_key_is_changed_where_it_is_used_and_a_taken_one_is_refused(
    panel: CompletingPanel, sound_page: FindingsPage, hand_player: HandPlayer, qtbot: QtBot
) -> None:
    pedals = panel.findChildren(PedalKeys)[0]
    pedals.change.click()
    field = pedals.fields["findings.pedal.back"]
    qtbot.keyClick(field, Qt.Key.Key_F9)
    field.editingFinished.emit()
    hand_player.come_to(5_000)
    panel.words.setFocus()
    qtbot.keyClick(panel.words, Qt.Key.Key_F9)
    assert hand_player.heard[-1].start_ms == 4_000
    with qtbot.waitSignal(sound_page.notice_requested) as said:
        qtbot.keyClick(field, Qt.Key.Key_F2)
        field.editingFinished.emit()
    assert said.args is not None
    assert "already means" in said.args[0]
    assert field.keySequence().toString() == "F9"
