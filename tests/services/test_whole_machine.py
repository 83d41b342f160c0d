"""Whatever is done in whatever order, undo and redo between: a study stays whole, and packs keep to their limits."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.grammar import Sign
from facilitator.domain.matrix import Dot, Preset
from facilitator.domain.notes import Note, NoteKind
from facilitator.domain.packs import Decision
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet
from facilitator.domain.reactions import About, Reaction, ReactionKind, Showing
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.services.findings import Findings
from facilitator.services.prepare.preparing import Preparing
from facilitator.services.prepare.seating import USES
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.reflection.walk import group_said
from facilitator.services.releasing.packing import pack_for
from facilitator.services.session.capture import Capture
from facilitator.services.session.sessions import Sessions
from facilitator.services.study.studies import dump_study, import_study
from facilitator.storage import interchange
from facilitator.storage.opening import create_study, open_study
from facilitator.storage.store import Store

R = TypeVar("R")

PICK = st.integers(0, 1000)
WORDS = st.sampled_from(
    ("We wait.", "Ask Sales first.", "今日は", "e\u0301 🎧", "=1+1", "  ", "Development never asks.")
)
FLAG = st.booleans()
QUOTE_DEEDS = st.sampled_from(("release", "release", "hold", "clip", "speak", "unhang", "delete"))


class Ticking:
    """A clock that the tests turn: the wall clock may be set back, the monotonic one never is."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)
        self.ms = 0

    def now(self) -> datetime:
        return self.wall

    def monotonic_ms(self) -> int:
        return self.ms

    def pass_by(self, ms: int, jump_ms: int = 0) -> None:
        self.ms += ms
        self.wall += timedelta(milliseconds=ms + jump_ms)


