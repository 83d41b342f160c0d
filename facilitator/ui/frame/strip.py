"""The bottom strip: the latest notice with Undo at the left, the keys that work here at the right."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from facilitator.ui.notices import Notice
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.announce import announce
from facilitator.ui.widgets.button import LinkButton
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.keycap import caps_width, key_caps, paint_caps
from facilitator.ui.widgets.label import ElidedLabel
from facilitator.ui.widgets.mirror import painter_on, placed
from facilitator.ui.widgets.rows import fill

HEIGHT = 32
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_SIGNS = {"warn": "warning", "rec": "warning", "private": "lock"}


class KeysHere(QWidget):
    """Words with their caps, at the right; what does not fit is left to F1."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        self._keys = list(keys)
        self.setAccessibleName("; ".join(f"{text} {caps}".strip() for caps, text in keys))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(ceil(sum(map(self._width, self._keys))) + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown: list[tuple[str, str]] = []
        room = float(self.width())
        for key in self._keys:
            room -= self._width(key)
            if room < 0:
                break
            shown.append(key)
        painter = painter_on(self)
        left = self.width() - sum(map(self._width, shown))
        for caps, text in shown:
            left = self._paint_key(painter, left, caps, text)
        painter.end()

    def _width(self, key: tuple[str, str]) -> float:
        caps, text = key
        words = self._theme.width_of(text, "second")
        return 16 + words + (8 + caps_width(self._theme, caps) if caps else 0)

    def _paint_key(self, painter: QPainter, left: float, caps: str, text: str) -> float:
        painter.setFont(self._theme.font("second"))
        painter.setPen(self._theme.tokens.text2)
        left += 16
        width = self._theme.width_of(text, "second")
        whole = QRectF(self.rect())
        painter.drawText(placed(painter, QRectF(left, 0, width + 1, self.height()), whole), LEFT, text)
        left += width
        if caps:
            wide = caps_width(self._theme, caps)
            place = placed(painter, QRectF(left + 8, 0, wide, self.height()), whole)
            paint_caps(painter, place.left(), self.height() / 2, self._theme, caps)
            left += 8 + wide
        return left


class Strip(QWidget):
    """32 high; a notice stays until the next one takes its place."""

    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sign = IconLabel(theme, "tick", "text", 14)
        self._sentence = ElidedLabel(theme, "", "second")
        self.undo = LinkButton(theme, self.tr("Undo"))
        self._caps = key_caps(theme, "Ctrl+Z")
        self.keys = KeysHere(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for widget in (self.sign, self._sentence, self.undo, self._caps):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.keys)
        self.undo.clicked.connect(self.undo_requested)
        self._fit()
        theme.changed.connect(self._fit)
        self.show_nothing()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def show_nothing(self) -> None:
        for widget in (self.sign, self.undo, self._caps):
            widget.hide()
        self._sentence.setText("")

    def show_notice(self, notice: Notice) -> None:
        plain = "tick" if notice.undoable else "info"  # a tick on what was refused would say that it was done
        sign = _SIGNS.get(notice.tone, plain)
        self.sign.show_icon(sign, "text" if notice.tone == "private" else notice.tone)
        self.sign.show()
        self._sentence.setText(notice.sentence)
        self.undo.setVisible(notice.undoable)
        self._caps.setVisible(notice.undoable)
        announce(self._sentence, notice.sentence)

    def drop_undo(self) -> None:
        """Undo would now take back something else than what the sentence tells."""
        self.undo.hide()
        self._caps.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        fill(painter, self.rect(), self._theme.tokens.surface)
        fill(painter, QRect(0, 0, self.width(), 1), self._theme.tokens.line)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(max(HEIGHT, self._theme.px(HEIGHT)))
