"""The same groups asked the same questions again elsewhere: a study's guide without its people and words."""

from dataclasses import replace

from facilitator.domain.actors import Actor
from facilitator.domain.matrix import Dot
from facilitator.domain.questions import Pair, Question, QuestionSet
from facilitator.domain.study import STUDY_ID, Study
from facilitator.storage.store import Store


def copy_guide(source: Store, target: Store) -> None:
    """Puts actors, question sets, questions, pairs and the planned matrix into an empty study.

    Questions begin again at version 1, since nobody has been asked them there; ids stay, so that two
    sites can be compared.
    """
    with target.change("Take over the guide", undoable=False) as change:
        for record in (Actor, QuestionSet, Pair, Dot):
            for found in source.find(record):
                change.put(found)
        for question in source.find(Question):
            change.put(replace(question, version=1))
        there, here = source.get(Study, STUDY_ID) or Study(), target.get(Study, STUDY_ID) or Study()
        change.put(replace(here, research_question=there.research_question, language=there.language))
