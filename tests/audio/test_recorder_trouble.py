"""A real sound server and real trouble: noticed within seconds, marked where it was, and mended without anybody."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from facilitator.audio.recorder import QtRecorder
from facilitator.audio.tracks import recover_track, verify_track
from tests.audio.takes import RATE, SessionTime, Told, all_of, noise, place_of
from tests.sound import VirtualSound

NOTICE_MS = 3500
EDGE_MS = 300
SETTLED = RATE // 2
"""By then what the pipe of the microphone still held of an earlier test has gone by."""


@dataclass(frozen=True)
class Moment:
    """Something was done to the server between these two moments of session time."""

    before: int
    after: int

    def is_near(self, at_ms: int) -> bool:
        return self.before - EDGE_MS <= at_ms <= self.after + EDGE_MS


class Room:
    """A recording under way, and what is said of it."""

    def __init__(self, qtbot: QtBot, sound: VirtualSound, folder: Path) -> None:
        self.qtbot, self.sound, self.folder = qtbot, sound, folder
        self.now_ms = SessionTime()
        self.recorder = QtRecorder()
        self.told = Told(self.recorder, self.now_ms)

    def start(self, device_id: str | None = None) -> None:
        self.recorder.start(self.folder, device_id, self.now_ms)

    def until(self, holds: Callable[[], object], seconds: float = 15) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=round(seconds * 1000))

    def do(self, work: Callable[[], object]) -> Moment:
        before = self.now_ms()
        work()
        return Moment(before, self.now_ms())

    def hear(self, seconds: float) -> None:
        """Wait until so much more was recorded."""
        wanted = self.frames() + seconds * RATE
        self.until(lambda: self.frames() >= wanted)

    def frames(self) -> int:
        return sum(each.frames for each in self.recorder.stretches)

    def gap(self) -> int:
        """Wait for the next trouble; the moment of session time it was noticed at."""
        known = len(self.told.troubles)
        self.until(lambda: len(self.told.troubles) > known)
        return self.told.noticed_ms[-1]

    def sound_again(self) -> int:
        known = len(self.told.closed)
        self.until(lambda: len(self.told.closed) > known, 20)
        return self.told.closed[-1]


@pytest.fixture
def room(virtual_sound: VirtualSound, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    room = Room(qtbot, virtual_sound, tmp_path / "a.rec")
    yield room
    room.recorder.stop()


def test_a_microphone_that_is_pulled_out_is_noticed_and_taken_up_again(room: Room) -> None:
    before, after = noise(20, seed=2), noise(20, seed=3)
    with room.sound.speaking(before):
        room.start()
        room.hear(1.5)
        gone = room.do(room.sound.unplug)
        try:
            noticed_ms = room.gap()
        finally:
            room.sound.plug_in()
    with room.sound.speaking(after):
        back_ms = room.now_ms()
        again_ms = room.sound_again()
        room.hear(1)
        room.recorder.stop()
    [trouble] = room.told.troubles
    assert trouble.reason in ("lost", "moved")
    assert trouble.sentence.startswith("Everything up to 0:0")
    assert noticed_ms - gone.after <= NOTICE_MS
    assert gone.is_near(trouble.start_ms)
    assert back_ms - EDGE_MS <= again_ms <= back_ms + NOTICE_MS
    assert room.told.states == ["recording", "lost", "recording", "off"]
    first, second = room.recorder.stretches
    assert (first.frame, second.at_ms) == (0, again_ms)
    kept = all_of(room.folder)
    settled = kept[SETTLED : SETTLED + RATE]
    assert np.array_equal(settled, before[(at := place_of(before, settled)) : at + RATE])
    heard = kept[second.frame :]
    assert np.array_equal(heard[-RATE:], after[(at := place_of(after, heard[-RATE:])) : at + RATE])
    assert recover_track(room.folder).stretches == room.recorder.stretches
    assert verify_track(room.folder) == []


@pytest.mark.parametrize(
    ("command", "reason", "sentence", "again_within_ms"),
    [
        ("set-source-mute", "silent", "Unmute it", EDGE_MS),
        ("suspend-source", "lost", "No sound comes from", NOTICE_MS),
    ],
    ids=["muted", "suspended"],
)
def test_a_microphone_that_is_muted_or_put_to_sleep_is_noticed_until_it_is_back(
    room: Room, command: str, reason: str, sentence: str, again_within_ms: int
) -> None:
    with room.sound.speaking(noise(30)):
        room.start()
        room.hear(1)
        stopped = room.do(lambda: room.sound.control(command, "testmic", "1"))
        try:
            noticed_ms = room.gap()
        finally:
            heard = room.do(lambda: room.sound.control(command, "testmic", "0"))
        again_ms = room.sound_again()
        room.hear(1)
    [trouble] = room.told.troubles
    assert trouble.reason == reason
    assert sentence in trouble.sentence
    assert noticed_ms - stopped.after <= NOTICE_MS
    assert stopped.is_near(trouble.start_ms)
    assert heard.before - EDGE_MS <= again_ms <= heard.after + again_within_ms


def test_a_stream_that_the_system_moved_comes_back_to_the_chosen_microphone(room: Room) -> None:
    with room.sound.second_microphone() as other, room.sound.speaking(noise(30)), other.speaking(noise(30, seed=5)):
        room.start("testmic")
        room.hear(1)
        [stream] = [line.split("\t")[0] for line in room.sound.control("list", "short", "source-outputs").splitlines()]
        moved = room.do(lambda: room.sound.control("move-source-output", stream, "othermic"))
        noticed_ms = room.gap()
        again_ms = room.sound_again()
        room.hear(1)
    [trouble] = room.told.troubles
    assert trouble.reason == "moved"
    assert noticed_ms - moved.after <= NOTICE_MS
    assert moved.is_near(trouble.start_ms)
    assert again_ms - noticed_ms <= NOTICE_MS
    assert room.recorder.device is not None
    assert room.recorder.device.id == "testmic"


@pytest.mark.parametrize("default", [True, False])
def test_when_the_chosen_microphone_stays_away_the_default_one_steps_in_until_it_is_back(
    room: Room, default: bool
) -> None:
    with room.sound.second_microphone() as other, other.speaking(noise(60, seed=5)):
        room.start("testmic")
        with room.sound.speaking(noise(20)):
            room.hear(1)
            room.sound.control("set-default-source", "othermic")
            room.sound.unplug()
        try:
            room.gap()
            room.sound_again()
            assert [device.id for device in room.told.devices] == ["othermic"]
            room.hear(1)
        finally:
            room.sound.plug_in(default=default)
        with room.sound.speaking(noise(20, seed=9)):
            room.until(lambda: len(room.told.devices) == 2)
            assert room.told.devices[1].id == "testmic"
            room.hear(1)
            assert len(room.told.troubles) == 1, "the way back costs no sound"
        room.recorder.stop()
    assert verify_track(room.folder) == []


def test_nothing_is_kept_in_a_pause(room: Room) -> None:
    sound = noise(20)
    with room.sound.speaking(sound):
        room.start()
        room.hear(1)
        room.recorder.pause()
        paused_ms = room.now_ms()
        assert room.recorder.state == "paused"
        frames = room.frames()
        room.until(lambda: room.now_ms() > paused_ms + 1500)
        assert room.frames() == frames
        room.recorder.resume()
        resumed_ms = room.now_ms()
        room.hear(1)
        room.recorder.stop()
    [trouble] = room.told.troubles
    assert trouble.reason == "paused"
    assert trouble.start_ms == pytest.approx(paused_ms, abs=100)
    assert room.told.closed == [pytest.approx(resumed_ms, abs=100)]
    first, second = room.recorder.stretches
    assert second.at_ms == pytest.approx(resumed_ms, abs=100)
    kept = all_of(room.folder)
    began = place_of(sound, kept[SETTLED:]) - SETTLED
    between = place_of(sound, kept[second.frame :]) - began - first.frames
    assert between * 1000 / RATE == pytest.approx(resumed_ms - paused_ms, abs=200)


def test_listening_tells_levels_and_keeps_nothing(room: Room) -> None:
    with room.sound.speaking(noise(10)):
        room.recorder.listen(None)
        room.until(lambda: len(room.told.levels) > 5)
    assert room.recorder.state == "listening"
    assert room.told.levels[-1].rms_dbfs == pytest.approx(-26.8, abs=1)
    assert room.told.levels[-1].peak_dbfs > room.told.levels[-1].rms_dbfs
    assert not room.folder.exists()


def test_the_inputs_are_named_with_the_default_one_first(room: Room) -> None:
    with room.sound.second_microphone():
        room.until(lambda: {each.id for each in room.recorder.inputs()} == {"testmic", "othermic"})
        assert [each.is_default for each in room.recorder.inputs()] == [True, False]
        assert room.recorder.inputs()[0].id == "testmic"


def test_resume_tries_again_at_once(room: Room) -> None:
    with room.sound.speaking(noise(30)):
        room.start()
        room.hear(1)
        room.sound.control("suspend-source", "testmic", "1")
        room.gap()
        room.sound.control("suspend-source", "testmic", "0")
        room.recorder.resume()
        room.sound_again()
        room.hear(1)
    assert room.told.states == ["recording", "lost", "recording"]
