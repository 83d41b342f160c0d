"""Writes a clip as it is heard to a file that any program plays; its tags name nobody."""

import struct
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from facilitator.audio.clips import PcmClip, converted, load_clip
from facilitator.domain.errors import UserError
from facilitator.services.ports import ClipSpec
from facilitator.services.sound.clip_files import ClipTags

_SUBTYPES: Final = {"wav": "PCM_16", "mp3": "MPEG_LAYER_III", "ogg": "VORBIS"}
_MP3_RATES: Final = (8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_BLOCK: Final = 48_000
"""Frames given at a time: a minute of Vorbis in one piece overflows the stack of libsndfile."""


def write_clip(spec: ClipSpec, target: Path, fmt: str, tags: ClipTags) -> None:
    """The clip as wav, mp3 or ogg; raises UserError for a clip that cannot be read or a format that cannot be written.

    What goes wrong with the disk is an OSError.
    """
    clip = load_clip(spec)
    if fmt == "mp3" and clip.rate not in _MP3_RATES:
        clip = converted(clip, 48_000, clip.channels)
    try:
        _write(clip, target, fmt, tags)
    except (soundfile.LibsndfileError, ValueError) as error:
        raise UserError(f"The sound library of this computer cannot write {fmt}. Choose wav.") from error
    if fmt == "mp3":
        _put_id3(target, tags)


def _write(clip: PcmClip, target: Path, fmt: str, tags: ClipTags) -> None:
    samples = np.frombuffer(clip.samples, np.int16).reshape(-1, clip.channels)
    # A handle, since libsndfile would tell a full disk as an error of its own.
    with target.open("wb+") as handle, _opened(handle, clip, fmt) as file:
        if fmt != "mp3":
            file.title, file.album, file.tracknumber = tags.title, tags.album, str(tags.number)
        for at in range(0, len(samples), _BLOCK):
            file.write(samples[at : at + _BLOCK])


def _opened(handle: object, clip: PcmClip, fmt: str) -> soundfile.SoundFile:
    return soundfile.SoundFile(handle, "w", clip.rate, clip.channels, format=fmt.upper(), subtype=_SUBTYPES[fmt])


def _put_id3(target: Path, tags: ClipTags) -> None:
    """A tag of the usual kind (ID3v2.3) before the sound; libsndfile's own holds 30 letters of western Europe."""
    frames = b"".join(
        _id3_frame(name, text)
        for name, text in (("TIT2", tags.title), ("TALB", tags.album), ("TRCK", str(tags.number)))
    )
    target.write_bytes(b"ID3\x03\x00\x00" + _seven_bits(len(frames)) + frames + target.read_bytes())


def _id3_frame(name: str, text: str) -> bytes:
    body = b"\x01" + text.encode("utf-16")
    return name.encode() + struct.pack(">IH", len(body), 0) + body


def _seven_bits(size: int) -> bytes:
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
