"""The COREQ list of 32 items as a table: filled in where the study knows, empty where a person must write."""

from collections.abc import Iterator, Mapping

from facilitator.domain.documents.blocks import Block, Cell, Heading, Table, plain
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import attended, came, length_minutes
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.documents.report_summary import held_sessions
from facilitator.domain.timecode import moment


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
    sizes = [f"{group.name} {came(data.people, group.id)}" for group in groups]
    total = sum(came(data.people, group.id) for group in groups)
    absent = [person for person in data.people if person.actor in held and not attended(person)]
    return {
        12: words.sizes.format(n=total, groups=labels.listed(sizes)) if sizes else "",
        13: words.declined.format(n=len(absent)) if absent else "",
        16: " ".join(f"{group.name}: {group.background}" for group in groups if group.background),
    }


def _meetings(source: ReportSource, labels: Labels) -> dict[int, str]:
    words, data = labels.coreq, source.findings
    held = held_sessions(data.sessions, "focus_group")
    again = held_sessions(data.sessions, "reflection")
    places = list(dict.fromkeys(session.place for session in held if session.place))
    lengths = [minutes for session in (*held, *again) if (minutes := length_minutes(session))]
    recorded = sum(session.id in source.recorded for session in (*held, *again))
    debriefed = len({debrief.session for debrief in source.debriefs})
    written = sum(note.kind != "private" for note in source.notes)
    told = [words.notes.format(n=written)] if written else []
    told += [words.debriefs.format(n=debriefed)] if debriefed else []
    there = {debrief.role for debrief in source.debriefs}
    others = [name for role, name in words.others.items() if role in there]
    started = sorted(moment(session.started_at or "") for session in held)
    return {
        14: words.settings.format(groups="; ".join(places), date=labels.day(started[0].astimezone())) if places else "",
        17: words.guide.format(n=len(data.questions)) if data.questions else "",
        18: words.repeat.format(n=len(again)),
        19: words.recording.format(n=recorded, sessions=len(held) + len(again)) if recorded else words.no_recording,
        15: words.present.format(groups=labels.listed(others)) if others else "",
        20: " ".join(told),
        21: words.duration.format(first=min(lengths), last=max(lengths), minutes=sum(lengths)) if lengths else "",
    }


def _results(source: ReportSource, labels: Labels) -> dict[int, str]:
    words, data = labels.coreq, source.findings
    given = sum(export.document == "summary" for export in source.exports)
    again = held_sessions(data.sessions, "reflection")
    released = [statement for statement in data.statements if statement.status == "released"]
    bare = sum(not statement.notes for statement in released)
    quotes = sum(quote.released for quote in data.quotes)
    return {
        23: words.returned.format(n=given) if given else words.not_returned,
        27: words.software.format(text=source.version),
        28: words.checking.format(n=len(again), number=len(data.reactions)) if again else words.no_checking,
        29: words.quotations.format(n=quotes) if quotes else "",
        30: words.grounded.format(n=len(released), number=bare) if released else "",
    }
