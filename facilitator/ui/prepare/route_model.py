"""The route of a set as rows, questions and the steps around them: place, type, wording, time, must ask, analyse."""

from enum import IntEnum
from functools import cached_property
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal

from facilitator.domain.questions import Question, Step
from facilitator.ui.prepare.rows import HEAD_ROLES, Index, RowsModel, row_flags
from facilitator.ui.prepare.words import minutes_text, step_words, type_words


class Column(IntEnum):
    """The columns of the route."""

    PLACE = 0
    TYPE = 1
    WORDING = 2
    TIME = 3
    MUST_ASK = 4
    ANALYSE = 5


EDITABLE = {Column.TYPE, Column.WORDING, Column.TIME}
TICKS = {Column.MUST_ASK: "must_ask", Column.ANALYSE: "analyse"}


class QuestionRow(NamedTuple):
    """A question and its number in the route."""

    number: int
    question: Question

    @property
    def id(self) -> str:
        return self.question.id


class StepRow(NamedTuple):
    """A step of the route; `words` is what is said there, `own` whether the set says it in words of its own."""

    step: Step
    words: str
    own: bool

    @property
    def id(self) -> str:
        return self.step.id


RouteRow = QuestionRow | StepRow


class RouteModel(RowsModel):
    """What an editor gives back goes out as `edited`; the table waits for the change to come round."""

    edited = Signal(str, str, object)
    """Id of a question or step, field and new value."""

    columns = len(Column)

    def row(self, index: Index) -> RouteRow:
        found: RouteRow = self.rows[index.row()]
        return found

    def number_of(self, row_id: str) -> int:
        """The number of a question in the route; 0 for a step."""
        return next((row.number for row in self.rows if row.id == row_id and isinstance(row, QuestionRow)), 0)

    def question_place(self, at: int) -> int:
        """Which place among the questions a row of the table is, from 0."""
        return sum(isinstance(row, QuestionRow) for row in self.rows[: max(at, 0)])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in HEAD_ROLES or orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columns:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return int(_alignment(Column(section))) | int(Qt.TextFlag.TextWordWrap)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.row(index), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._value(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column in TICKS and isinstance(row, QuestionRow):
            return Qt.CheckState.Checked if self._value(row, column) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._described(row)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.WORDING:
            return wording_of(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, column = self.row(index), Column(index.column())
        if column in EDITABLE and value != self._value(row, column):
            field = {Column.TYPE: "type", Column.WORDING: "text", Column.TIME: "minutes"}[column]
            self.edited.emit(row.id, field, value)
            return True
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return super().flags(index)
        is_question = isinstance(self.row(index), QuestionRow)
        return row_flags(moved=is_question, edited=index.column() in (EDITABLE if is_question else {Column.TIME}))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        heads = {
            Column.PLACE: "",
            Column.TYPE: self.tr("Type"),
            Column.WORDING: self.tr("Wording, exactly as asked"),
            Column.TIME: self.tr("Time"),
            Column.MUST_ASK: self.tr("Must ask"),
            Column.ANALYSE: self.tr("Analyse"),
        }
        return tuple(heads[column] for column in Column)

    def _shown(self, row: RouteRow, column: Column) -> str:
        if column == Column.TIME:
            return minutes_text(self._value(row, column))
        if column == Column.WORDING:
            return wording_of(row)
        if column == Column.TYPE:
            return type_of(row)
        return str(row.number) if column == Column.PLACE and isinstance(row, QuestionRow) else ""

    def _value(self, row: RouteRow, column: Column) -> Any:
        if isinstance(row, StepRow):
            return {Column.WORDING: row.step.text, Column.TIME: row.step.minutes}.get(column)
        question = row.question
        return {
            Column.PLACE: row.number,
            Column.TYPE: question.type,
            Column.WORDING: question.text,
            Column.TIME: question.minutes,
            Column.MUST_ASK: question.must_ask,
            Column.ANALYSE: question.analyse,
        }[column]

    def _spoken(self, row: RouteRow, column: Column) -> str:
        if isinstance(row, StepRow):
            return self._shown(row, column)
        if column in TICKS:
            yes = self.tr("yes") if self._value(row, column) else self.tr("no")
            return f"{self.heads[column]}: {yes}"
        if column == Column.PLACE:
            return self.tr("Question {number}").format(number=row.number)
        return self._shown(row, column)

    def _described(self, row: RouteRow) -> str:
        """The whole row, for the screen reader."""
        if isinstance(row, StepRow):
            step = self.tr("{step}, {minutes} minutes, said aloud: {words}")
            return step.format(step=type_of(row), minutes=row.step.minutes, words=row.words)
        question = row.question
        must = self.tr("must be asked") if question.must_ask else self.tr("may be left out")
        analyse = self.tr("analysed") if question.analyse else self.tr("not analysed")
        return self.tr("Question {number}, {type}, {minutes} minutes, {must}, {analyse}, {probes} probes").format(
            number=row.number,
            type=type_words()[question.type],
            minutes=question.minutes,
            must=must,
            analyse=analyse,
            probes=len(question.probes),
        )


def type_of(row: RouteRow) -> str:
    """As on the tag."""
    return step_words()[row.step.kind] if isinstance(row, StepRow) else type_words()[row.question.type]


def wording_of(row: RouteRow) -> str:
    """What is said, on one line."""
    return " ".join(row.words.split()) if isinstance(row, StepRow) else row.question.text


def _alignment(column: Column) -> Qt.AlignmentFlag:
    if column == Column.TIME:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if column in TICKS:
        return Qt.AlignmentFlag.AlignCenter
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
