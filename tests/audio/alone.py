"""Scripts in a program of their own: Qt asks for the sound server once in a process."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from tests import sound

ROOT = Path(__file__).resolve().parents[2]


def run_alone(script: str, path: Path) -> Any:
    """Runs a script with a path as its argument and without a sound server; what it gave to `tell`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PULSE_SERVER": "unix:/nonexistent/facilitator-tests"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
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


# For the scripts


def tell(facts: object) -> None:
    """What `run_alone` gives back."""
    print("FACTS", json.dumps(facts), flush=True)


def until(holds: Callable[[], object], about: Callable[[], object], seconds: int = 30) -> None:
    """Lets events come until it holds; else the script ends with what `about` says."""
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
    """A sound server that a script ends and begins again."""

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
