"""Which input PulseAudio (or PipeWire in its place) really lets feed this program: it may move a stream silently.

Qt does not tell, so `pactl` is asked, where it is installed; without it the other signs must do.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from typing import Final

SECONDS: Final = 3
_OUTPUT: Final = re.compile(r"^Source Output #", re.MULTILINE)
_SOURCE: Final = re.compile(r"^\s+Source: (\d+)$", re.MULTILINE)


class PulseWatch:
    """Listens to `pactl subscribe` in a thread of its own, which costs nothing while nothing changes."""

    def __init__(self) -> None:
        self._feeding: frozenset[str] = frozenset()
        self._present: frozenset[str] = frozenset()
        self._seen: frozenset[str] = frozenset()
        self._wanted = threading.Event()
        self._ending = threading.Event()
        self._listener: subprocess.Popen[bytes] | None = None
        self._works, self._unanswered = False, False
        if sys.platform.startswith("linux") and shutil.which("pactl") is not None:
            self._works = True
            for work in (self._ask_when_wanted, self._listen):
                threading.Thread(target=work, name="pactl", daemon=True).start()

    @property
    def feeding(self) -> frozenset[str]:
        """Names of the sources that feed this process; empty while that is not known."""
        return self._feeding

    @property
    def present(self) -> frozenset[str]:
        """Names of all sources; empty while that is not known."""
        return self._present

    @property
    def seen(self) -> frozenset[str]:
        """Names of all sources there were at any time."""
        return self._seen

    def ask(self) -> None:
        """Forget what is known and find it out anew: a stream was opened."""
        self._feeding = frozenset()
        self._wanted.set()

    @property
    def hangs(self) -> bool:
        """Whether the server has not answered since `probe`; one that has ended does not hang."""
        return self._unanswered

    def probe(self) -> None:
        """See whether the server answers: one that hangs holds everybody who asks it for anything through Qt."""
        if self._works:
            self._unanswered = True
            self._wanted.set()

    def close(self) -> None:
        self._ending.set()
        self._wanted.set()
        if self._listener is not None:
            self._listener.terminate()

    def _listen(self) -> None:
        """Every change of a stream or an input is a reason to look; the server may end and come back."""
        while not self._ending.is_set():
            command = ["pactl", "subscribe"]
            self._listener = subprocess.Popen(  # noqa: S603 - fixed words
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_plain()
            )
            self._wanted.set()
            if self._ending.is_set():
                self._listener.terminate()
            assert self._listener.stdout is not None
            with self._listener.stdout as lines:
                for line in lines:
                    if b"source" in line:
                        self._wanted.set()
            self._listener.wait()
            self._feeding = frozenset()
            self._ending.wait(1)

    def _ask_when_wanted(self) -> None:
        while not self._ending.is_set():
            self._wanted.wait()
            self._wanted.clear()
            listed, outputs = _said("list", "short", "sources"), _said("list", "source-outputs")
            if listed is None or outputs is None:
                self._wanted.set()
                continue
            self._unanswered = False
            sources = _sources(listed)
            if not self._wanted.is_set():  # else this is old already
                self._present = frozenset(sources.values())
                self._seen |= self._present
                self._feeding = feeding(outputs, sources, os.getpid())


def feeding(outputs: str, sources: dict[str, str], process: int) -> frozenset[str]:
    """The sources of the streams of one process, from what `pactl list source-outputs` says."""
    found = []
    for output in _OUTPUT.split(outputs)[1:]:
        source = _SOURCE.search(output)
        if source is not None and f'application.process.id = "{process}"' in output:
            found.append(sources.get(source[1], ""))
    return frozenset(name for name in found if name)


def _sources(listed: str) -> dict[str, str]:
    """Names by index, from what `pactl list short sources` says."""
    rows = (line.split("\t") for line in listed.splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _said(*words: str) -> str | None:
    """None when the server hangs, nothing when there is none."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            ["pactl", *words],  # noqa: S607 - where it lies is the system's business
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
            env=_plain(),
        )
    except subprocess.TimeoutExpired:
        return None
    except OSError:
        return ""
    return done.stdout


def _plain() -> dict[str, str]:
    """Words that do not depend on the language of the system."""
    return {**os.environ, "LC_ALL": "C"}
