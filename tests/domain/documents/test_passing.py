"""The quick look passes over ordinary texts, and over none in which the whole search finds something."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from facilitator.domain.documents.searching import Hit, Searcher

NAMES = (
    "Jane Carter",
    "Katarzyna Nowak / Kasia",
    "Jürgen Müller",
    "Anna-Maria O'Neil",
    "Li Wei",
    "Jo Fernsby",
    "May Hill",
    "Person 12",
    "王小明",
)
ALIASES = ("Bird 3", "Blue_Fern", "Österreicher", "K")
_PIECES = (
    "Jane Carter carter's Crater JANE jcarter Kasia NOWAKOWA Mueller Müllers muller Anna Maria AnnaMaria O'Neil "
    "ONeil Wei Li Jo Fern Fernsby sby Ferns by May will Hill Person 12 121 王小明 Bird 3 Birds Blue_Fern blue "
    "Österreicher österreicher Osterreicher seat Seat SEAT no. # 7 2019 0171 4455667 49 GB82 WEST1234 DE02 "
    "J C J. C. JC JC's said ask Mrs. Mrs Dr K W. n e j a n e c a r t e r ß æ ſ I a und "
    "we ask them hand-over well known today's Straße naïve quelle été Ärger one two three four five six seven "
    "ext durchwahl account number jane(at)x.de jane@carter.org jane at carter dot org "
)
PIECES = tuple(_PIECES.split())
JOINTS = (" ", " ", " ", "", "-", ". ", ", ", "_", "“", "” ", "’", "\n", "\u00a0", "\u00ad", " - ", "–", "/", "\u2011")


def whole() -> Callable[[str], tuple[Hit, ...]]:
    """The whole search, without the quick look."""
    slow = Searcher(NAMES, ALIASES, "Seat")
    slow._passing.passes = lambda text: not text  # type: ignore[method-assign]
    return slow.search


QUICK = Searcher(NAMES, ALIASES, "Seat")
WHOLE = whole()
texts = some.lists(some.tuples(some.sampled_from(PIECES), some.sampled_from(JOINTS)), max_size=9).map(
    lambda parts: "".join(word + joint for word, joint in parts)
)


@settings(max_examples=120, deadline=None)
@given(texts)
def test_what_the_whole_search_finds_is_found(text: str) -> None:
    assert QUICK.search(text) == WHOLE(text)


@settings(max_examples=100, deadline=None)
@given(some.text(max_size=60))
def test_any_text_at_all_gives_the_same(text: str) -> None:
    assert QUICK.search(text) == WHOLE(text)


@settings(max_examples=100, deadline=None)
@given(some.sampled_from(NAMES), some.integers(0, 20), some.characters(), some.sampled_from("dri"))
def test_a_name_with_any_letter_wrong_gives_the_same(name: str, at: int, letter: str, how: str) -> None:
    wrong = {
        "d": name[:at] + name[at + 1 :],
        "r": name[:at] + letter + name[at + 1 :],
        "i": name[:at] + letter + name[at:],
    }
    text = f"Then {wrong[how]} had it."
    assert QUICK.search(text) == WHOLE(text)


@pytest.mark.parametrize(
    "text",
    [
        "Statement 1234: the ticket comes back with questions that we had answered.",
        "We think “the hand-over” should be written down – before people leave.",
        "Die Übergabe fehlt, und jeder ärgert sich.",
    ],
)
def test_ordinary_texts_are_passed_over(text: str) -> None:
    assert QUICK._passing.passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ask Jane.",
        "J. C. said so.",
        "j a n e said so.",
        "Then ja-ne came.",
        "At SEAT 3 it was quiet.",
        "Blue_Fern agreed.",
        "The Ferns by the door.",
        "JC's list.",
        "王小明",
        "Jаne wrote it.",
    ],
)
def test_what_may_be_a_name_an_alias_or_a_seat_is_searched_in_full(text: str) -> None:
    assert not QUICK._passing.passes(text)
