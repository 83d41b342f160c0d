"""How a group took what it was shown, and exactly what that was."""

from dataclasses import dataclass
from typing import Final, Literal

ReactionKind = Literal["agree", "partly", "disagree", "add", "surprised", "ask", "same", "none", "not_said"]
SIGNS: Final[dict[ReactionKind, str]] = {
    "agree": "+",
    "partly": "±",
    "disagree": "−",
    "same": "=",
    "surprised": "!",
    "ask": "?",
    "add": "*",
    "none": "0",
    "not_said": "∅",
}
"""How a table tells each kind by one sign, on the screen and on paper."""
Level = Literal["", "all", "most", "some"]
"""How many of the group react so, where nobody in particular is named."""
AboutKind = Literal["statement", "quote", "question", "actor"]


@dataclass(frozen=True, slots=True)
class About:
    """What a reaction is about."""

    kind: AboutKind
    id: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """One reaction in a reflection session; `about` None means the whole. "none" notes silence.

    "not_said" notes what a group did not mention: `about` is that group, `text` what was missing, and `question` the
    one under which it was missed. `level` says how many take it so.
    """

    id: str
    position: float = 0.0
    session: str = ""
    about: About | None = None
    kind: ReactionKind = "agree"
    text: str = ""
    speaker: str | None = None
    at_ms: int | None = None
    question: str | None = None
    level: Level = ""


@dataclass(frozen=True, slots=True)
class Reflection:
    """The facilitator's summary paragraphs of a reflection session; its id is the session's."""

    id: str
    summary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """A frozen copy of one thing that was put before a group, or of its being left out.

    `text` is the wording shown and `sha256` its digest; neither follows later edits.
    `about` names the statement or quote.
    """

    id: str
    position: float = 0.0
    session: str = ""
    about: About = About("statement", "")
    actor: str = ""
    question: str | None = None
    text: str = ""
    sha256: str = ""
    shown_at: str = ""
    left_out: bool = False
