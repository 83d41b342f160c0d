"""From moments of session time to spans of sound: how long recordings are, and the clip that a mark stands for."""

from collections.abc import Iterable

from facilitator.domain.findings import Clip
from facilitator.domain.recordings import Gap, Recording, Sounding, sounding_at, soundings

CLIP_MS = 20_000
"""A clip whose end nobody has listened for lasts this long."""
SHORTEST_MS = 1_000


def length_ms(recording: Recording) -> int:
    """How much sound a recording holds."""
    return sum(stretch.frames for stretch in recording.stretches) * 1000 // recording.rate


def end_ms(recording: Recording) -> int:
    """The session time of its last sample; 0 without any."""
    ends = (each.at_ms + each.frames * 1000 // recording.rate for each in recording.stretches)
    return max(ends, default=0)


def spans_of(recording: Recording) -> list[Sounding]:
    """The unbroken spans of one recording, by session time."""
    return soundings([recording])


def sounds_at(recordings: Iterable[Recording], at_ms: int) -> bool:
    """Whether any recording holds a moment; asked for every entry of a long session, so without making anything."""
    return any(
        stretch.at_ms <= at_ms < stretch.at_ms + stretch.frames * 1000 // recording.rate
        for recording in recordings
        for stretch in recording.stretches
    )


def struck_at(gaps: Iterable[Gap], at_ms: int) -> bool:
    """Whether the sound of this moment was taken back by its speaker."""
    return any(gap.reason == "struck" and gap.start_ms <= at_ms < (gap.end_ms or at_ms + 1) for gap in gaps)


def clip_at(recordings: Iterable[Recording], gaps: Iterable[Gap], at_ms: int, length_ms: int = CLIP_MS) -> Clip | None:
    """The clip from a moment on, within one unbroken run of sound and before anything struck; None without sound."""
    struck = [gap for gap in gaps if gap.reason == "struck"]
    found = sounding_at(recordings, at_ms)
    if found is None or struck_at(struck, at_ms):
        return None
    later = [gap.start_ms for gap in struck if gap.start_ms > at_ms]
    end = min([at_ms + length_ms, found.end_ms, *later])
    if end - at_ms < SHORTEST_MS:
        return None
    return Clip(found.recording.file, found.in_file(at_ms), found.in_file(end))
