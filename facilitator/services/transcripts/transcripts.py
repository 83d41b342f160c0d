"""Transcripts of sessions: brought in, moved to fit the sound, searched, and quoted from with exact times."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.ids import new_id
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording, Sounding, session_ms, soundings
from facilitator.domain.sessions import Session
from facilitator.domain.transcripts import (
    Cue,
    Passage,
    Spot,
    Transcript,
    cue_at,
    occurrences,
    passage,
    word_at,
)
from facilitator.services.transcripts.transcript_reading import ReadTranscript
from facilitator.storage.store import Store

SHORTEST_MS = 100
"""A clip of one short word is still heard."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a transcript where sought words stand."""

    transcript: str
    first: Spot
    last: Spot


class Transcripts:
    """Each change is one that undo takes back. Times that are asked for and given are those of the sound file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[str, tuple[int, tuple[Cue, ...]]] = {}
        store.listen(lambda _changes: self._kept.clear())

    # ---- bringing in

    def add(self, read: ReadTranscript, session: str | None = None, file: str = "", offset_ms: int = 0) -> Transcript:
        """Keeps what was read. Without `file` it is taken for one of the session's own recording, if it has one."""
        made = Transcript(
            new_id(),
            session=session,
            file=file or self._recording_of(session),
            kind=read.kind,
            label=read.label,
            language=read.language,
            offset_ms=offset_ms,
        )
        with self._store.change("Import transcript") as change:
            change.add(made)
            for place, cue in enumerate(read.cues, 1):
                change.put(replace(cue, transcript=made.id, position=float(place)))
        return self._store.need(Transcript, made.id)

    def set_offset(self, transcript: str, offset_ms: int) -> Transcript:
        """All times so much later than they were written, or earlier."""
        with self._store.change("Move transcript") as change:
            return change.put(replace(self._store.need(Transcript, transcript), offset_ms=offset_ms))

    def rename_speaker(self, transcript: str, old: str, new: str) -> int:
        """Another label for a speaker, in every cue; how many cues there were."""
        theirs = [cue for cue in self._store.find(Cue, transcript=transcript) if cue.speaker == old]
        with self._store.change("Rename speaker") as change:
            for cue in theirs:
                change.put(replace(cue, speaker=new.strip()))
        return len(theirs)

    def bind_speaker(self, transcript: str, old: str, person_id: str) -> int:
        """The label becomes that of a person of the group, so that quotes know who speaks; how many cues there were."""
        return self.rename_speaker(transcript, old, _label_of(self._store.need(Person, person_id)))

    def delete(self, transcript: str) -> None:
        """Removes a transcript; quotes made from it stay."""
        found = self._store.need(Transcript, transcript)
        with self._store.change("Delete transcript") as change:
            for cue in self._store.find(Cue, transcript=transcript):
                change.delete(cue)
            change.delete(found)

    # ---- asking

    def of_file(self, file: str) -> list[Transcript]:
        """The transcripts of a sound file of the study."""
        return self._store.find(Transcript, file=file)

    def cues(self, transcript: str) -> tuple[Cue, ...]:
        """Everything said, in order, in the times of the sound; what would lie before its beginning begins with it."""
        kept = self._kept.get(transcript)
        offset = self._store.need(Transcript, transcript).offset_ms
        if kept is None or kept[0] != offset:
            kept = (offset, tuple(_moved(cue, offset) for cue in self._store.find(Cue, transcript=transcript)))
            self._kept[transcript] = kept
        return kept[1]

    def cue_at(self, transcript: str, at_ms: int) -> int | None:
        """The place among `cues` of what is heard then, or of the last one before; None before the first."""
        return cue_at(self.cues(transcript), at_ms)

    def word_at(self, transcript: str, at_ms: int) -> Spot | None:
        """The word that is heard then, or the last one before."""
        return word_at(self.cues(transcript), at_ms)

    def passage(self, transcript: str, first: Spot, last: Spot) -> Passage:
        """The words from one spot to another, with their span of the sound."""
        return passage(self.cues(transcript), first, last)

    def search(self, sought: str, transcripts: Sequence[str] | None = None) -> list[Hit]:
        """Where words stand, in these transcripts or in all."""
        chosen = transcripts if transcripts is not None else [each.id for each in self._store.find(Transcript)]
        return [Hit(each, first, last) for each in chosen for first, last in occurrences(self.cues(each), sought)]

    def session_time(self, transcript: str, at_ms: int) -> int | None:
        """The moment of the session at which something of the transcript is heard."""
        source = self._store.need(Transcript, transcript)
        recording = next(iter(self._store.find(Recording, file=source.file)), None) if source.file else None
        if recording is None:
            return at_ms if not source.file else None
        return session_ms(recording, at_ms)

    # ---- quoting

    def quote_from(
        self,
        transcript: str,
        first: Spot,
        last: Spot,
        actor: str,
        question: str | None = None,
        statement: str | None = None,
    ) -> Quote:
        """A quote of the selected words, with the clip in which they are heard and its speaker if that is known."""
        source, words = self._store.need(Transcript, transcript), self.passage(transcript, first, last)
        if not words.text:
            raise UserError("There are no words in the selection. Select them first.")
        quote = Quote(
            new_id(),
            actor=actor,
            question=question,
            text=words.text,
            statement=statement,
            speaker=self._person(actor, words.speakers),
            session=source.session,
            clip=self._clip(source, words),
        )
        with self._store.change("Quote from transcript") as change:
            return change.add(quote)

    def _clip(self, source: Transcript, words: Passage) -> Clip | None:
        if words.start_ms is None or words.end_ms is None:
            return None
        start, end = words.start_ms, max(words.end_ms, words.start_ms + SHORTEST_MS)
        if source.file:
            return Clip(source.file, start, end)
        sounding = self._sounding(source.session, start)
        return None if sounding is None else _in_file(sounding, start, end)

    def _person(self, actor: str, speakers: Sequence[str]) -> str | None:
        """The person of the group whose alias or seat is the only label in the selection."""
        if len(speakers) != 1:
            return None
        wanted = speakers[0].strip().casefold()
        named = [p for p in self._store.find(Person, actor=actor) if _label_of(p).casefold() == wanted]
        return named[0].id if len(named) == 1 else None

    def _recording_of(self, session: str | None) -> str:
        """The file of the session's own recording, where it has one."""
        if session is None:
            return ""
        self._store.need(Session, session)
        own = self._store.find(Recording, session=session, source="own")
        return own[0].file if len(own) == 1 else ""

    def _sounding(self, session: str | None, at_ms: int) -> Sounding | None:
        if session is None:
            return None
        spans = soundings(self._store.find(Recording, session=session))
        return next((span for span in spans if span.start_ms <= at_ms < span.end_ms), None)


def _label_of(person: Person) -> str:
    """How a transcript calls a person."""
    return person.alias.strip() or f"Seat {person.seat}"


def _moved(cue: Cue, offset_ms: int) -> Cue:
    if offset_ms == 0 or cue.start_ms is None or cue.end_ms is None:
        return cue
    return replace(cue, start_ms=max(0, cue.start_ms + offset_ms), end_ms=max(0, cue.end_ms + offset_ms))


def _in_file(sounding: Sounding, start_ms: int, end_ms: int) -> Clip:
    """A span of session time as a clip, cut where the sound is."""
    end = min(end_ms, sounding.end_ms)
    return Clip(sounding.recording.file, sounding.in_file(start_ms), sounding.in_file(end))
