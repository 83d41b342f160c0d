"""Keeping the laptop awake from the check of the room to the end of the session, without making the window wait."""

import sys
from collections.abc import Callable

from facilitator.services.ports import StayAwake
from facilitator.ui.jobs import run_job


class Wakefulness:
    """Holds as long as anybody wants it; `reason` is what the system shows."""

    def __init__(self, awake: StayAwake, reason: str) -> None:
        self._awake = awake
        self._reason = reason
        self._wanted: set[str] = set()

    def hold(self, who: str, told: Callable[[bool], None] = lambda _agreed: None) -> None:
        """`told` hears whether the system agreed."""
        self._wanted.add(who)
        if sys.platform == "win32":  # there it holds for the thread that asked, and answers at once
            told(self._awake.hold(self._reason))
        else:
            run_job(self._awake.hold, self._reason, on_done=lambda agreed: self._settle(agreed, told))

    def release(self, who: str) -> None:
        """The laptop may sleep again once nobody wants it awake."""
        if who in self._wanted:
            self._wanted.discard(who)
            if not self._wanted:
                self._awake.release()

    def _settle(self, agreed: bool, told: Callable[[bool], None]) -> None:
        if self._wanted:
            told(agreed)
        else:
            self._awake.release()
