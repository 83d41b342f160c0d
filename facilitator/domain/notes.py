"""What is captured while people talk."""

from dataclasses import dataclass
from typing import Final, Literal

NoteKind = Literal["idea", "quote", "observation", "parking", "later", "own", "private"]
MarkKind = Literal["nod", "shake", "surprised", "again"]


SAID_ALOUD: Final = frozenset({"idea", "quote", "parking"})
"""Kinds that somebody in the room has said; the others are the facilitator's own, whoever they are about."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How others took an entry, by person ids; `again` names those who said it too, as often as they did."""

    kind: MarkKind
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of the stream; `at_ms` is session time, `questions` may be none or several.

    `said_again` counts how often the idea came back, whoever said it. `several` means that more than one person
    said it at once; `speaker` is a person id, None when unknown. `stream` names the scribe, empty for the facilitator;
    a `struck` entry was taken back in the room and has no words any more. What is `private` stands in no document
    and no file made for others.
    """

    id: str
    position: float = 0.0
    session: str = ""
    questions: tuple[str, ...] = ()
    kind: NoteKind = "idea"
    text: str = ""
    speaker: str | None = None
    at_ms: int | None = None
    said_again: int = 0
    marks: tuple[Mark, ...] = ()
    several: bool = False
    finish_from_audio: bool = False
    stream: str = ""
    struck: bool = False
