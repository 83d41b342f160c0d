"""The list of groups, and that of others they talk about: badge, name, and a line on people and time."""

from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from facilitator.domain.actors import Actor
from facilitator.ui.prepare.record_list import LEFT, RecordDelegate, RecordList
from facilitator.ui.prepare.rows import Index, RowsModel, box_of, make_draggable, state_of
from facilitator.ui.prepare.words import kind_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.mirror import placed
from facilitator.ui.widgets.rows import paint_row_ground


class ActorRow(NamedTuple):
    """An actor and its second line."""

    actor: Actor
    line: str

    @property
    def id(self) -> str:
        return self.actor.id


class ActorsModel(RowsModel):
    """One column; the name to show and to hear."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row: ActorRow = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.actor.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.actor.name}, {kind_words()[row.actor.kind]}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.line
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.actor.name}\n{row.line}"
        return None


class ActorDelegate(RecordDelegate):
    """Paints a row as in the mock-up."""

    height = 48

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ActorsModel)
        row: ActorRow = model.rows[index.row()]
        box, state = box_of(option), state_of(option, index)
        paint_row_ground(painter, box, self._theme, state, divider=False)
        painter.setLayoutDirection(option.direction)
        side, whole = self._theme.px(32), QRectF(box)
        badge = QRectF(box.left() + 16, box.center().y() - side / 2 + 0.5, side, side)
        paint_badge(painter, placed(painter, badge, whole), self._theme, BadgeLook.of(row.actor))
        left = badge.right() + 10
        words = QRectF(left, box.top() + 4, box.right() - left - 8, box.height() - 8)
        self._paint_words(painter, placed(painter, words, whole).toRect(), row, quiet=state.selected)

    def _paint_words(self, painter: QPainter, box: QRect, row: ActorRow, *, quiet: bool) -> None:
        half = box.height() // 2
        t = self._theme.tokens
        painter.save()
        for top, text, font, colour in (
            (box.top(), row.actor.name, self._theme.font("body", bold=True), t.text),
            (box.top() + half, row.line, self._theme.font("second"), t.text if quiet else t.text2),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            line = QRect(box.left(), top, box.width(), half)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, LEFT, elided)
        painter.restore()


class ActorsList(RecordList):
    """Rows can be dragged; without `keeps_choice` the cursor is only seen while the list has the keyboard."""

    def __init__(self, theme: Theme, name: str, *, keeps_choice: bool) -> None:
        super().__init__(theme, name, ActorsModel(), ActorDelegate(theme))
        self._keeps_choice = keeps_choice
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        make_draggable(self)
        self.rows.reordered.connect(self.move_requested)

    def show_rows(self, rows: list[ActorRow]) -> None:
        self.rows.show_rows(rows)
        self.fit()

    def choose(self, row_id: str) -> None:
        """Put the cursor on a row without telling anybody."""
        place = self.rows.place_of(row_id)
        if place >= 0 and self.current_id != row_id:
            self.put_cursor(self.rows.index(place, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._keeps_choice and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.clearSelection()
