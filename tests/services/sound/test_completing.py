"""What was marked to be finished from audio is found with its sound, and leaves the queue with checked words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap
from facilitator.services.sound.completing import Completing, Guess
from facilitator.storage.store import Store
from tests.ui.findings.sounding import recorded_study


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    study = recorded_study(tmp_path)
    yield study.store
    study.close()


def test_the_queue_is_in_order_of_time_and_each_entry_knows_where_it_is_heard(store: Store) -> None:
    first, second = Completing(store).waiting()
    assert (first.note.id, second.note.id) == ("n0", "n2")
    assert first.clip is not None
    assert (first.clip.file, first.clip.start_ms, first.guess) == ("s1.flac", 2_000, Guess(7_000, 30_000))
    assert second.clip is not None
    assert second.clip.start_ms == 32_000
    assert second.clip.end_ms <= 60_000


def test_an_entry_in_a_gap_waits_without_sound_after_those_that_can_be_heard(store: Store) -> None:
    with store.change("Move") as change:
        change.put(replace(store.need(Note, "n0"), at_ms=40_000))
    heard, unheard = Completing(store).waiting()
    assert (heard.note.id, unheard.note.id) == ("n2", "n0")
    assert heard.clip is not None
    assert unheard.clip is None


def test_what_a_speaker_took_back_is_neither_heard_nor_asked_for(store: Store) -> None:
    with store.change("Strike") as change:
        change.put(replace(store.need(Note, "n2"), struck=True))
        change.add(Gap("x", session="s1", start_ms=6_000, end_ms=7_000, reason="struck"))
    (entry,) = Completing(store).waiting()
    assert entry.clip == Clip("s1.flac", 2_000, 4_000)


def test_a_quote_that_has_a_clip_already_is_heard_there(store: Store) -> None:
    with store.change("Make") as change:
        change.add(Quote("own", actor="dev", note="n0", text="Show me", clip=Clip("s1.flac", 3_000, 4_000)))
    entry = Completing(store).waiting()[0]
    assert (entry.clip, entry.guess) == (Clip("s1.flac", 3_000, 4_000), None)


def test_finishing_makes_a_checked_quote_with_its_clip_and_undo_takes_all_of_it_back(store: Store) -> None:
    clip = Clip("s1.flac", 2_100, 5_000)
    made = Completing(store).finish("n0", "  Show me the number. ", clip)
    assert made is not None
    assert (made.text, made.checked, made.clip, made.speaker, made.question) == (
        "Show me the number.",
        True,
        clip,
        "ash",
        "q1",
    )
    note = store.need(Note, "n0")
    assert (note.text, note.finish_from_audio) == ("Show me the number.", False)
    store.undo()
    assert store.get(Quote, made.id) is None
    assert store.need(Note, "n0").finish_from_audio


def test_a_quote_made_before_gets_the_words_and_is_not_made_twice(store: Store) -> None:
    with store.change("Make") as change:
        change.add(Quote("own", actor="dev", note="n0", text="Show", released=True))
    Completing(store).finish("n0", "Show me the number.", Clip("s1.flac", 2_100, 5_000))
    (quote,) = store.find(Quote, note="n0")
    assert (quote.text, quote.checked, quote.released) == ("Show me the number.", True, True)


def test_an_idea_is_finished_without_becoming_a_quote(store: Store) -> None:
    assert Completing(store).finish("n1", "An early word.", Clip("s1.flac", 1, 2)) is None
    assert store.count(Quote, note="n1") == 0


def test_words_without_sound_are_kept_but_not_called_checked(store: Store) -> None:
    made = Completing(store).finish("n0", "Show me the number.", None)
    assert made is not None
    assert not made.checked


def test_no_words_are_refused_and_the_entry_stays(store: Store) -> None:
    with pytest.raises(UserError, match="no words yet"):
        Completing(store).finish("n0", "  ", None)
    assert store.need(Note, "n0").finish_from_audio
