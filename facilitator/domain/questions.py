"""Question sets, their questions, and which of them may be compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

QuestionType = Literal["opening", "introductory", "transition", "key", "ending"]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """An ordered route of questions, bound to the groups (`actors`) that are asked it."""

    id: str
    position: float = 0.0
    name: str = ""
    actors: tuple[str, ...] = ()


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


def in_route_order(sets: Iterable[QuestionSet], questions: Iterable[Question]) -> list[Question]:
    """All questions, set by set; those of no known set come last."""
    place = {question_set.id: at for at, question_set in enumerate(sets)}
    return sorted(questions, key=lambda q: (place.get(q.question_set, len(place)), q.position))
