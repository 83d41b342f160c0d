"""The left list: what can be made, for participants and for the facilitator, and how far each has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.domain.actors import Actor
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.mirror import placed
from facilitator.ui.widgets.rows import paint_row
from facilitator.ui.widgets.tag import paint_tag, tag_size

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW, HEAD = 54, 34
ENTRY = Qt.ItemDataRole.UserRole + 1
PAD = 16
SHEET = 0.7
"""How broad a sheet is for its height."""


@dataclass(frozen=True)
class Entry:
    """One document: `name` in the list, `title` by itself; `recipient` is the group it is made for, if any."""

    document: str
    name: str
    title: str
    detail: str = ""
    recipient: Actor | None = None
    tag: str = ""
    tone: str = "plain"

    @property
    def id(self) -> str:
        return f"{self.document}:{self.recipient.id if self.recipient else ''}"


Row = Entry | str
"""A document, or the heading of those below it."""


class DocumentsModel(QAbstractListModel):
    """Headings and documents; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replaces what is shown; where only words changed, rows stay and so does the keyboard."""
        if [_key(row) for row in rows] != [_key(row) for row in self.rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return
        self.rows = list(rows)
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def entry(self, index: Index) -> Entry | None:
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Entry) else None

    def place_of(self, entry_id: str) -> QModelIndex:
        for at, row in enumerate(self.rows):
            if isinstance(row, Entry) and row.id == entry_id:
                return self.index(at)
        return QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entry(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ENTRY:
            return row
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.detail, row.tag) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.detail}"
        return None


def _key(row: Row) -> str:
    return row.id if isinstance(row, Entry) else row


class DocumentDelegate(QStyledItemDelegate):
    """A small page with the group's badge, two lines, and a tag."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._theme.px(ROW if isinstance(index.data(ENTRY), Entry) else HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(ENTRY), QRectF(option.rect)
        painter.save()
        painter.setLayoutDirection(option.direction)
        if isinstance(row, Entry):
            selected = paint_row(painter, option, self._theme)
            self._paint_entry(painter, box, row, bold=selected)
        else:
            painter.setFont(self._theme.font("small", bold=True))
            painter.setPen(self._theme.tokens.text2)
            words = box.adjusted(PAD, 0, -PAD, -4)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom, str(row).upper())
        painter.restore()

    def _paint_entry(self, painter: QPainter, box: QRectF, entry: Entry, *, bold: bool) -> None:
        theme = self._theme
        inner = box.adjusted(PAD + 4, 8, -PAD, -8)
        sheet = round(inner.height() * SHEET)
        sign = QRectF(inner.left(), inner.top(), sheet + theme.px(18) / 2, inner.height())
        size = tag_size(theme, entry.tag, entry.tone) if entry.tag else QSize(0, 0)
        tag = QRectF(inner.right() - size.width(), box.center().y() - size.height() / 2, size.width(), size.height())
        words = QRectF(sign.right() + 6, inner.top(), tag.left() - sign.right() - 14, inner.height())
        self._paint_sign(painter, placed(painter, sign, box), entry)
        if entry.tag:
            paint_tag(painter, placed(painter, tag, box), theme, entry.tag, entry.tone)
        self._paint_words(painter, placed(painter, words, box), entry, bold=bold)

    def _paint_words(self, painter: QPainter, box: QRectF, entry: Entry, *, bold: bool) -> None:
        theme = self._theme
        lines = (
            (entry.name, theme.font("body", bold=True if bold else None), theme.tokens.text),
            (entry.detail, theme.font("second"), theme.tokens.text2),
        )
        middle = box.center().y()
        for at, (text, font, ink) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(ink)
            metrics = QFontMetricsF(font)
            top = middle - metrics.height() if not at else middle
            line = QRectF(box.left(), top, box.width(), metrics.height())
            if not entry.detail:
                line = box
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_sign(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        """A small sheet with lines on it; the badge at its corner says for whom."""
        theme, t = self._theme, self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(box.left() + 0.5, box.top() + 0.5, round(box.height() * SHEET), round(box.height()) - 1)
        painter.setPen(QPen(t.strong, 1))
        painter.setBrush(t.surface)
        painter.drawRect(sheet)
        painter.setPen(QPen(t.line, 2))
        for at in range(1, 5):
            y = round(sheet.top() + at * sheet.height() / 5.5) + 0.5
            painter.drawLine(round(sheet.left() + 5), y, round(sheet.right() - 5), y)  # type: ignore[call-overload]
        if entry.recipient is not None:
            side = float(theme.px(18))
            badge = QRectF(sheet.right() - side / 2, sheet.bottom() - side + 4, side, side)
            paint_badge(painter, badge, theme, BadgeLook.of(entry.recipient))


LEAST = 240


class DocumentList(QListView):
    """The list; choosing a row is enough to see the document."""

    entry_chosen = Signal(object)
    entered_at = Signal()
    """Enter on a row: go on to what has to be done about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.documents = DocumentsModel()
        self.setModel(self.documents)
        self.setItemDelegate(DocumentDelegate(theme, self))
        self.setAccessibleName(self.tr("Documents"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(LEAST), super().minimumSizeHint().height())

    @property
    def entry(self) -> Entry | None:
        """The document that is chosen."""
        return self.documents.entry(self.currentIndex())

    def show_rows(self, rows: Sequence[Row], wanted: str = "") -> None:
        """Chooses the wanted document, else keeps the chosen one, else chooses the first."""
        chosen = self.entry
        self.documents.show_rows(rows)
        if wanted and self.choose(wanted):
            return
        if self.entry is None:
            known = self.documents.place_of(chosen.id) if chosen else QModelIndex()
            first = next((row.id for row in rows if isinstance(row, Entry)), "")
            self.setCurrentIndex(known if known.isValid() else self.documents.place_of(first))

    def choose(self, entry_id: str) -> bool:
        """Choose a document, if it is there."""
        index = self.documents.place_of(entry_id)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.entry is not None:
            self.entered_at.emit()
        else:
            super().keyPressEvent(event)

    def _on_current_changed(self) -> None:
        if (entry := self.entry) is not None:
            self.entry_chosen.emit(entry)
