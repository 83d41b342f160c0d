"""The section `transcripts`: each with its cues in order, whose place is their id."""

from types import SimpleNamespace
from typing import Any

from facilitator.domain.transcripts import Cue, Transcript
from facilitator.storage.interchange.kinds import MS, TEN_YEARS_MS, TEXT, Choice, Key, List, Maybe, Object, Text, Whole
from facilitator.storage.interchange.records import needed, optional_ref, own_id, rare, text

CUE = Object(
    (
        Key("start_ms", Maybe(MS)),
        Key("end_ms", Maybe(MS)),
        needed("text", TEXT),
        rare("speaker", TEXT, ""),
        rare(
            "times", Text(pattern=r"(\d+-\d+( \d+-\d+)*)?", advice="write ms from the cue's start: 0-210 215-400"), ""
        ),
    ),
)

TRANSCRIPT = Object(
    (
        own_id("transcripts"),
        Key("session", optional_ref("sessions")),
        Key("file", Text(longest=255), default=""),
        Key("kind", Choice(("vtt", "srt", "whisper", "text", "made")), default="text"),
        text("label"),
        rare("language", TEXT, ""),
        rare("offset_ms", Whole(-TEN_YEARS_MS, TEN_YEARS_MS), 0),
        Key("cues", List(CUE), default=()),
    ),
)


def made_of(found: dict[str, Any]) -> list[Any]:
    """A transcript and its cues."""
    cues = found.pop("cues")
    made = [Cue(found["id"], position=float(place), **cue) for place, cue in enumerate(cues, 1)]
    return [Transcript(**found), *made]


def form_of(transcript: Transcript, cues: list[Cue]) -> Any:
    """A transcript as the file has it."""
    values = {name: getattr(transcript, name) for name in Transcript.__dataclass_fields__}
    return SimpleNamespace(**values, cues=cues)
