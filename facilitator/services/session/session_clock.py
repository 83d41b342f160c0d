"""Time within a meeting, which goes on at the same pace whatever is done to the computer's clock."""

from datetime import timedelta

from facilitator.domain.sessions import Session
from facilitator.domain.timecode import moment, stamp
from facilitator.services.clock import Clock

OTHER_DAY_MS = 12 * 3_600_000
"""A session gone on with later than this after its newest entry does not count the time between."""


class SessionClock:
    """Ms since a session began; after a restart it takes up where the wall clock or the last entry was.

    `at_least_ms` is the time of the newest entry, so that no later one is dated before it.
    """

    def __init__(self, clock: Clock, started_at: str, at_least_ms: int = 0) -> None:
        self._clock = clock
        wall = round((clock.now() - moment(started_at)).total_seconds() * 1000)
        same_day = wall <= at_least_ms + OTHER_DAY_MS
        self._zero = clock.monotonic_ms() - max(wall if same_day else 0, at_least_ms, 0)

    def elapsed_ms(self) -> int:
        """Session time now."""
        return self._clock.monotonic_ms() - self._zero


def elapsed_in(clock: Clock, session: Session) -> int:
    """Session time now, by the wall clock alone; 0 before it begins."""
    return 0 if session.started_at is None else SessionClock(clock, session.started_at).elapsed_ms()


def end_of(clock: Clock, session: Session, known_ms: int) -> str:
    """The time of an end now; where the wall clock was set back, not before what is known of the session."""
    now = clock.now()
    if session.started_at is None:
        return stamp(now)
    return stamp(max(now, moment(session.started_at) + timedelta(milliseconds=known_ms)))
