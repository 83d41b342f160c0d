"""Before a session: what is heard, what the disk and the battery will bear, and who agreed."""

import math

import pytest

from facilitator.domain.consent import Consent
from facilitator.domain.people import Person
from facilitator.services.ports import Level
from facilitator.services.sound.disk import SPARE as GIGABYTE
from facilitator.services.sound.room_check import (
    SeatTest,
    battery_light,
    disk_light,
    minutes_of_disk,
    permission,
    sound_light,
    worst,
)

SILENCE = Level(-math.inf, -math.inf)
ROOM = Level(-52, -58)
SPEECH = Level(-24, -34)
FAR_AWAY = Level(-44, -50)
SHOUTED = Level(0, -6)


def _heard(*parts: tuple[Level, int]) -> str:
    test = SeatTest()
    for level, count in parts:
        for _ in range(count):
            test.take(level)
    return test.heard


@pytest.mark.parametrize(
    ("parts", "heard"),
    [
        ([(ROOM, 10)], "waiting"),
        ([(ROOM, 10), (SPEECH, 12)], "heard"),
        ([(ROOM, 10), (SPEECH, 3), (ROOM, 30)], "waiting"),  # a door
        ([(ROOM, 60), (FAR_AWAY, 60)], "quiet"),
        ([(SILENCE, 25)], "silent"),
        ([(ROOM, 10), (SPEECH, 12), (SILENCE, 25)], "silent"),  # unplugged or muted after it passed
        ([(ROOM, 10), (SHOUTED, 5)], "loud"),
        ([(Level(-20, -30), 120)], "quiet"),  # a fan is no speech
    ],
)
def test_the_farthest_seat_is_heard_or_not(parts: list[tuple[Level, int]], heard: str) -> None:
    assert _heard(*parts) == heard


def test_speech_counts_whether_it_begins_at_once_or_comes_and_goes() -> None:
    words = [(SPEECH, 4), (ROOM, 2)] * 4
    assert _heard((ROOM, 6), *words) == "heard"
    assert _heard(*words) == "heard"


def test_only_digital_silence_forbids_recording() -> None:
    assert [sound_light(heard) for heard in ("waiting", "dead", "silent", "quiet", "loud", "heard")] == [
        *("wait", "bad", "bad", "warn", "warn", "ok")
    ]


@pytest.mark.parametrize(
    ("free", "minutes", "light"),
    [(5 * GIGABYTE, 90, "ok"), (GIGABYTE, 90, "warn"), (GIGABYTE // 2, 90, "bad"), (GIGABYTE, None, "warn")],
)
def test_the_disk_must_hold_twice_the_planned_time(free: int, minutes: int | None, light: str) -> None:
    assert disk_light(free, minutes) == light


def test_minutes_of_disk() -> None:
    assert minutes_of_disk(346_000_000) == 60


def test_battery() -> None:
    assert [battery_light(76, mains=False), battery_light(30, mains=False), battery_light(30, mains=True)] == [
        "ok",
        "warn",
        "ok",
    ]
    assert battery_light(None, mains=False) == "ok"


def test_one_no_is_a_no_for_the_whole_group() -> None:
    people = [
        Person("1", alias="Ash", consent=Consent(record=True)),
        Person("2", alias="Birch", consent=Consent(record=False)),
        Person("3", alias="Cedar"),
        Person("4", alias="Elm", consent=Consent(record=False), attendance="withdrew"),
    ]
    found = permission(people)
    assert (found.refused, found.unasked, found.light) == (("Birch",), ("Cedar",), "bad")
    assert permission(people[:1]).light == "ok"


def test_where_nobody_is_listed_nobody_has_agreed() -> None:
    assert permission([]).light == "warn"
    assert permission([Person("1", attendance="withdrew")]).light == "warn"


def test_who_has_no_alias_yet_is_named_by_seat() -> None:
    people = [Person("1", seat=1), Person("2", seat=4, consent=Consent(record=False))]
    assert (permission(people).unasked, permission(people).refused) == (("Seat 1",), ("Seat 4",))


def test_the_room_is_as_good_as_its_worst_light() -> None:
    assert worst(["ok", "warn", "wait"]) == "warn"
    assert worst([]) == "ok"
