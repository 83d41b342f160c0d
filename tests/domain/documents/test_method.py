"""The chapter on method tells of each group, session and question what is known of it, and of nothing else."""

from dataclasses import replace

from facilitator.domain.consent import Consent
from facilitator.domain.documents.blocks import Document, Heading, Table
from facilitator.domain.documents.report import report_document
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.sessions import Session
from facilitator.services.documents.wording import ENGLISH
from tests.documents import GROUPS
from tests.domain.documents.test_documents import STUDY, records
from tests.domain.documents.test_own_documents import report_source

WORDS = ENGLISH.report
GONE = Consent(take_part=False)
SESSIONS = [
    Session("unplanned", 1, "c"),
    Session("planned", 2, "c", planned_at="2026-11-30T10:00:00Z"),
    Session("rb", 3, "b", "reflection", started_at="2026-11-23T10:00:00Z", ended_at="2026-11-23T11:00:00Z"),
    Session("sa", 4, "a", started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T11:31:00Z", place="Room 2"),
]
PEOPLE = [*(Person(f"p{at}", at, actor="a") for at in range(3)), Person("left", 9, actor="a", consent=GONE)]
QUESTIONS = [
    Question("q1", 1, "staff", "Why?", minutes=20, must_ask=True),
    Question("q2", 2, "staff", "What else?", type="ending"),
    Question("x1", 1, "outside", "Whom?", type="opening"),
]


def report(**changed: object) -> Document:
    usual = {"sessions": SESSIONS, "people": PEOPLE, "questions": QUESTIONS, "actors": [*GROUPS]}
    return report_document(report_source(**(usual | changed)), ENGLISH, "narrative")


def rows(document: Document, caption: str) -> list[list[str]]:
    (table,) = (block for block in document.blocks if isinstance(block, Table) and block.caption == caption)
    return [[cell.text for cell in row] for row in table.rows]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def test_of_each_group_its_own_people_are_counted_and_those_who_came_once_it_met() -> None:
    background = [replace(GROUPS[0], background="Takes the first call."), *GROUPS[1:]]
    assert rows(report(actors=background), WORDS.groups_caption) == [
        ["Alpha desk", "Takes the first call.", "4", "3"],
        ["Beta desk", "–", "–", "–"],
        ["Customers", "–", "–", "–"],
    ]
    planned = [replace(each, started_at=None, ended_at=None) for each in SESSIONS]
    assert rows(report(sessions=planned), WORDS.groups_caption)[0][2:] == ["4", "–"]


def test_sessions_are_told_by_time_with_what_was_noted_in_each() -> None:
    told = report_source(sessions=SESSIONS)
    notes = [*(Note(f"n{at}", at, "sa", ("q1",), text="x") for at in range(3)), Note("r", 9, "rb", text="y")]
    document = report_document(replace(told, notes=notes), ENGLISH, "narrative")
    assert rows(document, WORDS.sessions_caption) == [
        ["Alpha desk", WORDS.kind_session, "3 November 2026", "Room 2", "91", "3"],
        ["Beta desk", WORDS.kind_reflection, "23 November 2026", "–", "60", "1"],
        ["Customers", WORDS.kind_session, WORDS.not_held, "–", "–", "–"],
        ["Customers", WORDS.kind_session, WORDS.not_held, "–", "–", "–"],
    ]


def test_questions_stand_in_the_table_of_their_own_set_and_are_numbered_from_one() -> None:
    document = report(sets=[*records(QuestionSet), QuestionSet("empty", 9, "Empty")])
    kinds = ENGLISH.guide.question_types
    assert rows(document, "Staff, asked of Alpha desk and Beta desk") == [
        ["1", "Why?", kinds["key"], "20", WORDS.yes],
        ["2", "What else?", kinds["ending"], "–", ""],
    ]
    assert rows(document, "Outside, asked of Customers") == [["1", "Whom?", kinds["opening"], "–", ""]]
    assert not [block for block in document.blocks if isinstance(block, Table) and "Empty" in block.caption]
    loose = report(sets=[QuestionSet("staff", 1, "Staff", ("gone",))])
    assert rows(loose, "Staff, asked of –")


def test_sampling_and_another_round_are_told_where_there_are_any() -> None:
    plain, full = report(), report(study=replace(STUDY, sampling="Whoever was on duty."))
    assert WORDS.sampling_title not in headings(plain)
    assert WORDS.sampling_title in headings(full)
    assert "Whoever was on duty." in " ".join(full.texts)
    again = WORDS.design_again
    assert again in " ".join(plain.texts)
    none = report_document(replace(report_source(), dots=()), ENGLISH, "narrative")
    assert again not in " ".join(none.texts)
