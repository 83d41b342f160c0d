"""The outline of a recording, lowest and highest sample of each small step, kept beside its segments while it grows."""

import contextlib
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

STEP: Final = 256
"""Frames per pair of lowest and highest."""
OUTLINE: Final = "outline.s16"
PAIR_BYTES: Final = 4
BLOCK: Final = STEP * 4096

Pairs = NDArray[np.int16]
"""n × 2: lowest, highest."""


def pairs_of(block: NDArray[np.int16]) -> Pairs:
    """One pair per step of frames × channels, over all channels; a last step that is not full counts as one."""
    starts = np.arange(0, len(block), STEP)
    lowest = np.minimum.reduceat(block.min(axis=1), starts)
    highest = np.maximum.reduceat(block.max(axis=1), starts)
    return np.stack((lowest, highest), axis=1)


class OutlineWriter:
    """Takes mono samples as they come and appends the pairs of all full steps to the file when told to."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / OUTLINE
        self._written = 0
        self._rest = np.empty(0, np.int16)
        self._unwritten = bytearray()

    def take(self, samples: NDArray[np.int16]) -> None:
        joined = np.concatenate((self._rest, samples))
        full = len(joined) // STEP * STEP
        if full:
            self._unwritten += pairs_of(joined[:full, np.newaxis]).astype("<i2").tobytes()
        self._rest = joined[full:]

    def write(self) -> None:
        """Append what is not on disk yet; it is tried again the next time if the disk does not take it now.

        To a file that lacks what was written before nothing is added: whoever needs one makes it anew.
        """
        with contextlib.suppress(OSError), self._path.open("ab", buffering=0) as file:
            if file.tell() == self._written:
                taken = file.write(self._unwritten)
                self._written += taken
                del self._unwritten[:taken]

    def follow(self, folder: Path) -> None:
        """Go on in another folder."""
        self._path = folder / OUTLINE

    def close(self) -> None:
        """The last step counts although it is not full."""
        if len(self._rest):
            self._unwritten += pairs_of(self._rest[:, np.newaxis]).astype("<i2").tobytes()
            self._rest = self._rest[:0]
        self.write()
