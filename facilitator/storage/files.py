"""Safe ways with files: whole or not at all, and names that every system takes."""

import contextlib
import errno
import os
import re
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= *(?:$|\.))", re.IGNORECASE)
_PART = re.compile(r"\.(.+)\.(\d{1,9})\.part")
MAX_BYTES = 200
PART_BYTES = 230
PATIENCE_S = (0.02, 0.05, 0.1, 0.15, 0.2)
"""Waits between the tries of putting a file in the place of another."""


def safe_name(text: str, fallback: str = "untitled") -> str:
    """A file name (no folder) that Windows, macOS and Linux take, close to `text`."""
    text = unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
    text = "".join(c if _printable(c) else " " for c in text)
    text = " ".join(_FORBIDDEN.sub(" ", text).split()).strip(". ")
    text = text.encode()[:MAX_BYTES].decode(errors="ignore").strip(". ")
    text = _RESERVED.sub(lambda found: f"{found[0]}_", text)
    return text or fallback


def name_part(text: str, most: int, fallback: str) -> str:
    """A part of a file name that is at most so many bytes long and safe by itself."""
    return safe_name(text.encode(errors="replace")[:most].decode(errors="ignore"), fallback)


def _printable(letter: str) -> bool:
    """Neither a control sign nor one of the code points that are no characters."""
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs") and ord(letter) & 0xFFFE != 0xFFFE


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Gives a temporary path beside `target`; at the end it is synced and takes the target's name.

    On any failure the target stays as it was and nothing is left over.
    """
    if not target.name:  # "." or "/"
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    short = os.fsencode(target.name)[:PART_BYTES].decode(errors="ignore")  # so that the longest name has room for more
    part = target.with_name(f".{short}.{os.getpid()}.part")
    for old in broken_off(target.parent, short):
        old.unlink(missing_ok=True)
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        take_place(part, target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def read_at_most(path: Path, most: int) -> bytes:
    """The bytes of a foreign file, and of one that is longer than `most` so many that it shows.

    Devices and pipes tell no size, and some never end.
    """
    with path.open("rb") as file:
        return file.read(most + 1)


def take_place(part: Path, target: Path) -> None:
    """Gives a finished file its name, over an older one.

    A program that keeps folders in step, or one that looks for viruses, holds a file for a moment after each change,
    be it the older one or the one that was just finished; so what is refused is tried again for half a second.
    """
    for wait in PATIENCE_S:
        try:
            part.replace(target)
        except PermissionError:
            if target.is_dir():
                raise
            time.sleep(wait)
        else:
            return
    part.replace(target)


def broken_off(folder: Path, name: str = "") -> list[Path]:
    """What a program that was killed left half written in the folder, of one file or of all."""
    parts = ((path, _PART.fullmatch(path.name)) for path in folder.glob(".*.part"))
    return [path for path, part in parts if part and name in ("", part[1]) and not _is_running(int(part[2]))]


def _is_running(process: int) -> bool:
    """Whether a program may still be writing; where that cannot be known it may."""
    if os.name == "nt" or process == os.getpid():
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def sync_folder(folder: Path) -> None:
    """Makes a rename durable where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
