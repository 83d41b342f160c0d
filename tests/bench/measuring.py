"""What a benchmark hands back, and how a time is taken on a machine that others use too."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias

Clock: TypeAlias = Callable[[Callable[[], object]], float]


@dataclass(frozen=True, slots=True)
class Measure:
    """Ours against a yardstick of the same run, both in `unit`; `limit` is the highest ratio allowed."""

    name: str
    ours: float
    yardstick: float
    limit: float
    aim: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.ours / self.yardstick

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": round(self.ratio, 3), "holds": self.holds}


def took(work: Callable[[], object]) -> float:
    """Ms of one call, by the clock on the wall: for whatever waits for a disk, a thread or another program."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def worked(work: Callable[[], object]) -> float:
    """Ms of processor time of this thread: for work that waits for nothing, whatever others do on the machine."""
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000


@contextmanager
def highest_memory() -> Iterator[Callable[[], float]]:
    """What is given tells, after the block, by how many MB the program had grown at most within it.

    All memory counts, of libraries in C too; before it, what earlier work had at most is forgotten (Linux).
    """
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, highest = _memory_in_kb("VmRSS"), 0

    def growth() -> float:
        return (highest - before) / 1024

    yield growth
    highest = _memory_in_kb("VmHWM")


def _memory_in_kb(kind: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(kind))


def side_by_side(
    ours: Callable[[], object], yardstick: Callable[[], object], rounds: int, clock: Clock = took
) -> tuple[float, float]:
    """Median ms of both, taken in turns so that a busy moment of the machine falls on both alike."""
    gc.collect()
    pairs = [(clock(ours), clock(yardstick)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)
