"""The Ear port; numpy and soundfile are loaded with the first file, in the job that looks into it."""

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.audio.speech_finder import SpeechFinder
from facilitator.services.ports import Cancel, Progress
from facilitator.services.sound.hearing import outline_cache

if TYPE_CHECKING:
    from facilitator.audio.peaks import Peaks


class AudioEar(SpeechFinder):
    """Finds speech, and makes outlines; see `facilitator.audio.peaks`."""

    def outline(self, path: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> "Peaks":
        from facilitator.audio import peaks

        return peaks.load_peaks(path, outline_cache(path), progress, cancel)
