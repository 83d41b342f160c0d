"""Buttons that paint themselves: main, plain, quiet, icon only, and links."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.keycap import caps_width, paint_caps
from facilitator.ui.widgets.mirror import painter_on, placed, turned

ICON = 18
GAP = 8
COMBINING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ButtonLook(NamedTuple):
    """Ground, edge and ink of a button in one state."""

    ground: QColor
    edge: QColor
    ink: QColor


def _main(theme: Theme, button: QAbstractButton) -> ButtonLook:
    t = theme.tokens
    ground = t.accent
    if button.isDown():
        ground = t.accent.darker(115)
    elif button.underMouse() and button.isEnabled():
        ground = t.accent.lighter(112)
    return ButtonLook(ground, ground, t.onaccent)


def _banner(theme: Theme, button: QAbstractButton) -> ButtonLook:
    white = QColor(Qt.GlobalColor.white)
    if button.property("kind") == "banner_line":
        ground = theme.tokens.banner.darker(115) if button.underMouse() else theme.tokens.banner
        return ButtonLook(ground, white, white)
    ground = QColor("#F3E3E2") if button.underMouse() else white
    return ButtonLook(ground, white, theme.tokens.banner)


def _plain(theme: Theme, button: QAbstractButton) -> ButtonLook:
    t = theme.tokens
    quiet = button.property("kind") == "quiet"
    clear = QColor(Qt.GlobalColor.transparent)
    if button.isChecked():
        return ButtonLook(t.tint, t.accent, t.accent)
    if button.isDown():
        return ButtonLook(t.tint, t.accent, t.text)
    hover = button.underMouse() and button.isEnabled()
    rest = clear if quiet else t.surface
    ink = t.rec if button.property("kind") == "danger" else t.text
    return ButtonLook(t.sunken if hover else rest, clear if quiet else t.strong, ink)


def button_look(theme: Theme, button: QAbstractButton) -> ButtonLook:
    kind = button.property("kind")
    if kind == "main":
        return _main(theme, button)
    if kind in {"banner", "banner_line"}:
        return _banner(theme, button)
    return _plain(theme, button)


def _paint_ground(painter: QPainter, button: QAbstractButton, look: ButtonLook) -> None:
    """Leaves the painter as pale as the button where that is off."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(1.0 if button.isEnabled() else 0.45)
    painter.setPen(QPen(look.edge, 1))
    painter.setBrush(look.ground)
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class Button(QPushButton):
    """A button with words; `kind` is main, plain, quiet, danger, banner or banner_line."""

    ring_radius = 4

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: str = "plain",
        icon: str | None = None,
        shortcut_text: str | None = None,
        *,
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon_name = icon
        self._caps = shortcut_text or ""
        self._tall = height
        self._aligned_left = False
        self._help = ""
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setAutoDefault(True)  # Enter presses what holds the keyboard, in a window as in a dialog
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_disabled_reason(self, reason: str) -> None:
        """Switch the button off and say why; with an empty reason it is on again."""
        self.setEnabled(not reason)
        self.setToolTip(reason or self._help)
        self.setStatusTip(reason)
        self.setAccessibleDescription(reason)

    def set_help(self, sentence: str) -> None:
        """A tooltip for the button while it is on."""
        self._help = sentence
        if self.isEnabled():
            self.setToolTip(sentence)

    def set_icon_name(self, name: str | None) -> None:
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_caps(self, shortcut_text: str) -> None:
        self._caps = shortcut_text
        self.updateGeometry()
        self.update()

    def align_left(self) -> None:
        """For buttons that fill a column and read as a list."""
        self._aligned_left = True

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        pad = 12 if self._caps or self._icon_name else 16
        return QSize(round(self._content_width()) + 2 * pad, self._theme.px(self._tall))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = button_look(self._theme, self)
        painter = painter_on(self)
        _paint_ground(painter, self, look)
        if self.property("kind") == "main":
            painter.setOpacity(1.0)  # the ground alone fades: words on a faded ground are pale enough
        self._paint_content(painter, look)
        painter.end()

    def _heavy(self) -> bool:
        return self.property("kind") in {"main", "banner"} or self.isChecked()

    def _face(self) -> QFont:
        return self._theme.font("body", bold=self._heavy())

    def _words(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _content_width(self) -> float:
        # A checkable button keeps room for its bold face, so that it does not jump when pressed.
        width = self._theme.width_of(self._words(), "body", bold=self.isCheckable() or self._heavy())
        if self._icon_name:
            width += self._theme.px(ICON) + (GAP if self.text() else 0)
        if self._caps:
            width += GAP + caps_width(self._theme, self._caps)
        return width

    def _paint_content(self, painter: QPainter, look: ButtonLook) -> None:
        whole, middle = QRectF(self.rect()), self.height() / 2
        left = 12.0 if self._aligned_left else max((self.width() - self._content_width()) / 2, 8)
        if self._icon_name:
            side = self._theme.px(ICON)
            box = placed(painter, QRectF(left, middle - side / 2, side, side), whole)
            self._theme.icons.paint(painter, box, turned(painter, self._icon_name), look.ink)
            left += side + (GAP if self.text() else 0)
        painter.setFont(self._face())
        painter.setPen(look.ink)
        words = self._fitting(self.width() - left)
        width = self._theme.width_of(words, "body", bold=self._heavy())
        box = placed(painter, QRectF(left, 0, width + 1, self.height()), whole)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if self._caps:
            self._paint_caps(painter, left + width + GAP, middle, look)

    def _fitting(self, room: float) -> str:
        """The words, ending in dots where the button got less room than it asked for."""
        room -= 4 + (GAP + caps_width(self._theme, self._caps) if self._caps else 0)
        words = self._words()
        if self._theme.width_of(words, "body", bold=self._heavy()) <= room:
            return words
        return QFontMetricsF(self._face()).elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _paint_caps(self, painter: QPainter, left: float, middle: float, look: ButtonLook) -> None:
        own = self.property("kind") in {"main", "banner", "banner_line"}
        place = QRectF(left, 0, caps_width(self._theme, self._caps), self.height())
        left = placed(painter, place, QRectF(self.rect())).left()
        paint_caps(painter, left, middle, self._theme, self._caps, look.ink if own else None)


class IconButton(QToolButton):
    """A sign alone: always with a name, and a tooltip that holds its key."""

    ring_radius = 4

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        shortcut_text: str = "",
        *,
        side: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._caps = shortcut_text
        self._side = side
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", "quiet")
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self._caps})" if self._caps else name)

    def set_icon_name(self, icon: str) -> None:
        self._icon_name = icon
        self.update()

    def set_disabled_reason(self, reason: str) -> None:
        """Switch the button off and say why; with an empty reason it is on again."""
        self.setEnabled(not reason)
        self.setAccessibleDescription(reason)
        if reason:
            self.setToolTip(reason)
        else:
            self.set_name(self.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & COMBINING:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = button_look(self._theme, self)
        painter = painter_on(self)
        _paint_ground(painter, self, look)
        side = self._theme.px(ICON)
        middle = QRectF(self.rect()).center()
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        self._theme.icons.paint(painter, box, turned(painter, self._icon_name), look.ink)
        painter.end()


class LinkButton(QPushButton):
    """A bold underlined word within a line."""

    ring_radius = 2

    def __init__(self, theme: Theme, text: str, role: str = "second", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self.setFlat(True)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(self._theme.width_of(self.text(), self._role, bold=True)) + 2, self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font(self._role, bold=True)
        font.setUnderline(True)
        painter = painter_on(self)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.accent if self.isEnabled() else self._theme.tokens.strong)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
