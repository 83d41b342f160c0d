"""The red banner under the top bar: what is lost, what is safe, and one or two ways on."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.ui.frame.announce import alert
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.label import Label

HEIGHT = 64


class BannerAction(NamedTuple):
    """A way on: its words, what it does, and its key for the cap."""

    text: str
    act: Callable[[], None]
    caps: str = ""


class BannerText(NamedTuple):
    """What a banner says."""

    text: str
    detail: str = ""
    actions: Sequence[BannerAction] = ()
    icon: str = "warning"


class Banner(QWidget):
    """Pushes the page down and never covers it; several causes queue, the newest on top."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._causes: dict[str, BannerText] = {}
        self._icon = "warning"
        self.buttons: list[Button] = []
        self._text = Label(theme, "", "stream", bold=True, wrap=True)
        self._detail = Label(theme, "", "second", wrap=True)
        for label in (self._text, self._detail):
            label.setProperty("tone", "white")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(60, 6, 20, 6)
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(HEIGHT)
        self.hide()

    def show_cause(self, cause: str, what: BannerText) -> None:
        """Say this now; the same cause again only changes the words."""
        self._causes.pop(cause, None)
        self._causes[cause] = what
        self._show_newest()

    def clear_cause(self, cause: str) -> None:
        """This is over; an older cause that still holds comes back."""
        self._causes.pop(cause, None)
        self._show_newest()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.tokens.banner)
        box = QRectF(20, self.height() / 2 - 12, 24, 24)
        self._theme.icons.paint(painter, box, self._icon, QColor(Qt.GlobalColor.white))
        painter.end()

    def _show_newest(self) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        if not self._causes:
            self.hide()
            return
        what = list(self._causes.values())[-1]
        self._icon = what.icon
        self._text.setText(what.text)
        self._detail.setText(what.detail)
        self._detail.setVisible(bool(what.detail))
        for place, action in enumerate(what.actions):
            self._row.addWidget(self._button(action, "banner_line" if place else "banner"))
        self.setAccessibleName(f"{what.text} {what.detail}".strip())
        self.show()
        self.update()
        alert(self)

    def _button(self, action: BannerAction, kind: str) -> Button:
        button = Button(self._theme, action.text, kind, shortcut_text=action.caps)
        button.clicked.connect(lambda _on=False: action.act())
        self.buttons.append(button)
        return button
