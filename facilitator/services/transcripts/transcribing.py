"""Has a sound file written down by a model of the user's, in another process; nothing is ever fetched for it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Final

from facilitator.domain.errors import UserError
from facilitator.services.ports import Cancel, Progress
from facilitator.services.transcripts.transcript_json import read_whisper
from facilitator.services.transcripts.transcript_parsing import Fault
from facilitator.services.transcripts.transcript_reading import ReadTranscript

MODEL_FILES: Final = ("model.bin", "config.json", "tokenizer.json")
"""Without the last one faster-whisper would ask the network for it."""
NOT_INSTALLED: Final = (
    'Transcription is not installed. Install it with: pip install "facilitator[transcribe]", or import a transcript'
    " that another program made."
)
OFFLINE: Final = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
_LOOK_S: Final = 0.1
_END_S: Final = 5.0
"""So long the process may take to end when it is told to."""


def is_installed() -> bool:
    """Whether the optional program is there."""
    return find_spec("faster_whisper") is not None


def check_model(model: Path) -> None:
    """Raises UserError unless the folder holds a model for faster-whisper."""
    if not model.is_dir():
        raise UserError(f"There is no model folder {model}. Choose the folder of a model for faster-whisper.")
    missing = [name for name in MODEL_FILES if not (model / name).is_file()]
    if missing:
        raise UserError(
            f"{model.name} is no model for faster-whisper: {', '.join(missing)} is missing. Choose another folder."
        )


def command() -> list[str]:
    """How this program is started once more, from Python or from a program folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "transcribe"]
    return [sys.executable, "-m", "facilitator", "transcribe"]


class Transcribing:
    """One file at a time; call it from a job. `start` is the command line before the file, for tests."""

    def __init__(self, start: Callable[[], Sequence[str]] | None = None) -> None:
        self._start = start or command

    def transcribe(
        self,
        audio: Path,
        model: Path,
        language: str = "",
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> ReadTranscript:
        """What is said in the file. Raises UserError, or what `cancel` raises; then the process has ended."""
        arguments = [*self._start(), str(audio), "--model", str(model)]
        if language:
            arguments += ["--language", language]
        heard = _Heard(progress)
        with tempfile.TemporaryDirectory(prefix="facilitator-") as place:
            self._follow(arguments, Path(place), heard, cancel)
        return heard.transcript(f"{model.name}, {audio.name}")

    def _follow(self, arguments: Sequence[str], place: Path, heard: "_Heard", cancel: Cancel | None) -> None:
        """A file between the two processes, since waiting on a pipe could not be cancelled on every system."""
        told, said = place / "told", place / "said"
        with (
            told.open("wb") as out,
            said.open("wb") as errors,
            told.open("rb") as lines,
            _running(arguments, out, errors) as process,
        ):
            while process.poll() is None:
                heard.take(lines.read())
                if cancel is not None:
                    cancel.check()
                time.sleep(_LOOK_S)
            heard.take(lines.read())
        if process.returncode != 0:
            raise UserError(_reason(said.read_text(encoding="utf-8", errors="replace")))


@contextmanager
def _running(arguments: Sequence[str], out: IO[bytes], errors: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(  # noqa: S603 - our own program
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=errors,
        env={**os.environ, **OFFLINE, "PYTHONIOENCODING": "utf-8"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class _Heard:
    """Puts the lines together; a last one that is not whole yet waits for its rest."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._rest = b""
        self._segments: list[Any] = []
        self._language = ""

    def take(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            try:
                values = json.loads(line)
            except ValueError:
                continue  # what a library says on stdout is no business of ours
            if isinstance(values, dict):
                self._note(values)

    def _note(self, values: dict[str, Any]) -> None:
        if "segment" in values:
            self._segments.append(values["segment"])
        if isinstance(values.get("language"), str):
            self._language = values["language"]
        if isinstance(values.get("progress"), int | float) and self._progress is not None:
            self._progress(min(1.0, max(0.0, float(values["progress"]))))

    def transcript(self, label: str) -> ReadTranscript:
        try:
            found = read_whisper(json.dumps({"segments": self._segments, "language": self._language}))
        except Fault as fault:
            raise UserError(f"The model wrote something that is no transcript: {fault.sentence}") from fault
        if not found.cues:
            raise UserError("Nobody was heard to speak in this recording.")
        return ReadTranscript("made", label, found.language, tuple(found.cues))


def _reason(said: str) -> str:
    """The sentence with which the process ended; a crash of it is told as one."""
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")
    if last.endswith(".") and "Error" not in last and "Traceback" not in said:
        return last
    return "The transcription broke off. Try a smaller model, or import a transcript that another program made."
