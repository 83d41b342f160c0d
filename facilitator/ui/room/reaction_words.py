"""How people took what they were shown in a reflection, as a table."""

from collections.abc import Iterable, Sequence

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
    found = list(reactions)
    shown = [step for step in steps if step.is_done and not step.left_out]
    rows = [Head(step.item.text) for step in shown]
    columns = [Head(person_word(person)) for person in people]
    columns.append(Head(tr("Group"), tr("The group, or nobody in particular")))
    return rows, columns, [_row(step, found, people) for step in shown]


def _row(step: Step, reactions: Sequence[Reaction], people: Sequence[Person]) -> list[GridCell]:
    ids = {step.item.id, *(quote.quote.id for quote in step.item.quotes)}
    here = [each for each in reactions if each.about is not None and each.about.id in ids]
    known = {person.id for person in people}
    cells = [_cell(person_word(person), [r for r in here if r.speaker == person.id]) for person in people]
    return [*cells, _cell(tr("Group"), [r for r in here if r.speaker not in known])]


def _cell(who: str, reactions: Sequence[Reaction]) -> GridCell:
    told = [SIGNS[each.kind] + _short(each.level) for each in reactions]
    words = [f"{reaction_word(each.kind)} {level_word(each.level)}".strip() for each in reactions]
    spoken = tr("{who}: {words}").format(who=who, words=", ".join(words) or tr("no reaction"))
    return GridCell(" ".join(told) or "·", spoken)


def _short(level: Level) -> str:
    return f" {level_word(level).lower()}" if level else ""
