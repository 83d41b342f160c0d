"""The card of a session that was interrupted: what is safe of it, and the way back into it."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.services.study.interrupted import Interrupted
from facilitator.services.study.recent import RecentStudy
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import paint_ground


class RecoveryCard(QFrame):
    """The keyboard goes to the button that goes on; looking first changes nothing in the session."""

    go_on_requested = Signal()
    look_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        study: RecentStudy,
        what: Interrupted,
        now: datetime,
        *,
        first: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.study = study
        self._tone = "accent" if what.closed else "rec"
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._sign("later" if what.closed else "warning"))
        self.heading = Label(theme, self._heading(what, now), "heading", wrap=True)
        self.sentence = Label(theme, self._sentence(what), "body", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addLayout(self._line(what))
        row.addLayout(words, 1)
        self.look = Button(theme, self.tr("Look first"), height=44)
        self.look.clicked.connect(self.look_requested)
        self.look.setAutoDefault(True)
        look, key = ("main", "Enter") if first else ("plain", "")
        self.button = Button(theme, self.tr("Go on with the session"), look, shortcut_text=key, height=44)
        self.button.clicked.connect(self.go_on_requested)
        self.button.setAutoDefault(True)
        self.button.setAccessibleDescription(f"{self.heading.text()}. {self.sentence.text()}")
        ways = QHBoxLayout()
        ways.setSpacing(16)
        ways.addWidget(self.look)
        ways.addWidget(self.button)
        ways.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(16, 14, 16, 14)
        self._parts.setSpacing(16)
        self._parts.addLayout(row, 1)
        self._parts.addLayout(ways)

    def fit(self, *, beside: bool) -> None:
        """The ways on go beside the words, or below them where the type is too large for both."""
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _sign(self, icon: str) -> QWidget:
        sign = QFrame()
        sign.setFixedSize(40, 40)
        paint_ground(sign, "tint" if self._tone == "accent" else "rectint")
        inner = QVBoxLayout(sign)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(IconLabel(self._theme, icon, self._tone, 24), 0, Qt.AlignmentFlag.AlignCenter)
        return sign

    def _line(self, what: Interrupted) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Badge.of(self._theme, what.group), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.sentence, 1)
        return line

    def _heading(self, what: Interrupted, now: datetime) -> str:
        said = self.tr("A session was interrupted at {time}, {ago}")
        if what.closed:
            said = self.tr("A session is still open; it was left at {time}, {ago}")
        return said.format(time=f"{what.at:%H:%M:%S}", ago=self._ago(what.at, now.astimezone()))

    def _ago(self, at: datetime, now: datetime) -> str:
        minutes = int((now - at).total_seconds() // 60)
        if minutes < 1:
            return self.tr("just now")
        if minutes == 1:
            return self.tr("a minute ago")
        if minutes < 60:
            return self.tr("%n minutes ago", "", minutes)
        if at.date() == now.date() and minutes < 120:
            return self.tr("an hour ago")
        if at.date() == now.date():
            return self.tr("%n hours ago", "", minutes // 60)
        day = QLocale().toString(QDate(at.year, at.month, at.day), "ddd d MMM")
        return self.tr("on {day}").format(day=day)

    def _sentence(self, what: Interrupted) -> str:
        where = self.tr("{group} in “{study}”.").format(group=what.group.name, study=self.study.title)
        return " ".join(part for part in (where, self._entries(what), self._sound(what)) if part)

    def _entries(self, what: Interrupted) -> str:
        if what.half_typed and not what.entries:
            return self.tr("A half-typed line is safe.")
        if what.half_typed and what.entries == 1:
            return self.tr("One entry and a half-typed line safe.")
        if what.half_typed:
            return self.tr("%n entries and a half-typed line safe.", "", what.entries)
        if what.entries == 1:
            return self.tr("One entry safe.")
        if what.entries:
            return self.tr("%n entries safe, the last one complete.", "", what.entries)
        return self.tr("Nothing was written down yet.")

    def _sound(self, what: Interrupted) -> str:
        if what.sound_until is None:
            return ""
        said = self.tr("Audio safe up to {time}, none since.")
        return said.format(time=f"{what.sound_until:%H:%M:%S}")

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, 72))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.accent if self._tone == "accent" else t.rec, 2))
        painter.setBrush(t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
