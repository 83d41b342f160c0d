"""Who has spoken how often and who has not."""

from facilitator.domain.notes import Note
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
