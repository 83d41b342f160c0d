"""Times in documents are those of the room, not of the computer that makes the document."""

import pytest

from facilitator.domain.documents.wall_clock import on_the_wall, started
from facilitator.domain.sessions import Session


@pytest.mark.parametrize(
    ("planned", "began", "clock"),
    [
        ("2026-11-04T09:20:00+01:00", "2026-11-04T08:22:00Z", "09:22"),
        ("2026-11-04T09:20:00-05:00", "2026-11-04T14:22:00Z", "09:22"),
        (None, "2026-11-04T23:22:00+09:00", "23:22"),
        ("2026-07-04T09:20:00+00:00", "2026-07-04T09:22:00Z", "09:22"),
    ],
)
def test_a_session_is_told_in_the_time_of_its_room(planned: str | None, began: str, clock: str) -> None:
    session = Session("s", 1, "a", planned_at=planned, started_at=began)
    assert f"{started(session):%H:%M}" == clock
    assert (started(session, 60_000) - started(session)).total_seconds() == 60


def test_the_day_is_that_of_the_room_too() -> None:
    session = Session("s", 1, "a", planned_at="2026-11-05T00:10:00+13:00", started_at="2026-11-04T11:12:00Z")
    assert started(session).day == 5
    assert on_the_wall(session, "2026-11-04T12:12:00Z").hour == 1
