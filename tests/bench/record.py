"""What recording loses and costs: live through the virtual microphone with a window that stalls, and over 8 hours.

`RECORD_MINUTES=10` makes the live part longer than the minute it takes otherwise.
"""

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from facilitator.audio.recorder import QtRecorder
from tests.audio.simulated import Simulation
from tests.audio.takes import RATE, SessionTime, all_of, noise, place_of
from tests.bench.measuring import Measure
from tests.sound import has_sound_server, started_sound

STALL_S = 1.5
STALL_EVERY_MS = 5000
CPU_LIMIT_S = 4.0
HOURS = 8
MEMORY_LIMIT_MB = 10.0


def measures(folder: Path) -> Iterator[Measure]:
    if has_sound_server():
        minutes = float(os.environ.get("RECORD_MINUTES", "1"))
        with multiprocessing.get_context("spawn").Pool(1) as pool:  # Qt asks for the sound server once in a process
            lost, cpu = pool.apply(_live, (folder / "live.rec", minutes))
        name = f"samples lost in {minutes:g} min with stalls of {STALL_S} s"
        yield Measure(name, float(lost), minutes * 60 * RATE, limit=0.0, unit="")
        yield Measure("CPU per minute recorded live ÷ 4 s", cpu / minutes, CPU_LIMIT_S, limit=1.0, unit="s")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        growth, cpu = pool.apply(_long, (folder / "long.rec",))
    yield Measure(f"memory in {HOURS} h of recording ÷ 10 MB", growth, MEMORY_LIMIT_MB, limit=1.0, unit="MB")
    yield Measure(f"CPU per minute of {HOURS} h ÷ 4 s", cpu / HOURS / 60, CPU_LIMIT_S, limit=1.0, unit="s")


def _live(folder: Path, minutes: float) -> tuple[int, float]:
    """Samples that were spoken and are not in the files, and the seconds of CPU, the feeding included."""
    sound = noise(minutes * 60)
    with started_sound() as virtual:
        _application = QCoreApplication.instance() or QCoreApplication([])
        recorder, stall = QtRecorder(), QTimer()
        recorder.start(folder, None, SessionTime())
        stall.timeout.connect(lambda: time.sleep(STALL_S))
        stall.start(STALL_EVERY_MS)
        before = _cpu_s()
        with virtual.speaking(sound) as speaking:
            _wait(speaking.is_over, minutes * 60 + 60)
            stall.stop()
            _wait(lambda: False, 1)  # the last samples are under way
        recorder.stop()
        cpu = _cpu_s() - before
    kept, spoken = all_of(folder), sound[RATE:]  # the first second is for the stream to be set up in
    kept = kept[place_of(kept, spoken) :]
    same = np.array_equal(kept, spoken[: len(kept)])
    return (len(spoken) - len(kept) if same else len(spoken)), cpu


def _wait(holds: Callable[[], bool], seconds: float) -> None:
    """Until it holds, or so many seconds at most: what is missing then shows in the result."""
    loop, timer, end = QEventLoop(), QTimer(), QTimer(singleShot=True)
    timer.timeout.connect(lambda: loop.quit() if holds() else None)
    end.timeout.connect(loop.quit)
    timer.start(20)
    end.start(round(seconds * 1000))
    loop.exec()


def _long(folder: Path) -> tuple[float, float]:
    """MB by which the program grew after its first ten minutes, at any time, and the seconds of CPU of the whole."""
    simulation = Simulation(folder)
    before = _cpu_s()
    sizes = []
    for _ in range(HOURS * 6):
        simulation.run(600)
        simulation.wait_for_writer()
        sizes.append(_size_in_mb())
    simulation.stop()
    return max(sizes[1:]) - sizes[0], _cpu_s() - before


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _size_in_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024
