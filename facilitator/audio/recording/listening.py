"""Tells how loud an input is without keeping anything."""

from collections.abc import Callable
from typing import Final

import numpy as np

from facilitator.audio.recording.finding import Finding
from facilitator.audio.recording.level import NOTHING, Meter
from facilitator.audio.recording.sources import Source, Sources, Times
from facilitator.services.ports import InputDevice, Level

DEAD_MS: Final = 1000


class Listening:
    """Goes on by itself when the input went away and is back; it never takes another one than was asked for."""

    def __init__(self, sources: Sources, chosen: str | None, times: Times, tell: Callable[[Level], object]) -> None:
        self._sources, self._chosen, self._times, self._tell = sources, chosen, times, tell
        self._meter = Meter()
        self._source: Source | None = None
        self._fed_ms = times.at_ms()
        self._finding = self._new_finding()

    @property
    def device(self) -> InputDevice | None:
        return self._source.device if self._source is not None else self._finding.device

    def look(self) -> None:
        """To be asked about twenty times a second."""
        if self._source is None:
            found = self._finding.look(self._times.at_ms())
            if found is None:
                return
            self._source, pcm = found
            self._fed_ms = self._times.at_ms()
        else:
            pcm = self._source.read()
        self._hear(self._source, pcm)

    def _hear(self, source: Source, pcm: bytes) -> None:
        at_ms = self._times.at_ms()
        if pcm:
            self._fed_ms = at_ms
            level = self._meter.take(np.frombuffer(pcm, "<i2"))
            if level is not None:
                self._tell(level)
        elif at_ms - self._fed_ms >= DEAD_MS:
            source.close()
            self._source = None
            self._finding = self._new_finding()
            self._tell(NOTHING)

    def stop(self) -> None:
        self._finding.close()
        if self._source is not None:
            self._source.close()
            self._source = None

    def _new_finding(self) -> Finding:
        return Finding(self._sources, self._chosen, self._times.at_ms(), fall_back=False)
