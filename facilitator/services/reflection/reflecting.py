"""Holding a reflection session: what is put before a group, kept as it was shown, and how it is taken."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeVar

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.ids import new_id
from facilitator.domain.notes import Note
from facilitator.domain.packs import Pack, PackItem, PackQuote
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.reactions import About, Level, Reaction, ReactionKind, Showing
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import stamp
from facilitator.services.clock import Clock
from facilitator.services.reflection.summaries import Summaries
from facilitator.services.reflection.walk import Elsewhere, Said, Step, Walk, elsewhere_of, group_said, step_of
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.services.releasing.packing import pack_for
from facilitator.services.session.session_clock import SessionClock, end_of
from facilitator.storage.store import Store

R = TypeVar("R")

PLANNED_MINUTES = 60


class Reflecting:
    """Reflection sessions on one open study."""

    def __init__(self, store: Store, clock: Clock, gate: Gatekeeper | None = None) -> None:
        self._store = store
        self._clock = clock
        self._gate = gate
        self._clocks: dict[str, SessionClock] = {}
        self.summaries = Summaries(store)

    # The session

    def session(self, session: str) -> Session | None:
        """A reflection session by its id, if there is one."""
        found = self._store.get(Session, session)
        return found if found is not None and found.kind == "reflection" else None

    def going(self, viewer: str) -> Session | None:
        """The group's session that has begun and not ended."""
        return next((s for s in reversed(self._sessions(viewer)) if s.is_open), None)

    def under_way(self) -> Session | None:
        """The newest reflection of any group that has begun and not ended."""
        going = [each for each in self._store.find(Session, kind="reflection") if each.is_open]
        return max(going, key=lambda each: each.started_at or "", default=None)

    def start(self, viewer: str) -> Session:
        """Begins the planned session, or a new one; a session that is going on simply continues.

        UserError when there is nothing to show.
        """
        going = self.going(viewer)
        if going:
            return going
        if not pack_for(self._store, viewer).items:
            raise UserError("There is nothing to show yet. Plan a cell of this row and release statements first.")
        planned = next((s for s in self._sessions(viewer) if s.started_at is None), None)
        now = stamp(self._clock.now())
        with self._store.change("Start reflection", undoable=False) as change:
            if planned:
                return change.put(replace(planned, started_at=now))
            new = Session(new_id(), actor=viewer, kind="reflection", started_at=now, planned_minutes=PLANNED_MINUTES)
            return change.add(new)

    def end(self, session: str) -> None:
        """Ends a session; it can be taken back."""
        before = self._store.need(Session, session)
        if before.ended_at is None:
            with self._store.change("End reflection") as change:
                change.put(replace(before, ended_at=end_of(self._clock, before, self.elapsed_ms(before))))

    def reopen(self, session: str) -> None:
        """Goes on with a session that was ended."""
        before = self._store.need(Session, session)
        with self._store.change("Go on with the reflection") as change:
            change.put(replace(before, ended_at=None))

    def elapsed_ms(self, session: Session) -> int:
        """Session time now; at the end of an ended session, its length."""
        if session.started_at is None:
            return 0
        if session.id not in self._clocks:
            newest = max((at for at in self._times(session.id) if at is not None), default=0)
            self._clocks[session.id] = SessionClock(self._clock, session.started_at, newest)
        return self._clocks[session.id].elapsed_ms()

    def people(self, session: Session) -> list[Person]:
        """Who may react, by seat."""
        people = self._store.find(Person, actor=session.actor)
        return sorted(people, key=lambda person: (person.seat is None, person.seat or 0))

    # The walk

    def walk(self, session_id: str, pack: Pack | None = None) -> Walk:
        """The pack as it stands now, with what has become of each item in this session.

        A `pack` that is known to be still right need not be gathered again.
        """
        session = self._store.need(Session, session_id)
        pack = pack or self._pack(session.actor)
        showings = self._store.find(Showing, session=session_id)
        shown = {showing.about.id: showing for showing in showings if not showing.left_out}
        newest = {showing.about.id: showing for showing in showings}
        left_out = {about for about, showing in newest.items() if showing.left_out}
        reacted = {r.about.id for r in self._store.find(Reaction, session=session_id) if r.about}
        undecided = frozenset((*(quote.id for quote in pack.to_decide), *pack.unsafe))
        steps = tuple(step_of(item, shown, left_out, reacted, undecided) for item in pack.items)
        return Walk(session, pack, steps)

    def _pack(self, viewer: str) -> Pack:
        pack = pack_for(self._store, viewer)
        return self._gate.pack(pack) if self._gate else pack

    def show(self, session: str, step: Step, quote: PackQuote | None, *, again: bool = False) -> Step:
        """Freezes what is now put before the group: the statement and at most one of its quotes.

        What was shown before in this session keeps its wording, unless `again` puts the new words there.
        """
        item = step.item
        statement = item.statement
        things: list[tuple[About, Statement | Quote]] = []
        if statement:
            things.append((About("statement", statement.id), statement))
        if quote:
            things.append((About("quote", quote.quote.id), quote.quote))
        new = [self._frozen(session, about, thing) for about, thing in things if _is_new(step, thing, again)]
        if not new:
            return step
        with self._store.change("Show to the group", undoable=False) as change:
            kept = [change.add(showing) for showing in new]
        return replace(step, shown={**step.shown, **{showing.about.id: showing for showing in kept}}, left_out=False)

    def leave_out(self, session: str, item: PackItem) -> None:
        """Keeps that an item was left out; nothing of it is kept but its id."""
        with self._store.change("Leave out") as change:
            change.add(
                Showing(
                    new_id(),
                    session=session,
                    about=About("statement" if item.statement else "quote", item.id),
                    actor=item.actor,
                    question=item.question,
                    shown_at=stamp(self._clock.now()),
                    left_out=True,
                )
            )

    # Reactions

    def react(
        self,
        session: Session,
        about: About | None,
        kind: ReactionKind,
        speakers: Sequence[str] = (),
        text: str = "",
        *,
        question: str | None = None,
        level: Level = "",
    ) -> tuple[Reaction, ...]:
        """Keeps one reaction for each speaker, or one of nobody in particular, which may say how many take it so.

        Silence and a reaction to the same item exclude each other: a reaction takes wordless silence back.
        """
        at_ms = self.elapsed_ms(session)
        made = Reaction("", 0.0, session.id, about, kind, text, None, at_ms, question, "" if speakers else level)
        same = [one for one in self._store.find(Reaction, session=session.id) if about and one.about == about]
        if kind == "none" and any(one.kind != "none" for one in same):
            raise UserError("Somebody has reacted to this. 0 is for when nobody does.")
        with self._store.change("Note the reaction") as change:
            for silence in same:
                if silence.kind == "none" and not silence.text:
                    change.delete(silence)
            return tuple(change.add(replace(made, id=new_id(), speaker=speaker)) for speaker in (speakers or (None,)))

    def note_absence(
        self, session: Session, actor: str, text: str, question: str | None, speakers: Sequence[str] = ()
    ) -> tuple[Reaction, ...]:
        """Keeps that a group did not mention something; `speakers` are those who noticed, if anybody said so."""
        words = " ".join(text.split())
        if not words:
            raise UserError("Say what was not mentioned, then press Enter.")
        return self.react(session, About("actor", actor), "not_said", speakers, words, question=question)

    def words_of(self, statement: str) -> str:
        """The statement as it stands in the study, before replacements."""
        return self._store.need(Statement, statement).text

    def correct(self, statement: str, text: str) -> bool:
        """Rewords a statement from now on; what was shown of it stays as it was. False when nothing changes."""
        before = self._store.need(Statement, statement)
        words = " ".join(text.split())
        if not words:
            raise UserError("A statement needs words. Leave it out with X instead.")
        if words == before.text:
            return False
        with self._store.change("Correct the statement") as change:
            change.put(replace(before, text=words))
        return True

    def add_words(self, reactions: Iterable[str], text: str) -> None:
        """Adds words to reactions that were taken by one key; UserError when they were undone meanwhile."""
        found = [self._store.need(Reaction, reaction) for reaction in reactions]
        with self._store.change("Add words to the reaction") as change:
            for reaction in found:
                change.put(replace(reaction, text=text.strip()))

    def remove(self, reactions: Iterable[Reaction]) -> None:
        """Takes reactions away again."""
        with self._store.change("Remove the reaction") as change:
            for reaction in reactions:
                change.delete(reaction)

    def said_about(self, session: str, item: PackItem) -> list[Said]:
        """What was said about an item or its quotes in this session, in order of time.

        With it comes what the same group did not mention, as far as it was noted under the same question.
        """
        ids = {item.id, *(quote.quote.id for quote in item.quotes)}
        found = self._store.find(Reaction, session=session)
        return group_said(r for r in found if r.about and (r.about.id in ids or _is_missed(r, item)))

    def said_in(self, session: str) -> list[Said]:
        """Everything said in a session."""
        return group_said(self._store.find(Reaction, session=session))

    def about_words(self, reactions: Iterable[Reaction]) -> dict[str, str]:
        """By reaction id, the words or the name of what it is about; reactions to the whole are not in it."""
        found = [(r.id, r.about) for r in reactions if r.about]
        words: dict[str, str] = {}
        words |= {each.id: each.text for each in self._all(Statement, found)}
        words |= {each.id: f"“{each.text}”" for each in self._all(Quote, found)}
        words |= {each.id: each.heading for each in self._all(Question, found)}
        words |= {each.id: each.name for each in self._all(Actor, found)}
        return {reaction: words[about.id] for reaction, about in found if about.id in words}

    def _all(self, record: type[R], found: Sequence[tuple[str, About]]) -> list[R]:
        kind = record.__name__.lower()
        return self._store.find_in(record, "id", sorted({about.id for _, about in found if about.kind == kind}))

    def elsewhere(self, session: Session, item: PackItem) -> list[Elsewhere]:
        """How the same item was taken in other sessions, also of this group; for the facilitator alone."""
        others = [s for s in self._store.find(Session, kind="reflection") if s.id != session.id]
        ids = {item.id, *(quote.quote.id for quote in item.quotes)}
        found: dict[str, list[Reaction]] = {}
        for reaction in self._store.find_in(Reaction, "session", [other.id for other in others]):
            if reaction.about and reaction.about.id in ids:
                found.setdefault(reaction.session, []).append(reaction)
        return [elsewhere_of(other, found[other.id]) for other in others if other.id in found]

    def keep_quote(self, session: Session, said: Said, question: str | None) -> Quote:
        """Keeps the words of a reaction as a quote of the group that reacted; it is not released."""
        if not said.first.text.strip():
            raise UserError("Only a reaction with words can become a quote. Add the words first.")
        speaker = said.speakers[0] if len(said.speakers) == 1 else None
        quote = Quote(
            new_id(),
            actor=session.actor,
            question=question,
            text=said.first.text,
            speaker=speaker,
            session=session.id,
        )
        with self._store.change("Keep as a quote") as change:
            return change.add(quote)

    # Private notes

    def add_note(self, session: Session, text: str, question: str | None) -> Note:
        """Keeps a note of the facilitator's own, which no group ever sees."""
        questions = (question,) if question else ()
        note = Note(new_id(), 0.0, session.id, questions, "own", text.strip(), at_ms=self.elapsed_ms(session))
        with self._store.change("Keep private note") as change:
            return change.add(note)

    def notes(self, session: str) -> list[Note]:
        """The facilitator's own notes of a session, newest first."""
        return [note for note in reversed(self._store.find(Note, session=session)) if note.kind == "own"]

    # Half-typed words

    def keep_draft(self, place: str, text: str) -> None:
        """Keeps what is being typed in one place of the screen, so that a crash does not lose it."""
        self._store.keep_draft(f"reflect.{place}", text)

    def draft(self, place: str) -> str:
        """What was being typed there."""
        return self._store.draft(f"reflect.{place}")

    def _sessions(self, viewer: str) -> list[Session]:
        return self._store.find(Session, actor=viewer, kind="reflection")

    def _times(self, session: str) -> list[int | None]:
        rows: list[Any] = [*self._store.find(Reaction, session=session), *self._store.find(Note, session=session)]
        return [row.at_ms for row in rows]

    def _frozen(self, session: str, about: About, thing: Statement | Quote) -> Showing:
        return Showing(
            id=new_id(),
            session=session,
            about=about,
            actor=thing.actor,
            question=thing.question,
            text=thing.text,
            sha256=sha256(thing.text.encode("utf-8", "surrogatepass")).hexdigest(),
            shown_at=stamp(self._clock.now()),
        )


def _is_missed(reaction: Reaction, item: PackItem) -> bool:
    missed = (reaction.kind, reaction.about, reaction.question)
    return missed == ("not_said", About("actor", item.actor), item.question)


def _is_new(step: Step, thing: Statement | Quote, again: bool) -> bool:
    showing = step.shown.get(thing.id)
    return showing is None or step.left_out or (again and showing.text != thing.text)
