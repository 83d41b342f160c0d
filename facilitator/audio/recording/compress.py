"""Full segments become FLAC, half the size, in a thread of its own: the writing of samples never waits for it."""

import threading
from pathlib import Path
from queue import SimpleQueue
from typing import Final

import soundfile

from facilitator.audio.recording.outline import BLOCK
from facilitator.audio.recording.recovery import same_samples
from facilitator.audio.recording.wav import wav_samples
from facilitator.storage.files import whole_file

LEVEL: Final = 0.5
"""Between 0, fast, and 1, small; a minute takes a tenth of a second, its proof included."""


class _NotTheSame(Exception):
    """The FLAC does not give back what went in."""


class Compressor:
    """Takes segments that nobody writes to any more; one that cannot be converted stays as it is."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._waiting: SimpleQueue[Path | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="recording to FLAC", daemon=True)
        self._thread.start()

    def put(self, path: Path) -> None:
        self._waiting.put(path)

    def finish(self) -> None:
        """Ends the thread after what waits."""
        self._waiting.put(None)

    def join(self, seconds: float | None = None) -> None:
        """Wait until it has ended, at most so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        while (path := self._waiting.get()) is not None:
            compress(path, self._rate)


def compress(path: Path, rate: int) -> bool:
    """Puts a mono FLAC in the place of a WAV once it is on disk and proven to be the same; whether that went well."""
    target = path.with_suffix(".flac")
    try:
        with whole_file(target) as part:
            _encode(path, part, rate)
            _prove(path, part)
        path.unlink()
    except (OSError, soundfile.LibsndfileError, _NotTheSame):
        return False  # the WAV is as good, and a later look at the folder keeps one of the two
    return True


def _prove(path: Path, part: Path) -> None:
    if not same_samples(path, part, 1):
        raise _NotTheSame


def _encode(path: Path, target: Path, rate: int) -> None:
    with soundfile.SoundFile(target, "w", rate, 1, subtype="PCM_16", format="FLAC", compression_level=LEVEL) as file:
        start = 0
        while len(block := wav_samples(path, start, BLOCK, 1)):
            file.write(block)
            start += len(block)
