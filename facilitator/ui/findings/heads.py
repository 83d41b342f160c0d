"""What stands above the cards of the grid: the question of a band, and the group of a column."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
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
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
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
        if len(band.cells) < 2:
            return
        if band.pair:
            row.addWidget(IconLabel(theme, "link", "text", 16))
            row.addWidget(Label(theme, f"~ {band.pair}", "small"))
        else:
            row.addWidget(Label(theme, self.tr("no pair"), "small"))


class GroupHeads(QWidget):
    """Badge and name above each column."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        paint_ground(self, "bg")
        self._row = QHBoxLayout(self)
        bar = (10, 0) if QGuiApplication.isRightToLeft() else (0, 10)  # that of the grid below
        self._row.setContentsMargins(bar[0], 6, bar[1], 6)
        self._row.setSpacing(GAP)

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
