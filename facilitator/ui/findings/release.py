"""Who may see an item: a tick for each group that the matrix lets look, with the reason where it may not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.services.findings import Viewer
from facilitator.ui.findings.words import CardWords
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.fields import TickBox
from facilitator.ui.widgets.label import ElidedLabel, Label


class ReleaseTicks(QWidget):
    """One tick a viewer; `released` False switches all of them off."""

    withheld_requested = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = CardWords(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_viewers(
        self, viewers: Sequence[Viewer], withheld: Sequence[str], *, released: bool, reason: str = ""
    ) -> None:
        """Fills the ticks anew; `reason` is what consent forbids, said also where nobody looks."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # without its parent it would come up as a window of its own
                old.deleteLater()
        if not viewers:
            sentence = self.tr("Nobody is planned to see this group’s answers. Plan it in Reflect.")
            self._column.addWidget(Label(self._theme, sentence, "second", "text2", wrap=True))
        for viewer in viewers:
            self._column.addWidget(self._row(viewer, viewer.actor.id in withheld, released))
        if reason:
            self._column.addWidget(Label(self._theme, reason, "second", "warn", wrap=True))

    def _row(self, viewer: Viewer, withheld: bool, released: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = viewer.actor.name
        tick = TickBox(self._theme, "", name=self.tr("Release to {group}").format(group=name))
        tick.setChecked(not withheld and not viewer.barred)
        if viewer.barred:
            tick.set_disabled_reason(self._words.barred(viewer.barred))
        elif not released:
            tick.set_disabled_reason(self.tr("Not released to anybody yet."))
        tick.clicked.connect(lambda checked: self.withheld_requested.emit(viewer.actor.id, not checked))
        line.addWidget(tick)
        line.addWidget(Badge.of(self._theme, viewer.actor, 22))
        line.addWidget(ElidedLabel(self._theme, name, "second"), 1)
        row.setMinimumHeight(line.sizeHint().height())  # many groups scroll with the panel instead of lying over others
        return row
