"""Who may see an item: a tick for each group that the matrix lets look, with the reason where it may not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.services.findings import Viewer
from facilitator.ui.findings.words import CardWords
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.fields import TickBox
from facilitator.ui.widgets.label import ElidedLabel, Label


class ViewerRow(QWidget):
    """The tick of one viewer, which may become that of another."""

    def __init__(self, theme: Theme, words: CardWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.viewer = ""
        self.tick = TickBox(theme, "")
        self._badge = Badge(theme, "", size=22)
        self._name = ElidedLabel(theme, "", "second")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.tick)
        line.addWidget(self._badge)
        line.addWidget(self._name, 1)
        self.setMinimumHeight(line.sizeHint().height())  # many groups scroll with the panel, and none lies over another

    def show_viewer(self, viewer: Viewer, *, withheld: bool, released: bool) -> None:
        """Whose tick it is, and whether it can be set."""
        name = viewer.actor.name
        self.viewer = viewer.actor.id
        self._badge.show_look(BadgeLook.of(viewer.actor), name)
        self._name.setText(name)
        self.tick.setAccessibleName(self.tr("Release to {group}").format(group=name))
        self.tick.setChecked(not withheld and not viewer.barred)
        unreleased = "" if released else self.tr("Not released to anybody yet.")
        self.tick.set_disabled_reason(self._words.barred(viewer.barred) if viewer.barred else unreleased)


class ReleaseTicks(QWidget):
    """One tick a viewer; `released` False switches all of them off."""

    withheld_requested = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = CardWords(self)
        self._rows: list[ViewerRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        sentence = self.tr("Nobody is planned to see this group’s answers. Plan it in Reflect.")
        self._nobody = Label(theme, sentence, "second", "text2", wrap=True)
        self._reason = Label(theme, "", "second", "warn", wrap=True)
        for label in (self._nobody, self._reason):
            self._column.addWidget(label)
            label.hide()

    def show_viewers(
        self, viewers: Sequence[Viewer], withheld: Sequence[str], *, released: bool, reason: str = ""
    ) -> None:
        """Fills the ticks; `reason` is what consent forbids, said also where nobody looks."""
        self._nobody.setVisible(not viewers)
        while len(self._rows) < len(viewers):  # each is made once: a large study has hundreds
            self._rows.append(self._new_row())
        for row, viewer in zip(self._rows, viewers, strict=False):
            row.show_viewer(viewer, withheld=viewer.actor.id in withheld, released=released)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(viewers))
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def _new_row(self) -> ViewerRow:
        row = ViewerRow(self._theme, self._words, self)
        row.tick.clicked.connect(lambda checked: self.withheld_requested.emit(row.viewer, not checked))
        self._column.insertWidget(self._column.count() - 1, row)
        return row
