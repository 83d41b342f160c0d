"""The left side of the matrix: what it is, the grid, what its signs mean, presets, and what is still open."""

from html import escape

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from facilitator.domain.matrix import Preset
from facilitator.services.reflection.outlook import OpenPoints, Silence
from facilitator.ui.reflect.breaking import BreakingRow
from facilitator.ui.reflect.matrix_model import MatrixModel
from facilitator.ui.reflect.matrix_view import MatrixView, paint_hatching, paint_sign
from facilitator.ui.reflect.words import one_and_other, tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState, Panel

NAMED = 6
"""Groups that a sentence names."""


class Sign(QWidget):
    """A sign of the legend; the word beside it says the same."""

    def __init__(self, theme: Theme, state: str) -> None:
        super().__init__()
        self._theme = theme
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._theme.px(24)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._state == "own":
            paint_hatching(painter, box, self._theme, step=7)
        else:
            paint_sign(painter, box.adjusted(1, 1, -1, -1), self._theme, self._state)
        painter.end()


class OpenCard(Panel):
    """What the matrix still waits for; silence can be noted from here."""

    silence_requested = Signal(object)
    """Carries the Silence that is to be noted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=2)
        self._silence: Silence | None = None
        self._words = Label(theme, "", "second", "text2", wrap=True)
        self.button = Button(theme, self.tr("Note it"))
        self.button.set_help(self.tr("Note that this group said nothing about what it was shown"))
        self.button.clicked.connect(self._on_clicked)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(Label(theme, self.tr("Still open"), bold=True))
        text.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def show_points(self, points: OpenPoints, names: dict[str, str]) -> None:
        """Say the first things that wait; nothing open, no card."""
        sentences = []
        if points.not_met:
            groups = one_and_other(_first_of([actor.name for actor in points.not_met]))
            one = len(points.not_met) == 1
            some = self.tr("{groups} have not met for reflection yet.")
            words = self.tr("{groups} has not met for reflection yet.") if one else some
            sentences.append(words.format(groups=groups))
        self._silence = points.silent[0] if points.silent else None
        if self._silence:
            words = self.tr(
                "{viewer} saw the answers of {shown} without saying a word: ask once more, or note “no reaction”."
            )
            sentences.append(words.format(viewer=names[self._silence.viewer], shown=names[self._silence.shown]))
        self._words.setText(" ".join(sentences))
        self.button.setVisible(self._silence is not None)
        self.setVisible(bool(sentences))

    def _on_clicked(self) -> None:
        if self._silence:
            self.silence_requested.emit(self._silence)


def _first_of(names: list[str]) -> list[str]:
    """Some names, and how many more there are, so that a large study fits in a sentence."""
    if len(names) <= NAMED:
        return names
    return [*names[: NAMED - 1], tr("{n} other groups").format(n=len(names) - NAMED + 1)]


class MatrixPane(QWidget):
    """Passes wishes on; the page turns them into calls of the planning service."""

    labels_requested = Signal()
    preset_requested = Signal(str)
    copied = Signal()

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.view = MatrixView(theme, model)
        self.card = OpenCard(theme)
        self.card.hide()
        self.labels_button = Button(theme, self.tr("Printed labels…"))
        self.copy_button = Button(theme, self.tr("Copy as table"), icon="copy")
        self.empty = EmptyState(theme, self.tr("Release statements first, then plan who sees them."), framed=False)
        self.presets = self._new_presets()
        self._lay_out()
        self.labels_button.clicked.connect(self.labels_requested)
        self.copy_button.clicked.connect(self.copy_table)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("clear", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 14, 22, 8)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addSpacing(12)
        column.addWidget(self.view)
        column.addSpacing(8)
        column.addWidget(self._legend())
        column.addSpacing(8)
        column.addWidget(self.empty)
        column.addWidget(self.card)
        column.addSpacing(8)
        column.addWidget(self.presets)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _head(self) -> QWidget:
        hint = QHBoxLayout()
        hint.setSpacing(4)
        hint.addWidget(key_caps(self._theme, "Space"))
        words = self.tr("plans or unplans a cell. Shown cells are kept as they were seen.")
        hint.addWidget(Label(self._theme, words, "second", "text2", wrap=True), 1)
        text = QVBoxLayout()
        text.setSpacing(2)
        title = Label(self._theme, self.tr("Who sees whose answers"), "heading")
        title.setProperty("weight", "bold")
        text.addWidget(title)
        text.addLayout(hint)
        words_holder, buttons = QWidget(), QWidget()
        text.setContentsMargins(0, 0, 0, 0)
        words_holder.setLayout(text)
        flow = FlowLayout(buttons, spacing=8)
        flow.addWidget(self.labels_button)
        flow.addWidget(self.copy_button)
        buttons.setMinimumWidth(flow.sizeHint().width())
        return BreakingRow(words_holder, buttons, stretched=words_holder)

    def _legend(self) -> QWidget:
        words = {
            "not_planned": self.tr("not planned"),
            "planned": self.tr("planned"),
            "shown": self.tr("shown, in part or in full"),
            "feedback": self.tr("feedback recorded"),
            "own": self.tr("own group"),
        }
        holder = QWidget()
        flow = FlowLayout(holder, spacing=16)
        for state, word in words.items():
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(Sign(self._theme, state))
            row.addWidget(Label(self._theme, word, "second", "text2"))
            flow.addWidget(pair)
        return holder

    def _new_presets(self) -> QWidget:
        words: dict[Preset, str] = {
            "staff_see_all": self.tr("Every staff group reviews all others"),
            "all_see_all": self.tr("All review all"),
            "none": self.tr("None"),
        }
        holder = QWidget()
        flow = FlowLayout(holder, spacing=8)
        flow.addWidget(Label(self._theme, self.tr("Plan all at once:"), "second", "text2"))
        self.preset_buttons: dict[str, Button] = {}
        for preset, text in words.items():
            button = Button(self._theme, text)
            button.clicked.connect(lambda _checked=False, preset=preset: self.preset_requested.emit(preset))
            self.preset_buttons[preset] = button
            flow.addWidget(button)
        return holder

    def show_state(self, points: OpenPoints | None, *, nothing_released: bool) -> None:
        """Bring the sentences below the grid up to date; None for points that are not known yet."""
        self.empty.setVisible(nothing_released)
        if points is not None:
            self.card.show_points(points, {group.id: group.name for group in self._model.groups})
        self.card.setVisible(self.card.isVisibleTo(self) and not nothing_released)

    def copy_table(self) -> None:
        """Put the matrix on the clipboard as tabbed text and as a table."""
        data = QMimeData()
        data.setText(self.as_text())
        data.setHtml(self.as_html())
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit()

    def as_text(self) -> str:
        """Rows of tabs and lines."""
        return "\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in self._table())

    def as_html(self) -> str:
        head, *rows = self._table()
        parts = ["<table border='1'><tr>", *(f"<th>{escape(cell)}</th>" for cell in head), "</tr>"]
        for name, *cells in rows:
            parts += [f"<tr><th>{escape(name)}</th>", *(f"<td>{escape(cell)}</td>" for cell in cells), "</tr>"]
        return "".join([*parts, "</table>"])

    def _table(self) -> list[list[str]]:
        groups = self._model.groups
        head = [self.tr("Who looks"), *(group.printed_column for group in groups)]
        words = [[str(self._model.index(r, c).data()) for c in range(len(groups))] for r in range(len(groups))]
        return [head, *([group.printed_row, *row] for group, row in zip(groups, words, strict=True))]
