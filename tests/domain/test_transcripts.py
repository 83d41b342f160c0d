"""Words of a transcript are found by time, by sight and by search, whatever the cues they lie in."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.transcripts import Cue, Spot, cue_at, occurrences, passage, spans_of, times_of, word_at

CUES = (
    Cue("t", 1, 1000, 3000, "Who picks it up?", "A", "0-300 350-800 900-1200 1300-1900"),
    Cue("t", 2, 3000, 5000, "Nobody I know.", "B"),
    Cue("t", 3, None, None, "(laughter)", ""),
    Cue("t", 4, 9000, 9800, "It picks up itself", "A"),
)

spans = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)).map(lambda p: (min(p), max(p))), max_size=20)


@given(spans, st.integers(0, 10**6))
def test_times_of_words_come_back_as_they_were_kept(found: list[tuple[int, int]], start: int) -> None:
    moved = [(first + start, last + start) for first, last in found]
    assert spans_of(times_of(moved, start)) == found


@given(st.text(max_size=40))
def test_times_that_are_none_are_no_fault(text: str) -> None:
    assert isinstance(spans_of(text), list)
    assert all(word.text for word in Cue("t", 1, 0, 1000, "a b", times=text).words)


def test_words_have_the_times_they_came_with() -> None:
    assert [(word.text, word.start_ms, word.end_ms, word.exact) for word in CUES[0].words][:2] == [
        ("Who", 1000, 1300, True),
        ("picks", 1350, 1800, True),
    ]


@given(
    st.lists(st.text("abcé", min_size=1, max_size=9), min_size=1, max_size=30),
    st.integers(0, 10**6),
    st.integers(0, 60_000),
)
def test_words_without_times_are_spread_over_their_cue(words: list[str], start: int, length: int) -> None:
    found = Cue("t", 1, start, start + length, " ".join(words)).words
    assert [word.text for word in found] == words
    assert found[0].start_ms == start
    assert found[-1].end_ms == start + length
    assert all(one.end_ms == next_.start_ms for one, next_ in pairwise(found))
    assert not any(word.exact for word in found)


def test_a_moment_belongs_to_the_cue_and_word_heard_then_or_last() -> None:
    assert [cue_at(CUES, at) for at in (0, 999, 1000, 2999, 3000, 6000, 9000, 99_000)] == [None, None, 0, 0, 1, 1, 3, 3]
    assert word_at(CUES, 500) is None
    assert word_at(CUES, 1360) == Spot(0, 1)
    assert word_at(CUES, 1850) == Spot(0, 1), "between two words the first of them"
    assert word_at(CUES, 2950) == Spot(0, 3)
    assert word_at(CUES, 9000) == Spot(3, 0)


def test_a_passage_has_the_words_between_two_spots_and_their_span() -> None:
    found = passage(CUES, Spot(0, 1), Spot(0, 3))
    assert (found.text, found.start_ms, found.end_ms, found.exact) == ("picks it up?", 1350, 2900, True)
    assert passage(CUES, Spot(0, 3), Spot(0, 1)) == found, "selected backwards it is the same"
    across = passage(CUES, Spot(0, 3), Spot(1, 0))
    assert across.text == "up? Nobody"
    assert across.speakers == ("A", "B")
    assert (across.start_ms, across.exact) == (2300, False)
    assert passage(CUES, Spot(1, 0), Spot(3, 1)).start_ms is None, "some of it has no time"


def test_search_finds_words_whatever_their_case_and_across_cues() -> None:
    assert occurrences(CUES, "PICKS") == [(Spot(0, 1), Spot(0, 1)), (Spot(3, 1), Spot(3, 1))]
    assert occurrences(CUES, "up nobody") == [(Spot(0, 3), Spot(1, 0))]
    assert occurrences(CUES, "picks up its") == [(Spot(3, 1), Spot(3, 3))]
    assert occurrences(CUES, "body") == [(Spot(1, 0), Spot(1, 0))]
    assert occurrences(CUES, "icks it") == []
    assert occurrences(CUES, "  ") == []
