"""Writing down what is said: each entry is kept by one change, and so is everything done to it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.grammar import Head, Sign, Who, line_text
from facilitator.domain.ids import new_id
from facilitator.domain.merges import Sync
from facilitator.domain.notes import Mark, MarkKind, Note, NoteKind
from facilitator.domain.people import Person
from facilitator.domain.room import Spoken, Swap, seats_at
from facilitator.domain.sessions import Session
from facilitator.storage.store import Change, Store

LEAD_MS: Final = 5_000
"""People react late: an entry's mark lies this much before its first key."""

_LABELS: Final[dict[NoteKind, str]] = {
    "idea": "Keep answer",
    "quote": "Keep quote",
    "own": "Keep note",
    "observation": "Keep observation",
    "parking": "Park",
    "later": "Mark moment",
    "private": "Keep private remark",
}
_OPPOSITE: Final[dict[MarkKind, MarkKind]] = {"nod": "shake", "shake": "nod"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed line as it is kept on disk; `note` is the entry being edited, if one is."""

    head: Head = field(default_factory=Head)
    text: str = ""
    questions: tuple[str, ...] | None = None
    at_ms: int | None = None
    note: str | None = None


class Capture:
    """Writes into one session; `now_ms` is its clock, None when the session is over and only completed.

    `stream` names the scribe on whose laptop this is.
    """

    def __init__(
        self,
        store: Store,
        session: Session,
        now_ms: Callable[[], int] | None = None,
        lead_ms: int = LEAD_MS,
        stream: str = "",
    ) -> None:
        self._store = store
        self.session = session
        self._now_ms = now_ms
        self._lead_ms = lead_ms
        self._stream = stream
        self._place = f"run/{session.id}"
        self._seats: dict[int, str] = {}
        self._drafted = True  # unless proven otherwise

    def mark(self) -> int | None:
        """The moment to replay from, in ms of session time: a little before the facilitator reacted."""
        return None if self._now_ms is None else max(self._now_ms() - self._lead_ms, 0)

    def people(self) -> dict[int, Person]:
        """Who sits where."""
        found = self._store.find(Person, actor=self.session.actor)
        seated = {person.seat: person for person in found if person.seat is not None}
        self._seats = {seat: person.id for seat, person in seated.items()}
        return seated

    def notes(self) -> list[Note]:
        """Everything written down in the session, in the order of the stream."""
        return self._store.find(Note, session=self.session.id)

    def keep(
        self,
        text: str,
        kind: NoteKind = "idea",
        speaker: Who | None = None,
        questions: Iterable[str] = (),
        at_ms: int | None = None,
        *,
        finish_from_audio: bool = False,
    ) -> Note:
        """Keeps an entry and forgets the half-typed line; a seat that nobody has yet gets its person.

        An entry without words is one to finish from the audio. Raises NotSaved; then nothing was changed.
        """
        words = line_text(text).strip()
        with self._line_change(_LABELS[kind]) as change:
            note = Note(
                new_id(),
                session=self.session.id,
                questions=tuple(questions),
                kind=kind,
                text=words,
                speaker=self._speaker(change, speaker),
                at_ms=at_ms,
                several=speaker == "several",
                finish_from_audio=finish_from_audio or not words,
                stream=self._stream,
            )
            return change.add(note)

    def mark_moment(self, questions: Iterable[str] = ()) -> Note:
        """Marks this moment, to come back to it later."""
        with self._store.change(_LABELS["later"]) as change:
            note = Note(new_id(), session=self.session.id, questions=tuple(questions), kind="later", at_ms=self.mark())
            return change.add(replace(note, stream=self._stream))

    def mark_common_moment(self) -> Sync:
        """The key pressed on two laptops at once; UserError when the session is over."""
        if self._now_ms is None:
            raise UserError("This session is over; a common moment can be marked only while it runs.")
        with self._store.change("Mark the common moment") as change:
            return change.add(Sync(new_id(), session=self.session.id, at_ms=self._now_ms()))

    def edit(
        self, note_id: str, text: str, kind: NoteKind, speaker: Who | None, questions: Iterable[str], *, finish: bool
    ) -> Note:
        """Puts new words, kind, speaker and questions on an entry; its time and its marks stay."""
        before = self._store.need(Note, note_id)
        words = line_text(text).strip()
        with self._line_change("Edit entry") as change:
            after = replace(
                before,
                text=words,
                kind=kind,
                speaker=self._speaker(change, speaker),
                several=speaker == "several",
                questions=tuple(questions),
                finish_from_audio=finish,
            )
            return change.put(after)

    def refile(self, note_id: str, questions: Iterable[str]) -> Note:
        """Files an entry under these questions, under none if there are none."""
        before = self._store.need(Note, note_id)
        with self._store.change("File under question") as change:
            return change.put(replace(before, questions=tuple(questions)))

    def spoke(self, seat: int, at_ms: int, until_ms: int) -> Spoken:
        """Keeps how long somebody spoke; a seat that nobody has yet gets its person."""
        with self._store.change("Keep time of speaking") as change:
            person = self._person(change, seat)
            return change.add(Spoken(new_id(), session=self.session.id, person=person, at_ms=at_ms, until_ms=until_ms))

    def spoken(self) -> list[Spoken]:
        """Who spoke when and how long, as far as the key of a seat was held."""
        return self._store.find(Spoken, session=self.session.id)

    def sign(self, note_id: str, sign: Sign, seats: Sequence[int]) -> Note:
        """Notes how others took an entry: nods, head-shakes, surprise, or that it was said again."""
        before = self._store.need(Note, note_id)
        if sign == "again":
            return self.said_again(note_id, max(len(seats), 1), seats)
        with self._line_change("Mark entry") as change:
            people = [self._person(change, seat) for seat in seats]
            return change.put(replace(before, marks=_marked(before.marks, sign, people)))

    def said_again(self, note_id: str, times: int = 1, seats: Sequence[int] = ()) -> Note:
        """Counts that an idea came back, and keeps who brought it where that is known."""
        before = self._store.need(Note, note_id)
        with self._line_change("Count as said again") as change:
            people = [self._person(change, seat) for seat in seats]
            marks = _marked(before.marks, "again", people) if people else before.marks
            return change.put(replace(before, said_again=before.said_again + times, marks=marks))

    def seated_at(self, note_id: str) -> dict[int, str]:
        """Who sat where when an entry was made, by person id; seats that were changed since are as they were."""
        note = self._store.need(Note, note_id)
        people = self._store.find(Person, actor=self.session.actor)
        seats = seats_at(people, self._store.find(Swap, session=self.session.id), note.at_ms)
        return {seat: person for person, seat in seats.items()}

    def fix_speaker(self, note_id: str, who: Who) -> Note:
        """Says who said an entry, by the seat of that moment; UserError for a seat on which nobody sat."""
        before = self._store.need(Note, note_id)
        speaker = self.seated_at(note_id).get(who) if isinstance(who, int) else None
        if isinstance(who, int) and speaker is None:
            raise UserError(f"Nobody sat on seat {who} then. Type the seat of somebody in this group.")
        after = replace(before, speaker=speaker, several=who == "several")
        if after == before:
            return before
        with self._store.change("Fix speaker") as change:
            return change.put(after)

    def delete(self, note_ids: Sequence[str]) -> None:
        """Removes entries, also from under the findings that rest on them; undo brings them back."""
        gone = set(note_ids)
        with self._store.change("Remove entry") as change:
            for statement in self._store.find(Statement):
                if not gone.isdisjoint(statement.notes):
                    change.put(replace(statement, notes=tuple(each for each in statement.notes if each not in gone)))
            for quote in self._store.find(Quote):
                if quote.note in gone:
                    change.put(replace(quote, note=None))
            for note in self._store.find_in(Note, "id", note_ids):
                change.delete(note)

    def move(self, note_id: str, past_id: str) -> None:
        """Moves an entry to the other side of its neighbour `past_id`."""
        note, past = self._store.need(Note, note_id), self._store.need(Note, past_id)
        with self._store.change("Move entry") as change:
            change.put(replace(note, position=past.position))
            change.put(replace(past, position=note.position))

    def keep_draft(self, draft: Draft) -> None:
        """Puts the half-typed line on disk; an empty one forgets it."""
        if draft.head.bare and not draft.text and draft.note is None:
            self.forget_draft()
        else:
            self._drafted = True
            self._store.keep_draft(self._place, json.dumps(asdict(replace(draft, text=line_text(draft.text)))))

    def forget_draft(self) -> None:
        """The line is empty; nothing is written when nothing was kept."""
        if self._drafted:
            self._store.keep_draft(self._place, "")
            self._drafted = False

    def draft(self) -> Draft:
        """The half-typed line of this session; an empty one when there is none."""
        kept = self._store.draft(self._place)
        if not kept:
            return Draft()
        values = json.loads(kept)
        questions = values["questions"]
        values["head"] = Head(**values["head"])
        values["questions"] = None if questions is None else tuple(questions)
        return Draft(**values)

    @contextmanager
    def _line_change(self, label: str) -> Iterator[Change]:
        """A change that takes over what stood in the line, so that both are on disk or neither."""
        with self._store.change(label) as change:
            yield change
            if self._drafted:
                self._store.keep_draft(self._place, "")
        self._drafted = False

    def _speaker(self, change: Change, who: Who | None) -> str | None:
        return self._person(change, who) if isinstance(who, int) else None

    def _person(self, change: Change, seat: int) -> str:
        """The person on a seat; a seat that nobody has gets one, named after it."""
        known = self._seats.get(seat)
        if known is not None and self._store.count(Person, id=known, actor=self.session.actor, seat=seat):
            return known
        found = self.people().get(seat)
        if found is not None:
            return found.id
        return change.add(Person(new_id(), alias=f"Seat {seat}", actor=self.session.actor, seat=seat)).id


def _marked(marks: tuple[Mark, ...], kind: MarkKind, people: Sequence[str]) -> tuple[Mark, ...]:
    """The marks with these people added; who nods no longer shakes the head."""
    known = {mark.kind: mark.people for mark in marks}
    known[kind] = tuple(dict.fromkeys((*known.get(kind, ()), *people)))
    other = _OPPOSITE.get(kind)
    if other in known:
        known[other] = tuple(person for person in known[other] if person not in people)
        if not known[other]:
            del known[other]
    return tuple(Mark(each, who) for each, who in known.items())
