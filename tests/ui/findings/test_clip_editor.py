"""The clip of a quote is cut by mouse and keyboard on the real page, and every edit is one step of undo."""

import math
from dataclasses import replace

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from facilitator.audio.ear import AudioEar
from facilitator.domain.findings import Clip, Hidden, Quote
from facilitator.services.sound.timeline import Timeline
from facilitator.ui.findings.deck import SoundDeck
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.findings.waveform import Waveform
from tests.hand_player import HandPlayer
from tests.ui.findings.sounding import RATE, write_bursts


@pytest.fixture
def desk(sound_desk: FindingsDesk) -> FindingsDesk:
    return sound_desk


@pytest.fixture
def page(sound_page: FindingsPage, qtbot: QtBot) -> FindingsPage:
    sound_page.grid.choose("k")
    deck = sound_page.quote_panel.editor.deck
    qtbot.waitUntil(lambda: deck.pane.scene.outline is not None, timeout=10_000)
    deck.wave.setFocus()
    return sound_page


@pytest.fixture
def deck(page: FindingsPage) -> SoundDeck:
    return page.quote_panel.editor.deck


def clip(desk: FindingsDesk) -> Clip:
    found = desk.store.need(Quote, "k").clip
    assert found is not None
    return found


def player(desk: FindingsDesk) -> HandPlayer:
    assert isinstance(desk.player, HandPlayer)
    return desk.player


def x_of(wave: Waveform, file_ms: int) -> int:
    return round(wave.scene.window.x(wave.scene.line.on_line(file_ms), wave.width()))


def test_the_waveform_shows_the_clip_in_session_time_with_the_gap_hatched(deck: SoundDeck) -> None:
    scene = deck.pane.scene
    assert scene.line.gaps == ((0, 2_000), (32_000, 52_000))
    assert scene.clip_on_line == (12_000, 22_000)
    assert scene.window.start_ms < 12_000
    assert scene.window.end_ms > 22_000


def test_nothing_of_the_panel_is_cut_off_at_its_first_width(page: FindingsPage) -> None:
    scroll = page.quote_panel.findChild(QScrollArea)
    assert scroll is not None
    inner = scroll.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= scroll.viewport().width()


def test_a_clip_across_the_gap_says_so_as_soon_as_its_handle_is_there(
    deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot
) -> None:
    assert not deck.across.isVisible()
    deck.listener.seek(31_000)
    qtbot.keyClick(deck.wave, Qt.Key.Key_O)
    assert clip(desk).end_ms == 31_000
    assert deck.across.isVisible()
    assert "0:20 missing" in deck.across.text()
    assert deck.across.text() in deck.wave.words.picture(deck.pane.scene, "position")
    desk.store.undo()
    assert not deck.across.isVisible()


def test_a_handle_that_is_dragged_is_one_change_at_release_and_undo_takes_it_back(
    deck: SoundDeck, desk: FindingsDesk
) -> None:
    wave = deck.wave
    start = QPoint(x_of(wave, 10_000), 40)
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(wave, start + QPoint(4 * step, 0))
        assert clip(desk).start_ms == 10_000
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=start + QPoint(32, 0))
    moved = clip(desk).start_ms
    assert moved > 10_300
    assert desk.store.undo_label == "Move clip"
    desk.store.undo()
    assert clip(desk).start_ms == 10_000
    assert deck.pane.scene.clip == clip(desk)


def test_i_and_o_set_the_points_to_where_it_plays(deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot) -> None:
    deck.listener.seek(12_340)
    qtbot.keyClick(deck.wave, Qt.Key.Key_I)
    deck.listener.seek(15_000)
    qtbot.keyClick(deck.wave, Qt.Key.Key_O)
    assert (clip(desk).start_ms, clip(desk).end_ms) == (12_340, 15_000)


