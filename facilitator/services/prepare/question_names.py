"""How a question is called on a screen for one group: its number on the group's own route, or a letter before it."""

from dataclasses import dataclass

from facilitator.domain.actors import Actor
from facilitator.domain.questions import Question, QuestionSet
from facilitator.storage.store import Store


@dataclass(frozen=True, slots=True)
class QuestionName:
    """Number such as "4" or "C2", the heading for the facilitator, and the full wording."""

    number: str
    heading: str
    text: str


def question_names(store: Store, viewer: str) -> dict[str, QuestionName]:
    """By question id; a question of another route carries the letter of the group that was asked it."""
    letters = {actor.id: actor.short or actor.name[:1] for actor in store.find(Actor)}
    names: dict[str, QuestionName] = {}
    for question_set in store.find(QuestionSet):
        own = viewer in question_set.actors
        letter = "" if own else next((letters[a] for a in question_set.actors if a in letters), "")
        questions = store.find(Question, question_set=question_set.id)
        for number, question in enumerate(questions, start=1):
            names[question.id] = QuestionName(f"{letter}{number}", question.heading, question.text)
    return names
