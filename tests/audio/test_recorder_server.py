"""The sound server ends and comes back in the middle of a recording: the program lives, and so does the recording."""

from pathlib import Path

import pytest

from facilitator.audio.tracks import recover_track, verify_track
from tests.audio.alone import run_alone

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from facilitator.audio.recorder import QtRecorder
from tests.audio.alone import OwnServer, tell, until
from tests.audio.takes import RATE, SessionTime, Told, noise

server = OwnServer()
application = QCoreApplication([])
now_ms = SessionTime()
recorder = QtRecorder()
told = Told(recorder, now_ms)
about = lambda: (told.states, told.troubles)
try:
    with server.sound.speaking(noise(60)):
        recorder.start(Path(sys.argv[1]), None, now_ms)
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
finally:
    server.end()
[trouble] = told.troubles
tell(dict(
    killed=killed_ms, noticed=told.noticed_ms[0], back=back_ms, again=told.closed[0],
    reason=trouble.reason, start=trouble.start_ms, states=told.states,
))
"""


@pytest.mark.usefixtures("virtual_sound")  # so that this is skipped, and counted, like all that needs a server
def test_a_sound_server_that_dies_is_a_gap_and_recording_goes_on_when_it_is_back(tmp_path: Path) -> None:
    facts = run_alone(SCRIPT, tmp_path / "a.rec")
    assert facts["reason"] == "lost"
    assert facts["noticed"] - facts["killed"] <= 3500
    assert facts["start"] == pytest.approx(facts["killed"], abs=300)
    assert facts["again"] >= facts["back"] - 300
    assert facts["states"] == ["recording", "lost", "recording", "off"]
    assert verify_track(tmp_path / "a.rec") == []
    assert len(recover_track(tmp_path / "a.rec").stretches) == 2
