"""What happens in the room besides talk: coming late, leaving, changing seats, taking a remark back, reading back."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from facilitator.domain.agreement import AgreementGrid, agreement, top_ideas
from facilitator.domain.errors import UserError
from facilitator.domain.ids import new_id
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.recordings import Gap
from facilitator.domain.room import Debrief, MemberCheck, Presence, Swap, Verdict
from facilitator.domain.sessions import Session
from facilitator.storage.store import Store

STRUCK_MS = 60_000
"""How much sound before its end a remark without a beginning of its own takes along when it is struck."""


class Room:
    """One session; `now_ms` is its clock, None when it is over and only completed."""

    def __init__(self, store: Store, session: Session, now_ms: Callable[[], int] | None = None) -> None:
        self._store = store
        self._session = session.id
        self._actor = session.actor
        self._now_ms = now_ms

    @property
    def session(self) -> str:
        """The id of the session."""
        return self._session

    # Who is there

    def presences(self) -> dict[str, Presence]:
        """Everybody whose coming or going was noted, by person."""
        return {each.person: each for each in self._store.find(Presence, session=self._session)}

    def came(self, person_id: str) -> Presence:
        """Somebody comes in now, late or again."""
        return self._note_presence(person_id, "Note who came late", came_ms=self._moment(), left_ms=None)

    def left(self, person_id: str) -> Presence:
        """Somebody leaves now."""
        known = self.presences().get(person_id)
        came_ms = known.came_ms if known is not None else None
        return self._note_presence(person_id, "Note who left", came_ms=came_ms, left_ms=self._moment())

    def swap_seats(self, first: str, second: str) -> None:
        """Two people change seats from this moment on; what they said before stays theirs."""
        one, other, now = self._store.need(Person, first), self._store.need(Person, second), self._now()
        with self._store.change("Swap seats") as change:
            if now is not None:
                change.add(Swap(new_id(), session=self._session, at_ms=now, first=first, second=second))
            change.put(replace(one, seat=other.seat))
            change.put(replace(other, seat=one.seat))

    def swaps(self) -> list[Swap]:
        """Every change of seats in this session."""
        return self._store.find(Swap, session=self._session)

    # What was said

    def strike(self, note_id: str) -> Note:
        """Takes a remark back because its speaker asks for it: its words go, and its sound is never played.

        Undo brings it back as long as nobody has erased it.
        """
        note = self._store.need(Note, note_id)
        if note.struck:
            raise UserError("This remark is struck already.")
        with self._store.change("Strike remark") as change:
            if note.at_ms is not None:
                end_ms = max(self._next_mark(note), note.at_ms + 1)
                change.add(Gap(new_id(), session=self._session, start_ms=note.at_ms, end_ms=end_ms, reason="struck"))
            return change.put(replace(note, text="", struck=True, finish_from_audio=False, marks=()))

    def agreement(self, question_id: str | None = None) -> AgreementGrid:
        """People against the entries of the session, or of one question."""
        people = sorted(
            self._store.find(Person, actor=self._actor), key=lambda each: (each.seat is None, each.seat or 0)
        )
        notes = self._notes()
        filed = [note for note in notes if question_id is None or question_id in note.questions]
        return agreement(people, filed, self.presences().values())

    def ideas_to_read_back(self, questions: Iterable[Question], most: int = 3) -> dict[str, list[Note]]:
        """The most widely held ideas of each key question, for the oral summary."""
        return top_ideas(self._notes(), [each.id for each in questions if each.type == "key"], most)

    def checks(self) -> dict[str, MemberCheck]:
        """What the group said to each idea read back, the latest word for each entry."""
        return {each.note: each for each in self._store.find(MemberCheck, session=self._session)}

    def check(self, note_id: str, verdict: Verdict, text: str = "") -> MemberCheck:
        """Keeps what the group says to an idea read back; saying it again changes the answer."""
        known = self.checks().get(note_id)
        words = " ".join(text.split())
        with self._store.change("Keep the group's answer") as change:
            if known is not None:
                return change.put(replace(known, verdict=verdict, text=words, at_ms=self._now()))
            self._store.need(Note, note_id)
            made = MemberCheck(
                new_id(), session=self._session, note=note_id, verdict=verdict, text=words, at_ms=self._now()
            )
            return change.add(made)

    def told(self) -> set[str]:
        """All words of the session that nobody has taken back: entries, and what the group said to them."""
        return {note.text for note in self._notes() if not note.struck} | {each.text for each in self.checks().values()}

    def keep_draft(self, note_id: str, text: str) -> None:
        """Keeps a half-typed correction of an idea, so that a crash does not lose it."""
        self._store.keep_draft(f"room.check.{self._session}.{note_id}", text)

    def draft(self, note_id: str) -> str:
        """What was being typed about an idea."""
        return self._store.draft(f"room.check.{self._session}.{note_id}")

    # Words of the session

    def set_rules(self, rules: Iterable[str]) -> Session:
        """The ground rules in the group's own words, one a line; empty lines are left out."""
        kept = tuple(" ".join(rule.split()) for rule in rules if rule.strip())
        with self._store.change("Keep ground rules") as change:
            return change.put(replace(self._store.need(Session, self._session), rules=kept))

    def debriefs(self) -> list[Debrief]:
        """What the facilitators wrote right after the session."""
        return self._store.find(Debrief, session=self._session)

    def keep_debrief(self, debrief: Debrief) -> Debrief:
        """Keeps a debrief, new (without an id) or changed."""
        with self._store.change("Keep debrief") as change:
            if debrief.id:
                return change.put(debrief)
            return change.add(replace(debrief, id=new_id(), session=self._session))

    def _notes(self) -> list[Note]:
        return self._store.find(Note, session=self._session)

    def _next_mark(self, note: Note) -> int:
        """Where the next remark begins; else now, but no more than a minute on."""
        start = note.at_ms or 0
        later = [each.at_ms for each in self._notes() if each.at_ms is not None and each.at_ms > start]
        now = self._now()
        ends = [*later, start + STRUCK_MS] + ([now] if now is not None and now > start else [])
        return min(ends)

    def _note_presence(self, person_id: str, label: str, *, came_ms: int | None, left_ms: int | None) -> Presence:
        self._store.need(Person, person_id)
        known = self.presences().get(person_id)
        with self._store.change(label) as change:
            if known is not None:
                return change.put(replace(known, came_ms=came_ms, left_ms=left_ms))
            made = Presence(new_id(), session=self._session, person=person_id, came_ms=came_ms, left_ms=left_ms)
            return change.add(made)

    def _now(self) -> int | None:
        return None if self._now_ms is None else self._now_ms()

    def _moment(self) -> int:
        now = self._now()
        if now is None:
            raise UserError("This session is over; moments can be noted only while it runs.")
        return now
