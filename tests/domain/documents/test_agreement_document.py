"""Agreement, debriefs and answers to what was read back come out by seat, and no name, alias or unwilling word does."""

from dataclasses import replace
from typing import TypeVar

from facilitator.domain.consent import Consent
from facilitator.domain.documents.agreement import agreement_document, agreement_table
from facilitator.domain.documents.blocks import Bullet, Feedback, Heading, Paragraph, QuoteBlock, Table, plain
from facilitator.domain.documents.feedback import feedback_document, feedback_table
from facilitator.domain.documents.findings import FindingsSource
from facilitator.domain.documents.notes import NotesSource, notes_document, notes_table
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.reactions import About, Reaction, Reflection
from facilitator.domain.room import Debrief, MemberCheck, Presence
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.documents.wording import ENGLISH
from tests.documents import GROUPS, RECORDS, YES

R = TypeVar("R")
PEOPLE = (
    Person("p1", 1, "Cedar", "a", 1, YES),
    Person("p2", 2, "Elm", "a", 2, YES),
    Person("p3", 3, "Fir", "a", None, YES),
    Person("gone", 4, "Oak", "a", 4, Consent(take_part=False)),
)
QUESTIONS = (Question("q1", 1, "staff", "What is your part?", "Your part"), Question("q2", 2, "staff", "What helps?"))
NOTES = (
    Note("n1", 1, "sa", ("q1",), "idea", "We wait.", "p1", 65_000, marks=(Mark("nod", ("p2", "gone")),)),
    Note("n2", 2, "sa", ("q1", "q2"), "quote", "They never ask.", "p2", 70_000, marks=(Mark("shake", ("p1",)),)),
    Note("own", 3, "sa", ("q1",), "own", "My thought", None, 80_000),
    Note("n3", 4, "sa", (), "idea", "Late thought.", "gone", 90_000),
)
SOURCE = NotesSource(
    Study(title="T"),
    GROUPS,
    [Session("sa", 1, "a", started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T11:00:00Z")],
    NOTES,
    PEOPLE,
    QUESTIONS,
    presences=(Presence("c", 1, "sa", "p3", came_ms=68_000),),
)


def tables(source: NotesSource = SOURCE) -> list[Table]:
    return [block for block in agreement_document(source, ENGLISH).blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


# Agreement


def test_entries_stand_against_seats_with_a_sign_for_each_person() -> None:
    entries, questions = tables()
    assert entries.header == ("Time", "Question", "Entry", "1", "2", "A", "+", "−", "·")
    assert texts(entries) == [
        ["1:05", "Your part", "We wait.", "●", "+", "–", "1", "", ""],
        ["1:10", "Your part; What helps?", "“They never ask.”", "−", "●", "·", "", "1", "1"],
    ]
    assert texts(questions) == [
        ["Your part", "1● 1−", "1● 1+", "·", "1", "1", "1"],
        ["What helps?", "1−", "1●", "·", "", "1", "1"],
    ]


def test_the_sheet_has_a_word_for_each_seat_and_the_sums_of_each_question() -> None:
    table = agreement_table(SOURCE, ENGLISH)
    assert table.header[4:] == ("Seat 1", "Seat 2", "No seat, A", "Agreed", "Did not agree", "No sign")
    rows = texts(table)
    assert rows[0] == ["Alpha desk", "1:05", "Your part", "We wait.", "said", "agree", "away", "1", "0", "0"]
    assert rows[2][2:6] == ["Your part", "(all entries of the question)", "said 1, dissent 1", "said 1, agree 1"]
    assert all(len(row) == len(table.header) for row in rows)


def test_sessions_of_different_size_share_the_columns() -> None:
    more = [*SOURCE.sessions, Session("sb", 2, "b", started_at="2026-11-04T10:00:00Z")]
    people = [*PEOPLE, Person("b9", 9, "Yew", "b", 9, YES), Person("b2", 9, "Ash", "b", 2, YES)]
    notes = [*NOTES, Note("nb", 9, "sb", ("q2",), "idea", "Ours.", "b9", 1000)]
    table = agreement_table(replace(SOURCE, sessions=more, people=people, notes=notes), ENGLISH)
    assert table.header[4:8] == ("Seat 1", "Seat 2", "Seat 9", "No seat, A")
    last = texts(table)[-2]
    assert last[:8] == ["Beta desk", "0:01", "What helps?", "Ours.", "", "silent", "said", ""]


def test_nobody_is_named_and_who_withdrew_is_not_there() -> None:
    document = agreement_document(SOURCE, ENGLISH)
    told = " ".join(document.texts)
    assert not any(person.alias in told for person in PEOPLE)
    assert "Late thought" not in told
    assert "My thought" not in told
    assert document.also == ("n1", "n2")


def test_without_entries_it_says_so() -> None:
    document = agreement_document(replace(SOURCE, notes=()), ENGLISH)
    assert plain("No entry has been written down yet.") in document.blocks


# Debriefs and answers in field notes


def test_every_facilitators_debrief_is_printed_under_its_session() -> None:
    debriefs = (
        Debrief("d1", 1, "sa", "Kim", themes="Trust\nMoney", surprises="Nobody named the desk.", role="lead"),
        Debrief("d2", 2, "sa", "Ada", change="More time", role="scribe"),
        Debrief("d3", 3, "elsewhere", "Nobody", themes="Hidden"),
    )
    source = replace(SOURCE, debriefs=debriefs)
    document = notes_document(source, ENGLISH)
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert headings == ["Straight afterwards, Kim (lead)", "Straight afterwards, Ada (scribe)"]
    bullets = [(block.lead, block.text) for block in document.blocks if isinstance(block, Bullet)]
    assert bullets == [
        ("Main themes:", "Trust"),
        ("", "Money"),
        ("Surprises:", "Nobody named the desk."),
        ("To change next time:", "More time"),
    ]
    rows = texts(notes_table(source, ENGLISH))
    assert rows[-1][2:] == ["Straight afterwards, Ada (scribe): To change next time", "debrief", "More time"]
    assert "Hidden" not in " ".join(document.texts)


def test_what_the_group_answered_stands_with_the_entry() -> None:
    checks = (MemberCheck("c1", 1, "sa", "n1", "corrected", "We wait for an answer."),)
    rows = texts(notes_table(replace(SOURCE, checks=checks), ENGLISH))
    assert "read back, the group corrected it: We wait for an answer." in rows[0][-1]


# Feedback


def feedback(*reactions: Reaction, study: Study | None = None, quotes: tuple[Quote, ...] = ()) -> FindingsSource:
    def of(kind: type[R]) -> list[R]:
        return [record for record in RECORDS if isinstance(record, kind)]

    return FindingsSource(
        study or Study(title="T"),
        GROUPS,
        of(QuestionSet),
        of(Question),
        of(Statement),
        (*of(Quote), *quotes),
        of(Person),
        of(Session),
        reactions,
        of(Reflection),
    )


def test_what_a_group_did_not_mention_comes_out_with_its_question() -> None:
    missed = Reaction("m", 1, "rb", About("actor", "a"), "not_said", "Making a sale", "pb", 5, "q1")
    document = feedback_document(feedback(missed), ENGLISH)
    (said,) = [block for block in document.blocks if isinstance(block, Feedback)]
    assert (said.lead, said.text) == ("Found this missing:", "Making a sale (under “Your part”)")
    assert said.item == "m"
    (row,) = texts(feedback_table(feedback(missed), ENGLISH))
    assert row[:2] == ["Beta desk", "Alpha desk"]
    assert row[-2:] == ["found this missing", "Making a sale (under “Your part”)"]


def test_how_many_took_it_so_is_said() -> None:
    about = About("statement", "a1")
    all_agree = Reaction("r", 1, "rb", about, "agree", level="all")
    most = Reaction("s", 2, "rb", about, "surprised", "So early?", level="most")
    document = feedback_document(feedback(all_agree, most), ENGLISH)
    said = [(block.lead, block.text) for block in document.blocks if isinstance(block, Feedback)]
    assert said == [("", "Agreed, all of them"), ("Had not expected this, most of them:", "So early?")]


def test_summaries_quotes_and_the_general_part_are_in_the_feedback() -> None:
    study = Study(title="T", together=("All were surprised at the alignment.",))
    document = feedback_document(feedback(study=study), ENGLISH)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["What all groups made of it", "Beta desk looked"]
    runs = [run.text for block in document.blocks if isinstance(block, Paragraph) for run in block.runs]
    assert "All were surprised at the alignment." in runs
    assert "Beta saw itself in Alpha." in runs
    assert [block.text for block in document.blocks if isinstance(block, QuoteBlock)] == ["“We all told one story.”"]
