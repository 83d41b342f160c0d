"""The key of real names lies apart, forgets wholly, and says so when it is spoilt."""

from pathlib import Path

import pytest

from facilitator.domain.errors import NotSaved
from facilitator.storage.names import NAMES_FILE, NameKey


def test_a_name_is_there_after_a_restart_and_gone_without_a_trace(tmp_path: Path) -> None:
    NameKey(tmp_path).set("p1", " Millicent Carter ")
    assert NameKey(tmp_path).all() == {"p1": "Millicent Carter"}
    NameKey(tmp_path).set("p1", "")
    assert NameKey(tmp_path).all() == {}
    assert b"Millicent" not in (tmp_path / NAMES_FILE).read_bytes()


def test_a_key_that_was_taken_away_counts_as_empty_and_is_not_made_by_looking(tmp_path: Path) -> None:
    assert NameKey(tmp_path).all() == {}
    assert not (tmp_path / NAMES_FILE).exists()


def test_a_spoilt_key_is_named_in_a_sentence_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / NAMES_FILE).write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    before = (tmp_path / NAMES_FILE).read_bytes()
    for use in (lambda: NameKey(tmp_path).all(), lambda: NameKey(tmp_path).set("p", "A")):
        with pytest.raises(NotSaved, match=r"names\.db"):
            use()
    assert (tmp_path / NAMES_FILE).read_bytes() == before


def test_a_name_with_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        NameKey(tmp_path).set("p", "A\ud800")
    assert NameKey(tmp_path).all() == {}
