"""The queue of what was marked to be finished from the recording, worked off entry by entry."""

from dataclasses import dataclass, replace

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.ids import new_id
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.services.sound.sounding import clip_at
from facilitator.storage.store import Store

LEAD_MS = 5_000
"""A mark lies this much before the first key: what was said began before, and is surely still going on then."""
LONGEST_MS = 60_000
FIRST_GUESS_MS = 6_000
"""How much is played after that until the next pause is found."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The end of a clip that is only guessed: in truth it lies at the first pause after `heard_ms` of the file."""

    heard_ms: int
    latest_ms: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry to be finished, with where it is heard; `clip` is None where there is no sound."""

    note: Note
    session: Session
    actor: Actor
    clip: Clip | None
    guess: Guess | None = None


class Completing:
    """Reads the queue and takes entries off it; `lead_ms` is the setting under which marks are made."""

    def __init__(self, store: Store, lead_ms: int = LEAD_MS) -> None:
        self._store = store
        self._lead_ms = lead_ms

    def waiting(self) -> list[Waiting]:
        """Everything that waits, what can be heard first; session by session, in the order of its time."""
        notes = [note for note in self._store.find(Note, finish_from_audio=True) if not note.struck]
        sessions = {s.id: s for s in self._store.find_in(Session, "id", [note.session for note in notes])}
        actors = {a.id: a for a in self._store.find(Actor)}
        recordings, gaps = self._store.find(Recording), self._store.find(Gap)
        quotes = {q.note: q for q in self._store.find(Quote) if q.note and q.clip}
        found = []
        for note in sorted(notes, key=lambda each: (sessions[each.session].position, each.at_ms or 0, each.position)):
            session = sessions[note.session]
            own = [each for each in recordings if each.session == session.id]
            holes = [each for each in gaps if each.session == session.id]
            found.append(self._entry(note, session, actors[session.actor], quotes.get(note.id), (own, holes)))
        return sorted(found, key=lambda entry: entry.clip is None)

    def finish(self, note_id: str, text: str, clip: Clip | None) -> Quote | None:
        """Keeps the words; quotes made from the note get them too and count as checked with the audio.

        A verbatim note without a quote becomes one. Without a clip nothing counts as checked. Gives the quote, if any.
        """
        words = text.strip()
        if not words:
            raise UserError("There are no words yet. Type what you hear, then press Ctrl+Enter.")
        note = self._store.need(Note, note_id)
        with self._store.change("Finish from audio") as change:
            changed = change.put(replace(note, text=words, finish_from_audio=False))
            made = self._store.find(Quote, note=note_id)
            for quote in made:
                kept = quote.clip if clip is None else clip
                change.put(replace(quote, text=words, clip=kept, checked=kept is not None))
            if not made and note.kind == "quote":
                made = [change.add(self._quote(changed, clip))]
        return made[0] if made else None

    def _entry(
        self, note: Note, session: Session, actor: Actor, quote: Quote | None, sound: tuple[list[Recording], list[Gap]]
    ) -> Waiting:
        if quote is not None and quote.clip is not None:
            return Waiting(note, session, actor, quote.clip)
        longest = clip_at(*sound, note.at_ms, LONGEST_MS) if note.at_ms is not None else None
        if longest is None:
            return Waiting(note, session, actor, None)
        heard = min(longest.start_ms + self._lead_ms, longest.end_ms)
        clip = replace(longest, end_ms=min(heard + FIRST_GUESS_MS, longest.end_ms))
        return Waiting(note, session, actor, clip, Guess(heard, longest.end_ms))

    def _quote(self, note: Note, clip: Clip | None) -> Quote:
        session = self._store.need(Session, note.session)
        return Quote(
            new_id(),
            actor=session.actor,
            question=note.questions[0] if note.questions else None,
            text=note.text,
            speaker=note.speaker,
            session=note.session,
            note=note.id,
            clip=clip,
            checked=clip is not None,
        )
