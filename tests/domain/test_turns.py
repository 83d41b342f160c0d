"""Who has spoken how often and who has not."""

from facilitator.domain.notes import Note
from facilitator.domain.room import Spoken
from facilitator.domain.turns import Turns


def test_turns_follow_entries_that_come_change_and_go() -> None:
    one, two = Note("1", speaker="ash", at_ms=1_000), Note("2", speaker="elm", at_ms=9_000)
    turns = Turns([one, two, Note("3")])
    turns.replace(two, Note("2", speaker="ash", at_ms=9_000))
    turns.replace(one, None)
    assert turns.count["ash"] == 1
    assert turns.count["elm"] == 0


def test_who_was_not_heard_for_long_comes_first() -> None:
    turns = Turns([Note("1", speaker="ash", at_ms=600_000), Note("2", speaker="elm", at_ms=60_000)])
    assert turns.silent(["ash", "elm", "fir"], 900_000, 600_000) == [("fir", 900_000), ("elm", 840_000)]


def test_holding_a_key_counts_as_speaking_until_it_is_let_go() -> None:
    turns = Turns(
        [Note("1", speaker="ash", at_ms=600_000)],
        [
            Spoken("a", person="ash", at_ms=1_000, until_ms=5_000),
            Spoken("b", person="elm", at_ms=8_000, until_ms=890_000),
        ],
    )
    assert (turns.spoken_ms["ash"], turns.spoken_ms["elm"], turns.count["elm"]) == (4_000, 882_000, 0)
    assert turns.silent(["ash", "elm"], 900_000, 0) == [("ash", 300_000), ("elm", 10_000)]
    turns.show_spoken([Spoken("a", person="ash", at_ms=1_000, until_ms=2_000)])
    assert dict(turns.spoken_ms) == {"ash": 1_000}, "what is no longer there does not count"


def test_only_what_somebody_said_aloud_is_a_turn_and_speaking_again_is_the_latest() -> None:
    turns = Turns(
        [Note("1", speaker="ash", at_ms=9_000), Note("2", speaker="ash", at_ms=4_000), Note("3", at_ms=9_500)]
    )
    assert dict(turns.count) == {"ash": 2}
    for kind in ("own", "observation", "later", "private"):
        turns.replace(None, Note(kind, kind=kind, speaker="ash", at_ms=60_000))
    assert dict(turns.count) == {"ash": 2}
    assert turns.silent(["ash"], 10_000, 1_000) == [("ash", 1_000)], "just long enough"
    assert turns.silent(["ash"], 10_000, 1_001) == []
    assert Turns([Note("1", speaker="ash", at_ms=None)]).silent(["ash"], 5_000, 0) == [("ash", 5_000)]
