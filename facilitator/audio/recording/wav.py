"""The WAV files a recording is first written to: 16 bits, the length told by their bytes and not by their head."""

import struct
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

HEADER_BYTES: Final = 44
SAMPLE_BYTES: Final = 2


def wav_header(rate: int, channels: int, frames: int) -> bytes:
    """The 44 bytes before the samples."""
    block = channels * SAMPLE_BYTES
    size = frames * block
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, rate * block, block, SAMPLE_BYTES * 8)
    return struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + form + struct.pack("<4sI", b"data", size)


def wav_frames(path: Path, channels: int) -> int:
    """Whole frames that are in the file, whatever its head says."""
    return max(0, path.stat().st_size - HEADER_BYTES) // (channels * SAMPLE_BYTES)


def wav_samples(path: Path, start: int, count: int, channels: int) -> NDArray[np.int16]:
    """Frames × channels from frame `start`; fewer where the file ends."""
    block = channels * SAMPLE_BYTES
    with path.open("rb") as file:
        file.seek(HEADER_BYTES + start * block)
        content = file.read(count * block)
    content = content[: len(content) // block * block]
    return np.frombuffer(content, "<i2").astype(np.int16, copy=False).reshape(-1, channels)


def mend_header(path: Path, rate: int, channels: int) -> int:
    """Make head and length agree with the bytes present; the frames that are there."""
    frames = wav_frames(path, channels)
    head = wav_header(rate, channels, frames)
    with path.open("rb+") as file:
        if file.read(HEADER_BYTES) != head or path.stat().st_size != HEADER_BYTES + frames * channels * SAMPLE_BYTES:
            file.seek(0)
            file.write(head)
            file.truncate(HEADER_BYTES + frames * channels * SAMPLE_BYTES)
    return frames
