"""Cards: something that can be clicked as a whole, and a warning that is decided in place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.mirror import painter_on, placed
from facilitator.ui.widgets.rows import fill


class ClickableCard(QFrame):
    """A surface that acts like one big button; fill it through `layout()`, name it for the screen reader."""

    clicked = Signal()
    ring_radius = 6

    def __init__(
        self, theme: Theme, name: str = "", *, edge: bool = True, radius: int = 6, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edge = edge
        self._radius = radius
        self._selected = False
        self._down = False
        self.ring_radius = radius
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def selected(self) -> bool:
        return self._selected

    def set_selected(self, selected: bool) -> None:
        """Tint and a bar at the left."""
        self._selected = selected
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._down = event.button() == Qt.MouseButton.LeftButton
        self.update()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self._down and self.rect().contains(event.position().toPoint())
        self._down = False
        self.update()
        if inside:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        hover = self.underMouse() and self.isEnabled()
        ground = t.tint if self._selected or self._down else t.sunken if hover else t.surface
        painter = painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.line, 1) if self._edge else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        inset = 0.5 if self._edge else 0.0
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, self._radius, self._radius)
        if self._selected:
            fill(painter, placed(painter, QRectF(0, 0, 4, self.height()), QRectF(self.rect())), t.accent)
        painter.end()


class WarningCard(QFrame):
    """A decision that is needed: the sign, what is the matter, and the ways out as buttons."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        body: str = "",
        actions: Sequence[tuple[str, Callable[[], None]] | tuple[str, Callable[[], None], str]] = (),
        *,
        tone: str = "warn",
        quote: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        self.setAccessibleName(title)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(Label(theme, title, "body", bold=True, wrap=True), 1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(self.head)
        if body:
            label = Label(theme, body, "second", wrap=True)
            label.setProperty("slant", "italic" if quote else "")
            words.addWidget(label)
        self.buttons: list[Button] = []
        if actions:
            words.addWidget(self._button_row(actions))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(10, 10, 10, 10)
        outer.setSpacing(8)
        sign = IconLabel(theme, "warning", tone, 20)
        outer.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(words, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        ground, edge = (t.rectint, t.rec) if self._tone == "rec" else (t.warntint, t.warnline)
        painter = painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _button_row(
        self, actions: Sequence[tuple[str, Callable[[], None]] | tuple[str, Callable[[], None], str]]
    ) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=8)
        for text, act, *caps in actions:
            button = Button(self._theme, text, shortcut_text=caps[0] if caps else None)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.buttons.append(button)
            flow.addWidget(button)
        return row
