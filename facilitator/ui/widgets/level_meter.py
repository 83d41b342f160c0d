"""How loud the microphone hears the room: a row of segments, green, amber, red."""

from math import isfinite

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.tokens import LEVELS_DARK, LEVELS_LIGHT

LOWEST, AMBER, RED = -60.0, -12.0, -3.0
"""In dB below full scale."""
SEGMENTS, GAP, HEIGHT = 30, 2, 16
FALL = 3.0
"""How many dB the shown level falls with each report, so that the eye can follow."""
HEARD = -50.0
"""Softer than this is no talk."""
HOLD = 30
"""Where nothing is to move, a step stays on show for so many reports: three seconds."""


class LevelMeter(QWidget):
    """Silent for a screen reader unless asked; writing direction does not turn it round."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = LOWEST
        self._lit = 0
        self._live = False
        self._held = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(QCoreApplication.translate("LevelMeter", "Level of the microphone"))
        self._describe()

    @property
    def lit(self) -> int:
        """How many segments are lit."""
        return self._lit

    def show_level(self, peak_dbfs: float) -> None:
        """A report from the microphone; louder is shown at once, quieter little by little."""
        peak = min(max(peak_dbfs, LOWEST), 0.0) if isfinite(peak_dbfs) else LOWEST
        if self._theme.still:
            self._step(_step_of(peak))
        else:
            self._set(max(peak, self._shown - FALL), live=True)

    def _step(self, level: float) -> None:
        """Without movement: nothing, talk, loud, too loud; a louder step at once, a quieter one after a while."""
        self._held = 0 if level >= self._shown else self._held + 1
        if level > self._shown or self._held >= HOLD or not self._live:
            self._held = 0
            self._set(level, live=True)

    def show_nothing(self) -> None:
        """There is no sound to show."""
        self._set(LOWEST, live=False)

    def sizeHint(self) -> QSize:
        return QSize(256, self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = self._theme.tokens
        for number in range(SEGMENTS):
            box = self._segment(number)
            if not event.region().intersects(box.toAlignedRect()):
                continue
            lit = number < self._lit
            painter.fillRect(box, self._colour(number) if lit else t.sunken)
            if not lit:
                painter.setPen(QPen(t.line, 1))
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _set(self, level: float, *, live: bool) -> None:
        self._shown = level
        before, was_live = self._lit, self._live
        self._lit = round(SEGMENTS * (level - LOWEST) / -LOWEST)
        self._live = live
        if was_live != live or abs(before - self._lit) > 3:
            self._describe()
        low, high = sorted((before, self._lit))
        if low != high:  # only what changes: this comes ten times a second
            box = self._segment(low).united(self._segment(high - 1))
            self.update(box.toAlignedRect())

    def _segment(self, number: int) -> QRectF:
        left = round(self.width() * number / SEGMENTS)
        right = round(self.width() * (number + 1) / SEGMENTS) - GAP
        return QRectF(left, 0, right - left, self.height())

    def _colour(self, number: int) -> QColor:
        level = LOWEST * (1 - number / SEGMENTS)
        colours = LEVELS_DARK if self._theme.dark else LEVELS_LIGHT
        return colours[2 if level >= RED else 1 if level >= AMBER else 0]

    def _describe(self) -> None:
        tr = QCoreApplication.translate
        words = tr("LevelMeter", "no sound")
        if self._live:
            words = tr("LevelMeter", "about %1 dB below the loudest").replace("%1", str(round(-self._shown)))
        self.setAccessibleDescription(words)


def _step_of(peak: float) -> float:
    """The top of the step that a level lies in."""
    if peak < HEARD:
        return LOWEST
    return next((top for top in (AMBER, RED) if peak < top), 0.0)
