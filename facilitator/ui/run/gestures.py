"""From a key to one call on the capturing service; every refusal becomes a sentence and loses nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from facilitator.domain.errors import UserError
from facilitator.domain.grammar import Head, Who
from facilitator.domain.notes import SAID_ALOUD, Note
from facilitator.domain.people import Person
from facilitator.domain.timecode import clock_text
from facilitator.services.session.capture import Capture, Draft
from facilitator.ui.run.entries import EntryWords
from facilitator.ui.run.holding import SeatHold
from facilitator.ui.run.line import CaptureLine
from facilitator.ui.run.stream_view import StreamView

Say = Callable[[str, bool], None]
DRAFT_MS = 250
"""A half-typed line is on disk at most this long after the key."""


class Gestures(QObject):
    """Joins the line, the stream and the service; `say` takes a sentence and whether undo mends it."""

    def __init__(
        self, line: CaptureLine, stream: StreamView, capture: Capture, words: EntryWords, say: Say, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._stream = stream
        self._capture = capture
        self._words = words
        self._say = say
        self._questions: Sequence[str] = ()
        self.page: Callable[[int], None] = stream.page
        """What PgUp and PgDown scroll."""
        self._timer = QTimer(self, interval=DRAFT_MS, singleShot=True)
        self._timer.timeout.connect(self.keep_draft)
        line.enter_pressed.connect(self.enter)
        line.filed.connect(self.file)
        line.command_given.connect(self.command)
        line.edited.connect(self._on_edited)
        line.left.connect(self.keep_draft_now)
        SeatHold(line, capture.mark, self).held.connect(self.spoke)
        self._commands: dict[str, Callable[[], None]] = {
            "edit": self.edit,
            "cancel": self.cancel,
            "remove": self.remove,
            "up": lambda: self.move(-1),
            "down": lambda: self.move(1),
            "earlier": lambda: self._stream.choose(self._stream.chosen_row() - 1),
            "later": lambda: self._stream.choose(self._stream.chosen_row() + 1),
            "page_up": lambda: self.page(-1),
            "page_down": lambda: self.page(1),
            "again": lambda: self.sign("again"),
        }

    def show_questions(self, ids: Sequence[str]) -> None:
        """The route in order, for Ctrl+digit."""
        self._questions = tuple(ids)

    @property
    def chosen(self) -> Note | None:
        """The entry that refiling and editing are about: the chosen one, else the last."""
        return self._stream.stream.note_at(self._stream.chosen_row())

    @property
    def remark(self) -> Note | None:
        """The entry that the others nod to or that is struck: the chosen one, or what was said last before it.

        Nobody in the room has heard the facilitator's own notes, so these are passed over.
        """
        stream = self._stream.stream
        found = (stream.note_at(row) for row in range(self._stream.chosen_row(), -1, -1))
        said = (note for note in found if note is not None and note.kind in SAID_ALOUD and not note.struck)
        return next(said, None)

    def command(self, name: str) -> None:
        self._commands[name]()

    # The line

    def spoke(self, seat: int, at_ms: int, until_ms: int) -> None:
        """The key of a seat was held while somebody spoke."""
        with self._saying_why():
            self._capture.spoke(seat, at_ms, until_ms)
            self._say(_tr("Seat {seat} spoke for {time}.").format(seat=seat, time=clock_text(until_ms - at_ms)), True)

    def enter(self, finish: bool) -> None:
        """Keep what is typed; if that fails it stays in the line."""
        draft = self._line.draft
        with self._saying_why():
            if draft.head.sign is not None:
                self._sign(draft.head)
            elif draft.note is not None:
                self._keep_edited(draft.note, draft, finish)
            elif draft.head.who is not None or draft.text.strip():
                self._keep(draft, finish)
            self._timer.stop()
            self._line.clear()

    def _keep(self, draft: Draft, finish: bool) -> None:
        head = draft.head
        kept = self._capture.keep(
            draft.text, head.kind or "idea", head.who, self._line.questions, draft.at_ms, finish_from_audio=finish
        )
        self._say(_tr("Kept {where}.").format(where=self._where(kept)), True)

    def _keep_edited(self, note_id: str, draft: Draft, finish: bool) -> None:
        head = draft.head
        self._capture.edit(
            note_id,
            draft.text,
            head.kind or "idea",
            head.who,
            self._line.questions,
            finish=finish or not draft.text.strip(),
        )
        self._say(_tr("Entry changed."), True)

    def _sign(self, head: Head) -> None:
        note = self.remark
        if note is None:
            raise UserError(_tr("There is no entry yet that could be marked. Type what was said first."))
        self._capture.sign(note.id, head.sign or "nod", self._line.seats)
        self._say(_tr("Entry {time} marked.").format(time=self._words.time(note)), True)

    def sign(self, sign: str) -> None:
        """From the menu, without seats."""
        note = self.remark
        if note is not None and sign == "again":
            with self._saying_why():
                self._capture.said_again(note.id)
                self._say(_tr("Counted as said again."), True)

    def file(self, number: int, add: bool) -> None:
        """Ctrl+digit: this line, or the chosen entry if the line is empty."""
        if number > len(self._questions):
            self._say(_tr("There is no question {number} in this route.").format(number=number), False)
            return
        question = self._questions[number - 1] if number else None
        if not self._line.is_empty:
            self._line.file_under(_filed(self._line.questions, question, add))
            return
        note = self.chosen
        if note is not None:
            with self._saying_why():
                after = self._capture.refile(note.id, _filed(note.questions, question, add))
                time = self._words.time(after)
                self._say(_tr("Entry {time} filed {where}.").format(time=time, where=self._where(after)), True)

    def _where(self, note: Note) -> str:
        if not note.questions:
            return _tr("under no question")
        numbers = sorted(self._words.numbers.get(question, 0) for question in note.questions)
        return _tr("under {questions}").format(questions=", ".join(f"Q{number or '?'}" for number in numbers))

    # The chosen entry

    def edit(self) -> None:
        note = self.chosen
        if note is None:
            return
        if not self._line.is_empty or note.struck:
            why = _tr("Keep or clear the line first, then edit an entry.")
            self._say(_tr("This remark is struck; it has no words any more.") if note.struck else why, False)
            return
        self._line.edit(note, Head(self._who(note), note.kind), self._words.time(note))
        self._line.setFocus()

    def _who(self, note: Note) -> Who | None:
        if note.several:
            return "several"
        person: Person | None = self._words.people.get(note.speaker or "")
        return person.seat if person is not None else None

    def cancel(self) -> None:
        """Editing ends; the entry is as it was."""
        self._line.clear()
        self.keep_draft()

    def remove(self) -> None:
        note, row = self.chosen, self._stream.chosen_row()
        if note is not None:
            with self._saying_why():
                self._capture.delete([note.id])
                self._stream.choose(min(row, self._stream.stream.rowCount() - 1))
                self._say(_tr("Entry {time} removed.").format(time=self._words.time(note)), True)

    def move(self, steps: int) -> None:
        note = self.chosen
        past = self._stream.stream.note_at(self._stream.chosen_row() + steps)
        if note is not None and past is not None:
            with self._saying_why():
                self._capture.move(note.id, past.id)
                self._stream.choose(self._stream.stream.row_of(note.id))
                self._say(_tr("Entry moved."), True)

    def mark_moment(self) -> None:
        with self._saying_why():
            self._capture.mark_moment(self._line.questions)
            self._say(_tr("Moment marked, to come back to."), True)

    def mark_common_moment(self) -> None:
        """Pressed on two laptops at once, so that their clocks can be brought together."""
        with self._saying_why():
            self._capture.mark_common_moment()
            self._say(_tr("Common moment marked."), True)

    # The half-typed line

    def restore_draft(self) -> None:
        """What was half typed when the program ended last."""
        draft = self._capture.draft()
        note = self._stream.stream.note_at(self._stream.stream.row_of(draft.note)) if draft.note else None
        self._line.restore(draft, self._words.time(note) if note else "")
        self._timer.stop()

    def keep_draft_now(self) -> None:
        """The page or the field is being left: no waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self.keep_draft()

    def keep_draft(self) -> None:
        with self._saying_why():
            self._capture.keep_draft(self._line.draft)

    def _on_edited(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @contextmanager
    def _saying_why(self) -> Iterator[None]:
        try:
            yield
        except UserError as error:
            self._say(str(error), False)


def _filed(questions: tuple[str, ...], question: str | None, add: bool) -> tuple[str, ...]:
    """Under one question alone, or, adding, under it beside the others; what is there already goes."""
    if question is None:
        return ()
    if not add:
        return (question,)
    return tuple(q for q in questions if q != question) if question in questions else (*questions, question)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
