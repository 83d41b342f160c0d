"""Focus-group sessions: which groups have met, starting and ending, and the clock of a running one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.ids import new_id
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Place, Question, QuestionSet, Step, planned_minutes, questions_in, route_places
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.timecode import moment, stamp
from facilitator.services.clock import Clock
from facilitator.services.session.session_clock import SessionClock, end_of
from facilitator.storage.store import Store

MeetingState = Literal["not_met", "planned", "running", "done"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A group and its focus-group session, None as long as nothing is planned."""

    actor: Actor
    session: Session | None = None
    questions: int = 0
    people: int = 0

    @property
    def state(self) -> MeetingState:
        """How far it is."""
        if self.session is None:
            return "not_met"
        if self.session.started_at is None:
            return "planned"
        return "running" if self.session.is_open else "done"


class Sessions:
    """Starting, going on with and ending sessions; starts and ends of visits are facts that undo leaves alone."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def meetings(self) -> list[Meeting]:
        """Every focus group with its focus-group session: the running one, else the latest."""
        by_actor: dict[str, Session] = {}
        for session in self._store.find(Session, kind="focus_group"):
            known = by_actor.get(session.actor)
            if known is None or not known.is_open:
                by_actor[session.actor] = session
        return [self._meeting(a, by_actor.get(a.id)) for a in self._store.find(Actor) if a.is_group]

    def _meeting(self, actor: Actor, session: Session | None) -> Meeting:
        people = self._store.count(Person, actor=actor.id)
        return Meeting(actor, session, len(self.questions_of(actor.id)), people)

    def running(self) -> Session | None:
        """The focus-group session that has begun and not ended, if there is one."""
        return next((s for s in self._store.find(Session, kind="focus_group") if s.is_open), None)

    def is_open(self, session_id: str) -> bool:
        """Whether a session goes on."""
        session = self._store.get(Session, session_id)
        return session is not None and session.is_open

    def questions_of(self, actor_id: str) -> list[Question]:
        """The questions that a group is asked; empty when no set is bound to it."""
        return questions_in(self.route_of(actor_id))

    def route_of(self, actor_id: str) -> list[Place]:
        """The questions of a group with the steps around them; empty when no set is bound to it."""
        bound = next((s for s in self._store.find(QuestionSet) if actor_id in s.actors), None)
        return route_places(bound.steps, self._store.find(Question, question_set=bound.id)) if bound else []

    def refuse(self, actor_id: str) -> None:
        """UserError when the session of a group cannot be started now."""
        self._refuse_second(actor_id)

    def minutes_of(self, actor_id: str) -> int | None:
        """How long the session of a group is planned for, by its plan or by its route."""
        planned = self._latest(actor_id)
        by_plan = planned.planned_minutes if planned is not None else None
        return by_plan or planned_minutes(self.route_of(actor_id)) or None

    def plan(self, actor_id: str, planned_at: str | None, minutes: int, place: str = "") -> Session:
        """Plans the session of a group, or changes the plan; UserError once it has begun."""
        session = self._latest(actor_id) or Session(new_id(), actor=actor_id)
        if session.started_at is not None:
            raise UserError("This session has already begun; its plan cannot be changed any more.")
        planned = replace(session, planned_at=planned_at, planned_minutes=minutes or None, place=place)
        with self._store.change("Plan session") as change:
            return change.put(planned) if session.position else change.add(planned)

    def start(self, actor_id: str) -> Session:
        """Begins the session of a group at the start of its route; UserError if it met or another is running."""
        self._refuse_second(actor_id)
        places = self.route_of(actor_id)
        session = self._latest(actor_id) or Session(new_id(), actor=actor_id)
        minutes = session.planned_minutes or planned_minutes(places) or None
        begun = replace(session, started_at=stamp(self._clock.now()), planned_minutes=minutes)
        begun = _at_place(begun, next(iter(places), None))
        with self._store.change("Start session", undoable=False) as change:
            return change.put(begun) if session.position else change.add(begun)

    def reopen(self, session_id: str) -> Session:
        """Goes on with an ended session; UserError while another is running."""
        session = self._store.need(Session, session_id)
        if session.is_open:
            return session
        self._refuse_running()
        with self._store.change("Go on with session") as change:
            return change.put(replace(session, ended_at=None))

    def end(self, session_id: str) -> Session:
        """Ends a running session now."""
        session = self._store.need(Session, session_id)
        with self._store.change("End session") as change:
            known_ms = _known_ms(self._store, session_id)
            return change.put(replace(session, ended_at=end_of(self._clock, session, known_ms)))

    def take_back(self, session_id: str) -> None:
        """Makes a start undone that met the wrong group; UserError once something was written down.

        What was recorded until then must have ended; its folder stays on disk, and undo names it again.
        """
        from facilitator.domain.merges import Sync  # none of these is on the way of a start
        from facilitator.domain.recordings import Gap, Recording
        from facilitator.domain.room import Debrief, Presence, Spoken, Swap

        session = self._store.need(Session, session_id)
        if self._store.count(Note, session=session_id) or self._store.count(Debrief, session=session_id):
            raise UserError("Something has been written down in this session. Remove or undo that first.")
        with self._store.change("Take back the start") as change:
            for kind in (Visit, Recording, Gap, Presence, Swap, Spoken, Sync):
                for fact in self._store.find(kind, session=session_id):
                    change.delete(fact)
            if session.planned_at:
                change.put(replace(session, started_at=None, ended_at=None, question=None, step=""))
            else:
                change.delete(session)

    def live(self, session: Session) -> "LiveSession":
        """The running side of a session that has begun and not ended."""
        return LiveSession(self._store, self._clock, session, self.route_of(session.actor))

    def past(self, session: Session) -> "PastSession":
        """An ended session, to read and complete."""
        return PastSession(session, self.route_of(session.actor), _spent(self._store.find(Visit, session=session.id)))

    def _latest(self, actor_id: str) -> Session | None:
        found = self._store.find(Session, actor=actor_id, kind="focus_group")
        return found[-1] if found else None

    def _refuse_second(self, actor_id: str) -> None:
        latest = self._latest(actor_id)
        if latest is not None and latest.ended_at is not None:
            raise UserError("This group has already met. Go on with its session, or open it to read.")
        self._refuse_running()

    def _refuse_running(self) -> None:
        running = self.running()
        if running is not None:
            name = self._store.need(Actor, running.actor).name
            raise UserError(f"The session with {name} is still running. End it before you start another.")


def _spent(visits: Iterable[Visit]) -> dict[str, int]:
    spent: dict[str, int] = {}
    for visit in visits:
        if visit.place_id is not None:
            spent[visit.place_id] = spent.get(visit.place_id, 0) + max(visit.end_ms - visit.start_ms, 0)
    return spent


def _at_place(session: Session, place: Place | None) -> Session:
    """The session with this place of the route on screen."""
    if isinstance(place, Step):
        return replace(session, question=None, step=place.kind)
    return replace(session, question=place.id if place is not None else None, step="")


class Route:
    """The places of a running or past session and the one on screen."""

    def __init__(self, session: Session, places: Sequence[Place]) -> None:
        self.places = list(places)
        ids = [place.id for place in places]
        self.place_id = session.place_id if session.place_id in ids else next(iter(ids), None)
        """What was last on screen, or the first where that is not known or no longer in the route."""

    @property
    def questions(self) -> list[Question]:
        """The questions alone."""
        return questions_in(self.places)

    @property
    def place(self) -> Place | None:
        """The question or step on screen; None where there is no route or it was taken out of it."""
        return next((place for place in self.places if place.id == self.place_id), None)

    @property
    def question(self) -> str | None:
        """Under which question entries go; None while a step is on screen."""
        return self.place.id if isinstance(self.place, Question) else None

    def beside(self, steps: int) -> Place | None:
        """The place so many further on, or back; the first where what was on screen is gone, None past the ends."""
        ids = [place.id for place in self.places]
        at = ids.index(self.place_id) + steps if self.place_id in ids else 0
        return self.places[at] if 0 <= at < len(ids) else None


class LiveSession(Route):
    """A running session: its clock, the place on screen and the time each has had."""

    def __init__(self, store: Store, clock: Clock, session: Session, places: Sequence[Place]) -> None:
        super().__init__(session, places)
        if session.started_at is None:
            raise UserError("This session has not begun yet. Start it first.")
        self._store = store
        self.session_id = session.id
        self.started_at = session.started_at
        self.planned_minutes = session.planned_minutes
        self._visits = store.find(Visit, session=session.id)
        self._clock = SessionClock(clock, session.started_at, _known_ms(store, session.id))
        self._begin_visit()

    def now_ms(self) -> int:
        """Ms of session time."""
        return self._clock.elapsed_ms()

    def spent(self) -> dict[str, int]:
        """Ms on screen of each place, up to this moment."""
        spent = _spent(self._visits)
        visit = self._visits[-1]
        if visit.place_id is not None:
            spent[visit.place_id] = spent.get(visit.place_id, 0) + max(self.now_ms() - visit.end_ms, 0)
        return spent

    def go_to(self, place_id: str) -> None:
        """Puts a question or step on screen; nothing happens when it is there already. NotSaved leaves the old one."""
        place = next((each for each in self.places if each.id == place_id), None)
        if place is None or place_id == self.place_id:
            return
        session = self._store.need(Session, self.session_id)
        with self._store.change("Show question", undoable=False) as change:
            self.keep_time()
            change.put(_at_place(session, place))
            begun = change.add(self._new_visit(place))
        self.place_id = place_id
        self._visits.append(begun)

    def keep_time(self) -> None:
        """Brings the end of the visit on disk up to date, so that a crash loses little."""
        visit = self._visits[-1]
        if self._store.get(Visit, visit.id) is None:
            return  # the start was taken back
        ended = replace(visit, end_ms=max(self.now_ms(), visit.end_ms))
        with self._store.change("Keep time", undoable=False) as change:
            change.put(ended)
        self._visits[-1] = ended

    def _begin_visit(self) -> None:
        with self._store.change("Show question", undoable=False) as change:
            begun = change.add(self._new_visit(self.place))
        self._visits.append(begun)

    def _new_visit(self, place: Place | None) -> Visit:
        now = self.now_ms()
        visit = Visit(new_id(), session=self.session_id, start_ms=now, end_ms=now)
        if isinstance(place, Step):
            return replace(visit, step=place.kind)
        return replace(visit, question=place.id if place is not None else None)


def _known_ms(store: Store, session_id: str) -> int:
    """The newest moment that something is known of."""
    times = [visit.end_ms for visit in store.find(Visit, session=session_id)]
    times += [note.at_ms or 0 for note in store.find(Note, session=session_id)]
    return max(times, default=0)


class PastSession(Route):
    """An ended session, opened to read and complete: nothing of its time changes any more."""

    def __init__(self, session: Session, places: Sequence[Place], spent: dict[str, int]) -> None:
        super().__init__(session, places)
        if session.started_at is None or session.ended_at is None:
            raise UserError("This session has not ended yet. Go on with it instead.")
        self.session_id = session.id
        self.started_at = session.started_at
        self.planned_minutes = session.planned_minutes
        self._spent = spent
        if session.place_id is None and self.questions:
            self.place_id = self.questions[0].id  # nothing is said aloud any more
        self._length = round((moment(session.ended_at) - moment(session.started_at)).total_seconds() * 1000)

    def now_ms(self) -> int:
        """How long it took."""
        return self._length

    def spent(self) -> dict[str, int]:
        """Ms on screen of each place."""
        return self._spent

    def go_to(self, place_id: str) -> None:
        """New entries go under this question, or under none while a step is on screen."""
        self.place_id = place_id

    def keep_time(self) -> None:
        """There is none to keep."""
