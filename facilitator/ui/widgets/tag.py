"""Tags and chips: a word, perhaps with a sign, on a quiet ground."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.mirror import painter_on, placed

PAD = 8.0
ICON = 14


def _colours(theme: Theme, tone: str) -> tuple[QColor, QColor, QColor]:
    """Ground, edge and text of a tone."""
    t = theme.tokens
    clear = QColor(Qt.GlobalColor.transparent)
    return {
        "accent": (t.tint, clear, t.accent),
        "warn": (t.warntint, t.warnline, t.warn),
        "ok": (t.oktint, clear, t.ok),
        "rec": (t.rectint, t.rec, t.rec),
        "clear": (clear, clear, t.text2),
    }.get(tone, (t.surface, t.line, t.text))


def tag_size(theme: Theme, text: str, tone: str = "plain", icon: str | None = None) -> QSize:
    width = theme.width_of(text, "small", bold=tone not in {"plain", "clear"}) + 2 * PAD
    if icon:
        width += theme.px(ICON) + (6 if text else 0)
    return QSize(round(width), theme.px(20))


def paint_tag(
    painter: QPainter, box: QRectF, theme: Theme, text: str, tone: str = "plain", icon: str | None = None
) -> None:
    """Draw a tag into a box of `tag_size`."""
    ground, edge, ink = _colours(theme, tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    left = box.left() + PAD
    if icon:
        side = theme.px(ICON)
        top = box.center().y() - side / 2
        theme.icons.paint(painter, placed(painter, QRectF(left, top, side, side), box), icon, ink)
        left += side + 6
    painter.setPen(ink)
    painter.setFont(theme.font("small", bold=tone not in {"plain", "clear"}))
    words = placed(painter, QRectF(left, box.top(), box.right() - left, box.height()), box)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


class Tag(QWidget):
    """A tag as a widget; tones are plain, accent, warn, ok, rec and clear."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        tone: str = "plain",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._tone = tone
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str, tone: str | None = None, icon: str | None = None) -> None:
        self._text, self._tone = text, tone or self._tone
        self._icon = icon if icon is not None else self._icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return tag_size(self._theme, self._text, self._tone, self._icon)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        paint_tag(painter, QRectF(self.rect()), self._theme, self._text, self._tone, self._icon)
        painter.end()
