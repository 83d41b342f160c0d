"""The sections of what is asked: question sets with their steps and questions, pairs, earlier wordings."""

from typing import Any

from facilitator.domain.questions import Question, QuestionSet, Step, Wording
from facilitator.storage.interchange.kinds import TEXT, Choice, Flag, Key, List, Object, Ref, Whole
from facilitator.storage.interchange.reading import Place, Reading
from facilitator.storage.interchange.records import STEP_KIND, needed, own_id, rare, refs, text

QUESTION = Object(
    (
        own_id("questions"),
        needed("text", TEXT),
        rare("title", TEXT, ""),
        Key("type", Choice(("opening", "introductory", "transition", "key", "ending")), default="key"),
        Key("minutes", Whole(0, 10_000), default=0),
        Key("must_ask", Flag(), default=False),
        rare("analyse", Flag(), default=True),
        Key("probes", List(TEXT), default=()),
        rare("version", Whole(1), 1),
    ),
    Question,
)

STEP = Object((needed("kind", STEP_KIND), text("text"), Key("minutes", Whole(0, 10_000), default=0)), Step)


class StepsKind(List):
    """What stands around the questions, each kind once."""

    def read(self, value: Any, place: Place, reading: Reading) -> tuple[Any, ...]:
        found = super().read(value, place, reading)
        if len({step.kind for step in found}) < len(found):
            reading.fault(place, "has the same step twice; keep one of them")
        return found


QUESTION_SET = Object(
    (
        own_id("question_sets"),
        needed("name", TEXT),
        Key("actors", refs("actors"), default=()),
        rare("steps", StepsKind(STEP), ()),
        Key("questions", List(QUESTION), default=()),
    ),
)


def set_records(found: dict[str, Any]) -> list[Any]:
    """A question set and its questions."""
    questions = found.pop("questions")
    return [QuestionSet(**found), *(_of_set(question, found["id"]) for question in questions)]


def _of_set(question: Question, set_id: str) -> Question:
    values = {name: getattr(question, name) for name in Question.__dataclass_fields__}
    return Question(**values | {"question_set": set_id})


class PairKind(List):
    """Two questions declared comparable."""

    def read(self, value: Any, place: Place, reading: Reading) -> tuple[Any, ...]:
        found = super().read(value, place, reading)
        if len(found) == 2 and found[0] == found[1]:
            reading.fault(place, "pairs a question with itself; name two questions")
        return found


PAIR = PairKind(Ref(("questions",)), 2)

WORDING = Object(
    (
        own_id("wordings"),
        needed("question", Ref(("questions",))),
        Key("version", Whole(1), default=1),
        text("text"),
        text("replaced_at"),
    ),
    Wording,
)
