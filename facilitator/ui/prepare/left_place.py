"""The left place of Prepare, which the side panel shares as a tab where the type is too large for three panes."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QSplitter, QVBoxLayout, QWidget

from facilitator.ui.prepare.side import SidePanel
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground

ENOUGH = 1150
"""Narrower than this, in px at 100 % type, a form beside the tables would cut words."""


class LeftPlace(QWidget):
    """Holds the left column; the tabs are there while a form is open in here."""

    def __init__(self, theme: Theme, left: QWidget, side: SidePanel, names: tuple[str, str]) -> None:
        super().__init__()
        self._left = left
        self._side = side
        paint_ground(self, "surface")
        self.tabs = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.tabs)
        self._column.addWidget(left, 1)
        self._theme, self._names = theme, names
        self.tabs.hide()
        side.opened.connect(self._on_opened)
        side.closed.connect(self._on_closed)

    @property
    def is_shared(self) -> bool:
        """Whether the side panel lies in here."""
        return self._side.parentWidget() is self

    def share(self, panes: QSplitter, *, wanted: bool) -> bool:
        """Take the side panel in, or give it back to the panes; says whether it changed places."""
        if wanted == self.is_shared:
            return False
        opened = self._side.form is not None
        typing = QApplication.focusWidget()
        if wanted:
            self._column.addWidget(self._side, 1)
            self._show(opened)
        else:
            self._show(False)
            panes.addWidget(self._side)
            self._side.setVisible(opened)
        if typing is not None and self._side.isAncestorOf(typing):
            typing.setFocus(Qt.FocusReason.OtherFocusReason)  # the keyboard got lost on the way
        return True

    def _on_opened(self) -> None:
        if self.is_shared:
            self._show(True)

    def _on_closed(self) -> None:
        if self.is_shared:
            self._show(False)

    def _show(self, form: bool) -> None:
        self.tabs.setVisible(form)
        self._turn_to(form)
        if form or "_buttons" in self.__dict__:
            self._buttons.button(int(form)).setChecked(True)

    @cached_property
    def _buttons(self) -> QButtonGroup:
        """Made when a form first lies in here, since most starts do without."""
        from facilitator.ui.widgets.tabs import tab_buttons

        buttons = tab_buttons(self._theme, self.tabs, self._names, filling=True)
        buttons.idClicked.connect(self._turn_to)
        return buttons

    def _turn_to(self, form: int) -> None:
        """Show the form, or else the left column."""
        come, go = (self._side, self._left) if form else (self._left, self._side)
        come.show()
        go.hide()
