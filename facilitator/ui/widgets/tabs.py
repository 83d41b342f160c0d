"""Buttons above parts that share one place, of which one is down."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button


def tab_buttons(theme: Theme, bar: QWidget, names: Sequence[str], *, filling: bool = False) -> QButtonGroup:
    """One for each name, numbered from 0, in the empty widget `bar`; with `filling` they share its whole width."""
    edge = 8 if filling else 12
    row = QHBoxLayout(bar)
    row.setContentsMargins(edge, 8, edge, 4)
    row.setSpacing(4)
    buttons = QButtonGroup(bar)
    for number, name in enumerate(names):
        button = Button(theme, name)
        button.setCheckable(True)
        buttons.addButton(button, number)
        row.addWidget(button, int(filling))
    if not filling:
        row.addStretch(1)
    return buttons
