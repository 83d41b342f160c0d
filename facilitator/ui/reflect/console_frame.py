"""The parts of the console and where they stand: pack and progress, the middle, and what participants see."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.ui.reflect.breaking import BreakingRow
from facilitator.ui.reflect.console_parts import StagePanel
from facilitator.ui.reflect.console_side import ConsoleSide
from facilitator.ui.reflect.progress_list import ProgressList
from facilitator.ui.reflect.reaction_row import ReactionRow, SeatBar
from facilitator.ui.reflect.row_progress import RowProgress
from facilitator.ui.reflect.said_list import SaidList
from facilitator.ui.reflect.words_line import WordsLine
from facilitator.ui.run.panes import Panes
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Panel, SectionHead


class ConsoleFrame(QWidget):
    """Layout alone; `Console` gives it life."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.progress = ProgressList(theme)
        self.row = RowProgress(theme)
        self.stage = StagePanel(theme)
        self.keys = ReactionRow(theme)
        self.seats = SeatBar(theme, self.keys)
        self.words = WordsLine(theme)
        self.said = SaidList(theme)
        self.side = ConsoleSide(theme)
        self._lay_out()

    def panes(self) -> list[QWidget]:
        """The stops of F6."""
        return [self.progress, self.keys, self.side]

    def take_keyboard(self) -> None:
        """The keyboard goes to the reaction keys."""
        self.keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_group(self, group: str) -> None:
        self._left_head.set_text(self.tr("Pack for {group}").format(group=group))

    def show_done(self, done: int, count: int) -> None:
        self._count.setText(self.tr("{done} of {all}").format(done=done, all=count))
        self._bar.set_share(done / count if count else 0)

    def _lay_out(self) -> None:
        names = (self.tr("Pack"), self.tr("Room"))
        self.places = Panes(self._theme, self._left_pane(), self._centre(), self._right_pane(), names)
        self.places.splitter.setObjectName("reflect.console")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.places)

    def _left_pane(self) -> QWidget:
        panel = Panel(self._theme, flush=True, padding=0, spacing=0)
        self._left_head = SectionHead(self._theme, "")
        self._count = Label(self._theme, "", "small", "text2", bold=True)
        self._left_head.add(self._count)
        self._bar = ProgressBar(self._theme)
        head = QVBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(6)
        head.addWidget(self._left_head)
        head.addWidget(self._bar)
        head.addWidget(self.row)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(8)
        hint = QHBoxLayout()
        hint.setSpacing(6)
        hint.addWidget(IconLabel(self._theme, "no", "text2", 14), 0, Qt.AlignmentFlag.AlignTop)
        words = self.tr("left out without a trace on the screen")
        hint.addWidget(Label(self._theme, words, "second", "text2", wrap=True), 1)
        self.matrix_button = Button(self._theme, self.tr("Matrix"))
        self.end_button = Button(self._theme, self.tr("End reflection"))
        foot.addLayout(hint)
        foot.addWidget(BreakingRow(self.matrix_button, self.end_button, stretched=self.end_button))
        panel.body.addLayout(head)
        panel.body.addWidget(self.progress, 1)
        panel.body.addLayout(foot)
        panel.setMinimumWidth(220)
        return panel

    def _centre(self) -> QWidget:
        below = QWidget()
        below.setProperty("clear", "true")
        column = QVBoxLayout(below)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(8)
        for widget in (self.seats, self.keys, self.words, self.said):
            column.addWidget(widget)
        column.addStretch(1)
        inner = QWidget()
        inner.setProperty("clear", "true")
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stage)
        whole.addWidget(below, 1)
        return _scrolling(inner, 560)

    def _right_pane(self) -> QWidget:
        area = _scrolling(self.side, 260)
        self.side.setMinimumWidth(244)
        return area


def _scrolling(widget: QWidget, least: int) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    area.setMinimumWidth(least)
    return area
