"""The preview of questions that may go in: each with a tick, its type, its minutes and its probes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from facilitator.services.prepare.pasting import Draft
from facilitator.ui.prepare.rows import NOWHERE, Index, box_of
from facilitator.ui.prepare.words import minutes_text, type_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.rows import paint_row
from facilitator.ui.widgets.tag import paint_tag, tag_size
from facilitator.ui.widgets.ticks import paint_tick

TICK = 32
PAD = 8


class DraftsModel(QAbstractListModel):
    """Drafts, each taken or left out."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: list[Draft] = []
        self._taken: list[bool] = []

    def show_drafts(self, drafts: Sequence[Draft], *, taken: bool) -> None:
        """With `taken`, all but the doubtful ones are ticked."""
        self.beginResetModel()
        self.drafts = list(drafts)
        self._taken = [taken and not draft.doubtful for draft in self.drafts]
        self.endResetModel()

    @property
    def chosen(self) -> list[Draft]:
        return [draft for draft, taken in zip(self.drafts, self._taken, strict=True) if taken]

    def taken(self, row: int) -> bool:
        return self._taken[row]

    def turn(self, row: int) -> None:
        self._taken[row] = not self._taken[row]
        self.dataChanged.emit(self.index(row), self.index(row))

    def turn_must_ask(self, row: int) -> None:
        """What was read of stars and words may be meant otherwise."""
        self.drafts[row] = replace(self.drafts[row], must_ask=not self.drafts[row].must_ask)
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.drafts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.drafts):
            return None
        draft = self.drafts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return draft.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self._taken[index.row()] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("goes in") if self._taken[index.row()] else self.tr("left out")
            said = [draft.text, type_words()[draft.type], minutes_text(draft.minutes), state]
            return ", ".join([*said, self.tr("must ask")] if draft.must_ask else said)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n– ".join((draft.text, *draft.probes))
        return None


class DraftDelegate(QStyledItemDelegate):
    """A tick, the wording in full to four lines, and below it what else was read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 300
        metrics = QFontMetrics(self._theme.font("second"))
        words = metrics.boundingRect(
            QRect(0, 0, max(width - TICK - PAD, 80), 10_000), Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(width, min(words.height(), 4 * metrics.lineSpacing()) + self._theme.px(22) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, DraftsModel)
        draft, box = model.drafts[index.row()], box_of(option)
        paint_row(painter, option, self._theme)
        tick = QRectF(box.left() + 4, box.top() + 6, TICK - 8, self._theme.px(20))
        paint_tick(painter, tick, self._theme, checked=model.taken(index.row()))
        painter.save()
        painter.setPen(self._theme.tokens.text)
        painter.setFont(self._theme.font("second"))
        foot = self._theme.px(22)
        words = box.adjusted(TICK, 6, -PAD, -foot - 6)
        painter.setClipRect(words)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), draft.text)
        painter.setClipping(False)
        self._paint_foot(painter, QRect(words.left(), words.bottom() + 2, words.width(), foot), draft)
        painter.restore()

    def _paint_foot(self, painter: QPainter, box: QRect, draft: Draft) -> None:
        tone = "accent" if draft.type == "key" else "plain"
        text = type_words()[draft.type]
        size = tag_size(self._theme, text, tone)
        paint_tag(painter, QRectF(box.left(), box.top(), size.width(), size.height()), self._theme, text, tone)
        rest = box.adjusted(size.width() + 8, 0, 0, 0)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.tokens.text2)
        parts = [minutes_text(draft.minutes)] if draft.minutes else []
        if draft.probes:
            count = len(draft.probes)
            parts.append(self.tr("1 probe") if count == 1 else self.tr("{count} probes").format(count=count))
        if draft.must_ask:
            parts.append(self.tr("must ask"))
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, ", ".join(parts))


class DraftsList(QListView):
    """Space or a click takes a question or leaves it out; M says that it must be asked, or need not."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.drafts = DraftsModel()
        self.setModel(self.drafts)
        self.setItemDelegate(DraftDelegate(theme))
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(theme.px(160))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.drafts.turn(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_M and not event.modifiers() and self.currentIndex().isValid():
            self.drafts.turn_must_ask(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.drafts.turn(index.row())