@pytest.mark.parametrize(("step", "near", "far"), [("1", 1, 10), ("2", 10, 100), ("3", 50, 500), ("4", 100, 1000)])
def test_arrows_nudge_the_point_that_was_set_last(
    deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot, step: str, near: int, far: int
) -> None:
    deck.listener.seek(12_000)
    qtbot.keyClick(deck.wave, Qt.Key.Key_I)
    qtbot.keyClick(deck.wave, step)
    qtbot.keyClick(deck.wave, Qt.Key.Key_Right)
    assert clip(desk).start_ms == 12_000 + near
    qtbot.keyClick(deck.wave, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert clip(desk).start_ms == 12_000 + near - far


def test_up_and_down_choose_what_the_arrows_move(deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot) -> None:
    qtbot.keyClick(deck.wave, Qt.Key.Key_Right)
    assert deck.listener.position_ms == 10_050
    qtbot.keyClick(deck.wave, Qt.Key.Key_Down)
    assert deck.wave.grip == "out"
    qtbot.keyClick(deck.wave, Qt.Key.Key_Left)
    assert clip(desk).end_ms == 19_950


def test_snap_moves_the_point_to_where_the_sound_begins(
    deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AudioEar, "snap", lambda _self, _path, at: at - 120)
    deck.wave.hold("in")
    qtbot.keyClick(deck.wave, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: clip(desk).start_ms == 9_880)


def test_space_plays_from_the_position_and_pauses_there(deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot) -> None:
    qtbot.keyClick(deck.wave, Qt.Key.Key_Space)
    heard = player(desk).heard[-1]
    assert (heard.start_ms, heard.end_ms, heard.path.name) == (10_000, 20_000, "s1.flac")
    player(desk).come_to(4_000)
    qtbot.keyClick(deck.wave, Qt.Key.Key_Space)
    assert player(desk).playing is None
    assert deck.listener.position_ms == 14_000
    qtbot.keyClick(deck.wave, Qt.Key.Key_Space)
    assert player(desk).heard[-1].start_ms == 14_000


def test_j_goes_back_three_seconds_k_to_the_beginning_and_l_is_faster(
    deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot
) -> None:
    qtbot.keyClick(deck.wave, Qt.Key.Key_Space)
    player(desk).come_to(5_000)
    qtbot.keyClick(deck.wave, Qt.Key.Key_J)
    assert player(desk).heard[-1].start_ms == 12_000
    qtbot.keyClick(deck.wave, Qt.Key.Key_L)
    assert player(desk).heard[-1].speed == 1.25
    qtbot.keyClick(deck.wave, Qt.Key.Key_K)
    assert player(desk).playing is None
    assert deck.listener.position_ms == 10_000


def test_a_loop_begins_again_at_the_in_point_until_it_is_switched_off(
    deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot
) -> None:
    qtbot.keyClick(deck.wave, Qt.Key.Key_R)
    qtbot.keyClick(deck.wave, Qt.Key.Key_Space)
    player(desk).stop()  # heard to its end
    assert len(player(desk).heard) == 2
    qtbot.keyClick(deck.wave, Qt.Key.Key_R)
    player(desk).stop()
    assert len(player(desk).heard) == 2
    assert not deck.listener.playing


def test_a_click_goes_there_and_plays_the_surroundings_from_outside_the_clip(
    deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot
) -> None:
    wave = deck.wave
    qtbot.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(x_of(wave, 22_000), 60))
    assert abs(deck.listener.position_ms - 22_000) < 200
    qtbot.keyClick(wave, Qt.Key.Key_Space)
    assert player(desk).heard[-1].end_ms == 60_000


def test_a_span_that_is_dragged_over_is_silenced_by_a_key_and_heard_again_by_another(
    deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot
) -> None:
    wave = deck.wave
    start, end = QPoint(x_of(wave, 13_000), 60), QPoint(x_of(wave, 14_000), 60)
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(wave, end)
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=end)
    qtbot.keyClick(wave, Qt.Key.Key_H)
    (hidden,) = clip(desk).hidden
    assert abs(hidden.start_ms - 13_000) < 150
    assert abs(hidden.end_ms - 14_000) < 150
    assert desk.store.undo_label == "Silence span"
    deck.listener.seek(13_500)
    qtbot.keyClick(wave, Qt.Key.Key_U)
    assert clip(desk).hidden == ()


def test_a_span_is_marked_and_bleeped_by_keys_alone(deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot) -> None:
    deck.listener.seek(13_000)
    qtbot.keyClick(deck.wave, Qt.Key.Key_F)
    deck.listener.seek(13_400)
    qtbot.keyClick(deck.wave, Qt.Key.Key_T)
    qtbot.keyClick(deck.wave, Qt.Key.Key_B)
    assert clip(desk).hidden == (Hidden(13_000, 13_400, "bleep"),)


