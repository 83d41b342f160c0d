"""F1: the keys of this screen and everything the program has said; at the side, never in the way."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.ui.actions import EVERYWHERE, Actions, ActionSpec
from facilitator.ui.notices import Notice, Notices
from facilitator.ui.page import Page
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import IconButton
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider, SectionHead, paint_ground
from facilitator.ui.widgets.rows import fill


class KeysPanel(QFrame):
    """Made when it first opens, and filled each time, so it never lies."""

    closed = Signal()

    def __init__(self, theme: Theme, actions: Actions, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._notices = notices
        self.setAccessibleName(self.tr("Keys and notices"))
        self.hide()

    @cached_property
    def close_button(self) -> IconButton:
        button = IconButton(self._theme, "close", self.tr("Close"), "Esc")
        button.clicked.connect(self.closed)
        return button

    @cached_property
    def _scroll(self) -> QScrollArea:
        """What scrolls, and with it the rest of the panel around it."""
        head = SectionHead(self._theme, self.tr("Keys and notices"), capitals=False)
        head.add(self.close_button)
        head.setContentsMargins(16, 8, 8, 8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scroll, 1)
        return scroll

    def open(self, page: Page) -> None:
        """Show what can be done on this page, and take the keyboard."""
        self.setFixedWidth(min(self._theme.px(360), 560))
        self.fill(page.page_id, page.title, page.keys(), page.card())
        self.show()
        self.close_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fill(self, place: str, title: str, extra: Sequence[tuple[str, str]] = (), card: QWidget | None = None) -> None:
        """Show the card of a page, its keys with its own words for them, then what works everywhere."""
        body = QWidget()
        paint_ground(body, "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(4)
        if card is not None:
            column.addWidget(card)
        found = [spec for spec in self._actions.at(place) if spec.shortcut]
        specs = sorted(found, key=lambda spec: spec.id.startswith("recording."))  # of the frame: after the page's own
        here = [(spec.shortcut, spec.text) for spec in specs if spec.place != EVERYWHERE]
        known = {caps for caps, _ in here}
        here += [(caps, text) for caps, text in extra if caps and caps not in known]
        everywhere = [_line(spec) for spec in specs if spec.place == EVERYWHERE]
        self._add_keys(column, title, here)
        self._add_keys(column, self.tr("Everywhere"), everywhere)
        self._add_notices(column)
        column.addStretch(1)
        self._scroll.setWidget(body)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.tokens.surface)
        fill(painter, QRect(0, 0, 1, self.height()), self._theme.tokens.line)
        painter.end()

    def _add_keys(self, column: QVBoxLayout, title: str, keys: Sequence[tuple[str, str]]) -> None:
        if not keys:
            return
        column.addWidget(SectionHead(self._theme, title))
        for caps, text in keys:
            row = QHBoxLayout()
            row.addWidget(Label(self._theme, text, "second", wrap=True), 1)
            row.addWidget(key_caps(self._theme, caps))
            column.addLayout(row)
        column.addSpacing(12)

    def _add_notices(self, column: QVBoxLayout) -> None:
        column.addWidget(SectionHead(self._theme, self.tr("Notices")))
        if not self._notices.all:
            column.addWidget(Label(self._theme, self.tr("Nothing said yet."), "second", "text2"))
        for notice in reversed(self._notices.all[-50:]):
            column.addWidget(self._notice(notice))
            column.addWidget(Divider(self._theme))

    def _notice(self, notice: Notice) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        time = Label(self._theme, f"{notice.at:%H:%M:%S}", "second", "text2")
        line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(self._theme, notice.sentence, "second", wrap=True), 1)
        return row


def _line(spec: ActionSpec) -> tuple[str, str]:
    return spec.shortcut, spec.text
