"""The waveform: seen, moved by mouse and keyboard, and told to a screen reader as a slider with words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from facilitator.domain.findings import Clip
from facilitator.services.sound.clip_edits import with_edge
from facilitator.ui.findings.wave_paint import FLAG, WavePainter
from facilitator.ui.findings.wave_scene import Bar, WaveScene, Window, bars
from facilitator.ui.findings.wave_words import WaveWords
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.announce import announce

Grip = Literal["position", "in", "out"]
GRIPS: tuple[Grip, ...] = ("position", "in", "out")
REACH = 7
"""How near the mouse must come to a handle."""
DRAG = 4
ZOOM_STEP = 0.8
TALL = 88


class Waveform(QAbstractSlider):
    """A part of a sound file, large. Its value, for a screen reader, is the play position in ms of the file."""

    seek_requested = Signal(int)
    clip_moved = Signal(object)
    """The clip as it would be if the handle were let go here."""
    clip_edited = Signal(object)
    """The clip as it was let go: one change."""
    span_marked = Signal()
    window_changed = Signal()

    ring_radius = 4

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = WaveWords(self)
        self._bars: list[Bar] | None = None
        self._held: Grip | None = None
        self._pressed: QPointF | None = None
        self.scene = WaveScene()
        self.grip: Grip = "position"
        self.letters = ("I", "O")
        self.on_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs one way everywhere
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Waveform"))
        self.valueChanged.connect(self.seek_requested)
        theme.changed.connect(self.update)

    # ---- what is shown

    def show_scene(self, scene: WaveScene) -> None:
        """Everything at once: another file, or a clip that was changed elsewhere."""
        if self._held in ("in", "out"):
            scene = replace(scene, clip=self.scene.clip)  # the hand on the handle has the last word
        moved = scene.window != self.scene.window
        self.scene = scene
        self._bars = None
        self.blockSignals(True)
        self.setRange(0, max(scene.line.file_end_ms, 0))
        self.setValue(scene.position_ms)
        self.blockSignals(False)
        self.describe()
        self.update()
        if moved:
            self.window_changed.emit()

    def show_position(self, file_ms: int, *, told: bool) -> None:
        """Where it plays; a screen reader hears of it only when somebody put it there (`told`)."""
        before = self._position_x()
        self.scene = replace(self.scene, position_ms=file_ms)
        line_ms = self.scene.line.on_line(file_ms)
        turned = self.scene.window.holding(line_ms, self.scene.line.end_ms)
        if turned != self.scene.window:
            self.look(turned)
        else:
            self._update_around(before)
            self._update_around(self._position_x())
        if told:
            self.blockSignals(True)
            self.setValue(file_ms)
            self.blockSignals(False)
            self.describe()

    def look(self, window: Window) -> None:
        """Another part of the line."""
        self.scene = self.scene.looking(window)
        self._bars = None
        self.update()
        self.window_changed.emit()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Nearer or farther, around a place or around the play position."""
        window, end = self.scene.window, self.scene.line.end_ms
        around = self.scene.line.on_line(self.scene.position_ms)
        if x is not None:
            around = window.moment(x, self.width())
        elif not window.start_ms <= around <= window.end_ms:
            around = (window.start_ms + window.end_ms) // 2
        self.look(window.zoomed(factor, around, end))

    def mark_span(self, start_ms: int | None, end_ms: int | None) -> None:
        """Mark a span of the file, or nothing (None)."""
        span = None if start_ms is None or end_ms is None else (min(start_ms, end_ms), max(start_ms, end_ms))
        self.scene = replace(self.scene, span=span)
        self.describe()
        self.update()
        self.span_marked.emit()

    def hold(self, grip: Grip) -> None:
        """What the arrow keys move from now on."""
        self.grip = grip
        self.update()
        self.describe()

    def say(self, sentence: str) -> None:
        """To a screen reader, when it is next silent."""
        announce(self, sentence)

    def describe(self) -> None:
        """The picture in words."""
        sentence = self._words.picture(self.scene, self.grip)
        if sentence != self.accessibleDescription():
            self.setAccessibleDescription(sentence)

    @property
    def words(self) -> WaveWords:
        """The sentences about this picture."""
        return self._words

    # ---- drawing

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.px(TALL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bars = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._bars is None:
            self._bars = bars(self.scene, self.width())
        painter = QPainter(self)
        drawing = WavePainter(painter, self._theme, self.scene, QRectF(self.rect()))
        drawing.ground()
        drawing.outline(self._bars)
        drawing.gaps()
        drawing.hidden()
        drawing.marked()
        drawing.notes()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.fades()
        drawing.position()
        drawing.handles(self.letters, self.grip)
        painter.end()

    def _position_x(self) -> float:
        scene = self.scene
        return scene.window.x(scene.line.on_line(scene.position_ms), self.width())

    def _update_around(self, x: float) -> None:
        if -FLAG < x < self.width() + FLAG:
            self.update(round(x) - 3, 0, 6, self.height())

    # ---- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.on_key(event):
            QWidget.keyPressEvent(self, event)  # not the slider's own keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        sideways = turn.x() or (turn.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        window = self.scene.window
        if sideways:
            self.look(window.moved(-sideways * window.length_ms // 1200, self.scene.line.end_ms))
        elif turn.y():
            self.zoom(ZOOM_STEP ** (turn.y() / 120), event.position().x())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        self._held = self._handle_at(event.position())
        if self._held is not None:
            self.hold(self._held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            over = self._handle_at(event.position())
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.IBeamCursor)
            return
        at = self._file_ms(event.position().x())
        if self._held in ("in", "out"):
            self._drag_edge(at)
        elif abs(event.position().x() - self._pressed.x()) >= DRAG:
            self.mark_span(self._file_ms(self._pressed.x()), at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        pressed, held = self._pressed, self._held
        self._pressed = self._held = None
        moved = abs(event.position().x() - pressed.x()) >= DRAG
        if held in ("in", "out"):
            if moved:
                self.clip_edited.emit(self.scene.clip)
        elif not moved:
            self.mark_span(None, None)
            self.seek_requested.emit(self._file_ms(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.unsetCursor()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def event(self, event: QEvent) -> bool:
        """A note is told in full under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def _tip_at(self, x: float) -> str:
        near = self.scene.window.length_ms * REACH / max(self.width(), 1)
        at = self.scene.window.moment(x, self.width())
        return next((tick.text for tick in self.scene.line.ticks if abs(tick.at_ms - at) <= near), "")

    def _file_ms(self, x: float) -> int:
        x = max(0.0, min(x, float(self.width())))
        return self.scene.line.in_file(self.scene.window.moment(x, self.width()))

    def _handle_at(self, at: QPointF) -> Grip | None:
        """The handle under the mouse, the nearer one of two."""
        clip = self.scene.clip_on_line
        if clip is None:
            return None
        reach = FLAG if at.y() <= FLAG + 2 else REACH
        edges: tuple[Grip, Grip] = ("in", "out")
        away = {name: abs(self.scene.window.x(ms, self.width()) - at.x()) for name, ms in zip(edges, clip, strict=True)}
        nearest = min(edges, key=lambda name: away[name])
        return nearest if away[nearest] <= reach else None

    def _drag_edge(self, file_ms: int) -> None:
        clip = self.scene.clip
        if clip is None:
            return
        moved: Clip = with_edge(clip, "in" if self._held == "in" else "out", file_ms, self.scene.line.file_end_ms)
        if moved != clip:
            self.scene = replace(self.scene, clip=moved)
            self.clip_moved.emit(moved)
            self.update()
