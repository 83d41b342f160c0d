"""Grounds and headings: panels, thin lines, section heads and what stands where there is nothing yet."""

import re

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.keycap import KeyCap
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.rows import fill

_KEYS = re.compile(r"\b(?:Ctrl\+|Alt\+|Shift\+)*(?:Ctrl|Alt|Shift|Enter|Space|Esc|F\d{1,2}|Del)\b(?:\+\w+)*")


def paint_ground(widget: QWidget, name: str) -> None:
    """Give a plain widget the ground of a token, by the stylesheet."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setProperty("ground", name)


class Panel(QFrame):
    """A surface with a thin edge and a layout inside; `flush` panels touch the window's edge and have none."""

    def __init__(
        self,
        theme: Theme,
        *,
        flush: bool = False,
        padding: int = 16,
        spacing: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.body: QVBoxLayout = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)
        if flush:
            paint_ground(self, "surface")
        else:
            self.setProperty("panel", "true")


class Divider(QFrame):
    """A line of one pixel between parts; never the only edge of a control."""

    def __init__(self, theme: Theme, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.tokens.line)
        painter.end()


class SectionHead(QWidget):
    """A small bold heading in capitals as written, with room for buttons and words at its right."""

    def __init__(self, theme: Theme, text: str, *, capitals: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ElidedLabel(theme, "", "small" if capitals else "heading", "text2", bold=True)
        self._capitals = capitals
        if not capitals:
            self.label.setProperty("tone", "text")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.label)
        self.row.addStretch(1)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self.label.setText(text.upper() if self._capitals else text)
        self.label.setAccessibleName(text)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self.row.addWidget(widget)

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget straight after the words."""
        self.row.insertWidget(self.row.count() - 1, widget)


class EmptyState(QWidget):
    """One sentence in a dashed frame, keys in it as caps, and at most one action.

    Its inside is made when it is first shown: most stand ready behind a page that is not empty.
    """

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        sentence: str,
        action_text: str | None = None,
        *,
        framed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._framed = framed
        self._words = sentence
        self._action_text = action_text
        self._button: Button | None = None
        self.setAccessibleName(sentence)

    @property
    def button(self) -> Button | None:
        """The one action, if there is one."""
        self._fill()
        return self._button

    def showEvent(self, event: QShowEvent) -> None:
        self._fill()
        super().showEvent(event)

    def _fill(self) -> None:
        if self.layout() is not None:
            return
        outer = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        pad = 12 if self._framed else 0
        outer.setContentsMargins(pad, 10 if self._framed else 0, pad, 10 if self._framed else 0)
        outer.setSpacing(8)
        words = self._sentence(self._words)
        outer.addWidget(words)
        words.show()
        if self._action_text:
            self._button = Button(self._theme, self._action_text)
            self._button.clicked.connect(self.acted)
            outer.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
            self._button.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._framed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.strong, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _sentence(self, sentence: str) -> QWidget:
        if not _KEYS.search(sentence):
            return Label(self._theme, sentence, tone="text2", wrap=True)
        holder = QWidget()
        flow = FlowLayout(holder, spacing=4)
        for piece in pieces_with_keys(sentence):
            flow.addWidget(self._piece(piece))
        return holder

    def _piece(self, piece: str) -> QWidget:
        if _KEYS.fullmatch(piece):
            return KeyCap(self._theme, piece)
        return Label(self._theme, piece, tone="text2")


def pieces_with_keys(sentence: str) -> list[str]:
    """The sentence cut into words and single keys: "press Ctrl+Enter." gives press, Ctrl, Enter."""
    pieces: list[str] = []
    end = 0
    for match in _KEYS.finditer(sentence):
        pieces += sentence[end : match.start()].split()
        pieces += match.group().split("+")
        end = match.end()
    rest = sentence[end:].split()
    return pieces + (rest[1:] if rest[:1] == ["."] else rest)
