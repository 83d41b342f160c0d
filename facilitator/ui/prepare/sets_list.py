"""The list of question sets with the badges of the groups that are asked each."""

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
        for group in reversed(row.groups[:5]):
            left -= side
            badge = QRectF(left, box.center().y() - side / 2 + 0.5, side, side)
            paint_badge(painter, badge, self._theme, BadgeLook(group.short, group.kind, group.colour))
            left -= 8
        words = QRect(box.left() + 16, box.top(), max(round(left) - box.left() - 16, 20), box.height())
        painter.save()
        painter.setFont(self._theme.font("body", bold=True))
        painter.setPen(self._theme.tokens.text)
        name = painter.fontMetrics().elidedText(row.question_set.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, LEFT, name)
        painter.restore()


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
