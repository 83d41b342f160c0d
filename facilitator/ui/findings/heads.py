"""What stands above the cards of the grid: the question of a band, and the group of a column."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.services.findings_grid import Band
from facilitator.ui.findings.columns import GAP, edges, put_away
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import paint_ground


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
        elif any(cell.question is None for cell in band.cells):  # whoever is asked it needs no twin of it
            row.addWidget(Label(theme, self.tr("no pair"), "small"))

    def keep_in_view(self, left: int, right: int) -> None:
        """So much of the columns is out of sight on either side."""
        self._row.setContentsMargins(12 + left, 6, 12 + right, 6)


class GroupHeads(QWidget):
    """Badge and name above each column; they slide with the columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        paint_ground(self, "bg")
        self._strip = QWidget(self)
        self._slid = (0, 0)
        self._row = QHBoxLayout(self._strip)
        bar = (10, 0) if QGuiApplication.isRightToLeft() else (0, 10)  # that of the grid below
        self._row.setContentsMargins(bar[0], 6, bar[1], 6)
        self._row.setSpacing(GAP)

    def sizeHint(self) -> QSize:
        return QSize(0, self._strip.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._strip.minimumSizeHint().height())

    def slide(self, left: int, beyond: int) -> None:
        """As the columns below lie: `beyond` px more than are on show, `left` of them at the left."""
        self._slid = (left, beyond)
        self._lie()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lie()

    def _lie(self) -> None:
        left, beyond = self._slid
        self._strip.setGeometry(-left, 0, self.width() + beyond, self.height())

    def show_groups(self, groups: Sequence[Actor]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                put_away(widget)
        for at, group in enumerate(groups):
            head = QWidget()
            line = QHBoxLayout(head)
            line.setContentsMargins(*edges(at, len(groups)))
            line.setSpacing(8)
            line.addWidget(Badge.of(self._theme, group, 20))
            line.addWidget(ElidedLabel(self._theme, group.name, "second", bold=True), 1)
            self._row.addWidget(head, 1)
            head.show()  # what is hidden is left out of the height
        self.updateGeometry()
        self._lie()
