"""How people took what they were shown in a reflection, as a table."""

from collections.abc import Iterable, Sequence

from facilitator.domain.documents.reacting import ShownRow, about_what, shown_row
from facilitator.domain.people import Person
from facilitator.domain.reactions import SIGNS, Level, Reaction
from facilitator.services.reflection.walk import Step
from facilitator.ui.reflect.words import level_word, reaction_word
from facilitator.ui.room.grid import GridCell, Head
from facilitator.ui.room.words import person_word, tr


def reaction_grid(
    steps: Sequence[Step], reactions: Iterable[Reaction], people: Sequence[Person]
) -> tuple[list[Head], list[Head], list[list[GridCell]]]:
    """What was shown down, people across, and at the end what the group said of itself or nobody in particular."""
    said = list(reactions)
    items = [step.item for step in steps if step.is_done and not step.left_out]
    owner = {quote.quote.id: item.id for item in items for quote in item.quotes}
    names = [person_word(person) for person in people]
    ids = [person.id for person in people]
    taken = [
        shown_row((item.id, item.question, item.text), [r for r in said if about_what(r, owner) == item.id], ids)
        for item in items
    ]
    columns = [*(Head(name) for name in names), Head(tr("Group"), tr("The group, or nobody in particular"))]
    return [Head(row.text) for row in taken], columns, [_cells(names, row) for row in taken]


def _cells(names: Sequence[str], row: ShownRow) -> list[GridCell]:
    each = zip((*names, tr("Group")), (*row.reactions, row.others), strict=True)
    return [_cell(who, reactions) for who, reactions in each]


def _cell(who: str, reactions: Sequence[Reaction]) -> GridCell:
    told = [SIGNS[each.kind] + _short(each.level) for each in reactions]
    words = [f"{reaction_word(each.kind)} {level_word(each.level)}".strip() for each in reactions]
    spoken = tr("{who}: {words}").format(who=who, words=", ".join(words) or tr("no reaction"))
    return GridCell(" ".join(told) or "·", spoken)


def _short(level: Level) -> str:
    return f" {level_word(level).lower()}" if level else ""
