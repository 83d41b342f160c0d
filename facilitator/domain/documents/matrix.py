"""The feedback matrix as a table: who is shown whose answers."""

from collections.abc import Iterable, Sequence

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Block, Cell, Document, Table, Title, plain
from facilitator.domain.documents.labels import Labels
from facilitator.domain.matrix import Dot
from facilitator.domain.study import Study


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
        widths=(1.6, *(1.0 for _ in groups)),
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
    return Document(
        "matrix",
        labels.matrix_title,
        tuple(blocks),
        study.language,
        study.title,
        labels.page_of,
        labels.table_caption,
    )
