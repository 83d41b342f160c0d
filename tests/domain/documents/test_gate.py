"""The search for what gives somebody away."""

import pytest

from facilitator.domain.documents.blocks import Cell, Document, Table, plain
from facilitator.domain.documents.gate import Found, search


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
    assert told("Li  Wu went home.", ("Li Wu",)).names == ("li  wu",)


def test_names_in_other_scripts_are_found() -> None:
    assert told("سألنا فاطمة عن ذلك", ("فاطمة الزهراء",)).names == ("فاطمة",)


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
