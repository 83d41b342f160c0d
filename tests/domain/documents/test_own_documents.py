"""Guide, report, field notes and feedback: what they say, in which order, and what they keep to themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar, get_args

import pytest

from facilitator.domain.consent import Consent
from facilitator.domain.documents.blocks import (
    Bullet,
    Contents,
    Document,
    Feedback,
    Figure,
    Heading,
    QuoteBlock,
    Script,
    Statement,
    Table,
    Title,
    WriteBox,
)
from facilitator.domain.documents.coreq import coreq_answers
from facilitator.domain.documents.feedback import feedback_document, feedback_table
from facilitator.domain.documents.guide import GuideSource, guide_document
from facilitator.domain.documents.notes import NotesSource, notes_document, notes_table
from facilitator.domain.documents.report import PRESETS, Preset, report_document
from facilitator.domain.documents.report_source import ReportSource
from facilitator.domain.documents.seating import seating_svg
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote
from facilitator.domain.findings import Statement as Said
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Mark, Note, NoteKind
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, Step
from facilitator.domain.reactions import About, Reaction
from facilitator.domain.room import Debrief
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import moment
from facilitator.services.documents.wording import ENGLISH
from tests.documents import GROUPS, NOW, PLANNED
from tests.domain.documents.test_documents import ALPHA, QUESTIONS, STUDY, findings, records

ROUTE = (
    Question("q1", 1, "staff", "Say who you are.", type="opening", minutes=5),
    Question(
        "q2", 2, "staff", "What is your part?", type="key", minutes=20, must_ask=True, probes=("How so?", "Since when?")
    ),
    Question("q3", 3, "staff", "What else?", type="transition", minutes=10),
    Question("q4", 4, "staff", "Did we miss anything?", type="ending", minutes=5),
)
NOTES = (
    Note("n1", 1, "sa", ("q1",), "idea", "We take calls.", "pa", 65_000, 2, (Mark("nod", ("pa", "px")),)),
    Note("n2", 2, "sa", ("q1",), "quote", "Chasing is no part.", "pa", 125_000),
    Note("n3", 3, "sa", (), "own", "They look at the door.", None, None),
    Note("n4", 4, "rb", ("q2",), "observation", "Laughter.", None, 5_000, several=True),
)


B = TypeVar("B")


def of(kind: type[B], document: Document) -> list[B]:
    return [block for block in document.blocks if isinstance(block, kind)]


def outline(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def guide(questions: Sequence[Question] = ROUTE, study: Study = STUDY, **session: object) -> Document:
    planned = Session("s", 1, "a", planned_at="2026-11-20T10:00:00+00:00", place="Room 2", **session)  # type: ignore[arg-type]
    return guide_document(GuideSource(study, ALPHA, questions, planned, 6), ENGLISH)


def notes_source(notes: Sequence[Note] = NOTES, people: Sequence[Person] | None = None) -> NotesSource:
    return NotesSource(STUDY, GROUPS, records(Session), notes, people or records(Person), QUESTIONS)


def report_source(**changed: object) -> ReportSource:
    data = replace(findings(), **changed)  # type: ignore[arg-type]
    return ReportSource(data, PLANNED, NOTES, NOW, version="1")


def report(preset: Preset = "narrative", *, evidence: bool = False, **changed: object) -> Document:
    return report_document(report_source(**changed), ENGLISH, preset, evidence=evidence)


# ---- guide


def test_a_guide_goes_from_the_room_to_the_debrief() -> None:
    document = guide()
    assert outline(document) == [
        "Before people come",
        "Welcome – say it in these words",
        "Questions",
        "If time runs short",
        "Parking lot",
        "To close – say it in these words",
        "Who sits where",
        "Straight afterwards, with the note taker",
    ]
    assert "Room 2" in " ".join(document.texts)
    assert len(of(WriteBox, document)) == 2


def test_its_table_has_clock_wording_probes_and_what_must_be_asked() -> None:
    (table,) = of(Table, guide())
    assert isinstance(table, Table)
    start = datetime.fromisoformat("2026-11-20T10:00:00+00:00").astimezone()
    assert [row[0].text for row in table.rows][:2] == [f"{start:%H:%M}", f"{start:%H}:05"]
    second = [cell.text for cell in table.rows[1]]
    assert second[1:5] == ["20", "2. What is your part?", "– How so?\n– Since when?", "key\n● must ask"]
    assert table.rows[1][2].kind == "large"
    assert "Ends at" in " ".join(guide().texts)


def test_it_says_what_to_leave_out_and_what_not() -> None:
    texts = list(guide().texts)
    assert "3. What else?" in texts
    assert "Leave out, saves 10 min:" in texts
    assert any("2 and 4 (together 25 min)" in text for text in texts)


def test_its_scripts_are_the_studys_own_where_there_are_any() -> None:
    usual = [block.text for block in guide().blocks if isinstance(block, Script)]
    assert any("no wrong answers" in text for text in usual)
    own = guide(study=replace(STUDY, welcome="Hello.\nSit down.", closing="Bye."))
    assert [block.text for block in own.blocks if isinstance(block, Script)][:2] == ["Hello.", "Sit down."]
    assert "Bye." in list(own.texts)


def test_a_guide_without_questions_says_what_to_do() -> None:
    assert "Give it a set of questions in Prepare" in " ".join(guide(questions=()).texts)


def test_the_sketch_has_every_seat_and_says_what_it_is() -> None:
    (figure,) = of(Figure, guide())
    assert isinstance(figure, Figure)
    assert figure.alt == "A blank sketch of a table with 6 numbered seats round it, to write on."
    assert [f">{n}<" in seating_svg(6) for n in (1, 6, 7)] == [True, True, False]


# ---- field notes


def test_field_notes_go_session_by_session_with_times_and_signs() -> None:
    document = notes_document(notes_source(), ENGLISH)
    assert outline(document) == ["Alpha desk", "Beta desk, reflection"]
    first, second = of(Table, document)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    texts = [row[3].text for row in first.rows]
    assert texts == ["We take calls.\n[2 nodded, said again 2 ×]", "“Chasing is no part.”", "They look at the door."]
    assert first.rows[0][0].text.endswith("1:05")
    assert [row[1].text for row in first.rows] == ["Your part", "", ""]
    assert second.rows[0][3].text == "Laughter.\n[several at once]"
    assert document.also == ("n1", "n2", "n3", "n4")


def test_field_notes_name_nobody_and_leave_out_who_withdrew_or_will_not_be_quoted() -> None:
    left = [replace(person, consent=Consent(take_part=False)) for person in records(Person)]
    told = " ".join(notes_document(notes_source(people=left), ENGLISH).texts)
    assert "We take calls" not in told
    assert "do not want to be quoted: 2" in told.replace("does not want", "do not want")
    shy = [replace(person, consent=Consent(take_part=True, quote=False)) for person in records(Person)]
    assert next(row[4].text for row in notes_table(notes_source(people=shy), ENGLISH).rows).startswith("We take calls")
    assert "Chasing" not in " ".join(notes_document(notes_source(people=shy), ENGLISH).texts)
    assert "Alias" not in " ".join(notes_document(notes_source(), ENGLISH).texts)


@pytest.mark.parametrize("kind", sorted(set(get_args(NoteKind)) - {"private"}))
def test_every_kind_of_note_has_a_name(kind: NoteKind) -> None:
    rows = notes_table(notes_source([Note("n", 1, "sa", (), kind, "T", "pa", 1)]), ENGLISH).rows
    assert rows[0][3].text == ENGLISH.notes.kinds[kind]


def test_a_private_remark_is_in_no_field_notes_and_not_counted_as_left_out() -> None:
    notes = [
        Note("n", 1, "sa", (), "private", "Looked unwell", "pa", 1),
        Note("m", 2, "sa", (), "own", "Lively", None, 2),
    ]
    source = notes_source(notes)
    told = " ".join(notes_document(source, ENGLISH).texts)
    assert "Lively" in told
    assert "unwell" not in told
    assert ENGLISH.notes.left_out.format(n=1) not in told
    assert len(notes_table(source, ENGLISH).rows) == 1


def test_what_was_said_again_is_told_once() -> None:
    note = Note("n", 1, "sa", (), "idea", "We wait", "pa", 1, 2, (Mark("again", ("pa",)),))
    (row,) = notes_table(notes_source([note]), ENGLISH).rows
    assert row[4].text == "We wait\n[said again 2 ×]"


# ---- feedback


def test_feedback_goes_by_viewer_and_by_group_looked_at() -> None:
    document = feedback_document(findings(), ENGLISH)
    headings = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        (1, "Beta desk looked"),
        (2, "At the answers of Alpha desk"),
        (2, "On questions and on the whole"),
        (3, "On the whole"),
    ]
    said = [(block.lead, block.text) for block in document.blocks if isinstance(block, Feedback)]
    assert said == [("", "Agreed (1)"), ("Had not expected this:", "So early?"), ("Added:", "Let us meet again.")]
    rows = [[cell.text for cell in row] for row in feedback_table(findings(), ENGLISH).rows]
    assert rows[0] == ["Beta desk", "Alpha desk", "We take the first call.", "had not expected this", "So early?"]


def test_feedback_on_what_is_not_released_any_more_tells_neither_it_nor_the_words() -> None:
    statements = [replace(each, status="draft") if each.id == "a1" else each for each in records(Said)]
    told = " ".join(feedback_document(replace(findings(), statements=statements), ENGLISH).texts)
    assert "We take the first call" not in told
    assert "So early?" not in told
    assert "no longer released" in told


# ---- report


def test_the_narrative_report_has_all_its_parts_in_order() -> None:
    document = report()
    assert outline(document) == [
        "Summary",
        "Why this study",
        "How it was done",
        "Findings by question",
        "What the groups made of each other’s answers",
        "Appendix: the questions",
        "Appendix: COREQ list",
    ]
    assert isinstance(document.blocks[0], Title)
    assert document.blocks[0].cover
    assert [block.tables for block in document.blocks if isinstance(block, Contents)] == ["Tables"]


@pytest.mark.parametrize("preset", PRESETS)
def test_levels_of_headings_are_never_skipped(preset: Preset) -> None:
    levels = [block.level for block in report(preset, evidence=True).blocks if isinstance(block, Heading)]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))


def test_the_shorter_forms_are_shorter() -> None:
    sizes = {preset: sum(len(text) for text in report(preset).texts) for preset in PRESETS}
    assert sizes["narrative"] > sizes["bulleted"] > sizes["topline"]
    assert of(QuoteBlock, report("topline")) == of(QuoteBlock, report("letter")) == []
    assert of(Statement, report("bulleted")) == []


def test_references_lead_to_tables_that_are_there() -> None:
    document = report()
    refs = [run.ref for block in document.blocks for run in getattr(block, "runs", ()) if run.ref]
    assert set(refs) == {"groups", "sessions", "matrix", "reactions"}
    assert set(refs) <= set(document.numbers)
    assert document.numbers["groups"] == "Table 1"


def test_the_list_of_criteria_knows_of_debriefs_and_of_who_else_was_there() -> None:
    debriefs = (Debrief("d1", 1, "sa", role="lead"), Debrief("d2", 2, "sa", role="scribe"))
    known = coreq_answers(replace(report_source(), debriefs=debriefs), ENGLISH)
    assert "After 1 of 2 sessions a debrief was written." in known[20]
    assert known[15] == "Besides whoever led: a note taker."
    assert coreq_answers(report_source(), ENGLISH)[15] == ""


def test_private_remarks_are_not_even_counted() -> None:
    without = coreq_answers(report_source(), ENGLISH)[20]
    source = replace(report_source(), notes=(*NOTES, replace(NOTES[0], id="own", kind="private")))
    assert coreq_answers(source, ENGLISH)[20] == without


def test_the_same_words_of_most_and_of_some_are_both_in_the_report() -> None:
    about = About("statement", "a2")
    document = report(
        reactions=[
            Reaction("r", 1, "rb", about, "agree", "Yes.", level="most"),
            Reaction("s", 2, "rb", about, "agree", "Yes.", level="some"),
        ]
    )
    assert {"r", "s"} <= {block.item for block in of(Feedback, document)}


def test_feedback_in_a_report_names_the_number_of_what_it_is_about() -> None:
    said = [Reaction("r", 1, "rb", About("statement", "a2"), "ask", "Why so late?")]
    document = report(reactions=said)
    block = next(block for block in of(Feedback, document) if block.item == "r")
    assert isinstance(block, Feedback)
    statements = [block.item for block in of(Statement, document)]
    told = "".join(document.numbers.get(run.ref, run.text) for run in block.lead_runs(document.numbers))
    assert told == f"On statement {statements.index('a2') + 1}, asked: "
    bulleted = report("bulleted", reactions=said)  # its statements have no numbers
    block = next(block for block in of(Feedback, bulleted) if block.item == "r")
    assert isinstance(block, Feedback)
    assert "".join(run.text for run in block.lead_runs(bulleted.numbers)) == "Asked: "


def test_a_letter_tells_only_what_no_group_is_kept_from() -> None:
    withheld = [replace(each, withheld_from=("c",)) if each.id == "a1" else each for each in records(Said)]
    assert "We take the first call." not in " ".join(report("letter", statements=withheld).texts)
    assert "We take the first call." in " ".join(report("letter").texts)


def test_evidence_is_for_the_researchers_own_copy() -> None:
    statements = [replace(each, notes=("n1", "n2")) if each.id == "a1" else each for each in records(Said)]
    assert "Appendix: what the statements rest on" not in outline(report(statements=statements))
    document = report(evidence=True, statements=statements)
    table = of(Table, document)[-1]
    assert isinstance(table, Table)
    row = next(row for row in table.rows if row[0].text == "We take the first call.")
    assert [cell.text for cell in row[3:]] == ["2", "2", "1", "1"]


def test_coreq_is_filled_in_where_the_study_knows_and_empty_elsewhere() -> None:
    study = replace(STUDY, facilitator="F.", sampling="By the heads of teams.")
    answers = coreq_answers(report_source(study=study), ENGLISH)
    assert answers[1] == "F."
    assert answers[10] == "By the heads of teams."
    assert answers[12] == "1 person: Alpha desk 1."
    assert answers[21].startswith("Between 60 and 91 minutes")
    assert not {2, 3, 4, 5, 22, 24} & {number for number, text in answers.items() if text}
    table = next(block for block in report().blocks if isinstance(block, Table) and block.header[1] == "Point")
    assert [row[0].text for row in table.rows] == [str(number) for number in range(1, 33)]


def test_the_list_of_criteria_says_in_sentences_what_was_and_was_not_done() -> None:
    answers = coreq_answers(report_source(), ENGLISH)
    assert answers[13] == "Nobody is recorded as having declined, dropped out or withdrawn."
    assert answers[18] == "Beta desk met once more, to look at answers of other groups."
    assert answers[23] == "Neither transcripts nor summaries were returned."
    assert answers[26].startswith("Statements were written from the notes")
    exports = [Export(f"e{n}", n, "2026-11-25T10:00:00Z", "summary", "a") for n in range(3)]
    given = coreq_answers(replace(report_source(), exports=exports), ENGLISH)[23]
    assert given == "Not transcripts, but a summary with room to correct it was made for Alpha desk."


def test_quotes_are_counted_as_they_are_told() -> None:
    people = [replace(each, consent=replace(each.consent, quote=False)) for each in records(Person)]
    source = report_source(people=people)
    told = " ".join(report(people=people).texts)
    assert coreq_answers(source, ENGLISH)[29] == ""
    assert "quotes" not in told.partition("Appendix")[0].partition("Findings by question")[0]


def test_what_did_not_happen_is_not_told_as_having_happened_no_times() -> None:
    told = " ".join(report(sessions=[], reactions=[], reflections=[], statements=[], quotes=[]).texts)
    assert "No session has been held yet." in told
    assert not re.search(r"\b0 \w+", told)


def test_where_no_people_are_listed_nobody_counts_them() -> None:
    told = " ".join(report(people=[]).texts)
    assert "This study heard 1 group, in 1 session. " in told
    assert not re.search(r"\b0 \w+", told)


def test_one_is_not_told_as_several() -> None:
    one = [each for each in records(Said) if each.id == "a1"]
    session = Session("sa", 1, "a", started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T11:30:00Z")
    person = Person("pa", 1, "Ash", "a", 1, consent=Consent(quote=True))
    document = report(sessions=[session], reactions=[], statements=one, quotes=[], people=[person])
    told = " ".join(document.texts)
    assert "This study heard 1 group, in 1 session with 1 person. All of it took place on 3 November 2026." in told
    assert "1 statement was written." in told
    assert not re.search(r"\b1 (?:groups|sessions|people|notes|statements|quotes|sets|questions|reactions)\b", told)


def test_a_letter_does_not_ask_for_a_sheet_that_it_is_not() -> None:
    told = " ".join(report("letter", study=replace(STUDY, next_steps=())).texts)
    assert "this sheet back" not in told


def test_what_must_be_asked_is_not_among_what_may_be_left_out() -> None:
    questions = [replace(each, type="key", must_ask=False, minutes=0) for each in QUESTIONS[:2]]
    document = guide_document(GuideSource(STUDY, ALPHA, questions, None), ENGLISH)
    told = list(document.texts)
    assert "Ask whatever the clock says: 2." in told
    assert [block.lead for block in of(Bullet, document) if block.text.startswith(("1.", "2."))] == ["Leave out:"]


def test_an_empty_study_gives_documents_all_the_same() -> None:
    empty = replace(
        findings(),
        study=Study(),
        actors=(),
        sets=(),
        questions=(),
        statements=(),
        quotes=(),
        people=(),
        sessions=(),
        reactions=(),
        reflections=(),
    )
    source = ReportSource(empty, (), (), NOW)
    for preset in PRESETS:
        assert report_document(source, ENGLISH, preset, evidence=True).blocks
    assert feedback_document(empty, ENGLISH).blocks
    assert notes_document(NotesSource(Study(), (), (), (), (), ()), ENGLISH).blocks


def test_nobody_is_named_and_nothing_unreleased_is_told_in_any_form() -> None:
    secret = [
        *records(Said),
        Said("z1", 40, "a", "q1", "SECRET draft", "draft"),
        Said("z2", 41, "a", "q1", "SECRET checked", "checked"),
    ]
    quotes = [
        *records(Quote),
        Quote("z3", 40, "a", "q1", "SECRET quote", "a1", "pa"),
        Quote("z4", 41, "a", "q1", "SECRET x", "z1"),
    ]
    reactions = [*records(Reaction), Reaction("z5", 9, "rb", About("statement", "z1"), "add", "SECRET words")]
    for preset in PRESETS:
        told = " ".join(report(preset, evidence=True, statements=secret, quotes=quotes, reactions=reactions).texts)
        assert "SECRET" not in told
        assert "Alias" not in told


def test_dots_are_those_of_the_plan() -> None:
    source = replace(report_source(), dots=(Dot("a", "b"),))
    table = next(b for b in report_document(source, ENGLISH).blocks if isinstance(b, Table) and b.key == "matrix")
    assert [cell.text for row in table.rows for cell in row].count("●") == 1


def texts_of(document: Document, kind: type[Script | Heading]) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, kind)]


def test_a_guide_prints_the_words_of_the_steps_and_counts_their_time() -> None:
    steps = (Step("welcome", "Come in.", 5), Step("rules", "How shall we talk?", 3), Step("closing", "", 2))
    questions = [Question("q1", text="What?", minutes=20), Question("q2", text="Why?", minutes=10)]
    session = Session("s", planned_at="2026-11-04T09:00:00Z")
    study = Study(title="T", closing="Go well.")
    guide = guide_document(GuideSource(study, ALPHA, questions, session, 6, steps), ENGLISH)
    assert texts_of(guide, Script)[:2] == ["Come in.", "How shall we talk?"]
    assert texts_of(guide, Script)[-1] == "Go well."
    table = next(block for block in guide.blocks if isinstance(block, Table))
    start = moment("2026-11-04T09:00:00Z").astimezone()
    at = [f"{start + timedelta(minutes=minutes):%H:%M}" for minutes in (0, 5, 8, 28, 38)]
    assert [row[0].text for row in table.rows] == at
    assert [row[2].text for row in table.rows] == ["Welcome", "Ground rules", "1. What?", "2. Why?", "Closing"]


def test_a_guide_of_a_set_without_steps_still_prints_welcome_and_closing() -> None:
    guide = guide_document(GuideSource(Study(welcome="Good day."), ALPHA, [Question("q", text="What?")]), ENGLISH)
    assert texts_of(guide, Script)[0] == "Good day."
    assert ENGLISH.guide.rules_title not in texts_of(guide, Heading)
    table = next(block for block in guide.blocks if isinstance(block, Table))
    assert len(table.rows) == 1
