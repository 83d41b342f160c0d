"""What was found in a text: what of it must be decided, what may stay, and when an answer about it has ended."""

from dataclasses import replace

import pytest

from facilitator.domain.documents.blocks import Document, Figure, Statement, plain
from facilitator.domain.documents.gate import Place, places
from facilitator.domain.documents.guard import Guard
from facilitator.domain.documents.searching import Hit, Searcher

HITS = (
    Hit("name", "Robin Marsh"),
    Hit("part", "Marsh"),
    Hit("near", "Marshe"),
    Hit("contact", "robin@example.org"),
    Hit("alias", "Ash"),
    Hit("seat", "seat 3"),
)
PLACE = Place("st", "“Ash on seat 3 is Robin Marsh.”", HITS)


def kinds(place: Place) -> list[str]:
    return [hit.kind for hit in place.hits]


def test_participants_get_no_alias_and_no_seat_and_facilitators_may() -> None:
    assert kinds(PLACE.barred(for_participants=True)) == [hit.kind for hit in HITS]
    own = PLACE.barred(for_participants=False)
    assert kinds(own) == ["name", "part", "near", "contact"]
    assert (own.item, own.text) == (PLACE.item, PLACE.text)


def test_only_whole_names_can_never_stay() -> None:
    assert PLACE.whole_names == ("Robin Marsh",)


def test_an_answer_ends_when_the_words_or_what_is_found_in_them_changes() -> None:
    assert Place("other", "Ash on seat 3 is Robin Marsh.", HITS[::-1]).digest == PLACE.digest
    assert Place("st", "Ash on seat 4 is Robin Marsh.", HITS).digest != PLACE.digest
    assert replace(PLACE, hits=HITS[:4]).digest != PLACE.digest


def test_each_text_is_told_once_with_what_it_is_of_and_clean_ones_not_at_all() -> None:
    said = Statement("Ask Robin.", item="st")
    svg = "<svg><text>  </text><text><tspan>Ro</tspan><tspan>bin &amp; I</tspan></text></svg>"
    document = Document(
        "pack",
        "About Robin",
        (said, said, plain("Ask Robin."), plain(""), plain("Nobody."), Figure("", svg, "")),
        footer="x",
    )
    assert [(place.item, place.text) for place in places(document, Searcher(["Robin Marsh"]))] == [
        ("", "About Robin"),
        ("st", "Ask Robin."),
        ("", "Ask Robin."),
        ("", "Robin & I"),
    ]


@pytest.mark.parametrize(("name", "found"), [("Abc Def", ["Abc Def"]), ("Ab Cde", [])])
def test_between_bytes_that_mean_something_else_a_name_of_six_letters_tells(name: str, found: list[str]) -> None:
    run = "xx" + name.replace(" ", "_").lower() + "yy"
    assert Guard(names=(name,)).searcher().in_bytes(run) == found
    assert Guard(names=(name,)).searcher().in_bytes(run.upper()) == found


def test_words_that_were_let_stay_are_told_of_no_file_but_a_whole_name_always_is() -> None:
    guard = Guard(names=("Robin Marsh",), aliases=("Ash",), seat_word="seat", allowed=frozenset({"ash", "marsh"}))
    assert guard.searcher().in_text("Ash met Marsh.") == []
    assert guard.searcher().in_text("Ash met Robin Marsh.") == ["Robin Marsh"]
    allowed = Guard(names=("Robin Marsh",), allowed=frozenset({"robin marsh"}))
    assert allowed.searcher().in_text("It was Robin Marsh.") == ["Robin Marsh"]
