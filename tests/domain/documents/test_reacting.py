"""What a reflection was shown stands against seats: no name, no words of the group, nothing that is not released."""

from dataclasses import replace

from facilitator.domain.consent import Consent
from facilitator.domain.documents.agreement import agreement_document, agreement_table
from facilitator.domain.documents.blocks import Cell, Heading, Table, plain
from facilitator.domain.documents.notes import NotesSource
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.reactions import About, Reaction, Showing
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.documents.wording import ENGLISH
from tests.documents import GROUPS, YES

WHEN = "2026-11-23T10:00:00Z"
PEOPLE = (
    Person("b2", 1, "Elm", "b", 2, YES),
    Person("b1", 2, "Cedar", "b", 1, YES),
    Person("b3", 3, "Fir", "b", None, YES),
    Person("gone", 4, "Oak", "b", 4, Consent(take_part=False)),
    Person("a1", 5, "Ash", "a", 1, YES),
)
FIRST, SECOND, DRAFT = About("statement", "s1"), About("statement", "s2"), About("statement", "s3")
STATEMENTS = (
    Statement("s1", 1, "a", "q1", "We wait for answers.", "released"),
    Statement("s2", 2, "a", None, "Nobody asks us.", "released"),
    Statement("s3", 3, "a", "q1", "Taken back.", "draft"),
    Statement("s4", 4, "a", "q1", "Left out.", "released"),
)
QUOTES = (
    Quote("k1", 1, "a", "q1", "They never write.", "s1", "a1", released=True),
    Quote("k2", 2, "a", "q1", "It is like that.", None, "a1", released=True),
)
REACTIONS = (
    Reaction("r1", 1, "rb", FIRST, "agree", "Our own words.", "b1"),
    Reaction("r2", 2, "rb", About("quote", "k1"), "surprised", "", "b1"),
    Reaction("r3", 3, "rb", FIRST, "disagree", "", "b2"),
    Reaction("r4", 4, "rb", FIRST, "same", "", None, level="most"),
    Reaction("r5", 5, "rb", FIRST, "agree", "", "gone"),
    Reaction("r6", 6, "rb", DRAFT, "partly", "", "b3"),
    Reaction("r7", 7, "rb", About("quote", "k2"), "none", "", "b3"),
    Reaction("r8", 8, "rb", About("actor", "a"), "not_said", "Making a sale", "b1"),
    Reaction("else", 9, "ra", FIRST, "agree", "", "a1"),
)
SHOWINGS = (
    Showing("w2", 1, "rb", SECOND, "a", None, "As it was then.", "0", WHEN),
    Showing("w1", 2, "rb", FIRST, "a", "q1", "We wait.", "0", WHEN),
    Showing("w4", 3, "rb", About("statement", "s4"), "a", "q1", shown_at=WHEN, left_out=True),
)
SOURCE = NotesSource(
    Study(title="T"),
    GROUPS,
    [Session("rb", 1, "b", "reflection", started_at=WHEN), Session("ra", 2, "a", "reflection")],
    (),
    PEOPLE,
    (Question("q1", 1, "staff", "What is your part?", "Your part"),),
    showings=SHOWINGS,
    reactions=REACTIONS,
    statements=STATEMENTS,
    quotes=QUOTES,
)


def row(text: str, *signs: str, item: str = "") -> tuple[Cell, ...]:
    return (Cell(text, "row_header", item), *(Cell(sign, "mark") for sign in signs))


def test_the_document_has_a_table_for_each_reflection() -> None:
    document = agreement_document(SOURCE, ENGLISH)
    assert document.blocks[-3:] == (
        plain(ENGLISH.room.reactions_key, quiet=True),
        Heading(1, "Beta desk, reflection", actor="b"),
        Table(
            "Reactions per person: Beta desk, reflection",
            ("What was shown", "1", "2", "A", "Group", "+", "−", "·"),
            (
                row("Nobody asks us.", "·", "·", "·", "·", "", "", "3", item="s2"),
                row("We wait for answers.", "+ !", "−", "·", "= most of them", "1", "1", "1", item="s1"),
                row("An entry that is no longer released", "·", "·", "±", "·", "", "", "2"),
                row("“It is like that.”", "·", "·", "0", "·", "", "", "3", item="k2"),
            ),
            (4.2, 0.6, 0.6, 0.6, 1.2, 0.6, 0.6, 0.6),
        ),
    )


def test_what_is_in_its_cells_goes_through_the_gate_and_into_the_log() -> None:
    document = agreement_document(SOURCE, ENGLISH)
    assert document.items == ("s2", "s1", "k2")
    assert set(document.also) == {"r1", "r2", "r3", "r4", "r6", "r7"}


def test_nobody_is_named_and_neither_what_was_said_nor_what_was_shown_then_is_told() -> None:
    document = agreement_document(SOURCE, ENGLISH)
    sheet = agreement_table(SOURCE, ENGLISH)
    told = " ".join((*document.texts, *(cell.text for line in sheet.rows for cell in line)))
    secret = [*(person.alias for person in PEOPLE), "Our own words", "As it was then", "Taken back", "Left out", "sale"]
    assert [each for each in secret if each in told] == []


def test_a_quote_of_somebody_who_said_no_is_not_told() -> None:
    people = [replace(p, consent=replace(YES, quote=False)) if p.id == "a1" else p for p in PEOPLE]
    assert "k2" not in agreement_document(replace(SOURCE, people=people), ENGLISH).items


def test_the_sheet_says_it_in_words_with_a_last_column_for_the_group() -> None:
    table = agreement_table(SOURCE, ENGLISH)
    assert table.header[4:] == (
        "Seat 1", "Seat 2", "No seat, A", "Agreed", "Did not agree", "No sign", "Group"
    )  # fmt: skip
    assert [cell.text for cell in table.rows[1]] == [
        "Beta desk, reflection", "", "Your part", "We wait for answers.", "agreed, had not expected this", "disagreed",
        "silent",
        "1", "1", "1", "said it is the same with them, most of them",
    ]  # fmt: skip
    assert len(table.rows) == 4
