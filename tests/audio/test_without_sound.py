"""No loudspeaker, no library, a sound server that dies: a sentence each time, and the program lives on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.audio.sounds import babble, write

ROOT = Path(__file__).resolve().parents[2]

BEGIN = """
import json, os, sys, tempfile
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from facilitator.audio.player import QtPlayer
from facilitator.services.ports import ClipSpec
import tests.sound as sound

application = QCoreApplication([])
loop, facts = QEventLoop(), []

def until(holds, seconds=20):
    timer, end = QTimer(), QTimer()
    timer.timeout.connect(lambda: holds() and loop.quit())
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    timer.start(20)
    end.start(seconds * 1000)
    loop.exec()
    if not holds():
        sys.exit(f"waited in vain after {facts}")

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
print("FACTS", json.dumps(facts))
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
def server():
    for left in ("native", "mic"):
        Path(folder, left).unlink(missing_ok=True)
    process = sound._server(folder)
    sound._wait_until(lambda: sound._stands(virtual), "no server")
    return process

folder = Path(tempfile.mkdtemp(prefix="snd-"))
virtual = sound.VirtualSound(folder, f"unix:{folder}/native")
os.environ["PULSE_SERVER"] = virtual.server
process = server()
try:
    player = make_player()
    ready = []
    player.prepared.connect(lambda: ready.append(True))
    player.prepare([spec])
    until(lambda: ready)
    player.play(spec)
    until(said("started"))
    process.kill()
    process.wait()
    until(said("failed"))
    player.play(spec)
    process = server()
    player.play(spec)

    def plays_again():
        if not said("started")():
            player.play(spec)
        return said("started")()

    until(plays_again)
    player.stop()
finally:
    process.kill()
    process.wait()
"""


def run(talk: Path, script: str) -> list[tuple[str, str]]:
    """What the player said in a program of its own: Qt asks for the sound server once in a process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PULSE_SERVER": "unix:/nonexistent/facilitator-tests"}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + script + END, str(talk)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, f"It ended with {done.returncode}: {done.stderr[-1500:]}"
    line = next(line for line in done.stdout.splitlines() if line.startswith("FACTS "))
    return [(fact, words) for fact, words in json.loads(line.removeprefix("FACTS "))]


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
