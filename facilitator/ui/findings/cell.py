"""One group under one question: its cards above one another, and what is dropped on them."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator.services.findings_grid import Cell
from facilitator.ui.findings.card import CARD_MIME, NOTE_MIME, CardView
from facilitator.ui.findings.columns import GAP
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.wrapped import paint_wrapped, wrapped_height

PAD = 10


@lru_cache(maxsize=256)
def _height(sentence: str, face: str, width: int) -> int:
    """Every empty cell of a column says the same, and a layout asks again and again."""
    font = QFont()
    font.fromString(face)
    return wrapped_height(sentence, font, width - 2 * PAD) + 2 * PAD


class EmptyCell(QWidget):
    """Why there is no card, painted as one piece: a study can have hundreds of such cells."""

    def __init__(self, theme: Theme, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marked = False
        self._sentence = sentence
        self._face = theme.font("second").toString()
        self.setAccessibleName(sentence)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mark(self, on: bool) -> None:
        """Whether this is the cell that panels and keys work on, wherever the keyboard is."""
        self._marked = on
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(self._sentence, self._face, width)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 160)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = self._theme.tokens, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(t.accent, 2) if self._marked else QPen(t.strong, 1, Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(t.text2)
        words = box.adjusted(PAD, PAD, -PAD, -PAD)
        paint_wrapped(painter, words, self._sentence, self._theme.font("second"))
        painter.end()


class CellView(QWidget):
    """One group under one question: cards above one another, or why there is none."""

    note_dropped = Signal(str, str, object)
    card_dropped = Signal(str, str, object)
    entered = Signal()
    """The keyboard, or a click, came to it while it is empty."""

    ring_radius = 6

    def __init__(self, theme: Theme, cell: Cell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cell = cell
        self._empty: EmptyCell | None = None
        self.setAcceptDrops(cell.question is not None)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.cards = [CardView(theme, card) for card in cell.cards]
        self.cards += [CardView(theme, None, quote) for quote in cell.loose]
        for card in self.cards:
            self.column.addWidget(card)
        if not self.cards:
            self._explain(theme)
        self.column.addStretch(1)

    def _explain(self, theme: Theme) -> None:
        asked = self.cell.question is not None
        sentence = (
            self.tr("No statement yet. Drag an idea here or press Ctrl+Enter.")
            if asked
            else self.tr("Not asked in this group’s set.")
        )
        self._empty = EmptyCell(theme, sentence)
        self.column.addWidget(self._empty)
        if asked:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setAccessibleName(self.tr("{group}: no statement yet").format(group=self.cell.actor.name))

    def mark(self, on: bool) -> None:
        """An empty cell may be the chosen one."""
        if self._empty is not None:
            self._empty.mark(on)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.cards and self.cell.question is not None:
            self.entered.emit()  # also where this cell is about to go, see `show_bands`
        super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(NOTE_MIME) or event.mimeData().hasFormat(CARD_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data, cell = event.mimeData(), self.cell
        event.acceptProposedAction()
        if data.hasFormat(NOTE_MIME):
            self.note_dropped.emit(bytes(data.data(NOTE_MIME).data()).decode(), cell.actor.id, cell.question)
        elif data.hasFormat(CARD_MIME):
            self.card_dropped.emit(bytes(data.data(CARD_MIME).data()).decode(), cell.actor.id, cell.question)
