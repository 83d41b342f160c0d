"""What an entry of the stream looks like and says, worked out once for each entry."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from facilitator.domain.notes import SAID_ALOUD, Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.room import Swap, seats_at
from facilitator.domain.timecode import moment
from facilitator.ui.run.words import KIND_ICONS, kind_name, sign_words

Heard = Literal["", "sound", "none"]
"""Whether the moment of an entry can be heard; nothing where the session has no recording at all."""
PLAY_OFF = "play_off"
SIGNS: Mapping[Heard, str] = {"": "", "sound": "play", "none": "mic_lost"}


@dataclass(frozen=True)
class EntryChip:
    """One chip under an entry."""

    text: str
    icon: str | None = None
    tone: str = "plain"


@dataclass(frozen=True)
class EntryLook:
    """Everything that is drawn of an entry; `seat` is empty for the facilitator's own notes.

    `sign` stands at the right: play (perhaps off), stop, a struck microphone, or nothing.
    """

    time: str
    seat: str
    text: str
    italic: bool
    quiet: bool
    chips: tuple[EntryChip, ...]
    sign: str = ""


class EntryWords:
    """Makes looks from notes; what it needs to know beside the note is set by the view."""

    def __init__(self, started_at: str) -> None:
        self._started = moment(started_at).timestamp()
        self.people: Mapping[str, Person] = {}
        self.swaps: Sequence[Swap] = ()
        """Changes of seats; an entry keeps the seat that its speaker had when it was said."""
        self.numbers: Mapping[str, int] = {}
        self.current: str | None = None
        self.heard: Callable[[Note], Heard] = lambda _note: ""
        self.playing: str | None = None
        self.muted = False
        """Whether entries may not be played just now, so that their signs are off."""

    def look(self, note: Note) -> EntryLook:
        seat = self._seat(note)
        if note.struck:
            words = _tr("Struck because its speaker asked for it.")
            return EntryLook(self.time(note), seat, words, False, True, (EntryChip(_tr("struck"), "hidden"),))
        return EntryLook(
            time=self.time(note),
            seat=seat,
            text=f"“{note.text}”" if note.kind == "quote" and note.text else note.text or kind_name(note.kind),
            italic=note.kind == "quote" and bool(note.text),
            quiet=note.kind not in SAID_ALOUD or not note.text,
            chips=tuple(self._chips(note)),
            sign=self._sign(note),
        )

    def _sign(self, note: Note) -> str:
        sign = "stop" if note.id == self.playing else SIGNS[self.sound(note)]
        return PLAY_OFF if sign == "play" and self.muted else sign

    def sound(self, note: Note) -> Heard:
        """Whether the moment of the entry can be heard."""
        return self.heard(note)

    def time(self, note: Note) -> str:
        """The local clock at the entry, or nothing when it was written afterwards."""
        if note.at_ms is None:
            return ""
        return time.strftime("%H:%M:%S", time.localtime(self._started + note.at_ms / 1000))

    def _seat(self, note: Note) -> str:
        if note.kind not in SAID_ALOUD and note.speaker is None and not note.several:
            return ""
        if note.several:
            return "∗"
        return self._seat_of(note.speaker, note.at_ms) if note.speaker else "?"

    def _seat_of(self, person_id: str, at_ms: int | None) -> str:
        person = self.people.get(person_id)
        seat = person.seat if person is not None else None
        if self.swaps:
            seat = seats_at(self.people.values(), self.swaps, at_ms).get(person_id)
        return "?" if seat is None else str(seat)

    def _chips(self, note: Note) -> list[EntryChip]:
        chips = [EntryChip(kind_name(note.kind), KIND_ICONS[note.kind])]
        signs = (mark for mark in note.marks if mark.kind != "again")
        chips += (EntryChip(sign_words(mark.kind, len(mark.people), self._seats(mark, note.at_ms))) for mark in signs)
        if note.said_again:
            chips.append(EntryChip(self._again(note)))
        if note.finish_from_audio:
            chips.append(EntryChip(_tr("finish from audio"), None, "warn"))
        chips += self._question_chips(note)
        if note.stream:
            chips.append(EntryChip(_tr("by {scribe}").format(scribe=note.stream)))
        if self.sound(note) == "none":
            chips.append(EntryChip(_tr("no audio"), "mic_lost", "rec"))
        return chips

    def _seats(self, mark: Mark, at_ms: int | None) -> str:
        return ", ".join(sorted((self._seat_of(p, at_ms) for p in mark.people), key=lambda s: (len(s), s)))

    def _again(self, note: Note) -> str:
        """How often it came back, and from which seats."""
        seats = next((self._seats(mark, note.at_ms) for mark in note.marks if mark.kind == "again"), "")
        words = _tr("said again ×{count}: {seats}") if seats else _tr("said again ×{count}")
        return words.format(count=note.said_again, seats=seats)

    def _question_chips(self, note: Note) -> list[EntryChip]:
        """Only where it is filed otherwise than under the question on screen."""
        if note.questions == ((self.current,) if self.current else ()):
            return []
        if not note.questions:
            return [EntryChip(_tr("no question"))]
        numbers = sorted(self.numbers.get(question, 0) for question in note.questions)
        return [EntryChip(", ".join(_tr("Q{number}").format(number=n or "?") for n in numbers))]

    def spoken(self, note: Note) -> str:
        """Object and state in words, for a screen reader."""
        person = self.people.get(note.speaker or "")
        if note.several:
            who = _tr("several people")
        elif person is not None:
            who = _tr("seat {seat}, {alias}").format(seat=self._seat(note), alias=person.alias)
        else:
            who = _tr("speaker unknown") if self._seat(note) else ""
        entry = _tr("Entry {time}").format(time=self.time(note)).strip()
        parts = [entry, who, *(chip.text for chip in self._chips(note))]
        return f"{', '.join(part for part in parts if part)}: {note.text}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
