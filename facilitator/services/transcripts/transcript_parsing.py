"""WebVTT, SRT and plain text, line by line."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from facilitator.domain.transcripts import Cue, times_of

MOST_HOURS: Final = 1000
_ARROW: Final = "-->"
_TIME = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,6}))?")
_TAG = re.compile(r"<[^<>\n]*>")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>\n]*)>")
_STAMP = re.compile(r"<((?:\d+:)?\d\d:\d\d[.,]\d{1,3})>")
_SPEAKER = re.compile(r"\[([^\[\]\n]{1,60})\]\s*:?\s+(?=\S)|(SPEAKER[ _]\d+)\s*:\s*(?=\S)")
_TEXT_SPEAKER = re.compile(r"(?:\[([^\[\]\d\n][^\[\]\n]{0,59})\]\s*:?|([^\W\d_][^:\n]{0,39}?)\s*:)(?:\s+|$)")
_TEXT_TIME = re.compile(r"[\[(<]?\s*((?:\d{1,4}:)?\d{1,2}:\d\d(?:[.,]\d{1,6})?)\s*[\])>]?(?=[\s:–—-]|$)\s*[:–—-]?\s*")
_MS_A_WORD: Final = 400
"""How long a word takes, where only the beginning of the last passage is known."""


class Fault(Exception):
    """What is wrong, as a sentence, and in which line; 0 where lines say nothing."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(slots=True)
class Found:
    """Cues in order, and the language where the file names it."""

    cues: list[Cue] = field(default_factory=list)
    language: str = ""


Line = tuple[int, str]


def read_vtt(text: str) -> Found:
    """WebVTT: voices become speakers, times within a cue the times of its words; styles and notes are left out."""
    lines = _numbered(text)
    if not lines or not re.match(r"WEBVTT(?:[ \t]|$)", lines[0][1].lstrip("\ufeff")):
        raise Fault(1, "a WebVTT file begins with the word WEBVTT.")
    blocks = list(_blocks(lines[1:], from_start=False))
    found = Found()
    for block in blocks:
        if not re.match(r"(NOTE|STYLE|REGION)(?:\s|$)", block[0][1]):
            found.cues += _vtt_cues(block)
    return _in_order(found)


def read_srt(text: str) -> Found:
    """SubRip: a number, a line of times, and the words; the number may be missing."""
    found = Found()
    for block in _blocks(_numbered(text), from_start=True):
        start, end, rest = _timed(block)
        words = _plain(" ".join(line for _, line in rest))
        speaker, words = _speaker_of(words)
        if words:
            found.cues.append(Cue(start_ms=start, end_ms=end, text=words, speaker=speaker))
    return _in_order(found)


def read_text(text: str) -> Found:
    """Paragraphs, each with or without time and speaker ("[0:12] Anna: …"); other lines go on from the one before."""
    found = Found()
    open_paragraph = False
    for number, line in _numbered(text):
        start, rest = _text_time(number, line.strip())
        speaker, words = _text_speaker(rest)
        if start is not None or speaker or (words and not open_paragraph):
            found.cues.append(Cue(start_ms=start, text=words, speaker=speaker))
        elif words:
            last = found.cues[-1]
            found.cues[-1] = replace(last, text=f"{last.text} {words}".strip())
        open_paragraph = bool(start is not None or speaker or words)
    found.cues = [cue for cue in found.cues if cue.text]
    found.cues = list(_with_ends(found.cues))
    return found


def moment_ms(text: str) -> int | None:
    """Ms of h:mm:ss.fff or m:ss,fff; None when it is no time."""
    parts = _TIME.fullmatch(text.strip())
    if parts is None or int(parts[3]) > 59 or (parts[1] is not None and int(parts[2]) > 59):
        return None
    seconds = (int(parts[1] or 0) * 60 + int(parts[2])) * 60 + int(parts[3])
    ms = int((parts[4] or "0").ljust(3, "0")[:3])
    return seconds * 1000 + ms if seconds < MOST_HOURS * 3600 else None


def _numbered(text: str) -> list[Line]:
    return list(enumerate(text.split("\n"), 1))


