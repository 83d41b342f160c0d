"""What the loudspeaker plays is the clip, at once and for as long as wanted; without a loudspeaker it says so."""

import itertools
import re
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from facilitator.audio import devices
from facilitator.audio.player import MEMORY_BYTES, QtPlayer
from facilitator.services.ports import ClipSpec, Player
from tests.audio.sounds import Sound, babble, heard_as, likeness, write
from tests.sound import Capture, VirtualSound

RATE = 48_000


class Told:
    """Everything a player says, in order."""

    def __init__(self, player: Player) -> None:
        self.facts: list[tuple[str, object]] = []
        self.positions: list[int] = []
        player.started.connect(lambda spec: self.facts.append(("started", spec)))
        player.finished.connect(lambda spec: self.facts.append(("finished", spec)))
        player.failed.connect(lambda sentence: self.facts.append(("failed", sentence)))
        player.position_changed.connect(self.positions.append)


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[QtPlayer]:
    player = QtPlayer()
    yield player
    player.close()


@pytest.fixture
def told(player: QtPlayer) -> Told:
    return Told(player)


@pytest.fixture(scope="module")
def voice() -> Sound:
    return babble(30)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, voice: Sound) -> Path:
    return write(tmp_path_factory.mktemp("talk") / "talk.flac", voice)


