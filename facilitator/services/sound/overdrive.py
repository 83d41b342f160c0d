"""Whether a recording is too loud for its microphone: what is cut off at full scale cannot be had back."""

from collections import deque
from typing import Final

from facilitator.services.ports import Level
from facilitator.services.sound.room_check import LOUD_DBFS, PER_SECOND

WITHIN: Final = 10 * PER_SECOND
TOO_MANY: Final = PER_SECOND
"""So many loud reports within ten seconds are no door that slammed and nobody's single laugh."""


class Overdrive:
    """Given every report of how loud it is; `told` once it is too loud, until ten seconds were not."""

    def __init__(self) -> None:
        self._loud: deque[bool] = deque(maxlen=WITHIN)
        self.told = False

    def take(self, level: Level) -> bool:
        """Whether `told` is another now."""
        self._loud.append(level.peak_dbfs >= LOUD_DBFS)
        count, before = sum(self._loud), self.told
        self.told = count >= TOO_MANY or (before and count > 0)
        return self.told != before
