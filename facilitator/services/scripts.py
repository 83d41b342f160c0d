"""What is said aloud at a step of the route: the set's own words, else those of the study, else the usual ones."""

from facilitator.domain.questions import Step
from facilitator.domain.study import STUDY_ID, Study
from facilitator.storage.store import Store


def script_words(store: Store, step: Step) -> str:
    """One paragraph a line."""
    from facilitator.domain.documents.scripts import script_of  # documents are not on the way of a start
    from facilitator.services.wording import ENGLISH

    return script_of(step, store.get(Study, STUDY_ID) or Study(), ENGLISH)
