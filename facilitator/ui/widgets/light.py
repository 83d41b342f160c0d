"""The recording light: always a sign and a word, never colour alone."""

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.announce import announce
from facilitator.ui.widgets.mirror import painter_on, placed

FLASH_MS = 450


class Recording(Enum):
    """What the recording is doing."""

    NONE = "none"
    ON = "on"
    PAUSED = "paused"
    LOST = "lost"
    NOTES_ONLY = "notes_only"


class _Look(NamedTuple):
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
        self._flash = QTimer(self, interval=FLASH_MS, singleShot=True)
        self._flash.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def state(self) -> Recording:
        return self._state

    @property
    def flashes(self) -> bool:
        """Whether the one flash at the loss of the recording is on."""
        return self._flash.isActive()

    def show_state(self, state: Recording, time: str = "") -> None:
        """`time` is what has been recorded, as h:mm:ss; it is read aloud only when the state changes."""
        if (state, time) == (self._state, self._time):
            return
        grown = len(time) != len(self._time) or state != self._state
        changed = state != self._state
        self._state, self._time = state, time
        if changed:
            self._name()
            announce(self, self.accessibleName())
            self._begin_flash(state)
        if grown:
            self.updateGeometry()
        self.update()

    def _begin_flash(self, state: Recording) -> None:
        """Once, at the loss; never a second time, and nothing else on the screen moves."""
        if state is Recording.LOST:
            self._flash.start()
        else:
            self._flash.stop()

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
        if self.flashes:
            return _Look(t.recfill, t.recfill, QColor(Qt.GlobalColor.white), 2)
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
        """The name says the time only in words, and only as it was when the state changed."""
        self.setAccessibleName(self._spoken())
        self.setToolTip(self.words())

    def _spoken(self) -> str:
        if self._state is not Recording.ON:
            return self.words()
        return QCoreApplication.translate("RecordingLight", "Recording, %1").replace("%1", spoken_time(self._time))


def spoken_time(text: str) -> str:
    """The time as it is said: "52 minutes 2 seconds" for 0:52:02."""
    tr = QCoreApplication.translate
    hours, minutes, seconds = (int(part) for part in f"0:0:{text or 0}".split(":")[-3:])
    units = (
        (hours, tr("RecordingLight", "%1 hour"), tr("RecordingLight", "%1 hours")),
        (minutes, tr("RecordingLight", "%1 minute"), tr("RecordingLight", "%1 minutes")),
        (seconds, tr("RecordingLight", "%1 second"), tr("RecordingLight", "%1 seconds")),
    )
    said = [(one if count == 1 else many).replace("%1", str(count)) for count, one, many in units if count]
    return " ".join(said) or units[-1][2].replace("%1", "0")
