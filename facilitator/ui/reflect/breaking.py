"""A row that becomes a column where it does not fit, as with large type on a small screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

SPACING = 8


class BreakingRow(QWidget):
    """Holds widgets side by side, the one named `stretched` taking the room that is left."""

    def __init__(self, *widgets: QWidget, stretched: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING)
        for widget in widgets:
            self._row.addWidget(widget, int(widget is stretched))

    @property
    def is_broken(self) -> bool:
        """Whether it stands as a column now."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        widest = max((widget.minimumSizeHint().width() for widget in self._widgets), default=0)
        return QSize(widest, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Break or not, as the widgets now need."""
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        wanted = sum(w.sizeHint().width() for w in shown) + SPACING * max(len(shown) - 1, 0)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if wanted > self.width() else across)
