"""The pack as a walk: items under their questions, what is done, left out, and where we are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.domain.actors import Actor
from facilitator.services.prepare.question_names import QuestionName
from facilitator.services.reflection.walk import Step
from facilitator.ui.reflect.matrix_view import paint_sign
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.rows import paint_focus

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ProgressRow:
    """A question heading (`place` is None), or one step by its place in the walk."""

    text: str
    place: int | None = None
    actor: Actor | None = None
    step: Step | None = None


class ProgressRole(IntEnum):
    """What the delegate asks for beyond Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


class ProgressModel(QAbstractListModel):
    """Headings and steps in the order of the walk."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ProgressRow] = []

    def show_steps(self, steps: Sequence[Step], actors: Mapping[str, Actor], names: Mapping[str, QuestionName]) -> None:
        rows: list[ProgressRow] = []
        question: str | None = "\0"
        for place, step in enumerate(steps):
            if step.item.question != question:
                question = step.item.question
                rows.append(ProgressRow(_heading(names.get(question or ""))))
            rows.append(ProgressRow(step.item.text, place, actors.get(step.item.actor), step))
        if [row.place for row in rows] == [row.place for row in self._rows]:
            before, self._rows = self._rows, rows
            for at, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> ProgressRow | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def row_of(self, place: int) -> int:
        return next((at for at, row in enumerate(self._rows) if row.place == place), -1)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) if row.place is not None else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ProgressRole.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, row: ProgressRow) -> str:
        if row.step is None or row.actor is None:
            return row.text
        state = self.tr("to come")
        if row.step.left_out:
            state = self.tr("left out")
        elif row.step.reacted:
            state = self.tr("done")
        elif row.step.is_done:
            state = self.tr("shown, without a reaction")
        return self.tr("{group}: {statement}, {state}").format(group=row.actor.name, statement=row.text, state=state)


def _heading(name: QuestionName | None) -> str:
    return f"{name.number}  {name.heading}" if name else "–"


class ProgressDelegate(QStyledItemDelegate):
    """Headings small and bold, steps with badge, words and the sign of their state."""

    def __init__(self, theme: Theme, parent: "ProgressList") -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = index.data(ProgressRole.ROW).place is None
        return QSize(100, self._theme.px(34 if heading and index.row() else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ProgressRole.ROW)
        box = QRectF(option.rect)
        painter.save()
        if row.place is None:
            self._paint_heading(painter, box, row.text)
        else:
            self._paint_step(painter, box, row, chosen=self._list.currentIndex() == index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, text: str) -> None:
        font = self._theme.font("small", bold=True)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.text2)
        room = box.adjusted(16, 6, -16, 0)
        words = QFontMetrics(font).elidedText(text.upper(), Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, LEFT, words)

    def _paint_step(self, painter: QPainter, box: QRectF, row: ProgressRow, *, chosen: bool) -> None:
        theme, t = self._theme, self._theme.tokens
        now = row.place == self._list.place
        if now:
            painter.fillRect(box, t.tint)
            painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), t.accent)
        side = float(theme.px(20))
        badge = QRectF(box.left() + 16, box.center().y() - side / 2, side, side)
        if row.actor:
            look = BadgeLook(row.actor.short or row.actor.name[:1], "group", row.actor.colour)
            paint_badge(painter, badge, theme, look)
        font = theme.font("second", bold=now)
        painter.setFont(font)
        done = row.step is not None and row.step.is_done
        painter.setPen(t.text2 if done and not now else t.text)
        words = QRectF(badge.right() + 8, box.top(), box.right() - 36 - badge.right() - 8, box.height())
        painter.drawText(
            words, LEFT, QFontMetrics(font).elidedText(row.text, Qt.TextElideMode.ElideRight, round(words.width()))
        )
        sign = self._sign(row, now=now)
        mark = QRectF(box.right() - 28, box.center().y() - 7, 14, 14)
        if sign == "shown":
            paint_sign(painter, mark, theme, sign)
        elif sign:
            theme.icons.paint(painter, mark, sign, t.text)
        if chosen and self._list.hasFocus():
            paint_focus(painter, box, theme)

    def _sign(self, row: ProgressRow, *, now: bool) -> str:
        if now:
            return "right"
        if row.step is None or not row.step.is_done:
            return ""
        if row.step.left_out:
            return "no"
        return "tick" if row.step.reacted else "shown"


class ProgressList(QListView):
    """A click or Enter goes to an item; X on an item still to come leaves it out unseen."""

    go_requested = Signal(int)
    leave_out_requested = Signal(int)
    left = Signal()

    ring_radius = 0

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = 0
        self.model_ = ProgressModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(ProgressDelegate(theme, self))
        self.setAccessibleName(self.tr("The pack and how far we are"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def show_place(self, place: int) -> None:
        """Mark where we are and bring it into view."""
        if place == self.place and self.currentIndex().isValid():
            return
        self.place = place
        index = self.model_.index(max(self.model_.row_of(place), 0))
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.model_.row(self.currentIndex().row())
        place = row.place if row else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place is not None:
            self.go_requested.emit(place)
        elif event.text().lower() == self.tr("x") and place is not None:
            self.leave_out_requested.emit(place)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model_.row(index.row())
        if row and row.place is not None:
            self.go_requested.emit(row.place)
