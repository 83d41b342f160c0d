"""The feedback matrix as a table: who is shown whose answers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Block, Cell, Document, Table, Title, plain
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.parts import document
from facilitator.domain.matrix import Dot
from facilitator.domain.study import Study

MANY = 4
"""So many columns are broken in the middle of words where type is large and paper upright."""
EASY, BESIDE = 7, 2
"""Letters that fit beside each other in an ordinary column, and those that the room on both sides would hold."""


def matrix_table(groups: Sequence[Actor], dots: Iterable[Dot], labels: Labels) -> Table:
    """Rows look, columns are looked at; both under their printed labels."""
    planned = {(dot.viewer, dot.shown) for dot in dots}

    def cell(viewer: Actor, shown: Actor) -> Cell:
        if viewer.id == shown.id:
            return Cell(labels.own_group, "own")
        return Cell(labels.dot if (viewer.id, shown.id) in planned else "", "mark")

    return Table(
        caption=labels.matrix_caption,
        header=(labels.matrix_corner, *(group.printed_column for group in groups)),
        rows=tuple((Cell(row.printed_row, "row_header"), *(cell(row, column) for column in groups)) for row in groups),
        widths=_widths(groups),
        key="matrix",
    )


def matrix_document(study: Study, actors: Iterable[Actor], dots: Sequence[Dot], labels: Labels) -> Document:
    """The matrix with a line that says how it is read."""
    groups = [actor for actor in actors if actor.is_group]
    blocks: list[Block] = [Title(labels.matrix_title), plain(labels.matrix_intro)]
    blocks.append(matrix_table(groups, dots, labels))
    blocks.append(plain(labels.matrix_key, quiet=True))
    if not dots:
        blocks.append(plain(labels.matrix_none))
    made = document("matrix", labels.matrix_title, blocks, study, labels)
    return replace(made, wide=len(groups) >= MANY)


def _widths(groups: Sequence[Actor]) -> tuple[float, ...]:
    """Shares of the columns: a long word gets room to stand in one piece."""
    rows = max((_longest(group.printed_row) for group in groups), default=0)
    return (max(1.6, rows), *(_longest(group.printed_column) for group in groups))


def _longest(head: str) -> float:
    """The longest of its words, as a share of one that fits in an ordinary column, with room on both sides."""
    return max(1.0, (max(map(len, head.split()), default=0) + BESIDE) / (EASY + BESIDE))
