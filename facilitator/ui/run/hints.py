"""The grammar of the capture line under it, as caps and words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.keycap import cap_size, paint_caps

GROUP, PAIR, WORD = 6, 5, 4


class GrammarHint(QWidget):
    """One row; what does not fit at the right is left out, F1 has it all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: list[list[tuple[str, str]]] = [
            [("0–9", self.tr("seat"))],
            [
                *(("a", self.tr("answer")), ("q", self.tr("quote")), ("n", self.tr("note"))),
                *(("p", self.tr("park")), ("x", self.tr("private"))),
            ],
            [("Space", self.tr("text"))],
            [
                ("", self.tr("last:")),
                ("+", self.tr("nod")),
                ("−", self.tr("shake")),
                ("=", self.tr("again")),
                ("!", self.tr("surprise")),
            ],
        ]
        words = (f"{key} {word}".strip() for group in self._groups for key, word in group)
        self.setAccessibleName(self.tr("Keys of the capture line: {keys}").format(keys=", ".join(words)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # keys do not mirror
        left = 0.0
        for at, group in enumerate(self._groups):
            if at and left + GROUP + self._width(*group[0]) < self.width():
                painter.fillRect(round(left), 4, 1, self.height() - 8, self._theme.tokens.line)
                left += GROUP + 1
            for key, word in group:
                if left + self._width(key, word) > self.width():
                    painter.end()
                    return
                left = self._paint_pair(painter, left, key, word)
        painter.end()

    def _width(self, key: str, word: str) -> float:
        cap = cap_size(self._theme, key).width() + WORD if key else 0
        return cap + QFontMetricsF(self._theme.font("small")).horizontalAdvance(word)

    def _paint_pair(self, painter: QPainter, left: float, key: str, word: str) -> float:
        if key:
            left = paint_caps(painter, left, self.height() / 2, self._theme, key) + WORD
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.tokens.text2)
        width = QFontMetricsF(painter.font()).horizontalAdvance(word)
        painter.drawText(round(left), 0, round(width) + 2, self.height(), Qt.AlignmentFlag.AlignVCenter, word)
        return left + width + PAIR
