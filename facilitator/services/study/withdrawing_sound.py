"""Where one person is heard: in every recording of a moment, and in what transcripts have of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from facilitator.domain.findings import Clip
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording, soundings
from facilitator.domain.sessions import Session
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.services.sound.sounding import CLIP_MS
from facilitator.services.study.withdrawing_seats import Seats
from facilitator.storage.store import Store

Labelled: TypeAlias = tuple[Transcript, Cue]
"""A cue that a transcript has under somebody's label."""
_SEAT = re.compile(r"seat (\d{1,4})")


@dataclass(frozen=True, slots=True)
class _Moment:
    """A span of session time."""

    session: str
    start_ms: int
    end_ms: int


class Heard:
    """Reads recordings and transcripts of one study; nothing is changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recordings = store.find(Recording)
        self._transcripts = store.find(Transcript)
        self._sessions = {session.id: session for session in store.find(Session)}
        self._seats = Seats(store)

    def everywhere(self, clips: Iterable[Clip]) -> tuple[Clip, ...]:
        """The same moments in every recording that was made of them, as when a second device lay on the table."""
        found: dict[tuple[str, int, int], Clip] = {}
        for clip in clips:
            others = (again for moment in self._moments(clip) for again in self._clips(moment))
            for each in (clip, *others):
                found.setdefault((each.file, each.start_ms, each.end_ms), each)
        return tuple(_widest(list(found.values())))

    def cues_in(self, clips: Sequence[Clip]) -> Iterator[Cue]:
        """What transcripts have of these spans."""
        for transcript in self._transcripts:
            spans = [span for clip in clips for span in self._spans_in(transcript, clip)]
            for cue in self._store.find(Cue, transcript=transcript.id) if spans else ():
                start, end = cue.start_ms, cue.end_ms or cue.start_ms
                if start is not None and end is not None and any(start < last and end > first for first, last in spans):
                    yield cue

    def cues_of(self, person: Person, name: str) -> tuple[list[Labelled], list[Labelled]]:
        """What transcripts have under their alias, name or seat; and what may be theirs, since it may be another's.

        A seat is that of the moment: people change seats, and somebody else may sit there today.
        """
        called = {person.alias.strip().casefold(), name.strip().casefold()} - {""}
        sure: list[Labelled] = []
        perhaps: list[Labelled] = []
        for transcript in self._transcripts:
            session = self._session_of(transcript)
            if session is not None and session.actor != person.actor:
                continue
            for cue in self._store.find(Cue, transcript=transcript.id):
                label = cue.speaker.strip().casefold()
                seated: set[str] = set() if label in called else self._seated(label, transcript, cue, session)
                if label in called or seated == {person.id}:
                    sure.append((transcript, cue))
                elif person.id in seated:
                    perhaps.append((transcript, cue))
        return sure, perhaps

    def _seated(self, label: str, transcript: Transcript, cue: Cue, session: Session | None) -> set[str]:
        """Who may have sat on the seat that a label names; nobody where it names none."""
        seat = _SEAT.fullmatch(label)
        return self._seats.on(int(seat[1]), session, self._span(transcript, cue, session)) if seat else set()

    def _session_of(self, transcript: Transcript) -> Session | None:
        """What a transcript is of; where it does not say so, what its sound is of."""
        of_sound = {each.session for each in self._recordings if transcript.file and each.file == transcript.file}
        known = transcript.session or (of_sound.pop() if len(of_sound) == 1 else "")
        return self._sessions.get(known)

    def _span(self, transcript: Transcript, cue: Cue, session: Session | None) -> tuple[int, int] | None:
        """When a cue was said in session time, as far as that is known."""
        if cue.start_ms is None or session is None:
            return None
        start = cue.start_ms + transcript.offset_ms
        end = max(start, (cue.end_ms or 0) + transcript.offset_ms)
        if not transcript.file:
            return start, end
        moments = self._moments(Clip(transcript.file, start, max(end, start + 1)))
        found = [(each.start_ms, each.end_ms) for each in moments if each.session == session.id]
        return (min(first for first, _ in found), max(last for _, last in found)) if found else None

    def _clips_of(self, cues: Iterable[Labelled]) -> Iterator[Clip]:
        """Where these cues are heard."""
        for transcript, cue in cues:
            if cue.start_ms is None or cue.end_ms is None:
                continue
            start, end = cue.start_ms + transcript.offset_ms, cue.end_ms + transcript.offset_ms
            if transcript.file:
                yield Clip(transcript.file, start, end)
            elif transcript.session:
                yield from self._clips(_Moment(transcript.session, start, end))

    def perhaps(self, notes: Iterable[Note], cues: Iterable[Labelled], sure: Sequence[Clip]) -> tuple[Clip, ...]:
        """What follows the marks of the person's notes, and their cues: somebody has to listen."""
        marks = [note for note in self._store.find(Note) if note.at_ms is not None]
        moments = [
            _Moment(note.session, note.at_ms, _until(note, marks))
            for note in notes
            if note.at_ms is not None and not note.struck
        ]
        clips = [clip for moment in moments for clip in self._clips(moment)]
        clips += self.everywhere(self._clips_of(cues))
        return tuple(_widest([clip for clip in clips if not any(_inside(clip, each) for each in sure)]))

    def _moments(self, clip: Clip) -> Iterator[_Moment]:
        for recording in self._recordings:
            for each in soundings([recording]) if recording.file == clip.file else ():
                ahead = each.start_ms - each.file_ms
                start, end = max(clip.start_ms + ahead, each.start_ms), min(clip.end_ms + ahead, each.end_ms)
                if start < end:
                    yield _Moment(recording.session, start, end)

    def _clips(self, moment: _Moment) -> Iterator[Clip]:
        for each in soundings(each for each in self._recordings if each.session == moment.session):
            start, end = max(moment.start_ms, each.start_ms), min(moment.end_ms, each.end_ms)
            if start < end:
                yield Clip(each.recording.file, each.in_file(start), each.in_file(end))

    def _spans_in(self, transcript: Transcript, clip: Clip) -> Iterator[tuple[int, int]]:
        """The times of a clip as the cues of a transcript tell them: in its file, or in session time."""
        if transcript.file == clip.file:
            yield clip.start_ms - transcript.offset_ms, clip.end_ms - transcript.offset_ms
        elif not transcript.file and transcript.session:
            for moment in self._moments(clip):
                if moment.session == transcript.session:
                    yield moment.start_ms - transcript.offset_ms, moment.end_ms - transcript.offset_ms


def _until(note: Note, marks: Iterable[Note]) -> int:
    """The next mark of somebody else in the session, but no longer than a clip is."""
    at = note.at_ms or 0
    later = (other.at_ms or 0 for other in marks if other.session == note.session and other.speaker != note.speaker)
    return min([at + CLIP_MS, *(each for each in later if each > at)])


def _inside(clip: Clip, other: Clip) -> bool:
    return clip.file == other.file and other.start_ms <= clip.start_ms and clip.end_ms <= other.end_ms


def _widest(clips: Sequence[Clip]) -> Iterator[Clip]:
    """Each of them once, and none that lies within another."""
    for at, clip in enumerate(clips):
        around = (other for n, other in enumerate(clips) if n != at and _inside(clip, other))
        if not any(not _inside(other, clip) or clips.index(other) < at for other in around):
            yield clip
