"""Three panes side by side; where the type is too large for that, the outer two share one place as tabs."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground
from facilitator.ui.widgets.tabs import tab_buttons

LEFT, CENTRE, RIGHT = 272, 640, 288
ENOUGH = 1150
"""Narrower than this, in px at 100 % type, two panes beside the centre would cut words."""


class Panes(QWidget):
    """`names` are the words on the tabs of the left and the right pane."""

    def __init__(self, theme: Theme, left: QWidget, centre: QWidget, right: QWidget, names: tuple[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self._right = right
        self.tabs = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(left)
        column = QWidget()
        paint_ground(column, "surface")
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.tabs)
        box.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for pane, stretch in ((column, 0), (centre, 1), (right, 0)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self._buttons = tab_buttons(theme, self.tabs, names, filling=True)
        self._buttons.button(0).setChecked(True)
        self._buttons.idClicked.connect(self._stack.setCurrentIndex)
        self.tabs.hide()
        self._divide()
        self._soon = QTimer(self, interval=0, singleShot=True)  # not while Qt walks through these very widgets
        self._soon.timeout.connect(self._fit)
        theme.changed.connect(self._on_theme_changed)

    @property
    def is_tabbed(self) -> bool:
        return self._right.parentWidget() is self._stack

    def _on_theme_changed(self) -> None:
        """At once, so that borders drawn by hand for this size of type are found again after it."""
        if self._scale != self._theme.scale and self._is_narrow() == self.is_tabbed:
            self._divide()
        self._soon.start()

    def _divide(self) -> None:
        """Room for each pane as its words need in this size of type."""
        self._scale = self._theme.scale
        self.splitter.setSizes([self._theme.px(width) for width in (LEFT, CENTRE, RIGHT)][: self.splitter.count()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(ENOUGH)

    def _fit(self) -> None:
        tabbed = self._is_narrow()
        if tabbed == self.is_tabbed:
            return
        if tabbed:
            self._stack.addWidget(self._right)
        else:
            self.splitter.addWidget(self._right)
            self._right.show()
        self._stack.setCurrentIndex(0)
        self._buttons.button(0).setChecked(True)
        self.tabs.setVisible(tabbed)
        self._divide()
