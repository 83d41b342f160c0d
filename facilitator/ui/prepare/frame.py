"""The parts of Prepare and where they stand: three panes and a side panel, or tabs where the type is too large."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from facilitator.services.prepare.preparing import Preparing
from facilitator.ui.page import Page
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.left import LeftColumn
from facilitator.ui.prepare.left_place import ENOUGH, LeftPlace
from facilitator.ui.prepare.people import PeoplePane
from facilitator.ui.prepare.place_tabs import GROUPS, PlaceTabs
from facilitator.ui.prepare.route import RoutePane
from facilitator.ui.prepare.side import WIDTH, SidePanel
from facilitator.ui.theme import Theme

LEFT = 288
"""Wanted width of the left column, in px at 100 % type."""


class PrepareFrame(Page):
    """Layout alone; `PreparePage` gives it life."""

    def __init__(self, theme: Theme, preparing: Preparing, parent: QWidget | None) -> None:
        super().__init__(theme, parent)
        self.desk = Desk(theme, preparing, self)
        self.left = LeftColumn(self.desk)
        self.route = RoutePane(self.desk)
        self.people = PeoplePane(self.desk)
        self.side = SidePanel(theme, self)
        self.left_place = LeftPlace(theme, self.left, self.side, (self.tr("Groups"), self.tr("Form")))
        self._centre = QSplitter(Qt.Orientation.Vertical)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self.tabs = PlaceTabs(theme, self._panes, self._centre)
        self._soon = QTimer(self, interval=0, singleShot=True)  # not while Qt walks through these very widgets
        self._fitted = False
        self._scale = theme.scale
        self._own_heights = False
        self._lay_out()
        self._centre.splitterMoved.connect(self._on_border_drawn)
        self.side.opened.connect(lambda: self.tabs.bring_up(GROUPS))

    def panes(self) -> list[QWidget]:
        return [self.left, self.route, self.people, self.side]

    def borders(self) -> list[QSplitter]:
        return [] if self.tabs.is_on else [self._panes, self._centre]

    def close_side_panel(self) -> bool:
        opened = self.side.form is not None
        self.side.shut()
        return opened

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self._soon.start()
        else:  # before anything is laid out, or tables would break their lines twice
            self._share_place()
            self._fit_widths()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:
            self._fitted = True
            self._fit()

    def _fit(self) -> None:
        self._fit_widths()
        self._fit_heights()

    def _share_place(self) -> None:
        """Where three panes would be too narrow for their words, the form lies in the place of the left one."""
        tabbed = self.tabs.is_on
        self.tabs.share(self.width())
        moved = self.left_place.share(self._panes, wanted=self.width() < self.theme.px(ENOUGH))
        if moved or tabbed != self.tabs.is_on:
            self._own_heights = self._own_heights and tabbed == self.tabs.is_on
            self._fit()

    def _fit_widths(self) -> None:
        """First sizes: what the side panes want, all else to the centre."""
        if self.tabs.is_on:
            self.tabs.fit()
            return
        if self.left_place.is_shared:
            place = min(self.theme.px(WIDTH), self.width() * 38 // 100)
            self._panes.setSizes([place, self.width() - place])
            return
        left, side = (min(self.theme.px(wanted), self.width() * 28 // 100) for wanted in (LEFT, WIDTH))
        self._panes.setSizes([left, max(self.width() - left - side, 400), side])

    def _fit_heights(self) -> None:
        """The whole route if that leaves people room, until somebody has drawn the border elsewhere."""
        if self._fitted and not self._own_heights and not self.tabs.is_on:
            wanted = min(self.route.wanted_height(), self.height() * 6 // 10)
            self._centre.setSizes([wanted, self.height() - wanted])

    def _refit(self) -> None:
        """To type of another size, or to other colours, after which rows may be as high as they were not."""
        self._soon.start()
        if self._fitted and self._scale != self.theme.scale:
            self._scale = self.theme.scale
            self._own_heights = False
            self._fit()

    def _on_border_drawn(self, _position: int, _index: int) -> None:
        self._own_heights = True

    def _lay_out(self) -> None:
        self._centre.addWidget(self.route)
        self._centre.addWidget(self.people)
        self._panes.addWidget(self.left_place)
        self._panes.addWidget(self._centre)
        self._panes.addWidget(self.side)
        self.left_place.setMinimumWidth(240)
        self._soon.timeout.connect(self._share_place)
        self._centre.setChildrenCollapsible(False)
        self._panes.setChildrenCollapsible(False)
        self._panes.setStretchFactor(0, 0)
        self._panes.setStretchFactor(1, 1)
        self._panes.setStretchFactor(2, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._panes, 1)
