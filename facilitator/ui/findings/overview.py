"""The whole session in one strip, with a frame around the part that is shown large."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.findings.wave_paint import WavePainter
from facilitator.ui.findings.wave_scene import WaveScene, Window, bars
from facilitator.ui.theme import Theme

TALL = 28


class Overview(QWidget):
    """For the mouse and the eye; whoever uses keys or a screen reader has the same in the waveform."""

    window_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene = WaveScene()
        self._kept: QPixmap | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Click to look at another part."))
        theme.changed.connect(self._forget)

    def show_scene(self, scene: WaveScene) -> None:
        """What the waveform shows; the picture is drawn anew only if more than the view or position differs."""
        old, self._scene = self._scene, scene
        if old.outline is not scene.outline or (old.line, old.clip) != (scene.line, scene.clip):
            self._kept = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.px(TALL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._kept = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._kept is None:
            self._kept = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._kept)
        drawing = WavePainter(painter, self._theme, self._whole(), QRectF(self.rect()))
        drawing.position()
        drawing.view_frame(self._scene.window.start_ms, self._scene.window.end_ms)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        at = self._whole().window.moment(event.position().x(), self.width())
        length = self._scene.window.length_ms
        self.window_requested.emit(Window(at - length // 2, at + length - length // 2))

    def _whole(self) -> WaveScene:
        return self._scene.looking(Window(0, self._scene.line.end_ms))

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        kept = QPixmap(self.size() * ratio)
        kept.setDevicePixelRatio(ratio)
        whole = self._whole()
        painter = QPainter(kept)
        drawing = WavePainter(painter, self._theme, whole, QRectF(self.rect()))
        drawing.ground()
        drawing.outline(bars(whole, self.width()))
        drawing.gaps()
        painter.end()
        return kept

    def _forget(self) -> None:
        self._kept = None
        self.update()
