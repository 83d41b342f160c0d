"""Who said the last ten entries: a list for the keyboard alone, where a seat is as good as a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.errors import UserError
from facilitator.domain.grammar import Who
from facilitator.domain.notes import SAID_ALOUD, Note
from facilitator.services.session.capture import Capture
from facilitator.ui.run.entries import EntryWords
from facilitator.ui.run.gestures import Say
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import SectionHead, paint_ground
from facilitator.ui.widgets.rows import paint_row

MOST: Final = 10
WAIT_MS: Final = 1_200
"""How long the first digit of a seat such as 12 waits for the second."""
ROW, SIDE, TIME, SEAT, ALIAS = 34, 20, 76, 24, 110
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class SpeakerRow:
    """One entry as it stands in the list; `seat` is where its speaker sat when it was said."""

    note: str
    time: str
    seat: str
    alias: str
    text: str


class SpeakerDelegate(QStyledItemDelegate):
    """Time, seat, alias and as much of the words as fits on a line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box = self._theme, QRect(option.rect)
        row: SpeakerRow = index.data(ROW_ROLE)
        speakers = self.parent()
        chosen = isinstance(speakers, SpeakerList) and speakers.currentRow() == index.row()
        waits = speakers.pending if isinstance(speakers, SpeakerList) and chosen else ""
        paint_row(painter, option, theme)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(theme.font("second"))
        painter.setPen(theme.tokens.text2)
        left, side = float(box.left() + SIDE), theme.px(SEAT)
        painter.drawText(QRectF(left, box.top(), theme.px(TIME), box.height()), _MIDDLE, row.time)
        left += theme.px(TIME)
        badge = QRectF(left, box.center().y() - side / 2 + 0.5, side, side)
        paint_badge(painter, badge, theme, BadgeLook(f"{waits}…" if waits else row.seat, "seat"))
        painter.setPen(theme.tokens.text)
        left += side + 8
        for text, width in (
            (row.alias, float(theme.px(ALIAS))),
            (row.text, box.right() - left - theme.px(ALIAS) - SIDE),
        ):
            painter.setFont(theme.font("second", bold=text is row.alias))
            short = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width - 8)
            painter.drawText(QRectF(left, box.top(), width, box.height()), _MIDDLE, short)
            left += width
        painter.restore()


class SpeakerList(QListWidget):
    """Digits name the seat of the chosen entry's speaker; a digit that may be the first of two waits a moment."""

    named = Signal(object)
    """A `Who` for the chosen entry."""
    finished = Signal()
    typed = Signal(object)
    """A QKeyEvent that belongs to the capture line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.seats: frozenset[int] = frozenset()
        self.pending = ""
        self.setItemDelegate(SpeakerDelegate(theme, self))
        self.setAccessibleName(_tr("Speakers of the last ten entries"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self.settle)
        self.currentRowChanged.connect(self._drop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            self.finished.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.settle()
            super().keyPressEvent(event)
        elif len(text) == 1 and text in "0123456789*":
            self._take(text)
        elif text.strip() and text.isprintable():
            self.typed.emit(event)

    def settle(self) -> None:
        """The digit that waited is the whole seat."""
        pending = self.pending
        self._drop()
        if pending:
            self.named.emit(int(pending))

    def _take(self, key: str) -> None:
        both = f"{self.pending}{key}"
        if self.pending and key != "*" and int(both) in self.seats:
            self._drop()
            self.named.emit(int(both))
            return
        self.settle()
        if key in "0*":
            self.named.emit("unknown" if key == "0" else "several")
        elif any(seat // 10 == int(key) for seat in self.seats):
            self.pending = key
            self._timer.start()
            self.viewport().update()
        else:
            self.named.emit(int(key))

    def _drop(self) -> None:
        self.pending = ""
        self._timer.stop()
        self.viewport().update()


class Speakers(QWidget):
    """Lies in the place of the stream while it is open; each answer is one change, so each can be undone."""

    left = Signal()
    """The keyboard goes back to the capture line."""
    typed = Signal(object)

    def __init__(self, theme: Theme, capture: Capture, words: EntryWords, say: Say, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._capture = capture
        self._words = words
        self._say = say
        self.list = SpeakerList(theme)
        self.list.named.connect(self._name)
        self.list.finished.connect(self.left)
        self.list.typed.connect(self.typed)
        self.list.currentRowChanged.connect(self._show_seats)
        paint_ground(self, "surface")
        self._lay_out()
        self.hide()

    def open(self, notes: Sequence[Note]) -> bool:
        """Show the last ten entries somebody said, the newest chosen; False when there is none."""
        self.show_notes(notes)
        if not self.list.count():
            return False
        self.list.setCurrentRow(self.list.count() - 1)
        self.show()
        self.list.setFocus()
        return True

    def show_notes(self, notes: Sequence[Note]) -> None:
        """The rows as they are now; the chosen entry stays chosen."""
        rows = [self._row(note) for note in notes if note.kind in SAID_ALOUD and not note.struck][-MOST:]
        at = self.list.currentRow()
        chosen = self.list.item(at).data(ROW_ROLE).note if at >= 0 else ""
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(_spoken(row), self.list)
            item.setData(ROW_ROLE, row)
        self.list.blockSignals(False)
        self.list.setCurrentRow(next((n for n, row in enumerate(rows) if row.note == chosen), len(rows) - 1))

    def _row(self, note: Note) -> SpeakerRow:
        person = self._words.people.get(note.speaker or "")
        several = _tr("several") if note.several else ""
        alias = person.called if person is not None else several or _tr("unknown")
        look = self._words.look(note)
        return SpeakerRow(note.id, look.time, look.seat or "?", alias, look.text)

    def _show_seats(self, row: int) -> None:
        """Two digits are one seat only where somebody sat on it."""
        if row >= 0:
            self.list.seats = frozenset(self._capture.seated_at(self.list.item(row).data(ROW_ROLE).note))

    def _name(self, who: Who) -> None:
        at = self.list.currentRow()
        if at < 0:
            return
        row: SpeakerRow = self.list.item(at).data(ROW_ROLE)
        try:
            note = self._capture.fix_speaker(row.note, who)
        except UserError as error:
            self._say(str(error), False)
            return
        self._say(_tr("Entry {time}: {alias}.").format(time=row.time, alias=self._row(note).alias), True)

    def _lay_out(self) -> None:
        head = SectionHead(self._theme, _tr("Who said the last ten"))
        head.setContentsMargins(SIDE, 6, SIDE, 2)
        hint = QHBoxLayout()
        hint.setContentsMargins(SIDE, 4, SIDE, 6)
        hint.setSpacing(6)
        for caps, words in (
            ("0–9", _tr("seat, as they sat then")),
            ("∗", _tr("several")),
            ("Up", _tr("earlier")),
            ("Esc", _tr("done")),
        ):
            hint.addWidget(key_caps(self._theme, caps))
            hint.addWidget(Label(self._theme, words, "second", "text2"))
            hint.addSpacing(8)
        hint.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addLayout(hint)


def _spoken(row: SpeakerRow) -> str:
    said = _tr("Entry {time}, seat {seat}, {alias}: {text}")
    return said.format(time=row.time, seat=row.seat, alias=row.alias, text=row.text)


_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
