"""The report on a study: one generator, four presets, each a list of the same parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Statement,
    Subtitle,
    Title,
    plain,
)
from facilitator.domain.documents.coreq import coreq_blocks
from facilitator.domain.documents.counting import told
from facilitator.domain.documents.evidence import evidence_blocks
from facilitator.domain.documents.feedback import Sorted, sort_reactions
from facilitator.domain.documents.labels import Labels, ReportLabels
from facilitator.domain.documents.method import method_blocks, questions_blocks
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
from facilitator.domain.documents.reflected import reflection_blocks
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.documents.report_summary import held_sessions, summary_blocks
from facilitator.domain.packs import PackItem

Preset = Literal["narrative", "topline", "bulleted", "letter"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
LETTER_STATEMENTS = 12
"""So many statements make a letter of about 400 words."""


@dataclass(frozen=True)
class Making:
    """One report under way: what it is made from, and what several parts ask of it."""

    source: ReportSource
    labels: Labels
    preset: Preset = "narrative"
    evidence: bool = False

    @property
    def words(self) -> ReportLabels:
        """The report's own words."""
        return self.labels.report

    @cached_property
    def items(self) -> list[PackItem]:
        """Released statements and quotes of the first round; no quote in a letter or for readers in a hurry."""
        data = self.source.findings
        reflected = {session.id for session in data.sessions if session.kind == "reflection"}
        quotes = [quote for quote in data.quotes if quote.session not in reflected]
        if self.preset in ("topline", "letter"):
            quotes = []
        return released_items(data.statements, quotes, may_quote(data.people))

    @cached_property
    def reactions(self) -> Sorted:
        """The feedback, sorted out."""
        return sort_reactions(self.source.findings)


def report_document(
    source: ReportSource, labels: Labels, preset: Preset = "narrative", *, evidence: bool = False
) -> Document:
    """The report in one of its forms; `evidence` adds what each statement rests on, for the researcher alone."""
    making = Making(source, labels, preset, evidence)
    title = _title(making)
    blocks = (Title(title, cover=preset == "narrative"), *(block for part in _PARTS[preset] for block in part(making)))
    if evidence and preset != "letter":
        blocks = (*blocks, *evidence_blocks(source, labels))
    study = source.findings.study
    return document(
        "letter" if preset == "letter" else "report", title, blocks, study, labels, tight=preset == "letter"
    )


def _title(making: Making) -> str:
    title = making.source.findings.study.title
    template = making.words.topline_title if making.preset == "topline" else making.words.title
    return template.format(title=title).rstrip(": ")


# ---- opening


def _cover(making: Making) -> Iterator[Block]:
    study = making.source.findings.study
    if study.research_question:
        yield Subtitle(study.research_question)
    if study.organisation:
        yield Paragraph((Run(study.organisation),))
    if study.facilitator:
        yield Paragraph((Run(study.facilitator),))
    yield Paragraph((Run(making.labels.day(making.source.made)),))
    yield PageBreak()
    yield Contents(making.words.contents, 2, making.words.list_of_tables)
    yield PageBreak()


def _dated(making: Making) -> Iterator[Block]:
    yield Subtitle(making.labels.day(making.source.made))


def _summary(making: Making) -> Iterator[Block]:
    yield Heading(1, making.words.summary_title)
    yield from summary_blocks(making.source, making.items, making.reactions, making.labels)


def _why(making: Making) -> Iterator[Block]:
    study, words = making.source.findings.study, making.words
    told = (
        (words.question, study.research_question),
        (words.purpose, study.purpose),
        (words.organisation, study.organisation),
    )
    if any(text for _, text in told):
        yield Heading(1, words.why_title)
    for lead, text in told:
        if text:
            yield Paragraph((Run(f"{lead} ", bold=True), Run(text)))


def _method(making: Making) -> Iterator[Block]:
    yield from method_blocks(making.source, making.labels)


# ---- findings


def _findings(making: Making) -> Iterator[Block]:
    """Question, group, statements, quotes."""
    yield from _found(making, _as_statements)


def _bulleted_findings(making: Making) -> Iterator[Block]:
    yield from _found(making, _as_bullets)


