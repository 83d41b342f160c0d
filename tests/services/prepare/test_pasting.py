"""Lists of questions as people really keep them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.services.prepare.pasting import Draft, read_questions


def test_numbering_and_bullets_come_off() -> None:
    found = read_questions("1. Who heard first?\n2) Where does it wait?\n(3) Who closes it?\nQ4: What next?")
    assert [draft.text for draft in found] == [
        "Who heard first?",
        "Where does it wait?",
        "Who closes it?",
        "What next?",
    ]


def test_a_heading_gives_its_type_to_what_stands_below() -> None:
    found = read_questions(
        "Opening:\nWho are you?\n\nKey questions\n- What do you do?\n- Where does it stop?\nEnding: Done?"
    )
    assert [(draft.type, draft.text) for draft in found] == [
        ("opening", "Who are you?"),
        ("key", "What do you do?"),
        ("key", "Where does it stop?"),
        ("ending", "Done?"),
    ]


@pytest.mark.parametrize(
    ("line", "text", "minutes"),
    [
        ("Who heard first? (10 min)", "Who heard first?", 10),
        ("Who heard first? [5 minutes]", "Who heard first?", 5),
        ("Who heard first? (10–15 min.)", "Who heard first?", 15),
        ("Who heard first? – 8 min", "Who heard first?", 8),
        ("(10 min) Who heard first?", "Who heard first?", 10),
        ("Who heard first? 5 min", "Who heard first?", 5),
        ("What happens in the first 5 minutes?", "What happens in the first 5 minutes?", 0),
        ("3 of us heard; who else?", "3 of us heard; who else?", 0),
    ],
)
def test_minutes_are_read_where_they_are_a_plan(line: str, text: str, minutes: int) -> None:
    assert read_questions(line) == (Draft(text, "key", minutes),)


@pytest.mark.parametrize(
    "line",
    [
        "Who heard first?*",
        "3. Who heard first? *",
        "*Who heard first?",
        "- Who heard first? (must)",
        "Who heard first? [Must ask]",
        "(must-ask) Who heard first?",
        "* Who heard first? *",
        "Who heard first? *must ask*",
        "1. Who heard first? **Must-ask**",
        "Who heard first?*must*",
        "*must ask* Who heard first?",
        "Who heard first? _must ask_",
        "1\tWho heard first?\t*must ask*",
        "Key:\t1\tWho heard first?\t*",
        "1\tWho heard first?\tmust ask",
    ],
)
def test_a_star_or_must_says_that_it_must_be_asked(line: str) -> None:
    assert read_questions(line) == (Draft("Who heard first?", "key", must_ask=True),)


@pytest.mark.parametrize(
    "line",
    [
        "Who heard first? (10 min)*",
        "Who heard first? (10 min) *must ask*",
        "Who heard first? *must ask* (10 min)",
        "Who heard first?* (10 min)",
        "Who heard first? 10 min *",
    ],
)
def test_a_star_stands_before_or_behind_the_minutes(line: str) -> None:
    assert read_questions(line) == (Draft("Who heard first?", "key", 10, must_ask=True),)


@pytest.mark.parametrize(
    "line",
    [
        "* Who heard first?",
        "What must we ask?",
        "Whom must you ask?",
        "*What you must ask*",
        "**Who heard first?**",
        "*Who heard first?*",
        "What is 2 * 3?",
    ],
)
def test_bullets_and_emphasis_are_no_must(line: str) -> None:
    assert not read_questions(line)[0].must_ask


def test_a_probe_keeps_its_star() -> None:
    assert read_questions("1. Who heard first?\n- How did you know? *")[0].probes == ("How did you know? *",)


@pytest.mark.parametrize(
    "last",
    [
        "Have we missed anything?",
        "3. Is there anything else you would like to say? (5 min)",
        "What have we missed?",
        "Anything else?",
        "Did we forget something?",
    ],
)
def test_a_list_that_ends_with_what_was_missed_ends_with_its_closing_question(last: str) -> None:
    found = read_questions(f"1. Anything else about the desk?\n2. Who heard first?\n{last}")
    assert [draft.type for draft in found] == ["key", "key", "ending"]


def test_a_type_that_is_said_counts_more_than_the_words() -> None:
    found = read_questions("Key questions:\nWho heard first?\nHave we missed anything?")
    assert [draft.type for draft in found] == ["key", "key"]
    assert read_questions("Transition: Have we missed anything?")[0].type == "transition"


def test_a_line_of_minutes_alone_belongs_to_the_question_above() -> None:
    assert read_questions("Who heard first?\n(10 min)") == (Draft("Who heard first?", "key", 10),)


@pytest.mark.parametrize(
    "probe",
    [
        "   How did you know?",
        "\tHow did you know?",
        "- How did you know?",
        "• How did you know?",
        "a) How did you know?",
    ],
)
def test_what_hangs_under_a_question_is_a_probe(probe: str) -> None:
    (found,) = read_questions(f"1. When is your part over?\n{probe}")
    assert found.probes == ("How did you know?",)


def test_a_list_of_bullets_only_is_a_list_of_questions() -> None:
    found = read_questions("- Who heard first?\n- Who heard last?\n  - How late was that?")
    assert [(draft.text, draft.probes) for draft in found] == [
        ("Who heard first?", ()),
        ("Who heard last?", ("How late was that?",)),
    ]


def test_a_list_that_is_indented_as_a_whole_keeps_its_questions() -> None:
    assert len(read_questions("    1. Who heard first?\n    2. Who heard last?")) == 2


def test_a_row_of_a_table_gives_type_time_and_wording() -> None:
    (found,) = read_questions("4\tKey\tWhen a customer brings a problem, what is your part?\t20 min")
    assert found == Draft("When a customer brings a problem, what is your part?", "key", 20)


def test_the_head_of_a_table_is_no_question_and_says_which_column_is_the_time() -> None:
    found = read_questions("Min\tQuestion\tProbes\n10\tWhat is a good night?\tAnd a bad one?\n15\tWho helps?\tWhen?")
    assert found == (
        Draft("What is a good night?", "key", 10, ("And a bad one?",)),
        Draft("Who helps?", "key", 15, ("When?",)),
    )


def test_what_asks_nothing_and_has_no_number_among_numbered_questions_is_doubtful() -> None:
    found = read_questions("Topic guide\nPlease ask all of it.\n1. Who opens?\n2. Tell us of a night\nAnything else?")
    assert [(draft.text, draft.doubtful) for draft in found] == [
        ("Topic guide", True),
        ("Please ask all of it.", True),
        ("Who opens?", False),
        ("Tell us of a night", False),
        ("Anything else?", False),
    ]


def test_nothing_is_doubtful_in_a_list_without_any_marks() -> None:
    assert not any(draft.doubtful for draft in read_questions("Tell us your name\nWhat do you do?"))


def test_a_sentence_broken_by_the_page_is_joined() -> None:
    (found,) = read_questions("1. When a customer brings a problem,\nwhat is your part?")
    assert found.text == "When a customer brings a problem, what is your part?"


def test_a_heading_with_nothing_below_is_kept() -> None:
    assert read_questions("Ending") == (Draft("Ending", "ending"),)


def test_marks_without_words_are_kept_as_they_stand() -> None:
    assert [draft.text for draft in read_questions("1.\n-")] == ["1.", "-"]


PIECES = st.sampled_from(
    [
        "Opening:",
        "key",
        "1.",
        "a)",
        "-",
        "•",
        "(10 min)",
        "\t",
        "    ",
        "Who?",
        "heard it",
        "- 5 min",
        "Ending -",
        "(",
        "ü",
        "日本",
        "Q1:",
    ]
)
LINES = st.lists(PIECES, max_size=5).map(" ".join) | st.text(max_size=60)
MARKS = re.compile(
    r"opening|warm|up|introductory|introduction|transition|key|ending|closing|questions?|q|min\w*|about|ca|q?\d+|[a-z]|[ivx]+"
)


@given(st.lists(LINES, max_size=12))
def test_no_line_with_words_is_lost_and_nothing_raises(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = read_questions(text)
    kept = " ".join(" ".join((draft.text, *draft.probes)) for draft in found)
    words = [word for word in re.findall(r"[^\W_]+", text) if not MARKS.fullmatch(word.lower())]
    assert [word for word in words if word not in kept] == []
    assert all(draft.text.strip() for draft in found)
    assert bool(found) == bool(text.strip())


@given(st.text())
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert all(0 <= draft.minutes <= 999 for draft in read_questions(text))


def test_an_emphasised_question_keeps_its_stars_beside_the_must() -> None:
    assert read_questions("*Who heard first?* *must ask*") == (Draft("*Who heard first?*", "key", must_ask=True),)
