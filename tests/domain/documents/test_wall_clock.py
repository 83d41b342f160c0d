"""Times in documents are those of the room, not of the computer that makes the document."""

import time
from collections.abc import Iterator

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


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of this system cannot be set for one program")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
def test_a_session_that_was_put_off_into_summer_time_is_told_in_summer_time() -> None:
    session = Session("s", 1, "a", planned_at="2026-03-20T10:00:00+01:00", started_at="2026-04-02T08:00:00Z")
    assert f"{started(session):%H:%M}" == "10:00"
    elsewhere = Session("s", 1, "a", planned_at="2026-03-20T10:00:00-05:00", started_at="2026-04-02T15:00:00Z")
    assert f"{started(elsewhere):%H:%M}" == "10:00"