def _found(making: Making, drawn: Callable[[PackItem, Labels], Iterator[Block]]) -> Iterator[Block]:
    data, labels = making.source.findings, making.labels
    yield Heading(1, making.words.findings_title)
    if not making.items:
        yield plain(labels.findings_empty)
    questions = {question.id: question for question in data.questions}
    for question_id, items in by_question(making.items, [question.id for question in data.questions]):
        yield question_heading(2, question_id, questions, labels)
        question = questions.get(question_id or "")
        if question and question.title and question.title != question.text and making.preset == "narrative":
            yield plain(question.text, quiet=True)
        for actor, of_group in by_actor(items, data.actors):
            yield Heading(3, actor.name, actor=actor.id)
            for item in of_group:
                yield from drawn(item, labels)


def _as_statements(item: PackItem, labels: Labels) -> Iterator[Block]:
    if item.statement:
        yield Statement(item.statement.text, item=item.statement.id, actor=item.actor)
    yield from quote_blocks(item, labels)


def _as_bullets(item: PackItem, labels: Labels) -> Iterator[Block]:
    if item.statement:
        yield Bullet(item.statement.text, item=item.statement.id, actor=item.actor)
    yield from quote_blocks(item, labels)


# ---- letter


def _letter(making: Making) -> Iterator[Block]:
    """What may be known by everybody: statements kept from no group, as many as a letter takes."""
    data, words, labels = making.source.findings, making.words, making.labels
    held = {session.actor for session in held_sessions(data.sessions, "focus_group")}
    thanks = [words.letter_thanks.format(title=data.study.title)] if data.study.title else []
    thanks += [told(words.letter_open, n=len(held))] if held else []
    if thanks:
        yield Paragraph((Run(" ".join(thanks)),))
    if data.study.purpose:
        yield Paragraph((Run(labels.why.format(purpose=data.study.purpose)),))
    yield Heading(1, words.summary_heard)
    yield Paragraph((Run(words.letter_heard),))
    open_to_all = [item for item in making.items if item.statement and not item.statement.withheld_from]
    key = {question.id for question in data.questions if question.type == "key"}
    open_to_all = [item for item in open_to_all if item.question in key] or open_to_all
    questions = {question.id: question for question in data.questions}
    count = 0
    for question_id, items in by_question(open_to_all, [question.id for question in data.questions]):
        room = LETTER_STATEMENTS - count
        chosen = _one_of_each_group(items)[:room]
        if chosen:
            yield question_heading(2, question_id, questions, labels)
        for item in chosen:
            lead = labels.run_in.format(group=_name(making, item.actor))
            yield Bullet(item.text, lead, item=item.id, actor=item.actor)
        count += len(chosen)
    if not count:
        yield plain(labels.findings_empty)
    yield from _letter_end(making)


def _letter_end(making: Making) -> Iterator[Block]:
    study, words = making.source.findings.study, making.words
    yield Heading(1, words.letter_next)
    yield from (Bullet(step) for step in study.next_steps if step.strip())
    if study.withdraw_until:
        yield Bullet(making.labels.withdraw_until.format(date=making.labels.dates.date_of(study.withdraw_until)))
    yield Bullet(contact_text(study, making.labels))
    yield Paragraph((Run(words.letter_close),))


def _one_of_each_group(items: list[PackItem]) -> list[PackItem]:
    first: dict[str, PackItem] = {}
    for item in items:
        first.setdefault(item.actor, item)
    return list(first.values())


def _name(making: Making, actor: str) -> str:
    return next((each.name for each in making.source.findings.actors if each.id == actor), "")


# ---- what follows


def _reflection(making: Making) -> Iterator[Block]:
    quoted = making.preset in ("narrative", "bulleted")
    yield from reflection_blocks(making.source, making.reactions, making.labels, quoted=quoted)


def _questions(making: Making) -> Iterator[Block]:
    if making.preset == "narrative":
        yield PageBreak()
    yield from questions_blocks(making.source, making.labels)


def _coreq(making: Making) -> Iterator[Block]:
    yield PageBreak()
    yield from coreq_blocks(making.source, making.labels)


_PARTS: dict[Preset, tuple[Callable[[Making], Iterator[Block]], ...]] = {
    "narrative": (_cover, _summary, _why, _method, _findings, _reflection, _questions, _coreq),
    "topline": (_dated, _summary, _bulleted_findings),
    "bulleted": (_dated, _summary, _why, _method, _bulleted_findings, _reflection, _questions),
    "letter": (_dated, _letter),
}
