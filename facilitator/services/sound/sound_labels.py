"""The marks of a session as labels that Audacity shows under its sound; nobody is named in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.domain.actors import Actor
from facilitator.domain.documents.searching import Searcher
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote
from facilitator.domain.notes import Note, NoteKind
from facilitator.domain.questions import Question
from facilitator.domain.recordings import Gap, Recording, soundings
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import STUDY_ID, Study
from facilitator.domain.timecode import length_text
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.services.sound.timeline import timeline_of
from facilitator.storage.files import safe_name, whole_file
from facilitator.storage.names import NameKey
from facilitator.storage.store import Store

LONGEST: Final = 80
"""Letters of a text in a label; a longer one would lie over its neighbours."""
_KINDS: Final[dict[NoteKind, str]] = {
    "idea": "idea",
    "quote": "quote",
    "observation": "observation",
    "parking": "parked",
    "later": "come back",
    "own": "own note",
    "private": "",
}
_HIDDEN: Final = "…"

ToFile = Callable[[int], int | None]
"""From session time to the time of a sound file; None where that has no sound."""


@dataclass(frozen=True, slots=True)
class Label:
    """A moment or a span of a sound file."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class LabelFile:
    """One file to be: labels in the time of one recording, or in session time where there is none."""

    name: str
    labels: tuple[Label, ...]

    @property
    def text(self) -> str:
        """As Audacity imports it: seconds, seconds, words, parted by tabs."""
        ordered = sorted(self.labels, key=lambda label: (label.start_ms, label.end_ms, label.text))
        return "".join(f"{_seconds(each.start_ms)}\t{_seconds(each.end_ms)}\t{each.text}\n" for each in ordered)


class SoundLabels:
    """Reads notes, questions, clips and gaps of sessions; writes them beside one another into a folder."""

    def __init__(self, store: Store, names: NameKey) -> None:
        self._store = store
        self._gate = Gatekeeper(store, names)

    def write(self, folder: Path, actors: Sequence[str] | None = None) -> list[Path]:
        """The files of all sessions (of these groups), over older ones; UserError when there is nothing to write."""
        files = self.files(actors)
        if not files:
            raise UserError("There are no marks yet: nothing was written down in a session.")
        paths = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for file in files:
                with whole_file(folder / file.name) as part:
                    part.write_text(file.text, encoding="utf-8", newline="\n")
                paths.append(folder / file.name)
        except OSError as error:
            raise UserError(f"The labels could not be written: {error.strerror or error}. Make room there.") from error
        return paths

    def files(self, actors: Sequence[str] | None = None) -> list[LabelFile]:
        """What would be written."""
        taken: set[str] = set()
        found = []
        for session in self._store.find(Session):
            if actors is None or session.actor in actors:
                found += [LabelFile(self._name(session, taken), labels) for labels in self._of_session(session)]
        return found

    def _of_session(self, session: Session) -> Iterator[tuple[Label, ...]]:
        recordings = self._store.find(Recording, session=session.id)
        for recording in recordings:
            labels = [*self._marks(session, _in_file(recording)), *self._clips(session, recording.file)]
            if labels:
                yield tuple(labels)
        if not recordings and (labels := list(self._marks(session, lambda at: at))):
            yield tuple(labels)

    def _marks(self, session: Session, to_file: ToFile) -> Iterator[Label]:
        for note in self._store.find(Note, session=session.id):
            if note.kind == "private":
                continue
            yield from _moment(note.at_ms, self._note_text(note), to_file)
        for visit in self._store.find(Visit, session=session.id):
            question = self._store.get(Question, visit.question) if visit.question else None
            words = question.title or question.text if question else visit.step or "no question"
            yield from _moment(visit.start_ms, f"? {self._safe(words)}", to_file)
        for gap in self._store.find(Gap, session=session.id):
            length = f" {length_text(gap.end_ms - gap.start_ms)}" if gap.end_ms is not None else ""
            yield from _moment(gap.start_ms, f"no sound{length} ({gap.reason.replace('_', ' ')})", to_file)

    def _clips(self, session: Session, file: str) -> Iterator[Label]:
        line = timeline_of(self._store, file)
        for quote in self._store.find(Quote, session=session.id):
            if (clip := quote.clip) is not None and clip.file == file:
                missing = line.missing_in(clip.start_ms, clip.end_ms)
                across = f", {length_text(missing)} missing in it" if missing else ""
                yield Label(clip.start_ms, clip.end_ms, f"clip{across}: {self._safe(quote.text)}")

    def _note_text(self, note: Note) -> str:
        counts = [f"{mark.kind} {len(mark.people)}" for mark in note.marks if mark.kind != "again"]
        counts += [f"said again {note.said_again}"] if note.said_again else []
        return f"{_KINDS[note.kind]}: {self._safe(note.text)}{_in_brackets(counts)}"

    def _safe(self, text: str) -> str:
        """One line without the names that stand in it."""
        return _short(without_names(" ".join(text.split()), self._gate.searcher))

    def _name(self, session: Session, taken: set[str]) -> str:
        study = (self._store.get(Study, STUDY_ID) or Study()).title
        actor = self._store.get(Actor, session.actor)
        stem = " - ".join(self._safe(part) for part in (study, actor.name if actor else "", "labels") if part)
        number = 1
        while (name := safe_name(f"{stem}{'' if number == 1 else f' {number}'}.txt")).casefold() in taken:
            number += 1
        taken.add(name.casefold())
        return name


def without_names(text: str, searcher: Searcher) -> str:
    """The text with an ellipsis in the place of names, aliases and addresses."""
    words = [hit.word for hit in searcher.search(text) if hit.kind in ("name", "part", "alias", "contact")]
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, _HIDDEN)
    left = words and any(hit.kind in ("name", "part") for hit in searcher.search(text))
    return _HIDDEN if left else text  # a name that is not written in one piece cannot be taken out alone


def _in_file(recording: Recording) -> ToFile:
    spans = soundings([recording])

    def to_file(session_ms: int) -> int | None:
        for span in spans:
            if span.start_ms <= session_ms < span.end_ms:
                return span.in_file(session_ms)
        later = [span for span in spans if span.start_ms > session_ms]
        return later[0].file_ms if later else None

    return to_file


def _moment(session_ms: int | None, text: str, to_file: ToFile) -> Iterator[Label]:
    at = None if session_ms is None else to_file(session_ms)
    if at is not None:
        yield Label(at, at, text)


def _in_brackets(parts: Sequence[str]) -> str:
    return f" ({', '.join(parts)})" if parts else ""


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03}000"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
