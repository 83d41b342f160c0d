"""A centre with side panels beside it; where the type is too large for both, they lie in one place as tabs."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSplitter, QVBoxLayout, QWidget

from facilitator.ui.frame.panes import first_stop, follow_keyboard
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground
from facilitator.ui.widgets.tabs import tab_buttons

ENOUGH = 1150
"""Narrower than this, in px at 100 % type, a panel beside the centre would cut words on both sides."""
CENTRE, SIDE = 0, 1


class SideTabs(QWidget):
    """Holds a splitter whose first widget is the centre and whose others are panels, at most one of them on show.

    What lies under the other tab stays visible to the program, only without width, so that a panel that is open
    stays open; wherever the keyboard goes, that tab comes up.
    """

    def __init__(
        self, theme: Theme, splitter: QSplitter, name: str, wide: int | None = None, parent: QWidget | None = None
    ) -> None:
        """`wide` is the usual width of a panel in px at 100 % type, where it does not ask for one itself."""
        super().__init__(parent)
        self._wide = wide
        self._theme = theme
        self._splitter = splitter
        self._chosen = CENTRE
        self._tabbed = False
        paint_ground(self, "surface")
        self.tabs = QWidget()
        self._buttons = tab_buttons(theme, self.tabs, (name, ""))
        self._buttons.idClicked.connect(self._click)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(splitter, 1)
        self.tabs.hide()
        self._soon = QTimer(self, interval=0, singleShot=True)  # not while Qt walks through these very widgets
        self._soon.timeout.connect(self.fit)
        theme.changed.connect(self._soon.start)
        splitter.installEventFilter(self)
        for at in range(1, splitter.count()):
            self._watch(splitter.widget(at))
        follow_keyboard(self._on_focus)

    @property
    def is_tabbed(self) -> bool:
        """Whether centre and panel share one place."""
        return self._tabbed

    @property
    def side(self) -> QWidget | None:
        """The panel that is open."""
        panels = (self._splitter.widget(at) for at in range(1, self._splitter.count()))
        return next((panel for panel in panels if panel is not None and not panel.isHidden()), None)

    def button(self, tab: int) -> QAbstractButton:
        """That of the centre (0) or of the panel (1)."""
        return self._buttons.button(tab)

    def fit(self) -> None:
        """Tabs or not, as the width is now and with the panel that is open now."""
        if not self.isVisible():
            return  # its width means nothing yet
        side = self.side
        tabbed = side is not None and self.width() < self._theme.px(ENOUGH)
        if side is None:
            self._chosen = CENTRE
        else:
            self._buttons.button(SIDE).setText(side.accessibleName() or self.tr("Panel"))
        if tabbed != self._tabbed:
            self._tabbed = tabbed
            self.tabs.setVisible(tabbed)
            self._splitter.setHandleWidth(0 if tabbed else 1)
            for at in range(self._splitter.count()):
                self._splitter.setCollapsible(at, tabbed)
            if not tabbed and side is not None:
                self._part(side)
        if tabbed:
            self._choose(self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._splitter:
            if event.type() == QEvent.Type.ChildPolished:
                self._watch(event.child())  # type: ignore[attr-defined]
        elif event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._soon.start()
        return False

    def _watch(self, panel: QObject | None) -> None:
        if isinstance(panel, QWidget) and self._splitter.indexOf(panel) > 0:
            panel.removeEventFilter(self)
            panel.installEventFilter(self)

    def _part(self, side: QWidget) -> None:
        """Both beside each other again."""
        usual = side.sizeHint().width() if self._wide is None else self._theme.px(self._wide)
        wanted = min(usual, self.width() // 2)
        self._splitter.setSizes([self.width() - wanted, *(wanted for _ in range(1, self._splitter.count()))])

    def _choose(self, tab: int) -> None:
        self._chosen = tab
        self._buttons.button(tab).setChecked(True)
        side, whole = self.side, self.width()
        shown = self._splitter.widget(0) if tab == CENTRE else side
        each = (self._splitter.widget(at) for at in range(self._splitter.count()))
        self._splitter.setSizes([whole if widget is shown else 0 for widget in each])

    def _click(self, tab: int) -> None:
        """The keyboard goes along."""
        self._choose(tab)
        target = self._splitter.widget(0) if tab == CENTRE else self.side
        stop = first_stop(target) if target is not None else None
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not self._tabbed or now is None:
            return
        side, centre = self.side, self._splitter.widget(0)
        if centre is not None and centre.isAncestorOf(now):
            self._choose(CENTRE)
        elif side is not None and (side is now or side.isAncestorOf(now)):
            self._choose(SIDE)
