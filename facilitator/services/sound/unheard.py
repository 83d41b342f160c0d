"""Which time of a session cannot be heard, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, GapReason, Recording, without_sound
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.timecode import clock_text, length_text, moment
from facilitator.services.sound import sounding
from facilitator.services.sound.timeline import MISSED_MS
from facilitator.storage.store import Store

WHY: dict[GapReason, str] = {
    "paused": "paused",
    "lost": "the microphone was lost",
    "silent": "the microphone gave nothing but silence",
    "drift": "samples were lost",
    "moved": "another microphone was used",
    "failed": "sound could not be written",
    "full": "the disk was full",
    "asleep": "the laptop slept",
    "crashed": "the program or the laptop had stopped",
    "notes_only": "notes only",
    "struck": "struck by its speaker",
}


@dataclass(frozen=True, slots=True)
class Unheard:
    """A span of session time without audio; `reason` is empty where nobody recorded."""

    session: str
    group: str
    start_ms: int
    end_ms: int
    reason: GapReason | Literal[""] = ""

    @property
    def sentence(self) -> str:
        """The span in words."""
        why = f" ({WHY[self.reason]})" if self.reason else ""
        start, end, length = clock_text(self.start_ms), clock_text(self.end_ms), self.end_ms - self.start_ms
        span = f"from {start} to {end}" if start != end else f"for {length_text(length)} at {start}"
        return f"{self.group}: no audio {span}{why}."


def unheard(store: Store) -> list[Unheard]:
    """The time without audio of every session that was recorded, or was to be."""
    return [span for session in store.find(Session) for span in unheard_in(store, session)]


def unheard_in(store: Store, session: Session) -> Iterator[Unheard]:
    recordings = store.find(Recording, session=session.id)
    gaps = store.find(Gap, session=session.id)
    if session.started_at is None or not (recordings or gaps):
        return
    actor = store.get(Actor, session.actor)
    group = actor.name if actor else session.id
    for start, end in without_sound(recordings, 0, _length(store, session, recordings)):
        if end - start >= MISSED_MS:
            yield Unheard(session.id, group, start, end, _reason(gaps, start, end))
    for gap in gaps:
        if gap.reason == "struck" and gap.end_ms is not None:
            yield Unheard(session.id, group, gap.start_ms, gap.end_ms, "struck")


def _length(store: Store, session: Session, recordings: list[Recording]) -> int:
    """How long a session took; one that goes on, as far as it is known."""
    if session.started_at is not None and session.ended_at is not None:
        return round((moment(session.ended_at) - moment(session.started_at)).total_seconds() * 1000)
    ends = [visit.end_ms for visit in store.find(Visit, session=session.id)]
    ends += [note.at_ms or 0 for note in store.find(Note, session=session.id)]
    return max([*ends, *(sounding.end_ms(each) for each in recordings)], default=0)


def _reason(gaps: list[Gap], start: int, end: int) -> GapReason | Literal[""]:
    """Why there is none: what is noted of most of it."""
    shared: Counter[GapReason] = Counter()
    for gap in gaps:
        if gap.reason != "struck":
            shared[gap.reason] += max(min(end, gap.end_ms or end) - max(start, gap.start_ms), 0)
    best = max(shared, key=lambda reason: shared[reason], default=None)
    return best if best is not None and shared[best] > 0 else ""
