"""How a study was done, told from its data: groups, sessions with their real times, questions as they were asked."""

from collections.abc import Iterator, Sequence

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Block, Cell, Heading, Paragraph, Run, Table, plain
from facilitator.domain.documents.counting import told
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import came, length_minutes, may_quote, referring, released_items
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.documents.report_summary import held_sessions
from facilitator.domain.documents.wall_clock import started
from facilitator.domain.findings import Statement as Said
from facilitator.domain.packs import PackItem
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import moment


def method_blocks(source: ReportSource, labels: Labels) -> Iterator[Block]:
    """Design, groups, sessions, and how statements were made of what was said."""
    words, data = labels.report, source.findings
    yield Heading(1, words.method_title)
    yield Heading(2, words.design_title)
    if data.study.orientation:
        yield Paragraph((Run(data.study.orientation),))
    sets = len({question.question_set for question in data.questions})
    design = [told(words.design, groups=len(source.groups), n=sets)]
    design += [words.design_again] if source.dots else []
    yield Paragraph((Run(" ".join(design)),))
    if data.study.sampling:
        yield Heading(2, words.sampling_title)
        yield Paragraph((Run(data.study.sampling),))
    yield Heading(2, words.groups_title)
    yield referring(words.groups_intro, "groups")
    yield _groups(source, labels)
    yield Heading(2, words.sessions_title)
    yield referring(words.sessions_intro, "sessions")
    yield _sessions(source, labels)
    yield Heading(2, words.analysis_title)
    yield plain(" ".join(_analysis(source, labels)))


def _groups(source: ReportSource, labels: Labels) -> Table:
    words = labels.report
    rows = tuple(_group_row(group, source) for group in source.groups)
    return Table(words.groups_caption, words.groups_columns, rows, (2.0, 4.2, 1.0, 1.0), key="groups")


def _group_row(group: Actor, source: ReportSource) -> tuple[Cell, ...]:
    people = [person for person in source.findings.people if person.actor == group.id]
    there = came(people, group.id) if held_sessions(_of(group, source), "focus_group") else 0
    return (
        Cell(group.name, "row_header"),
        Cell(group.background or "–"),
        Cell(str(len(people) or "–")),
        Cell(str(there or "–")),
    )


def _of(group: Actor, source: ReportSource) -> list[Session]:
    return [session for session in source.findings.sessions if session.actor == group.id]


def _sessions(source: ReportSource, labels: Labels) -> Table:
    words = labels.report
    rows = tuple(_session_row(session, source, labels) for session in _in_order(source))
    widths = (2.3, 1.5, 1.9, 2.4, 0.9, 1.0)
    return Table(words.sessions_caption, words.sessions_columns, rows, widths, key="sessions")


def _in_order(source: ReportSource) -> list[Session]:
    """By time; sessions without one come last."""

    def when(session: Session) -> tuple[bool, float]:
        text = session.started_at or session.planned_at
        return (False, moment(text).timestamp()) if text else (True, session.position)

    return sorted(source.findings.sessions, key=when)


def _session_row(session: Session, source: ReportSource, labels: Labels) -> tuple[Cell, ...]:
    words = labels.report
    name = next((actor.name for actor in source.findings.actors if actor.id == session.actor), "")
    kind = words.kind_reflection if session.kind == "reflection" else words.kind_session
    day = labels.day(started(session)) if session.started_at else words.not_held
    minutes = length_minutes(session)
    notes = sum(note.session == session.id for note in source.told_notes)
    return (
        Cell(name, "row_header"),
        Cell(kind),
        Cell(day),
        Cell(session.place or "–"),
        Cell(str(minutes or "–")),
        Cell(str(notes or "–")),
    )


def _analysis(source: ReportSource, labels: Labels) -> Iterator[str]:
    """Sentences about what there is."""
    words, items = labels.report, told_items(source)
    statements = [item.statement for item in items if item.statement]
    grounded = any(statement.notes for statement in statements)
    quotes = sum(len(item.quotes) for item in items)
    if source.told_notes:
        yield told(words.analysis_notes, n=len(source.told_notes))
    if statements:
        yield told(words.analysis_statements, n=len(statements))
    if grounded:
        yield grounded_text(statements, labels)
    if quotes:
        yield told(words.analysis_quotes, n=quotes)
    if not (source.told_notes or statements or quotes):
        yield words.none_yet


def grounded_text(statements: Sequence[Said], labels: Labels) -> str:
    """How many of the statements are linked to the notes they rest on."""
    words = labels.report
    grounded = sum(bool(statement.notes) for statement in statements)
    if not grounded:
        return words.analysis_not_grounded
    linked = words.analysis_all_grounded if grounded == len(statements) else words.analysis_grounded
    return told(linked, n=grounded, statements=len(statements))


def told_items(source: ReportSource) -> list[PackItem]:
    """All statements and quotes that a report tells, those of reflections too."""
    data = source.findings
    return released_items(data.statements, data.quotes, may_quote(data.people))


def questions_blocks(source: ReportSource, labels: Labels) -> Iterator[Block]:
    """Appendix: the questions in their exact words, one table for each set."""
    words, data = labels.report, source.findings
    yield Heading(1, words.questions_title)
    yield plain(words.questions_note)
    names = {actor.id: actor.name for actor in data.actors}
    for question_set in data.sets:
        asked = [question for question in data.questions if question.question_set == question_set.id]
        rows = tuple(
            (
                Cell(str(number), "row_header"),
                Cell(question.text),
                Cell(labels.guide.question_types[question.type]),
                Cell(str(question.minutes or "–")),
                Cell(words.yes if question.must_ask else ""),
            )
            for number, question in enumerate(asked, 1)
        )
        if rows:
            groups = labels.listed([names[actor] for actor in question_set.actors if actor in names])
            caption = words.questions_caption.format(title=question_set.name, groups=groups or "–")
            yield Table(caption, words.questions_columns, rows, (0.6, 5.0, 1.7, 0.9, 1.1))
