"""The sound server ends and comes back in the middle of a recording: the program lives, and so does the recording."""

from pathlib import Path

import pytest

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
