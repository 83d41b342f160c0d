"""Microphones and time that a test makes up: hours pass in seconds, and any trouble comes when it is wanted."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from facilitator.audio.recording.marks import Head
from facilitator.audio.recording.sources import Times
from facilitator.audio.recording.taking import Taking, Telling
from facilitator.audio.recording.writer import Writer
from facilitator.domain.recordings import Stretch
from facilitator.services.ports import InputDevice, Level, Trouble
from tests.audio.takes import RATE, Samples, noise

TICK_MS = 50


@dataclass
class Time:
    """Session time begins at 1000 ms."""

    at_ms: int = 50_000
    slept_ms: int = 0
    began_ms: int = 49_000

    def now_ms(self) -> int:
        return self.at_ms - self.began_ms

    def times(self) -> Times:
        return Times(lambda: self.at_ms, lambda: self.at_ms - self.slept_ms)


class Microphone:
    """Gives the samples of a minute over and over, as many as its clock has made since it was opened."""

    def __init__(self, device: InputDevice, time: Time, minute: Samples) -> None:
        self.device, self._time, self._minute = device, time, minute
        self.parts_per_million = 0.0
        self.alive, self.muted = True, False
        self.given = 0
        self._lost = 0
        self._opened_ms = time.at_ms

    def lose(self, ms: int) -> None:
        self._lost += ms * RATE // 1000

    def read(self) -> bytes:
        if not self.alive:
            return b""
        made = int((self._time.at_ms - self._opened_ms) * RATE * (1 + self.parts_per_million / 1e6) / 1000)
        count = max(0, made - self._lost - self.given)
        at = (self.given + np.arange(count)) % len(self._minute)
        self.given += count
        return bytes(2 * count) if self.muted else self._minute[at].tobytes()

    def close(self) -> None:
        self.alive = False


@dataclass
class Microphones:
    """The Sources of a made-up computer."""

    time: Time
    names: list[str] = field(default_factory=lambda: ["mic"])
    minute: Samples = field(default_factory=lambda: noise(60))
    opened: list[Microphone] = field(default_factory=list)
    muted: set[str] = field(default_factory=set)

    @property
    def last(self) -> Microphone:
        return self.opened[-1]

    def inputs(self) -> list[InputDevice]:
        return [InputDevice(name, name.title(), at == 0) for at, name in enumerate(self.names)]

    def open(self, device_id: str | None) -> Microphone | None:
        found = [each for each in self.inputs() if device_id in (None, each.id)]
        if not found:
            return None
        self.opened.append(Microphone(found[0], self.time, self.minute))
        self.last.muted = found[0].id in self.muted
        return self.opened[-1]

    def feeding(self) -> frozenset[str]:
        return frozenset()

    def close(self) -> None:
        """There is nothing to close."""


class Simulation:
    """A recording of a made-up session, into real files."""

    def __init__(
        self, folder: Path, *, reserve_bytes: int = 0, names: tuple[str, ...] = ("mic",), chosen: str | None = None
    ) -> None:
        self.folder = folder
        self.time = Time()
        self.microphones = Microphones(self.time, list(names))
        self.writer = Writer(folder, Head(device="Mic", started_at="2026-01-01T10:00:00+00:00"))
        self.states: list[str] = []
        self.troubles: list[Trouble] = []
        self.noticed: list[int] = []
        self.closed: list[int] = []
        self.devices: list[InputDevice] = []
        self.remarks: list[str] = []
        self.levels = 0
        self._hanging = False
        tell = Telling(
            self.states.append,
            self._on_level,
            self._on_gap,
            self.closed.append,
            self.devices.append,
            self.remarks.append,
        )
        times = self.time.times()
        self.taking = Taking(self.microphones, self.writer, chosen, self.time.now_ms, times, tell, reserve_bytes)
        self.taking.look()

    def _on_level(self, _level: Level) -> None:
        self.levels += 1

    def _on_gap(self, trouble: Trouble) -> None:
        self.troubles.append(trouble)
        self.noticed.append(self.time.now_ms())

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return self.taking.stretches

    def run(self, seconds: float, tick: int = TICK_MS) -> None:
        """Let time pass as it would, but faster; the writer is given time to keep up."""
        for _ in range(round(seconds * 1000 / tick)):
            self.time.at_ms += tick
            self.taking.look()
            if self.writer.waiting_bytes > 4_000_000 and not self._hanging:
                self.wait_for_writer()

    def run_until(self, holds: Callable[[], object], seconds: float) -> None:
        """Let time pass until something holds; fails when it does not within so many seconds."""
        for _ in range(round(seconds * 1000 / TICK_MS)):
            if holds():
                return
            self.run(TICK_MS / 1000)
        assert holds(), f"not within {seconds} s"

    def sleep(self, seconds: float) -> None:
        """The computer sleeps; its microphone is dead when it wakes."""
        self.microphones.last.alive = False
        self.time.at_ms += round(seconds * 1000)
        self.time.slept_ms += round(seconds * 1000)

    def wait_for_writer(self) -> None:
        """Until all it was given so far is in the files, and it has looked at the disk."""
        done = threading.Event()
        self.writer.call(done.set)
        assert done.wait(60)

    @contextmanager
    def hanging_disk(self) -> Iterator[None]:
        """Nothing is written meanwhile."""
        released = threading.Event()
        self.writer.call(lambda: released.wait(60))
        self._hanging = True
        yield
        self._hanging = False
        released.set()

    def stop(self) -> None:
        self.taking.stop()
