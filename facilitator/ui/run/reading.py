"""The wording of the question on screen: whole where it is short, in a part of its own that scrolls where it is not."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.label import Label

MOST, MOST_LARGE = 5, 3
"""Lines: the entries under it keep their room, in large type too."""
LARGE = 1.5


class Reading(QScrollArea):
    """As high as its words, up to a few lines; the wheel, or PgUp and PgDown from the capture line, read on."""

    def __init__(self, theme: Theme, words: Label, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words.setProperty("clear", "true")
        self.setWidget(words)
        self._soon = QTimer(self, interval=0, singleShot=True)  # not while Qt lays out these very widgets
        self._soon.timeout.connect(self._fit)
        words.installEventFilter(self)
        theme.changed.connect(self._soon.start)

    @property
    def is_long(self) -> bool:
        """Whether a part of the words is out of sight."""
        return self._high() > self._most()

    def page(self, steps: int) -> None:
        """Scroll by what is in sight."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.pageStep())

    def show_text(self, text: str) -> None:
        """Other words begin at their beginning."""
        if self._words.text() != text:
            self._words.setText(text)
            self.verticalScrollBar().setValue(0)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._words and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._soon.start()
        return super().eventFilter(watched, event)

    def _high(self) -> int:
        return max(self._words.heightForWidth(max(self.viewport().width(), 1)), 0)

    def _most(self) -> int:
        large = self._theme.px(100) > LARGE * 100
        return (MOST_LARGE if large else MOST) * self._words.fontMetrics().lineSpacing()

    def _fit(self) -> None:
        self.setFixedHeight(min(self._high(), self._most()))
