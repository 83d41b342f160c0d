"""The left rail: the stages of a study, and how many decisions wait in each."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from facilitator.ui.frame.mark import Mark
from facilitator.ui.theme import Theme
from facilitator.ui.tokens import WAITING
from facilitator.ui.widgets.mirror import painter_on, placed
from facilitator.ui.widgets.rows import fill, paint_focus

WIDTH = 80
MIDDLE = Qt.AlignmentFlag.AlignCenter


class Stage(NamedTuple):
    """One place in the rail: the page it opens, its word, its sign and its key."""

    id: str
    text: str
    icon: str
    key: str = ""


class RailButton(QAbstractButton):
    """Sign over word, 64 high; a bar and a lighter ground when it is where you are."""

    def __init__(self, theme: Theme, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.stage = stage
        self._waiting = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def waiting(self) -> int:
        return self._waiting

    def set_waiting(self, number: int) -> None:
        self._waiting = number
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, max(64, self._theme.px(64)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            fill(painter, self.rect(), t.railon)
        if self.isChecked():
            fill(painter, placed(painter, QRectF(0, 0, 4, self.height()), QRectF(self.rect())), t.railbar)
        side = self._theme.px(24)
        icon = QRectF((self.width() - side) / 2, self.height() * 0.155, side, side)
        self._theme.icons.paint(painter, icon, self.stage.icon, t.railtx)
        painter.setPen(t.railtx)
        painter.setFont(self._theme.font("second", bold=self.isChecked()))
        top = icon.bottom()
        painter.drawText(QRectF(0, top, self.width(), self.height() - top - 4), MIDDLE, self.stage.text)
        if self._waiting:
            self._paint_waiting(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._theme, colour=t.railbar)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()  # the rail moves the keyboard
            return
        super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """A click does not light a stage up; arriving there does."""

    def _paint_waiting(self, painter: QPainter) -> None:
        side = self._theme.px(16)
        disc = QRectF(self.width() / 2 + self._theme.px(8), 8, side, side)
        disc = placed(painter, disc, QRectF(self.rect()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(WAITING.ground)
        painter.drawEllipse(disc)
        painter.setPen(WAITING.letter)
        font = self._theme.font("cap")
        painter.setFont(font)
        painter.drawText(disc, MIDDLE, str(self._waiting) if self._waiting < 10 else "9+")

    def _name(self) -> None:
        name = self.stage.text
        if self._waiting:
            name = self.tr("{stage}, {number} to decide").format(stage=name, number=self._waiting)
        self.setAccessibleName(name)
        key = f" ({self.stage.key})" if self.stage.key else ""
        self.setToolTip(name + key)


class Rail(QWidget):
    """Dark in light and dark; empty while no study is open."""

    stage_chosen = Signal(str)
    keys_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(0)
        self.mark = Mark(theme)
        self._column.addWidget(self.mark)
        self._column.addSpacing(8)
        self._column.addStretch(1)
        self._keys = RailButton(theme, Stage("keys", self.tr("Keys F1"), "keys"))
        self._keys.setCheckable(False)
        self._keys.clicked.connect(self.keys_requested)
        self._column.addWidget(self._keys)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def buttons(self) -> tuple[RailButton, ...]:
        return tuple(self._buttons.values())

    def show_stages(self, stages: Sequence[Stage]) -> None:
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for place, stage in enumerate(stages):
            button = RailButton(self._theme, stage)
            button.clicked.connect(lambda _on=False, stage=stage: self.stage_chosen.emit(stage.id))
            self._buttons[stage.id] = button
            self._column.insertWidget(place + 2, button)
        for before, after in pairwise([*self.buttons, self._keys]):
            QWidget.setTabOrder(before, after)
        self._keys.setVisible(bool(stages))
        self.mark.set_way_back(open_study=bool(stages))

    def mark_current(self, stage: str) -> None:
        for button in self._buttons.values():
            button.setChecked(button.stage.id == stage)

    def main_stop(self) -> QWidget | None:
        """Where F6 comes in: the stage you are in."""
        return next((button for button in self.buttons if button.isChecked()), None)

    def set_waiting(self, stage: str, number: int) -> None:
        if stage in self._buttons:
            self._buttons[stage].set_waiting(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        places = [*self._buttons.values(), self._keys]
        here = next((index for index, each in enumerate(places) if each.hasFocus()), 0)
        places[(here + step) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        fill(painter, self.rect(), self._theme.tokens.rail)
        painter.end()

    def _fit(self) -> None:
        self.setFixedWidth(max(WIDTH, min(self._theme.px(WIDTH), 128)))
