"""What befalls a player where there is no sound, in a program of its own; nothing here loads QtMultimedia itself."""

import sys
from collections.abc import Callable
from pathlib import Path

from facilitator.audio.player import QtPlayer
from facilitator.services.ports import ClipSpec
from tests.audio.alone import own_server, until

Fact = tuple[str, str]


class Missing:
    """As if a library of the system were not there."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file")


class Listening:
    """A player with twenty seconds to play, and what it says."""

    def __init__(self, talk: Path) -> None:
        self.spec = ClipSpec(talk, 0, 20_000)
        self.facts: list[Fact] = []
        self.player = QtPlayer()
        self.player.started.connect(lambda _spec: self.facts.append(("started", "")))
        self.player.finished.connect(lambda _spec: self.facts.append(("finished", "")))
        self.player.failed.connect(lambda sentence: self.facts.append(("failed", sentence)))

    def play(self) -> None:
        self.player.play(self.spec)

    def said(self, fact: str) -> bool:
        return bool(self.facts) and self.facts[-1][0] == fact

    def until(self, holds: Callable[[], object]) -> None:
        until(holds, lambda: self.facts)

    def plays_again(self) -> bool:
        if not self.said("started"):
            self.play()
        return self.said("started")


def play_without_a_server(talk: Path) -> list[Fact]:
    on = Listening(talk)
    on.play()
    on.until(lambda: on.said("failed"))
    on.facts.append(("toggled", ""))
    on.player.toggle(on.spec)
    on.until(lambda: on.said("failed"))
    on.player.close()
    return on.facts


def play_without_the_library(talk: Path) -> list[Fact]:
    sys.meta_path.insert(0, Missing())
    on = Listening(talk)
    on.play()
    on.until(lambda: on.said("failed"))
    on.player.close()
    return on.facts


def play_through_a_crash(talk: Path) -> list[Fact]:
    """The sound server dies and is started again."""
    with own_server() as server:
        on = Listening(talk)
        ready: list[bool] = []
        on.player.prepared.connect(lambda: ready.append(True))
        on.player.prepare([on.spec])
        on.until(lambda: ready)
        on.play()
        on.until(lambda: on.said("started"))
        server.end()
        on.until(lambda: on.said("failed"))
        on.play()
        server.begin()
        on.play()
        on.until(on.plays_again)
        on.player.stop()
    on.player.close()
    return on.facts
