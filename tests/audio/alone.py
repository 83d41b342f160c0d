"""Stories that need a program of their own: Qt asks for the sound server once in a process."""

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from tests import sound

ROOT = Path(__file__).resolve().parents[2]
TELL = "import sys; from tests.audio.alone import tell_story; tell_story(*sys.argv[1:])"


def run_alone(story: Callable[[Path], object], path: Path) -> Any:
    """What a story, a function of a module, tells when it is given the path, in a program without a sound server."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PULSE_SERVER": "unix:/nonexistent/facilitator-tests"}
    done = subprocess.run(
        [sys.executable, "-c", TELL, story.__module__, story.__name__, str(path)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"It ended with {done.returncode}: {done.stderr[-1500:]}"
    line = next(line for line in done.stdout.splitlines() if line.startswith("FACTS "))
    return json.loads(line.removeprefix("FACTS "))


def tell_story(module: str, name: str, path: str) -> None:
    """The other side of `run_alone`: the story lives in a Qt program."""
    application = QCoreApplication([])
    facts = getattr(importlib.import_module(module), name)(Path(path))
    print("FACTS", json.dumps(facts), flush=True)
    del application


# For the stories


def until(holds: Callable[[], object], about: Callable[[], object], seconds: int = 30) -> None:
    """Lets events come until it holds; else the story ends with what `about` says."""
    loop, timer, end = QEventLoop(), QTimer(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if holds() else None)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    timer.start(20)
    end.start(seconds * 1000)
    loop.exec()
    if not holds():
        sys.exit(f"waited in vain after {about()}")


class OwnServer:
    """A sound server that a story ends and begins again."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="snd-"))
        self.sound = sound.VirtualSound(self._folder, f"unix:{self._folder}/native")
        os.environ["PULSE_SERVER"] = self.sound.server
        self.begin()

    def begin(self) -> None:
        for left in ("native", "mic"):
            (self._folder / left).unlink(missing_ok=True)
        self._process = sound.start_server(self._folder)
        sound.wait_until(lambda: sound.stands(self.sound), "no server")

    def end(self) -> None:
        """At once, as when it crashes."""
        self._process.kill()
        self._process.wait()

    def hang(self) -> None:
        """It answers nobody until `go_on`."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """Stands from the beginning of the story, and goes with it."""
    server = OwnServer()
    try:
        yield server
    finally:
        server.end()
