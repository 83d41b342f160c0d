"""What is said aloud at a step of the route: the set's own words, else those of the study, else the usual ones."""

from facilitator.domain.documents.scripts import script_of
from facilitator.domain.questions import Step
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.prepare.wording_scripts import DATES, SCRIPTS
from facilitator.storage.store import Store


def script_words(store: Store, step: Step) -> str:
    """One paragraph a line."""
    return script_of(step, store.get(Study, STUDY_ID) or Study(), SCRIPTS, DATES)


def chosen_words(study: Study, step: Step) -> str:
    """The words that somebody has written for it; empty where the usual ones are said, which are slow to load."""
    of_study = {"welcome": study.welcome, "closing": study.closing}
    return step.text.strip() or of_study.get(step.kind, "").strip()
