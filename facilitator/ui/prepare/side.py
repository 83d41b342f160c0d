"""The side panel: one form at a time, closed with Esc."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import IconButton
from facilitator.ui.widgets.label import ElidedLabel
from facilitator.ui.widgets.panel import paint_ground

if TYPE_CHECKING:
    from facilitator.ui.prepare.forms import Form

WIDTH = 336


class SidePanel(QWidget):
    """Hidden while there is no form; it gives the keyboard back to where it came from."""

    opened = Signal()
    closed = Signal()
    forsaken = Signal()
    """Closed, and what had the keyboard before is gone."""

    def __init__(self, theme: Theme, home: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.home = home
        self.form: Form | None = None
        self._came_from: QWidget | None = None
        paint_ground(self, "surface")
        self.setMinimumWidth(280)
        self.hide()

    @cached_property
    def heading(self) -> ElidedLabel:
        return ElidedLabel(self._theme, "", "heading", bold=True)

    def open_form(self, form: "Form") -> None:
        """Show a form in the place of the one before and begin in its first field."""
        if self.form is None:
            before = self.window().focusWidget()
            self._came_from = before if self.home.isAncestorOf(before) else None
        self.form = form
        form.setProperty("clear", "true")
        self._scroll.setWidget(form)
        form.done.connect(lambda: QTimer.singleShot(0, self, self.shut))
        form.load()
        self.heading.setText(form.heading)
        self.setAccessibleName(form.heading)
        self.show()
        self.opened.emit()
        first = form.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what the study holds now; close when the record is gone."""
        if self.form is not None and not self.form.load():
            self.shut()
        elif self.form is not None:
            self.heading.setText(self.form.heading)

    def finish(self) -> bool:
        """Ctrl+Enter: what the open form is for, while the keyboard is in it."""
        inside = self.form is not None and self.form.isAncestorOf(self.window().focusWidget())
        return self.form is not None and inside and self.form.finish()

    def shut(self) -> None:
        """Keep what is half typed, close, and give the keyboard back."""
        if self.form is None:
            return
        form, self.form = self.form, None
        inner = self.focusWidget()
        if inner is not None:
            inner.clearFocus()
        self.hide()
        self._scroll.takeWidget()
        form.deleteLater()
        self.closed.emit()
        before, self._came_from = self._came_from, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.forsaken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    @cached_property
    def _scroll(self) -> QScrollArea:
        """Where the form lies, and with it the rest of the panel, made when it first opens."""
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = IconButton(self._theme, "close", self.tr("Close this panel"), "Esc")
        close.clicked.connect(self.shut)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        return scroll
