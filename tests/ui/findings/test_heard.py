"""What is edited is what is heard: the real player on a virtual loudspeaker."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from facilitator.audio.ear import AudioEar
from facilitator.audio.player import QtPlayer
from facilitator.domain.findings import Clip, Hidden
from facilitator.services.sound.replay import clip_spec
from facilitator.services.sound.timeline import Piece, Timeline
from facilitator.ui.findings.deck import SoundDeck
from facilitator.ui.findings.wave_pane import WaveFile
from facilitator.ui.theme import Theme
from tests.audio.takes import make_track, noise
from tests.sound import RATE, Capture, VirtualSound
from tests.ui.findings.sounding import write_bursts

STEP = RATE // 50


@pytest.fixture
def player() -> Iterator[QtPlayer]:
    keeper = QObject()
    player = QtPlayer(keeper)
    yield player
    player.close()


@pytest.fixture
def deck(virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, tmp_path: Path) -> SoundDeck:
    (tmp_path / "audio").mkdir()
    write_bursts(tmp_path / "audio" / "a.flac", 20)
    deck = SoundDeck(Theme(), player, AudioEar())
    qtbot.addWidget(deck)
    show(deck, tmp_path, Clip("a.flac", 4_000, 5_000))
    return deck


def show(deck: SoundDeck, folder: Path, clip: Clip) -> None:
    deck.show_sound(WaveFile(folder / "audio" / "a.flac", Timeline.plain(20_000)), clip, clip_spec(folder, clip))


def loud(capture: Capture) -> list[bool]:
    """For each 20 ms from the first sound on whether there is any."""
    samples = capture.samples()
    found = np.flatnonzero(np.abs(samples) > 0.01)
    if len(found) == 0:
        return []
    sound = samples[found[0] :]
    frames = sound[: len(sound) // STEP * STEP].reshape(-1, STEP)
    return [bool(value) for value in np.abs(frames).max(axis=1) > 0.01]


def test_a_silenced_span_is_silent_in_the_room(
    deck: SoundDeck, virtual_sound: VirtualSound, qtbot: QtBot, tmp_path: Path
) -> None:
    show(deck, tmp_path, replace(Clip("a.flac", 4_000, 5_000), hidden=(Hidden(4_300, 4_700),)))
    with virtual_sound.listening() as capture:
        deck.toggle()
        qtbot.waitUntil(lambda: not deck.listener.playing, timeout=10_000)
        qtbot.waitUntil(lambda: len(loud(capture)) > 45, timeout=5_000)
    heard = loud(capture)
    assert all(heard[2:13])
    assert not any(heard[17:33])
    assert all(heard[37:47])


def test_pausing_keeps_the_place_and_going_back_is_heard_once_more(
    deck: SoundDeck, virtual_sound: VirtualSound, qtbot: QtBot
) -> None:
    with virtual_sound.listening() as capture:
        deck.toggle()
        qtbot.waitUntil(lambda: deck.listener.position_ms > 4_400, timeout=10_000)
        deck.toggle()
        at = deck.listener.position_ms
        assert 4_400 < at <= 5_000
        assert any(loud(capture))
    deck.back()
    assert deck.listener.position_ms == at - 3_000


def test_at_half_the_speed_the_position_takes_twice_the_time(
    deck: SoundDeck, virtual_sound: VirtualSound, qtbot: QtBot
) -> None:
    deck.faster(-4)
    assert deck.listener.speed == 0.5
    with virtual_sound.listening() as capture:
        deck.toggle()
        qtbot.waitUntil(lambda: not deck.listener.playing, timeout=10_000)
        qtbot.waitUntil(lambda: len(loud(capture)) > 90, timeout=5_000)
    assert sum(loud(capture)[:100]) > 85


def test_a_recording_of_segments_is_drawn_and_heard_across_their_ends(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, tmp_path: Path
) -> None:
    (tmp_path / "audio").mkdir()
    track = make_track(tmp_path / "audio" / "s1.rec", noise(9), segment_frames=3 * RATE)
    line = Timeline((Piece(1_000, 0, 4_000), Piece(15_000, 4_000, 5_000)), gaps=((0, 1_000), (5_000, 15_000)))
    deck = SoundDeck(Theme(), player, AudioEar())
    qtbot.addWidget(deck)
    clip = Clip("s1.rec", 2_700, 3_400)
    deck.show_sound(WaveFile(track, line), clip, clip_spec(tmp_path, clip))
    qtbot.waitUntil(lambda: deck.pane.scene.outline is not None, timeout=10_000)
    assert deck.pane.scene.level_dbfs(3_000) > -60
    with virtual_sound.listening() as capture:
        deck.toggle()
        qtbot.waitUntil(lambda: not deck.listener.playing, timeout=10_000)
        qtbot.waitUntil(lambda: len(loud(capture)) > 32, timeout=5_000)
    assert all(loud(capture)[2:32])
