"""How a question looks in the route, and the three editors that open in its place."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QLocale, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.services.prepare.routing import MAX_MINUTES
from facilitator.ui.prepare.route_model import (
    TICKS,
    Column,
    QuestionRow,
    RouteModel,
    RouteRow,
    StepRow,
    type_of,
    wording_of,
)
from facilitator.ui.prepare.rows import Index, box_of, paint_cell
from facilitator.ui.prepare.words import minutes_text
from facilitator.ui.prepare.wrapping import paint_lines, wrapped
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.mirror import placed
from facilitator.ui.widgets.tag import paint_tag, tag_size
from facilitator.ui.widgets.ticks import paint_tick

if TYPE_CHECKING:
    from facilitator.ui.prepare.editors import TypeBox

HEIGHT, STEP = 40, 32
PAD = 8
AIR = 10
"""Above and below words of several lines together, in px."""
MOST_LINES = 6
KEPT = 1_000
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RouteDelegate(QStyledItemDelegate):
    """Paints one cell; the wording wraps before it is cut."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: dict[tuple[str, int, bool, float], list[str]] = {}

    def row_height(self, row: RouteRow, width: int) -> int:
        """What a row needs whose wording gets this much; heavy, as it is while its row is chosen."""
        if isinstance(row, StepRow):
            return self._theme.px(STEP)
        lines = self._broken(row.question.text, max(width - 2 * PAD, 80), heavy=True)
        spacing = QFontMetrics(self._theme.font("body", bold=True)).lineSpacing()
        return max(self._theme.px(HEIGHT), len(lines) * spacing + AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = paint_cell(painter, option, self._theme, index)
        row, box, column = _row(index), box_of(option), Column(index.column())
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setPen(self._theme.tokens.text)
        painter.setFont(self._theme.font("body", bold=selected or column == Column.PLACE))
        if isinstance(row, StepRow):
            self._paint_step(painter, box, row, column)
        elif column in TICKS:
            checked = index.data(Qt.ItemDataRole.EditRole)
            paint_tick(painter, QRectF(box), self._theme, checked=bool(checked))
        else:
            self._paint_words(painter, box, row, column)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, row: QuestionRow, column: Column) -> None:
        if column == Column.PLACE:
            self._paint_place(painter, box, row)
        elif column == Column.TYPE:
            self._paint_type(painter, box, row, "accent" if row.question.type == "key" else "plain")
        elif column == Column.TIME:
            painter.setFont(self._theme.font("body"))
            painter.drawText(box.adjusted(0, 0, -PAD, 0), RIGHT, minutes_text(row.question.minutes))
        else:
            words = box.adjusted(PAD, 0, -PAD, 0)
            paint_lines(painter, words, self._broken(row.question.text, words.width(), heavy=painter.font().bold()))

    def _paint_step(self, painter: QPainter, box: QRect, row: StepRow, column: Column) -> None:
        """Its first words, and quietly where they are the usual ones."""
        if column == Column.TYPE:
            self._paint_type(painter, box, row, "plain")
        elif column == Column.TIME:
            painter.setFont(self._theme.font("body"))
            painter.drawText(box.adjusted(0, 0, -PAD, 0), RIGHT, minutes_text(row.step.minutes))
        elif column == Column.WORDING:
            painter.setPen(self._theme.tokens.text if row.own else self._theme.tokens.text2)
            words = box.adjusted(PAD, 0, -PAD, 0)
            elide = Qt.TextElideMode.ElideRight
            painter.drawText(words, LEFT, painter.fontMetrics().elidedText(wording_of(row), elide, words.width()))

    def _paint_type(self, painter: QPainter, box: QRect, row: RouteRow, tone: str) -> None:
        text = type_of(row)
        size = tag_size(self._theme, text, tone)
        tag = QRectF(box.left() + PAD, box.center().y() - size.height() / 2 + 0.5, size.width(), size.height())
        paint_tag(painter, tag, self._theme, text, tone)

    def _paint_place(self, painter: QPainter, box: QRect, row: QuestionRow) -> None:
        side = self._theme.px(18)
        whole = QRectF(box)
        grip = QRectF(box.left() + 8, box.center().y() - side / 2 + 1, side, side)
        self._theme.icons.paint(painter, placed(painter, grip, whole), "grip", self._theme.tokens.strong)
        painter.drawText(placed(painter, whole.adjusted(side + 14, 0, 0, 0), whole), LEFT, str(row.number))

    def _broken(self, text: str, width: int, *, heavy: bool) -> list[str]:
        """The lines of a wording; kept, since a table asks for them whenever it is laid out or painted."""
        key = (text, width, heavy, self._theme.scale)
        if key not in self._lines:
            if len(self._lines) > KEPT:
                self._lines.clear()
            self._lines[key] = wrapped(text, self._theme.font("body", bold=heavy), width, MOST_LINES)
        return self._lines[key]

    # Editors

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        from facilitator.ui.prepare.editors import TypeBox
        from facilitator.ui.widgets.fields import Line, NumberField

        column = Column(index.column())
        if column == Column.TIME:
            return NumberField(self._theme, 0, MAX_MINUTES, name=self.tr("Minutes"), parent=parent)
        if column == Column.WORDING:
            return Line(self._theme, name=self.tr("Wording, exactly as asked"), parent=parent)
        box = TypeBox(self._theme, self.tr("Type of question"), parent)
        box.activated.connect(lambda _at: self._finish(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        from facilitator.ui.prepare.editors import show_value

        show_value(editor, index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        from facilitator.ui.prepare.editors import value_of

        model.setData(index, value_of(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        box = box_of(option)
        tall = max(editor.sizeHint().height(), self._theme.px(32))
        editor.setGeometry(
            box.left(), box.center().y() - tall // 2, max(box.width(), editor.minimumSizeHint().width()), tall
        )

    def displayText(self, value: Any, _locale: QLocale | QLocale.Language) -> str:
        return str(value)

    def _finish(self, editor: "TypeBox") -> None:
        if editor.opened:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


def _row(index: Index) -> RouteRow:
    model = index.model()
    assert isinstance(model, RouteModel)
    return model.row(index)
