"""What each document is made from, read out of the store as values."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from facilitator import __version__
from facilitator.domain.actors import Actor
from facilitator.domain.documents.agreeing import Reacted
from facilitator.domain.documents.findings import FindingsSource
from facilitator.domain.documents.guide import GuideSource
from facilitator.domain.documents.notes import NotesSource
from facilitator.domain.documents.pack import PackSource
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.documents.summary import SummarySource
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision, Pack
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet, in_route_order
from facilitator.domain.reactions import Reaction, Reflection, Showing
from facilitator.domain.recordings import Recording
from facilitator.domain.room import Debrief, MemberCheck, Presence
from facilitator.domain.sessions import Session
from facilitator.domain.study import STUDY_ID, Study
from facilitator.domain.timecode import moment
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.store import Store


def study_of(store: Store) -> Study:
    """The study's own record."""
    return store.get(Study, STUDY_ID) or Study()


def groups_of(store: Store) -> list[Actor]:
    """The focus groups, in order."""
    return [actor for actor in store.find(Actor) if actor.is_group]


def viewers_of(store: Store) -> list[Actor]:
    """The focus groups that are shown anything."""
    viewers = {dot.viewer for dot in store.find(Dot)}
    return [group for group in groups_of(store) if group.id in viewers]


def pack_source(store: Store, reader: Actor) -> PackSource:
    """What a hand-out for one group is made from."""
    pack = pack_for(store, reader.id)
    return PackSource(study_of(store), reader, pack, _shown(store, pack), _questions(store))


def summary_source(store: Store, reader: Actor) -> SummarySource:
    """What a summary for one group is made from."""
    pack = pack_for(store, reader.id)
    sessions = store.find(Session, actor=reader.id)
    return SummarySource(
        study=study_of(store),
        reader=reader,
        sessions=sessions,
        statements=store.find(Statement, actor=reader.id),
        quotes=_own_quotes(store, reader),
        people=store.find(Person, actor=reader.id),
        pack=pack,
        shown=_shown(store, pack),
        questions=_questions(store),
        reacted=_reacted(store, reader),
    )


def _own_quotes(store: Store, reader: Actor) -> list[Quote]:
    """Their own words, without those kept back from them while they stood with another group."""
    decided = {each.item: each for each in store.find(Decision, viewer=reader.id) if each.choice == "withhold"}
    quotes = store.find(Quote, actor=reader.id)
    return [each for each in quotes if each.id not in decided or not decided[each.id].is_about(each.text)]


def _reacted(store: Store, reader: Actor) -> Reacted:
    """What the readers made of others, and what those whom the matrix shows them made of the readers."""
    others = [store.get(Actor, dot.shown) for dot in store.find(Dot, viewer=reader.id)]
    groups = sorted((each for each in others if each), key=lambda each: each.position)
    return Reacted(_reactions_of(store, reader), [(group, _reactions_of(store, group)) for group in groups])


def _reactions_of(store: Store, group: Actor) -> list[Reaction]:
    reflections = [session.id for session in store.find(Session, actor=group.id, kind="reflection")]
    return store.find_in(Reaction, "session", reflections)


def findings_source(store: Store) -> FindingsSource:
    """What the findings are made from."""
    return FindingsSource(
        study=study_of(store),
        actors=store.find(Actor),
        sets=store.find(QuestionSet),
        questions=_questions(store),
        statements=store.find(Statement),
        quotes=store.find(Quote),
        people=store.find(Person),
        sessions=store.find(Session),
        reactions=store.find(Reaction),
        reflections=store.find(Reflection),
    )


def guide_source(store: Store, group: Actor) -> GuideSource:
    """What a moderator's guide is made from: the next session of the first round, else the last one."""
    sessions = store.find(Session, actor=group.id, kind="focus_group")
    ahead = [session for session in sessions if not session.started_at]
    session = next(iter([*ahead, *sessions[-1:]]), None)
    route = next((each for each in store.find(QuestionSet) if group.id in each.actors), None)
    questions = [question for question in _questions(store) if route and question.question_set == route.id]
    people = store.count(Person, actor=group.id)
    return GuideSource(study_of(store), group, questions, session, people, route.steps if route else ())


def notes_source(store: Store) -> NotesSource:
    """What field notes are made from."""
    sessions = sorted(
        store.find(Session), key=lambda each: moment(each.started_at).timestamp() if each.started_at else 0
    )
    return NotesSource(
        study_of(store),
        store.find(Actor),
        sessions,
        store.find(Note),
        store.find(Person),
        _questions(store),
        store.find(MemberCheck),
        store.find(Debrief),
        store.find(Presence),
    )


def agreement_source(store: Store) -> NotesSource:
    """What the agreement is made from: field notes, and what reflections were shown."""
    return replace(
        notes_source(store),
        showings=store.find(Showing),
        reactions=store.find(Reaction),
        statements=store.find(Statement),
        quotes=store.find(Quote),
    )


def report_source(store: Store, made: datetime) -> ReportSource:
    """What a report is made from; `made` is in local time."""
    return ReportSource(
        findings=findings_source(store),
        dots=store.find(Dot),
        notes=store.find(Note),
        made=made,
        exports=store.find(Export),
        recorded=frozenset(recording.session for recording in store.find(Recording)) | _with_clips(store),
        version=__version__,
        debriefs=store.find(Debrief),
    )


def _with_clips(store: Store) -> frozenset[str]:
    """Sessions whose sound was brought in from outside: some quote has a clip of it."""
    return frozenset(quote.session for quote in store.find(Quote) if quote.clip and quote.session)


def _shown(store: Store, pack: Pack) -> Sequence[Actor]:
    return store.find_in(Actor, "id", list(dict.fromkeys(item.actor for item in pack.items)))


def _questions(store: Store) -> list[Question]:
    return in_route_order(store.find(QuestionSet), store.find(Question))
