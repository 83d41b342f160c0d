"""The files of a study, searched byte by byte for words that were erased, and exports that held them taken away."""

import io
import lzma
import re
import shutil
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from facilitator.services.sound.clip_files import PLAYLIST

PIECE = 40
"""Longer texts are looked for in pieces, since a database may keep one in several places."""
TELLING = 8
SOUNDS = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a", ".aac", ".aiff", ".npy", ".s16", ".wma"})
"""In files of sound any three or four bytes stand somewhere by chance."""
DEPTH = 3
AT_ONCE = 1 << 24
END_OF_SOUND = 1 << 20
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)
"""What the unpacking of damaged, cut or locked files ends in."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file of the study in which an erased word still stands; the path is relative to the study.

    Without a word it is a file that could not be looked into.
    """

    file: str
    word: str


def leftovers(folder: Path, words: Sequence[str]) -> Iterator[Leftover]:
    """Where any of the words is still found, in any file of the study, packed or not; each file once."""
    forms = [(word, form) for word in words for piece in pieces(word) for form in _forms(piece)]
    telling = [(word, form) for word, form in forms if len(form) >= TELLING]
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            word = _first(path, telling if path.suffix.lower() in SOUNDS else forms)
        except FileNotFoundError:  # gone since the folder was listed
            continue
        except OSError:
            word = None
        if word != "":
            yield Leftover(path.relative_to(folder).as_posix(), word or "")


def pieces(text: str) -> list[str]:
    """Parts of a text that stand in a file as they are: without line ends, quotation marks or backslashes."""
    runs = [run for run in re.split(r'[\n\r\t"\\<>&]+', text) if run.strip()]
    longest = max((len(run.strip()) for run in runs), default=0)
    telling = [run for run in runs if len(run.strip()) >= min(12, longest)]
    return [run[at : at + PIECE] for run in telling for at in range(0, max(len(run) - PIECE, 0) + 1, PIECE)]


def remove_exports(folder: Path, files: Collection[str]) -> list[str]:
    """Takes away our own copies of exported files; the names of those that were there."""
    removed = []
    for name in dict.fromkeys(files):
        path = folder / Path(name).name
        if name and path.is_file():
            path.unlink()
            removed.append(path.name)
        elif path.suffix == PLAYLIST and (folder / path.stem / path.name).is_file():
            shutil.rmtree(folder / path.stem)  # clips, which lie in a folder called like their playlist
            removed.append(path.stem)
    return removed


def _forms(piece: str) -> list[bytes]:
    """As a file may hold it."""
    return [piece.encode("utf-8", "surrogatepass"), piece.encode("utf-16-le", "surrogatepass")]


def _first(path: Path, forms: Sequence[tuple[str, bytes]]) -> str:
    longest = max((len(form) for _, form in forms), default=0)
    alone = ".db" not in path.name  # a database writes its values without anything between them
    for at, data in enumerate(_parts(path, longest)):
        inside = list(_unpacked(path.read_bytes(), 0)) if at == 0 and _is_packed(data) else []
        for word, form in forms:
            if _stands_in(form, data, alone) or any(_stands_in(form, inner) for inner in inside):
                return word
    return ""


def _parts(path: Path, overlap: int) -> Iterator[bytes]:
    """What is looked at in a file: all of it, but of sound only its two ends.

    Words stand there in its tags; what lies between are samples, gigabytes of them.
    """
    with path.open("rb") as file:
        if path.suffix.lower() in SOUNDS and path.stat().st_size > 2 * END_OF_SOUND:
            yield file.read(END_OF_SOUND)
            file.seek(-END_OF_SOUND, io.SEEK_END)
            yield file.read(END_OF_SOUND)
            return
        tail = b""
        while part := file.read(AT_ONCE):
            yield (data := tail + part)
            tail = data[-overlap:]


def _stands_in(form: bytes, data: bytes, alone: bool = True) -> bool:
    """With `alone` a short word must stand by itself, since others hold its letters."""
    if form not in data:
        return False
    return (
        len(form) >= TELLING
        or not alone
        or bool(re.search(rb"(?<![A-Za-z])" + re.escape(form) + rb"(?![A-Za-z])", data))
    )


def _is_packed(data: bytes) -> bool:
    return data.startswith(b"PK")


def _unpacked(data: bytes, depth: int) -> Iterator[bytes]:
    """What is packed in a file, also within what is packed; a damaged or locked part hides none of the others."""
    if depth >= DEPTH or not _is_packed(data):
        return
    for inner in _entries(data):
        yield re.sub(rb"<[^>]*>", b"", inner)
        yield inner
        yield from _unpacked(inner, depth + 1)


def _entries(data: bytes) -> Iterator[bytes]:
    with suppress(*UNREADABLE), zipfile.ZipFile(io.BytesIO(data)) as package:
        for entry in package.infolist():
            with suppress(*UNREADABLE):
                yield package.read(entry)
