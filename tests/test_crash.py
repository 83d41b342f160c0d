"""A program that dies while it records: its session, its sound and its clock are there again."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from facilitator.audio.recording.counted import counted_ms
from facilitator.audio.track_files import TrackFiles
from facilitator.domain.recordings import Gap, Recording
from facilitator.services.clock import SystemClock
from facilitator.services.session.sessions import Sessions
from facilitator.services.sound.recording import SessionRecording
from facilitator.services.sound.recovering import Recovering, look_into
from facilitator.services.study.interrupted import interrupted
from facilitator.storage.opening import open_study
from tests.audio.takes import RATE, all_of, noise, place_of
from tests.services.fake_recorder import FakeRecorder
from tests.sound import VirtualSound

ROOT = Path(__file__).resolve().parents[1]
CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from facilitator.audio.recorder import QtRecorder
from facilitator.domain.actors import Actor
from facilitator.domain.study import Study
from facilitator.services.session.capture import Capture
from facilitator.services.clock import SystemClock
from facilitator.services.sound.recording import SessionRecording
from facilitator.services.session.sessions import Sessions
from facilitator.storage.opening import create_study

qt = QGuiApplication(sys.argv)
study = create_study(Path(sys.argv[1]), Study(title="A"))
with study.store.change("Set up") as change:
    change.add(Actor("g", name="Sales", short="S", kind="focus_group"))
sessions = Sessions(study.store, SystemClock())
session = sessions.start("g")
live = sessions.live(session)
recorder = QtRecorder()
recording = SessionRecording(study.store, study.path, recorder, SystemClock())
recording.begin(session, live.now_ms)

def tell():
    frames = sum(each.frames for each in recorder.stretches)
    print(live.now_ms(), frames, flush=True)

def note():
    Capture(study.store, session, live.now_ms, 0).keep("We repeat it")

timer = QTimer(interval=50)
timer.timeout.connect(tell)
timer.start()
QTimer.singleShot(1500, note)
qt.exec()
"""


def test_a_killed_session_is_offered_again_with_its_sound_and_its_gap(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    folder, spoken = tmp_path / "A.study", noise(30)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    with (
        virtual_sound.speaking(spoken),
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        time_of_death, frames = killed_after(process, 3 * RATE)

    found = interrupted(folder, counted_ms)
    assert found is not None
    assert found.entries == 1
    assert found.sound_until is not None

    study = open_study(folder)
    sessions = Sessions(study.store, SystemClock())
    running = sessions.running()
    assert running is not None
    live = sessions.live(running)
    going_on = SessionRecording(study.store, folder, FakeRecorder(), SystemClock())
    going_on.attach(running, live.now_ms)
    recovering = Recovering(study.store, folder)
    recovering.take_over(look_into(TrackFiles(), recovering.unfinished()))
    (recording,) = study.store.find(Recording)
    (gap,) = [each for each in study.store.find(Gap) if each.reason == "crashed"]
    kept = all_of(study.audio / recording.file)
    assert len(kept) == recording.frames >= frames - 1.2 * RATE
    later = kept[RATE:]  # what was said while the stream was still being set up may be missing
    place = place_of(spoken, later)
    assert np.array_equal(later, spoken[place : place + len(later)])
    assert time_of_death - 1200 <= gap.start_ms <= time_of_death + 300
    assert gap.end_ms is None
    assert live.now_ms() >= time_of_death
    going_on.notes_only(running)
    crashed, notes_only = going_on.gaps(running.id)
    assert (crashed.reason, notes_only.reason) == ("crashed", "notes_only")
    assert gap.start_ms == crashed.start_ms < notes_only.start_ms
    assert crashed.end_ms == notes_only.start_ms
    study.close()


def killed_after(process: "subprocess.Popen[str]", frames: int) -> tuple[int, int]:
    """Kills the program once it has heard so many samples; session time and samples then."""
    assert process.stdout is not None
    ends = time.monotonic() + 60
    try:
        for line in process.stdout:
            ms, heard = map(int, line.split())
            if heard >= frames:
                return ms, heard
            assert time.monotonic() < ends, "Nothing was recorded."
    finally:
        process.kill()
    raise AssertionError("The program ended by itself.")
