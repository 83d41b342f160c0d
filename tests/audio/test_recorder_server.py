"""The sound server ends and comes back in the middle of a recording: the program lives, and so does the recording."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from facilitator.audio.recorder import QtRecorder
from facilitator.audio.tracks import recover_track, verify_track
from tests.audio.alone import own_server, run_alone, until
from tests.audio.takes import RATE, SessionTime, Told, noise


def record_through_a_crash(folder: Path) -> dict[str, object]:
    """Records into a folder while the sound server dies and is started again; when what happened."""
    now_ms = SessionTime()
    with own_server() as server:
        recorder = QtRecorder()
        told = Told(recorder, now_ms)

        def about() -> object:
            return told.states, told.troubles

        with server.sound.speaking(noise(60)):
            recorder.start(folder, None, now_ms)
            until(lambda: recorder.stretches and recorder.stretches[0].frames > RATE, about)
            server.end()
            killed_ms = now_ms()
            until(lambda: told.troubles, about)
        server.begin()
        back_ms = now_ms()
        with server.sound.speaking(noise(60)):
            until(lambda: told.closed, about)
            until(lambda: recorder.stretches[-1].frames > RATE, about)
            recorder.stop()
    [trouble] = told.troubles
    return {
        "killed": killed_ms,
        "noticed": told.noticed_ms[0],
        "back": back_ms,
        "again": told.closed[0],
        "reason": trouble.reason,
        "start": trouble.start_ms,
        "states": told.states,
    }


class Stalls:
    """The longest time in which the window could not have taken a key."""

    def __init__(self) -> None:
        self.longest_s, self._last = 0.0, time.monotonic()
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        now = time.monotonic()
        self.longest_s, self._last = max(self.longest_s, now - self._last), now


def record_through_a_hang(folder: Path) -> dict[str, object]:
    """Records while the sound server answers nobody for some seconds."""
    now_ms = SessionTime()
    with own_server() as server, server.sound.speaking(noise(60)):
        recorder = QtRecorder()
        told = Told(recorder, now_ms)

        def about() -> object:
            return told.states, told.troubles

        recorder.start(folder, None, now_ms)
        until(lambda: recorder.stretches and recorder.stretches[0].frames > RATE, about)
        stalls = Stalls()
        server.hang()
        hung_ms = now_ms()
        threading.Timer(6, server.go_on).start()  # a window that hangs as well could not
        until(lambda: told.closed, about)
        until(lambda: recorder.stretches[-1].frames > RATE, about)
        recorder.stop()
    return {
        "stall": stalls.longest_s,
        "reasons": [trouble.reason for trouble in told.troubles],
        "noticed": told.noticed_ms[0] - hung_ms,
        "again": told.closed[0] - hung_ms,
    }


@pytest.mark.slow
@pytest.mark.usefixtures("virtual_sound")
def test_a_sound_server_that_hangs_does_not_hold_the_window(tmp_path: Path) -> None:
    facts = run_alone(record_through_a_hang, tmp_path / "a.rec")
    assert facts["stall"] < 2.5, "it would be six seconds and more"
    assert facts["reasons"][0] == "lost"
    assert facts["noticed"] <= 3500
    assert 5700 <= facts["again"] <= 9500
    assert verify_track(tmp_path / "a.rec") == []


@pytest.mark.usefixtures("virtual_sound")  # so that this is skipped, and counted, like all that needs a server
def test_a_sound_server_that_dies_is_a_gap_and_recording_goes_on_when_it_is_back(tmp_path: Path) -> None:
    facts = run_alone(record_through_a_crash, tmp_path / "a.rec")
    assert facts["reason"] == "lost"
    assert facts["noticed"] - facts["killed"] <= 3500
    assert facts["start"] == pytest.approx(facts["killed"], abs=300)
    assert facts["again"] >= facts["back"] - 300
    assert facts["states"] == ["recording", "lost", "recording", "off"]
    assert verify_track(tmp_path / "a.rec") == []
    assert len(recover_track(tmp_path / "a.rec").stretches) == 2
