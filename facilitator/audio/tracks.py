"""Recordings of our own, which are folders of segments, and plain audio files, all read alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import soundfile
from numpy.typing import NDArray

from facilitator.audio.recording.reading import SUFFIX, Track, is_track, track_frames
from facilitator.audio.recording.recovery import recover_track, track_sha256, verify_track

__all__ = [
    "SUFFIX",
    "AudioFile",
    "Track",
    "is_track",
    "open_audio",
    "recover_track",
    "track_frames",
    "track_sha256",
    "verify_track",
]


class AudioFile(Protocol):
    """What clips, outlines and descriptions need of an open audio file; soundfile.SoundFile is one."""

    samplerate: int
    channels: int
    frames: int
    subtype: str
    format: str

    def seek(self, frames: int, /) -> int: ...

    def tell(self) -> int: ...

    def read(self, frames: int = -1, dtype: str = "float64", always_2d: bool = False) -> NDArray[Any]: ...


@contextmanager
def open_audio(path: Path) -> Iterator[AudioFile]:
    """An audio file, or a recording's folder as one file; raises what soundfile raises (LibsndfileError, OSError)."""
    if is_track(path):
        with Track(path) as track:
            yield track
    else:
        with soundfile.SoundFile(path) as file:
            yield file
