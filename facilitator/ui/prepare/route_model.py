"""The questions of a set as rows: place, type, wording, time, must ask, analyse."""

from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal

from facilitator.domain.questions import Question
from facilitator.ui.prepare.rows import Index, RowsModel
from facilitator.ui.prepare.words import minutes_text, type_words


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


class RouteModel(RowsModel):
    """What an editor gives back goes out as `edited`; the table waits for the change to come round."""

    edited = Signal(str, str, object)
    """Question id, field and new value."""

    columns = len(Column)

    def row(self, index: Index) -> QuestionRow:
        found: QuestionRow = self.rows[index.row()]
        return found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columns:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads()[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column)) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.row(index), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._value(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column in TICKS:
            return Qt.CheckState.Checked if self._value(row, column) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._described(row)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.WORDING:
            return row.question.text
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
        flags = super().flags(index)
        if index.isValid() and index.column() in EDITABLE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _heads(self) -> dict[Column, str]:
        return {
            Column.PLACE: "",
            Column.TYPE: self.tr("Type"),
            Column.WORDING: self.tr("Wording, exactly as asked"),
            Column.TIME: self.tr("Time"),
            Column.MUST_ASK: self.tr("Must ask"),
            Column.ANALYSE: self.tr("Analyse"),
        }

    def _shown(self, row: QuestionRow, column: Column) -> str:
        if column == Column.PLACE:
            return str(row.number)
        if column == Column.TIME:
            return minutes_text(row.question.minutes)
        if column == Column.TYPE:
            return type_words()[row.question.type]
        return row.question.text if column == Column.WORDING else ""

    def _value(self, row: QuestionRow, column: Column) -> Any:
        question = row.question
        return {
            Column.PLACE: row.number,
            Column.TYPE: question.type,
            Column.WORDING: question.text,
            Column.TIME: question.minutes,
            Column.MUST_ASK: question.must_ask,
            Column.ANALYSE: question.analyse,
        }[column]

    def _spoken(self, row: QuestionRow, column: Column) -> str:
        if column in TICKS:
            yes = self.tr("yes") if self._value(row, column) else self.tr("no")
            return f"{self._heads()[column]}: {yes}"
        if column == Column.PLACE:
            return self.tr("Question {number}").format(number=row.number)
        return self._shown(row, column)

    def _described(self, row: QuestionRow) -> str:
        """The whole row, for the screen reader."""
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


def _alignment(column: Column) -> Qt.AlignmentFlag:
    if column == Column.TIME:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if column in TICKS:
        return Qt.AlignmentFlag.AlignCenter
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
