"""How the parts of the page stand to each other: list, preview and checks beside one another, the log below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme

LEFT, PREVIEW, LOG = 312, 322, 190
MOST_LEFT, MOST_PREVIEW, MOST_BELOW = 0.36, 0.4, 0.28
"""Shares that list, preview and log get at most, so that larger type does not drive the checks out."""


class ReportFrame(QWidget):
    """Sized when the page is first seen and when the type grows or shrinks; after that by the hand of the user."""

    def __init__(self, theme: Theme, documents: QWidget, preview: QWidget, before: QWidget, below: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._fitted_for = 0.0
        self._documents, self._below = documents, below
        self._right = _padded(before, 12, 20)
        self._top = _split(Qt.Orientation.Horizontal, _padded(preview, 20, 10), self._right)
        self._down = _split(Qt.Orientation.Vertical, self._top, below)
        self._across = _split(Qt.Orientation.Horizontal, documents, self._down)
        self._across.setStretchFactor(1, 1)
        self._down.setStretchFactor(0, 1)
        self._top.setStretchFactor(0, 2)
        self._top.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._across)
        theme.changed.connect(self._on_theme_changed)

    def set_large(self, large: bool) -> None:
        """The preview alone beside the list, or all parts."""
        self._right.setVisible(not large)
        self._below.setVisible(not large)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_once()

    def _on_theme_changed(self) -> None:
        """At once where it is seen, so that borders drawn by hand for this size of type are found again after it."""
        if self.isVisible():
            self._fit_once()

    def _fit_once(self) -> None:
        """For each size of type."""
        if self._fitted_for != self._theme.scale:
            self._fitted_for = self._theme.scale
            self._fit()

    def _fit(self) -> None:
        px, width, height = self._theme.px, self.width(), self.height()
        left = min(px(LEFT), round(width * MOST_LEFT))
        below = min(px(LOG), round(height * MOST_BELOW))
        right = max(width - max(left, self._documents.minimumSizeHint().width()), 400)
        preview = min(px(PREVIEW), round(right * MOST_PREVIEW))
        self._across.setSizes([left, right])
        self._top.setSizes([preview, right - preview])
        self._down.setSizes([max(height - below, 300), below])


def _split(way: Qt.Orientation, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(way)
    for part in parts:
        splitter.addWidget(part)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    return splitter


def _padded(inner: QWidget, left: int, right: int) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(left, 12, right, 12)
    column.addWidget(inner)
    return holder