def _blocks(lines: Sequence[Line], *, from_start: bool) -> Iterator[list[Line]]:
    """Runs of lines between empty ones; without `from_start` the first run belongs to the head and is passed over.

    A line with an arrow begins a new block even where the empty line before it was forgotten.
    """
    block: list[Line] = []
    head = not from_start
    for line in [*lines, (0, "")]:
        if not line[1].strip():
            if block and not head:
                yield block
            block, head = [], False
        elif head and _ARROW in line[1]:
            block, head = [line], False
        elif _ARROW in line[1] and any(_ARROW in old for _, old in block):
            tail = [block.pop()] if block[-1][1].strip().isdecimal() else []
            yield block
            block = [*tail, line]
        elif not head:
            block.append(line)


def _timed(block: Sequence[Line]) -> tuple[int, int, Sequence[Line]]:
    """Start, end and the lines of words of a block whose first or second line has the times."""
    at = next((place for place, (_, line) in enumerate(block[:2]) if _ARROW in line), None)
    if at is None:
        number, line = block[min(1, len(block) - 1)]
        raise Fault(number, f"“{line.strip()[:40]}” stands where a time like 00:01:02.500 --> 00:01:04.000 should.")
    number, line = block[at]
    first, _, second = line.partition(_ARROW)
    start, end = moment_ms(first), moment_ms((second.split() or [""])[0])
    for typed, ms in ((first, start), ((second.split() or [""])[0], end)):
        if ms is None:
            raise Fault(number, f"“{typed.strip()[:40]}” is no time; one looks like 00:01:02.500.")
    assert start is not None
    assert end is not None
    if end < start:
        raise Fault(number, "the end lies before the beginning.")
    return start, end, block[at + 1 :]


def _vtt_cues(block: Sequence[Line]) -> Iterator[Cue]:
    """One cue for each voice in the block, all with its times."""
    start, end, lines = _timed(block)
    payload = " ".join(line for _, line in lines)
    pieces = _VOICE.split(payload)
    voices = [("", pieces[0]), *zip((_plain(name) for name in pieces[1::2]), pieces[2::2], strict=True)]
    for voice, said in voices:
        words = _plain(said)
        speaker, words = (voice, words) if voice else _speaker_of(words)
        if words:
            yield Cue(start_ms=start, end_ms=end, text=words, speaker=speaker, times=_stamped(said, start, end))


def _stamped(payload: str, start: int, end: int) -> str:
    """The times of words where each word has a stamp of its own before it, as players with moving words need them."""
    pieces = _STAMP.split(payload)
    if len(pieces) < 3:
        return ""
    stamps = [start, *(moment_ms(stamp) or 0 for stamp in pieces[1::2]), end]
    spans: list[tuple[int, int]] = []
    for place, piece in enumerate(pieces[::2]):
        words = _plain(piece).split()
        if len(words) > 1:
            return ""
        spans += [(stamps[place], stamps[place + 1])] * len(words)
    inside = all(start <= first <= last <= end for first, last in spans)
    return times_of(spans, start) if inside else ""


def _plain(text: str) -> str:
    """Words without tags, entities and surplus blanks."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _speaker_of(words: str) -> tuple[str, str]:
    found = _SPEAKER.match(words)
    if found is None:
        return "", words
    return (found[1] or found[2]).strip(), words[found.end() :]


def _text_speaker(line: str) -> tuple[str, str]:
    found = _TEXT_SPEAKER.match(line)
    label = (found[1] or found[2]).strip() if found else ""
    if found is None or len(label.split()) > 3:
        return "", " ".join(line.split())
    return label, " ".join(line[found.end() :].split())


def _text_time(number: int, line: str) -> tuple[int | None, str]:
    found = _TEXT_TIME.match(line)
    if found is None:
        return None, line
    start = moment_ms(found[1])
    if start is None:
        raise Fault(number, f"“{found[1]}” is no time; one looks like 0:12 or 1:02:03.")
    return start, line[found.end() :]


def _with_ends(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Each passage with a time lasts until the next one with a later time."""
    starts = sorted({cue.start_ms for cue in cues if cue.start_ms is not None})
    following = dict(pairwise(starts))
    for cue in cues:
        if cue.start_ms is None:
            yield cue
        else:
            long = cue.start_ms + _MS_A_WORD * len(cue.text.split())
            yield replace(cue, end_ms=following.get(cue.start_ms, long))


def _in_order(found: Found) -> Found:
    found.cues.sort(key=lambda cue: cue.start_ms or 0)
    return found
