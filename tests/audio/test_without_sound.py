"""No loudspeaker, no library, a sound server that dies: a sentence each time, and the program lives on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audio.alone import run_alone
from tests.audio.player_stories import Fact, play_through_a_crash, play_without_a_server, play_without_the_library
from tests.audio.sounds import babble, write


def run(story: Callable[[Path], list[Fact]], talk: Path) -> list[Fact]:
    """What the player said."""
    return [(fact, words) for fact, words in run_alone(story, talk)]


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return write(tmp_path / "talk.flac", babble(21))


def test_without_a_loudspeaker_a_sentence_says_what_to_do(talk: Path) -> None:
    facts = run(play_without_a_server, talk)
    assert [fact for fact, _words in facts] == ["failed", "toggled", "failed"]
    for sentence in (facts[0][1], facts[2][1]):
        assert sentence.startswith("There is no sound output. Plug in or switch on a loudspeaker")


def test_without_the_system_library_the_sentence_names_it(talk: Path) -> None:
    [(fact, sentence)] = run(play_without_the_library, talk)
    assert fact == "failed"
    assert "libpulse.so.0" in sentence
    assert sentence.endswith("Install it and start again.")


@pytest.mark.usefixtures("virtual_sound")  # so that this is skipped, and counted, like all that needs a server
def test_a_sound_server_that_dies_takes_neither_the_program_nor_the_sound_with_it(talk: Path) -> None:
    facts = run(play_through_a_crash, talk)
    assert facts[0] == ("started", "")
    assert facts[1][0] == "failed"
    assert "sound output went away" in facts[1][1]
    assert "was restarted. Play again in a few seconds" in facts[2][1]
    assert facts[-2:] == [("started", ""), ("finished", "")]
