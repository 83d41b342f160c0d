"""What was said in a session, word for word, with the times at which it is heard in a sound file."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.ids import joined_id

TranscriptKind = Literal["vtt", "srt", "whisper", "text", "made"]
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript of `file`, a sound file of the study; without one its times are session time.

    `offset_ms` is added to all its times: a file that was started later than the sound. `label` is the name the
    transcript came with, or the model that made it.
    """

    id: str
    position: float = 0.0
    session: str | None = None
    file: str = ""
    kind: TranscriptKind = "text"
    label: str = ""
    language: str = ""
    offset_ms: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its times as the cue has them; `exact` says they were measured, not reckoned from its letters."""

    text: str
    start_ms: int
    end_ms: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Cue:
    """A few words of one speaker; without times `start_ms` and `end_ms` are None.

    `times` are start and end of each word in ms from the start of the cue, as "0-210 215-400": rows are many and
    should be small. It is empty where only the cue's own times are known. `speaker` is the label that the transcript
    gives somebody, not a person of the study.
    """

    transcript: str = ""
    position: float = 0.0
    start_ms: int | None = None
    end_ms: int | None = None
    text: str = ""
    speaker: str = ""
    times: str = ""

    @property
    def id(self) -> str:
        """One cue for each place in a transcript."""
        return joined_id(self.transcript, f"{self.position:g}")

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words; none where it has no times."""
        if self.start_ms is None:
            return ()
        texts = _WORD.findall(self.text)
        spans = spans_of(self.times)
        if len(spans) == len(texts):
            start = self.start_ms
            return tuple(Word(t, start + first, start + last) for t, (first, last) in zip(texts, spans, strict=True))
        return tuple(_reckoned(texts, self.start_ms, self.end_ms or self.start_ms))


def _reckoned(texts: Sequence[str], start_ms: int, end_ms: int) -> Iterable[Word]:
    """Words spread over the time of their cue by their length; a space counts as a letter."""
    letters = sum(len(text) + 1 for text in texts)
    done = 0
    for text in texts:
        first = start_ms + (end_ms - start_ms) * done // letters
        done += len(text) + 1
        yield Word(text, first, start_ms + (end_ms - start_ms) * done // letters, exact=False)


def spans_of(times: str) -> list[tuple[int, int]]:
    """Start and end of each word; none where the text is not in that form."""
    try:
        return [(int(first), int(last)) for first, last in (part.split("-") for part in times.split())]
    except ValueError:
        return []


def times_of(spans: Iterable[tuple[int, int]], start_ms: int) -> str:
    """The form in which a cue keeps the times of its words."""
    return " ".join(f"{max(0, first - start_ms)}-{max(0, last - start_ms)}" for first, last in spans)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A word of a transcript: the place of its cue in the list of cues, and its own in the cue."""

    cue: int
    word: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Words from one spot to another with the span in which they are heard, where that is known."""

    text: str
    speakers: tuple[str, ...]
    start_ms: int | None
    end_ms: int | None
    exact: bool


def cue_at(cues: Sequence[Cue], at_ms: int) -> int | None:
    """The cue heard at a moment, or the last one before it in a pause; None before the first."""
    timed = [(cue.start_ms, place) for place, cue in enumerate(cues) if cue.start_ms is not None]
    timed.sort()
    found = bisect_right(timed, (at_ms, len(cues))) - 1
    return timed[found][1] if found >= 0 else None


def word_at(cues: Sequence[Cue], at_ms: int) -> Spot | None:
    """The word heard at a moment, or the last one before it."""
    place = cue_at(cues, at_ms)
    if place is None:
        return None
    starts = [word.start_ms for word in cues[place].words]
    return Spot(place, max(0, bisect_right(starts, at_ms) - 1))


def passage(cues: Sequence[Cue], first: Spot, last: Spot) -> Passage:
    """The words between two spots, both included, in whichever order they are given."""
    first, last = min(first, last), max(first, last)
    texts: list[str] = []
    words: list[Word] = []
    speakers: list[str] = []
    timed = True
    for place in range(first.cue, last.cue + 1):
        cue = cues[place]
        begin = first.word if place == first.cue else 0
        end = last.word + 1 if place == last.cue else None
        texts += _WORD.findall(cue.text)[begin:end]
        words += cue.words[begin:end]
        timed = timed and cue.start_ms is not None
        speakers.append(cue.speaker)
    known = timed and bool(words)
    return Passage(
        " ".join(texts),
        tuple(dict.fromkeys(speaker for speaker in speakers if speaker)),
        min(word.start_ms for word in words) if known else None,
        max(word.end_ms for word in words) if known else None,
        known and all(word.exact for word in words),
    )


def occurrences(cues: Sequence[Cue], sought: str) -> list[tuple[Spot, Spot]]:
    """Where the words stand, across the ends of cues too, whatever their case; first and last word of each place."""
    wanted = [_folded(word) for word in _WORD.findall(sought)]
    if not wanted:
        return []
    words = [
        (_folded(text), Spot(place, at))
        for place, cue in enumerate(cues)
        for at, text in enumerate(_WORD.findall(cue.text))
    ]
    more = len(wanted) - 1
    return [
        (words[at][1], words[at + more][1])
        for at in range(len(words) - more)
        if _match(wanted, [folded for folded, _ in words[at : at + more + 1]])
    ]


def _match(wanted: Sequence[str], there: Sequence[str]) -> bool:
    """Whole words, except that the last one may be only begun; a single word may stand within another."""
    if len(wanted) == 1:
        return wanted[0] in there[0]
    return there[:-1] == list(wanted[:-1]) and there[-1].startswith(wanted[-1])


def _folded(word: str) -> str:
    return word.casefold().strip(".,;:!?…\"'“”‘’„«»()[]–—-") or word.casefold()
