"""Speak the sample study's quotes with espeak-ng and write where each clip lies into its study.json.

Needs espeak-ng 1.51 or later on the path, and soundfile. Run from anywhere:

    python .make/voices.py

For each audio file that a quote's clip names, one file is written: a facilitator's voice asks the
question, then the speakers follow in the order of the quotes, with pauses between. Only the
`start_ms` and `end_ms` of the clips change in study.json. The samples are the same on every run with
the same espeak-ng; the bytes of an Ogg file are not, because Ogg gives each stream a random number.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import soundfile

SAMPLE = Path(__file__).resolve().parent.parent / "sessions" / "sample"
TITLE = "Synthetic voice, invented words"
COMMENT = "Made with espeak-ng for the sample study. No person is heard."
RATE = 22_050  # what espeak-ng gives
LOUD = 0.09  # root mean square of the spoken part, about -21 dBFS, so that all voices are alike
PEAK = 0.85
QUIET = 0.01  # of the peak: below it the head and tail of an utterance are cut off
PAUSE_MS = (900, 700, 1200, 800)
MARGIN_MS = 80  # kept before and after the words, so that a fade takes no sound away

Samples = np.ndarray[tuple[int], np.dtype[np.float64]]
Json = dict[str, Any]


class Voice(NamedTuple):
    """One espeak-ng voice: name with variant, pitch 0..99, words a minute."""

    name: str
    pitch: int
    speed: int


FACILITATOR = Voice("en-gb-x-rp+f3", 48, 165)
CAST = {
    "ash": Voice("en-gb", 38, 158),
    "birch": Voice("en-gb+f2", 55, 168),
    "hazel": Voice("en-us+f3", 50, 160),
    "wye": Voice("en-gb-scotland+m3", 40, 156),
    "esk": Voice("en-gb-scotland", 52, 162),
    "dunlin": Voice("en-gb-x-gbclan+m3", 34, 160),
    "siskin": Voice("en-us", 46, 172),
    "lapwing": Voice("en-gb-x-rp+f4", 58, 155),
    "marl": Voice("en-gb-x-gbcwmd", 44, 158),
    "granite": Voice("en-029+m3", 36, 152),
    "slate": Voice("en-gb-scotland+f1", 50, 150),
}


def spoken(text: str, voice: Voice) -> Samples:
    """The words as samples, without silence at either end, at the common loudness."""
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder) / "words.wav"
        how = ["-v", voice.name, "-p", str(voice.pitch), "-s", str(voice.speed), "-w", str(wave)]
        subprocess.run(["espeak-ng", *how, text], check=True)
        samples, rate = soundfile.read(wave)
    if rate != RATE:
        raise SystemExit(f"espeak-ng spoke at {rate} Hz, {RATE} Hz was expected.")
    heard = np.flatnonzero(np.abs(samples) > QUIET * np.abs(samples).max())
    return levelled(samples[heard[0] : heard[-1] + 1])


def levelled(samples: Samples) -> Samples:
    """The same words at the common loudness, never above the peak allowed."""
    louder = samples * (LOUD / float(np.sqrt(np.mean(samples**2))))
    return louder * min(1.0, PEAK / float(np.abs(louder).max()))


def silence(ms: int) -> Samples:
    return np.zeros(ms * RATE // 1000)


def in_ms(samples: int) -> int:
    return round(samples * 1000 / RATE)


def take(quotes: list[Json], question: str) -> tuple[Samples, list[tuple[int, int]]]:
    """One session's file: the samples, and start and end in ms of each quote."""
    parts = [silence(500), spoken(question, FACILITATOR)]
    spans = []
    for number, quote in enumerate(quotes):
        parts.append(silence(PAUSE_MS[number % len(PAUSE_MS)]))
        begin = in_ms(sum(map(len, parts))) - MARGIN_MS
        parts.append(spoken(quote["text"], CAST[quote["speaker"]]))
        spans.append((begin, in_ms(sum(map(len, parts))) + MARGIN_MS))
    return np.concatenate([*parts, silence(700)]), spans


def write(path: Path, samples: Samples) -> None:
    """Save as the name's ending says, marked as synthetic in the file's own metadata."""
    path.parent.mkdir(exist_ok=True)
    with soundfile.SoundFile(path, "w", RATE, 1) as file:
        file.title, file.comment = TITLE, COMMENT
        file.write(samples)


def by_file(study: Json) -> Iterator[tuple[str, list[Json]]]:
    """Each audio file with the quotes whose clips lie in it, in the order of the study."""
    clips = [quote for quote in study["quotes"] if quote["clip"]]
    for name in dict.fromkeys(quote["clip"]["file"] for quote in clips):
        yield name, [quote for quote in clips if quote["clip"]["file"] == name]


def laid_out(value: Any, depth: int = 0, width: int = 118) -> str:
    """JSON with one line for whatever fits on one, so that a change of a record is a change of a line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or len(line) + depth <= width:
        return line
    pad, inner = "\n" + " " * (depth + 1), depth + 1
    if isinstance(value, list):
        return f"[{pad}{f',{pad}'.join(laid_out(item, inner) for item in value)}\n{' ' * depth}]"
    pairs = (f"{json.dumps(key)}: {laid_out(item, inner)}" for key, item in value.items())
    return f"{{{pad}{f',{pad}'.join(pairs)}\n{' ' * depth}}}"


def main() -> None:
    path = SAMPLE / "study.json"
    study = json.loads(path.read_text(encoding="utf-8"))
    questions = {q["id"]: q["text"] for a_set in study["question_sets"] for q in a_set["questions"]}
    for name, quotes in by_file(study):
        samples, spans = take(quotes, questions[quotes[0]["question"]])
        write(SAMPLE / name, samples)
        for quote, (start_ms, end_ms) in zip(quotes, spans, strict=True):
            quote["clip"].update(start_ms=start_ms, end_ms=end_ms)
            print(f"{name} {start_ms:6} {end_ms:6}  {quote['text']}")
    path.write_text(laid_out(study) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
