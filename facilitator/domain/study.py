"""The study itself: what is asked, for whom and why."""

from dataclasses import dataclass

STUDY_ID = "study"


@dataclass(frozen=True, slots=True)
class Study:
    """The one record of its kind in a study folder."""

    id: str = STUDY_ID
    title: str = ""
    research_question: str = ""
    purpose: str = ""
    organisation: str = ""
    language: str = "en"
