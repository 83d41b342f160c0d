"""One group under one question: its cards above one another, and what is dropped on them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.services.findings_grid import Cell
from facilitator.ui.findings.card import CARD_MIME, NOTE_MIME, CardView
from facilitator.ui.findings.columns import GAP
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import EmptyState


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
        self.column.addWidget(EmptyState(theme, sentence))
        if asked:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setAccessibleName(self.tr("{group}: no statement yet").format(group=self.cell.actor.name))

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
