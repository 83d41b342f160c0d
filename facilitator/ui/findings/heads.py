"""What stands above the cards of the grid: the question of a band, and the group of a column."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.services.findings_grid import Band
from facilitator.ui.findings.columns import LEAST, column_span, columns_between, edges, put_away, total_width
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import paint_ground

BADGE = 20
ROOM, BAR = 6, 10
"""Above and below the heads; and beside them, where the grid below has its bar."""


class BandHead(QFrame):
    """Number, wording, and the twin question of the other set."""

    def __init__(self, theme: Theme, band: Band, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        paint_ground(self, "sunken")
        self._row = row = QHBoxLayout(self)
        self.keep_in_view(0, 0)
        row.setSpacing(10)
        if band.question is None:
            row.addWidget(Label(theme, self.tr("Under no question"), "body", bold=True), 1)
            return
        number = Label(theme, band.number, "small", bold=True)
        number.setProperty("number", "true")
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        number.setFixedSize(QSize(theme.px(24), theme.px(24)))
        t = theme.tokens
        number.setStyleSheet(f"background: {t.text.name()}; color: {t.surface.name()}; border-radius: 4px;")
        row.addWidget(number)
        row.addWidget(ElidedLabel(theme, " ".join(band.question.text.split()), "body", bold=True), 1)
        if band.pair:
            row.addWidget(IconLabel(theme, "link", "text", 16))
            row.addWidget(Label(theme, f"~ {band.pair}", "small"))
        elif not band.whole:  # whoever is asked it needs no twin of it
            row.addWidget(Label(theme, self.tr("no pair"), "small"))

    def keep_in_view(self, left: int, right: int) -> None:
        """So much of the columns is out of sight on either side."""
        self._row.setContentsMargins(12 + left, 6, 12 + right, 6)


class GroupHead(QWidget):
    """One group."""

    def __init__(self, theme: Theme, group: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(*edges(1, 3))
        self.line.setSpacing(8)
        self.line.addWidget(Badge.of(theme, group, BADGE))
        self.line.addWidget(ElidedLabel(theme, group.name, "second", bold=True), 1)


class GroupHeads(QWidget):
    """Badge and name above each column that is on show; they slide with the columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        paint_ground(self, "bg")
        self._groups: Sequence[Actor] = ()
        self._made: dict[int, GroupHead] = {}
        self._left = 0

    def sizeHint(self) -> QSize:
        return QSize(0, self._tall + 2 * ROOM if self._groups else 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def slide(self, left: int) -> None:
        """As the columns below lie: so many px of them are out of sight where lines begin."""
        self._left = left
        self._lie()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lie()

    def show_groups(self, groups: Sequence[Actor]) -> None:
        """Badges and names anew."""
        self._groups = list(groups)
        self._let_go(set(self._made))
        self.updateGeometry()
        self._lie()

    def _lie(self) -> None:
        count, room = len(self._groups), self.width() - BAR
        total = total_width(count, self._theme.px(LEAST), room)
        columns = columns_between(self._left, self._left + room, count, total)
        self._let_go(self._made.keys() - set(columns))
        for column in columns:
            begin, width = column_span(column, count, total)
            begin -= self._left
            x = self.width() - begin - width if self.isRightToLeft() else begin
            self._head(column).setGeometry(x, ROOM, width, self._tall)

    def _head(self, column: int) -> GroupHead:
        if column not in self._made:
            head = self._made[column] = GroupHead(self._theme, self._groups[column], self)
            head.line.setContentsMargins(*edges(column, len(self._groups)))
            head.show()
        return self._made[column]

    def _let_go(self, columns: set[int]) -> None:
        for column in columns:
            put_away(self._made.pop(column))

    @property
    def _tall(self) -> int:
        """How high a head is; all of them are alike."""
        return self._theme.px(BADGE) + 4
