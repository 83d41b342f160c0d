"""A recording is written down in another process, which tells how far it is, can be stopped, and never goes online."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio import transcribing as child
from facilitator.domain.errors import UserError
from facilitator.paths import sample_dir
from facilitator.services.transcripts.transcribing import MODEL_FILES, Transcribing, check_model, command, is_installed

ROOT = Path(__file__).parents[3]
SALES = sample_dir() / "sample" / "audio" / "sales.ogg"
STAND_IN = "tests.services.stand_in_engine"


@pytest.fixture
def transcribing(monkeypatch: pytest.MonkeyPatch) -> Transcribing:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Transcribing(lambda: [*command(), "--engine", STAND_IN])


def model(tmp_path: Path, name: str = "model") -> Path:
    folder = tmp_path / name
    folder.mkdir()
    return folder


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_what_the_other_process_hears_comes_back_as_a_transcript(transcribing: Transcribing, tmp_path: Path) -> None:
    steps: list[float] = []
    read = transcribing.transcribe(SALES, model(tmp_path), progress=steps.append)
    assert (read.kind, read.language, read.label) == ("made", "en", "model, sales.ogg")
    assert [cue.text for cue in read.cues][:2] == ["Said at0.", "Said at2."]
    assert [(w.start_ms, w.end_ms, w.exact) for w in read.cues[1].words] == [(2000, 2500, True), (2500, 3000, True)]
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    assert len(steps) > 5


def test_the_language_is_passed_on(transcribing: Transcribing, tmp_path: Path) -> None:
    assert transcribing.transcribe(SALES, model(tmp_path), "de").language == "de"


def test_a_long_recording_is_heard_piece_by_piece_and_silence_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "PIECE_MS", 8000)
    voice, rate = soundfile.read(SALES)
    path = tmp_path / "long.flac"
    soundfile.write(path, np.concatenate((voice, np.zeros(rate * 30), voice)), rate)
    told: list[str] = []
    child.transcribe(path, model(tmp_path), "", told.append, STAND_IN)
    lines = [json.loads(line) for line in told]
    starts = [line["segment"]["start"] for line in lines if "segment" in line]
    assert starts == sorted(starts)
    silent = range(round(len(voice) / rate) + 9, round(len(voice) / rate) + 21)
    assert not [start for start in starts if int(start) in silent]
    assert starts[-1] > len(voice) / rate + 30
    assert all(line["segment"]["offline"] for line in lines if "segment" in line), "the network is closed to the model"
    assert len([line for line in lines if "language" in line]) >= 4
    assert lines[-1] == {"progress": 1.0}


def test_it_is_stopped_by_ending_the_process(transcribing: Transcribing, tmp_path: Path) -> None:
    slow = model(tmp_path, "slow")

    class Stop(Exception):
        pass

    class WhenItGoes:
        def check(self) -> None:
            if (slow / "going").exists():
                raise Stop

    with pytest.raises(Stop):
        transcribing.transcribe(SALES, slow, cancel=WhenItGoes())
    pid = int((slow / "going").read_text())
    end = time.monotonic() + 10
    while not gone(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert gone(pid)


@pytest.mark.parametrize(
    ("name", "told"),
    [("unusable", "The model in unusable cannot be used"), ("crashing", "broke off"), ("odd", "no transcript")],
)
def test_what_goes_wrong_there_is_told_here(transcribing: Transcribing, tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        transcribing.transcribe(SALES, model(tmp_path, name))


def test_a_recording_that_is_missing_or_silent_is_told(transcribing: Transcribing, tmp_path: Path) -> None:
    folder = model(tmp_path)
    with pytest.raises(UserError, match=r"gone\.flac is missing"):
        transcribing.transcribe(tmp_path / "gone.flac", folder)
    soundfile.write(tmp_path / "still.flac", np.zeros(48_000 * 5), 48_000)
    with pytest.raises(UserError, match="Nobody was heard"):
        transcribing.transcribe(tmp_path / "still.flac", folder)


def test_a_model_folder_is_looked_at_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no model folder"):
        check_model(tmp_path / "none")
    folder = model(tmp_path)
    for name in MODEL_FILES[:-1]:
        (folder / name).touch()
    with pytest.raises(UserError, match=r"tokenizer\.json is missing"):
        check_model(folder)
    (folder / MODEL_FILES[-1]).touch()
    check_model(folder)


def test_without_the_extra_a_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = model(tmp_path)
    for name in MODEL_FILES:
        (folder / name).touch()
    (tmp_path / "faster_whisper.py").write_text("raise ImportError('not there')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    with pytest.raises(UserError, match=r"pip install .facilitator\[transcribe\]"):
        Transcribing().transcribe(SALES, folder)


def test_whether_it_is_installed_can_be_asked() -> None:
    found = (
        subprocess.run([sys.executable, "-c", "import faster_whisper"], capture_output=True, check=False).returncode
        == 0
    )
    assert is_installed() == found
