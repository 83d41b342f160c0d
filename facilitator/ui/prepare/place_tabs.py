"""A tab each for groups, questions and people, where the type is too large for them beside and above each other."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QSplitter, QWidget

from facilitator.ui.frame.panes import first_stop, follow_keyboard
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground

ENOUGH = 900
"""Narrower than this, in px at 100 % type, a wording gets a few letters a line and the route a row or two."""
GROUPS, QUESTIONS, PEOPLE = range(3)


class PlaceTabs(QWidget):
    """What lies under another tab has no room but stays visible to the program; the keyboard brings its tab up."""

    def __init__(self, theme: Theme, panes: QSplitter, centre: QSplitter) -> None:
        super().__init__()
        self._theme, self._panes, self._centre = theme, panes, centre
        self.is_on = False
        self.chosen = QUESTIONS
        self.hide()

    @cached_property
    def buttons(self) -> QButtonGroup:
        """By tab; made when they are first wanted, since most starts do without."""
        from facilitator.ui.widgets.tabs import tab_buttons

        paint_ground(self, "surface")
        buttons = tab_buttons(self._theme, self, (self.tr("Groups"), self.tr("Questions"), self.tr("People")))
        buttons.idClicked.connect(self._click)
        follow_keyboard(self._on_focus)
        return buttons

    def share(self, width: int) -> None:
        """Tabs or not, in a page of this width."""
        wanted = width < self._theme.px(ENOUGH)
        if wanted == self.is_on:
            return
        self.is_on = wanted
        self.buttons.button(self.chosen).setChecked(True)
        self.setVisible(wanted)
        for splitter in (self._panes, self._centre):
            splitter.setHandleWidth(0 if wanted else 1)
            splitter.setChildrenCollapsible(wanted)

    def fit(self) -> None:
        """All the room to what is chosen."""
        self.buttons.button(self.chosen).setChecked(True)
        wide, high = max(self._panes.width(), 1), max(self._centre.height(), 1)
        self._panes.setSizes([wide, 0, 0] if self.chosen == GROUPS else [0, wide, 0])
        if self.chosen != GROUPS:
            self._centre.setSizes([0, high] if self.chosen == PEOPLE else [high, 0])

    def bring_up(self, tab: int) -> None:
        """Show this one, if there are tabs at all."""
        if self.is_on and tab != self.chosen:
            self.chosen = tab
            self.fit()

    def _places(self) -> list[QWidget | None]:
        return [self._panes.widget(0), self._centre.widget(0), self._centre.widget(1)]

    def _click(self, tab: int) -> None:
        """The keyboard goes along."""
        self.chosen = tab
        self.fit()
        place = self._places()[tab]
        stop = first_stop(place) if place is not None else None
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        for tab, place in enumerate(self._places()):
            if now is not None and place is not None and place.isAncestorOf(now):
                self.bring_up(tab)
