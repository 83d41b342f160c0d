"""One session on screen: what its parts do together as time passes, questions change and entries come."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.notes import Note
from facilitator.domain.pacing import MINUTE, Stop, ending_question, pace, route
from facilitator.domain.people import Person
from facilitator.domain.questions import Place, Question, QuestionSet, Step
from facilitator.domain.room import Presence, Spoken, Swap
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import clock_text
from facilitator.services.session.tally import Tally
from facilitator.ui.run.entry_menu import entry_menu
from facilitator.ui.run.session_parts import Desk, SessionParts
from facilitator.ui.run.stream_model import StreamModel
from facilitator.ui.theme import Theme

KEEP_TIME_MS, SILENT_MS = 10_000, 10 * MINUTE


class SessionView(SessionParts):
    """Shows a running session, or a past one to read and complete (then no clock runs)."""

    def __init__(self, theme: Theme, desk: Desk, session: Session, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(theme, desk, session, actor, parent)
        self._stops: list[Stop] = []
        self._kept_ms = 0
        self._wire()
        self._read()

    # The route

    def go_to(self, place_id: str) -> None:
        """Put a question or a step on screen; nothing else ever does."""
        self._saying_why(lambda: self.time.go_to(place_id))
        self._show_place()
        self._remind_of_parked()
        self.line.setFocus()

    def step(self, by: int) -> None:
        """To the question or step before or after."""
        beside = self.time.beside(by)
        if beside is not None:
            self.go_to(beside.id)

    def to_ending(self) -> None:
        ending = ending_question(self.time.questions)
        if ending is not None:
            self.go_to(ending.id)

    def mark_moment(self) -> None:
        if self.is_live:
            self.gestures.mark_moment()

    def play(self, row: int | None = None) -> None:
        """The chosen entry, or the one in a row, from ten seconds before its mark."""
        if self.sound is not None:
            self.sound.play(self.gestures.chosen if row is None else self.stream.stream.note_at(row))
        self.line.setFocus()

    def _is_due(self) -> bool:
        """Whether what was parked should be come back to: at the ending question or right before it."""
        ending = ending_question(self.time.questions)
        ahead = [self.time.place, self.time.beside(1)]
        return self.is_live and ending is not None and any(each == ending for each in ahead)

    def _remind_of_parked(self) -> None:
        parked = len(self._tally.parked)
        if parked and self._is_due():
            one = self.tr("1 thing is parked. Come back to it before you close.")
            many = self.tr("{count} things are parked. Come back to them before you close.")
            self.notice_requested.emit(one if parked == 1 else many.format(count=parked), False)

    # Who said it

    def fix_speakers(self) -> None:
        """The last ten entries in the place of the stream, or the stream again."""
        if self.speakers.isVisible():
            self.close_speakers()
        elif self.speakers.open(self._last_notes()):
            for beside in (self.stream, self.steps.pane):
                beside.hide()
        else:
            self.notice_requested.emit(self.tr("Nobody has said anything yet that could be put right."), False)

    def close_speakers(self) -> None:
        """The stream again, and the keyboard in the line."""
        self.speakers.hide()
        self.stream.show()
        self.steps.pane.setVisible(self.is_live and isinstance(self.time.place, Step))
        self.line.setFocus()

    def _last_notes(self) -> list[Note]:
        """Enough of the end of the stream to find ten entries in it that somebody said."""
        stream = self.stream.stream
        found = (stream.note_at(row) for row in range(max(stream.rowCount() - 200, 0), stream.rowCount()))
        return [note for note in found if note is not None]

    # Coming, going, changing

    def arrive(self) -> None:
        self._timer.start()
        self.tick()
        self.line.setFocus()

    def leave(self) -> None:
        """Another page comes: what is half typed is on disk. The session goes on and its time is kept."""
        self._timer.stop()
        self._soon.stop()
        self.gestures.keep_draft_now()
        self.steps.keep()
        if self.sound is not None:
            self.sound.leave()
        if self.is_live:
            self._saying_why(self.time.keep_time)

    def apply_changes(self, changes: Changes) -> None:
        if changes.touches(Question, QuestionSet):
            self.time.places = self._desk.sessions.route_of(self.actor.id)
            self._show_place()
        elif changes.touches(Session, Study):
            self.steps.refresh()
        if changes.touches(Person, Presence, Swap):
            self._read_people()
        if changes.touches(Spoken):
            self._tally.turns.show_spoken(self.capture.spoken())
            self._soon.start()
        if changes.touches(Note):
            self._take_over(changes.ids(Note))
        if self.speakers.isVisible() and changes.touches(Note, Person, Swap):
            self.speakers.show_notes(self._last_notes())
        if self.sound is not None:
            self.sound.apply_changes(changes)

    def _take_over(self, touched: frozenset[str]) -> None:
        found = {
            note.id: note
            for note in self._desk.store.find_in(Note, "id", list(touched))
            if note.session == self.session.id
        }
        last = self.stream.stream.rowCount()
        differences = self.stream.stream.apply(found, touched)
        if self.stream.stream.rowCount() > last:
            self.stream.paint_last()  # what is on disk is seen at once, the rest follows
            self.stream.choose_last()
        for old, new in differences:
            self._tally.replace(old, new)
        self._soon.start()

    def _saying_why(self, work: Callable[[], None]) -> None:
        try:
            work()
        except UserError as error:
            self.notice_requested.emit(str(error), False)

    # What is shown

    def _read(self) -> None:
        notes = self.capture.notes()
        self._tally = Tally(notes, self.capture.spoken())
        self._read_people()
        self.stream.show_stream(StreamModel(self._words, notes, self))
        self._show_place()
        self.stream.choose_last()
        self.gestures.restore_draft()
        if self.sound is not None:
            self.sound.begin()

    def _read_people(self) -> None:
        people = self._desk.store.find(Person, actor=self.actor.id)
        self._words.people = {person.id: person for person in people}
        self._words.swaps = self._desk.store.find(Swap, session=self.session.id)
        self.line.show_people(self.capture.people())
        self.seats.show_people(people)
        self.moves.show_people(people)
        if self.stream.model() is not None:
            self.stream.stream.refresh_looks()
            self._show_side()

    def _show_place(self) -> None:
        place, ids = self.time.place, [question.id for question in self.time.questions]
        self._words.numbers = {question: number for number, question in enumerate(ids, 1)}
        self._words.current = self.time.question
        self.line.show_questions(ids, self._words.current)
        self.gestures.show_questions(ids)
        is_read = self.is_live and isinstance(place, Step)
        self.gestures.page = self.steps.pane.page if is_read else self._turn_page
        self.head.show_place(place, routed=bool(self.time.places))
        self.head.show_ends(self.time.beside(-1), self.time.beside(1))
        self.steps.show_place(place if is_read else None)
        self.stream.stream.refresh_looks()
        self._show_audience(place)
        self.tick()

    def _turn_page(self, steps: int) -> None:
        """A wording of more than a few lines is read to its end; else the entries are looked through."""
        (self.head.reading if self.head.reading.is_long else self.stream).page(steps)

    def _show_audience(self, place: Place | None) -> None:
        """A question is for all to see; the words of a step are not, and rules only once they are asked for."""
        if self.audience is not None:
            if isinstance(place, Step):
                self.audience.show_nothing()
            else:
                self.audience.show_question(place, self._words.numbers.get(place.id, 0) if place else 0)
            self.steps.projected = False

    def tick(self) -> None:
        """Once a second: the clocks. Nothing here moves on by itself."""
        now = self.time.now_ms()
        self._stops = route(self.time.places, self.time.spent(), self.time.place_id, self._tally.answered)
        self.route.show_stops(self._stops)
        current = next((stop for stop in self._stops if stop.progress == "now"), None)
        self.head.show_time(current, pace(self._stops, now, self.time.planned_minutes), self.time.started_at)
        self.head.show_past(past=not self.is_live)
        self.used.setText(self._used_words(now))
        if self.is_live and now - self._kept_ms >= KEEP_TIME_MS:
            self._kept_ms = now
            self._saying_why(self.time.keep_time)
        if self.sound is not None:
            self.sound.tick()
        self._show_side()

    def _show_side(self) -> None:
        is_empty = self.stream.stream.rowCount() == 0
        self.empty.setVisible(is_empty)
        self.steps.pane.leave_room(entries=not is_empty)
        waiting = self._tally.turns.silent(self._words.people, self.time.now_ms(), SILENT_MS) if self.is_live else []
        here = ((self._words.people[p], ms) for p, ms in waiting if p not in self.moves.gone)
        seated = [(person, ms) for person, ms in here if person.seat is not None]
        self.seats.plan.show_turns(self._tally.turns, frozenset(person.id for person, _ in seated[:1]))
        self.seats.show_waiting(self.moves.waiting_words(seated))
        ending = ending_question(self.time.questions)
        number = self._words.numbers.get(ending.id, 0) if ending and self.is_live else 0
        self.parking.show_parked(self._tally.parked, number, due=self._is_due())

    def _used_words(self, now: int) -> str:
        minutes = self.time.planned_minutes
        if not minutes:
            return clock_text(now)
        return self.tr("{used} of {minutes} min").format(used=clock_text(now), minutes=minutes)

    # Wiring

    def _wire(self) -> None:
        self._timer.timeout.connect(self.tick)
        self._soon.timeout.connect(self._show_side)
        self.route.place_chosen.connect(self.go_to)
        self.head.back.clicked.connect(lambda: self.step(-1))
        self.head.next.clicked.connect(lambda: self.step(1))
        self.seats.plan.seat_chosen.connect(self._on_seat_chosen)
        self.stream.play_requested.connect(self.play)
        self.stream.key_pressed.connect(self._on_stream_key)
        self.speakers.left.connect(self.close_speakers)
        self.speakers.typed.connect(self._on_speakers_key)
        self.stream.menu_requested.connect(self._show_menu)
        if self.sound is not None:
            self.sound.notice_requested.connect(self.notice_requested)
        self.end.clicked.connect(self.end_requested)
        self.groups.clicked.connect(self.leave_requested)
        self.recordings.clicked.connect(self.recordings_requested)
        self.empty.acted.connect(self.take_back_requested)

    def _on_seat_chosen(self, seat: int) -> None:
        self.line.take_seat(seat)
        self.line.setFocus()

    def _on_speakers_key(self, event: QKeyEvent) -> None:
        self.close_speakers()
        self._on_stream_key(event)

    def _on_stream_key(self, event: QKeyEvent) -> None:
        """Whatever is typed goes to the line, wherever the keyboard is."""
        self.line.setFocus()
        QApplication.sendEvent(self.line.text, event)

    def _show_menu(self, at: QPoint) -> None:
        menu = self.entry_menu()
        menu.popup(at)

    def entry_menu(self) -> QMenu:
        """Everything that can be done with the chosen entry, with its keys."""
        return entry_menu(self, self.gestures, self.time.questions, self.play if self.sound else None)
