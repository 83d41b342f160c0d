"""A computer so busy that the whole program stands still for a while loses no sound."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from facilitator.audio.tracks import recover_track
from tests.audio.takes import RATE, all_of, noise, place_of
from tests.sound import VirtualSound

ROOT = Path(__file__).resolve().parents[2]
STILL_S = 2.5
SCRIPT = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from facilitator.audio.recorder import QtRecorder
from tests.audio.takes import SessionTime

application = QCoreApplication([])
recorder, timer = QtRecorder(), QTimer()
recorder.start(Path(sys.argv[1]), None, SessionTime())
told = []
def tell():
    if recorder.stretches and not told:
        told.append(print("begun", flush=True))
timer.timeout.connect(tell)
timer.start(20)
def wait():
    sys.stdin.read()
    QTimer.singleShot(0, application, application.quit)
threading.Thread(target=wait, daemon=True).start()
application.exec()
recorder.stop()
"""


def test_a_program_that_stands_still_for_a_moment_loses_nothing(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    sound = noise(10, seed=21)
    with virtual_sound.speaking(noise(30, seed=22)) as before:
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(tmp_path / "a.rec")],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        before.stop()
        with virtual_sound.speaking(sound) as speaking:
            time.sleep(1.5)
            for _ in range(2):
                process.send_signal(signal.SIGSTOP)
                time.sleep(STILL_S)
                process.send_signal(signal.SIGCONT)
                time.sleep(0.7)
            speaking.finish()
            time.sleep(0.5)  # what was said last is on its way
            process.communicate(timeout=30)
    assert process.returncode == 0
    kept, spoken = all_of(tmp_path / "a.rec"), sound[RATE:]
    assert np.array_equal(kept[place_of(kept, spoken) :], spoken)
    assert len(recover_track(tmp_path / "a.rec").stretches) <= 2
