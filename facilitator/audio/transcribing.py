"""Speech to text, a few minutes at a time, in a process of its own that may be ended at any moment.

Each line on stdout is a JSON object: a `segment` as Whisper writes them, in seconds of the file; the `language`; or
the `progress` from 0 to 1.
"""

import importlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from facilitator.audio.speech import RATE, next_pause, read_16_khz, spoken
from facilitator.services.transcripts.transcribing import OFFLINE

ENGINE: Final = "facilitator.audio.whisper_engine"
PIECE_MS: Final = 4 * 60_000
LONGEST_PAUSE_MS: Final = 60_000
"""A piece ends at the first pause after its four minutes, at the latest after this much more."""


class Engine(Protocol):
    """A loaded model: a sound at 16 kHz to segments in seconds of that sound; `language` "" lets it find out."""

    def __call__(self, sound: NDArray[np.float32], language: str) -> Iterable[Mapping[str, Any]]: ...


def transcribe(audio: Path, model: Path, language: str, tell: Callable[[str], object], engine: str = ENGINE) -> None:
    """Tells what is said in the file, line by line; UserError for a file, a model or an engine that is not there."""
    os.environ.update(OFFLINE)
    _, length_ms = read_16_khz(audio, 0, 0)
    run = _loaded(engine, model)
    start_ms = 0
    while start_ms < length_ms:
        end_ms = min(length_ms, next_pause(audio, start_ms + PIECE_MS, LONGEST_PAUSE_MS))
        for line in _piece(run, audio, start_ms, end_ms, language):
            tell(json.dumps(line, ensure_ascii=True))
            language = language or str(line.get("language", ""))
        tell(json.dumps({"progress": round(end_ms / length_ms, 4)}))
        start_ms = end_ms


def _piece(run: Engine, audio: Path, start_ms: int, end_ms: int, language: str) -> Iterator[dict[str, Any]]:
    """What is told of one piece; one in which nobody speaks is passed over, since a model would invent words for it."""
    sound, length_ms = read_16_khz(audio, start_ms, end_ms)
    if not spoken(sound).any():
        return
    for found in run(sound, language):
        if "language" in found:
            yield {"language": found["language"]}
        else:
            yield {"segment": _later(found, start_ms / 1000)}
            done_ms = start_ms + min(float(found["end"]) * 1000, len(sound) * 1000 / RATE)
            yield {"progress": round(done_ms / length_ms, 4)}


def _later(found: Mapping[str, Any], seconds: float) -> dict[str, Any]:
    moved = {**found, "start": round(found["start"] + seconds, 3), "end": round(found["end"] + seconds, 3)}
    if moved.get("words"):
        moved["words"] = [_later(word, seconds) for word in moved["words"]]
    return moved


def _loaded(engine: str, model: Path) -> Engine:
    loaded: Engine = importlib.import_module(engine).load(model)
    return loaded
