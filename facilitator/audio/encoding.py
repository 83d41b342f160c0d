"""A clip as a small file that every browser plays."""

import io

import numpy as np
import soundfile

from facilitator.audio.clips import converted, load_clip
from facilitator.services.ports import ClipSpec

RATES = frozenset({8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000})
"""What MP3 has."""
USUAL = 44100


def clip_mp3(spec: ClipSpec) -> bytes:
    """The clip as it is to be heard, as MP3. Raises UserError where it cannot be read."""
    clip = load_clip(spec)
    if clip.rate not in RATES or clip.channels > 1:
        clip = converted(clip, clip.rate if clip.rate in RATES else USUAL, 1)
    samples = np.frombuffer(clip.samples, np.int16)
    packed = io.BytesIO()
    soundfile.write(packed, samples, clip.rate, format="MP3")
    return packed.getvalue()
