"""The capture line: chips for the head, a text part, and every key of the grammar."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.grammar import Head, back, close, press, sign_seats
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.services.session.capture import Draft
from facilitator.ui.run.chips import Chip, ChipWords, chip_width, paint_chip
from facilitator.ui.run.line_text import LineText
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.keycap import caps_width, paint_caps

Modifier = Qt.KeyboardModifier
PAD, GAP = 10, 8


class CaptureLine(QWidget):
    """Holds the keyboard in Run. What it holds is a `Draft`; `take_mark` gives the moment of the first key."""

    enter_pressed = Signal(bool)
    """The entry shall be kept; True to finish it from the audio."""
    left = Signal()
    """The keyboard went elsewhere."""
    edited = Signal()
    """Head, text or questions are others than before."""
    command_given = Signal(str)
    """A key that is about the chosen entry: edit, remove, up, down, earlier, later, cancel."""
    filed = Signal(int, bool)
    """Ctrl+digit: the number of the question (0 for none) and whether it is added to the others."""

    def __init__(self, theme: Theme, take_mark: Callable[[], int | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._take_mark = take_mark
        self._people: Mapping[int, Person] = {}
        self._words = ChipWords()
        self._current: str | None = None
        self._draft = Draft()
        self._editing_time = ""
        self._thawed = 0
        self._quiet = False
        self._chips: list[Chip] = []
        self.text = LineText(self.take_key, self)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.text_begins.connect(self._begin_text)
        self.text.focused.connect(self._on_focused)
        self.setFocusProxy(self.text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    # What it holds

    @property
    def draft(self) -> Draft:
        """The line as it stands."""
        return replace(self._draft, text=self.text.text())

    @property
    def is_empty(self) -> bool:
        """Neither chip nor text, and no entry being edited."""
        return self._draft.head.bare and not self.text.text() and self._draft.note is None

    @property
    def questions(self) -> tuple[str, ...]:
        """Under which questions the entry will be filed."""
        if self._draft.questions is not None:
            return self._draft.questions
        return (self._current,) if self._current else ()

    @property
    def seats(self) -> tuple[int, ...]:
        """The seats after a sign."""
        return sign_seats(self._draft.head, self._people)

    @property
    def chips(self) -> list[str]:
        """The words on the chips, for tests and screen readers."""
        return [" ".join(part for part in (chip.seat, chip.text) if part) for chip in self._chips]

    def show_people(self, people: Mapping[int, Person]) -> None:
        self._people = dict(people)
        self._words.people = self._people
        self._refresh()

    def show_questions(self, ids: Sequence[str], current: str | None) -> None:
        """The route, in order, and the question on screen."""
        self._words.numbers = {question: number for number, question in enumerate(ids, 1)}
        self._current = current
        self._refresh()

    def restore(self, draft: Draft, editing_time: str = "") -> None:
        """Put a half-typed line back, or an entry to be edited."""
        self._set(draft, editing_time)
        self.edited.emit()

    def clear(self) -> None:
        """The entry is kept; the line is empty."""
        self._set(Draft())

    def edit(self, note: Note, head: Head, time: str) -> None:
        """Take an entry up again."""
        self.restore(Draft(replace(head, open=False), note.text, note.questions, note.at_ms, note.id), time)

    def take_seat(self, seat: int) -> None:
        """As if the seat had been typed, at any moment; a sign takes it as one more."""
        head = self._draft.head
        if head.sign is not None:
            self._put(replace(head, raw=f"{head.raw} {seat}".strip()), "")
        else:
            self._put(replace(head, who=seat), "")

    def file_under(self, questions: tuple[str, ...]) -> None:
        self._draft = replace(self._draft, questions=questions)
        self._changed()

    def _set(self, draft: Draft, editing_time: str = "") -> None:
        self._draft = replace(draft, text="") if draft.text else draft
        self._editing_time = editing_time
        self._thawed = 0
        self._quiet = True
        self.text.setText(draft.text)
        self._quiet = False
        self._refresh()

    # Keys

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours and has been dealt with."""
        if event.key() != Qt.Key.Key_Backspace:
            thawed, self._thawed = self._thawed, 0
        else:
            thawed = self._thawed
        return (
            self._take_enter(event)
            or self._take_digit(event)
            or self._take_command(event)
            or self._take_backspace(event, thawed)
            or self._take_head_key(event)
        )

    def _take_enter(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.enter_pressed.emit(bool(event.modifiers() & Modifier.ControlModifier))
        return True

    def _take_digit(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Modifier.ControlModifier or event.modifiers() & Modifier.AltModifier:
            return False
        number = digit_of(event)
        if number is None:
            return False
        self.filed.emit(number, bool(event.modifiers() & Modifier.ShiftModifier))
        return True

    def _take_command(self, event: QKeyEvent) -> bool:
        command = _command(event, empty=self.is_empty, editing=self._draft.note is not None)
        if command:
            self.command_given.emit(command)
        return bool(command)

    def _take_backspace(self, event: QKeyEvent, thawed: int) -> bool:
        if event.key() != Qt.Key.Key_Backspace or event.modifiers() & ~Modifier.ShiftModifier:
            return False
        if self.text.hasSelectedText():
            self._thawed = 0
            return False
        if self.text.cursorPosition() > 0:
            self._thaw(thawed)
            return False
        step = back(self._draft.head)
        self._put(step.head, step.text)
        self._thawed = len(step.text)
        return True

    def _thaw(self, thawed: int) -> None:
        """Once the characters of a chip are taken away too, the head is open again."""
        if thawed and self.text.cursorPosition() == thawed:
            self._thawed = thawed - 1
            if self._thawed == 0:
                self._draft = replace(self._draft, head=replace(self._draft.head, open=True))
        else:
            self._thawed = 0

    def _take_head_key(self, event: QKeyEvent) -> bool:
        typed = event.text()
        head = self._draft.head
        if not typed or not typed.isprintable() or not _is_typing(event):
            return False
        if not self._at_head():
            return False
        if len(typed) > 1:
            self._begin_text()
            return False
        step = press(head, typed, self._people, empty=not self.text.text())
        self._put(step.head, step.text)
        return True

    def _at_head(self) -> bool:
        """Whether the cursor stands where head keys count."""
        return self._draft.head.open and self.text.cursorPosition() == 0 and not self.text.hasSelectedText()

    def _begin_text(self) -> None:
        """Pasting or composing: what stands in the head stays, a sign becomes text."""
        if self._draft.head.open:
            step = close(self._draft.head)
            self._put(step.head, step.text)

    def _put(self, head: Head, text: str) -> None:
        if self._draft.at_ms is None and self._draft.note is None:
            self._draft = replace(self._draft, at_ms=self._take_mark())
        self._draft = replace(self._draft, head=head)
        if text:
            self.text.insert(text)
        else:
            self._changed()

    def _on_text_changed(self, text: str) -> None:
        if self._quiet:
            return
        head = self._draft.head
        if text and self._draft.at_ms is None and self._draft.note is None:
            self._draft = replace(self._draft, at_ms=self._take_mark())
        if not text and head.bare:
            self._draft = replace(self._draft, head=replace(head, open=True))
        elif text and head.open and not self._thawed and self.text.cursorPosition() > 0:
            self._draft = replace(self._draft, head=replace(head, open=False))
        self._changed()

    def _changed(self) -> None:
        if self._draft.head.bare and not self.text.text() and self._draft.note is None:
            self._draft = Draft(self._draft.head)  # an emptied line begins anew
        self._refresh()
        self.edited.emit()

    # Looks

    def _on_focused(self, came: bool) -> None:
        self.update()
        if not came:
            self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(48))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._theme.px(48))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        focused = self.text.hasFocus()
        width = 2.0 if focused else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setPen(QPen(t.accent if focused else t.strong, width))
        painter.setBrush(t.surface)
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, 4, 4)
        left = float(PAD)
        for chip in self._chips:
            left = paint_chip(painter, chip, left, self.height(), self._theme) + GAP
        paint_caps(painter, self.width() - PAD - self._enter, self.height() / 2, self._theme, "Enter")
        painter.end()

    def _dress(self) -> None:
        self._enter = caps_width(self._theme, "Enter")
        self.text.setFont(self._theme.font("capture"))
        self.setFixedHeight(self._theme.px(48))
        self._refresh()

    def _refresh(self) -> None:
        chips = self._words.chips(self._draft, self.questions, self._editing_time)
        if chips != self._chips:
            self._chips = chips
            self._place()
            self.update()
        name = self.tr("Capture line: {chips}").format(chips=", ".join(self.chips))
        if self.text.accessibleName() != name:
            self.text.setAccessibleName(name)

    def _place(self) -> None:
        chips = sum(chip_width(chip, self._theme) + GAP for chip in self._chips)
        left = PAD + round(chips)
        right = round(self._enter) + PAD + GAP
        self.text.setGeometry(left, 4, max(self.width() - left - right, 40), self.height() - 8)


