"""WAV files whose head tells less than they hold: from a recorder whose battery died, or longer than 4 GiB."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

LARGEST: Final = 0xFFFFFFFF
"""What a head can tell in four bytes; beyond it a head of the kind RF64 is needed."""
PLAIN: Final = (1, 3, 0xFFFE)
"""Kinds with a fixed number of bytes for each sample: whole numbers, fractions, and either with more said of it."""
MOST_CHUNKS: Final = 100
LARGEST_FORMAT: Final = 1 << 12
SHORTEST_MISS_S: Final = 1
"""What is missing by less may be anything that a recorder wrote after the sound."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The head that such a file should have, and where in it the samples begin, of which there are `frames`."""

    head: bytes
    start: int
    frames: int
    rate: int
    channels: int


def mended(path: Path) -> Mended | None:
    """What is to be put in the place of the head of a WAV; None where that tells the truth, or it is none."""
    with path.open("rb") as file:
        if file.read(4) not in (b"RIFF", b"RF64") or len(file.read(4)) < 4 or file.read(4) != b"WAVE":
            return None
        form = b""
        for name, size in _chunks(file):
            if name == b"fmt " and size <= LARGEST_FORMAT:
                form = file.read(size)
            elif name == b"data" and len(form) >= 16:
                return _compared(file, form, size)
            elif name in (b"data", b"ds64"):
                return None
    return None


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Name and size of each, with the file at the beginning of what is in it."""
    for _ in range(MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            return
        name, size = struct.unpack("<4sI", head)
        start = file.tell()
        yield name, size
        file.seek(start + size + size % 2)


def _compared(file: BinaryIO, form: bytes, told: int) -> Mended | None:
    """`told` bytes of samples against what lies between the beginning of the samples and the end of the file."""
    start = file.tell()
    kind, channels, rate, _, block, _ = struct.unpack("<HHIIHH", form[:16])
    held = file.seek(0, 2) - start
    if kind not in PLAIN or not (rate and channels and block):
        return None
    if held - told < rate * block * SHORTEST_MISS_S or _goes_on(file, start + told):
        return None
    frames = held // block
    return Mended(_head(form, frames * block, frames), start, frames, rate, channels)


def _goes_on(file: BinaryIO, at: int) -> bool:
    """Whether another chunk follows there, so that the samples do end where it is told."""
    end = file.seek(0, 2)
    file.seek(at + at % 2)
    head = file.read(8)
    if len(head) < 8:
        return False
    name, size = struct.unpack("<4sI", head)
    return all(32 <= letter < 127 for letter in name) and at + at % 2 + 8 + size <= end + 1


def _head(form: bytes, size: int, frames: int) -> bytes:
    chunk = struct.pack("<4sI", b"fmt ", len(form)) + form + bytes(len(form) % 2)
    if size + len(chunk) + 12 <= LARGEST:
        return (
            struct.pack("<4sI4s", b"RIFF", 12 + len(chunk) + size, b"WAVE") + chunk + struct.pack("<4sI", b"data", size)
        )
    sizes = struct.pack("<4sIQQQI", b"ds64", 28, 48 + len(chunk) + size, size, frames, 0)
    return struct.pack("<4sI4s", b"RF64", LARGEST, b"WAVE") + sizes + chunk + struct.pack("<4sI", b"data", LARGEST)
