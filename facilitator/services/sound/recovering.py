"""Recordings that were not completed, by a crash or because nobody had counted their samples yet."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.domain.ids import new_id
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import moment
from facilitator.services.ports import Cancel, Recovered, Tracks
from facilitator.services.sound import sounding
from facilitator.storage.store import Store

SLACK_MS = 1_000
"""By so much the clock of the samples and that of the session may tell a moment apart."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A recording whose checksum is not known, and where its sound lies."""

    recording: str
    folder: Path


def look_into(tracks: Tracks, unfinished: Iterable[Unfinished], cancel: Cancel | None = None) -> dict[str, Recovered]:
    """What is there of each, by the bytes present; for a job. A folder that is gone is passed over."""
    found: dict[str, Recovered] = {}
    for each in unfinished:
        if cancel is not None:
            cancel.check()
        with suppress(UserError):  # `check` tells that it is gone
            found[each.recording] = tracks.recover(each.folder)
    return found


def count_samples(tracks: Tracks, unfinished: Iterable[Unfinished], cancel: Cancel | None = None) -> dict[str, str]:
    """The checksum of each that can be read as a whole; for a job, since it reads every sample."""
    found: dict[str, str] = {}
    for each in unfinished:
        with suppress(UserError):
            found[each.recording] = tracks.sha256(each.folder, cancel=cancel)
    return {recording: sha256 for recording, sha256 in found.items() if sha256}


class Recovering:
    """Takes what was found out in jobs over into the study in `folder`."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def unfinished(self, *but: str) -> list[Unfinished]:
        """Our own recordings that were not completed; `but` are those still under way."""
        found = self._store.find(Recording, source="own", sha256="")
        return [Unfinished(each.id, self._folder / "audio" / each.file) for each in found if each.id not in but]

    def take_over(self, found: Mapping[str, Recovered]) -> None:
        """Writes what each recording holds, and marks from when on a running session was not recorded any more."""
        known = self._store.find_in(Recording, "id", list(found))
        with self._store.change("Recover recording", undoable=False) as change:
            done = [change.put(_completed(each, found[each.id])) for each in known]
            for session in self._store.find_in(Session, "id", list({each.session for each in done})):
                for gap in self._gaps_of(session, [each for each in done if each.session == session.id]):
                    change.put(gap) if gap.position else change.add(gap)

    def keep_checksums(self, found: Mapping[str, str]) -> None:
        """Writes that these recordings are complete."""
        with self._store.change("Complete recording", undoable=False) as change:
            for recording in self._store.find_in(Recording, "id", list(found)):
                change.put(replace(recording, sha256=found[recording.id]))

    def _gaps_of(self, session: Session, done: list[Recording]) -> list[Gap]:
        """The gap that the crash left in a running session; the end of gaps that last no more."""
        known = [gap for gap in self._store.find(Gap, session=session.id) if gap.reason != "struck"]
        if not session.is_open:
            length = _after_start(session, session.ended_at)
            return [replace(gap, end_ms=max(length, gap.start_ms)) for gap in known if gap.end_ms is None]
        broken = [each for each in done if not each.sha256]
        if not broken:
            return []
        over = [_ended(gap, broken) for gap in known if gap.end_ms is None]
        ended = [gap for gap in over if gap.end_ms is not None]
        others = {gap.id: gap for gap in known} | {gap.id: gap for gap in ended}
        return [*ended, *self._crashed(session, broken, list(others.values()))]

    def _crashed(self, session: Session, broken: list[Recording], known: list[Gap]) -> list[Gap]:
        """From the last sound on, until there is some again or another gap tells why there is none."""
        silent_from = max(sounding.end_ms(each) or _after_start(session, each.started_at) for each in broken)
        if any(gap.start_ms <= silent_from + SLACK_MS and _lasts(gap, silent_from) for gap in known):
            return []
        ids = {each.id for each in broken}
        own = [each for each in self._store.find(Recording, session=session.id, source="own") if each.id not in ids]
        starts = [stretch.at_ms for each in own for stretch in each.stretches] + [gap.start_ms for gap in known]
        again = min((at_ms for at_ms in starts if at_ms > silent_from), default=None)
        return [Gap(new_id(), session=session.id, start_ms=silent_from, end_ms=again, reason="crashed")]


def _ended(gap: Gap, broken: list[Recording]) -> Gap:
    """Sound that came after a gap began has ended it, though nobody was left to write that down."""
    starts = [each.at_ms for recording in broken for each in recording.stretches]
    return replace(gap, end_ms=min((at_ms for at_ms in starts if at_ms > gap.start_ms + SLACK_MS), default=None))


def _lasts(gap: Gap, at_ms: int) -> bool:
    """Whether a gap goes on after a moment."""
    return gap.end_ms is None or gap.end_ms > at_ms


def _completed(recording: Recording, what: Recovered) -> Recording:
    return replace(
        recording,
        stretches=what.stretches,
        frames=what.frames,
        rate=what.rate,
        label=recording.label or what.device,
        sha256=what.sha256,
    )


def _after_start(session: Session, at: str | None) -> int:
    """Session time by the wall clock."""
    if session.started_at is None or at is None:
        return 0
    return round((moment(at) - moment(session.started_at)).total_seconds() * 1000)