class WholeMachine(RuleBasedStateMachine):
    """Each rule is a gesture on one of the services; a refusal in a sentence is an answer like any other."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.clock = Ticking()
        self.study = create_study(self.home / "A.study", Study(title="T"))
        self.times: dict[str, int] = {}
        self._serve()

    def _serve(self) -> None:
        store = self.study.store
        self.preparing = Preparing(store, self.study.names, self.clock)
        self.sessions = Sessions(store, self.clock)
        self.findings = Findings(store)
        self.planning = Planning(store, self.clock)
        self.reflecting = Reflecting(store, self.clock)
        running = self.sessions.running()
        self.live = self.sessions.live(running) if running else None

    @property
    def store(self) -> Store:
        return self.study.store

    def one(self, record: type[R], pick: int) -> R | None:
        found = self.store.find(record)
        return found[pick % len(found)] if found else None

    def of(self, record: type[R], pick: int, do: Callable[[R], object]) -> None:
        """Does something with one of the records there are, if there are any."""
        found = self.one(record, pick)
        if found is not None:
            with contextlib.suppress(UserError):
                do(found)

    @initialize()
    def begin(self) -> None:
        for name in ("Sales", "Development", "Support"):
            self.preparing.add_actor(name)
        groups = [actor.id for actor in self.store.find(Actor)]
        made = self.preparing.routing.add_set("Staff", groups)
        for text in ("What happens?", "Why?"):
            self.preparing.routing.add_question(made.id, text)
        for group in groups:
            person = self.preparing.seating.add_person(group, "Ash")
            self.preparing.seating.give_all_consents(person.id)
            self._speak(group, self.store.find(Question)[0].id, person.id)
        self.planning.apply_preset("all_see_all")

    def _speak(self, group: str, question: str, person: str) -> None:
        """A group that has said something already, so that there is something to spoil."""
        statement = self.findings.add_statement(group, question, "We wait.")
        self.findings.set_status(statement.id, "released")
        for speaker in (person, None):
            quote = self.findings.add_quote(group, question, "Nobody told Sales.", statement.id)
            self.findings.set_speaker(quote.id, speaker)
            self.findings.set_released(quote.id, True)

    # Preparing

    @rule(name=WORDS, other=FLAG)
    def add_actor(self, name: str, other: bool) -> None:
        with contextlib.suppress(UserError):
            self.preparing.add_actor(name, "other" if other else "focus_group")

    @rule(pick=PICK, kind=st.sampled_from(("focus_group", "thing")))
    def change_actor(self, pick: int, kind: str) -> None:
        self.of(Actor, pick, lambda actor: self.preparing.edit_actor(actor.id, kind=kind))

    @rule(pick=PICK)
    def remove_actor(self, pick: int) -> None:
        self.of(Actor, pick, lambda actor: self.preparing.remove_actor(actor.id))

    @rule(pick=PICK, to=st.integers(0, 3))
    def move_actor(self, pick: int, to: int) -> None:
        self.of(Actor, pick, lambda actor: self.preparing.move_actor(actor.id, to))

    @rule(pick=PICK, remove=FLAG)
    def sets(self, pick: int, remove: bool) -> None:
        routing = self.preparing.routing
        if remove:
            self.of(QuestionSet, pick, lambda each: routing.remove_set(each.id))
        else:
            routing.add_set("Customers", [actor.id for actor in self.store.find(Actor)][:1])

    @rule(pick=PICK, actor=PICK, bound=FLAG)
    def bind(self, pick: int, actor: int, bound: bool) -> None:
        self.of(QuestionSet, pick, lambda each: self._bind(each, actor, bound))

    def _bind(self, found: QuestionSet, pick: int, bound: bool) -> None:
        self.of(Actor, pick, lambda actor: self.preparing.routing.bind(found.id, actor.id, bound))

    @rule(pick=PICK, text=WORDS)
    def add_question(self, pick: int, text: str) -> None:
        self.of(QuestionSet, pick, lambda each: self.preparing.routing.add_question(each.id, text))

    @rule(pick=PICK, text=WORDS)
    def edit_question(self, pick: int, text: str) -> None:
        self.of(Question, pick, lambda each: self.preparing.routing.edit_question(each.id, text=text))

    @rule(pick=PICK)
    def remove_question(self, pick: int) -> None:
        self.of(Question, pick, lambda each: self.preparing.routing.remove_question(each.id))

    @rule(first=PICK, second=PICK, remove=FLAG)
    def pair(self, first: int, second: int, remove: bool) -> None:
        routing = self.preparing.routing
        if remove:
            self.of(Pair, first, lambda pair: routing.remove_pair(pair.id))
        else:
            self.of(Question, first, lambda a: self.of(Question, second, lambda b: routing.declare_pair(a.id, b.id)))

    @rule(pick=PICK, name=WORDS)
    def add_person(self, pick: int, name: str) -> None:
        def add(actor: Actor) -> None:
            person = self.preparing.seating.add_person(actor.id)
            self.preparing.seating.set_real_name(person.id, name)

        self.of(Actor, pick, add)

    @rule(pick=PICK)
    def remove_person(self, pick: int) -> None:
        self.of(Person, pick, lambda person: self.preparing.seating.remove_person(person.id))

    @rule(pick=PICK, use=st.sampled_from(USES), answer=st.sampled_from((True, False, None)))
    def consent(self, pick: int, use: object, answer: bool | None) -> None:
        self.of(Person, pick, lambda person: self.preparing.seating.set_consent(person.id, use, answer))  # type: ignore[arg-type]

    @rule(pick=PICK)
    def all_consents(self, pick: int) -> None:
        self.of(Person, pick, lambda person: self.preparing.seating.give_all_consents(person.id))

    @rule(pick=PICK)
    def withdraw(self, pick: int) -> None:
        self.of(Person, pick, lambda person: self.preparing.seating.edit_person(person.id, attendance="withdrew"))

    @rule(pick=PICK, reflection=FLAG)
    def plan_session(self, pick: int, reflection: bool) -> None:
        kind = "reflection" if reflection else "focus_group"
        when = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
        self.of(Actor, pick, lambda actor: self.preparing.plan_session(actor.id, when, 60, kind=kind))  # type: ignore[arg-type]

    @rule(pick=PICK, cancel=FLAG)
    def replan(self, pick: int, cancel: bool) -> None:
        when = datetime(2026, 11, 6, 10, 0, tzinfo=UTC)
        if cancel:
            self.of(Session, pick, lambda session: self.preparing.cancel_session(session.id))
        else:
            self.of(Session, pick, lambda session: self.preparing.edit_session(session.id, when, 90, "Room 2"))

    # Running

    @rule(pick=PICK)
    def start(self, pick: int) -> None:
        def start(actor: Actor) -> None:
            session = self.sessions.start(actor.id)
            self.live = self.sessions.live(session)

        self.of(Actor, pick, start)

    @rule(pick=PICK, what=st.sampled_from(("end", "reopen", "take_back")))
    def session_ends(self, pick: int, what: str) -> None:
        def do(session: Session) -> None:
            if session.kind == "focus_group" and session.started_at:
                getattr(self.sessions, what)(session.id)

        self.of(Session, pick, do)
        running = self.sessions.running()
        self.live = self.sessions.live(running) if running else None

    @rule(pick=PICK, ms=st.integers(0, 60_000), jump=st.sampled_from((0, 0, -3_600_000, 3_600_000)))
    def go_on(self, pick: int, ms: int, jump: int) -> None:
        self.clock.pass_by(ms, jump)
        if self.live is not None and self.store.get(Session, self.live.session_id) is not None:
            live = self.live
            live.keep_time()
            self.of(Question, pick, lambda question: live.go_to(question.id))

    @rule(
        text=WORDS,
        kind=st.sampled_from(("idea", "quote", "own")),
        seat=st.sampled_from((1, 2, 5, "several", "unknown", None)),
        pick=PICK,
    )
    def keep(self, text: str, kind: NoteKind, seat: object, pick: int) -> None:
        running = self.sessions.running()
        if running is not None and self.live is not None:
            capture = Capture(self.store, running, self.live.now_ms)
            question = self.one(Question, pick)
            filed = [question.id] if question else []
            with contextlib.suppress(UserError):
                capture.keep(text, kind, seat, filed, capture.mark())  # type: ignore[arg-type]

    @rule(
        pick=PICK, sign=st.sampled_from(("nod", "shake", "again")), seat=st.integers(1, 9), what=st.sampled_from("srdm")
    )
    def entry(self, pick: int, sign: Sign, seat: int, what: str) -> None:
        def do(note: Note) -> None:
            capture = Capture(self.store, self.store.need(Session, note.session))
            if what == "s":
                capture.sign(note.id, sign, [seat])
            elif what == "r":
                capture.refile(note.id, [each.id for each in self.store.find(Question)][:seat])
            elif what == "m":
                self.of(Note, pick + seat, lambda past: capture.move(note.id, past.id))
            else:
                capture.delete([note.id])

        self.of(Note, pick, do)

    # Findings

    @rule(pick=PICK, question=PICK, text=WORDS, note=PICK)
    def add_statement(self, pick: int, question: int, text: str, note: int) -> None:
        asked, said = self.one(Question, question), self.one(Note, note)
        asked_id, said_ids = (asked.id if asked else None), [said.id] if said else []
        self.of(Actor, pick, lambda actor: self.findings.add_statement(actor.id, asked_id, text, said_ids))

    @rule(pick=PICK, status=st.sampled_from(("draft", "checked", "released", "released")))
    def set_status(self, pick: int, status: object) -> None:
        self.of(Statement, pick, lambda each: self.findings.set_status(each.id, status))  # type: ignore[arg-type]

    @rule(pick=PICK)
    def delete_statement(self, pick: int) -> None:
        self.of(Statement, pick, lambda each: self.findings.delete_statement(each.id))

    @rule(pick=PICK, note=PICK)
    def rest_on(self, pick: int, note: int) -> None:
        self.of(Statement, pick, lambda s: self.of(Note, note, lambda n: self.findings.rest_on(s.id, n.id)))

    @rule(pick=PICK, question=PICK, step=st.sampled_from((-1, 0, 1)))
    def move_statement(self, pick: int, question: int, step: int) -> None:
        asked = self.one(Question, question)
        if step:
            self.of(Statement, pick, lambda each: self.findings.move(each, step))
        else:
            self.of(Statement, pick, lambda each: self.findings.move_to(each.id, asked.id if asked else None))

    @rule(text=WORDS, statement=PICK)
    def add_quote(self, text: str, statement: int) -> None:
        self.of(Statement, statement, lambda s: self.findings.add_quote(s.actor, s.question, text, s.id))

    @rule(pick=PICK)
    def quote_from(self, pick: int) -> None:
        self.of(Note, pick, lambda note: self.findings.quote_from(note.id, self._group_of(note), None))

    def _group_of(self, note: Note) -> str:
        return self.store.need(Session, note.session).actor

    @rule(pick=PICK, what=QUOTE_DEEDS, who=PICK)
    def quote(self, pick: int, what: str, who: int) -> None:
        findings = self.findings

        def do(quote: Quote) -> None:
            if what in ("release", "hold"):
                findings.set_released(quote.id, what == "release")
            elif what == "clip":
                findings.attach_clip(quote.id, Clip("a.flac", 0, 900))
            elif what == "speak":
                self.of(Person, who, lambda person: findings.set_speaker(quote.id, person.id))
            elif what == "unhang":
                findings.hang(quote.id, None)
            else:
                findings.delete_quote(quote.id)

        self.of(Quote, pick, do)

    @rule(pick=PICK, viewer=PICK, withheld=FLAG, quote=FLAG)
    def withhold(self, pick: int, viewer: int, withheld: bool, quote: bool) -> None:
        def keep_from(actor: Actor) -> None:
            if quote:
                self.of(Quote, pick, lambda item: self.findings.withhold(item, actor.id, withheld))
            else:
                self.of(Statement, pick, lambda item: self.findings.withhold(item, actor.id, withheld))

        self.of(Actor, viewer, keep_from)

    # Planning and reflecting

    @rule(viewer=PICK, shown=PICK)
    def dot(self, viewer: int, shown: int) -> None:
        groups = self.planning.groups()
        if groups:
            with contextlib.suppress(UserError):
                self.planning.toggle(groups[viewer % len(groups)].id, groups[shown % len(groups)].id)

    @rule(preset=st.sampled_from(("staff_see_all", "all_see_all", "all_see_all", "none")))
    def preset(self, preset: Preset) -> None:
        self.planning.apply_preset(preset)

    @rule(show=FLAG)
    def decide(self, show: bool) -> None:
        for group in self.planning.groups():
            for warning in self.planning.warnings(self.planning.pack(group.id)):
                if show:
                    self.planning.show_quote(group.id, warning.quote.id, warning.kind)
                else:
                    self.planning.withhold_quote(group.id, warning.quote.id)

    @rule(pick=PICK, step=st.sampled_from((-1, 1)))
    def pack_order(self, pick: int, step: int) -> None:
        for group in self.planning.groups():
            items = self.planning.pack(group.id).items
            if items:
                self.planning.move(group.id, items[pick % len(items)].id, step)

    @rule(pick=PICK)
    def start_reflection(self, pick: int) -> None:
        self.of(Actor, pick, lambda actor: self.reflecting.start(actor.id))

    @rule(pick=PICK, at=PICK, what=st.sampled_from(("show", "show", "leave", "react", "react", "note", "keep", "end")))
    def reflect(self, pick: int, at: int, what: str) -> None:
        going = [each for each in self.store.find(Session, kind="reflection") if each.is_open]
        if going:
            self._reflect(going[pick % len(going)], at, what)

    def _reflect(self, session: Session, at: int, what: str) -> None:
        walk, reflecting = self.reflecting.walk(session.id), self.reflecting
        step = walk.steps[at % len(walk.steps)] if walk.steps else None
        if what == "end":
            reflecting.end(session.id)
        elif what == "note":
            reflecting.add_note(session, "private", step.item.question if step else None)
        elif step and what == "show":
            reflecting.show(session.id, step, next(iter(step.item.quotes), None))
        elif step and what == "leave":
            reflecting.leave_out(session.id, step.item)
        elif step and what == "react":
            speakers = [person.id for person in reflecting.people(session)][: at % 3]
            kinds: tuple[ReactionKind, ...] = ("agree", "disagree", "add")
            about = About("statement" if step.item.statement else "quote", step.item.id)
            reflecting.react(session, about, kinds[at % 3], speakers, "so it is")
        elif what == "keep" and (said := reflecting.said_in(session.id)):
            reflecting.keep_quote(session, said[at % len(said)], step.item.question if step else None)

    @rule(pick=PICK)
    def remove_reaction(self, pick: int) -> None:
        self.of(Reaction, pick, lambda reaction: self.reflecting.remove(group_said([reaction])[0].reactions))

    # Going back and forth

    @rule(steps=st.integers(1, 8))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            with contextlib.suppress(UserError):
                self.store.undo()

    @rule(steps=st.integers(1, 8))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            with contextlib.suppress(UserError):
                self.store.redo()

    @rule()
    def restart(self) -> None:
        self.study.close()
        self.study = open_study(self.study.path)
        self._serve()

    # What always holds

    @invariant()
    def session_time_never_goes_back(self) -> None:
        live = self.live
        if live is not None:
            assert live.now_ms() >= self.times.get(live.session_id, 0)
            self.times[live.session_id] = live.now_ms()

    @invariant()
    def nothing_shown_or_said_hangs_in_the_air(self) -> None:
        sessions = {session.id for session in self.store.find(Session)}
        for record in (Visit, Note, Showing, Reaction):
            held: list[Visit | Note | Showing | Reaction] = list(self.store.find(record))
            assert {each.session for each in held} <= sessions

    @invariant()
    def packs_hold_what_is_released_planned_and_agreed_to(self) -> None:
        people = {person.id: person for person in self.store.find(Person)}
        dots = {(dot.viewer, dot.shown) for dot in self.store.find(Dot)}
        decided = {(each.viewer, each.item) for each in self.store.find(Decision) if each.choice == "show"}
        for viewer in self.store.find(Actor):
            for item in pack_for(self.store, viewer.id).items:
                for said in _said(item.statement, [each.quote for each in item.quotes]):
                    assert (viewer.id, said.actor) in dots
                    assert viewer.id not in said.withheld_from
                    assert said.status == "released" if isinstance(said, Statement) else said.released
                    if isinstance(said, Quote):
                        assert _agreed(said, people) or (said.speaker is None and (viewer.id, said.id) in decided)

    def teardown(self) -> None:
        try:
            made = interchange.dump(self.store)
            assert not made.left_out, made.left_out
            dump_study(self.study, self.home / "study.json")
            again = import_study(self.home / "B.study", self.home / "study.json").study
            dump_study(again, self.home / "again.json")
            again.close()
            assert (self.home / "study.json").read_text() == (self.home / "again.json").read_text()
        finally:
            self.study.close()
            shutil.rmtree(self.home)


def _said(statement: Statement | None, quotes: list[Quote]) -> Iterator[Statement | Quote]:
    if statement is not None:
        yield statement
    yield from quotes


def _agreed(quote: Quote, people: dict[str, Person]) -> bool:
    """The plain rule: the speaker said yes and is still with us; of the unknown, nobody said no or left."""
    if quote.speaker is not None:
        person = people[quote.speaker]
        return person.consent.quote is True and person.consent.show_to_groups is True and not _left(person)
    return not any(
        person.consent.quote is False or person.consent.show_to_groups is False or _left(person)
        for person in people.values()
        if person.actor == quote.actor
    )


def _left(person: Person) -> bool:
    return person.attendance == "withdrew" or person.consent.take_part is False


TestWholeMachine = WholeMachine.TestCase
TestWholeMachine.settings = settings(
    max_examples=20, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
