"""The watchdog finds every real loss within seconds and lets a device whose clock is a little off alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.audio.recording.watchdog import Found, Seen, Watchdog

RATE = 48_000
TICK = 50
RESERVE = 1_000_000


class Stream:
    """A device of a given clock, looked at every 50 ms or when somebody says so; the facts can be bent."""

    def __init__(self, parts_per_million: float = 0.0, lag_ms: int = 30) -> None:
        self.at_ms, self.awake_ms = 5_000, 3_000
        self.watchdog = Watchdog(self.at_ms, self.awake_ms, RESERVE)
        self._rate = RATE * (1 + parts_per_million / 1e6)
        self._began_ms, self._lag_ms = self.at_ms, lag_ms
        self._lost = 0
        self.frames = 0
        self.zeros = 0
        self.alive = True
        self.muted = False
        self.facts = Seen(0, 0, 0, wanted="mic", free_bytes=RESERVE)

    def run(self, ms: int, tick: int = TICK) -> Found | None:
        """Let time pass until something is found."""
        for _ in range(ms // tick):
            if (found := self.step(tick)) is not None:
                return found
        return None

    def step(self, ms: int, asleep_ms: int = 0) -> Found | None:
        self.at_ms += ms + asleep_ms
        self.awake_ms += ms
        before = self.frames
        if self.alive:
            heard_ms = max(0, self.at_ms - self._began_ms - self._lag_ms)
            self.frames = max(self.frames, int(heard_ms * self._rate / 1000) - self._lost)
        self.zeros = self.zeros + self.frames - before if self.muted else 0
        seen = replace(self.facts, at_ms=self.at_ms, awake_ms=self.awake_ms, frames=self.frames, zeros=self.zeros)
        return self.watchdog.look(seen)

    def lose(self, ms: int) -> None:
        self._lost += ms * RATE // 1000


def test_a_good_stream_is_left_alone() -> None:
    assert Stream().run(60_000) is None


def test_no_data_is_found_after_a_second() -> None:
    stream = Stream()
    stream.run(4000)
    stream.alive = False
    begun, frames = stream.at_ms, stream.frames
    assert stream.run(10_000) == Found("lost", frames)
    assert 1000 <= stream.at_ms - begun <= 1300


def test_a_stream_that_never_gives_anything_is_found_too() -> None:
    stream = Stream()
    stream.alive = False
    assert stream.run(10_000) == Found("lost", 0)


def test_exact_zeros_are_silence_from_where_they_began() -> None:
    stream = Stream()
    stream.run(4000)
    frames = stream.frames
    stream.muted = True
    begun = stream.at_ms
    assert stream.run(10_000) == Found("silent", frames)
    assert 2900 <= stream.at_ms - begun <= 3300


def test_another_input_is_found_at_once() -> None:
    stream = Stream()
    stream.run(4000)
    stream.facts = replace(stream.facts, feeding=frozenset({"mic", "other"}))
    assert stream.run(2000) is None, "it is among those that feed us"
    stream.facts = replace(stream.facts, feeding=frozenset({"other"}))
    begun = stream.at_ms
    found = stream.run(2000)
    assert found is not None
    assert found.reason == "moved"
    assert stream.at_ms - begun <= 300


@pytest.mark.parametrize("fault", ["failed", "full"])
def test_a_fault_of_the_disk_is_passed_on(fault: str) -> None:
    stream = Stream()
    stream.run(4000)
    stream.facts = replace(stream.facts, fault=fault)  # type: ignore[arg-type]
    found = stream.step(TICK)
    assert found is not None
    assert found.reason == fault


def test_a_disk_under_its_reserve_counts_as_full() -> None:
    stream = Stream()
    stream.run(4000)
    stream.facts = replace(stream.facts, free_bytes=RESERVE - 1)
    found = stream.step(TICK)
    assert found is not None
    assert found.reason == "full"


@pytest.mark.parametrize("asleep_ms", [1_500, 40_000, 8 * 3_600_000])
def test_sleep_is_told_by_the_clock_that_goes_on(asleep_ms: int) -> None:
    stream = Stream()
    stream.run(4000)
    frames = stream.frames
    stream.alive = False
    assert stream.step(TICK, asleep_ms) == Found("asleep", frames)


def test_where_no_clock_tells_of_sleep_not_having_looked_for_long_does() -> None:
    stream = Stream()
    stream.run(4000)
    frames = stream.frames
    stream.alive = False
    assert stream.step(40_000) == Found("asleep", frames)


def test_a_busy_window_is_no_loss() -> None:
    stream = Stream()
    for _ in range(20):
        assert stream.run(1000) is None
        assert stream.step(1500) is None


@given(ppm=st.floats(-150, 150), lag=st.integers(0, 200))
@settings(max_examples=25, deadline=None)
def test_a_clock_that_is_a_little_off_is_no_loss_and_the_slip_is_known(ppm: float, lag: int) -> None:
    stream = Stream(ppm, lag)
    minutes = 20
    assert stream.run(minutes * 60_000, tick=250) is None
    assert stream.watchdog.slip_ms == pytest.approx(lag - ppm * minutes * 0.06, abs=3)


@given(ppm=st.floats(-150, 150), before=st.integers(3, 120), lost=st.integers(320, 900))
@settings(max_examples=40, deadline=None)
def test_a_real_loss_is_found_and_placed(ppm: float, before: int, lost: int) -> None:
    stream = Stream(ppm)
    assert stream.run(before * 1000) is None
    frames = stream.frames
    stream.lose(lost)
    begun = stream.at_ms
    found = stream.run(3500)
    assert found is not None
    assert found.reason == "drift"
    assert stream.at_ms - begun <= 3500
    assert abs(found.frame - frames) <= RATE * 0.3


@given(lost=st.integers(0, 200), stalls=st.lists(st.integers(100, 3000), max_size=5))
@settings(max_examples=40, deadline=None)
def test_less_than_a_quarter_second_is_not_called_a_loss(lost: int, stalls: list[int]) -> None:
    stream = Stream()
    stream.run(5000)
    stream.lose(lost)
    for stall in stalls:
        assert stream.step(stall) is None
        assert stream.run(2000) is None


def test_after_an_anchor_the_slip_counts_from_there() -> None:
    stream = Stream(100)
    stream.run(20 * 60_000, tick=250)
    stream.watchdog.anchor()
    assert stream.watchdog.slip_ms == 0
