"""The study itself: what is asked, for whom and why."""

from dataclasses import dataclass

STUDY_ID = "study"


@dataclass(frozen=True, slots=True)
class Study:
    """The one record of its kind in a study folder.

    What follows `language` stands in documents: `facilitator` says who led the sessions, `orientation` and `sampling`
    how the study was done; `welcome` and `closing` are said aloud in sessions; `withdraw_until` is a date (YYYY-MM-DD);
    `together` are paragraphs on what all groups made of each other's answers.
    """

    id: str = STUDY_ID
    title: str = ""
    research_question: str = ""
    purpose: str = ""
    organisation: str = ""
    language: str = "en"
    facilitator: str = ""
    orientation: str = ""
    sampling: str = ""
    welcome: str = ""
    closing: str = ""
    next_steps: tuple[str, ...] = ()
    contact: str = ""
    withdraw_until: str = ""
    together: tuple[str, ...] = ()
