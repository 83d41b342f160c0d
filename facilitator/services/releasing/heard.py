"""What is said in a clip besides the words of its quote, where a transcript tells it; else it has to be listened to."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from facilitator.domain.changes import Changes
from facilitator.domain.documents.gate import Place
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.recordings import Recording, session_ms, soundings
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.storage.store import Store

MEASURED_MS, RECKONED_MS = 150, 1_000
"""So far outside a clip a word may be said to stand and be heard in it all the same."""
SILENT_MS = 2_000
"""So long may nobody speak before the first word of a transcript and after its last."""


class _Said(NamedTuple):
    """A word, and between which times it may be heard."""

    first_ms: int
    last_ms: int
    text: str
    exact: bool


def listening_place(quote: Quote) -> Place:
    """Stands for the sound of a clip as it is cut now, so that the answer ends when its edges change."""
    return Place(f"clip {quote.id}", repr(quote.clip), ())


class Heard:
    """Words heard in clips; transcripts are read once until one of them changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._words: dict[str, list[_Said]] = {}
        self._transcripts: list[Transcript] | None = None
        self._recordings: dict[str, Recording] = {}
        store.listen(self._on_changed)

    def words_in(self, clip: Clip, *, measured: bool = False) -> str | None:
        """What a transcript says is heard in the clip, without what is hidden; None where no transcript covers it.

        `measured` leaves out words whose times are reckoned: those may be hidden though they seem not to be.
        """
        covered = False
        told = []
        for start, words in self._sources(clip):
            said = [each for each in words if each[1] > start and each[0] < start + clip.duration_ms]
            covered = covered or (bool(said) and _is_within(words, start, clip))
            told += [
                text
                for first, last, text, exact in said
                if (exact or not measured) and not _hidden(clip, (first + last) // 2 - start)
            ]
        return " ".join(told) if covered else None

    def _sources(self, clip: Clip) -> Iterator[tuple[int, list["_Said"]]]:
        """Each transcript that may tell of the clip, with where the clip begins in its time."""
        if self._transcripts is None:
            self._transcripts = self._store.find(Transcript)
            self._recordings = {each.file: each for each in self._store.find(Recording)} if self._transcripts else {}
        recording = self._recordings.get(clip.file)
        for source in self._transcripts:
            if source.file == clip.file:
                yield clip.start_ms - source.offset_ms, self._words_of(source)
            elif recording is not None and source.session == recording.session:
                begins = self._begins(recording, clip, source)
                if begins is not None:
                    yield begins - source.offset_ms, self._words_of(source)

    def _begins(self, recording: Recording, clip: Clip, source: Transcript) -> int | None:
        """In the time of a transcript of the same session, or of another recording of it."""
        at = session_ms(recording, clip.start_ms)
        if at is None or not source.file:
            return at
        other = self._recordings.get(source.file)
        return None if other is None else _in_file(other, at)

    def _words_of(self, source: Transcript) -> list["_Said"]:
        words = self._words.get(source.id)
        if words is None:
            words = self._words[source.id] = [
                _Said(word.start_ms - around, word.end_ms + around, word.text, word.exact)
                for cue in self._store.find(Cue, transcript=source.id)
                for word in cue.words
                for around in (MEASURED_MS if word.exact else RECKONED_MS,)
            ]
        return words

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Cue, Transcript, Recording):
            self._words, self._transcripts = {}, None


def _is_within(words: Sequence[_Said], start: int, clip: Clip) -> bool:
    """Whether the transcript was still written at both ends of the clip, which begins at `start` in its time."""
    first, last = min(each.first_ms for each in words), max(each.last_ms for each in words)
    return first - SILENT_MS <= start and start + clip.duration_ms <= last + SILENT_MS


def _in_file(recording: Recording, at_ms: int) -> int | None:
    found = next((each for each in soundings([recording]) if each.start_ms <= at_ms < each.end_ms), None)
    return found.in_file(at_ms) if found else None


def _hidden(clip: Clip, at_ms: int) -> bool:
    """Whether a moment of the clip, from its start, is silent or bleeped in it."""
    at = clip.start_ms + at_ms
    return any(span.start_ms <= at <= span.end_ms for span in clip.hidden)
