"""How the session so far speaks of agreement, coverage, what is missing, and answers."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from facilitator.domain.agreement import AgreementGrid, Stand
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.services.reflection.reflection_coverage import ShownCell
from facilitator.services.session.coverage import CoverageCell
from facilitator.services.session.missing import Missing, MissingKind
from facilitator.ui.room.grid import GridCell, Head

SIGNS: dict[Stand, str] = {"said": "●", "agree": "+", "dissent": "−", "surprised": "!", "silent": "·", "away": "–"}


def tr(text: str) -> str:
    """Words of this page in the user's language."""
    return QCoreApplication.translate("room", text)


def stand_word(stand: Stand) -> str:
    """How a person took an entry, in a word."""
    words: dict[Stand, str] = {
        "said": tr("said it"),
        "agree": tr("agreed"),
        "dissent": tr("did not agree"),
        "surprised": tr("was surprised"),
        "silent": tr("gave no sign"),
        "away": tr("was not there"),
    }
    return words[stand]


def person_word(person: Person) -> str:
    """Seat and alias, for the facilitator only."""
    return f"{person.seat}  {person.alias}" if person.seat is not None else person.alias


def agreement_grid(grid: AgreementGrid) -> tuple[list[Head], list[Head], list[list[GridCell]]]:
    """Entries down, people across, and how many agreed and did not at the end of each row."""
    rows = [Head(note.text or tr("(no words yet)")) for note in grid.notes]
    totals = [Head("+", tr("How many agreed")), Head("−", tr("How many did not agree"))]
    columns = [Head(person_word(person)) for person in grid.people] + totals
    cells = [_agreement_row(grid, at, note) for at, note in enumerate(grid.notes)]
    return rows, columns, cells


def _agreement_row(grid: AgreementGrid, at: int, note: Note) -> list[GridCell]:
    cells = []
    for person, stands in zip(grid.people, grid.cells, strict=True):
        spoken = f"{person_word(person)} {stand_word(stands[at])}: {note.text}"
        cells.append(GridCell(SIGNS[stands[at]], spoken))
    counts: tuple[Stand, Stand] = ("agree", "dissent")
    return cells + [GridCell(str(grid.count(at, stand) or "")) for stand in counts]


def agreement_by_question(
    grid: AgreementGrid, questions: Sequence[Question]
) -> tuple[list[Head], list[Head], list[list[GridCell]]]:
    """Questions down, people across: how often each said something, agreed or did not."""
    columns = [Head(person_word(person)) for person in grid.people]
    columns += [Head("+", tr("How many signs of agreement")), Head("−", tr("How many signs against it"))]
    rows, cells = [], []
    for number, question in enumerate(questions, 1):
        at = [column for column, note in enumerate(grid.notes) if question.id in note.questions]
        if at:
            rows.append(Head(tr("{number}  {heading}").format(number=number, heading=question.heading), question.text))
            counts = [Counter(row[column] for column in at) for row in grid.cells]
            told = [_counted(person, count) for person, count in zip(grid.people, counts, strict=True)]
            sums = [sum(count[stand] for count in counts) for stand in ("agree", "dissent")]
            cells.append([*told, *(GridCell(str(each or "")) for each in sums)])
    return rows, columns, cells


def _counted(person: Person, count: Counter[Stand]) -> GridCell:
    stands: tuple[Stand, ...] = ("said", "agree", "dissent", "surprised")
    told = [stand for stand in stands if count[stand]]
    spoken = [tr("{stand} {n} ×").format(stand=stand_word(stand), n=count[stand]) for stand in told]
    text = " ".join(f"{count[stand]}{SIGNS[stand]}" for stand in told) or SIGNS["silent"]
    return GridCell(text, f"{person_word(person)}: {', '.join(spoken) or stand_word('silent')}")


def coverage_cell(cell: CoverageCell) -> GridCell:
    """Counts, or a word where there is nothing to count."""
    if cell.state == "not_in_route":
        return GridCell("", tr("not in the route of this group"))
    if cell.missing:
        return GridCell(tr("missing"), tr("must be asked and has brought nothing yet"), missing=True)
    words = {"not_asked": tr("not asked"), "asked": tr("asked")}
    if cell.state in words:
        return GridCell(words[cell.state])
    told = tr("{entries} entries, {quotes} quotes, {statements} statements")
    spoken = told.format(entries=cell.entries, quotes=cell.quotes, statements=cell.statements)
    return GridCell(f"{cell.entries} · {cell.quotes} · {cell.statements}", spoken)


def shown_cell(cell: ShownCell, names: Mapping[str, str]) -> GridCell:
    """How much of one group was shown to another, and how often it reacted."""
    who = {"viewer": names[cell.viewer], "shown": names[cell.shown]}
    if cell.is_own:
        return GridCell("", tr("{viewer}, own group").format(**who))
    if not cell.planned and not cell.seen:
        return GridCell("–", tr("{viewer} is not shown {shown}").format(**who))
    if not cell.has_met:
        words = tr("{viewer} is to be shown {shown}: {items} planned").format(items=cell.items, **who)
        return GridCell(f"○ {cell.items}", words)
    text = f"{cell.seen}/{cell.items - cell.left_out} · {cell.reactions}{' !' if cell.missing else ''}"
    return GridCell(text, _spoken_shown(cell, who), missing=cell.missing)


def _spoken_shown(cell: ShownCell, who: Mapping[str, str]) -> str:
    parts = [
        tr("{viewer} looks at {shown}: {seen} of {items} shown").format(seen=cell.seen, items=cell.items, **who),
        tr("{n} reactions").format(n=cell.reactions),
    ]
    if cell.left_out:
        parts.append(tr("{n} left out").format(n=cell.left_out))
    if cell.silent:
        parts.append(tr("{n} without a reaction").format(n=cell.silent))
    if cell.to_show > 0:
        parts.append(tr("{n} still to show").format(n=cell.to_show))
    return ", ".join(parts)


def missing_words(missing: Missing) -> str:
    """One thing that is missing, as a sentence."""
    group = missing.actor.name if missing.actor else ""
    told: dict[MissingKind, str] = {
        "not_asked": tr("Must be asked and has brought nothing yet: {names}."),
        "parked": tr("Parked, to come back to before the ending: {n}."),
        "not_read_back": tr("Widely held ideas that were not read back to the group: {n}."),
        "not_heard": tr("Nobody was heard at these seats, and no sign is noted: {names}."),
        "not_shown": tr("{group}: {n} of its answers not shown yet."),
        "no_reaction": tr("{group}: {n} of its answers shown without a reaction. Ask, or note silence with 0."),
        "whole": tr("Nothing is noted about the whole: ask what the group takes home."),
    }
    names = ", ".join(missing.names)
    if missing.kind == "not_asked":
        names = ", ".join(tr("“{question}”").format(question=name) for name in missing.names)
    return told[missing.kind].format(names=names, n=missing.count, group=group)
