"""What documents say: their order, and that nobody is ever told more than they may know."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.documents.agreeing import Reacted
from facilitator.domain.documents.blocks import (
    Bullet,
    CheckLine,
    Document,
    Feedback,
    Heading,
    PreparedFor,
    QuoteBlock,
    Table,
    Title,
    WriteBox,
)
from facilitator.domain.documents.findings import FindingsSource, findings_document, findings_table
from facilitator.domain.documents.matrix import matrix_document
from facilitator.domain.documents.pack import PackSource, pack_document
from facilitator.domain.documents.summary import SummarySource, summary_document
from facilitator.domain.findings import Quote, Status
from facilitator.domain.findings import Statement as Said
from facilitator.domain.packs import Pack, build_pack
from facilitator.domain.packs import PackSource as Rules
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet, in_route_order
from facilitator.domain.reactions import About, Reaction, Reflection
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.documents.wording import ENGLISH
from tests.documents import GROUPS, PLANNED, RECORDS

R = TypeVar("R")
STUDY = Study(title="Who picks it up?", research_question="How?", purpose="To agree.")
ALPHA, BETA, CUSTOMERS = GROUPS


def records(kind: type[R]) -> list[R]:
    return [record for record in RECORDS if isinstance(record, kind)]


QUESTIONS = in_route_order(records(QuestionSet), records(Question))


def pack_of(
    viewer: Actor,
    shown: Sequence[str],
    statements: Sequence[Said] = records(Said),
    quotes: Sequence[Quote] = records(Quote),
    people: Sequence[Person] = records(Person),
) -> Pack:
    ranks = {question.id: rank for rank, question in enumerate(QUESTIONS)}
    actors = {group.id: rank for rank, group in enumerate(GROUPS)}
    return build_pack(Rules(viewer, tuple(shown), statements, quotes, people, ranks, actors, {}))


def summary_of(reader: Actor, shown: Sequence[str], **changed: object) -> Document:
    own = {
        "statements": [s for s in records(Said) if s.actor == reader.id],
        "quotes": [q for q in records(Quote) if q.actor == reader.id],
        "people": [p for p in records(Person) if p.actor == reader.id],
    }
    usual = {
        "study": STUDY,
        "sessions": [session for session in records(Session) if session.actor == reader.id],
        "pack": pack_of(reader, shown),
        "questions": QUESTIONS,
    }
    source = SummarySource(
        reader=reader,
        shown=[group for group in GROUPS if group.id in shown],
        **(usual | own | changed),  # type: ignore[arg-type]
    )
    return summary_document(source, ENGLISH)


def findings() -> FindingsSource:
    return FindingsSource(
        STUDY,
        GROUPS,
        records(QuestionSet),
        QUESTIONS,
        records(Said),
        records(Quote),
        records(Person),
        records(Session),
        records(Reaction),
        records(Reflection),
    )


def outline(document: Document) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]


def took(about: str, kind: str, level: str = "") -> Reaction:
    return Reaction("r", 1, "ra", About("statement", about), kind, "In these words", level=level)  # type: ignore[arg-type]


def points(document: Document) -> list[tuple[str, str | None]]:
    """Leads and items of what stands under the heading on agreement."""
    blocks = iter(document.blocks)
    found = any(isinstance(block, Heading) and block.text == ENGLISH.agree_title for block in blocks)
    below = takewhile(lambda block: not isinstance(block, Heading), blocks) if found else ()
    return [(block.lead, block.item) for block in below if isinstance(block, Bullet)]


def test_a_summary_says_first_whom_it_is_for_and_thanks_them() -> None:
    prepared, title, thanks, *_ = summary_of(ALPHA, ["b"]).blocks
    assert isinstance(prepared, PreparedFor)
    assert prepared.text == "Prepared for: Alpha desk group"
    assert isinstance(title, Title)
    assert title.text == "What we heard: Who picks it up?"
    assert "91 minutes you gave us on 3 November 2026" in str(thanks)
    assert "Who picks it up?" in str(thanks)
    assert "To agree." in str(thanks)


def test_a_summary_has_the_order_that_participants_want() -> None:
    assert outline(summary_of(ALPHA, ["b", "c"])) == [
        (1, "What your group said"),
        (2, "Your part"),
        (2, "What would help?"),
        (2, "Beyond the questions"),
        (1, "What the other groups said"),
        (2, "Your part"),
        (2, "Whom do you ring?"),
        (2, "Beyond the questions"),
        (1, "Did we get this right?"),
        (1, "What happens next"),
    ]


def test_every_statement_of_the_group_is_numbered_and_asked_back() -> None:
    blocks = summary_of(ALPHA, ["b"]).blocks
    asked = [block for block in blocks if isinstance(block, CheckLine)]
    assert [block.item for block in asked] == ["a1", "a2", "a3"]
    assert {block.boxes for block in asked} == {("yes", "partly", "no")}
    assert any(isinstance(block, WriteBox) for block in blocks)


def test_a_summary_says_where_its_readers_agree_and_differ_but_not_where_they_were_of_two_minds() -> None:
    for kind, lead in (
        ("agree", "You agreed with Beta desk:"),
        ("same", "You and Beta desk say the same:"),
        ("partly", "You saw this differently from Beta desk:"),
    ):
        assert points(summary_of(ALPHA, ["b"], reacted=Reacted([took("b1", kind)]))) == [(lead, "b1")]
    torn = summary_of(ALPHA, ["b"], reacted=Reacted([took("b1", "agree"), took("b1", "disagree")]))
    some = summary_of(ALPHA, ["b"], reacted=Reacted([took("b1", "agree", "some")]))
    outside = summary_of(ALPHA, ["c"], reacted=Reacted([took("b1", "agree")]))
    for document in (torn, some, outside):
        assert points(document) == []


def test_a_summary_says_how_the_groups_shown_took_what_its_readers_said_but_not_in_which_words() -> None:
    reacted = Reacted(
        others=[
            (BETA, [took("a1", "agree"), took("a2", "disagree"), took("b1", "agree")]),
            (CUSTOMERS, [took("a1", "same"), took("a3", "same")]),
        ]
    )
    document = summary_of(ALPHA, ["b"], reacted=reacted)
    assert points(document) == [
        ("Beta desk and Customers agreed with you:", "a1"),
        ("Customers said the same:", "a3"),
        ("Beta desk saw this differently from you:", "a2"),
    ]
    assert "In these words" not in str(document.blocks)


def test_what_one_or_another_said_is_not_told_as_the_mind_of_a_whole_group() -> None:
    def said(kind: str) -> Reaction:
        return replace(took("b1", kind), speaker="pa")

    for kind, lead in (
        ("agree", "Some of you agreed with Beta desk:"),
        ("same", "Some of you said the same as Beta desk:"),
        ("disagree", "Some of you saw this differently from Beta desk:"),
    ):
        assert points(summary_of(ALPHA, ["b"], reacted=Reacted([said(kind)]))) == [(lead, "b1")]
    both = Reacted([said("agree"), took("b1", "agree", "most")])
    assert points(summary_of(ALPHA, ["b"], reacted=both)) == [("You agreed with Beta desk:", "b1")]
    others = Reacted(
        others=[
            (BETA, [took("a1", "agree"), replace(took("a2", "partly"), speaker="pb")]),
            (CUSTOMERS, [replace(took("a1", "agree"), speaker="pc"), replace(took("a3", "same"), speaker="pc")]),
        ]
    )
    assert points(summary_of(ALPHA, ["b"], reacted=others)) == [
        ("People from Beta desk and Customers agreed with you:", "a1"),
        ("People from Customers said the same:", "a3"),
        ("People from Beta desk saw this differently from you:", "a2"),
    ]


def test_a_summary_names_three_points_of_each_kind_and_lets_neither_side_crowd_out_the_other() -> None:
    many = [Said(f"m{n}", n, "b", "q1", f"Answer {n}", "released") for n in range(6)]
    reacted = Reacted([took(each.id, "agree") for each in many], [(BETA, [took("a1", "agree")])])
    document = summary_of(ALPHA, ["b"], pack=pack_of(ALPHA, ["b"], many, []), reacted=reacted)
    assert [item for _, item in points(document)] == ["m0", "a1", "m1"]


def test_a_summary_of_a_large_pack_gives_the_main_answers() -> None:
    many = [Said(f"m{n}", n, "b", "q1", f"Answer {n}", "released") for n in range(20)]
    source = pack_of(ALPHA, ["b"], many, [])
    document = summary_of(ALPHA, ["b"], pack=source)
    assert [block.item for block in document.blocks if isinstance(block, Bullet) and block.item] == ["m0"]


def test_a_summary_says_until_when_words_can_be_taken_back_and_whom_to_ask() -> None:
    study = replace(STUDY, withdraw_until="2026-12-15", contact="Ask at the desk.", next_steps=("A report by Easter.",))
    told = str(summary_of(ALPHA, [], study=study).blocks)
    assert "Until 15 December 2026" in told
    assert "Ask at the desk." in told
    assert "A report by Easter." in told


def test_quotes_stand_under_their_statement_in_quotation_marks() -> None:
    blocks = summary_of(ALPHA, []).blocks
    at = next(at for at, block in enumerate(blocks) if block.item == "a1")
    assert blocks[at + 1] == QuoteBlock("“Chasing is no part.”", item="ka", actor="a")


def test_quotation_marks_are_not_doubled() -> None:
    assert [ENGLISH.quoted(text) for text in ("“Yes.”", '"Yes."', " Yes. ")] == ["“Yes.”"] * 3


def test_who_is_shown_nothing_reads_nothing_of_others() -> None:
    document = summary_of(CUSTOMERS, [])
    assert "What the other groups said" not in [text for _, text in outline(document)]
    assert set(document.items) == {"c1", "kc"}


def test_the_next_meeting_is_named_when_it_is_planned() -> None:
    told = [block.text for block in summary_of(ALPHA, ["b"]).blocks if isinstance(block, Bullet)]
    assert any("24 November 2026" in text for text in told)
    assert not any("meet" in block.text for block in summary_of(BETA, ["a"]).blocks[-4:] if isinstance(block, Bullet))


def test_a_summary_promises_a_meeting_only_where_one_is_to_come() -> None:
    many = [Said(f"m{n}", n, "b", "q1", f"Answer {n}", "released") for n in range(20)]
    ahead = " ".join(summary_of(ALPHA, ["b"], pack=pack_of(ALPHA, ["b"], many, [])).texts)
    assert "you will hear all of it when we meet again" in ahead
    assert "before we meet again" in ahead
    held = [replace(each, started_at="2026-11-23T10:00:00Z") for each in records(Session) if each.actor == "a"]
    past = " ".join(summary_of(ALPHA, ["b"], pack=pack_of(ALPHA, ["b"], many, []), sessions=held).texts)
    assert "meet again" not in past


def test_one_minute_is_not_told_as_several_and_whom_to_ask_is_a_sentence() -> None:
    session = Session("s", 1, "a", started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T10:01:00Z")
    study = replace(STUDY, contact="front desk,\nroom 3")
    told = summary_of(ALPHA, [], sessions=[session], study=study).texts
    assert any("Thank you for the 1 minute you gave us" in text for text in told)
    assert "Questions? front desk, room 3" in told


def test_a_summary_without_statements_still_thanks_and_asks() -> None:
    document = summary_of(ALPHA, [], statements=[], quotes=[])
    assert [text for _, text in outline(document)] == ["What your group said", "What is missing?", "What happens next"]


def test_a_pack_goes_question_by_question_and_group_by_group() -> None:
    source = PackSource(STUDY, ALPHA, pack_of(ALPHA, ["b", "c"]), (BETA, CUSTOMERS), QUESTIONS)
    document = pack_document(source, ENGLISH)
    assert outline(document) == [
        (1, "Your part"),
        (2, "Beta desk"),
        (1, "Whom do you ring?"),
        (2, "Customers"),
        (1, "Beyond the questions"),
        (2, "Beta desk"),
    ]
    assert document.items == ("b1", "kb", "c1", "kc", "kr")
    assert "Where does your part begin" in "".join(document.texts)


def test_an_empty_pack_says_so() -> None:
    source = PackSource(STUDY, ALPHA, Pack("a"), (), QUESTIONS)
    assert ENGLISH.pack_empty in "".join(pack_document(source, ENGLISH).texts)


def test_the_matrix_has_printed_labels_dots_and_marked_own_cells() -> None:
    table = next(b for b in matrix_document(STUDY, GROUPS, PLANNED, ENGLISH).blocks if isinstance(b, Table))
    assert table.header[1:] == ("Alpha column", "Beta desk", "Customers")
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows == [["Alpha row", "–", "●", "●"], ["Beta desk", "●", "–", ""], ["Customers", "", "", "–"]]
    assert [row[at + 1].kind for at, row in enumerate(table.rows)] == ["own"] * 3


def test_the_matrix_holds_focus_groups_alone() -> None:
    document = matrix_document(STUDY, records(Actor), PLANNED, ENGLISH)
    assert "Ticket system" not in "".join(document.texts)


def test_findings_put_feedback_under_the_statement_and_the_rest_at_the_end() -> None:
    blocks = findings_document(findings(), ENGLISH).blocks
    at = next(at for at, block in enumerate(blocks) if block.item == "a1")
    assert blocks[at + 1 : at + 4] == (
        Feedback("agreed (1)", "Beta desk:", actor="b"),
        Feedback("So early?", "Beta desk had not expected this:", item="r1", actor="b"),
        QuoteBlock("“Chasing is no part.”", item="ka", actor="a"),
    )
    last = "\n".join(findings_document(findings(), ENGLISH).texts).split("What the groups made of it")[1]
    assert all(text in last for text in ("Beta saw itself in Alpha.", "We all told one story.", "Let us meet again."))


def test_findings_have_a_part_for_each_set_and_no_heading_without_entries() -> None:
    document = findings_document(findings(), ENGLISH)
    assert [text for level, text in outline(document) if level == 1] == [
        "Staff",
        "Outside",
        "Beyond the questions",
        "What the groups made of it",
    ]


def test_headings_never_skip_a_level() -> None:
    documents = [
        findings_document(findings(), ENGLISH),
        summary_of(ALPHA, ["b", "c"]),
        pack_document(PackSource(STUDY, ALPHA, pack_of(ALPHA, ["b", "c"]), GROUPS, QUESTIONS), ENGLISH),
    ]
    for document in documents:
        levels = [0, *(level for level, _ in outline(document))]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_findings_as_rows_say_the_same() -> None:
    rows = [[cell.text for cell in row] for row in findings_table(findings(), ENGLISH).rows]
    assert rows[0] == ["Staff", "Your part", "Alpha desk", "Statement", "We take the first call.", ""]
    assert ["Staff", "Your part", "Alpha desk", "Quote", "“Chasing is no part.”", ""] in rows
    assert [
        "Staff",
        "Your part",
        "Alpha desk",
        "Feedback",
        "Beta desk had not expected this: So early?",
        "Beta desk",
    ] in rows


def test_findings_say_when_entries_are_kept_from_somebody() -> None:
    source = findings()
    kept = [Said("k", 1, "a", "q1", "Between us.", "released", withheld_from=("b",))]
    document = findings_document(FindingsSource(STUDY, source.actors, source.sets, QUESTIONS, kept, (), ()), ENGLISH)
    assert "Not for handing out" in "".join(document.texts)


def test_words_without_consent_are_counted_and_not_told() -> None:
    source = findings()
    people = [Person("pb", 1, "Alias", "b", 1, Consent(quote=False))]
    document = findings_document(
        FindingsSource(
            STUDY,
            source.actors,
            source.sets,
            QUESTIONS,
            source.statements,
            source.quotes,
            people,
            source.sessions,
            source.reactions,
        ),
        ENGLISH,
    )
    told = "\n".join(document.texts)
    assert "So early?" not in told
    assert "had not expected this (1)" in told
    assert "It arrives as a number." not in told


CONSENTS = st.builds(
    Consent,
    take_part=st.sampled_from((True, None, False)),
    quote=st.sampled_from((True, None, False)),
    show_to_groups=st.sampled_from((True, None, False)),
)
IDS = st.sampled_from([group.id for group in GROUPS])
SOME = st.lists(IDS, unique=True, max_size=2).map(tuple)


@st.composite
def studies(draw: st.DrawFn) -> tuple[list[Said], list[Quote], list[Person], list[str]]:
    people = [Person(f"p{n}", n, f"Alias{n}", draw(IDS), n, draw(CONSENTS)) for n in range(6)]
    questions = st.sampled_from([question.id for question in QUESTIONS] + [None])
    statuses: st.SearchStrategy[Status] = st.sampled_from(("draft", "checked", "released"))
    statements = [
        Said(f"s{n}", n, draw(IDS), draw(questions), f"Statement {n}.", draw(statuses), draw(SOME)) for n in range(8)
    ]
    quotes = []
    for n in range(10):
        under = draw(st.sampled_from([*statements, None]))
        actor = under.actor if under else draw(IDS)
        speakers = [person.id for person in people if person.actor == actor]
        quotes.append(
            Quote(
                f"k{n}",
                n,
                actor,
                under.question if under else draw(questions),
                f"Words {n}.",
                under.id if under else None,
                draw(st.sampled_from([*speakers, None])),
                released=draw(st.booleans()),
                withheld_from=draw(SOME),
            )
        )
    return statements, quotes, people, draw(st.lists(IDS, unique=True))


@settings(max_examples=200, deadline=None)
@given(studies(), st.sampled_from(GROUPS))
def test_nobody_reads_what_is_not_theirs_to_read(
    made: tuple[list[Said], list[Quote], list[Person], list[str]], reader: Actor
) -> None:
    statements, quotes, people, shown = made
    pack = pack_of(reader, shown, statements, quotes, people)
    everything = [
        Reaction(f"r{n}", n, "x", About("statement", said.id), "agree", "WORDS") for n, said in enumerate(statements)
    ]
    reacted = Reacted(everything, [(group, everything) for group in GROUPS if group.id in shown])
    source = SummarySource(STUDY, reader, (), statements, quotes, people, pack, GROUPS, QUESTIONS, reacted)
    visible = {*shown, reader.id}
    allowed = {
        s.id for s in statements if s.status == "released" and s.actor in visible and reader.id not in s.withheld_from
    }
    consents = {person.id: person.consent for person in people}
    for quote in quotes:
        consent = consents.get(quote.speaker or "")
        open_to = quote.released and quote.actor in visible and reader.id not in quote.withheld_from
        if open_to and (consent is None or consent.quote) and (quote.statement is None or quote.statement in allowed):
            allowed.add(quote.id)
    for document in (
        summary_document(source, ENGLISH),
        pack_document(PackSource(STUDY, reader, pack, GROUPS, QUESTIONS), ENGLISH),
    ):
        assert set(document.items) <= allowed
        told = "\n".join(document.texts)
        assert not any(f"Alias{n}" in told for n in range(6))
        assert "WORDS" not in told
        wanted = {s.id: s.text for s in statements} | {q.id: q.text for q in quotes}
        assert [i for i, text in wanted.items() if i not in allowed and text in told] == []
