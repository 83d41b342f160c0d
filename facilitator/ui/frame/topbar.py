"""The top bar: which study, which stage or group, search, undo and redo, saved, and the recording light."""

import math

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from facilitator.ui.page import Context
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.keycap import caps_width, paint_caps
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.light import RecordingLight
from facilitator.ui.widgets.mirror import painter_on, placed
from facilitator.ui.widgets.panel import Divider, paint_ground
from facilitator.ui.widgets.rows import fill

HEIGHT = 48
NAME_WIDTH = 300
"""The most that a name takes of the bar, so that a long one leaves the others room."""
GROUP_WIDTH = 140
"""What the name of the group in the room gets before the bar is shared out."""
ENOUGH = 900
"""Narrower than this, in px at 100 % type, each part of the bar would be dots."""
WORDS_FROM = 72
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class SearchButton(QPushButton):
    """Looks like a field and opens the palette."""

    ring_radius = 4

    def __init__(self, theme: Theme, text: str, caps: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._caps = caps
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({caps})")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(34 + 16 + round(caps_width(self._theme, self._caps)), self._theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.strong, 1))
        painter.setBrush(t.sunken if self.underMouse() else t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        whole, middle = QRectF(self.rect()), self.height() / 2
        self._theme.icons.paint(painter, placed(painter, QRectF(9, middle - 8, 16, 16), whole), "search", t.text2)
        caps = caps_width(self._theme, self._caps)
        room = self.width() - 32 - 16 - caps
        painter.setPen(t.text2)
        painter.setFont(self._theme.font("body"))
        words = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        if room >= self._theme.px(WORDS_FROM):  # less than that would be a letter or two: the sign and the key say it
            painter.drawText(placed(painter, QRectF(32, 0, room, self.height()), whole), LEFT, words)
        place = placed(painter, QRectF(self.width() - 8 - caps, 0, caps, self.height()), whole)
        paint_caps(painter, place.left(), middle, self._theme, self._caps)
        painter.end()


class TopBar(QWidget):
    """48 high; what cannot be used on the start page is not shown there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heavy = False
        paint_ground(self, "surface")
        self._name = ElidedLabel(theme, "", "card", bold=True)
        self._bar = Divider(theme, upright=True)
        self._bar.setFixedHeight(20)
        self._badge = Badge(theme, "", size=20)
        self._what = ElidedLabel(theme, "", "card", "text2")
        self._detail = ElidedLabel(theme, "", "body", "text2")
        self.search = SearchButton(theme, self.tr("Search the study"), "Ctrl+K")
        self.undo = IconButton(theme, "undo", self.tr("Undo"), "Ctrl+Z")
        self.redo = IconButton(theme, "redo", self.tr("Redo"), "Ctrl+Shift+Z")
        self._tick = IconLabel(theme, "tick", "ok", 14)
        self._saved = Label(theme, "", "second", "text2")
        self.light = RecordingLight(theme)
        self._shield = IconLabel(theme, "shield", "ok", 16)
        self._stays = Label(theme, self.tr("Everything stays on this laptop"), "second", "text2")
        self.settings = Button(theme, self.tr("Settings"), "quiet", "settings")
        self._of_study: tuple[QWidget, ...] = (
            *(self._bar, self._what, self.search, self.undo, self.redo, self._saved, self.light),
        )
        self._lay_out()
        self._fit()
        theme.changed.connect(self._fit)
        self.show_study("")

    def show_study(self, name: str) -> None:
        """The study's name; without one the bar is that of the start page."""
        open_study = bool(name)
        self._name.setText(name or self.tr("Facilitator"))
        for widget in self._of_study:
            widget.setVisible(open_study)
        self._shield.setVisible(not open_study)
        self._stays.setVisible(not open_study)
        self._tick.setVisible(open_study and bool(self._saved.text()))
        self.settings.setVisible(not open_study)
        if not open_study:
            self.show_context(None, "")

    def show_context(self, context: Context | None, title: str) -> None:
        """The group and what is done with it, or else the page's title."""
        self._badge.setVisible(bool(context and context.letter))
        self._detail.setText(context.detail if context is not None else "")
        self._heavy = bool(context and context.letter)
        if context is None:
            self._what.setText(title)
            self._what.set_look(tone="text2", weight="")
            self._part()
            return
        self._badge.show_look(BadgeLook(context.letter, context.shape, context.colour), context.text)
        self._what.setText(context.text)
        self._what.set_look(tone="text" if self._heavy else "text2", weight="bold" if self._heavy else "")
        self._part()

    def show_saved(self, sentence: str, *, failed: bool = False) -> None:
        self._saved.setText(sentence)
        self._saved.set_look(tone="rec" if failed else "text2", weight="bold" if failed else "")
        self._tick.show_icon("warning" if failed else "tick", "rec" if failed else "ok")
        self._tick.setVisible(bool(sentence) and self.search.isVisibleTo(self))

    def offer(self, button: IconButton, name: str, label: str | None) -> None:
        """Undo and redo say what they would do, or that there is nothing to do."""
        if label:
            button.set_name(self.tr("{name}: {label}").format(name=name, label=label))
            button.set_disabled_reason("")
        else:
            button.set_name(name)
            button.set_disabled_reason(self.tr("{name}: nothing").format(name=name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._part()

    def _part(self) -> None:
        """In a narrow bar the group in the room goes before what is looked for and which of how many it is."""
        narrow = self.width() < self._theme.px(ENOUGH)
        whole = QFontMetricsF(self._what.font()).horizontalAdvance(self._what.text()) + 2
        self._what.setMinimumWidth(min(math.ceil(whole), self._theme.px(GROUP_WIDTH)) if self._heavy else 0)
        self._what.setToolTip(self._detail.text() if narrow else "")
        self._detail.setVisible(bool(self._detail.text()) and not narrow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        t = self._theme.tokens
        fill(painter, self.rect(), t.surface)
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), t.line)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(max(HEIGHT, self._theme.px(HEIGHT)))
        self._name.setMaximumWidth(self._theme.px(NAME_WIDTH))
        self._what.setMaximumWidth(self._theme.px(NAME_WIDTH))
        self._part()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addSpacing(4)
        row.addWidget(self._bar)
        row.addSpacing(4)
        for part in (self._badge, self._what, self._detail):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.search, 100)  # what is free beside it is wanted only when it has all its words
        row.addSpacing(4)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addSpacing(4)
        ends: tuple[QWidget, ...] = (self._tick, self._saved, self.light, self._shield, self._stays)
        for end in (*ends, self.settings):
            row.addWidget(end)
