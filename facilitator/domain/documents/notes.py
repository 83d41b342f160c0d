"""Field notes: what was written down in each session, how others took it, and the debriefs; no participant is named."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Block, Bullet, Cell, Document, Heading, Subtitle, Table, Title, plain
from facilitator.domain.documents.counting import told
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import came, document, length_minutes, may_quote, session_name
from facilitator.domain.documents.wall_clock import on_the_wall, started
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.reactions import Reaction, Showing
from facilitator.domain.room import Debrief, MemberCheck, Presence
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import clock_text


@dataclass(frozen=True, slots=True)
class NotesSource:
    """All field notes are made from; `sessions` and `notes` are in the order in which they were held and taken.

    What was shown and how it was taken is for the agreement alone.
    """

    study: Study
    actors: Sequence[Actor]
    sessions: Sequence[Session]
    notes: Sequence[Note]
    people: Sequence[Person]
    questions: Sequence[Question]
    checks: Sequence[MemberCheck] = ()
    debriefs: Sequence[Debrief] = ()
    presences: Sequence[Presence] = ()
    showings: Sequence[Showing] = ()
    reactions: Sequence[Reaction] = ()
    statements: Sequence[Statement] = ()
    quotes: Sequence[Quote] = ()


def notes_document(source: NotesSource, labels: Labels) -> Document:
    """One part for each session that was begun."""
    words = labels.notes
    parts, inside = _parts(source, labels)
    opening: list[Block] = [Title(words.title)]
    if source.study.title:
        opening.append(Subtitle(source.study.title))
    opening.append(plain(words.intro if parts else words.none))
    return document("notes", words.title, (*opening, *parts), source.study, labels, also=tuple(inside))


def notes_table(source: NotesSource, labels: Labels) -> Table:
    """All of it as rows, with the session before each."""
    words = labels.notes
    rows: list[tuple[Cell, ...]] = []
    for session, notes in told_sessions(source):
        name = session_name(session, source.actors, labels)
        rows += [(Cell(name), *row) for row in _rows(session, notes, source, labels)]
        for who, asked, text in _debriefed(session, source, labels):
            rows.append((Cell(name), Cell(""), Cell(f"{who}: {asked}"), Cell(labels.room.debrief_kind), Cell(text)))
    return Table(words.title, (words.session, *words.columns), tuple(rows), (2.0, 0.8, 2.0, 1.0, 5.0))


def _parts(source: NotesSource, labels: Labels) -> tuple[list[Block], list[str]]:
    blocks: list[Block] = []
    inside: list[str] = []
    left_out = _left_out(source)
    for session, notes in told_sessions(source):
        blocks.append(Heading(1, session_name(session, source.actors, labels), actor=session.actor))
        blocks.append(plain(_facts(session, source, labels)))
        rows = _without_repeats(_rows(session, notes, source, labels))
        if rows:
            caption = labels.notes.caption.format(group=session_name(session, source.actors, labels))
            blocks.append(Table(caption, labels.notes.columns, tuple(rows), (0.9, 2.1, 1.35, 5.0)))
        else:
            blocks.append(plain(labels.notes.no_notes))
        if left_out.get(session.id):
            blocks.append(plain(labels.notes.left_out.format(n=left_out[session.id]), quiet=True))
        blocks += _debriefs(session, source, labels)
        inside += [note.id for note in notes if not note.struck]
    return blocks, inside


def told_sessions(source: NotesSource) -> Iterator[tuple[Session, list[Note]]]:
    """Each session that was begun with the notes that may be told."""
    may_be_told = _may_be_told(source)
    found: dict[str, list[Note]] = defaultdict(list)
    for note in source.notes:
        if may_be_told(note):
            found[note.session].append(note)
    for session in source.sessions:
        if session.started_at:
            notes = sorted(found[session.id], key=lambda note: (note.at_ms is None, note.at_ms or 0, note.position))
            yield session, notes


class _may_be_told:  # noqa: N801 - reads as the question it answers
    """Whether a note may be written down: nothing private, nobody's who withdrew, no words of who said no to that."""

    def __init__(self, source: NotesSource) -> None:
        self._quotable = may_quote(source.people)
        self._left = {person.id for person in source.people if person.withdrew}
        self._actor = {session.id: session.actor for session in source.sessions}

    def __call__(self, note: Note) -> bool:
        if note.kind == "private" or note.speaker in self._left:
            return False
        return note.kind != "quote" or self._quotable(note.speaker, self._actor.get(note.session, ""))