def test_hiding_without_a_span_says_what_to_do(deck: SoundDeck, page: FindingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.notice_requested) as said:
        qtbot.keyClick(deck.wave, Qt.Key.Key_H)
    assert said.args is not None
    assert "Mark the span first" in said.args[0]


def test_times_are_typed_by_the_clock(page: FindingsPage, desk: FindingsDesk, qtbot: QtBot) -> None:
    editor = page.quote_panel.editor
    line = editor.deck.pane.scene.line
    editor.end.setFocus()
    editor.end.selectAll()
    qtbot.keyClicks(editor.end, line.text(18_500))
    qtbot.keyClick(editor.end, Qt.Key.Key_Return)
    assert clip(desk).end_ms == 18_500
    editor.start.selectAll()
    qtbot.keyClicks(editor.start, "soon")
    qtbot.keyClick(editor.start, Qt.Key.Key_Return)
    assert line.text(10_000) in editor.start.accessibleDescription()


def test_fade_and_voice_are_changes_that_undo_takes_back(page: FindingsPage, desk: FindingsDesk, qtbot: QtBot) -> None:
    editor = page.quote_panel.editor
    for field, fade_ms in ((editor.fade_in, "120"), (editor.fade_out, "900")):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, fade_ms)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (clip(desk).fade_ms, clip(desk).fade_out) == (120, 900)
    assert player(desk).heard == []
    editor.voice.setCurrentIndex(editor.voice.findData(-4))
    editor.voice.activated.emit(editor.voice.currentIndex())
    assert clip(desk).disguise == -4
    assert player(desk).heard[-1].disguise == -4
    assert "not an anonymous one" in editor.honest.text()
    assert editor.honest.isVisible()
    for _step in range(3):
        desk.store.undo()
    assert (clip(desk).fade_ms, clip(desk).fade_out, clip(desk).disguise) == (20, 20, 0)
    assert editor.fade_out.value() == 20
    assert not editor.honest.isVisible()


def test_the_wheel_looks_nearer_around_the_mouse_and_never_past_the_end(deck: SoundDeck) -> None:
    wave = deck.wave
    at = x_of(wave, 15_000)
    before = wave.scene.window
    for _ in range(3):
        QApplication.sendEvent(wave, _turn(wave, at, 120))
    near = wave.scene.window
    assert near.length_ms < before.length_ms * 0.6
    assert abs(x_of(wave, 15_000) - at) <= 2
    for _ in range(60):
        QApplication.sendEvent(wave, _turn(wave, at, -120))
    assert (wave.scene.window.start_ms, wave.scene.window.end_ms) == (0, 82_000)


def _turn(wave: Waveform, x: int, angle: int) -> QWheelEvent:
    nothing = Qt.KeyboardModifier.NoModifier
    at, far = QPointF(x, 30), QPointF(wave.mapToGlobal(QPoint(x, 30)))
    phase = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(at, far, QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton, nothing, phase, False)


