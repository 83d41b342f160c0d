"""The list of question sets with the badges of the groups that are asked each."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from facilitator.domain.actors import Actor
from facilitator.domain.questions import QuestionSet
from facilitator.ui.prepare.record_list import LEFT, RecordDelegate, RecordList
from facilitator.ui.prepare.rows import Index, RowsModel, box_of, row_flags, state_of
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.rows import paint_row_ground

BADGE = 20
MOST, FEW = 5, 3


def with_badge(groups: Sequence[Actor]) -> Sequence[Actor]:
    """Those that a list shows a badge of; where there are more, the name of the set needs the room."""
    return groups if len(groups) <= MOST else groups[:FEW]


class SetRow(NamedTuple):
    """A set and the groups bound to it."""

    question_set: QuestionSet
    groups: tuple[Actor, ...]

    @property
    def id(self) -> str:
        return self.question_set.id


class SetsModel(RowsModel):
    """One column; whom a set is for is read out with its name."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row: SetRow = self.rows[index.row()]
        groups = ", ".join(group.name for group in row.groups) or self.tr("no group yet")
        if role == Qt.ItemDataRole.DisplayRole:
            return row.question_set.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Question set {name}").format(name=row.question_set.name)
        if role in {Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole}:
            return self.tr("“{name}” is asked of: {groups}.").format(name=row.question_set.name, groups=groups)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return row_flags(moved=False) if index.isValid() else Qt.ItemFlag.NoItemFlags


class SetDelegate(RecordDelegate):
    """The name at the left, badges at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, SetsModel)
        row: SetRow = model.rows[index.row()]
        box = box_of(option)
        paint_row_ground(painter, box, self._theme, state_of(option, index), divider=False)
        side = self._theme.px(BADGE)
        left = box.right() - 16.0
        badges = with_badge(row.groups)
        left = self._paint_rest(painter, QRect(box), left, len(row.groups) - len(badges))
        for group in reversed(badges):
            left -= side
            badge = QRectF(left, box.center().y() - side / 2 + 0.5, side, side)
            paint_badge(painter, badge, self._theme, BadgeLook.of(group))
            left -= 8
        words = QRect(box.left() + 16, box.top(), max(round(left) - box.left() - 16, 20), box.height())
        painter.save()
        painter.setFont(self._theme.font("body", bold=True))
        painter.setPen(self._theme.tokens.text)
        name = painter.fontMetrics().elidedText(row.question_set.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, LEFT, name)
        painter.restore()

    def _paint_rest(self, painter: QPainter, box: QRect, right: float, more: int) -> float:
        """How many groups have no badge here, as "+7"; gives back where it begins."""
        if more <= 0:
            return right
        painter.save()
        painter.setFont(self._theme.font("small", bold=True))
        painter.setPen(self._theme.tokens.text2)
        words = f"+{more}"
        wide = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRect(round(right) - wide, box.top(), wide + 1, box.height()), LEFT, words)
        painter.restore()
        return right - wide - 6


class SetsList(RecordList):
    """Three rows are seen at once; a click on the set that is chosen already tells it again."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, SetsModel(), SetDelegate(theme), most=3)

    def show_rows(self, rows: list[SetRow]) -> None:
        self.rows.show_rows(rows)
        self.fit()

    def choose(self, row_id: str) -> None:
        """Put the cursor on a row, or on none, without telling anybody."""
        place = self.rows.place_of(row_id)
        self.put_cursor(self.rows.index(place, 0) if place >= 0 else QModelIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.current_id:
            self.chosen.emit(self.current_id)
