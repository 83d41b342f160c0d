"""How the parts of the frame stand: the rail at the left, bars above, the page and what is beside it, the strip."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def lay_out(
    window: QWidget, rail: QWidget, above: Sequence[QWidget], pages: QWidget, beside: QWidget, below: QWidget
) -> None:
    """Give every part its place in the window; the pages take what the others leave."""
    middle = QHBoxLayout()
    middle.setSpacing(0)
    middle.addWidget(pages, 1)
    middle.addWidget(beside)
    column = QVBoxLayout()
    column.setSpacing(0)
    for bar in above:
        column.addWidget(bar)
    column.addLayout(middle, 1)
    column.addWidget(below)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail)
    row.addLayout(column, 1)
