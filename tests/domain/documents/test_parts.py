"""Who may be quoted, what is released for whom, and the order in which documents tell it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.documents.parts import attended, by_actor, by_question, came, may_quote, released_items
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.packs import PackItem
from facilitator.domain.people import Person

ANSWERS = (True, False, None)


@pytest.mark.parametrize("for_participants", [False, True])
@pytest.mark.parametrize("attendance", ["", "came", "withdrew"])
@pytest.mark.parametrize("taking_part", ANSWERS)
def test_words_are_written_down_only_by_every_yes_that_this_use_needs(
    taking_part: bool | None, attendance: str, for_participants: bool
) -> None:
    left = attendance == "withdrew" or taking_part is False
    for quote, show in product(ANSWERS, repeat=2):
        person = Person("p", actor="a", consent=Consent(taking_part, None, quote, show), attendance=attendance)
        others = [Person("yes", actor="a", consent=Consent(True, True, True, True)), Person("b", actor="b")]
        may = may_quote([*others, person], for_participants=for_participants)
        needed = {quote, show} if for_participants else {quote}
        assert may("p", "a") is (needed == {True} and not left)
        assert may(None, "a") is (False not in needed and not left), "the unknown speaker may be anybody"
        assert may("yes", "a") is True
        assert may("gone", "a") is False
        assert may(None, "b") is True


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["draft", "checked", "released"]), st.lists(st.sampled_from("ab")))))
def test_what_is_released_goes_to_everybody_but_those_it_is_kept_from(rows: list[tuple[str, list[str]]]) -> None:
    said = [
        Statement(f"s{at}", at, "a", "q", "x", status, tuple(away))  # type: ignore[arg-type]
        for at, (status, away) in enumerate(rows)
    ]
    for reader in ("a", "b", None):
        items = released_items(said, [], lambda _who, _group: True, reader)
        wanted = [each.id for each in said if each.status == "released" and reader not in each.withheld_from]
        assert [item.id for item in items] == wanted


def test_a_quote_goes_with_its_statement_and_alone_only_under_none() -> None:
    said = [Statement("open", 1, "a", status="released"), Statement("draft", 2, "a")]
    quotes = [
        Quote("under", 1, "a", statement="open", released=True),
        Quote("hidden", 2, "a", statement="draft", released=True),
        Quote("alone", 3, "a", released=True),
        Quote("held back", 4, "a"),
        Quote("kept from b", 5, "a", released=True, withheld_from=("b",)),
        Quote("no", 6, "a", speaker="no", released=True),
    ]

    def told(reader: str | None) -> list[tuple[str, list[str]]]:
        items = released_items(said, quotes, lambda who, _group: who != "no", reader)
        return [(item.id, [each.quote.id for each in item.quotes]) for item in items]

    assert told("b") == [("open", ["under"]), ("alone", ["alone"])]
    assert told("c") == [*told("b"), ("kept from b", ["kept from b"])]
    replays = [each.replay for item in released_items(said, quotes, lambda *_: True) for each in item.quotes]
    assert replays == [False] * 4, "paper has no sound"


def item(name: str, actor: str, question: str | None) -> PackItem:
    return PackItem(actor, question, Statement(name, actor=actor, question=question), ())


def test_questions_come_in_their_order_and_what_answers_none_of_them_last() -> None:
    items = [item("1", "a", None), item("2", "a", "q2"), item("3", "b", "gone"), item("4", "b", "q1")]

    def told(order: list[str] | None) -> list[tuple[str | None, list[str]]]:
        return [(question, [each.id for each in found]) for question, found in by_question(items, order)]

    assert told(["q1", "unanswered", "q2"]) == [("q1", ["4"]), ("q2", ["2"]), (None, ["1", "3"])]
    assert told(None) == [("q2", ["2"]), ("gone", ["3"]), ("q1", ["4"]), (None, ["1"])]
    groups = [(actor.id, [each.id for each in found]) for actor, found in by_actor(items, [Actor("b"), Actor("a")])]
    assert groups == [("b", ["3", "4"]), ("a", ["1", "2"])]


@pytest.mark.parametrize(
    ("attendance", "there"),
    [("", True), ("came", True), ("left early", True), (" Declined, ill", False), ("invited", False)],
)
def test_who_was_not_there_does_not_count(attendance: str, there: bool) -> None:
    person = Person("p", actor="a", attendance=attendance)
    assert attended(person) is there
    assert came([person, Person("o", actor="b")], "a") == there
    assert not attended(Person("p", consent=Consent(take_part=False)))
    assert not attended(Person("p", attendance="withdrew"))
