"""The COREQ list of 32 items as a table: filled in where the study knows, empty where a person must write."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from facilitator.domain.documents.blocks import Block, Cell, Heading, Table, plain
from facilitator.domain.documents.counting import told
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.method import grounded_text, told_items
from facilitator.domain.documents.parts import attended, came, length_minutes
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.documents.report_summary import DIFFERED, held_sessions
from facilitator.domain.documents.wall_clock import started
from facilitator.domain.findings import Statement
from facilitator.domain.sessions import Session


def coreq_blocks(source: ReportSource, labels: Labels) -> Iterator[Block]:
    """An appendix of its own."""
    words = labels.report
    known = coreq_answers(source, labels)
    filled = sum(bool(text) for text in known.values())
    rows = tuple(
        (Cell(str(number), "row_header"), Cell(item), Cell(known.get(number, "")))
        for number, item in enumerate(labels.coreq.items, 1)
    )
    yield Heading(1, words.coreq_title)
    yield plain(words.coreq_intro.format(n=filled, number=len(rows)))
    yield Table(words.coreq_caption, words.coreq_columns, rows, (0.65, 3.4, 5.0))


def coreq_answers(source: ReportSource, labels: Labels) -> Mapping[int, str]:
    """What the study knows, by the number of the item."""
    study = source.findings.study
    return {
        1: study.facilitator,
        9: study.orientation,
        10: study.sampling,
        **_people(source, labels),
        **_meetings(source, labels),
        **_results(source, labels),
    }


def _people(source: ReportSource, labels: Labels) -> dict[int, str]:
    words, data = labels.coreq, source.findings
    held = {session.actor for session in held_sessions(data.sessions, "focus_group")}
    groups = [group for group in source.groups if group.id in held]
    sizes = [f"{group.name} {n}" for group in groups if (n := came(data.people, group.id))]
    total = sum(came(data.people, group.id) for group in groups)
    known = [person for person in data.people if person.actor in held]
    absent = sum(not attended(person) for person in known)
    return {
        12: told(words.sizes, n=total, groups=labels.listed(sizes)) if sizes else "",
        13: told(words.declined, n=absent) if absent else words.none_declined if known else "",
        16: " ".join(f"{group.name}: {group.background}" for group in groups if group.background),
    }


def _meetings(source: ReportSource, labels: Labels) -> dict[int, str]:
    words, data = labels.coreq, source.findings
    held = held_sessions(data.sessions, "focus_group")
    again = held_sessions(data.sessions, "reflection")
    places = list(dict.fromkeys(session.place for session in held if session.place))
    recorded = sum(session.id in source.recorded for session in (*held, *again))
    there = {debrief.role for debrief in source.debriefs}
    others = [name for role, name in words.others.items() if role in there]
    days = sorted(started(session) for session in held)
    met_again = labels.listed(_names(source, {session.actor for session in again}))
    sets = len({question.question_set for question in data.questions})
    sound = told(words.recording, n=recorded, sessions=len(held) + len(again)) if recorded else words.no_recording
    return {
        14: words.settings.format(groups="; ".join(places), date=labels.day(days[0])) if places else "",
        15: words.present.format(groups=labels.listed(others)) if others else "",
        17: told(words.guide, n=len(data.questions), sets=sets) if data.questions else "",
        18: words.repeat.format(groups=met_again) if again else words.no_repeat if held else "",
        19: sound if held else "",
        20: " ".join(_written_down(source, len(held) + len(again), labels)),
        21: _lengths((*held, *again), labels),
    }


def _names(source: ReportSource, groups: Collection[str]) -> list[str]:
    return [group.name for group in source.groups if group.id in groups]


def _written_down(source: ReportSource, sessions: int, labels: Labels) -> Iterator[str]:
    """Notes during the sessions, and debriefs after them."""
    debriefed = len({debrief.session for debrief in source.debriefs})
    if source.told_notes:
        yield told(labels.coreq.notes, n=len(source.told_notes))
    if debriefed:
        yield told(labels.coreq.debriefs, n=debriefed, sessions=max(sessions, debriefed))


def _lengths(sessions: Iterable[Session], labels: Labels) -> str:
    lengths = [minutes for session in sessions if (minutes := length_minutes(session))]
    if not lengths:
        return ""
    first, last = min(lengths), max(lengths)
    words = labels.coreq.duration_alike if first == last else labels.coreq.duration
    return told(words, first=first, last=last, minutes=sum(lengths), sessions=len(lengths))


def _results(source: ReportSource, labels: Labels) -> dict[int, str]:
    words, data = labels.coreq, source.findings
    given = {export.recipient for export in source.exports if export.document == "summary"}
    readers = _names(source, {each for each in given if each})
    again = held_sessions(data.sessions, "reflection")
    items = told_items(source)
    quotes = sum(len(item.quotes) for item in items)
    differed = sum(reaction.kind in DIFFERED for reaction in data.reactions)
    number = len(data.reactions)
    return {
        23: words.returned.format(groups=labels.listed(readers)) if readers else words.not_returned,
        27: words.software.format(text=source.version),
        28: told(words.checking, n=len(again), number=number) if again else words.no_checking,
        29: told(words.quotations, n=quotes) if quotes else "",
        32: told(words.diverse, n=differed) if differed else "",
        **_stated([item.statement for item in items if item.statement], labels),
    }


def _stated(statements: Sequence[Statement], labels: Labels) -> dict[int, str]:
    """What statements were drawn from, and how they are told."""
    if not statements:
        return {}
    words = labels.coreq
    beyond = sum(statement.question is None for statement in statements)
    questions = len({statement.question for statement in statements if statement.question})
    return {
        26: told(words.derived, n=beyond) if beyond else words.derived_within,
        30: grounded_text(statements, labels),
        31: told(words.clear, n=len(statements), number=questions) if questions else "",
    }
