"""Who sits where and who speaks how often; only the facilitator sees this."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.domain.people import Person
from facilitator.domain.timecode import clock_text
from facilitator.domain.turns import Turns
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.bars import paint_bar
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import SectionHead

CIRCLE, BAR, ROUND_TABLE = 34, 38, 6
ROUND, CLOSE = 190, 104
"""The height with a table between two rows of seats, and without."""


class SeatPlan(QWidget):
    """Up to six seats stand round a table, more stand in rows; a click is the same as typing the seat."""

    seat_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people: list[Person] = []
        self._turns: dict[str, int] = {}
        self._spoken: dict[str, int] = {}
        self._waiting: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self.updateGeometry)

    def show_people(self, people: Sequence[Person]) -> None:
        self._people = sorted((p for p in people if p.seat is not None), key=lambda p: p.seat or 0)
        self.updateGeometry()
        self._say()
        self.update()

    def show_turns(self, turns: Turns, waiting: frozenset[str]) -> None:
        """How often and how long each person spoke, and who was not heard for long."""
        new = {person.id: turns.count.get(person.id, 0) for person in self._people}
        held = {person.id: ms for person in self._people if (ms := turns.spoken_ms.get(person.id, 0))}
        if (new, held, waiting) == (self._turns, self._spoken, self._waiting):
            return
        old, before = self._bars(), self._waiting
        if held != self._spoken:
            self.update()
        self._turns, self._spoken, self._waiting = new, held, waiting
        self._say()
        bars = self._bars()
        changed = {each for each in bars if bars[each] != old.get(each)} | (waiting ^ before)
        for person, box in self._places() if changed else ():
            if person.id in changed:
                self.update(box.toAlignedRect())

    def _bars(self) -> dict[str, int]:
        """The length of each bar in pixels; the one who spoke most has the longest."""
        most = max([*self._turns.values(), 1])
        return {person.id: round(BAR * self._turns.get(person.id, 0) / most) for person in self._people}

    def _say(self) -> None:
        turns = (self._words_of(person) for person in self._people)
        self.setAccessibleName(self.tr("Seats and speaking turns, only you see this"))
        self.setAccessibleDescription("; ".join(turns))

    def _words_of(self, person: Person) -> str:
        spoken = self._spoken.get(person.id, 0)
        words = (
            self.tr("seat {seat}, {alias}, {turns} turns, spoke for {time}")
            if spoken
            else self.tr("seat {seat}, {alias}, {turns} turns")
        )
        turns = self._turns.get(person.id, 0)
        return words.format(seat=person.seat, alias=person.alias, turns=turns, time=clock_text(spoken))

    def sizeHint(self) -> QSize:
        if not self._people:
            return QSize(256, 0)
        if len(self._people) <= ROUND_TABLE:
            return QSize(256, self._theme.px(ROUND))
        return QSize(256, self._theme.px(44) * ((len(self._people) + 2) // 3))

    def minimumSizeHint(self) -> QSize:
        """Where height is short the two rows come closer, and the table between them goes first."""
        height = self.sizeHint().height()
        return QSize(160, min(height, self._theme.px(CLOSE)) if len(self._people) <= ROUND_TABLE else height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for person, box in self._places():
            if box.contains(event.position()) and person.seat is not None:
                self.seat_chosen.emit(person.seat)

    def _places(self) -> list[tuple[Person, QRectF]]:
        count = len(self._people)
        if count > ROUND_TABLE:
            return [
                (person, self._cell(at % 3, at // 3 * self._theme.px(44))) for at, person in enumerate(self._people)
            ]
        top = (count + 1) // 2
        low = max(min(self.height(), self._theme.px(ROUND)), self._theme.px(CLOSE)) - self._theme.px(52)
        places = []
        for at, person in enumerate(self._people):
            column = at if at < top else 2 - (at - top) if top == 3 else top - 1 - (at - top)
            bend = self._theme.px(8) if top == 3 and column != 1 else 0
            places.append((person, self._cell(column, bend if at < top else low - bend)))
        return places

    def _cell(self, column: int, top: float) -> QRectF:
        width = self.width() / 3
        left = (
            self.width() - (column + 1) * width
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            else column * width
        )
        return QRectF(left, top, width, self._theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        bars = self._bars()
        if 0 < len(self._people) <= ROUND_TABLE and self.height() >= self._theme.px(ROUND - 24):
            self._paint_table(painter)
        for person, box in self._places():
            if event.region().intersects(box.toAlignedRect()):
                self._paint_seat(painter, person, box, bars[person.id])
        painter.end()

    def _paint_table(self, painter: QPainter) -> None:
        t = self._theme.tokens
        spare = self._theme.px(ROUND) - self.height()
        box = QRectF(self.width() * 0.16, self._theme.px(64), self.width() * 0.68, self._theme.px(62) - max(spare, 0))
        painter.setPen(QPen(t.strong, 1))
        painter.setBrush(t.sunken)
        painter.drawRoundedRect(box, 18, 18)
        painter.setPen(t.text2)
        painter.setFont(self._theme.font("small"))
        words = self.tr("bars: turns, below them time held") if self._spoken else self.tr("bars: turns in this session")
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def _paint_seat(self, painter: QPainter, person: Person, box: QRectF, length: int) -> None:
        t = self._theme.tokens
        side = self._theme.px(CIRCLE)
        circle = QRectF(box.left() + 2, box.top() + 4, side, side)
        paint_badge(painter, circle, self._theme, BadgeLook(str(person.seat), "seat"))
        if person.id in self._waiting:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.warn, 3))
            painter.drawEllipse(circle.adjusted(1.5, 1.5, -1.5, -1.5))
        left = circle.right() + 5
        room = box.right() - left
        painter.setPen(t.text)
        painter.setFont(self._theme.font("second"))
        name = QFontMetricsF(painter.font()).elidedText(person.alias, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, circle.top() - 1, room, self._theme.px(20)), Qt.AlignmentFlag.AlignVCenter, name)
        bar = QRectF(left, circle.top() + self._theme.px(23), min(BAR, room), 6)
        paint_bar(painter, bar, self._theme, length / BAR)
        if self._spoken:
            share = self._spoken.get(person.id, 0) / max(self._spoken.values())
            paint_bar(painter, bar.translated(0, 9).adjusted(0, 0, 0, -2), self._theme, share, "strong")


class SeatsPane(QWidget):
    """The plan with its heading and the quiet hint about who was not heard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = SectionHead(theme, self.tr("Seats and balance"))
        head.add(IconLabel(theme, "hidden", "text", 16))
        head.add(Label(theme, self.tr("only you"), "second"))
        self.plan = SeatPlan(theme)
        self.nobody = Label(
            theme, self.tr("Nobody has a seat yet. A seat you type is added."), "second", "text2", wrap=True
        )
        self.hint = Label(theme, "", "second", wrap=True)
        self._sign = IconLabel(theme, "clock", "warn", 16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (head, self.plan, self.nobody):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)
        self.show_waiting("")

    def show_people(self, people: Sequence[Person]) -> None:
        self.plan.show_people(people)
        self.nobody.setVisible(not any(person.seat is not None for person in people))

    def show_waiting(self, words: str) -> None:
        """Who was not heard for long; empty when all were."""
        if self.hint.text() != words:
            self.hint.setText(words)
        self._sign.setVisible(bool(words))
        self.hint.setVisible(bool(words))
