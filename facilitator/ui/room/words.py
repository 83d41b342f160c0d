"""How the session so far speaks of agreement, coverage and answers."""

from PySide6.QtCore import QCoreApplication

from facilitator.domain.agreement import AgreementGrid, Stand
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.services.coverage import CoverageCell
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
