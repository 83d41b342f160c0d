"""The summary of a report, which can stand alone: who was heard, what they said, what the groups made of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from facilitator.domain.documents.blocks import Block, Bullet, Heading, Paragraph, Run, plain
from facilitator.domain.documents.counting import told as counted
from facilitator.domain.documents.feedback import Sorted
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import by_question, came
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.documents.wall_clock import started
from facilitator.domain.findings import Quote
from facilitator.domain.findings import Statement as Said
from facilitator.domain.packs import PackItem
from facilitator.domain.reactions import ReactionKind
from facilitator.domain.sessions import Session, SessionKind

AT_MOST = 3
AGREED: tuple[ReactionKind, ...] = ("agree", "same")
DIFFERED: tuple[ReactionKind, ...] = ("disagree", "partly")


def held_sessions(sessions: Iterable[Session], kind: SessionKind) -> list[Session]:
    """The sessions of a kind that were begun."""
    return [session for session in sessions if session.kind == kind and session.started_at]


def summary_blocks(
    source: ReportSource, items: Sequence[PackItem], reactions: Sorted, labels: Labels
) -> Iterator[Block]:
    """At most two pages."""
    yield from _who(source, items, sum(isinstance(entry, Quote) for entry in reactions.entries.values()), labels)
    if not items:
        yield plain(labels.report.none_yet)
        return
    yield Heading(2, labels.report.summary_heard)
    yield from _heard(source, items, labels)
    told = list(_reflected(reactions, labels))
    if told:
        yield Heading(2, labels.report.reflected_title)
        yield from told


def _who(source: ReportSource, items: Sequence[PackItem], quotes: int, labels: Labels) -> Iterator[Block]:
    words = labels.report
    statements = sum(item.statement is not None for item in items)
    told = list(_met(source, labels))
    told += [counted(words.summary_statements, n=statements)] if statements else []
    told += [counted(words.summary_quotes, n=quotes)] if quotes else []
    yield Paragraph((Run(" ".join(told)),))


def _met(source: ReportSource, labels: Labels) -> Iterator[str]:
    """How many met how often, and when; sentences about what did not happen are left out."""
    data, words = source.findings, labels.report
    first, second = held_sessions(data.sessions, "focus_group"), held_sessions(data.sessions, "reflection")
    groups = list(dict.fromkeys(session.actor for session in first))
    people = sum(came(data.people, actor) for actor in groups)
    if not first:
        yield words.summary_not_held
        return
    heard = words.summary_heard_from if people else words.summary_heard_uncounted
    yield counted(heard, n=len(groups), sessions=len(first), people=people)
    if second:
        yield counted(words.summary_again, n=len(second))
    days = sorted(started(session) for session in (*first, *second))
    begin, end = labels.day(days[0]), labels.day(days[-1])
    when = words.summary_day if begin == end else words.summary_when
    yield when.format(first=begin, last=end)


def _heard(source: ReportSource, items: Sequence[PackItem], labels: Labels) -> Iterator[Block]:
    """For each question that was meant to be analysed, the first statement of each group."""
    data = source.findings
    names = {actor.id: actor.name for actor in data.actors}
    questions = {question.id: question for question in data.questions}
    key = [question.id for question in data.questions if question.analyse and question.type == "key"]
    order = key or [question.id for question in data.questions if question.analyse]
    stated = [item for item in items if item.statement and (item.question in order or not order)]
    for question_id, found in by_question(stated, order):
        question = questions.get(question_id or "")
        yield Heading(3, question.heading if question else labels.beyond_questions)
        told: set[str] = set()
        for item in found:
            if item.actor not in told:
                told.add(item.actor)
                lead = labels.run_in.format(group=names.get(item.actor, ""))
                yield Bullet(item.text, lead, item=item.id, actor=item.actor)


def _reflected(reactions: Sorted, labels: Labels) -> Iterator[Block]:
    """The statements that other groups most agreed with, saw differently, and were surprised by."""
    words = labels.report
    names = {actor.id: actor.name for actor in reactions.source.actors}
    for title, kinds in ((words.agreed, AGREED), (words.differed, DIFFERED), (words.surprised, ("surprised",))):
        met = most_met(reactions, kinds)
        if met:
            yield Heading(3, title)
        for statement, viewers in met:
            lead = labels.run_in.format(group=names.get(statement.actor, ""))
            text = words.met_by.format(text=statement.text, groups=labels.listed(viewers))
            yield Bullet(text, lead, item=statement.id, actor=statement.actor)


def most_met(reactions: Sorted, kinds: Sequence[ReactionKind]) -> list[tuple[Said, list[str]]]:
    """The statements that most groups, and then most reactions, met in one of these ways; at most three."""
    viewers: dict[str, dict[str, None]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for one in reactions.reacted:
        about = one.reaction.about
        if about is not None and about.kind == "statement" and one.reaction.kind in kinds:
            viewers[about.id][one.viewer.name] = None
            counts[about.id] += 1
    ranked = sorted(viewers, key=lambda each: (-len(viewers[each]), -counts[each]))
    found = [(entry, list(viewers[each])) for each in ranked if isinstance(entry := reactions.entries.get(each), Said)]
    return found[:AT_MOST]
