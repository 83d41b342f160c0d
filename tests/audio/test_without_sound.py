"""No loudspeaker, no library, a sound server that dies: a sentence each time, and the program lives on."""

from pathlib import Path

import pytest

from tests.audio.alone import run_alone
from tests.audio.sounds import babble, write

BEGIN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from facilitator.audio.player import QtPlayer
from facilitator.services.ports import ClipSpec
from tests.audio.alone import OwnServer, tell, until as until_about

application = QCoreApplication([])
facts = []

def until(holds):
    until_about(holds, lambda: facts)

def said(fact):
    return lambda: bool(facts) and facts[-1][0] == fact

spec = ClipSpec(Path(sys.argv[1]), 0, 20_000)

def make_player():
    player = QtPlayer()
    player.started.connect(lambda _spec: facts.append(("started", "")))
    player.finished.connect(lambda _spec: facts.append(("finished", "")))
    player.failed.connect(lambda sentence: facts.append(("failed", sentence)))
    return player
"""
END = """
player.close()
tell(facts)
"""
NO_SERVER = """
player = make_player()
player.play(spec)
until(said("failed"))
facts.append(("toggled", ""))
player.toggle(spec)
until(said("failed"))
"""
NO_LIBRARY = """
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file")

sys.meta_path.insert(0, Missing())
player = make_player()
player.play(spec)
until(said("failed"))
"""
SERVER_DIES = """
server = OwnServer()
try:
    player = make_player()
    ready = []
    player.prepared.connect(lambda: ready.append(True))
    player.prepare([spec])
    until(lambda: ready)
    player.play(spec)
    until(said("started"))
    server.end()
    until(said("failed"))
    player.play(spec)
    server.begin()
    player.play(spec)

    def plays_again():
        if not said("started")():
            player.play(spec)
        return said("started")()

    until(plays_again)
    player.stop()
finally:
    server.end()
"""


def run(talk: Path, script: str) -> list[tuple[str, str]]:
    """What the player said."""
    return [(fact, words) for fact, words in run_alone(BEGIN + script + END, talk)]


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return write(tmp_path / "talk.flac", babble(21))


def test_without_a_loudspeaker_a_sentence_says_what_to_do(talk: Path) -> None:
    facts = run(talk, NO_SERVER)
    assert [fact for fact, _words in facts] == ["failed", "toggled", "failed"]
    for sentence in (facts[0][1], facts[2][1]):
        assert sentence.startswith("There is no sound output. Plug in or switch on a loudspeaker")


def test_without_the_system_library_the_sentence_names_it(talk: Path) -> None:
    [(fact, sentence)] = run(talk, NO_LIBRARY)
    assert fact == "failed"
    assert "libpulse.so.0" in sentence
    assert sentence.endswith("Install it and start again.")


@pytest.mark.usefixtures("virtual_sound")  # so that this is skipped, and counted, like all that needs a server
def test_a_sound_server_that_dies_takes_neither_the_program_nor_the_sound_with_it(talk: Path) -> None:
    facts = run(talk, SERVER_DIES)
    assert facts[0] == ("started", "")
    assert facts[1][0] == "failed"
    assert "sound output went away" in facts[1][1]
    assert "was restarted. Play again in a few seconds" in facts[2][1]
    assert facts[-2:] == [("started", ""), ("finished", "")]
