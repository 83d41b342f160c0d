"""The rules of the feedback matrix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.matrix import Dot, Progress, cell_state, preset_dots

GROUPS = (
    Actor("sales", name="Sales"),
    Actor("dev", name="Development"),
    Actor("customers", name="Customers", side="external"),
)
counts = st.integers(0, 50)
progresses = st.builds(Progress, counts, counts, counts, st.booleans())


@pytest.mark.parametrize(
    ("planned", "progress", "state"),
    [
        (False, Progress(), "not_planned"),
        (True, Progress(items=8), "planned"),
        (True, Progress(items=8, over=True), "planned"),
        (True, Progress(items=8, dealt_with=3), "partly"),
        (True, Progress(items=8, dealt_with=3, reactions=2), "partly"),
        (True, Progress(items=8, reactions=1), "partly"),
        (False, Progress(items=8, reactions=1, over=True), "feedback"),
        (True, Progress(items=8, dealt_with=8), "shown"),
        (True, Progress(items=8, dealt_with=3, over=True), "shown"),
        (True, Progress(items=8, dealt_with=3, reactions=2, over=True), "feedback"),
        (True, Progress(items=8, dealt_with=8, reactions=1), "feedback"),
        (False, Progress(items=8, dealt_with=8), "shown"),
    ],
)
def test_a_cell_says_how_far_it_has_come(planned: bool, progress: Progress, state: str) -> None:
    assert cell_state(own=False, planned=planned, progress=progress) == state


@given(st.booleans(), progresses)
def test_the_own_group_has_no_other_state(planned: bool, progress: Progress) -> None:
    assert cell_state(own=True, planned=planned, progress=progress) == "own"


@given(progresses)
def test_what_was_seen_stays_seen_without_its_dot(progress: Progress) -> None:
    planned = cell_state(own=False, planned=True, progress=progress)
    if planned != "planned":
        assert cell_state(own=False, planned=False, progress=progress) == planned


def test_staff_groups_see_all_others_and_customers_see_none() -> None:
    dots = preset_dots("staff_see_all", GROUPS)
    assert set(dots) == {
        Dot("sales", "dev"),
        Dot("sales", "customers"),
        Dot("dev", "sales"),
        Dot("dev", "customers"),
    }


def test_all_see_all_leaves_only_the_diagonal_empty() -> None:
    dots = preset_dots("all_see_all", GROUPS)
    assert len(dots) == 6
    assert all(dot.viewer != dot.shown for dot in dots)


def test_the_empty_preset_has_no_dots() -> None:
    assert preset_dots("none", GROUPS) == ()
