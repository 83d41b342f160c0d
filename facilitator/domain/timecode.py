"""Times as people read them."""

from datetime import UTC, datetime, timedelta


def clock_text(ms: int) -> str:
    """A length as h:mm:ss, or m:ss under an hour; negative lengths carry a minus sign."""
    sign, seconds = ("-" if ms < 0 else ""), abs(ms) // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{sign}{hours}:{minutes:02}:{seconds:02}"
    return f"{sign}{minutes}:{seconds:02}"


def length_text(ms: int, short: str = "under a second") -> str:
    """A length as `clock_text` tells it; what that would call nothing is `short`."""
    return short if 0 <= ms < 1000 else clock_text(ms)


def stamp(moment: datetime) -> str:
    """RFC 3339 text with offset, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """The aware datetime of RFC 3339 text; raises ValueError when it is none or has no offset."""
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return parsed


def local_time(started_at: str, at_ms: int) -> str:
    """The wall clock, hh:mm:ss local, at a point of session time."""
    return (moment(started_at) + timedelta(milliseconds=at_ms)).astimezone().strftime("%H:%M:%S")


def parse_span(text: str) -> int:
    """Ms of a time typed as s, m:ss or h:mm:ss, each with decimals; ValueError when it is none."""
    parts = text.strip().replace(",", ".").split(":")
    if len(parts) > 3:
        raise ValueError(f"{text!r} is no time")
    seconds = 0.0
    for part in parts:
        if not part.replace(".", "", 1).isdecimal():
            raise ValueError(f"{text!r} is no time")
        seconds = seconds * 60 + float(part)
    return round(seconds * 1000)


def span_text(ms: int) -> str:
    """A point in an audio file as m:ss.mmm, the form that `parse_span` reads back."""
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes}:{rest // 1000:02}.{rest % 1000:03}"
