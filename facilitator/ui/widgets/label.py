"""Words on a page: labels by role and tone, labels that elide, quotes in their own slant."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.mirror import painter_on

BREAK = "\u200b"
_RUN = re.compile("[!-~\u00c0-\u024f]{36,}")
_STEP = re.compile(r".{6}(?=.)")


class Label(QLabel):
    """Plain text in a role of type and a tone of colour; the stylesheet does the rest.

    An address or the like, longer than any word, breaks where it must, so that it never widens what it stands in.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if bold:
            self.setProperty("weight", "bold")
        self.setWordWrap(wrap)
        if wrap:
            self.setText(text)

    def setText(self, text: str) -> None:
        if self.wordWrap():
            text = _RUN.sub(lambda run: _STEP.sub(rf"\g<0>{BREAK}", run[0]), text)
        super().setText(text)

    def text(self) -> str:
        return super().text().replace(BREAK, "") if self.wordWrap() else super().text()

    def set_tone(self, tone: str) -> None:
        self.set_look(tone=tone)

    def set_look(self, **properties: str) -> None:
        """Change role, tone, weight or slant; the stylesheet is asked again only if something differs."""
        if all(self.property(name) == value for name, value in properties.items()):
            return
        for name, value in properties.items():
            self.setProperty(name, value)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else the stylesheet has yet to be asked
            self.style().unpolish(self)
            self.style().polish(self)


class QuoteLabel(Label):
    """What somebody said: italic, between curly quotation marks."""

    def __init__(
        self, theme: Theme, words: str, role: str = "second", *, wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, f"“{words}”", role, wrap=wrap, parent=parent)
        self.setProperty("slant", "italic")

    def show_words(self, words: str) -> None:
        self.setText(f"“{words}”")


class ElidedLabel(Label):
    """One line that ends in dots when it is too long; the whole text stays in tooltip and accessible name.

    `short` says it in fewer words, to be read instead of a text that is cut.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        bold: bool = False,
        short: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, role, tone, bold=bold, parent=parent)
        self._short = short
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        if self.isVisible():
            self._explain()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._explain()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown)
        painter.end()

    @property
    def shown(self) -> str:
        """What is read on the screen."""
        words = self._short if self._short and self._is_cut() else self.text()
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width())

    def _is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def _explain(self) -> None:
        self.setToolTip(self.text() if self._is_cut() else "")