def test_notes_are_reached_by_a_key_across_the_gap(deck: SoundDeck, qtbot: QtBot) -> None:
    qtbot.keyClick(deck.wave, Qt.Key.Key_N)
    assert deck.listener.position_ms == 27_000
    qtbot.keyClick(deck.wave, Qt.Key.Key_N)
    assert deck.listener.position_ms == 32_000
    qtbot.keyClick(deck.wave, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert deck.listener.position_ms == 27_000


def test_a_screen_reader_finds_a_slider_that_says_position_clip_and_level(deck: SoundDeck, desk: FindingsDesk) -> None:
    reader = QAccessible.queryAccessibleInterface(deck.wave)
    assert reader is not None
    assert reader.role() == QAccessible.Role.Slider
    value = reader.valueInterface()
    assert (value.currentValue(), value.maximumValue()) == (10_000, 60_000)
    value.setCurrentValue(12_500)
    assert deck.listener.position_ms == 12_500
    words = reader.text(QAccessible.Text.Description)
    assert deck.pane.scene.line.text(12_500) in words
    assert "level −" in words
    assert "0:10.0 long" in words
    deck.listener.seek(13_500)
    assert "silence" in deck.wave.accessibleDescription()


def test_playing_moves_the_picture_without_talking_to_the_screen_reader(
    deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot
) -> None:
    said = deck.wave.accessibleDescription()
    qtbot.keyClick(deck.wave, Qt.Key.Key_Space)
    player(desk).come_to(3_000)
    assert deck.wave.scene.position_ms == 13_000
    assert deck.wave.accessibleDescription() == said
    qtbot.keyClick(deck.wave, Qt.Key.Key_Space)
    assert deck.wave.accessibleDescription() != said


def test_time_runs_from_left_to_right_also_where_writing_does_not(deck: SoundDeck) -> None:
    before = [x_of(deck.wave, ms) for ms in (10_000, 20_000)]
    deck.window().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert deck.wave.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert [x_of(deck.wave, ms) for ms in (10_000, 20_000)] == before


def test_the_keys_of_a_foot_pedal_work_while_words_are_typed(
    page: FindingsPage, desk: FindingsDesk, qtbot: QtBot
) -> None:
    words = page.quote_panel.words
    words.setFocus()
    qtbot.keyClick(words, Qt.Key.Key_F4)
    player(desk).come_to(5_000)
    qtbot.keyClick(words, Qt.Key.Key_F3)
    assert player(desk).heard[-1].start_ms == 12_000
    assert words.hasFocus()


def test_every_key_of_the_waveform_is_listed_and_each_is_free(page: FindingsPage) -> None:
    registry = page.window().registry  # type: ignore[attr-defined]
    listed = {spec.id: spec for spec in registry if spec.id.startswith("findings.clip.")}
    assert len(listed) > 20
    assert all(spec.shortcut and spec.text for spec in listed.values())


def test_a_file_that_is_gone_says_so_under_the_waveform(page: FindingsPage, desk: FindingsDesk, qtbot: QtBot) -> None:
    desk.findings.attach_clip("k", Clip("gone.flac", 0, 1_000))
    told = page.quote_panel.editor.deck.pane.told
    qtbot.waitUntil(lambda: "gone.flac is missing" in told.text(), timeout=10_000)
    assert page.quote_panel.editor.deck.pane.scene.line == Timeline.plain(1_000)


def test_another_file_of_the_same_length_takes_the_place_of_the_first(
    page: FindingsPage, deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot
) -> None:
    write_bursts(desk.folder / "audio" / "other.flac")
    before = deck.pane.overview.grab().toImage()
    desk.findings.attach_clip("k", Clip("other.flac", 30_000, 31_000))
    qtbot.waitUntil(lambda: deck.pane.scene.outline is not None, timeout=10_000)
    assert deck.pane.overview.grab().toImage() != before
    desk.findings.attach_clip("k", Clip("s1.flac", 10_000, 20_000))
    assert deck.pane.scene.outline is not None
    assert deck.pane.overview.grab().toImage() == before


def test_the_waveform_can_be_drawn_in_light_and_dark_and_large(page: FindingsPage, deck: SoundDeck) -> None:
    light = deck.wave.grab().toImage()
    page.theme.set_dark(True)
    dark = deck.wave.grab().toImage()
    assert light != dark
    page.theme.set_scale(1.5)
    assert deck.wave.sizeHint().height() > light.height() / light.devicePixelRatio()


def test_a_file_that_was_silenced_in_part_is_drawn_anew(
    page: FindingsPage, deck: SoundDeck, desk: FindingsDesk, qtbot: QtBot
) -> None:
    before = deck.pane.scene.outline
    soundfile.write(desk.folder / "audio" / "s1.flac", np.zeros(RATE * 60, np.int16), RATE)
    desk.findings.edit_clip("k", replace(clip(desk), fade_ms=40), "Fade clip")

    def is_new() -> bool:
        now = deck.pane.scene.outline
        return now is not None and now is not before

    qtbot.waitUntil(is_new, timeout=10_000)
    assert deck.pane.scene.level_dbfs(10_500) == -math.inf


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_play_sign_of_a_card_stands_where_its_line_ends(
    page: FindingsPage, desk: FindingsDesk, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    card = page.grid.card
    assert card is not None
    card.setLayoutDirection(direction)
    box = card._laid_out(card.width()).quotes[0]
    begin, end = QPoint(box.left() + 14, box.bottom() - 10), QPoint(box.right() - 10, box.bottom() - 10)
    if direction == Qt.LayoutDirection.RightToLeft:
        begin, end = (QPoint(card.width() - place.x(), place.y()) for place in (begin, end))
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=begin)
    assert player(desk).heard == []
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=end)
    assert [spec.path.name for spec in player(desk).heard] == ["s1.flac"]
