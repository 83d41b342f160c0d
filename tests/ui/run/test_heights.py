"""Where rows of any height stand, held against a plain list of heights."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from facilitator.ui.run.heights import Heights

USUAL = 60
STEPS = st.lists(
    st.tuples(st.sampled_from(["set", "insert", "remove", "append"]), st.integers(0, 40), st.integers(1, 200))
)


def _told(steps: list[tuple[str, int, int]]) -> tuple[Heights, list[int]]:
    heights, plain = Heights(), [USUAL] * 12
    heights.begin(len(plain), USUAL)
    for what, at, height in steps:
        row = min(at, max(len(plain) - 1, 0))
        if what == "append":
            heights.insert(len(plain), 1)
            plain.append(USUAL)
        elif what == "insert":
            heights.insert(row, 2)
            plain[row:row] = [USUAL] * 2
        elif plain and what == "set":
            heights.set_height(row, height)
            plain[row] = height
        elif plain:
            heights.remove(row, 1)
            del plain[row]
    return heights, plain


@given(STEPS)
def test_rows_stand_where_a_plain_list_says(steps: list[tuple[str, int, int]]) -> None:
    heights, plain = _told(steps)
    tops = [0, *accumulate(plain)]
    assert [heights.height(row) for row in range(len(plain))] == plain
    assert [heights.top(row) for row in range(len(plain) + 1)] == tops
    assert heights.total == tops[-1]


@given(STEPS, st.integers(-5, 3000))
def test_the_row_at_a_height_is_the_one_that_covers_it(steps: list[tuple[str, int, int]], y: int) -> None:
    heights, plain = _told(steps)
    covering = [row for row, end in enumerate(accumulate(plain)) if end - plain[row] <= y < end]
    assert heights.row_at(y) == (covering[0] if covering else -1)
