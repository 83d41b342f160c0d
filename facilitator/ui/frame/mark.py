"""The program's mark: six people around one question."""

from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.tokens import DARK, WHITE
from facilitator.ui.widgets.rows import fill


def paint_mark(painter: QPainter, box: QRectF) -> None:
    """Draw the mark for a dark ground into a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(DARK.accent)
    unit = box.width() / 26
    painter.drawEllipse(box.center(), 4.6 * unit, 4.6 * unit)
    painter.setBrush(WHITE)
    for step in range(6):
        angle = radians(60 * step + 30)
        middle = box.center() + QPointF(cos(angle), sin(angle)) * (10.4 * unit)
        painter.drawEllipse(middle, 2.4 * unit, 2.4 * unit)
    painter.restore()


def window_icon() -> QIcon:
    """The mark on its own ground, for the task bar."""
    icon = QIcon()
    for side in (32, 64, 256):
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(DARK.rail)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(0, 0, side, side), side / 6, side / 6)
        paint_mark(painter, QRectF(side * 0.12, side * 0.12, side * 0.76, side * 0.76))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Mark(QAbstractButton):
    """The mark at the head of the rail; while a study is open it is the way back to all studies."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(48)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard there is Ctrl+W
        self.setAccessibleName(self.tr("All studies"))
        self.set_way_back(open_study=False)

    def set_way_back(self, *, open_study: bool) -> None:
        self.setEnabled(open_study)
        self.setCursor(Qt.CursorShape.PointingHandCursor if open_study else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.tr("Close the study and go to all studies (Ctrl+W)") if open_study else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isDown():
            fill(painter, self.rect(), self._theme.tokens.railon)
        paint_mark(painter, QRectF(self.width() / 2 - 13, 11, 26, 26))
        painter.end()
