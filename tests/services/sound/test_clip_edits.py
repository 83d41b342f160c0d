"""Edits of a clip are values: bounded by the file and by each other, and they never lose a span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Hidden
from facilitator.services.sound.clip_edits import (
    SHORTEST_MS,
    with_edge,
    with_fade,
    with_hidden,
    with_times,
    without_hidden,
)

CLIP = Clip("a.flac", 2_000, 9_000)
moments = st.integers(min_value=-1_000, max_value=20_000)


@given(st.sampled_from(("in", "out")), moments)
def test_a_point_that_is_moved_stays_in_the_file_and_on_its_side(edge: str, at: int) -> None:
    moved = with_edge(CLIP, "in" if edge == "in" else "out", at, 10_000)
    assert 0 <= moved.start_ms <= moved.end_ms - SHORTEST_MS
    assert moved.end_ms <= 10_000


def test_a_point_goes_where_there_is_room() -> None:
    assert with_edge(CLIP, "in", 2_050, 10_000).start_ms == 2_050
    assert with_edge(CLIP, "out", 9_500, 10_000).end_ms == 9_500


def test_typed_times_that_run_backwards_are_refused() -> None:
    assert with_times(CLIP, 0, 500) == Clip("a.flac", 0, 500)
    with pytest.raises(UserError, match="after the beginning"):
        with_times(CLIP, 500, 500)


def test_a_fade_is_neither_negative_nor_longer_than_makes_sense() -> None:
    assert [with_fade(CLIP, "in", fade_ms).fade_ms for fade_ms in (-5, 120, 99_999)] == [0, 120, 5000]


def test_a_hidden_span_cuts_what_it_overlaps_and_can_be_heard_again() -> None:
    once = with_hidden(CLIP, 3_000, 5_000, "silence")
    twice = with_hidden(once, 4_000, 4_500, "bleep")
    assert twice.hidden == (Hidden(3_000, 4_000), Hidden(4_000, 4_500, "bleep"), Hidden(4_500, 5_000))
    assert without_hidden(twice, 3_500).hidden == (Hidden(4_000, 4_500, "bleep"), Hidden(4_500, 5_000))


@given(st.lists(st.tuples(moments, moments), max_size=6))
def test_hidden_spans_never_overlap_and_hide_at_least_what_was_asked(spans: list[tuple[int, int]]) -> None:
    clip = CLIP
    asked: set[int] = set()
    for start, end in spans:
        if start < end:
            clip = with_hidden(clip, start, end, "silence")
            asked |= set(range(start, end, 97))
    assert all(before.end_ms <= after.start_ms for before, after in zip(clip.hidden, clip.hidden[1:], strict=False))
    assert all(any(h.start_ms <= ms < h.end_ms for h in clip.hidden) for ms in asked)


def test_nothing_marked_is_nothing_to_hide() -> None:
    with pytest.raises(UserError, match="Mark the span first"):
        with_hidden(CLIP, 5_000, 5_000, "silence")


def test_each_end_has_a_fade_of_its_own() -> None:
    out = with_fade(CLIP, "out", 400)
    assert (out.fade_ms, out.fade_out) == (CLIP.fade_ms, 400)
    both = with_fade(out, "in", 90)
    assert (both.fade_ms, both.fade_out) == (90, 400)
    assert with_fade(both, "out", 90).fade_out_ms is None, "equal ends are one length again"
