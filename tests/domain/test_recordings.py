"""Where session time has sound: held against a walk through it millisecond by millisecond."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.recordings import (
    Recording,
    Stretch,
    session_ms,
    sounding_at,
    soundings,
    without_sound,
)

RATE = 1_000
"""One sample a millisecond."""
spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20)), max_size=5)


def recording(name: str, gaps_and_lengths: list[tuple[int, int]], source: str = "own", position: int = 0) -> Recording:
    """Stretches one after the other in session time, each so long after the one before."""
    stretches, at_ms, frame = [], 0, 0
    for gap, length in gaps_and_lengths:
        at_ms += gap
        stretches.append(Stretch(frame, at_ms, length))
        at_ms, frame = at_ms + length, frame + length
    return Recording(name, position, "s", f"{name}.rec", source, rate=RATE, frames=frame, stretches=tuple(stretches))  # type: ignore[arg-type]


def holding(recordings: list[Recording], ms: int) -> list[tuple[str, int]]:
    """Which recordings hold a moment, and where in their files."""
    return [
        (each.id, stretch.frame + ms - stretch.at_ms)
        for each in recordings
        for stretch in each.stretches
        if stretch.at_ms <= ms < stretch.at_ms + stretch.frames
    ]


@settings(max_examples=60)
@given(spans, spans, st.integers(0, 60), st.integers(0, 60))
def test_exactly_the_time_that_no_recording_holds_is_without_sound(
    own: list[tuple[int, int]], second: list[tuple[int, int]], start: int, length: int
) -> None:
    both = [recording("second", second, "second"), recording("own", own)]
    found = without_sound(both, start, start + length)
    silent = {ms for first, end in found for ms in range(first, end)}
    assert silent == {ms for ms in range(start, start + length) if not holding(both, ms)}
    assert all(first < end for first, end in found)
    assert all(before[1] < after[0] for before, after in pairwise(found)), "each as long as it is"


@settings(max_examples=30)
@given(spans, spans)
def test_a_moment_is_heard_where_it_lies_in_our_own_recording_before_any_other(
    own: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    ours, theirs = recording("own", own, position=1), recording("second", second, "second")
    for ms in range(0, 260, 3):
        found = sounding_at([theirs, ours], ms)
        there = holding([ours, theirs], ms)
        assert (found and (found.recording.id, found.in_file(ms))) == (there[0] if there else None)
        for each, name in ((ours, "own"), (theirs, "second")):
            assert all(session_ms(each, at) == ms for held, at in there if held == name and at not in ends(each))


def ends(each: Recording) -> set[int]:
    """Where one stretch ends in the file and the next begins, which is two moments of session time."""
    return {stretch.frame for stretch in each.stretches}


def test_sound_is_told_in_the_order_of_session_time() -> None:
    early, late = recording("b", [(5, 10)]), recording("a", [(20, 10)])
    both = recording("c", [(5, 3)], "second")
    assert [each.recording.id for each in soundings([late, both, early])] == ["b", "c", "a"]


def test_past_the_end_of_a_file_there_is_no_session_time() -> None:
    cut = recording("r", [(100, 50), (100, 50)])
    assert [session_ms(cut, ms) for ms in (0, 49, 51, 100)] == [100, 149, 251, 300]
    assert session_ms(cut, 101) is None
