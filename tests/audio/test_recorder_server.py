"""The sound server ends and comes back in the middle of a recording: the program lives, and so does the recording."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from facilitator.audio.tracks import recover_track, verify_track

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, os, sys, tempfile
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
import tests.sound as sound
from facilitator.audio.recorder import QtRecorder
from tests.audio.takes import RATE, SessionTime, Told, noise

def until(holds, seconds=30):
    loop, timer, end = QEventLoop(), QTimer(), QTimer()
    timer.timeout.connect(lambda: holds() and loop.quit())
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    timer.start(20)
    end.start(seconds * 1000)
    loop.exec()
    if not holds():
        sys.exit(f"waited in vain after {told.states} {told.troubles}")

def server():
    for left in ("native", "mic"):
        Path(folder, left).unlink(missing_ok=True)
    process = sound._server(folder)
    sound._wait_until(lambda: sound._stands(virtual), "no server")
    return process

folder = Path(tempfile.mkdtemp(prefix="snd-"))
virtual = sound.VirtualSound(folder, f"unix:{folder}/native")
os.environ["PULSE_SERVER"] = virtual.server
process = server()
application = QCoreApplication([])
now_ms = SessionTime()
recorder = QtRecorder()
told = Told(recorder, now_ms)
try:
    with virtual.speaking(noise(60)):
        recorder.start(Path(sys.argv[1]), None, now_ms)
        until(lambda: recorder.stretches and recorder.stretches[0].frames > RATE)
        process.kill()
        process.wait()
        killed_ms = now_ms()
        until(lambda: told.troubles)
    process = server()
    back_ms = now_ms()
    with virtual.speaking(noise(60)):
        until(lambda: told.closed)
        until(lambda: recorder.stretches[-1].frames > RATE)
        recorder.stop()
finally:
    process.kill()
    process.wait()
[trouble] = told.troubles
facts = dict(
    killed=killed_ms, noticed=told.noticed_ms[0], back=back_ms, again=told.closed[0],
    reason=trouble.reason, start=trouble.start_ms, states=told.states,
)
print("FACTS", json.dumps(facts), flush=True)
"""


@pytest.mark.usefixtures("virtual_sound")  # so that this is skipped, and counted, like all that needs a server
def test_a_sound_server_that_dies_is_a_gap_and_recording_goes_on_when_it_is_back(tmp_path: Path) -> None:
    facts = run(tmp_path / "a.rec")
    assert facts["reason"] == "lost"
    assert facts["noticed"] - facts["killed"] <= 3500
    assert facts["start"] == pytest.approx(facts["killed"], abs=300)
    assert facts["again"] >= facts["back"] - 300
    assert facts["states"] == ["recording", "lost", "recording", "off"]
    assert verify_track(tmp_path / "a.rec") == []
    assert len(recover_track(tmp_path / "a.rec").stretches) == 2


def run(folder: Path) -> dict[str, Any]:
    """In a program of its own: Qt asks for the sound server once in a process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PULSE_SERVER": "unix:/nonexistent/facilitator-tests"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"It ended with {done.returncode}: {done.stderr[-1500:]}"
    line = next(line for line in done.stdout.splitlines() if line.startswith("FACTS "))
    facts: dict[str, Any] = json.loads(line.removeprefix("FACTS "))
    return facts
