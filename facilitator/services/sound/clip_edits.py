"""What can be changed about a clip; each function gives the changed clip, the sound itself is never touched."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Hidden, HideHow

Edge = Literal["in", "out"]
SHORTEST_MS = 100
"""A clip and its handles keep this much between them."""
LONGEST_FADE_MS = 5_000


def with_edge(clip: Clip, edge: Edge, at_ms: int, length_ms: int) -> Clip:
    """The in or out point moved as far as the other point and the ends of the file (`length_ms`) let it."""
    if edge == "in":
        return replace(clip, start_ms=max(0, min(at_ms, clip.end_ms - SHORTEST_MS)))
    longest = max(length_ms, clip.start_ms + SHORTEST_MS)
    return replace(clip, end_ms=min(longest, max(at_ms, clip.start_ms + SHORTEST_MS)))


def with_times(clip: Clip, start_ms: int, end_ms: int) -> Clip:
    """Both points as typed; UserError when the end does not come after the beginning."""
    if start_ms < 0 or start_ms >= end_ms:
        raise UserError("The end must come after the beginning.")
    return replace(clip, start_ms=start_ms, end_ms=end_ms)


def with_fade(clip: Clip, edge: Edge, fade_ms: int) -> Clip:
    """The ends faded over so many ms."""
    length = max(0, min(fade_ms, LONGEST_FADE_MS))
    begin, end = (length, clip.fade_out) if edge == "in" else (clip.fade_ms, length)
    return replace(clip, fade_ms=begin, fade_out_ms=None if begin == end else end)


def with_hidden(clip: Clip, start_ms: int, end_ms: int, how: HideHow) -> Clip:
    """A span that nobody hears; it takes the place of what it overlaps."""
    if start_ms >= end_ms:
        raise UserError("Mark the span first: drag over it, or press F where it begins and T where it ends.")
    kept = _outside(clip.hidden, start_ms, end_ms)
    return replace(clip, hidden=tuple(sorted((*kept, Hidden(start_ms, end_ms, how)), key=_start)))


def without_hidden(clip: Clip, at_ms: int) -> Clip:
    """The hidden span at this moment is heard again."""
    kept = tuple(each for each in clip.hidden if not each.start_ms <= at_ms <= each.end_ms)
    return replace(clip, hidden=kept)


def _outside(hidden: Iterable[Hidden], start_ms: int, end_ms: int) -> list[Hidden]:
    kept = []
    for each in hidden:
        if each.start_ms < start_ms:
            kept.append(replace(each, end_ms=min(each.end_ms, start_ms)))
        if each.end_ms > end_ms:
            kept.append(replace(each, start_ms=max(each.start_ms, end_ms)))
    return kept


def _start(hidden: Hidden) -> int:
    return hidden.start_ms
