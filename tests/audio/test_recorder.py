"""What the microphone hears is on disk, sample by sample, and every trouble is told and mended."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from facilitator.audio.recorder import QtRecorder
from facilitator.audio.tracks import recover_track, verify_track
from facilitator.domain.errors import UserError
from facilitator.services.ports import Recorder
from tests.audio.simulated import Microphones, Time
from tests.audio.takes import RATE, SessionTime, Told, all_of, noise, place_of
from tests.sound import VirtualSound

ROOT = Path(__file__).resolve().parents[2]


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


def settle(qtbot: QtBot, recorder: QtRecorder) -> None:
    """Wait until nothing more comes in."""
    before = -1
    while (frames := sum(each.frames for each in recorder.stretches)) != before:
        before = frames
        qtbot.wait(300)


def test_every_sample_is_kept_while_the_window_stalls(
    virtual_sound: VirtualSound, qtbot: QtBot, recorder: QtRecorder, told: Told, tmp_path: Path
) -> None:
    sound = noise(7, seed=11)
    recorder.start(tmp_path / "a.rec", None, SessionTime())
    with virtual_sound.speaking(sound) as speaking:
        qtbot.waitUntil(lambda: bool(recorder.stretches), timeout=5000)
        for _ in range(2):
            time.sleep(1.5)  # a window that is busy
            length = recorder.stretches[-1].frames
            qtbot.waitUntil(lambda at=length: recorder.stretches[-1].frames > at + RATE // 4, timeout=5000)  # type: ignore[misc]
        qtbot.waitUntil(speaking.is_over, timeout=20_000)
        settle(qtbot, recorder)
        recorder.stop()
    kept = all_of(tmp_path / "a.rec")
    spoken = sound[RATE:]  # what was said while the stream was still being set up may be missing
    assert np.array_equal(kept[place_of(kept, spoken) :], spoken)
    assert verify_track(tmp_path / "a.rec") == []
    assert recover_track(tmp_path / "a.rec").stretches == recorder.stretches
    assert told.troubles == []


def test_what_it_needs_is_loaded_only_when_a_microphone_is_asked_for() -> None:
    script = """
import sys
from facilitator.audio.recorder import QtRecorder
from facilitator.audio.track_files import TrackFiles
recorder, tracks = QtRecorder(), TrackFiles()
recorder.stop()
print([name for name in ("numpy", "soundfile", "PySide6.QtMultimedia") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_computer_without_the_sound_library_says_so_and_goes_on() -> None:
    script = """
import sys
from pathlib import Path
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file")
sys.meta_path.insert(0, Missing())
from facilitator.audio.recorder import QtRecorder
from facilitator.domain.errors import UserError
recorder = QtRecorder()
assert recorder.inputs() == []
try:
    recorder.start(Path("/nowhere/a.rec"), None, lambda: 0)
except UserError as error:
    print(error, recorder.state)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "libpulse.so.0" in done.stdout
    assert done.stdout.endswith("your notes are kept all the same. off\n")


def test_a_folder_that_cannot_be_written_to_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    recorder = QtRecorder(sources=Microphones(Time()))
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserError, match=r"Nothing can be recorded into a\.rec"):
        recorder.start(tmp_path / "file" / "a.rec", None, SessionTime())
    assert recorder.state == "off"
    (tmp_path / "b.rec").mkdir()
    with pytest.raises(UserError, match=r"b\.rec"):
        recorder.start(tmp_path / "b.rec", None, SessionTime())


def test_the_microphone_is_named_from_the_start(qtbot: QtBot, tmp_path: Path) -> None:
    recorder = QtRecorder(sources=Microphones(Time()))
    recorder.start(tmp_path / "a.rec", "mic", SessionTime())
    assert recorder.device is not None
    assert recorder.device.name == "Mic"
    recorder.stop()
    assert recover_track(tmp_path / "a.rec").device == "Mic"


def test_the_program_ending_ends_the_recording_in_order(qtbot: QtBot, tmp_path: Path) -> None:
    time_ = Time()
    recorder = QtRecorder(sources=Microphones(time_))
    recorder.start(tmp_path / "a.rec", "mic", time_.now_ms)
    time_.at_ms += 700
    qtbot.waitUntil(lambda: recorder.state == "recording" and bool(recorder.stretches), timeout=5000)
    app = QCoreApplication.instance()
    assert app is not None
    app.aboutToQuit.emit()
    assert recorder.state == "off"
    assert recover_track(tmp_path / "a.rec").sha256 != ""
