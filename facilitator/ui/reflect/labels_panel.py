"""The labels printed in the matrix, edited in place beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import IconButton
from facilitator.ui.widgets.fields import Line
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Panel


class LabelsPanel(Panel):
    """One row a group: what is printed beside its row and above its column."""

    label_changed = Signal(str, str, str)
    """Carries the actor id, its row label and its column label."""
    close_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, flush=True, parent=parent)
        self._theme = theme
        self._lines: dict[str, tuple[Line, Line]] = {}
        self._grid_holder = QWidget()
        self._grid_holder.setProperty("clear", "true")
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(4, 4, 4, 4)
        self._grid.setSpacing(8)
        close = IconButton(theme, "close", self.tr("Close the labels"), "Esc")
        close.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        title = Label(theme, self.tr("Printed labels"), "heading")
        title.setProperty("weight", "bold")
        head.addWidget(title, 1)
        head.addWidget(close)
        words = self.tr("What stands in the printed matrix. An empty line prints the full name.")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QWidget()
        column.setProperty("clear", "true")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._grid_holder)
        layout.addStretch(1)
        area.setWidget(column)
        self.body.addLayout(head)
        self.body.addWidget(Label(theme, words, "second", "text2", wrap=True))
        self.body.addWidget(area, 1)

    def show_groups(self, groups: Sequence[Actor]) -> None:
        """Bring the lines up to date; those of other groups are made anew."""
        if list(self._lines) != [group.id for group in groups]:
            self._make_lines(groups)
        for group in groups:
            row, column = self._lines[group.id]
            for line, text in ((row, group.row_label or ""), (column, group.column_label or "")):
                if not line.hasFocus():
                    line.setText(text)
                line.setPlaceholderText(group.name)

    def focus_first(self) -> None:
        """The keyboard goes to the first line."""
        for row, _ in self._lines.values():
            row.setFocus()
            return

    def _make_lines(self, groups: Sequence[Actor]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = {}
        for at, text in enumerate((self.tr("Row"), self.tr("Column")), start=1):
            self._grid.addWidget(Label(self._theme, text, "small", "text2", bold=True), 0, at)
        for at, group in enumerate(groups, start=1):
            badge = Badge(self._theme, group.short or group.name[:1], "group", group.colour, size=24, name=group.name)
            self._grid.addWidget(badge, at, 0)
            self._lines[group.id] = (self._line(group, at, 1), self._line(group, at, 2))

    def _line(self, group: Actor, at: int, column: int) -> Line:
        words = self.tr("Row label of {group}") if column == 1 else self.tr("Column label of {group}")
        line = Line(self._theme, name=words.format(group=group.name))
        line.setMaxLength(40)
        line.editingFinished.connect(lambda: self._on_edited(group.id))
        self._grid.addWidget(line, at, column)
        return line

    def _on_edited(self, actor: str) -> None:
        row, column = self._lines[actor]
        self.label_changed.emit(actor, row.text(), column.text())
