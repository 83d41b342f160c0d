"""Where samples come from: what the recorder needs of a sound system, so that a test can be one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from facilitator.services.ports import InputDevice


class Source(Protocol):
    """An open input."""

    @property
    def device(self) -> InputDevice: ...

    def read(self) -> bytes:
        """All that came in since the last time: 48 kHz, mono, 16 bit little-endian. Never waits."""

    def close(self) -> None: ...


class Sources(Protocol):
    """The inputs of a computer."""

    def inputs(self) -> list[InputDevice]:
        """Those there are now, the default one first."""

    def open(self, device_id: str | None) -> Source | None:
        """None takes the default one; the answer is None when there is no such input or it does not open."""

    def feeding(self) -> frozenset[str]:
        """Ids of the inputs that feed this program now; empty where the system does not tell."""

    def close(self) -> None:
        """No input is open any more."""


@dataclass(frozen=True, slots=True)
class Times:
    """Two counts of ms: one that goes on while the computer sleeps and one that does not."""

    at_ms: Callable[[], int]
    awake_ms: Callable[[], int]
