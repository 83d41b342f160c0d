"""The first place of the keyboard in the console: six big keys for reactions, and every command by one letter."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.domain.people import Person
from facilitator.domain.reactions import Level, ReactionKind
from facilitator.ui.reflect.breaking import BreakingRow
from facilitator.ui.reflect.words import ReactionWord, level_word, reaction_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.keycap import caps_width, paint_caps
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.mirror import painter_on, placed

BIG = ("agree", "partly", "disagree", "add", "surprised", "ask")
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
COMMANDS = {
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Up: "quote_back",
    Qt.Key.Key_Down: "quote_next",
    Qt.Key.Key_Space: "clip",
    Qt.Key.Key_Return: "words",
    Qt.Key.Key_Enter: "words",
    Qt.Key.Key_Escape: "drop_seats",
}


class ReactionButton(QAbstractButton):
    """A key cap, a count and a word; filled while its reaction is the newest."""

    def __init__(self, theme: Theme, word: ReactionWord) -> None:
        super().__init__()
        self._theme = theme
        self.word = word
        self._count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setText(word.word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(self.tr("{word}, {count} so far").format(word=self.word.word, count=count))
        self.setToolTip(f"{self.word.word} ({self.word.key})")
        self.update()

    @property
    def count(self) -> int:
        return self._count

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._theme.font("body", bold=True)).horizontalAdvance(self.word.word)
        return QSize(round(words) + 20, self._theme.px(64))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """A click notes a reaction; which button is filled follows from what was noted."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        filled = self.isChecked() or self.isDown()
        ink = t.onaccent if filled else t.text
        ground = t.accent if filled else t.sunken if self.underMouse() else t.surface
        painter, whole = painter_on(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.accent if filled else t.strong, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        upper = self.height() * 0.31
        caps = placed(painter, QRectF(8, 0, caps_width(self._theme, self.word.key), upper), whole)
        paint_caps(painter, caps.left(), upper, self._theme, self.word.key, ink if filled else None)
        painter.setFont(self._theme.font("second"))
        painter.setPen(ink)
        count = placed(painter, QRectF(0, upper - 10, self.width() - 9, 20), whole)
        painter.drawText(count, RIGHT, str(self._count))
        painter.setFont(self._theme.font("body", bold=True))
        word = placed(painter, QRectF(8, self.height() * 0.5, self.width() - 8, self.height() * 0.42), whole)
        painter.drawText(word, LEFT, self.word.word)
        painter.end()


class SeatKey(QAbstractButton):
    """A seat that can be chosen as the one who reacts: an outlined circle with its number."""

    def __init__(self, theme: Theme, person: Person) -> None:
        super().__init__()
        self._theme = theme
        self.person = person
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(str(person.seat) if person.seat is not None else person.alias[:2])
        seat = self.tr("Seat {seat}, {alias}").format(seat=person.seat, alias=person.alias)
        name = seat if person.seat is not None else person.alias
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        side = self._theme.px(32)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.accent if self.isChecked() else t.strong, 2 if self.isChecked() else 1))
        painter.setBrush(t.accent if self.isChecked() else t.sunken if self.underMouse() else t.surface)
        painter.drawEllipse(QRectF(self.rect()).adjusted(4, 4, -4, -4))
        painter.setPen(t.onaccent if self.isChecked() else t.text)
        painter.setFont(self._theme.font("small", bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ReactionRow(QWidget):
    """Holds the keyboard; seats first, then the reaction, which is wished for at its key."""

    reaction_requested = Signal(str, object)
    """Carries the kind and the ids of the people chosen before, if any."""
    command_requested = Signal(str)
    seats_changed = Signal()
    level_changed = Signal(str)

    ring_radius = 4

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        words = reaction_words()
        self._kinds: dict[str, ReactionKind] = {word.key.lower(): word.kind for word in words}
        self._letters = {
            self.tr("x"): "leave_out",
            self.tr("h"): "hide_quote",
            self.tr("n"): "note",
            self.tr("b"): "black",
            self.tr("q"): "keep_quote",
            self.tr("m"): "not_said",
            self.tr("c"): "correct",
            self.tr("u"): "new_wording",
            self.tr("y"): "decide_show",
            self.tr("l"): "decide_withhold",
        }
        self._level: Level = ""
        self.buttons = {word.kind: ReactionButton(theme, word) for word in words if word.kind in BIG}
        self.seats: list[SeatKey] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._columns = 0
        self._arrange(len(BIG))
        for button in self.buttons.values():
            button.clicked.connect(lambda _checked=False, kind=button.word.kind: self._react(kind))
        self.setAccessibleName(self.tr("Keys for reactions"))

    @property
    def speakers(self) -> tuple[str, ...]:
        """The ids of the people chosen, by seat."""
        return tuple(seat.person.id for seat in self.seats if seat.isChecked())

    @property
    def level(self) -> Level:
        """How many take it so, where that was said instead of who."""
        return self._level

    def turn_level(self) -> None:
        """All of them, most, some, and back to nothing said; seats that were chosen are let go."""
        following: dict[Level, Level] = {"": "all", "all": "most", "most": "some", "some": ""}
        level = following[self._level]
        self.drop_seats()
        self._level = level
        self.level_changed.emit(level)

    def new_seats(self, people: Sequence[Person]) -> list[SeatKey]:
        """Buttons for these people, to be placed by the console."""
        self.seats = [SeatKey(self._theme, person) for person in people]
        for seat in self.seats:
            seat.toggled.connect(self.seats_changed)
        return self.seats

    def drop_seats(self) -> None:
        """Nobody is chosen any more."""
        for seat in self.seats:
            seat.setChecked(False)
        self._level = ""
        self.level_changed.emit("")

    def show_counts(self, counts: Mapping[ReactionKind, int], newest: ReactionKind | None) -> None:
        for kind, button in self.buttons.items():
            button.show_count(counts.get(kind, 0))
            button.setChecked(kind == newest)

    def minimumSizeHint(self) -> QSize:
        widest = max(button.minimumSizeHint().width() for button in self.buttons.values())
        return QSize(3 * widest + 2 * self._grid.spacing(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max(button.minimumSizeHint().width() for button in self.buttons.values())
        self._arrange(len(BIG) if event.size().width() >= len(BIG) * (widest + 8) else 3)

    def _arrange(self, columns: int) -> None:
        """Six in a row, or two rows of three where the type is large."""
        if columns == self._columns:
            return
        self._columns = columns
        for at, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, at // columns, at % columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~plain or not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        """Do what the key means; False when it means nothing here."""
        command = COMMANDS.get(Qt.Key(event.key())) or self._letters.get(event.text().lower())
        kind = self._kinds.get(event.text().lower()) if event.text() else None
        if event.isAutoRepeat() and command not in ("next", "back"):
            return command is not None or kind is not None
        if command:
            self.command_requested.emit(command)
        elif kind:
            self._react(kind)
        elif event.text().isdecimal():
            self._toggle_seat(int(event.text()))
        elif event.text() == "*":
            self.turn_level()
        else:
            return False
        return True

    def _toggle_seat(self, number: int) -> None:
        for seat in self.seats:
            if seat.person.seat == number:
                seat.toggle()
                self._level = ""
                self.level_changed.emit("")

    def _react(self, kind: ReactionKind) -> None:
        speakers = () if kind == "none" else self.speakers
        self.reaction_requested.emit(kind, speakers)


class SeatBar(QWidget):
    """The line over the keys: how the group takes it, who, and the small key beside the six."""

    def __init__(self, theme: Theme, row: ReactionRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._question = ElidedLabel(theme, "", bold=True)
        self._hint = Label(theme, self.tr("who first, if you like:"), "second", "text2")
        self._flow = FlowLayout(spacing=0)
        self.same_button = Button(theme, self.tr("Same with us"), "quiet", shortcut_text=self.tr("W"))
        self.same_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.same_button.clicked.connect(lambda: row.reaction_requested.emit("same", row.speakers))
        self.level_button = Button(theme, self.tr("How many"), "quiet", shortcut_text="*")
        self.level_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.level_button.clicked.connect(row.turn_level)
        row.level_changed.connect(self._on_level_changed)
        words, right, seats = QWidget(), QWidget(), QWidget()
        line = QHBoxLayout(words)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._question, 1)
        line.addWidget(self._hint)
        seats.setLayout(self._flow)
        rest = QHBoxLayout(right)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.addWidget(seats, 1)
        rest.addWidget(self.level_button)
        rest.addWidget(self.same_button)
        self._line = BreakingRow(words, right, stretched=right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._line)
        self._parts = (self._question, self._hint, right)

    def show_people(self, question: str, people: Sequence[Person]) -> None:
        """Name the group and its seats."""
        self._question.setText(question)
        self._flow.clear()
        for seat in self._row.new_seats(people):
            self._flow.addWidget(seat)
        self._fit()

    def _on_level_changed(self, level: Level) -> None:
        self.level_button.setText(level_word(level) or self.tr("How many"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The hint gives way first, then the line breaks."""
        wanted = sum(part.sizeHint().width() + 8 for part in self._parts)
        self._hint.setVisible(bool(self._row.seats) and wanted <= self.width())
        self._line.fit()

    def show_counts(self, counts: Mapping[ReactionKind, int]) -> None:
        """How often "same with us" was noted."""
        same = counts.get("same", 0)
        words = self.tr("Same with us, {n}").format(n=same) if same else self.tr("Same with us")
        if words != self.same_button.text():
            self.same_button.setText(words)
