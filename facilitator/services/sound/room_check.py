"""Checking the room before a session: is the farthest seat heard, is there disk and power enough, may we record."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Final, Literal

from facilitator.domain.people import Person
from facilitator.services.ports import Level
from facilitator.services.sound import disk

Light = Literal["wait", "ok", "warn", "bad"]
Heard = Literal["waiting", "dead", "silent", "quiet", "heard", "loud"]

PER_SECOND: Final = 10
"""How many levels come each second."""
SILENT_AFTER: Final = 2 * PER_SECOND
QUIET_AFTER: Final = 10 * PER_SECOND
ENOUGH: Final = 8
"""So many loud reports within three seconds are speech and not a door."""
USABLE_DBFS: Final = -45.0
ABOVE_ROOM_DB: Final = 8.0
LOUD_DBFS: Final = -1.0
LOW_BATTERY: Final = 50
"""Percent; less than this may not last for a session."""


class SeatTest:
    """Listens to levels until somebody was heard; digital silence afterwards takes that back.

    Speech must be usable and stand out from the room, whose own noise is the quieter part of what was heard.
    """

    def __init__(self) -> None:
        self._recent: deque[Level] = deque(maxlen=3 * PER_SECOND)
        self._room: deque[float] = deque(maxlen=QUIET_AFTER)
        self._count = 0
        self._zeros = 0
        self._passed = False

    def take(self, level: Level) -> None:
        """One more report of how loud it is."""
        self._count += 1
        self._zeros = 0 if isfinite(level.peak_dbfs) else self._zeros + 1
        self._recent.append(level)
        if isfinite(level.rms_dbfs):
            self._room.append(level.rms_dbfs)
        self._passed = self._passed or self._speech() >= ENOUGH

    @property
    def alive(self) -> bool:
        """Whether anything but digital silence has come from the microphone."""
        return bool(self._room)

    @property
    def heard(self) -> Heard:
        """What is to be said of it now."""
        if self._zeros >= SILENT_AFTER:
            return "silent"
        if sum(level.peak_dbfs >= LOUD_DBFS for level in self._recent) >= 3:
            return "loud"
        if self._passed:
            return "heard"
        return "quiet" if self._count >= QUIET_AFTER else "waiting"

    def _speech(self) -> int:
        if len(self._room) < PER_SECOND // 2:
            return 0
        room = sorted(self._room)[len(self._room) // 5]
        least = max(USABLE_DBFS, room + ABOVE_ROOM_DB)
        return sum(level.rms_dbfs >= least for level in self._recent)


def sound_light(heard: Heard) -> Light:
    """Digital silence and a dead microphone forbid recording; what is only faint does not."""
    lights: dict[Heard, Light] = {"waiting": "wait", "dead": "bad", "silent": "bad", "quiet": "warn", "loud": "warn"}
    return lights.get(heard, "ok")


def disk_light(free_bytes: int, minutes: int | None) -> Light:
    """Green for twice the planned time and a gigabyte, red where the planned time itself may not fit."""
    if disk.is_enough(free_bytes, minutes):
        return "ok"
    need = (minutes or disk.UNPLANNED_MINUTES) * disk.BYTES_PER_HOUR // 60
    return "warn" if free_bytes >= need + disk.SPARE // 4 else "bad"


def minutes_of_disk(free_bytes: int) -> int:
    """How many minutes of sound fit."""
    return free_bytes * 60 // disk.BYTES_PER_HOUR


def battery_light(percent: int | None, *, mains: bool) -> Light:
    """Green on mains or without a battery."""
    if mains or percent is None:
        return "ok"
    return "warn" if percent <= LOW_BATTERY else "ok"


@dataclass(frozen=True, slots=True)
class Permission:
    """Who of the group said no to being recorded, and of whom it is not known; by name as the group knows it."""

    refused: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    listed: int = 0

    @property
    def light(self) -> Light:
        """Red when one person said no: then the group is not recorded at all. Nobody listed is nobody asked."""
        return "bad" if self.refused else "warn" if self.unasked or not self.listed else "ok"


def permission(people: Iterable[Person]) -> Permission:
    """What the group said about being recorded; who withdrew is not asked."""
    here = [person for person in people if not person.withdrew]
    refused = tuple(person.called for person in here if person.consent.record is False)
    unasked = tuple(person.called for person in here if person.consent.record is None)
    return Permission(refused, unasked, len(here))


def worst(lights: Iterable[Light]) -> Light:
    """The light of the whole room."""
    order: tuple[Light, ...] = ("ok", "wait", "warn", "bad")
    return max(lights, key=order.index, default="ok")
