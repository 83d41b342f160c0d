"""Draws a waveform: bars inside and outside the clip, gaps, hidden spans, notes, handles and the play position."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from facilitator.domain.findings import Hidden
from facilitator.services.sound.timeline import Tick
from facilitator.ui.findings.wave_scene import BAR, Bar, WaveScene
from facilitator.ui.theme import Theme

FLAG = 15
TICK, TICK_WIDE = 7, 4
SIGN = 14


class WavePainter:
    """Paints one scene into one box; `letters` are the key caps on the in and out handles."""

    def __init__(self, painter: QPainter, theme: Theme, scene: WaveScene, box: QRectF) -> None:
        self._painter = painter
        self._theme = theme
        self._tokens = theme.tokens
        self._scene = scene
        self._box = box

    def ground(self) -> None:
        """The trough, and the tint of the clip."""
        self._painter.fillRect(self._box, self._tokens.sunken)
        if (clip := self._clip_box()) is not None:
            self._painter.fillRect(clip, self._tokens.tint)

    def outline(self, bars: Sequence[Bar]) -> None:
        """The bars: accent within the clip, muted outside."""
        clip = self._clip_box()
        left, right = (clip.left(), clip.right()) if clip is not None else (0.0, -1.0)
        edge, middle, half = self._box.left(), self._box.center().y(), self._box.height() / 2 - 3
        inside: list[QRectF] = []
        outside: list[QRectF] = []
        for at, low, high in bars:
            x, top, tall = edge + at, middle - high * half, (high - low) * half
            rect = QRectF(x, top, BAR, tall) if tall > 1 else QRectF(x, middle - 0.5, BAR, 1.0)
            (inside if left <= x < right else outside).append(rect)
        self._painter.setPen(Qt.PenStyle.NoPen)
        for rects, colour in ((outside, self._tokens.wave), (inside, self._tokens.accent)):
            self._painter.setBrush(colour)
            self._painter.drawRects(rects)

    def gaps(self) -> None:
        """Where there is no sound: hatched on plain ground."""
        for start, end in self._scene.line.gaps:
            box = self._span(start, end)
            if box is not None:
                self._painter.fillRect(box, self._tokens.surface)
                self._hatch(box, self._tokens.strong, Qt.BrushStyle.BDiagPattern)

    def hidden(self) -> None:
        """What nobody hears: hatched, with a sign that says whether it is silent or bleeps."""
        for each in self._scene.clip.hidden if self._scene.clip else ():
            box = self._file_span(each.start_ms, each.end_ms)
            if box is not None:
                self._cover(box, each)

    def marked(self) -> None:
        """The span that was marked and waits for what is to be done with it."""
        if self._scene.span is None:
            return
        box = self._file_span(*self._scene.span)
        if box is not None:
            veil = QColor(self._tokens.text)
            veil.setAlpha(38)
            self._painter.fillRect(box, veil)
            self._painter.setPen(QPen(self._tokens.text, 1, Qt.PenStyle.DashLine))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def notes(self) -> None:
        """A small mark at the foot for each note; notes that fall on one place share it."""
        window, foot = self._scene.window, self._box.bottom()
        ticks = self._scene.line.ticks
        first = bisect_left(ticks, window.start_ms, key=_moment)
        last = bisect_left(ticks, window.end_ms, first, key=_moment)
        left, scale = self._box.left(), self._box.width() / window.length_ms / TICK_WIDE
        places = {int((tick.at_ms - window.start_ms) * scale) for tick in ticks[first:last]}
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._tokens.text2)
        self._painter.drawRects([QRectF(left + at * TICK_WIDE, foot - TICK, TICK_WIDE - 1, TICK) for at in places])

    def fades(self) -> None:
        """How the sound comes and goes at the ends of the clip."""
        clip = self._scene.clip
        if clip is None:
            return
        rise, fall = (min(fade, clip.duration_ms // 2) for fade in (clip.fade_ms, clip.fade_out))
        line, top, foot = self._scene.line, self._box.top(), self._box.bottom()
        self._painter.setPen(QPen(self._tokens.accent, 1.5, Qt.PenStyle.DashLine))
        begin, end = line.on_line(clip.start_ms), line.on_line(clip.end_ms, end=True)
        if rise:
            self._painter.drawLine(QPointF(self._x(begin), foot), QPointF(self._x(begin + rise), top))
        if fall:
            self._painter.drawLine(QPointF(self._x(end - fall), top), QPointF(self._x(end), foot))

    def handles(self, letters: tuple[str, str], held: str) -> None:
        """In and out, each with its letter; the one that the arrow keys move has a bar at its foot too."""
        clip = self._scene.clip_on_line
        if clip is None:
            return
        for name, letter, at in zip(("in", "out"), letters, clip, strict=True):
            x = self._x(at)
            if not self._box.left() - FLAG <= x <= self._box.right() + FLAG:
                continue
            self._painter.fillRect(QRectF(x - 1, self._box.top(), 2, self._box.height()), self._tokens.accent)
            left = max(self._box.left(), min(x - FLAG / 2, self._box.right() - FLAG))
            flag = QRectF(left, self._box.top(), FLAG, FLAG + 1)
            self._flag(flag, letter)
            if held == name:
                foot = QRectF(x - FLAG / 2, self._box.bottom() - 4, FLAG, 4)
                self._painter.fillRect(foot, self._tokens.accent)

    def position(self) -> None:
        """Where it plays."""
        x = self._x(self._scene.line.on_line(self._scene.position_ms))
        if self._box.left() <= x <= self._box.right():
            self._painter.fillRect(QRectF(x - 1, self._box.top(), 2, self._box.height()), self._tokens.text)

    def view_frame(self, start_ms: int, end_ms: int) -> None:
        """In the overview: the part that is shown large."""
        left, right = self._x(start_ms), self._x(end_ms)
        box = QRectF(left, self._box.top(), max(right - left, 4.0), self._box.height())
        self._painter.setPen(QPen(self._tokens.text, 1.5))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(box.adjusted(0.75, 0.75, -0.75, -0.75))

    def _cover(self, box: QRectF, hidden: Hidden) -> None:
        self._painter.fillRect(box, self._tokens.surface)
        self._hatch(box, self._tokens.text2, Qt.BrushStyle.FDiagPattern)
        if box.width() >= SIGN + 4:
            sign = QRectF(box.center().x() - SIGN / 2, box.center().y() - SIGN / 2, SIGN, SIGN)
            self._painter.fillRect(sign.adjusted(-2, -2, 2, 2), self._tokens.surface)
            name = "speaker" if hidden.how == "bleep" else "mute"
            self._theme.icons.paint(self._painter, sign, name, self._tokens.text)

    def _flag(self, box: QRectF, letter: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._tokens.accent)
        self._painter.drawRoundedRect(box, 2, 2)
        font = self._theme.font("cap")
        font.setPixelSize(11)
        self._painter.setFont(font)
        self._painter.setPen(self._tokens.onaccent)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _hatch(self, box: QRectF, colour: QColor, style: Qt.BrushStyle) -> None:
        self._painter.fillRect(box, QBrush(colour, style))

    def _clip_box(self) -> QRectF | None:
        clip = self._scene.clip_on_line
        return self._span(*clip) if clip is not None else None

    def _file_span(self, start_ms: int, end_ms: int) -> QRectF | None:
        line = self._scene.line
        return self._span(line.on_line(start_ms), line.on_line(end_ms, end=True))

    def _span(self, start_ms: int, end_ms: int) -> QRectF | None:
        """The box of a span of the line, None when nothing of it is in view."""
        left, right = max(self._x(start_ms), self._box.left()), min(self._x(end_ms), self._box.right())
        return QRectF(left, self._box.top(), right - left, self._box.height()) if right > left else None

    def _x(self, line_ms: float) -> float:
        return self._box.left() + self._scene.window.x(line_ms, self._box.width())


def _moment(tick: Tick) -> int:
    return tick.at_ms
