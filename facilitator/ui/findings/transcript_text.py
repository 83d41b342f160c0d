"""The words of a transcript as text that is selected like any other, and knows where each word is heard."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from facilitator.domain.transcripts import Cue, Spot
from facilitator.ui.findings.deck import key_names
from facilitator.ui.theme import Theme

_WORD, _BLANK = re.compile(r"\S+"), re.compile(r"\s")
QUOTE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class TranscriptText(QPlainTextEdit):
    """One line for each cue, its time and speaker first; a click or Enter goes to a word, Ctrl+Enter quotes."""

    went = Signal(object)
    """The Spot of a word to go to."""
    quote_requested = Signal()

    ring_radius = 4

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cues: Sequence[Cue] = ()
        self._time: Callable[[int], str] = str
        self._heads: list[int] = []
        self._playing: int | None = None
        self._hits: Sequence[tuple[Spot, Spot]] = ()
        self.setReadOnly(True)
        flag = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
        self.setAccessibleName(self.tr("Transcript"))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(theme.px(180))
        theme.changed.connect(self._fill)

    def show_cues(self, cues: Sequence[Cue], time: Callable[[int], str]) -> None:
        """`time` turns ms of the file into what people read; the place stays when only words have changed."""
        if cues is self._cues:
            return
        self._cues, self._time = cues, time
        self._playing, self._hits = None, ()
        self._fill()

    def show_playing(self, place: int | None) -> None:
        """The cue that is heard now; it is brought into view unless somebody is selecting."""
        if place == self._playing:
            return
        self._playing = place
        self._mark()
        if place is None or self.textCursor().hasSelection():
            return
        block = self.document().findBlockByNumber(place)
        box = self.cursorRect(QTextCursor(block))
        if box.top() < 0 or box.bottom() > self.viewport().height():
            self.verticalScrollBar().setValue(max(block.firstLineNumber() - 1, 0))

    def show_hits(self, hits: Sequence[tuple[Spot, Spot]]) -> None:
        """Where the sought words stand."""
        self._hits = hits
        self._mark()

    def go_to(self, first: Spot, last: Spot) -> None:
        """Select words and bring them into view."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._start(first))
        cursor.setPosition(self._end(last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def selected(self) -> tuple[Spot, Spot] | None:
        """First and last word of the selection; without one, the whole cue under the caret."""
        if not self._cues:
            return None
        cursor = self.textCursor()
        if cursor.hasSelection():
            first, last = self._spot(cursor.selectionStart()), self._spot(cursor.selectionEnd() - 1)
            return first, last
        place = min(cursor.blockNumber(), len(self._cues) - 1)
        return Spot(place), Spot(place, max(len(_WORD.findall(self._cues[place].text)) - 1, 0))

    def spot(self) -> Spot | None:
        """The word under the caret."""
        return self._spot(self.textCursor().position()) if self._cues else None

    # ---- keys and mouse

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_quote(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_quote(event):
            self.quote_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._go()

    def _go(self) -> None:
        if (spot := self.spot()) is not None:
            self.went.emit(spot)

    # ---- inside

    def _fill(self) -> None:
        self.setFont(self._theme.font("second"))
        head, words = QTextCharFormat(), QTextCharFormat()
        head.setForeground(self._theme.tokens.text2)
        words.setForeground(self._theme.tokens.text)
        self.clear()
        self._heads = []
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for place, cue in enumerate(self._cues):
            if place:
                cursor.insertBlock()
            text = self._head(cue)
            self._heads.append(_units(text))
            cursor.insertText(text, head)
            cursor.insertText(_BLANK.sub(" ", cue.text), words)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()

    def _head(self, cue: Cue) -> str:
        time = self._time(cue.start_ms).partition(".")[0] if cue.start_ms is not None else ""
        parts = [part for part in (time, cue.speaker) if part]
        return f"{'  '.join(parts)}:  " if parts else ""

    def _mark(self) -> None:
        marks = []
        if self._playing is not None and self._playing < len(self._cues):
            begin = self.document().findBlockByNumber(self._playing).position()
            end = begin + self.document().findBlockByNumber(self._playing).length() - 1
            marks.append(self._extra(begin, end, self._theme.tokens.tint))
        for first, last in self._hits[:500]:
            marks.append(self._extra(self._start(first), self._end(last), self._theme.tokens.warntint))
        self.setExtraSelections(marks)

    def _extra(self, begin: int, end: int, ground: QColor) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format.setBackground(ground)
        return mark

    def _spot(self, position: int) -> Spot:
        block = self.document().findBlock(position)
        place = min(max(block.blockNumber(), 0), len(self._cues) - 1)
        into = position - block.position() - self._heads[place]
        starts = [start for start, _end in _spans(self._cues[place].text)]
        return Spot(place, max(0, bisect_right(starts, into) - 1))

    def _start(self, spot: Spot) -> int:
        return self._edge(spot)[0]

    def _end(self, spot: Spot) -> int:
        return self._edge(spot)[1]

    def _edge(self, spot: Spot) -> tuple[int, int]:
        begin = self.document().findBlockByNumber(spot.cue).position() + self._heads[spot.cue]
        words = _spans(self._cues[spot.cue].text)
        if not words:
            return begin, begin
        first, last = words[min(spot.word, len(words) - 1)]
        return begin + first, begin + last


def _spans(text: str) -> list[tuple[int, int]]:
    """Where its words begin and end, counted as Qt counts letters."""
    return [(_units(text[: match.start()]), _units(text[: match.end()])) for match in _WORD.finditer(text)]


def _units(text: str) -> int:
    """Letters of rare scripts, and pictures, count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_quote(event: QKeyEvent) -> bool:
    return any(name in QUOTE_KEYS for name in key_names(event))
