"""Participants against entries: who said what, and how the others took it; people stand under their seats."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from facilitator.domain.agreement import AgreementGrid, Stand, agreement
from facilitator.domain.documents.blocks import Block, Cell, Document, Heading, Subtitle, Table, Title, plain
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.notes import NotesSource, told_sessions
from facilitator.domain.documents.parts import document, session_name
from facilitator.domain.documents.reacting import Reflected, reaction_names, reaction_table, reflections
from facilitator.domain.documents.seat_places import Place, places_of, seated_people
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import clock_text

COUNTED: tuple[Stand, ...] = ("agree", "dissent", "silent")
TOLD: tuple[Stand, ...] = ("said", "agree", "dissent", "surprised")


@dataclass(frozen=True, slots=True)
class _Session:
    """One focus group: its name, its grid, and the places of its people in the order of the grid."""

    session: Session
    name: str
    grid: AgreementGrid
    places: tuple[Place, ...]


def agreement_document(source: NotesSource, labels: Labels) -> Document:
    """For each focus group a table of its entries and one of its questions; for each reflection one of what it saw."""
    words = labels.room
    sessions, reflected = list(_sessions(source, labels)), list(reflections(source, labels))
    blocks: list[Block] = [Title(words.agreement_title)]
    if source.study.title:
        blocks.append(Subtitle(source.study.title))
    blocks.append(plain(words.agreement_intro if sessions or reflected else words.agreement_none))
    if sessions:
        blocks.append(plain(words.agreement_key, quiet=True))
    for each in sessions:
        blocks.append(Heading(1, each.name, actor=each.session.actor))
        blocks += [_entries(each, source, labels), _questions(each, source, labels)]
    blocks += _reactions(reflected, labels)
    return document(
        "agreement",
        words.agreement_title,
        blocks,
        source.study,
        labels,
        also=(
            *(note.id for each in sessions for note in each.grid.notes),
            *(said for each in reflected for said in each.ids),
        ),
    )


def _reactions(reflected: Sequence[Reflected], labels: Labels) -> Iterator[Block]:
    if reflected:
        yield plain(labels.room.reactions_key, quiet=True)
    for each in reflected:
        yield Heading(1, each.name, actor=each.session.actor)
        yield reaction_table(each, labels)


def agreement_table(source: NotesSource, labels: Labels) -> Table:
    """All sessions as rows, each entry with a word for each seat; after them the sums of each question.

    Then what reflections were shown, with a last column for what the group said of itself.
    """
    words = labels.room
    sessions, reflected = list(_sessions(source, labels)), list(reflections(source, labels))
    places = {p for each in sessions for p in each.places} | {p for each in reflected for p in each.places}
    columns = [place.name for place in sorted(places)]
    last = (words.reactions_group,) if reflected else ()
    rows: list[tuple[Cell, ...]] = []
    for each in sessions:
        rows += ((*row, *(Cell("") for _ in last)) for row in _sheet_rows(each, columns, source, labels))
    for shown in reflected:
        rows += _reaction_rows(shown, columns, source, labels)
    widths = (2.0, 0.8, 2.0, 5.0, *(0.9 for _ in columns), *(0.9 for _ in (*words.agreement_totals, *last)))
    header = (*words.agreement_sheet, *columns, *words.agreement_totals, *last)
    return Table(words.agreement_title, header, tuple(rows), widths)


def _sessions(source: NotesSource, labels: Labels) -> Iterator[_Session]:
    """Every focus group that was begun, with the entries and people that may be told."""
    presences = {session.id: [p for p in source.presences if p.session == session.id] for session in source.sessions}
    for session, notes in told_sessions(source):
        people = seated_people(source.people, session.actor)
        grid = agreement(people, notes, presences[session.id])
        if session.kind == "focus_group" and grid.notes:
            yield _Session(session, session_name(session, source.actors, labels), grid, places_of(people, labels))


def _entries(each: _Session, source: NotesSource, labels: Labels) -> Table:
    """The question stands only where it changes."""
    words = labels.room
    rows = []
    before = ""
    for at, note in enumerate(each.grid.notes):
        stands = [row[at] for row in each.grid.cells]
        signs = (Cell(words.signs[stand], "mark") for stand in stands)
        sums = (Cell(str(stands.count(stand) or ""), "mark") for stand in COUNTED)
        asked = _asked(note, source, labels)
        shown = Cell("" if asked == before else asked)
        rows.append((Cell(_time(note)), shown, Cell(_text(note, labels)), *signs, *sums))
        before = asked
    return _table(words.agreement_by_entry, words.agreement_columns, each, rows, labels)


def _questions(each: _Session, source: NotesSource, labels: Labels) -> Table:
    """How often each person did what, question by question."""
    words = labels.room
    rows = []
    for question, at in _by_question(each, source, labels):
        counts = [Counter(row[column] for column in at) for row in each.grid.cells]
        told = (Cell(_signs(count, labels), "mark") for count in counts)
        sums = (Cell(str(sum(count[stand] for count in counts) or ""), "mark") for stand in COUNTED)
        rows.append((Cell(question, "row_header"), *told, *sums))
    return _table(words.agreement_by_question, words.agreement_columns[1:2], each, rows, labels)


def _table(
    caption: str, first: Sequence[str], each: _Session, rows: Sequence[tuple[Cell, ...]], labels: Labels
) -> Table:
    wide = {3: (1.25, 2.2, 4.2), 1: (3.2,)}[len(first)]
    numbers = [place.short for place in each.places]
    marks = (labels.room.signs["agree"], labels.room.signs["dissent"], labels.room.signs["silent"])
    widths = (*wide, *(0.6 for _ in (*numbers, *marks)))
    return Table(caption.format(group=each.name), (*first, *numbers, *marks), tuple(rows), widths)


def _by_question(each: _Session, source: NotesSource, labels: Labels) -> Iterator[tuple[str, list[int]]]:
    """Each question that has entries, with their columns; entries under several count under each."""
    for question in source.questions:
        at = [column for column, note in enumerate(each.grid.notes) if question.id in note.questions]
        if at:
            yield question.heading, at
    known = {question.id for question in source.questions}
    rest = [column for column, note in enumerate(each.grid.notes) if not known & set(note.questions)]
    if rest:
        yield labels.room.no_question, rest


def _signs(count: Counter[Stand], labels: Labels) -> str:
    """Such as "2● 1+"; the sign of silence where there was nothing else."""
    told = [f"{count[stand]}{labels.room.signs[stand]}" for stand in TOLD if count[stand]]
    return " ".join(told) or labels.room.signs["silent"]


def _sheet_rows(
    each: _Session, columns: Sequence[str], source: NotesSource, labels: Labels
) -> Iterator[tuple[Cell, ...]]:
    words, names = labels.room.stands, [place.name for place in each.places]
    for at, note in enumerate(each.grid.notes):
        stands = dict(zip(names, (row[at] for row in each.grid.cells), strict=True))
        told = {name: words[stand] for name, stand in stands.items()}
        sums = [list(stands.values()).count(stand) for stand in COUNTED]
        first = (each.name, _time(note), _asked(note, source, labels), _text(note, labels))
        yield _row(first, told, columns, sums)
    for question, found in _by_question(each, source, labels):
        counts = [Counter(row[column] for column in found) for row in each.grid.cells]
        told = {name: _words(count, labels) for name, count in zip(names, counts, strict=True)}
        sums = [sum(count[stand] for count in counts) for stand in COUNTED]
        yield _row((each.name, "", question, labels.room.agreement_whole), told, columns, sums)


def _reaction_rows(
    each: Reflected, columns: Sequence[str], source: NotesSource, labels: Labels
) -> Iterator[tuple[Cell, ...]]:
    questions = {question.id: question.heading for question in source.questions}
    for shown in each.rows:
        words = (reaction_names(said, labels) or labels.room.stands["silent"] for said in shown.reactions)
        told = dict(zip((place.name for place in each.places), words, strict=True))
        asked = questions.get(shown.question or "", labels.room.no_question)
        row = _row((each.name, "", asked, shown.text), told, columns, shown.sums)
        yield (*row, Cell(reaction_names(shown.others, labels)))


def _row(first: Iterable[str], told: dict[str, str], columns: Sequence[str], sums: Sequence[int]) -> tuple[Cell, ...]:
    texts = (*first, *(told.get(name, "") for name in columns), *(str(n) for n in sums))
    return tuple(Cell(text) for text in texts)


def _words(count: Counter[Stand], labels: Labels) -> str:
    told = [f"{labels.room.stands[stand]} {count[stand]}" for stand in TOLD if count[stand]]
    return ", ".join(told) or labels.room.stands["silent"]


def _asked(note: Note, source: NotesSource, labels: Labels) -> str:
    headings = [question.heading for question in source.questions if question.id in note.questions]
    return "; ".join(headings) or labels.room.no_question


def _time(note: Note) -> str:
    return "" if note.at_ms is None else clock_text(note.at_ms)


def _text(note: Note, labels: Labels) -> str:
    return labels.quoted(note.text) if note.kind == "quote" else note.text.strip()