def part(voice: Sound, spec: ClipSpec) -> Sound:
    return voice[spec.start_ms * RATE // 1000 : spec.end_ms * RATE // 1000]


def prepared(qtbot: QtBot, player: QtPlayer, *specs: ClipSpec) -> None:
    with qtbot.waitSignal(player.prepared, timeout=10_000):
        player.prepare(specs)


def hear_to_the_end(qtbot: QtBot, player: QtPlayer, spec: ClipSpec, capture: Capture) -> Sound:
    """What the loudspeaker gave while the clip played, and a little after: a tail that is cut must show."""
    with qtbot.waitSignal(player.finished, timeout=20_000, check_params_cb=lambda ended: ended == spec):
        player.play(spec)
    length = len(capture.samples()) + RATE // 5
    qtbot.waitUntil(lambda: len(capture.samples()) >= length, timeout=5000)
    return capture.samples()


def test_the_loudspeaker_plays_the_clip_from_its_first_to_its_last_sample(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, told: Told, talk: Path, voice: Sound
) -> None:
    spec = ClipSpec(talk, 12_000, 15_000)
    prepared(qtbot, player, spec)
    with virtual_sound.listening() as capture:
        heard = hear_to_the_end(qtbot, player, spec, capture)
    wanted = part(voice, spec)
    assert heard_as(heard, wanted) > 0.8
    last = wanted[-RATE // 4 : -RATE // 50]  # without its fade
    assert likeness(heard, last) > 0.9, "the end is heard too"
    assert told.facts == [("started", spec), ("finished", spec)]
    assert told.positions == sorted(told.positions)
    assert 2500 < told.positions[-1] <= 3000
    assert player.playing is None


@pytest.mark.parametrize("kind", ["wav", "ogg", "mp3"])
def test_every_kind_of_file_is_heard(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, tmp_path: Path, kind: str, voice: Sound
) -> None:
    low = babble(6, 16_000, seed=7)
    spec = ClipSpec(write(tmp_path / f"talk.{kind}", low, 16_000), 2000, 4000)
    with virtual_sound.listening() as capture:
        heard = hear_to_the_end(qtbot, player, spec, capture)
    wanted = np.interp(np.arange(2 * RATE) / 3, np.arange(2 * 16_000), low[2 * 16_000 : 4 * 16_000])
    assert heard_as(heard, wanted) > 0.8
    assert heard_as(heard, part(voice, spec)) < 0.7, "and nothing else would have passed"


def test_a_stereo_clip_is_heard(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, tmp_path: Path, voice: Sound
) -> None:
    both = np.stack((voice[: 4 * RATE], voice[: 4 * RATE]), axis=1)
    spec = ClipSpec(write(tmp_path / "two.flac", both), 1000, 3000)
    with virtual_sound.listening() as capture:
        heard = hear_to_the_end(qtbot, player, spec, capture)
    assert heard_as(heard, part(voice, spec)) > 0.8


def test_a_clip_that_was_not_read_ahead_plays_all_the_same(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, told: Told, talk: Path, voice: Sound
) -> None:
    spec = ClipSpec(talk, 20_000, 21_500)
    with virtual_sound.listening() as capture:
        heard = hear_to_the_end(qtbot, player, spec, capture)
    assert heard_as(heard, part(voice, spec)) > 0.8
    assert told.facts == [("started", spec), ("finished", spec)]


def test_stop_silences_at_once(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, told: Told, talk: Path
) -> None:
    spec = ClipSpec(talk, 0, 20_000)
    prepared(qtbot, player, spec)
    with virtual_sound.listening() as capture:
        player.play(spec)
        qtbot.waitUntil(lambda: np.abs(capture.samples()[-RATE // 10 :]).max() > 0.01, timeout=5000)
        player.stop()
        stopped_at = len(capture.samples())
        qtbot.waitUntil(lambda: len(capture.samples()) > stopped_at + RATE, timeout=5000)
        after = capture.samples()[stopped_at + RATE // 4 :]
    assert np.abs(after).max() < 0.001
    assert told.facts == [("started", spec), ("finished", spec)]


def test_the_same_key_plays_and_stops(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, told: Told, talk: Path
) -> None:
    first, second = ClipSpec(talk, 0, 10_000), ClipSpec(talk, 10_000, 20_000)
    prepared(qtbot, player, first, second)
    player.toggle(first)
    assert player.playing == first
    player.toggle(first)
    assert player.playing is None
    player.toggle(first)
    player.toggle(second)
    assert player.playing == second
    player.toggle(second)
    assert [(fact, spec) for fact, spec in told.facts] == [
        ("started", first),
        ("finished", first),
        ("started", first),
        ("finished", first),
        ("started", second),
        ("finished", second),
    ]


def test_a_second_clip_takes_the_place_of_the_first(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, talk: Path, voice: Sound
) -> None:
    first, second = ClipSpec(talk, 0, 10_000), ClipSpec(talk, 15_000, 17_000)
    prepared(qtbot, player, first, second)
    with virtual_sound.listening() as capture:
        player.play(first)
        qtbot.waitUntil(lambda: np.abs(capture.samples()[-RATE // 10 :]).max() > 0.01, timeout=5000)
        since = len(capture.samples())
        heard = hear_to_the_end(qtbot, player, second, capture)[since:]
    assert heard_as(heard, part(voice, second)) > 0.8
    assert heard_as(heard, part(voice, ClipSpec(talk, 2000, 4000))) < 0.7


def test_a_busy_window_does_not_break_the_clip(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, talk: Path, voice: Sound
) -> None:
    spec = ClipSpec(talk, 5000, 9000)
    prepared(qtbot, player, spec)
    player.position_changed.connect(lambda ms: time.sleep(0.5) if 1000 < ms < 2000 else None)
    with virtual_sound.listening() as capture:
        heard = hear_to_the_end(qtbot, player, spec, capture)
    assert heard_as(heard, part(voice, spec)) > 0.8


def test_the_default_loudspeaker_of_the_moment_is_used(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, talk: Path, voice: Sound
) -> None:
    spec = ClipSpec(talk, 3000, 5000)
    prepared(qtbot, player, spec)
    from PySide6.QtMultimedia import QMediaDevices

    before = bytes(QMediaDevices.defaultAudioOutput().id().data())
    module = virtual_sound.control("load-module", "module-null-sink", "sink_name=hall", "rate=48000").strip()
    try:
        virtual_sound.control("set-default-sink", "hall")
        qtbot.waitUntil(lambda: bytes(QMediaDevices.defaultAudioOutput().id().data()) == b"hall", timeout=10_000)
        with virtual_sound.listening() as capture:  # to the loudspeaker that is no longer the default
            heard = hear_to_the_end(qtbot, player, spec, capture)
        assert np.abs(heard).max() < 0.001
    finally:
        virtual_sound.control("set-default-sink", "speaker")
        virtual_sound.control("unload-module", module)
    qtbot.waitUntil(lambda: bytes(QMediaDevices.defaultAudioOutput().id().data()) == before, timeout=10_000)
    with virtual_sound.listening() as capture:
        heard = hear_to_the_end(qtbot, player, spec, capture)
    assert heard_as(heard, part(voice, spec)) > 0.8


@pytest.mark.usefixtures("virtual_sound")
def test_a_clip_that_cannot_be_read_says_why_when_it_is_played(
    qtbot: QtBot, player: QtPlayer, told: Told, tmp_path: Path, talk: Path
) -> None:
    broken, sound = ClipSpec(tmp_path / "gone.flac", 0, 1000), ClipSpec(talk, 0, 1000)
    prepared(qtbot, player, broken, sound)
    assert told.facts == [], "reading ahead disturbs nobody"
    with qtbot.waitSignal(player.failed, timeout=5000):
        player.play(broken)
    [(fact, sentence)] = told.facts
    assert fact == "failed"
    assert "gone.flac is missing" in str(sentence)
    assert player.playing is None
    player.play(sound)
    assert told.facts[-1] == ("started", sound)


@pytest.mark.usefixtures("virtual_sound")
def test_a_file_put_back_plays_again(qtbot: QtBot, player: QtPlayer, told: Told, tmp_path: Path) -> None:
    spec = ClipSpec(tmp_path / "talk.flac", 0, 1000)
    with qtbot.waitSignal(player.failed, timeout=5000):
        player.play(spec)
    write(spec.path, babble(1))
    with qtbot.waitSignal(player.started, timeout=5000):
        player.play(spec)


@pytest.mark.usefixtures("virtual_sound")
def test_stopping_before_the_clip_is_read_keeps_it_silent(
    qtbot: QtBot, player: QtPlayer, told: Told, talk: Path
) -> None:
    spec = ClipSpec(talk, 0, 5000)
    player.play(spec)
    player.stop()
    prepared(qtbot, player, spec)
    assert told.facts == [("finished", spec)]


@pytest.mark.usefixtures("virtual_sound")
def test_preparing_the_next_pack_forgets_the_last_and_keeps_what_both_have(
    qtbot: QtBot, player: QtPlayer, talk: Path
) -> None:
    a, b, c = (ClipSpec(talk, start, start + 1000) for start in (0, 1000, 2000))
    prepared(qtbot, player, a, b)
    prepared(qtbot, player, b, c)
    assert set(player._clips) == {b, c}
    prepared(qtbot, player)
    assert not player._clips


@pytest.mark.usefixtures("virtual_sound")
def test_preparing_while_a_clip_is_awaited_does_not_lose_it(
    qtbot: QtBot, player: QtPlayer, told: Told, talk: Path
) -> None:
    wanted = ClipSpec(talk, 0, 1000)
    player.play(wanted)
    with qtbot.waitSignal(player.started, timeout=5000):
        player.prepare([ClipSpec(talk, start, start + 1000) for start in (5000, 6000)])
    assert told.facts == [("started", wanted)]


@pytest.mark.usefixtures("virtual_sound")
def test_what_is_read_ahead_stays_within_its_memory(
    qtbot: QtBot, player: QtPlayer, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_second = RATE * 2
    monkeypatch.setattr("facilitator.audio.player.MEMORY_BYTES", one_second * 5)
    prepared(qtbot, player, *(ClipSpec(talk, start, start + 2000) for start in range(0, 20_000, 2000)))
    assert sum(len(clip.samples) for clip in player._clips.values()) == one_second * 4
    assert MEMORY_BYTES < 300_000_000


def test_a_loudspeaker_that_goes_away_is_told(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, told: Told, talk: Path
) -> None:
    """With the only loudspeaker gone, Qt says nothing and lists it still."""
    spec = ClipSpec(talk, 0, 20_000)
    prepared(qtbot, player, spec)
    modules = virtual_sound.control("list", "short", "modules").splitlines()
    index = next(line.split()[0] for line in modules if "sink_name=speaker" in line)
    with virtual_sound.listening() as capture:
        player.play(spec)
        qtbot.waitUntil(lambda: np.abs(capture.samples()[-RATE // 10 :]).max() > 0.01, timeout=5000)
    try:
        with qtbot.waitSignal(player.failed, timeout=10_000):
            virtual_sound.control("unload-module", index)
        assert "sound output went away" in str(told.facts[-1][1])
        assert player.playing is None
        player.play(spec)
        assert "There is no sound output" in str(told.facts[-1][1])
    finally:
        virtual_sound.control("load-module", "module-null-sink", "sink_name=speaker", "rate=48000", "channels=2")
        virtual_sound.control("set-default-sink", "speaker")
    player.play(spec)
    assert told.facts[-1] == ("started", spec)


def test_going_back_and_on_is_heard_at_once(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, told: Told, talk: Path, voice: Sound
) -> None:
    spec = ClipSpec(talk, 2000, 20_000)
    prepared(qtbot, player, spec)
    with virtual_sound.listening() as capture:
        player.play(spec)
        qtbot.waitUntil(lambda: player.position_ms > 1000, timeout=5000)
        player.seek(15_500)
        assert player.position_ms == 15_500
        heard = hear_out(qtbot, player, spec, capture)
    assert heard_as(heard, part(voice, ClipSpec(talk, 17_600, 19_900))) > 0.8
    assert likeness(heard, part(voice, ClipSpec(talk, 6000, 8000))) < 0.6, "what was jumped over"
    assert told.facts == [("started", spec), ("finished", spec)]
    assert max(told.positions) <= spec.duration_ms
    player.seek(1000)
    assert player.playing is None, "nothing plays that could go elsewhere"


def hear_out(qtbot: QtBot, player: QtPlayer, spec: ClipSpec, capture: Capture) -> Sound:
    """What the loudspeaker gave until the clip that plays ended, and a little after."""
    with qtbot.waitSignal(player.finished, timeout=20_000, check_params_cb=lambda ended: ended == spec):
        pass
    length = len(capture.samples()) + RATE // 5
    qtbot.waitUntil(lambda: len(capture.samples()) >= length, timeout=5000)
    return capture.samples()


def test_a_loop_plays_the_clip_again_until_it_is_stopped(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, told: Told, talk: Path, voice: Sound
) -> None:
    spec = ClipSpec(talk, 5000, 6500)
    prepared(qtbot, player, spec)
    with virtual_sound.listening() as capture:
        player.play(spec, loop=True)
        turns: list[int] = []
        player.position_changed.connect(turns.append)
        qtbot.waitUntil(lambda: sum(now < before for before, now in itertools.pairwise(turns)) >= 2, timeout=15_000)
        player.set_loop(False)
        heard = hear_out(qtbot, player, spec, capture)
    piece = part(voice, ClipSpec(talk, 5500, 6300))
    thirds = np.array_split(heard, 3)
    assert min(likeness(third, piece[: RATE // 2]) for third in thirds) > 0.8
    assert told.facts == [("started", spec), ("finished", spec)]


def test_a_slow_clip_tells_where_it_is_in_the_recording(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, told: Told, talk: Path
) -> None:
    spec = ClipSpec(talk, 4000, 5500, speed=0.5)
    prepared(qtbot, player, spec)
    with virtual_sound.listening() as capture:
        begun = len(capture.samples())
        heard = hear_to_the_end(qtbot, player, spec, capture)[begun:]
    sounding = np.flatnonzero(np.abs(heard) > 0.01)
    assert (sounding[-1] - sounding[0]) / RATE == pytest.approx(3.0, abs=0.4)
    assert 1200 < told.positions[-1] <= 1500


@pytest.mark.usefixtures("virtual_sound")
def test_the_last_part_of_a_clip_in_memory_needs_no_reading(
    qtbot: QtBot, player: QtPlayer, told: Told, talk: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "talk.flac"
    copy.write_bytes(talk.read_bytes())
    whole = ClipSpec(copy, 2000, 10_000)
    with qtbot.waitSignal(player.started, timeout=5000):
        player.play(whole)
    copy.unlink()
    player.play(ClipSpec(copy, 7000, 10_000))
    assert told.facts[-1] == ("started", ClipSpec(copy, 7000, 10_000))
    with qtbot.waitSignal(player.failed, timeout=5000):
        player.play(ClipSpec(copy, 7000, 9000))


def test_a_clip_is_played_from_within(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, talk: Path, voice: Sound
) -> None:
    spec = ClipSpec(talk, 2000, 8000)
    with virtual_sound.listening() as capture:
        player.play(spec, from_ms=4000)
        heard = hear_out(qtbot, player, spec, capture)
    assert heard_as(heard, part(voice, ClipSpec(talk, 6100, 7900))) > 0.8
    assert likeness(heard, part(voice, ClipSpec(talk, 3000, 5000))) < 0.6


def test_the_sound_server_has_enough_in_hand_for_a_busy_computer(
    virtual_sound: VirtualSound, qtbot: QtBot, player: QtPlayer, talk: Path
) -> None:
    spec = ClipSpec(talk, 0, 10_000)
    prepared(qtbot, player, spec)
    player.play(spec)

    def in_hand_ms() -> float:
        told = re.search(r"Buffer Latency: (\d+) usec", virtual_sound.control("list", "sink-inputs"))
        return int(told[1]) / 1000 if told else 0

    # Qt itself asks for 21 ms, of which a computer at work elsewhere makes holes.
    qtbot.waitUntil(lambda: in_hand_ms() > 30, timeout=5000)


@pytest.mark.usefixtures("virtual_sound")
def test_the_sound_system_is_reached_before_anybody_presses_play(
    qtbot: QtBot, player: QtPlayer, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(devices, "look", lambda: asked.append(True))
    prepared(qtbot, player, ClipSpec(talk, 0, 1000), ClipSpec(talk, 1000, 2000))
    qtbot.waitUntil(lambda: asked == [True], timeout=5000)
