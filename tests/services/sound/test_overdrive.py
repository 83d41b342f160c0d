"""A recording that is cut off at full scale is told, a single bang is not."""

from facilitator.services.ports import Level
from facilitator.services.sound.overdrive import Overdrive

CUT_OFF, FINE = Level(0.0, -6.0), Level(-9.0, -24.0)


def told(*parts: tuple[Level, int]) -> list[bool]:
    """What is told after each change of it."""
    overdrive = Overdrive()
    levels = [level for level, times in parts for _ in range(times)]
    return [overdrive.told for level in levels if overdrive.take(level)]


def test_a_second_of_it_within_ten_is_too_loud() -> None:
    assert told((FINE, 50), (CUT_OFF, 10)) == [True]
    assert told(*[(CUT_OFF, 1), (FINE, 9)] * 30) == [True]


def test_a_bang_and_a_loud_voice_are_not() -> None:
    assert told((FINE, 50), (CUT_OFF, 9), (FINE, 100), (CUT_OFF, 9)) == []
    assert told((Level(-1.1, -7.0), 300)) == []


def test_it_is_over_after_ten_seconds_without() -> None:
    assert told((CUT_OFF, 30), (FINE, 99)) == [True]
    assert told((CUT_OFF, 30), (FINE, 100)) == [True, False]
