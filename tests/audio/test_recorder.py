"""What the microphone hears is on disk, sample by sample, and every trouble is told and mended."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from facilitator.audio.recorder import QtRecorder
from facilitator.audio.tracks import recover_track, verify_track
from facilitator.services.ports import Recorder
from tests.audio.takes import RATE, SessionTime, Told, all_of, noise, place_of
from tests.sound import VirtualSound


@pytest.fixture
def recorder(qtbot: QtBot) -> Iterator[QtRecorder]:
    recorder = QtRecorder()
    yield recorder
    recorder.stop()


@pytest.fixture
def told(recorder: QtRecorder) -> Told:
    return Told(recorder)


def test_the_recorder_is_the_port(recorder: QtRecorder) -> None:
    port: Recorder = recorder
    assert port.state == "off"
    assert port.stretches == ()


def test_every_sample_is_kept_while_the_window_stalls(
    virtual_sound: VirtualSound, qtbot: QtBot, recorder: QtRecorder, told: Told, tmp_path: Path
) -> None:
    sound = noise(6)
    recorder.start(tmp_path / "a.rec", None, SessionTime())
    with virtual_sound.speaking(sound) as speaking:
        qtbot.waitUntil(lambda: bool(recorder.stretches), timeout=5000)
        for _ in range(2):
            time.sleep(1.5)  # a window that is busy
            length = recorder.stretches[-1].frames
            qtbot.waitUntil(lambda at=length: recorder.stretches[-1].frames > at + RATE // 4, timeout=5000)  # type: ignore[misc]
        qtbot.waitUntil(speaking.is_over, timeout=20_000)
        qtbot.waitUntil(lambda: recorder.stretches[-1].frames >= len(sound) - RATE // 10, timeout=5000)
        qtbot.wait(100)
        recorder.stop()
    kept = all_of(tmp_path / "a.rec")
    begin = place_of(kept, sound)
    assert np.array_equal(kept[begin:], sound[: len(kept) - begin])
    assert len(kept) - begin == len(sound)
    assert verify_track(tmp_path / "a.rec") == []
    assert recover_track(tmp_path / "a.rec").stretches == recorder.stretches
    assert told.troubles == []
