"""The quotes that were kept in a reflection; a tick lets one into the reports."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.findings import Quote
from facilitator.ui.reflect.words import tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.fields import TickBox
from facilitator.ui.widgets.label import Label, QuoteLabel


class QuoteTicks(QWidget):
    """One line a quote; hidden as long as there is none."""

    release_requested = Signal(str, bool)
    """Carries the quote's id and whether it is to be released."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Quote, ...] = ()
        self.ticks: list[TickBox] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(6)
        column.addWidget(Label(theme, tr("Quotes from this reflection"), bold=True))
        hint = tr("A tick releases a quote: into the reports, and to groups that are shown this one.")
        column.addWidget(Label(theme, hint, "second", "text2", wrap=True))
        column.addLayout(self._rows)

    def show_quotes(self, quotes: Sequence[Quote]) -> None:
        """Build the lines anew where something has changed."""
        self.setVisible(bool(quotes))
        if tuple(quotes) == self._shown:
            return
        focused = next((at for at, tick in enumerate(self.ticks) if tick.hasFocus()), -1)
        self._shown = tuple(quotes)
        while (item := self._rows.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self.ticks = [self._line(quote) for quote in quotes]
        if 0 <= focused < len(self.ticks):
            self.ticks[focused].setFocus()

    def _line(self, quote: Quote) -> TickBox:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        tick = TickBox(self._theme, "")
        tick.setAccessibleName(tr("Release: {quote}").format(quote=quote.text))
        tick.setChecked(quote.released)
        tick.toggled.connect(lambda on, quote_id=quote.id: self.release_requested.emit(quote_id, on))
        words = QuoteLabel(self._theme, "", "body")
        words.show_words(quote.text)
        row.addWidget(tick)
        row.addWidget(words, 1)
        self._rows.addWidget(holder)
        return tick
