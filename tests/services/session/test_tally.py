"""What a session has come to, entry by entry."""

from dataclasses import replace

from facilitator.domain.notes import Note
from facilitator.domain.room import Spoken
from facilitator.services.session.tally import Tally

SAID = Note("1", 1.0, questions=("q1", "q2"), speaker="ash", text="One")
PARKED = Note("2", 2.0, questions=("q1",), kind="parking", speaker="elm", text="Two")


def test_it_counts_what_is_there_and_what_comes() -> None:
    tally = Tally([PARKED])
    tally.replace(None, SAID)
    assert tally.answered == {"q1", "q2"}
    assert tally.parked == [PARKED]
    assert tally.turns.count == {"ash": 1, "elm": 1}


def test_an_entry_that_becomes_another_counts_as_what_it_is_now() -> None:
    tally = Tally([SAID, PARKED])
    tally.replace(SAID, replace(SAID, kind="parking", position=9.0, questions=("q1",)))
    tally.replace(PARKED, replace(PARKED, kind="idea", questions=()))
    assert tally.answered == {"q1"}
    assert [note.id for note in tally.parked] == ["1"]


def test_what_is_taken_away_counts_no_longer() -> None:
    tally = Tally([SAID, PARKED])
    tally.replace(PARKED, None)
    tally.replace(SAID, None)
    assert tally.answered == set()
    assert tally.parked == []
    assert tally.turns.count == {"ash": 0, "elm": 0}


def test_what_is_parked_stands_in_the_order_of_the_stream_and_keys_count_as_speaking() -> None:
    later, first = replace(PARKED, id="a", position=9.0), replace(PARKED, id="z", position=1.0)
    beside = replace(PARKED, id="y", position=1.0)
    tally = Tally([later, first, beside], [Spoken("s", person="ash", at_ms=1_000, until_ms=4_000)])
    assert [note.id for note in tally.parked] == ["y", "z", "a"]
    assert tally.turns.spoken_ms["ash"] == 3_000
