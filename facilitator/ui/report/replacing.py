"""Words that stand for somebody and what is written instead, edited in place with each text before and after."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.documents.replacing import Replacement
from facilitator.domain.errors import UserError
from facilitator.services.documents.replacements import Replacements
from facilitator.ui.report.words import counted, tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.fields import Line
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider, Panel

SHOWN = 12
"""Texts shown before and after; how many more there are is said."""


class ReplacementRow(QWidget):
    """One line of the list."""

    edited = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, replacement: Replacement) -> None:
        super().__init__()
        self.words = Line(theme, self.tr("Mrs Carter"), self.tr("Words as they were said"))
        self.instead = Line(theme, self.tr("a manager"), self.tr("What is written instead"))
        self.words.setText(replacement.words)
        self.instead.setText(replacement.instead)
        remove = IconButton(theme, "close", self.tr("Remove this line"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(Label(theme, "→", "body", "text2"))
        row.addWidget(self.instead, 1)
        row.addWidget(remove)
        for line in (self.words, self.instead):
            line.editingFinished.connect(self.edited)
        remove.clicked.connect(self.removed)

    @property
    def replacement(self) -> Replacement:
        """What the line says now."""
        return Replacement(self.words.text(), self.instead.text())


class ReplacementsPanel(Panel):
    """Every edit is kept at once; a line that is half written waits for its other half."""

    close_requested = Signal()
    kept = Signal()

    def __init__(self, theme: Theme, replacements: Replacements, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=14, spacing=6, parent=parent)
        self._theme = theme
        self._replacements = replacements
        self.rows: list[ReplacementRow] = []
        self.add_button = Button(theme, self.tr("Add a line"), icon="add", height=28)
        self.trouble = Label(theme, "", "second", "rec", wrap=True)
        self._rows, self._rows_column = _column()
        self._texts, self._texts_column = _column()
        self._lay_out()
        self.add_button.clicked.connect(self.add_line)

    def begin(self, words: str = "") -> None:
        """Show the list as it is kept; `words` begin a new line of it."""
        self._clear(self._rows_column)
        self.rows = []
        for each in self._replacements.all():
            self._add(each)
        row = self._add(Replacement(words, "")) if words or not self.rows else self.rows[0]
        self._show_texts()
        self._go_to(row.instead if words else row.words)

    def add_line(self) -> None:
        """An empty line at the end, with the keyboard in it."""
        self._go_to(self._add(Replacement("", "")).words)

    def _go_to(self, line: Line) -> None:
        """The keyboard goes to the line, and the list to where it is."""
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rows_column.activate()
        self._scroll.ensureWidgetVisible(line)

    @property
    def listed(self) -> list[Replacement]:
        """The lines as they stand."""
        return [row.replacement for row in self.rows]

    def texts(self) -> list[str]:
        """What is shown below, before and after in turn."""
        labels = self._texts.findChildren(Label)
        return [label.text() for label in labels if label.isVisibleTo(self._texts)]

    def _keep(self) -> None:
        try:
            self._replacements.keep(self.listed)
        except UserError as error:
            self._say(str(error))
        else:
            self._say("")
            self.kept.emit()
        self._show_texts()

    def _say(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _add(self, replacement: Replacement) -> ReplacementRow:
        row = ReplacementRow(self._theme, replacement)
        row.edited.connect(self._keep)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._rows_column.insertWidget(self._rows_column.count() - 1, row)
        row.show()  # at once, so that the keyboard finds it
        return row

    def _remove(self, row: ReplacementRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep()

    def _show_texts(self) -> None:
        self._clear(self._texts_column)
        found = self._replacements.preview(self.listed)
        number = counted(len(found), tr("It changes one text."), tr("It changes {n} texts."))
        self._put(Label(self._theme, number if found else tr("It changes nothing yet."), "second", "text2"))
        for each in found[:SHOWN]:
            self._put(Label(self._theme, each.before, "second", "text2", wrap=True))
            self._put(Label(self._theme, each.after, "body", wrap=True))
            self._put(Divider(self._theme))
        if len(found) > SHOWN:
            self._put(Label(self._theme, tr("and {n} more").format(n=len(found) - SHOWN), "second", "text2"))

    def _put(self, widget: QWidget) -> None:
        self._texts_column.insertWidget(self._texts_column.count() - 1, widget)
        widget.show()

    def _clear(self, column: QVBoxLayout) -> None:
        while column.count() > 1:
            item = column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        close = IconButton(self._theme, "close", self.tr("Close the replacements"), "Esc")
        close.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        head.addWidget(Label(self._theme, self.tr("Replacements"), "heading", bold=True), 1)
        head.addWidget(close)
        about = self.tr(
            "In every document and on the audience window the words at the left are replaced by those at the right, "
            "in square brackets. The list lies with the real names; the study keeps what was said."
        )
        self.body.addLayout(head)
        self.body.addWidget(Label(self._theme, about, "second", "text2", wrap=True))
        self._scroll = _scrolled(self._rows)
        self.body.addWidget(self._scroll, 2)
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Label(self._theme, self.tr("Before and after"), "body", bold=True))
        self.body.addWidget(_scrolled(self._texts), 1)


def _column() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    holder.setProperty("clear", "true")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addStretch(1)
    return holder, column


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
