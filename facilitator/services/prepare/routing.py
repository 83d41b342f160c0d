"""Question sets and their routes: what is asked, in which words, in which order, of whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.ids import new_id
from facilitator.domain.questions import (
    STEP_KINDS,
    USUAL_MINUTES,
    Pair,
    Question,
    QuestionSet,
    QuestionType,
    Step,
    StepKind,
    Wording,
)
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.timecode import moment, stamp
from facilitator.services.clock import Clock
from facilitator.services.ordering import moved
from facilitator.storage.store import Change, Store

if TYPE_CHECKING:
    from facilitator.services.prepare.pasting import Draft

MAX_MINUTES = 600
MAX_AT_ONCE = 200


class PairNames(NamedTuple):
    """A declared pair with the sets and places of its two questions, for showing."""

    pair: Pair
    first: tuple[QuestionSet, int]
    second: tuple[QuestionSet, int]


class Routing:
    """Each method that writes is one change; what cannot be done raises UserError with the reason."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    # Sets

    def sets(self) -> list[QuestionSet]:
        return self._store.find(QuestionSet)

    def set_of(self, actor_id: str) -> QuestionSet | None:
        """The set that a group is asked."""
        return next((each for each in self.sets() if actor_id in each.actors), None)

    def groups_of(self, question_set: QuestionSet) -> list[Actor]:
        """The groups bound to a set, in the order of groups."""
        return [actor for actor in self._store.find(Actor) if actor.id in question_set.actors]

    def add_set(self, name: str, actors: Sequence[str] = ()) -> QuestionSet:
        """A new set with the usual steps around its questions, bound to `actors` unless they have one already."""
        free = tuple(actor for actor in actors if self.set_of(actor) is None)
        name = self._free_name(name.strip() or "Question set")
        steps = tuple(Step(kind, minutes=minutes) for kind, minutes in USUAL_MINUTES.items())
        with self._store.change("Add question set") as change:
            return change.add(QuestionSet(new_id(), name=name, actors=free, steps=steps))

    def rename_set(self, set_id: str, name: str) -> None:
        """Refused without a name or with the name of another set."""
        name = name.strip()
        if not name:
            raise UserError("A question set needs a name. Type one.")
        if any(each.name.casefold() == name.casefold() and each.id != set_id for each in self.sets()):
            raise UserError(f"There is already a question set called {name}. Choose another name.")
        with self._store.change("Rename question set") as change:
            change.put(replace(self._store.need(QuestionSet, set_id), name=name))

    def remove_set(self, set_id: str) -> None:
        """Removes the set with its questions and pairs; refused once anything rests on a question."""
        from facilitator.services.prepare import usage  # loads nearly every record class; a start needs few

        found = self._store.need(QuestionSet, set_id)
        questions = self.questions(set_id)
        hanging = usage.hanging_on_questions(self._store, questions)
        if hanging:
            raise UserError(f"“{found.name}” stays: {usage.counted(hanging)} rest on its questions.")
        with self._store.change("Remove question set") as change:
            for question in questions:
                self._drop_question(change, question)
            change.delete(found)

    def bind(self, set_id: str, actor_id: str, bound: bool = True) -> None:
        """Lets a group be asked this set and no other, or no set; refused once the group has met."""
        actor = self._store.need(Actor, actor_id)
        now = self.set_of(actor_id)
        if (now is not None and now.id == set_id) == bound:
            return
        if not actor.is_group:
            raise UserError(f"{actor.name} is not asked anything: only focus groups have a question set.")
        if now is not None and self._first_start([actor_id]) is not None:
            raise UserError(f"{actor.name} has already been asked “{now.name}”, so it keeps that set.")
        with self._store.change("Bind group to question set" if bound else "Unbind group from question set") as change:
            if now is not None:
                change.put(replace(now, actors=tuple(each for each in now.actors if each != actor_id)))
            if bound:
                target = self._store.need(QuestionSet, set_id)
                change.put(replace(target, actors=(*target.actors, actor_id)))

    # The steps around the questions

    def step(self, set_id: str, kind: StepKind) -> Step | None:
        """A step of a set; None where the route goes without it."""
        found = self._store.need(QuestionSet, set_id)
        return next((step for step in found.steps if step.kind == kind), None)

    def add_step(self, set_id: str, kind: StepKind) -> Step:
        """Puts a step into the route with the minutes it usually takes; one that is there stays as it is."""
        known = self.step(set_id, kind)
        if known is not None:
            return known
        step = Step(kind, minutes=USUAL_MINUTES[kind])
        self._put_step(set_id, kind, step, "Add step")
        return step

    def edit_step(self, set_id: str, kind: StepKind, **fields: Any) -> Step:
        """Changes the words or the minutes of a step."""
        known = self.step(set_id, kind) or self.add_step(set_id, kind)
        new = replace(known, **fields)
        if not 0 <= new.minutes <= MAX_MINUTES:
            raise UserError(f"A step takes 0 to {MAX_MINUTES} minutes. Type a number between them.")
        new = replace(new, text="\n".join(" ".join(line.split()) for line in new.text.strip().splitlines()))
        self._put_step(set_id, kind, new, "Edit step")
        return new

    def remove_step(self, set_id: str, kind: StepKind) -> None:
        """Takes a step out of the route; refused once a session has spent time on it."""
        found = self._store.need(QuestionSet, set_id)
        sessions = {session.id for session in self._started(found.actors)}
        if any(visit.session in sessions for visit in self._store.find(Visit, step=kind)):
            raise UserError("This step stays: a session has spent time on it. Its minutes and words can be changed.")
        self._put_step(set_id, kind, None, "Remove step")

    def _put_step(self, set_id: str, kind: StepKind, step: Step | None, label: str) -> None:
        found = self._store.need(QuestionSet, set_id)
        known = {each.kind: each for each in found.steps if each.kind != kind}
        if step is not None:
            known[kind] = step
        with self._store.change(label) as change:
            change.put(replace(found, steps=tuple(known[each] for each in STEP_KINDS if each in known)))

    # Questions

    def questions(self, set_id: str) -> list[Question]:
        return self._store.find(Question, question_set=set_id)

    def add_question(
        self, set_id: str, text: str, kind: QuestionType = "key", minutes: int = 10, after: str = ""
    ) -> Question:
        """A new question below `after`, or at the end of the route."""
        from facilitator.services.prepare.pasting import Draft

        with self._store.change("Add question"):
            added = self.add_questions(set_id, [Draft(text, kind, minutes)])[0]
            place = [each.id for each in self.questions(set_id)].index(after) + 1 if after else None
            if place is not None:
                self.move_question(added.id, place)
        return added

    def add_questions(self, set_id: str, drafts: "Sequence[Draft]") -> list[Question]:
        """All of them at the end of the route in one change; opening questions are not analysed at first."""
        self._store.need(QuestionSet, set_id)
        if len(drafts) > MAX_AT_ONCE:
            raise UserError(f"{len(drafts):,} questions are more than {MAX_AT_ONCE} at once. Choose fewer of them.")
        if not all(draft.text.strip() for draft in drafts):
            raise UserError("A question needs words. Type what you will ask.")
        with self._store.change("Paste questions") as change:
            return [change.add(_question(set_id, draft)) for draft in drafts]

    def edit_question(self, question_id: str, **fields: Any) -> Question:
        """Changes the given fields; other words than those already asked make the next version."""
        old = self._store.need(Question, question_id)
        new = replace(old, **_clean(fields))
        if not new.text:
            raise UserError("A question needs words. Type what you will ask, or remove the question.")
        if not 0 <= new.minutes <= MAX_MINUTES:
            raise UserError(f"A question takes 0 to {MAX_MINUTES} minutes. Type a number between them.")
        with self._store.change("Edit question") as change:
            if new.text != old.text and self._was_asked(old):
                now = stamp(self._clock.now())
                change.add(Wording(new_id(), question=old.id, version=old.version, text=old.text, replaced_at=now))
                new = replace(new, version=old.version + 1)
            return change.put(new)

    def remove_question(self, question_id: str) -> None:
        """Refused once anything rests on it; its declared pairs go with it."""
        from facilitator.services.prepare import usage  # loads nearly every record class; a start needs few

        question = self._store.need(Question, question_id)
        hanging = usage.hanging_on_question(self._store, question_id)
        if hanging:
            raise UserError(f"This question stays: {usage.counted(hanging)} rest on it.")
        with self._store.change("Remove question") as change:
            self._drop_question(change, question)

    def move_question(self, question_id: str, to: int) -> bool:
        """To place `to` of its route, from 0; whether anything moved."""
        question = self._store.need(Question, question_id)
        records = moved(self.questions(question.question_set), question_id, to)
        with self._store.change("Move question") as change:
            for record in records:
                change.put(record)
        return bool(records)

    def fixed_since(self, set_id: str) -> datetime | None:
        """When a session of a bound group first began, from when on other words make a new version."""
        found = self._store.get(QuestionSet, set_id)
        return self._first_start(found.actors) if found else None

    def wordings(self, question_id: str) -> list[Wording]:
        """The earlier wordings of a question, oldest first."""
        return sorted(self._store.find(Wording, question=question_id), key=lambda each: each.version)

    def _was_asked(self, question: Question) -> bool:
        """Whether a session may have been asked the present words: one that is open, or began or ended since."""
        earlier = self.wordings(question.id)
        since = moment(earlier[-1].replaced_at) if earlier else None
        found = self._store.get(QuestionSet, question.question_set)
        sessions = self._started(found.actors if found else ())
        return any(
            since is None or each.is_open or moment(each.ended_at or each.started_at or "") > since for each in sessions
        )

    def _started(self, actors: Sequence[str]) -> list[Session]:
        found = self._store.find_in(Session, "actor", actors)
        return [session for session in found if session.kind == "focus_group" and session.started_at]

    def _first_start(self, actors: Sequence[str]) -> datetime | None:
        return min((moment(session.started_at or "") for session in self._started(actors)), default=None)

    def _drop_question(self, change: Change, question: Question) -> None:
        for pair in self._store.find(Pair, first=question.id) + self._store.find(Pair, second=question.id):
            change.delete(pair)
        for wording in self._store.find(Wording, question=question.id):
            change.delete(wording)
        change.delete(question)

    # Pairs

    def pairs(self) -> list[PairNames]:
        """The declared pairs whose questions are both there."""
        places = {
            question.id: (each, number)
            for each in self.sets()
            for number, question in enumerate(self.questions(each.id), start=1)
        }
        return [
            PairNames(pair, places[pair.first], places[pair.second])
            for pair in self._store.find(Pair)
            if pair.first in places and pair.second in places
        ]

    def declare_pair(self, first: str, second: str) -> Pair:
        """Two questions of different sets may be compared from now on."""
        one, other = self._store.need(Question, first), self._store.need(Question, second)
        if one.question_set == other.question_set:
            raise UserError("Questions of one set are compared anyway. Choose a question of another set.")
        for pair in self._store.find(Pair):
            if {pair.first, pair.second} == {first, second}:
                raise UserError("These two questions are a pair already.")
        with self._store.change("Pair questions") as change:
            return change.add(Pair(new_id(), first=first, second=second))

    def remove_pair(self, pair_id: str) -> None:
        with self._store.change("Part questions") as change:
            change.delete(self._store.need(Pair, pair_id))

    def _free_name(self, name: str) -> str:
        taken = {each.name.casefold() for each in self.sets()}
        if name.casefold() not in taken:
            return name
        return next(f"{name} {n}" for n in range(2, 10_000) if f"{name} {n}".casefold() not in taken)


def _question(set_id: str, draft: "Draft") -> Question:
    fields = _clean({"text": draft.text, "probes": draft.probes})
    minutes = min(max(draft.minutes, 0), MAX_MINUTES)
    return Question(
        new_id(),
        question_set=set_id,
        type=draft.type,
        minutes=minutes,
        must_ask=draft.must_ask,
        analyse=draft.type != "opening",
        **fields,
    )


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    """Text on one line without blanks at its ends, probes without empty ones."""
    clean = dict(fields)
    for name in ("text", "title"):
        if name in clean:
            clean[name] = " ".join(clean[name].split())
    if "probes" in clean:
        clean["probes"] = tuple(" ".join(probe.split()) for probe in clean["probes"] if probe.strip())
    return clean
