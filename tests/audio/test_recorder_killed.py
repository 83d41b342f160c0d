"""A program that is killed in mid-recording leaves everything but the last second, sample by sample."""

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from facilitator.audio.tracks import recover_track, track_frames, verify_track
from tests.audio.takes import RATE, all_of, noise

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = 30
SEGMENT_S = 2
SPARED_FRAMES = round(1.2 * RATE)
CHILD = f"""
import sys, time
from pathlib import Path
from facilitator.audio.recording.marks import Head
from facilitator.audio.recording.stretches import Stretches
from facilitator.audio.recording.writer import Writer
from tests.audio.takes import RATE, noise

sound, speed = noise(12).tobytes(), float(sys.argv[2])
writer = Writer(Path(sys.argv[1]), Head(device="mic"), segment_frames={SEGMENT_S} * RATE)
stretches = Stretches(writer.mark)
stretches.begin(0)
step, begun = RATE // 20, time.monotonic()
print("begun", flush=True)
for start in range(0, len(sound), 2 * step):
    heard = start // 2 + step
    writer.put(sound[start : start + 2 * step], heard * 1000 // RATE)
    stretches.grow(step)
    sys.stdout.write(f"{{heard}}\\n")  # these samples were heard by now
    sys.stdout.flush()
    time.sleep(max(0, begun + heard / RATE / speed - time.monotonic()))
"""


def kill_and_recover(folder: Path, after_s: float, speed: float) -> str:
    """Kills a recording program after some seconds; what is wrong with what it left, or nothing."""
    command = [sys.executable, "-c", CHILD, str(folder), str(speed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(after_s)
        process.kill()
        told = process.stdout.read().splitlines()
    heard = max((int(line) for line in told if line.isdigit()), default=0)
    return fault(folder, heard)


def fault(folder: Path, heard: int) -> str:
    before = track_frames(folder)
    recovered = recover_track(folder)
    kept, sound = all_of(folder), noise(12)
    if recovered.frames < heard - SPARED_FRAMES:
        return f"{heard - recovered.frames} frames of {heard} are gone"
    if len(kept) != recovered.frames or before > recovered.frames:
        return f"{before} frames before, {recovered.frames} after, {len(kept)} can be read"
    if not np.array_equal(kept, sound[: len(kept)]):
        return "other samples than were heard"
    if [each.frames for each in recovered.stretches] != [recovered.frames]:
        return f"stretches {recovered.stretches}"
    return "; ".join(verify_track(folder))


@pytest.mark.slow
def test_whenever_it_is_killed_all_but_the_last_second_is_there(tmp_path: Path) -> None:
    chance = random.Random(7)
    moments = [(tmp_path / f"{each}.rec", chance.uniform(0.1, 2.5), chance.choice([1, 4])) for each in range(MOMENTS)]
    with ThreadPoolExecutor(2) as pool:
        faults = list(pool.map(lambda moment: kill_and_recover(*moment), moments))
    assert [fault for fault in faults if fault] == []
