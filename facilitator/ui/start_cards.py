"""The cards of the start page: a recent study, a way to begin."""

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.domain.timecode import moment
from facilitator.services.study.recent import RecentStudy
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import IconButton
from facilitator.ui.widgets.cards import ClickableCard
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import paint_ground

BADGES = 4


class ArcBar(QWidget):
    """One small bar a step: filled when done, half when under way, outlined when to come."""

    def __init__(self, theme: Theme, steps: tuple[str, ...], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps = steps
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(len(self._steps) * 23, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        for at, step in enumerate(self._steps):
            box = QRectF(at * 23 + 0.5, 1.5, 19, 7)
            painter.setPen(QPen(t.strong if step == "to_come" else t.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            share = {"done": 1.0, "under_way": 0.5}.get(step, 0.0)
            painter.fillRect(QRectF(box.left(), box.top(), box.width() * share, box.height()), t.accent)
        painter.end()


class StudyRow(ClickableCard):
    """A recent study: title, what it asks, groups, how far it is, and when it was last open."""

    more_requested = Signal()

    def __init__(self, theme: Theme, study: RecentStudy, parent: QWidget | None = None) -> None:
        super().__init__(theme, study.title, edge=False, radius=0, parent=parent)
        self.study = study
        self.away = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8, 12)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(theme, study.title or study.path.stem, "body", bold=True))
        words.addWidget(ElidedLabel(theme, " ".join(study.purpose.split()) or str(study.path), "second", "text2"))
        row.addLayout(words, 1)
        self._columns = ((self._groups(theme), 104), (self._state(theme), 160))
        for column, _width in self._columns:
            row.addWidget(column)
        self.fit()
        self.more = IconButton(theme, "more", self.tr("More about {study}").format(study=study.title))
        self.more.clicked.connect(self.more_requested)
        row.addWidget(self.more)
        if not study.is_there:
            self._show_away()

    def fit(self) -> None:
        """As wide as the type asks: groups and times stand below each other in all rows."""
        for column, width in self._columns:
            column.setFixedWidth(self._theme.px(width))

    def _show_away(self) -> None:
        """Pale and with the reason; it can still be reached, to be taken off the list."""
        self.away = self.tr("This folder is not there. Perhaps it is on a stick or was moved.")
        self.setToolTip(self.away)
        self.setAccessibleDescription(self.away)
        for part in self.findChildren(QWidget):
            part.setEnabled(part is self.more)

    def _groups(self, theme: Theme) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        groups = self.study.groups
        if len(groups) > BADGES:
            count = self.tr("1 group") if len(groups) == 1 else self.tr("%n groups", "", len(groups))
            row.addWidget(Label(theme, count, "second"))
        for group in groups if len(groups) <= BADGES else ():
            row.addWidget(Badge(theme, group.short or group.name[:1], "group", group.colour, 20, name=group.name))
        row.addStretch(1)
        return holder

    def _state(self, theme: Theme) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if self.study.steps:
            column.addWidget(ArcBar(theme, self.study.steps))
        text = _when(self.study.opened_at)
        if not self.study.is_there:
            text = self.tr("not found")
        elif self.study.session_open:
            text = self.tr("{time}, session open").format(time=text)
        column.addWidget(Label(theme, text, "small", "text2", wrap=True))
        return holder


class BeginCard(ClickableCard):
    """One way to begin: sign, words, and its key."""

    def __init__(
        self, theme: Theme, icon: str, title: str, detail: str, caps: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, f"{title}. {detail}", edge=False, radius=0, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        sign = QFrame()
        sign.setFixedSize(40, 40)
        paint_ground(sign, "tint")
        inner = QVBoxLayout(sign)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(IconLabel(theme, icon, "accent", 20), 0, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, title, "body", bold=True))
        words.addWidget(Label(theme, detail, "second", "text2", wrap=True))
        row.addLayout(words, 1)
        if caps:
            row.addWidget(key_caps(theme, caps))


def _when(opened_at: str) -> str:
    """The day and time in the user's own form; nothing when it cannot be read."""
    try:
        local = moment(opened_at).astimezone()
    except ValueError:
        return ""
    day = QLocale().toString(QDate(local.year, local.month, local.day), "ddd d MMM")
    return f"{day} {local:%H:%M}"
