"""Coverage at a glance: what is missing before people leave, questions by group, and viewers by shown group."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.services.reflection.reflection_coverage import ReflectionCoverage
from facilitator.services.session.coverage import Coverage
from facilitator.services.session.missing import Missing
from facilitator.ui.room.grid import Grid, Head
from facilitator.ui.room.words import coverage_cell, missing_words, shown_cell, tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.label import Label

MOST_LINES = 5


class MissingList(QListWidget):
    """One sentence a line, as high as it needs to be; arrows go from line to line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWordWrap(True)
        self.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._fit)

    def show_sentences(self, name: str, sentences: Sequence[str]) -> None:
        """The cursor stays on its line."""
        self.setAccessibleName(name)
        before = self.currentRow()
        known = [self.item(at).text() for at in range(self.count())]
        if known != list(sentences):
            self.clear()
            self.addItems(list(sentences))
        self.setCurrentRow(min(max(before, 0), self.count() - 1))
        self._fit()

    def _fit(self) -> None:
        line = max(self.sizeHintForRow(0), self._theme.px(28))
        self.setFixedHeight(line * min(max(self.count(), 1), MOST_LINES) + 2 * self.frameWidth() + 4)


class CoverageView(QWidget):
    """What is missing above, the two tables below; Tab goes from one to the next."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head = Label(theme, "", "body", bold=True)
        self.missing = MissingList(theme)
        self.questions = Grid(theme, tr("Coverage: questions and groups"), row_head=264)
        self.shown = Grid(theme, tr("Reflection: who was shown whose answers"), row_head=196, column=92)
        asked = tr("Entries · quotes · statements. Red: must be asked and has brought nothing yet.")
        shown = tr(
            "Who looks stands at the left. ○ planned. Shown of the pack · reactions. “!”: not all, or no reaction."
        )
        self.right = self._part(tr("Who was shown whose answers"), shown, self.shown)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self._part(tr("What each group was asked"), asked, self.questions), 8)
        halves.addWidget(self.right, 7)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.missing)
        column.addSpacing(6)
        column.addLayout(halves, 1)

    def _part(self, title: str, key: str, grid: Grid) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = Label(self._theme, key, "second", "text2", wrap=True)
        words.setMinimumHeight(self._theme.px(36))
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(Label(self._theme, title, "body", bold=True))
        column.addWidget(words)
        column.addWidget(grid, 1)
        return whole

    def show_missing(self, group: str, missing: Sequence[Missing], *, over: bool) -> None:
        """What is missing for the session on show."""
        before = tr("Missing before people leave: {group}")
        after = tr("What was missing when it ended: {group}")
        self.head.setText((after if over else before).format(group=group))
        sentences = [missing_words(each) for each in missing] or [tr("Nothing is missing.")]
        self.missing.show_sentences(self.head.text(), sentences)

    def show_questions(self, found: Coverage) -> None:
        """Which questions brought what in which group."""
        rows = [Head(f"{row.label}  {row.question.heading}", row.question.text) for row in found.rows]
        cells = [[coverage_cell(cell) for cell in row.cells] for row in found.rows]
        self.questions.show_grid(rows, _heads(found.groups), cells)

    def show_shown(self, found: ReflectionCoverage) -> None:
        """Who was shown whose answers; nothing as long as nobody is to be shown anything."""
        planned = any(cell.planned or cell.seen for row in found.rows for cell in row)
        self.right.setVisible(planned)
        names = {group.id: group.name for group in found.groups}
        rows = [Head(group.name, tr("{group} looks").format(group=group.name)) for group in found.groups]
        cells = [[shown_cell(cell, names) for cell in row] for row in found.rows]
        self.shown.show_grid(rows, _heads(found.groups), cells)


def _heads(groups: Sequence[Actor]) -> list[Head]:
    return [Head(group.short or group.name, group.name) for group in groups]
