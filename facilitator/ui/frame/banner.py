"""The red banner under the top bar: what is lost, what is safe, and one or two ways on."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.announce import alert
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

    @cached_property
    def _row(self) -> QHBoxLayout:
        """Words and buttons side by side; most days nothing is ever said here."""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(60, 6, 20, 6)
        row.setSpacing(16)
        row.addLayout(words, 1)
        return row

    @cached_property
    def _text(self) -> Label:
        return self._white(Label(self._theme, "", "stream", bold=True, wrap=True))

    @cached_property
    def _detail(self) -> Label:
        return self._white(Label(self._theme, "", "second", wrap=True))

    def _white(self, label: Label) -> Label:
        label.setProperty("tone", "white")
        return label

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
        row = self._row
        self._icon = what.icon
        self._text.setText(what.text)
        self._detail.setText(what.detail)
        self._detail.setVisible(bool(what.detail))
        for place, action in enumerate(what.actions):
            row.addWidget(self._button(action, "banner_line" if place else "banner"))
        self.setAccessibleName(f"{what.text} {what.detail}".strip())
        self.show()
        self.update()
        alert(self)

    def _button(self, action: BannerAction, kind: str) -> Button:
        button = Button(self._theme, action.text, kind, shortcut_text=action.caps)
        button.clicked.connect(lambda _on=False: action.act())
        self.buttons.append(button)
        return button
