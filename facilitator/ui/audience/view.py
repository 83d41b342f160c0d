"""All that can ever stand on the audience window, as one value; there is no other way into it."""

from dataclasses import dataclass
from typing import Literal

AudienceKind = Literal["black", "clock", "question", "statement", "list"]


@dataclass(frozen=True, slots=True)
class AudienceView:
    """What participants see: released words, a group's badge and name, never a person, a count or a time mark.

    `heading` is such as "Development Services said"; a list has a heading and `lines`, such as ground rules.
    `clip_share` goes from 0 to 1 while a clip is heard and is None without one; `line` is the grey line on black.
    """

    kind: AudienceKind = "black"
    question: str = ""
    letter: str = ""
    heading: str = ""
    fill: str | int | None = None
    statement: str = ""
    quote: str = ""
    foot: str = ""
    clip_share: float | None = None
    clip_words: str = ""
    clock: str = ""
    line: str = ""
    lines: tuple[str, ...] = ()

    def words(self) -> str:
        """Everything on it in reading order, for a screen reader."""
        by_kind = {
            "black": (self.line,),
            "clock": (self.clock,),
            "question": (self.heading, self.question, self.foot),
            "list": (self.heading, *self.lines, self.foot),
            "statement": (self.question, self.heading, self.statement, self.quote, self.clip_words, self.foot),
        }
        return "\n".join(part for part in by_kind[self.kind] if part)
