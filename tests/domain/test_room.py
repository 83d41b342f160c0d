"""Who was in the room and who sat where, at any moment of a session."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.people import Person
from facilitator.domain.room import Presence, Swap, seats_at

PEOPLE = [Person(f"p{at}", seat=at + 1 if at < 3 else None) for at in range(4)]
pairs = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda pair: pair[0] != pair[1])


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 5), pairs), max_size=8), st.randoms(use_true_random=False))
def test_the_seats_of_any_moment_come_back_from_the_seats_of_today(
    moves: list[tuple[int, tuple[int, int]]], chance: object
) -> None:
    moves = sorted(moves, key=lambda move: move[0])
    seats: list[int | None] = [person.seat for person in PEOPLE]
    then = {-1: list(seats)}
    swaps = []
    for place, (at_ms, (first, second)) in enumerate(moves):
        seats[first], seats[second] = seats[second], seats[first]
        then[at_ms] = list(seats)
        swaps.append(Swap(f"w{place}", place, "s", at_ms, f"p{first}", f"p{second}"))
    chance.shuffle(swaps)  # type: ignore[attr-defined]
    today = [replace(person, seat=seat) for person, seat in zip(PEOPLE, seats, strict=True)]
    for at_ms in range(-1, 7):
        known = then[max(moment for moment in then if moment <= at_ms)]
        assert seats_at(today, swaps, at_ms) == {f"p{at}": seat for at, seat in enumerate(known) if seat is not None}
    assert seats_at(today, swaps, None) == {person.id: person.seat for person in today if person.seat is not None}


def test_somebody_is_there_from_the_moment_of_coming_until_before_the_moment_of_leaving() -> None:
    stay = Presence("x", person="p", came_ms=1_000, left_ms=5_000)
    assert [stay.holds(ms) for ms in (999, 1_000, 4_999, 5_000)] == [False, True, True, False]
    assert Presence("x", person="p").holds(0), "from the beginning and to the end where nothing is noted"
