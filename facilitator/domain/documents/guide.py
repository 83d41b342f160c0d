"""The moderator's guide of one group: what is said aloud, asked and watched, on at most four pages of paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    Cell,
    Document,
    Figure,
    Heading,
    Paragraph,
    Run,
    Script,
    Subtitle,
    Table,
    Title,
    WriteBox,
    plain,
)
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import document
from facilitator.domain.documents.scripts import script_of
from facilitator.domain.documents.seating import seating_svg
from facilitator.domain.documents.wall_clock import on_the_wall
from facilitator.domain.pacing import ending_question
from facilitator.domain.questions import Place, Question, Step, StepKind, planned_minutes, route_places
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import clock_text

USUAL_SEATS, MOST_SEATS = 8, 14
MINUTE = 60_000
_BLANK = "_" * 20


@dataclass(frozen=True, slots=True)
class GuideSource:
    """All a guide is made from: the group's route in order, the session it is for if there is one, and its seats.

    Where the question set has no `steps`, welcome and closing are printed without a time of their own.
    """

    study: Study
    group: Actor
    questions: Sequence[Question]
    session: Session | None = None
    seats: int = 0
    steps: Sequence[Step] = ()

    @property
    def places(self) -> Sequence[Place]:
        """The whole route."""
        return route_places(self.steps, self.questions)


def guide_document(source: GuideSource, labels: Labels) -> Document:
    """What the person in the chair has before them; nothing anybody said is in it."""
    words = labels.guide
    title = words.title.format(group=source.group.name)
    blocks = (
        Title(title),
        *((Subtitle(source.study.title),) if source.study.title else ()),
        *_facts(source, labels),
        *_welcome(source, labels),
        *_route(source, labels),
        *_short_of_time(source.questions, labels),
        *_end(source, labels),
        *_afterwards(source, labels),
    )
    return document("guide", title, blocks, source.study, labels, footer=title, tight=True)


def _facts(source: GuideSource, labels: Labels) -> Iterator[Block]:
    words, session = labels.guide, source.session
    planned = on_the_wall(session, session.planned_at) if session and session.planned_at else None
    when = f"{labels.day(planned)}, {planned:%H:%M}" if planned else ""
    minutes = (session.planned_minutes if session else None) or planned_minutes(source.places)
    led_by = source.study.facilitator
    length = words.minutes.format(minutes=minutes) if minutes else ""
    for facts in (
        ((words.when, when), (words.place, session.place if session else "")),
        ((words.length, length), (words.seats, str(source.seats or ""))),
        ((words.led_by, led_by), (words.scribe, "")),
    ):
        runs = ((Run(f"{lead} ", bold=True), Run(f"{text or _BLANK}   ")) for lead, text in facts)
        yield Paragraph(tuple(run for pair in runs for run in pair))
    yield Heading(1, words.equipment_title)
    yield from (Bullet(text) for text in words.equipment)


def _script(text: str) -> Iterator[Block]:
    """Each line that is to be said, as a paragraph of its own."""
    yield from (Script(line.strip()) for line in text.splitlines() if line.strip())


def _step(source: GuideSource, kind: StepKind) -> Step | None:
    """What is said at a step; where the set has none at all, the welcome and the closing that every session has."""
    found = next((step for step in source.steps if step.kind == kind), None)
    return Step(kind) if found is None and not source.steps and kind != "rules" else found


def _welcome(source: GuideSource, labels: Labels) -> Iterator[Block]:
    words = labels.guide
    welcome, rules = _step(source, "welcome"), _step(source, "rules")
    if welcome is not None:
        yield Heading(1, words.welcome_title)
        yield from _script(script_of(welcome, source.study, labels.scripts, labels.dates))
    if rules is not None:
        yield Heading(1, words.rules_title)
        yield from _script(script_of(rules, source.study, labels.scripts, labels.dates))
        yield WriteBox(words.rules_hint, 3)


def _route(source: GuideSource, labels: Labels) -> Iterator[Block]:
    words = labels.guide
    yield Heading(1, words.route_title)
    if not source.questions:
        yield plain(words.no_questions)
        return
    clock = _Clock(source.session)
    rows, passed, number = [], 0, 0
    for place in source.places:
        number += isinstance(place, Question)
        time = Cell(clock.at(passed), "row_header")
        rows.append((time, Cell(str(place.minutes or "–")), *_asked(place, number, labels), Cell("")))
        passed += place.minutes
    yield Table(words.route_caption, words.columns, tuple(rows), (0.85, 0.75, 3.5, 2.4, 1.55, 1.5), key="route")
    yield Paragraph((Run(words.ends_at.format(time=clock.at(passed), minutes=passed), bold=True),))


def _asked(place: Place, number: int, labels: Labels) -> tuple[Cell, Cell, Cell]:
    """What is asked in which words, the probes, and the kind; a step is called by its name."""
    words = labels.guide
    if isinstance(place, Step):
        return Cell(words.step_names[place.kind]), Cell(""), Cell("")
    kind = words.question_types[place.type]
    flagged = f"{kind}\n{words.must_ask}" if place.must_ask else kind
    probes = "\n".join(f"– {probe}" for probe in place.probes)
    return Cell(f"{number}. {place.text}", "large"), Cell(probes), Cell(flagged)


@dataclass(frozen=True, slots=True)
class _Clock:
    """The wall clock where the session has a time, else minutes since the start."""

    session: Session | None

    def at(self, minutes: int) -> str:
        if self.session is None or not self.session.planned_at:
            return clock_text(minutes * MINUTE).removesuffix(":00") if minutes >= 60 else f"0:{minutes:02}"
        begun = on_the_wall(self.session, self.session.planned_at)
        return f"{begun + timedelta(minutes=minutes):%H:%M}"


def _short_of_time(questions: Sequence[Question], labels: Labels) -> Iterator[Block]:
    """What can go, and what must stay whatever the clock says."""
    words = labels.guide
    if not questions:
        return
    ending = ending_question(questions)
    numbered = list(enumerate(questions, 1))
    keep = [(n, q) for n, q in numbered if q.must_ask or q == ending]
    skip = [(n, q) for n, q in numbered if (n, q) not in keep and q.type in ("transition", "key", "introductory")]
    yield Heading(1, words.short_title)
    if not skip:
        yield plain(words.short_none)
    for number, question in reversed(skip):
        lead = words.short_skip.format(minutes=question.minutes) if question.minutes else words.short_skip_untimed
        yield Bullet(f"{number}. {question.heading}", lead)
    if keep:
        listed = labels.listed([str(number) for number, _ in keep])
        minutes = sum(q.minutes for _, q in keep)
        sentence = words.short_keep if minutes else words.short_keep_untimed
        yield plain(sentence.format(questions=listed, minutes=minutes))


def _end(source: GuideSource, labels: Labels) -> Iterator[Block]:
    words, closing = labels.guide, _step(source, "closing")
    yield Heading(1, words.parking_title)
    yield WriteBox(words.parking_hint, 3)
    yield Heading(1, words.end_title)
    yield Script(words.oral_summary)
    yield Script(words.missed)
    if closing is not None:
        yield from _script(script_of(closing, source.study, labels.scripts, labels.dates))


def _afterwards(source: GuideSource, labels: Labels) -> Iterator[Block]:
    words = labels.guide
    seats = min(source.seats or USUAL_SEATS, MOST_SEATS)
    yield Heading(1, words.seating_title)
    yield Figure(
        words.seating_caption,
        seating_svg(seats),
        words.seating_alt.format(seats=seats),
        share=0.72,
        ratio=0.55,
        key="seating",
    )
    yield Heading(1, words.debrief_title)
    yield from (Bullet(text) for text in words.debrief)
    yield WriteBox(words.debrief_hint, 6)
