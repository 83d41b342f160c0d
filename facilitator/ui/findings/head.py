"""The row above the grid: what is shown, how much there is, and what waits; it gives way in narrow windows."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox
from facilitator.ui.widgets.label import Label

GAP, EDGE = 10, 12
NARROW_FILTER = 124


class FindingsHead(QWidget):
    """Counts go first, then the key caps; buttons and their words stay whole."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitting = False
        self.title = Label(theme, title, "heading")
        self.filter = ChoiceBox(theme, self.tr("Which questions to show"))
        self.counts = Label(theme, "", "second", "text2")
        self.unfinished = Button(theme, "", icon="later")
        self.unfinished.set_help(self.tr("Finish entries from audio (Ctrl+Shift+F)"))
        self.unfinished.hide()
        self.ideas = Button(theme, self.tr("Ideas left"), shortcut_text="Ctrl+T")
        self.add_button = Button(theme, self.tr("Statement"), "main", "add", "Ctrl+Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 8, EDGE, 8)
        row.setSpacing(GAP)
        for widget in (self.title, self.filter, self.counts):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.unfinished, self.ideas, self.add_button):
            row.addWidget(button)

    def show_counts(self, statements: int, quotes: int, ideas: int, waiting: int) -> None:
        """How many there are, how many ideas are left, and how many entries wait to be finished from audio."""
        said = self.tr("1 statement") if statements == 1 else self.tr("%n statements", "", statements)
        quoted = self.tr("1 quote") if quotes == 1 else self.tr("%n quotes", "", quotes)
        self.counts.setText(self.tr("{statements}, {quotes}").format(statements=said, quotes=quoted))
        self.ideas.setText(self.tr("1 idea left") if ideas == 1 else self.tr("%n ideas left", "", ideas))
        self.unfinished.setVisible(waiting > 0)
        self.unfinished.setText(self.tr("1 to finish") if waiting == 1 else self.tr("%n to finish", "", waiting))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(320), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Leave out what there is no room for."""
        if self._fitting:
            return  # what is left out makes the layout ask again
        self._fitting = True
        self._show_caps(shown=True)
        full = self._needed()
        counts = self.counts.sizeHint().width() + GAP
        self._show_caps(shown=full <= self.width())
        self.counts.setVisible(full + counts <= self.width())
        self._fitting = False
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Places are given at once: a layout that was asked while it was hidden would never be asked again by Qt."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()

    def _show_caps(self, *, shown: bool) -> None:
        for button, keys in ((self.ideas, "Ctrl+T"), (self.add_button, "Ctrl+Enter")):
            button.set_caps(keys if shown else "")

    def _needed(self) -> int:
        """The width of everything but the counts."""
        filter_width = min(self.filter.sizeHint().width(), self._theme.px(NARROW_FILTER))
        buttons = [self.ideas, self.add_button, *([] if self.unfinished.isHidden() else [self.unfinished])]
        widths = [each.sizeHint().width() + GAP for each in (self.title, *buttons)]
        return sum(widths) + filter_width + GAP + 2 * EDGE
