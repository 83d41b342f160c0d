"""A record is moved to any place by writing as few rows as can be, whatever positions the others have."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.questions import Question
from facilitator.services.ordering import moved

positions = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=8)


def row(places: list[float]) -> list[Question]:
    return [Question(f"q{at}", place) for at, place in enumerate(sorted(places))]


def written(before: list[Question], changed: list[Question]) -> list[str]:
    """The ids in the order of the store after that."""
    now = {record.id: record for record in (*before, *changed)}
    return [record.id for record in sorted(now.values(), key=lambda each: each.position)]


@settings(max_examples=60)
@given(positions, st.integers(0, 7), st.integers(-3, 12))
def test_a_record_stands_where_it_was_moved_to_and_the_others_stay_in_order(
    places: list[float], here: int, to: int
) -> None:
    before = row(places)
    here %= len(before)
    place = min(max(to, 0), len(before) - 1)
    wanted = [record.id for record in before]
    wanted.insert(place, wanted.pop(here))
    changed = moved(before, f"q{here}", to)
    assert bool(changed) == (place != here)
    if changed:
        assert written(before, changed) == wanted
        assert {replace(each, position=0.0) for each in changed} <= {replace(each, position=0.0) for each in before}


@settings(max_examples=30)
@given(st.integers(2, 9), st.integers(0, 8), st.integers(0, 8))
def test_one_row_is_written_where_there_is_room(number: int, here: int, to: int) -> None:
    before = row([float(at) for at in range(number)])
    assert len(moved(before, f"q{here % number}", to)) == (here % number != min(to, number - 1))


def test_where_there_is_no_number_left_all_are_numbered_anew() -> None:
    before = row([1.0, 1.0, 2.0])
    changed = moved(before, "q2", 1)
    assert [(each.id, each.position) for each in changed] == [("q0", 1.0), ("q2", 2.0), ("q1", 3.0)]
