"""What a group is taken to have said, and the words that show it."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["draft", "checked", "released"]


HideHow = Literal["silence", "bleep"]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A span of an audio file, in ms from its start, that nobody hears: a name that slipped out."""

    start_ms: int
    end_ms: int
    how: HideHow = "silence"


@dataclass(frozen=True, slots=True)
class Clip:
    """A span of an audio file inside the study's `audio/` or `clips/` folder, in ms from the start of the file.

    The ends are faded over `fade_ms`, the last one over `fade_out_ms` where that is another length; `disguise` shifts
    the voice by so many semitones. Nothing of it touches the file.
    """

    file: str
    start_ms: int = 0
    end_ms: int = 0
    fade_ms: int = 20
    disguise: int = 0
    hidden: tuple[Hidden, ...] = ()
    fade_out_ms: int | None = None

    @property
    def fade_out(self) -> int:
        """Over how many ms it goes."""
        return self.fade_ms if self.fade_out_ms is None else self.fade_out_ms

    @property
    def duration_ms(self) -> int:
        """Length of the span."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Statement:
    """A summarised statement of a group under a question, resting on `notes`.

    `withheld_from` names viewers who must not see it although the matrix lets them.
    """

    id: str
    position: float = 0.0
    actor: str = ""
    question: str | None = None
    text: str = ""
    status: Status = "draft"
    withheld_from: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they were spoken; `checked` says they were compared with the audio.

    A quote from a reflection has that session and may have no question. `language` is a BCP 47 tag where it differs
    from that of the study.
    """

    id: str
    position: float = 0.0
    actor: str = ""
    question: str | None = None
    text: str = ""
    statement: str | None = None
    speaker: str | None = None
    session: str | None = None
    released: bool = False
    withheld_from: tuple[str, ...] = ()
    checked: bool = False
    clip: Clip | None = None
    note: str | None = None
    language: str = ""
