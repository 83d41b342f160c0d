"""Samples to record and tracks to read."""

import json
import time
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from facilitator.audio.recorder import QtRecorder
from facilitator.audio.recording.marks import Head
from facilitator.audio.recording.wav import wav_header
from facilitator.audio.tracks import open_audio
from facilitator.services.ports import InputDevice, Level, Trouble

RATE = 48_000
Samples = NDArray[np.int16]


def noise(seconds: float, seed: int = 1) -> Samples:
    """A room, with no sample of exactly nothing, so that silence is never taken for a muted microphone."""
    samples = (np.random.default_rng(seed).standard_normal(int(seconds * RATE)) * 1500).astype(np.int16)
    samples[samples == 0] = 1
    return samples


def make_track(folder: Path, samples: Samples, segment_frames: int = 60 * RATE) -> Path:
    """A recording that has come as far as `samples`: full segments are FLAC, the last one has a stale head."""
    folder.mkdir()
    lines: list[dict[str, object]] = [Head(device="testmic", started_at="2026-01-01T10:00:00+00:00").line()]
    lines.append({"stretch": 0, "at_ms": 500})
    for number, start in enumerate(range(0, len(samples), segment_frames), 1):
        part = samples[start : start + segment_frames]
        if start + segment_frames < len(samples):
            soundfile.write(folder / f"{number:04}.flac", part, RATE)
            lines.append({"segment": number, "frames": len(part)})
        else:
            head = wav_header(RATE, 1, max(0, len(part) - RATE))
            (folder / f"{number:04}.wav").write_bytes(head + part.tobytes())
    (folder / "marks.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def all_of(folder: Path) -> Samples:
    """Every sample of a recording."""
    with open_audio(folder) as file:
        return np.asarray(file.read(-1, dtype="int16", always_2d=True)[:, 0])


def place_of(kept: Samples, piece: Samples) -> int:
    """Where a piece begins in what was kept, exactly."""
    start = piece[:64]
    for at in np.flatnonzero(kept == start[0]):
        if np.array_equal(kept[at : at + len(start)], start):
            return int(at)
    raise AssertionError("None of it was kept.")


class SessionTime:
    """Session time that began when this was made."""

    def __init__(self, at_ms: int = 0) -> None:
        self._began = time.monotonic() - at_ms / 1000

    def __call__(self) -> int:
        return round((time.monotonic() - self._began) * 1000)


class Told:
    """Everything a recorder says, with the session time of hearing it."""

    def __init__(self, recorder: QtRecorder, now_ms: SessionTime | None = None) -> None:
        self.now_ms = now_ms or SessionTime()
        self.states: list[str] = []
        self.troubles: list[Trouble] = []
        self.noticed_ms: list[int] = []
        self.closed: list[int] = []
        self.devices: list[InputDevice] = []
        self.levels: list[Level] = []
        recorder.state_changed.connect(self.states.append)
        recorder.gap_opened.connect(self._on_gap)
        recorder.gap_closed.connect(self.closed.append)
        recorder.device_changed.connect(self.devices.append)
        recorder.level_changed.connect(self.levels.append)

    def _on_gap(self, trouble: Trouble) -> None:
        self.troubles.append(trouble)
        self.noticed_ms.append(self.now_ms())
