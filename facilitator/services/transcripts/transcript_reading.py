"""Transcripts as other programs write them, read into cues; a fault names the line and what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.domain.errors import UserError
from facilitator.domain.transcripts import Cue, TranscriptKind
from facilitator.services.transcripts.transcript_json import read_whisper
from facilitator.services.transcripts.transcript_parsing import Fault, Found, read_srt, read_text, read_vtt

MOST_BYTES: Final = 64 * 1024 * 1024
_READERS: Final[Mapping[TranscriptKind, Callable[[str], Found]]] = {
    "vtt": read_vtt,
    "srt": read_srt,
    "whisper": read_whisper,
    "text": read_text,
}


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """What a file holds; the cues belong to no transcript yet."""

    kind: TranscriptKind
    label: str
    language: str
    cues: tuple[Cue, ...]


def read_file(path: Path) -> ReadTranscript:
    """The transcript in a file; raises UserError for what cannot be read or is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"{path.name} is too large for a transcript. Choose the file with the text alone.")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror or error}. Check the place.") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> ReadTranscript:
    """The same of bytes that were read; `name` tells the kind where the content does not."""
    text = _decoded(data, name)
    kind = kind_of(text, name)
    try:
        found = _READERS[kind](text)
    except Fault as fault:
        where = f"Line {fault.line} of {name}" if fault.line else name
        raise UserError(f"{where}: {fault.sentence} Nothing was imported.") from fault
    if not found.cues:
        raise UserError(f"{name} holds no words. Choose another file.")
    return ReadTranscript(kind, name, found.language, tuple(found.cues))


def kind_of(text: str, name: str) -> TranscriptKind:
    """By what the text begins with, then by the ending of its name, then by what it looks like."""
    start = text.lstrip()
    if start.startswith("WEBVTT"):
        return "vtt"
    if start[:1] in ("{", "["):
        ending = Path(name).suffix.lower()
        if ending == ".json" or start[1:].lstrip()[:1] in ('"', "{", "}"):
            return "whisper"
    by_name: Mapping[str, TranscriptKind] = {".vtt": "vtt", ".srt": "srt", ".json": "whisper"}
    known = by_name.get(Path(name).suffix.lower())
    if known:
        return known
    return "srt" if any("-->" in line for line in start.splitlines()[:4]) else "text"


def _decoded(data: bytes, name: str) -> str:
    """As UTF-8, as UTF-16 where it says so, else as old Windows programs write."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UserError(f"{name} is no text. Choose a transcript: vtt, srt, json or txt.")
