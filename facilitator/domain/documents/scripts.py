"""The words of a step: what its question set says, else the study, else what is usually said."""

from typing import NamedTuple

from facilitator.domain.documents.dates import DateWords
from facilitator.domain.questions import Step
from facilitator.domain.study import Study


class ScriptWords(NamedTuple):
    """What is usually said; {date} is the last day to take words back."""

    welcome: str
    rules: str
    closing: str
    closing_until: str


def script_of(step: Step, study: Study, words: ScriptWords, dates: DateWords) -> str:
    """One paragraph a line; the usual closing names the last day to take words back, where there is one."""
    if step.text.strip():
        return step.text
    if step.kind == "rules":
        return words.rules
    if step.kind == "welcome":
        return study.welcome.strip() or words.welcome
    if study.closing.strip() or not study.withdraw_until:
        return study.closing.strip() or words.closing
    until = words.closing_until.format(date=dates.date_of(study.withdraw_until))
    return f"{words.closing}\n{until}"
