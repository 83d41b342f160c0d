"""Meetings with a group, and how their time went."""

from dataclasses import dataclass
from typing import Literal

from facilitator.domain.questions import StepKind, step_id

SessionKind = Literal["focus_group", "reflection"]


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting; times are RFC 3339 text with an offset. `question` is the one last on screen, `step` what was
    instead of a question: the welcome, the ground rules or the closing.

    `notes_only` says that the group does not want to be recorded; `rules` are its ground rules in its own words.
    """

    id: str
    position: float = 0.0
    actor: str = ""
    kind: SessionKind = "focus_group"
    planned_at: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    planned_minutes: int | None = None
    place: str = ""
    question: str | None = None
    notes_only: bool = False
    rules: tuple[str, ...] = ()
    step: StepKind | Literal[""] = ""

    @property
    def place_id(self) -> str | None:
        """Where in the route it is: the id of a question or of a step."""
        return step_id(self.step) if self.step else self.question

    @property
    def is_open(self) -> bool:
        """Whether it has begun and not ended."""
        return self.started_at is not None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class Visit:
    """A span of session time, in ms since the start, in which one question, or one step around them, was on screen.

    `end_ms` is brought up to date while the question is on screen, so that a crash loses little.
    """

    id: str
    position: float = 0.0
    session: str = ""
    question: str | None = None
    start_ms: int = 0
    end_ms: int = 0
    step: StepKind | Literal[""] = ""

    @property
    def place_id(self) -> str | None:
        """What was on screen: the id of a question or of a step."""
        return step_id(self.step) if self.step else self.question
