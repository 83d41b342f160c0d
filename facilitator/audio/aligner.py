"""The Aligner port; numpy and soundfile are loaded with the first file, in the job that listens to it."""

from collections.abc import Sequence
from pathlib import Path

from facilitator.services.ports import Cancel, Progress
from facilitator.services.sound.second_recorder import Alignment, Heard, Measured


class FileAligner:
    """See `facilitator.audio.align`."""

    def measure(self, path: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> Measured:
        from facilitator.audio.align import SoundAligner

        return SoundAligner().measure(path, progress, cancel)

    def align(
        self, own: Sequence[Heard], other: Path, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> Alignment | None:
        from facilitator.audio.align import SoundAligner

        return SoundAligner().align(own, other, progress, cancel)
