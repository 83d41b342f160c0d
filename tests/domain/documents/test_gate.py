"""The search for what gives somebody away."""

import pytest

from facilitator.domain.documents.blocks import Cell, Document, Figure, Table, plain
from facilitator.domain.documents.gate import Found, search, search_texts
from facilitator.domain.documents.searching import Searcher


def told(text: str, names: tuple[str, ...] = (), aliases: tuple[str, ...] = ()) -> Found:
    return search(Document("summary", "Title", (plain(text),)), names, aliases, "seat")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We rang Maria about it.", ("Maria",)),
        ("We rang MARIA about it.", ("MARIA",)),
        ("It was Maria’s desk.", ("Maria",)),
        ("Two Marias sit here.", ("Marias",)),
        ("Ask O'Brien.", ("Brien",)),
        ("The marital status.", ()),
        ("Nobody of that kind.", ()),
    ],
)
def test_names_are_found_whole_in_part_and_with_an_ending(text: str, found: tuple[str, ...]) -> None:
    assert told(text, ("Maria O'Brien",)).names == found


def test_short_parts_count_only_in_the_whole_name() -> None:
    assert told("Li went home with Wu.", ("Li Wu",)).names == ()
    assert told("Li  Wu went home.", ("Li Wu",)).names == ("Li  Wu",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سألنا فاطمة عن ذلك", ("فاطمة",)),
        ("Мы спросили Петрову об этом.", ("Петрову",)),
        ("我和王小明说话", ("王小明",)),
        ("小明来了", ("小明",)),
        ("Lukasz lo sabe, y JOSE tambien.", ("Lukasz", "JOSE")),
    ],
)
def test_names_in_other_scripts_and_without_accents_are_found(text: str, found: tuple[str, ...]) -> None:
    assert told(text, ("فاطمة الزهراء", "José Łukasz / Хосе Петров", "王小明")).names == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jane carter's desk", ("jane carter",)),
        ("Carter, Jane: the desk", ("Carter, Jane",)),
        ("Ask Jane\nCarter.", ("Jane\nCarter",)),
        ("Ask Mrs Car-\nter.", ("Carter",)),
        ("Ask Mrs Car\nter.", ("Carter",)),
        ("Ask Mrs Car\u00adter.", ("Car\u00adter",)),
        ("Ask Mrs C\u200barter.", ("C\u200barter",)),
        ("The Carters were here.", ("Carters",)),
        ("The Carterschen Regeln.", ("Carterschen",)),
        ("Then cartar rang.", ("cartar",)),
        ("Then Cartre rang.", ("Cartre",)),
        ("Then Catter rang, and Carterr.", ("Catter", "Carterr")),
        ("It is in janecarter.xls", ("janecarter",)),
        ("Jane Cartr said so.", ("Jane Cartr",)),
        ("A career in the cart; a charter to cater for.", ()),
        ("The care, the car and the art.", ()),
    ],
)
def test_names_are_found_across_lines_with_endings_and_misspelt(text: str, found: tuple[str, ...]) -> None:
    assert told(text, ("Jane Carter",)).names == found


def test_words_in_pictures_are_found() -> None:
    svg = "<svg><text><tspan>Ask Mrs Car</tspan><tspan>ter</tspan></text><text>A &amp; B</text></svg>"
    found = search(Document("report", "T", (Figure("Who", svg, "Nothing"),)), ("Jane Carter",), (), "seat")
    assert found.names == ("Carter",)


def test_only_a_whole_name_is_no_ordinary_word() -> None:
    assert told("Will Grant is asked.", ("Will Grant",)).whole_names == ("Will Grant",)
    assert told("They will do it, and Will too.", ("Will Grant",)).whole_names == ()


def test_everyday_text_holds_no_name() -> None:
    text = (
        "We take the first call and answer within the hour. Whoever is near the desk picks it up, passes it on and "
        "writes a line. What would help: one list, fewer copies, more trust. Nobody knew who had promised what."
    )
    names = ("Mary Parker", "John Walker", "Rob Foster", "Ann Marsh", "Tom Lister", "Nora Coopman", "Karin Promes")
    assert told(text, names).names == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to j.carter@desk.example.", ("j.carter@desk.example",)),
        ("Ring +44 20 7946 0958 now", ("+44 20 7946 0958",)),
        ("Ring (020) 7946 0958.", ("(020) 7946 0958",)),
        ("Ring 555-0123.", ("555-0123",)),
        ("Pay NL91 ABNA 0417 1643 00.", ("NL91 ABNA 0417 1643 00",)),
        ("It happened on 03.11.2026, from 2019-2024, on 2026-11-03.", ()),
        ("Some 10 000 000 of 1.500.000, at 10.30, for 10-15 people.", ()),
    ],
)
def test_addresses_and_numbers_are_found(text: str, found: tuple[str, ...]) -> None:
    assert told(text).contacts == found


def test_an_answer_ends_with_the_text_and_with_what_is_found() -> None:
    def digest(text: str, *names: str) -> str:
        (place,) = search_texts([("s1", text)], Searcher(names))
        return place.digest

    assert digest("Ask Will.", "Will Grant") == digest("Ask Will.", "Will Grant")
    assert digest("Ask Will.", "Will Grant") != digest("Ask Will now.", "Will Grant")
    assert digest("Ask Will for Jane.", "Will Grant") != digest("Ask Will for Jane.", "Will Grant", "Jane Carter")


def test_the_same_letters_composed_in_another_way_are_the_same_name() -> None:
    assert told("Jose\u0301 said so.", ("José",)).names == ("José",)


def test_how_many_names_were_tried_is_told() -> None:
    assert told("Nothing.", ("One Name", "Another", " ")).names_tried == 2


def test_aliases_are_found_as_they_are_written() -> None:
    assert told("Ash said so.", aliases=("Ash", "S1")).aliases == ("Ash",)
    assert told("There was ash on the desk.", aliases=("Ash",)).aliases == ()
    assert told("It was S1 who rang.", aliases=("S1",)).aliases == ("S1",)


@pytest.mark.parametrize("alias", ["A", "3", "", " "])
def test_an_alias_that_any_text_holds_is_not_looked_for(alias: str) -> None:
    assert told("A problem rang 3 times.", aliases=(alias,)).aliases == ()


def test_seats_are_found() -> None:
    assert told("As seat 3 said, and Seat no. 4.").seats == ("seat 3", "Seat no. 4")
    assert told("We seat 40 people.").seats == ("seat 40",)
    assert told("A seat at the table.").seats == ()


def test_tables_are_searched_too() -> None:
    table = Table("Who", ("Maria",), ((Cell("S1"),),))
    found = search(Document("matrix", "Title", (table,)), ("Maria X",), ("S1",), "seat")
    assert found.all == ("Maria", "S1")
