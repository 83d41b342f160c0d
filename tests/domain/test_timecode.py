"""Times are told as people read them, and read as people type them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.timecode import clock_text, length_text, moment, parse_span, span_text, stamp

milliseconds = st.integers(0, 100 * 3_600_000)


@given(milliseconds)
def test_what_is_told_of_a_point_in_a_file_is_read_back(ms: int) -> None:
    assert parse_span(span_text(ms)) == ms


@given(milliseconds)
def test_a_length_is_told_to_the_second_and_read_back(ms: int) -> None:
    assert parse_span(clock_text(ms)) == ms - ms % 1000
    assert clock_text(-ms) == ("-" if ms else "") + clock_text(ms)


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0:00"),
        (59_999, "0:59"),
        (60_000, "1:00"),
        (3_599_999, "59:59"),
        (3_600_000, "1:00:00"),
        (36_061_000, "10:01:01"),
    ],
)
def test_hours_are_told_where_there_are_any(ms: int, text: str) -> None:
    assert clock_text(ms) == text


def test_less_than_a_second_is_not_told_as_nothing() -> None:
    assert [length_text(ms) for ms in (0, 999, 1_000)] == ["under a second", "under a second", "0:01"]
    assert (length_text(5, "no time"), length_text(-1_000, "no time")) == ("no time", "-0:01")


@pytest.mark.parametrize(
    ("text", "ms"), [("7", 7_000), (" 1:02,5 ", 62_500), ("1:0:0.25", 3_600_250), ("90:00", 5_400_000)]
)
def test_seconds_minutes_and_hours_are_typed_with_point_or_comma(text: str, ms: int) -> None:
    assert parse_span(text) == ms


@pytest.mark.parametrize("text", ["", ":", "1:", ":5", "1:2:3:4", "-1", "1e3", "1.2.3", "5 minutes", "nan", "."])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no time"):
        parse_span(text)


@given(st.integers(0, 10**17), st.integers(-14 * 60, 14 * 60))
def test_a_moment_is_kept_to_the_millisecond_wherever_it_was(microseconds: int, minutes: int) -> None:
    when = datetime(1970, 1, 2, tzinfo=timezone(timedelta(minutes=minutes))) + timedelta(microseconds=microseconds)
    kept = stamp(when)
    assert kept.endswith("Z")
    assert timedelta(0) <= when.astimezone(UTC) - moment(kept) < timedelta(milliseconds=1)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        moment("2026-11-04T10:00:00")
