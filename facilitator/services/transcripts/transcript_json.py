"""What Whisper and its relatives write: openai-whisper, faster-whisper, WhisperX and whisper.cpp."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from facilitator.domain.transcripts import Cue, times_of
from facilitator.services.transcripts.transcript_parsing import MOST_HOURS, Fault, Found, moment_ms

Json = Any
Span = tuple[str, int | None, int | None]
MOST_MS: Final = MOST_HOURS * 3_600_000


def read_whisper(text: str) -> Found:
    """Segments with the times of their words where the program wrote them."""
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise Fault(error.lineno, f"this is no JSON ({error.msg}).") from error
    except RecursionError as error:
        raise Fault(1, "this JSON is nested too deeply.") from error
    except ValueError as error:
        raise Fault(0, "there is a number in it of more digits than can be read.") from error
    if isinstance(values, Mapping) and isinstance(values.get("transcription"), list):
        result = values.get("result")
        language = _text(result.get("language")) if isinstance(result, Mapping) else ""
        return Found([cue for each in _cpp_cues(values["transcription"]) for cue in each], language)
    segments = values.get("segments") if isinstance(values, Mapping) else values
    if not isinstance(segments, list):
        raise Fault(0, "there are no segments in it, as Whisper writes them.")
    language = _text(values.get("language")) if isinstance(values, Mapping) else ""
    cues = [_cue(number, segment) for number, segment in enumerate(segments, 1)]
    return Found([cue for cue in cues if cue.text], language)


def _cue(number: int, segment: Json) -> Cue:
    if not isinstance(segment, Mapping):
        raise Fault(0, f"segment {number} is not an object.")
    start, end = (_seconds(number, segment, key) for key in ("start", "end"))
    _check_order(number, start, end)
    text = " ".join(_text(segment.get("text")).split())
    return Cue(
        start_ms=start,
        end_ms=end,
        text=text,
        speaker=_text(segment.get("speaker")).strip(),
        times=_times(text, _words(segment.get("words")), start, end),
    )


def _words(values: Json) -> Iterator[Span]:
    for value in values if isinstance(values, list) else ():
        if isinstance(value, Mapping):
            start, end = (_ms(value.get(key)) for key in ("start", "end"))
            yield _text(value.get("word") or value.get("text")), start, end


def _times(text: str, words: Iterator[Span], start: int, end: int) -> str:
    """The times of the words of `text`; "" where they do not fit it. A word whose time is unknown lies in the gap.

    Punctuation and syllables that come as words of their own are put to the word before.
    """
    spans: list[list[int | None]] = []
    reached = 0
    for word, first, last in words:
        bare = " ".join(word.split())
        if not bare:
            continue
        if spans and text.startswith(bare, reached):
            reached += len(bare)
            spans[-1][1] = last if last is not None else spans[-1][1]
        elif text.startswith(bare, reached + bool(spans)):
            reached += len(bare) + bool(spans)
            spans.append([first, last])
        else:
            return ""
    return times_of(_filled(spans, start, end), start) if reached == len(text) else ""


def _filled(spans: Sequence[Sequence[int | None]], start: int, end: int) -> list[tuple[int, int]]:
    """All times known, in order and within the segment."""
    reached, made = start, []
    for place, (first, last) in enumerate(spans):
        later = next((each[0] for each in spans[place + 1 :] if each[0] is not None), end)
        begin = min(max(reached, first if first is not None else reached), max(end, start))
        finish = min(max(begin, last if last is not None else later), max(end, start))
        made.append((begin, finish))
        reached = begin
    return made


def _cpp_cues(segments: Sequence[Json]) -> Iterator[list[Cue]]:
    """Segments of whisper.cpp: offsets in ms, tokens that are parts of words."""
    for number, segment in enumerate(segments, 1):
        if not isinstance(segment, Mapping):
            raise Fault(0, f"segment {number} is not an object.")
        start, end = _cpp_span(number, segment)
        _check_order(number, start, end)
        text = " ".join(_text(segment.get("text")).split())
        times = _times(text, _tokens(segment.get("tokens")), start, end)
        speaker = _text(segment.get("speaker")).strip()
        yield [Cue(start_ms=start, end_ms=end, text=text, speaker=speaker, times=times)] if text else []


def _cpp_span(number: int, segment: Mapping[str, Json]) -> tuple[int, int]:
    offsets, stamps = segment.get("offsets"), segment.get("timestamps")
    found: list[int | None] = [None, None]
    if isinstance(offsets, Mapping):
        found = [_whole(offsets.get(key)) for key in ("from", "to")]
    if None in found and isinstance(stamps, Mapping):
        found = [moment_ms(_text(stamps.get(key))) for key in ("from", "to")]
    start, end = found
    if start is None or end is None:
        raise Fault(0, f"segment {number} has no times.")
    return start, end


def _tokens(values: Json) -> Iterator[Span]:
    """Words put together from tokens: one that begins with a blank begins a word; marks in brackets are no words."""
    for value in values if isinstance(values, list) else ():
        if not isinstance(value, Mapping) or _text(value.get("text")).startswith("[_"):
            continue
        offsets = value.get("offsets")
        span = offsets if isinstance(offsets, Mapping) else {}
        yield _text(value.get("text")), _whole(span.get("from")), _whole(span.get("to"))


def _seconds(number: int, segment: Mapping[str, Json], key: str) -> int:
    if segment.get(key) is None:
        raise Fault(0, f"segment {number} has no {key}.")
    ms = _ms(segment[key])
    if ms is None:
        raise Fault(0, f"the {key} of segment {number} is no time in seconds.")
    return ms


def _check_order(number: int, start: int, end: int) -> None:
    if end < start:
        raise Fault(0, f"segment {number} ends before it begins.")


def _ms(value: Json) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value * 1000) if 0 <= value <= MOST_MS / 1000 else None


def _whole(value: Json) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value) if 0 <= value <= MOST_MS else None


def _text(value: Json) -> str:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
