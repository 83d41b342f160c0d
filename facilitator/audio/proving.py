"""Proves that the libraries for sound are there and work: for a program that was packed into a folder."""

import tempfile
from pathlib import Path

import numpy as np
import soundfile

from facilitator.audio.clips import load_clip
from facilitator.audio.speech import speech_spans
from facilitator.audio.writing import write_clip
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Hidden
from facilitator.services.ports import ClipSpec
from facilitator.services.sound.clip_files import CLIP_FORMATS, ClipTags


def prove_sound(speech: Path) -> str:
    """What was tried on a file in which somebody speaks; raises UserError when something is missing."""
    try:
        spans = speech_spans(speech, 0, 20_000)
        start, end = max(spans, key=lambda span: span[1] - span[0])
        disguised = load_clip(ClipSpec(speech, start, end, 20, 4, (Hidden(start, start + 300, "bleep"),), 0.75))
        with tempfile.TemporaryDirectory(prefix="facilitator-") as place:
            for fmt in CLIP_FORMATS:
                target = Path(place, f"clip.{fmt}")
                write_clip(ClipSpec(speech, start, end), target, fmt, ClipTags("Clip", "Study", 1))
                if not np.any(soundfile.read(target)[0]):
                    raise UserError(f"A clip written as {fmt} is silent. Install the program again.")
    except (ImportError, ValueError) as error:
        raise UserError(f"A library for sound is missing or broken ({error}). Install the program again.") from error
    return f"{len(spans)} spans of speech, {disguised.duration_ms} ms disguised, {', '.join(CLIP_FORMATS)} written"
