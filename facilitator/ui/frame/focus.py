"""The focus ring: 3 px of accent around whatever holds the keyboard, outside it, one pixel off."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from facilitator.ui.theme import Theme

REACH = 4
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(QWidget):
    """Follows the focus in one window; only widgets that have a `ring_radius` get a ring."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @property
    def target(self) -> QWidget | None:
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self._target is not None:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._target is None or not isValid(self._target):
            return
        radius = float(getattr(self._target, "ring_radius", 4)) + 2.5
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.accent, 3))
        painter.drawRoundedRect(QRectF(self._full).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
        painter.end()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if new is None or new.window() is not self.window() or not hasattr(new, "ring_radius"):
            self.hide()
            return
        self._target = new
        self._watch(new)
        self._follow()

    def _watch(self, widget: QWidget | None) -> None:
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def _follow(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        window = self.window()
        box = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(-REACH, -REACH, REACH, REACH)
        seen = box & _room(target, window)
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        self._full = box.translated(-seen.topLeft())
        self.raise_()
        self.show()
        self.update()


def _room(target: QWidget, window: QWidget) -> QRect:
    """The part of the window in which the target's scroll areas let it be seen."""
    room = window.rect()
    parent = target.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            view = parent.viewport()
            room &= QRect(view.mapTo(window, QPoint(0, 0)), view.size()).adjusted(-REACH, -REACH, REACH, REACH)
        parent = parent.parentWidget()
    return room
