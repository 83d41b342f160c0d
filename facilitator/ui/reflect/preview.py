"""See the pack as the group will: the audience window's own picture, item by item, with nobody watching."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ui.audience.view import AudienceView
from facilitator.ui.audience.window import AudienceThumbnail
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.label import Label


class Preview(QWidget):
    """Left and Right walk, Esc closes; nothing here is kept or counts as shown."""

    close_requested = Signal()
    place_changed = Signal(int)

    ring_radius = 4

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: Sequence[AudienceView] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Preview of the pack"))
        self.title = Label(theme, "", "heading")
        self.title.setProperty("weight", "bold")
        self.place = Label(theme, "", "second", "text2")
        self.picture = AudienceThumbnail(theme, 640)
        self.back = Button(theme, self.tr("Back"), shortcut_text="Left")
        self.next = Button(theme, self.tr("Next"), shortcut_text="Right")
        close = IconButton(theme, "close", self.tr("Close the preview"), "Esc")
        close.clicked.connect(self.close_requested)
        self.back.clicked.connect(lambda: self.go(self._at - 1))
        self.next.clicked.connect(lambda: self.go(self._at + 1))
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(close)
        foot = QHBoxLayout()
        for widget in (self.back, self.next, self.place):
            foot.addWidget(widget)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 22, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.picture)
        column.addLayout(foot)
        column.addStretch(1)

    @property
    def view(self) -> AudienceView | None:
        """The picture now shown."""
        return self._views[self._at] if self._views else None

    def show_pack(self, title: str, views: Sequence[AudienceView], window: QSize, at: int = 0) -> None:
        """Start at one item; `window` gives the proportions of the picture."""
        self.title.setText(title)
        self._views, self._window = views, window
        self.go(min(at, max(len(views) - 1, 0)))

    def go(self, at: int) -> None:
        """Show another item, if there is one there."""
        if not 0 <= at < len(self._views):
            return
        self._at = at
        self.picture.show_view(self._views[at], self._window)
        self.place.setText(self.tr("{place} of {all}").format(place=at + 1, all=len(self._views)))
        self.back.set_disabled_reason("" if at else self.tr("This is the first one."))
        last = at == len(self._views) - 1
        self.next.set_disabled_reason(self.tr("This is the last one.") if last else "")
        self.place_changed.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if steps:
            self.go(self._at + steps)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)
