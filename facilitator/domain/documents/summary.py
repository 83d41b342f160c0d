"""What we heard: one or two pages for the people of one group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from facilitator.domain.actors import Actor
from facilitator.domain.documents.agreeing import Reacted, agreement
from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    CheckLine,
    Document,
    Heading,
    PreparedFor,
    Title,
    WriteBox,
    plain,
)
from facilitator.domain.documents.counting import told
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import (
    by_actor,
    by_question,
    contact_text,
    document,
    may_quote,
    question_heading,
    quote_blocks,
    released_items,
)
from facilitator.domain.documents.wall_clock import on_the_wall, started
from facilitator.domain.findings import Quote
from facilitator.domain.findings import Statement as Said
from facilitator.domain.packs import Pack, PackItem
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import moment

FEW = 8
"""So many answers of others fit in with their quotes."""


@dataclass(frozen=True, slots=True)
class SummarySource:
    """All a summary is made from; sessions, statements, quotes and people are the reader's own.

    `pack` is what the matrix lets the reader see, `shown` its groups, `questions` all in order of routes, `reacted`
    what the readers made of the others and those of the others whom the matrix shows them made of the readers.
    """

    study: Study
    reader: Actor
    sessions: Sequence[Session]
    statements: Sequence[Said]
    quotes: Sequence[Quote]
    people: Sequence[Person]
    pack: Pack
    shown: Sequence[Actor]
    questions: Sequence[Question]
    reacted: Reacted = field(default_factory=Reacted)

    @property
    def next_meeting(self) -> Session | None:
        """The reflection that is still to come."""
        return next((s for s in self.sessions if s.kind == "reflection" and not s.started_at), None)

    def own_items(self) -> list[PackItem]:
        """What the group said: released, not withheld from itself, quoted with consent."""
        statements = [s for s in self.statements if s.actor == self.reader.id]
        quotes = [q for q in self.quotes if q.actor == self.reader.id]
        items = released_items(statements, quotes, may_quote(self.people, for_participants=True), self.reader.id)
        order = [question.id for question in self.questions]
        return [item for _, found in by_question(items, order) for item in found]


def summary_document(source: SummarySource, labels: Labels) -> Document:
    """The summary of one group; the order is what a participant wants to know first."""
    prepared = labels.prepared_for.format(group=labels.group(source.reader.name))
    title = labels.summary_title.format(title=source.study.title).rstrip(": ")
    own = source.own_items()
    blocks = (
        PreparedFor(prepared, actor=source.reader.id),
        Title(title),
        *_thanks(source, labels),
        *_own(source, own, labels),
        *_others(source, labels),
        *_agreement(source, own, labels),
        *_missing(own, labels),
        *_next(source, labels),
    )
    return document("summary", title, blocks, source.study, labels, footer=prepared, tight=True)


def _thanks(source: SummarySource, labels: Labels) -> Iterator[Block]:
    held = [s for s in source.sessions if s.kind == "focus_group" and s.started_at]
    days = list(dict.fromkeys(labels.day(started(s)) for s in held))
    minutes = _minutes(held)
    if minutes:
        thanks = told(labels.thanks_timed, minutes=minutes, dates=labels.listed(days))
    else:
        thanks = labels.thanks_dated.format(dates=labels.listed(days)) if days else labels.thanks
    topic = source.study.title or source.study.research_question
    why = source.study.purpose or source.study.research_question
    parts = (thanks, labels.topic.format(title=topic) if topic else "", labels.why.format(purpose=why) if why else "")
    yield plain(" ".join(sentence for sentence in parts if sentence))


def _own(source: SummarySource, own: Sequence[PackItem], labels: Labels) -> Iterator[Block]:
    """Each statement numbered, with boxes to tick and a line to write on; its quotes below."""
    yield Heading(1, labels.own_said)
    if not own:
        yield plain(labels.own_empty)
        return
    yield plain(labels.own_check if any(item.statement for item in own) else labels.own_intro, quiet=True)
    questions = {question.id: question for question in source.questions}
    for question, items in by_question(own):
        yield question_heading(2, question, questions, labels)
        for item in items:
            if item.statement:
                yield CheckLine(item.statement.text, labels.boxes, item=item.id, actor=item.actor)
            yield from quote_blocks(item, labels)


def _others(source: SummarySource, labels: Labels) -> Iterator[Block]:
    """What the matrix lets the readers see; where that is much, the main answers, since the pack has them all."""
    shown = source.pack.items
    if not shown:
        return
    yield Heading(1, labels.others_said)
    if len(shown) > FEW:
        yield plain(labels.others_main_ahead if source.next_meeting else labels.others_main, quiet=True)
        shown = _main_answers(source)
    else:
        yield plain(labels.others_intro, quiet=True)
    questions = {question.id: question for question in source.questions}
    for question, items in by_question(shown):
        yield question_heading(2, question, questions, labels)
        for actor, of_group in by_actor(items, source.shown):
            yield from _of_other(actor, of_group, labels)


def _main_answers(source: SummarySource) -> tuple[PackItem, ...]:
    """The first statement of each group to each key question, or to each where none is key; without quotes."""
    key = {question.id for question in source.questions if question.type == "key"}
    first: dict[tuple[str, str | None], PackItem] = {}
    for item in source.pack.items:
        if item.statement:
            first.setdefault((item.actor, item.question), item._replace(quotes=()))
    return tuple(item for item in first.values() if item.question in key) or tuple(first.values())


def _of_other(actor: Actor, items: Sequence[PackItem], labels: Labels) -> Iterator[Block]:
    """The group's name runs into its statements, which keeps the page short."""
    lead = labels.run_in.format(group=actor.name)
    for item in items:
        if item.statement:
            yield Bullet(item.statement.text, lead, item=item.id, actor=item.actor)
        for quote in quote_blocks(item, labels):
            yield quote if item.statement else replace(quote, lead=lead)


def _agreement(source: SummarySource, own: Sequence[PackItem], labels: Labels) -> Iterator[Block]:
    points = agreement(own, source.pack.items, source.shown, source.reacted, labels)
    if points:
        yield Heading(1, labels.agree_title)
        yield from points


def _missing(own: Sequence[PackItem], labels: Labels) -> Iterator[Block]:
    """One more look at the boxes, and room for what nobody asked."""
    if any(item.statement for item in own):
        yield Heading(1, labels.check_title)
        yield plain(labels.check_intro)
    else:
        yield Heading(1, labels.missing_title)
    yield WriteBox(labels.missing_hint, 3)


def _next(source: SummarySource, labels: Labels) -> Iterator[Block]:
    study = source.study
    yield Heading(1, labels.next_title)
    meeting = source.next_meeting
    yield Bullet(labels.next_return_before if meeting else labels.next_return)
    if meeting and meeting.planned_at:
        yield Bullet(labels.next_meeting_dated.format(date=labels.day(on_the_wall(meeting, meeting.planned_at))))
    elif meeting:
        yield Bullet(labels.next_meeting)
    yield from (Bullet(step) for step in study.next_steps if step.strip())
    if study.withdraw_until:
        yield Bullet(labels.withdraw_until.format(date=labels.dates.date_of(study.withdraw_until)))
    else:
        yield Bullet(labels.withdraw)
    yield Bullet(contact_text(study, labels))


def _minutes(sessions: Sequence[Session]) -> int:
    """How long the sessions took together; 0 where that is not known."""
    lengths = [moment(s.ended_at) - moment(s.started_at) for s in sessions if s.started_at and s.ended_at]
    total = sum(length.total_seconds() for length in lengths)
    return round(total / 60) if len(lengths) == len(sessions) and total > 0 else 0