def _is_typing(event: QKeyEvent) -> bool:
    """Keys that write: without Ctrl or Alt, or with both, which is AltGr on some systems."""
    held = event.modifiers() & (Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier)
    return held in (Modifier.NoModifier, Modifier.ControlModifier | Modifier.AltModifier)


_COMMANDS: dict[tuple[int, Modifier], str] = {
    (Qt.Key.Key_Up, Modifier.ControlModifier): "earlier",
    (Qt.Key.Key_Down, Modifier.ControlModifier): "later",
    (Qt.Key.Key_Up, Modifier.AltModifier): "up",
    (Qt.Key.Key_Down, Modifier.AltModifier): "down",
    (Qt.Key.Key_F2, Modifier.NoModifier): "edit",
    (Qt.Key.Key_PageUp, Modifier.NoModifier): "page_up",
    (Qt.Key.Key_PageDown, Modifier.NoModifier): "page_down",
}
_WHEN_EMPTY: dict[tuple[int, Modifier], str] = {
    (Qt.Key.Key_Up, Modifier.NoModifier): "edit",
    (Qt.Key.Key_Delete, Modifier.NoModifier): "remove",
}


def _command(event: QKeyEvent, *, empty: bool, editing: bool) -> str:
    key = (int(event.key()), event.modifiers() & ~Modifier.KeypadModifier)
    if editing and key == (Qt.Key.Key_Escape, Modifier.NoModifier):
        return "cancel"
    return _COMMANDS.get(key, "") or (_WHEN_EMPTY.get(key, "") if empty else "")


_SHIFTED = "!@#$%^&*("


def digit_of(event: QKeyEvent) -> int | None:
    """The digit of the key pressed, also where Shift turns it into a sign."""
    key = int(event.key())
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return key - Qt.Key.Key_0
    if not event.modifiers() & Modifier.ShiftModifier:
        return None
    place = _place_on_number_row(event)
    if place is not None:
        return place
    return next((digit for digit, sign in enumerate(_SHIFTED, 1) if key == ord(sign)), None)


def _place_on_number_row(event: QKeyEvent) -> int | None:
    """What the system says of the key itself, whatever the layout writes on it; None if it says nothing."""
    base, code = (48, event.nativeVirtualKey()) if sys.platform == "win32" else (9, event.nativeScanCode())
    return code - base if sys.platform != "darwin" and 1 <= code - base <= 9 else None
