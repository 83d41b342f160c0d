"""Badges: the letter carries who is meant, shape says what kind, colour only helps."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.actors import Actor
from facilitator.ui.theme import Theme

SHAPES = {"group": "group", "focus_group": "group", "other": "other", "thing": "thing", "seat": "seat"}


class BadgeLook(NamedTuple):
    """What a badge shows: its letter or number, its shape and, for groups, its colour."""

    letter: str
    shape: str = "group"
    colour: str | int | None = None

    @classmethod
    def of(cls, actor: Actor) -> "BadgeLook":
        """The badge of a group, another team or a thing."""
        return cls(actor.short or actor.name[:1].upper(), actor.kind, actor.colour)


def paint_badge(painter: QPainter, box: QRectF, theme: Theme, look: BadgeLook) -> None:
    """Draw a badge into a square box; for delegates and for the widget alike."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    kind = SHAPES.get(look.shape, "other")
    letter = theme.group_letter(look.colour) if kind == "group" else theme.tokens.text
    _paint_ground(painter, box, theme, kind, look)
    painter.setPen(letter)
    painter.setFont(_letter_font(theme, look.letter, box.height()))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, look.letter)
    painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, theme: Theme, kind: str, look: BadgeLook) -> None:
    if kind == "group":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.group_fill(look.colour))
        painter.drawRoundedRect(box, 4, 4)
        return
    width = 2.0 if kind == "seat" else 1.5
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    edge = theme.tokens.text2 if kind == "seat" else theme.tokens.strong
    painter.setPen(QPen(QColor(edge), width))
    painter.setBrush(theme.tokens.surface)
    if kind == "seat":
        painter.drawEllipse(inner)
    elif kind == "other":
        painter.drawRoundedRect(inner, 4, 4)
    else:
        painter.drawRect(inner)


def _letter_font(theme: Theme, letter: str, height: float) -> QFont:
    font = theme.font("small", bold=True)
    share = 0.6 if len(letter) < 2 else 0.46
    font.setPixelSize(max(round(height * share), 7))
    return font


class Badge(QWidget):
    """A badge as a widget; its accessible name is the group's name, not the letter."""

    def __init__(
        self,
        theme: Theme,
        letter: str,
        shape: str = "group",
        fill_index: str | int | None = 0,
        size: int = 20,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = size
        self._look = BadgeLook(letter, shape, fill_index)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or letter)
        self.setToolTip(name)

    @classmethod
    def of(cls, theme: Theme, actor: Actor, size: int = 20) -> "Badge":
        """The badge of an actor of the study, named for the screen reader."""
        look = BadgeLook.of(actor)
        return cls(theme, look.letter, look.shape, look.colour, size, name=actor.name)

    @property
    def look(self) -> BadgeLook:
        return self._look

    def show_look(self, look: BadgeLook, name: str = "") -> None:
        self._look = look
        self.setAccessibleName(name or look.letter)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._theme, self._look)
        painter.end()


class SeatBadge(Badge):
    """A seat: an outlined circle with its number."""

    def __init__(
        self, theme: Theme, seat: int | str, size: int = 24, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, str(seat), "seat", None, size, name=name, parent=parent)
