"""Question sets, their questions, and which of them may be compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

QuestionType = Literal["opening", "introductory", "transition", "key", "ending"]
StepKind = Literal["welcome", "rules", "closing"]
STEP_KINDS: Final[tuple[StepKind, ...]] = get_args(StepKind)
"""In the order of a session: the last of them comes after the questions."""
USUAL_MINUTES: Final[dict[StepKind, int]] = {"welcome": 5, "rules": 3, "closing": 2}


@dataclass(frozen=True, slots=True)
class Step:
    """What takes time before or after the questions; `text` is said aloud, empty for the usual words."""

    kind: StepKind
    text: str = ""
    minutes: int = 0

    @property
    def id(self) -> str:
        """As a place of the route, beside the ids of questions."""
        return step_id(self.kind)


def step_id(kind: StepKind) -> str:
    """What a step is called where ids of questions stand."""
    return f"step:{kind}"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """An ordered route of questions, bound to the groups (`actors`) that are asked it, with the `steps` around them."""

    id: str
    position: float = 0.0
    name: str = ""
    actors: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set in its exact wording; `title` is a short heading, `minutes` the plan.

    `version` grows when the wording is changed after a session has used it.
    """

    id: str
    position: float = 0.0
    question_set: str = ""
    text: str = ""
    title: str = ""
    type: QuestionType = "key"
    minutes: int = 0
    must_ask: bool = False
    analyse: bool = True
    probes: tuple[str, ...] = ()
    version: int = 1

    @property
    def heading(self) -> str:
        """The short heading, or the wording where there is none."""
        return self.title or self.text


@dataclass(frozen=True, slots=True)
class Wording:
    """An earlier wording of a question, kept because a session was asked it in these words."""

    id: str
    position: float = 0.0
    question: str = ""
    version: int = 1
    text: str = ""
    replaced_at: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions of different sets declared comparable."""

    id: str
    position: float = 0.0
    first: str = ""
    second: str = ""


Place = Question | Step
"""What a route is made of."""


def questions_in(places: Iterable[Place]) -> list[Question]:
    """The questions of a route without the steps around them."""
    return [place for place in places if isinstance(place, Question)]


def planned_minutes(places: Iterable[Place]) -> int:
    """The sum of the minutes of a route."""
    return sum(place.minutes for place in places)


def route_places(steps: Iterable[Step], questions: Iterable[Question]) -> list[Place]:
    """Welcome and ground rules, the questions, the closing; a step that the set does not have is left out."""
    known = {step.kind: step for step in steps}
    ordered = [known[kind] for kind in STEP_KINDS if kind in known]
    before = [step for step in ordered if step.kind != "closing"]
    return [*before, *questions, *(step for step in ordered if step.kind == "closing")]


def in_route_order(sets: Iterable[QuestionSet], questions: Iterable[Question]) -> list[Question]:
    """All questions, set by set; those of no known set come last."""
    place = {question_set.id: at for at, question_set in enumerate(sets)}
    return sorted(questions, key=lambda q: (place.get(q.question_set, len(place)), q.position))
