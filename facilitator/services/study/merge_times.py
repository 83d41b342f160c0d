"""Two clocks of one meeting: a scribe's session time is brought to the facilitator's."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.domain.timecode import moment
from facilitator.storage.merging import Key, Row, Rows, place_of

TIMES = {
    "Note": ("at_ms",),
    "Gap": ("start_ms", "end_ms"),
    "Reaction": ("at_ms",),
    "Sync": ("at_ms",),
    "Presence": ("came_ms", "left_ms"),
    "MemberCheck": ("at_ms",),
    "Swap": ("at_ms",),
    "Spoken": ("at_ms", "until_ms"),
}
"""Fields that hold session time, by record class; those of recordings lie in their stretches."""
OWN = ("started_at", "ended_at", "question", "step")
"""What each laptop says of the meeting for itself; the facilitator's word stands."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How many ms later a moment of the other copy is in ours; `by_key` when both pressed the common key."""

    session: str
    offset_ms: int
    by_key: bool


def alignments(ours: Rows, theirs: Rows) -> dict[str, Alignment]:
    """The sessions that both copies began by themselves, each with the distance of its two clocks."""
    found = {}
    for key in theirs:
        if key[0] == "Session" and key in ours and _began_apart(key, ours, theirs):
            found[key[1]] = _alignment(key[1], ours, theirs)
    return found


def _began_apart(key: Key, ours: Rows, theirs: Rows) -> bool:
    mine, yours = _value(key, ours, "started_at"), _value(key, theirs, "started_at")
    return None not in (mine, yours) and mine != yours


def _alignment(session: str, ours: Rows, theirs: Rows) -> Alignment:
    mine = [ms for key, ms in _syncs(session, ours) if key not in theirs]
    yours = [ms for key, ms in _syncs(session, theirs)]
    if mine and yours:
        return Alignment(session, mine[0] - yours[0], by_key=True)
    key = ("Session", session)
    began = [moment(str(_value(key, rows, "started_at"))) for rows in (ours, theirs)]
    return Alignment(session, round((began[1] - began[0]).total_seconds() * 1000), by_key=False)


def _syncs(session: str, rows: Rows) -> Iterator[tuple[Key, int]]:
    keys = sorted(key for key in rows if key[0] == "Sync" and _value(key, rows, "session") == session)
    return ((key, _value(key, rows, "at_ms")) for key in keys)


def shifted(rows: Rows, aligned: Mapping[str, Alignment], ours: Rows) -> Rows:
    """The other copy's rows in our time; what it says for itself of a meeting that we began too is left out."""
    if not aligned:
        return rows
    return {key: _shifted(key, row, aligned, ours) for key, row in rows.items() if not _is_own(key, row, aligned)}


def _is_own(key: Key, row: Row, aligned: Mapping[str, Alignment]) -> bool:
    return key[0] == "Visit" and bool(row) and _field(key, row, "session") in aligned


def _shifted(key: Key, row: Row, aligned: Mapping[str, Alignment], ours: Rows) -> Row:
    name, row_id = key
    if name == "Session" and row_id in aligned and row:
        return _with(key, row, {field: _value(key, ours, field) for field in OWN})
    if not row or (name not in TIMES and name != "Recording"):
        return row
    alignment = aligned.get(_field(key, row, "session"))
    if alignment is None:
        return row
    if name == "Recording":
        return _with(key, row, {"stretches": _moved(_field(key, row, "stretches"), alignment.offset_ms)})
    times = {field: _field(key, row, field) for field in TIMES[name]}
    return _with(key, row, {f: max(ms + alignment.offset_ms, 0) for f, ms in times.items() if ms is not None})


def _moved(stretches: str, offset_ms: int) -> str:
    found = [each | {"at_ms": max(each["at_ms"] + offset_ms, 0)} for each in json.loads(stretches or "[]")]
    return json.dumps(found, separators=(",", ":"))


def _value(key: Key, rows: Rows, field: str) -> Any:
    row = rows.get(key)
    return _field(key, row, field) if row else None


def _field(key: Key, row: Row, field: str) -> Any:
    return row[place_of(key[0], field)]


def _with(key: Key, row: Row, values: Mapping[str, Any]) -> Row:
    made = list(row)
    for field, value in values.items():
        made[place_of(key[0], field)] = value
    return made