def _left_out(source: NotesSource) -> Mapping[str, int]:
    may_be_told = _may_be_told(source)
    counts: dict[str, int] = defaultdict(int)
    for note in source.notes:
        counts[note.session] += note.kind != "private" and not may_be_told(note)
    return counts


def _debriefs(session: Session, source: NotesSource, labels: Labels) -> Iterator[Block]:
    """Each facilitator's form under a heading of its own."""
    before = None
    for who, asked, text in _debriefed(session, source, labels):
        if who != before:
            before = who
            yield Heading(2, who)
        yield from (Bullet(line, f"{asked}:" if not at else "") for at, line in enumerate(text.splitlines()) if line)


def _debriefed(session: Session, source: NotesSource, labels: Labels) -> Iterator[tuple[str, str, str]]:
    """Whose form, what was asked, and what was written; what was left empty is left out."""
    words = labels.room
    for debrief in source.debriefs:
        if debrief.session != session.id:
            continue
        name = words.roles[debrief.role].format(facilitator=debrief.facilitator or labels.room.debrief_kind)
        who = words.debrief.format(facilitator=name) if debrief.facilitator or debrief.role else words.debrief_unnamed
        for field, asked in words.debrief_fields.items():
            text = getattr(debrief, field).strip()
            if text:
                yield who, asked, text


def _facts(session: Session, source: NotesSource, labels: Labels) -> str:
    words = labels.notes
    began = started(session)
    if session.ended_at:
        ended = on_the_wall(session, session.ended_at)
        facts = words.facts.format(
            date=labels.day(began), start=f"{began:%H:%M}", end=f"{ended:%H:%M}", minutes=length_minutes(session)
        )
    else:
        facts = words.no_times.format(date=labels.day(began), start=f"{began:%H:%M}")
    people = came(source.people, session.actor)
    parts = [facts, session.place, told(words.came, people=people) if people else ""]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _rows(session: Session, notes: Sequence[Note], source: NotesSource, labels: Labels) -> list[tuple[Cell, ...]]:
    questions = {question.id: question for question in source.questions}
    checks = {check.note: check for check in source.checks if check.session == session.id}
    rows: list[tuple[Cell, ...]] = []
    for note in notes:
        asked = "; ".join(questions[each].heading for each in note.questions if each in questions)
        text = Cell(_text(note, labels, checks.get(note.id)))
        rows.append((Cell(_time(session, note)), Cell(asked), Cell(labels.notes.kinds[note.kind]), text))
    return rows


def _without_repeats(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The question stands only where it changes."""
    before = [None, *(row[1] for row in rows)]
    return [
        (row[0], Cell("") if row[1] == above else row[1], *row[2:]) for row, above in zip(rows, before, strict=False)
    ]


def _time(session: Session, note: Note) -> str:
    """The wall clock, and below it how far into the session."""
    if note.at_ms is None or not session.started_at:
        return ""
    return f"{started(session, note.at_ms):%H:%M}\n{clock_text(note.at_ms)}"


def _text(note: Note, labels: Labels, check: MemberCheck | None) -> str:
    words = labels.notes
    text = labels.quoted(note.text) if note.kind == "quote" else note.text.strip()
    signs = [mark for mark in note.marks if mark.kind != "again"]  # counted below, also where nobody knows who it was
    aside = [words.marks[mark.kind].format(n=max(len(mark.people), 1)) for mark in signs]
    if note.said_again:
        aside.append(words.said_again.format(n=note.said_again))
    if note.several:
        aside.append(words.several)
    if note.finish_from_audio:
        aside.append(words.finish)
    if check is not None:
        aside.append(labels.room.checks[check.verdict].format(words=check.text))
    return f"{text}\n[{', '.join(aside)}]" if aside else text
