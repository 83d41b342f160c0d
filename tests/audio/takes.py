"""Samples to record and tracks to read."""

import json
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from facilitator.audio.recording.marks import Head
from facilitator.audio.recording.wav import wav_header

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
