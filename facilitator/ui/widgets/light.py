"""The recording light: always a sign and a word, never colour alone."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.mirror import painter_on, placed


class Recording(Enum):
    """What the recording is doing."""

    NONE = "none"
    ON = "on"
    PAUSED = "paused"
    LOST = "lost"
    NOTES_ONLY = "notes_only"


@dataclass(frozen=True)
class _Look:
    ground: QColor
    edge: QColor
    ink: QColor
    width: float
    heavy: bool = True


class RecordingLight(QWidget):
    """The last thing in the top bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = Recording.NONE
        self._time = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def state(self) -> Recording:
        return self._state

    def show_state(self, state: Recording, time: str = "") -> None:
        """`time` is what has been recorded, as h:mm:ss; it is read aloud only when the state changes."""
        grown = len(time) != len(self._time) or state != self._state
        changed = state != self._state
        self._state, self._time = state, time
        if changed:
            self._name()
        if grown:
            self.updateGeometry()
        self.update()

    def words(self) -> str:
        tr = QCoreApplication.translate
        if self._state is Recording.ON:
            return tr("RecordingLight", "REC %1").replace("%1", self._time)
        return {
            Recording.NONE: tr("RecordingLight", "Not recording"),
            Recording.PAUSED: tr("RecordingLight", "PAUSED"),
            Recording.LOST: tr("RecordingLight", "NOT RECORDING"),
            Recording.NOTES_ONLY: tr("RecordingLight", "Notes only"),
        }[self._state]

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._face()).horizontalAdvance(self.words())
        signs = 44 if self._state is Recording.LOST else 22
        return QSize(round(width) + signs + 22, self._theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look()
        painter = painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.edge, look.width))
        painter.setBrush(look.ground)
        inset = look.width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        left = self._paint_sign(painter, look)
        painter.setPen(look.ink)
        painter.setFont(self._face())
        words = placed(painter, QRectF(left, 0, self.width() - left, self.height()), QRectF(self.rect()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.words())
        painter.end()

    def _face(self) -> QFont:
        return self._theme.font("second", bold=True)

    def _look(self) -> _Look:
        t = self._theme.tokens
        return {
            Recording.ON: _Look(t.recfill, t.recfill, QColor(Qt.GlobalColor.white), 1),
            Recording.PAUSED: _Look(t.warntint, t.warnline, t.warn, 2),
            Recording.LOST: _Look(t.rectint, t.rec, t.rec, 2),
        }.get(self._state, _Look(t.surface, t.line, t.text2, 1))

    def _paint_sign(self, painter: QPainter, look: _Look) -> float:
        """Draw ring, dot, bars or ring and struck microphone; gives back where the words begin."""
        whole, middle = QRectF(self.rect()), self.height() / 2
        box = placed(painter, QRectF(12, middle - 6, 12, 12), whole)
        if self._state is Recording.PAUSED:
            self._theme.icons.paint(painter, placed(painter, QRectF(10, middle - 8, 16, 16), whole), "pause", look.ink)
            return 34
        painter.setBrush(look.ink if self._state is Recording.ON else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.ink if self._state is Recording.ON else self._theme.tokens.strong, 2))
        if self._state is Recording.LOST:
            painter.setPen(QPen(look.ink, 2))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if self._state is Recording.LOST:
            self._theme.icons.paint(
                painter, placed(painter, QRectF(34, middle - 9, 18, 18), whole), "mic_lost", look.ink
            )
            return 56
        return 32

    def _name(self) -> None:
        self.setAccessibleName(self.words())
        self.setToolTip(self.words())
