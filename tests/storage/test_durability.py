"""What was acknowledged is on disk, whatever moment the process is killed at."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from facilitator.domain.notes import Note
from facilitator.domain.study import Study
from facilitator.storage.opening import create_study, open_study

KILLS = 50
CAPTURING = """
import os, sys
from pathlib import Path
from facilitator.domain.notes import Note
from facilitator.storage.opening import open_study
study = open_study(Path(sys.argv[1]))
run, number = sys.argv[2], 0
while True:
    note = f"{run}-{number}"
    study.store.keep_draft("run/s", f"half of {note}")
    with study.store.change("Keep answer") as change:
        change.add(Note(note, session="s", text=f"What was said in {note}. " * 5))
        study.store.keep_draft("run/s", "")
    if number % 7 == 0:
        study.store.undo()
        study.store.redo()
    os.write(1, (note + chr(10)).encode())
    number += 1
"""


def _killed_while_capturing(folder: Path, run: int, chance: random.Random) -> list[str]:
    """The entries that one process acknowledged before it was killed in the midst of its work."""
    command = [sys.executable, "-c", CAPTURING, str(folder), str(run)]
    acknowledged: list[bytes] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        acknowledged.append(process.stdout.readline())
        timer = threading.Timer(chance.uniform(0, 0.06), os.kill, (process.pid, signal.SIGKILL))
        timer.start()
        acknowledged += process.stdout.read().splitlines(keepends=True)
        timer.join()
    return [line.decode().strip() for line in acknowledged if line.endswith(b"\n")]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_no_acknowledged_entry_is_lost_when_the_process_is_killed_at_50_random_moments(tmp_path: Path) -> None:
    folder = tmp_path / "A.study"
    create_study(folder, Study(title="T")).close()
    chance = random.Random(2026)
    acknowledged: list[str] = []
    for run in range(KILLS):
        acknowledged += _killed_while_capturing(folder, run, chance)
        study = open_study(folder)
        kept = {note.id for note in study.store.find(Note)}
        assert study.store.faults() == []
        study.close()
        lost = [entry for entry in acknowledged if entry not in kept]
        assert lost == [], f"lost after kill {run}"
    assert len(acknowledged) > KILLS * 2
    assert len(kept) <= len(acknowledged) + KILLS  # at most one more a kill: on disk, not yet acknowledged
