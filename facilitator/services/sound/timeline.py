"""The line on which a sound file is drawn: session time with its gaps, or the file's own time without a session."""

from dataclasses import dataclass, replace
from datetime import timedelta

from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import moment, parse_span, span_text
from facilitator.storage.store import Store

DAY_MS = 24 * 3_600_000
MISSED_MS = 250
"""Sound may be taken up again so much later without anybody missing it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbroken run of the file, drawn from `at_ms` of the line on."""

    at_ms: int
    file_ms: int
    length_ms: int

    @property
    def end_ms(self) -> int:
        """Where it ends on the line."""
        return self.at_ms + self.length_ms


@dataclass(frozen=True, slots=True)
class Tick:
    """A note on the line."""

    at_ms: int
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where moments of the file lie on the line; `started_at` turns the line's time into the clock's.

    `gaps` are spans of the line without sound, `ticks` the notes taken meanwhile.
    """

    pieces: tuple[Piece, ...] = ()
    started_at: str | None = None
    gaps: tuple[tuple[int, int], ...] = ()
    ticks: tuple[Tick, ...] = ()

    @classmethod
    def plain(cls, duration_ms: int) -> "Timeline":
        """The line of a file that belongs to no session."""
        return cls((Piece(0, 0, duration_ms),))

    @property
    def end_ms(self) -> int:
        """Where the line, which begins at 0, ends."""
        return max((each.end_ms for each in self.pieces), default=0)

    @property
    def file_end_ms(self) -> int:
        """The length of the file."""
        return max((each.file_ms + each.length_ms for each in self.pieces), default=0)

    def on_line(self, file_ms: int, *, end: bool = False) -> int:
        """Where a moment of the file is drawn; at a gap the moment after it, or the one before it for an `end`."""
        at = 0
        for piece in self.pieces:
            past = file_ms - piece.file_ms
            if past < 0 or (end and past == 0 and piece is not self.pieces[0]):
                break
            at = piece.at_ms + min(past, piece.length_ms)
        return at

    def missing_in(self, start_ms: int, end_ms: int) -> int:
        """How much of the line a span of the file leaves out without saying so; what was struck counts."""
        begin, end = self.on_line(start_ms), self.on_line(end_ms, end=True)
        missing, reached = 0, begin
        for start, stop in self.gaps:
            first, last = max(start, reached), min(stop, end)
            missing += last - first if last - first >= MISSED_MS else 0
            reached = max(reached, last)
        return missing

    def in_file(self, line_ms: int) -> int:
        """The moment of the file that is drawn there; within a gap the first one after it."""
        for piece in self.pieces:
            if line_ms < piece.at_ms:
                return piece.file_ms
            if line_ms <= piece.end_ms:
                return piece.file_ms + line_ms - piece.at_ms
        return self.file_end_ms

    def text(self, file_ms: int) -> str:
        """A moment of the file as people read it: the clock's time, or minutes and seconds of the file."""
        if self.started_at is None:
            return span_text(file_ms)
        at = (moment(self.started_at) + timedelta(milliseconds=self.on_line(file_ms))).astimezone()
        return f"{at:%H:%M:%S}.{_fraction(at.microsecond // 1000)}"

    def parse(self, text: str) -> int:
        """The moment of the file that was typed in that form; ValueError when it is none."""
        typed = parse_span(text)
        if self.started_at is None:
            return typed
        began = moment(self.started_at).astimezone()
        midnight = began.replace(hour=0, minute=0, second=0, microsecond=0)
        return self.in_file((typed - round((began - midnight) / timedelta(milliseconds=1))) % DAY_MS)

    def for_length(self, duration_ms: int) -> "Timeline":
        """The same line when the file turns out to be longer; a file of no session has only that length."""
        if self.pieces:
            return self
        return replace(self, pieces=(Piece(0, 0, duration_ms),))


def timeline_of(store: Store, file: str) -> Timeline:
    """The line of an audio file of the study; without pieces when no session recorded it."""
    recording = next(iter(store.find(Recording, file=file)), None)
    session = store.get(Session, recording.session) if recording else None
    if recording is None or session is None or not recording.stretches:
        return Timeline()
    pieces = _pieces(recording)
    ticks = [Tick(n.at_ms, n.text, n.id) for n in store.find(Note, session=session.id) if n.at_ms is not None]
    gaps = _holes(pieces, store.find(Gap, session=session.id))
    return Timeline(pieces, session.started_at, gaps, tuple(sorted(ticks, key=lambda tick: tick.at_ms)))


def _pieces(recording: Recording) -> tuple[Piece, ...]:
    rate = recording.rate
    found = [Piece(s.at_ms, s.frame * 1000 // rate, s.frames * 1000 // rate) for s in recording.stretches]
    return tuple(sorted((each for each in found if each.length_ms > 0), key=lambda each: each.file_ms))


def _holes(pieces: tuple[Piece, ...], gaps: list[Gap]) -> tuple[tuple[int, int], ...]:
    """What no piece covers, and what was struck although it was recorded."""
    holes, reached = [], 0
    for piece in sorted(pieces, key=lambda each: each.at_ms):
        if piece.at_ms > reached:
            holes.append((reached, piece.at_ms))
        reached = max(reached, piece.end_ms)
    holes += [(g.start_ms, g.end_ms) for g in gaps if g.reason == "struck" and g.end_ms is not None]
    return tuple(sorted(holes))


def _fraction(ms: int) -> str:
    """Thousandths without the zeros at their end, one digit at least."""
    return f"{ms:03}".rstrip("0") or "0"
