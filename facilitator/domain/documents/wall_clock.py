"""The time on the wall of the room in which a session was held, wherever the document is made."""

from datetime import datetime, timedelta, tzinfo

from facilitator.domain.sessions import Session
from facilitator.domain.timecode import moment


def on_the_wall(session: Session, text: str) -> datetime:
    """A moment of RFC 3339 text as people in the room had it; in the zone of this computer where that is not known."""
    return moment(text).astimezone(_zone(session))


def started(session: Session, after_ms: int = 0) -> datetime:
    """When a session that was held began, or so much later."""
    return on_the_wall(session, session.started_at or "") + timedelta(milliseconds=after_ms)


def _zone(session: Session) -> tzinfo | None:
    """That of the time for which it was planned; a Z says only when it was, not where.

    None for this computer's own, which knows about summer time what an offset does not: a session may be put off.
    """
    told = (text for text in (session.planned_at, session.started_at) if text and not text.endswith(("Z", "z")))
    there = next(map(moment, told), None)
    return None if there is None or there.utcoffset() == there.astimezone().utcoffset() else there.tzinfo
