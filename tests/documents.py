"""A small study of values for tests of documents: two groups of staff, one of customers, every case of release."""

from datetime import UTC, datetime
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.reactions import About, Reaction, Reflection
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.storage.opening import StudyFolder, create_study

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
YES = Consent(take_part=True, record=True, quote=True, show_to_groups=True)
GROUPS = (
    Actor("a", 1, "Alpha desk", "A", colour="#1976C5", row_label="Alpha row", column_label="Alpha column"),
    Actor("b", 2, "Beta desk", "B", colour="#F2A900"),
    Actor("c", 3, "Customers", "C", side="external"),
)
PLANNED = (Dot("a", "b"), Dot("a", "c"), Dot("b", "a"))
RECORDS: tuple[object, ...] = (
    *GROUPS,
    Actor("t", 4, "Ticket system", "T", kind="thing"),
    QuestionSet("staff", 1, "Staff", ("a", "b")),
    QuestionSet("outside", 2, "Outside", ("c",)),
    Question("q1", 1, "staff", "Where does your part begin, and where does it stop?", "Your part"),
    Question("q2", 2, "staff", "What would help?"),
    Question("x1", 1, "outside", "Whom do you ring?"),
    *(Person(f"p{group.id}", 1, f"Alias{group.id}", group.id, 1, YES) for group in GROUPS),
    Session("sa", 1, "a", started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T11:31:00Z"),
    Session("ra", 2, "a", "reflection", planned_at="2026-11-24T12:00:00Z"),
    Session("rb", 3, "b", "reflection", started_at="2026-11-23T10:00:00Z", ended_at="2026-11-23T11:00:00Z"),
    Statement("a1", 1, "a", "q1", "We take the first call.", "released"),
    Statement("a2", 2, "a", "q2", "A line a day would help.", "released"),
    Statement("a3", 3, "a", None, "We like each other.", "released"),
    Statement("b1", 4, "b", "q1", "We begin when the fault repeats.", "released"),
    Statement("c1", 5, "c", "x1", "We ring whom we know.", "released"),
    Quote("ka", 1, "a", "q1", "Chasing is no part.", "a1", "pa", released=True),
    Quote("kb", 2, "b", "q1", "It arrives as a number.", "b1", "pb", released=True),
    Quote("kc", 3, "c", "x1", "By Friday I am angry.", None, "pc", released=True),
    Quote("kr", 4, "b", None, "We all told one story.", None, "pb", session="rb", released=True),
    *PLANNED,
    Reaction("r1", 1, "rb", About("statement", "a1"), "surprised", "So early?", "pb"),
    Reaction("r2", 2, "rb", About("statement", "a1"), "agree"),
    Reaction("r3", 3, "rb", None, "add", "Let us meet again.", "pb"),
    Reflection("rb", ("Beta saw itself in Alpha.",)),
)


def make_study(tmp_path: Path, *more: object, title: str = "Who picks it up?", language: str = "en") -> StudyFolder:
    """A study folder of these records and `more`, which may replace some of them."""
    opened = create_study(tmp_path / "A.study", Study(title=title))
    with opened.store.change("Fill") as change:
        change.put(Study(title=title, research_question="How?", purpose="To agree.", language=language))
        for record in (*RECORDS, *more):
            change.put(record)
    return opened


def put(study: StudyFolder, *records: object) -> None:
    """One change with whatever a test needs in the study."""
    with study.store.change("Test") as change:
        for record in records:
            change.put(record)
