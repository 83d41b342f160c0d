"""The writer of clips; numpy and soundfile are loaded with the first one, in the job that writes it."""

from pathlib import Path

from facilitator.services.ports import ClipSpec
from facilitator.services.sound.clip_files import ClipTags


def write_clip(spec: ClipSpec, target: Path, fmt: str, tags: ClipTags) -> None:
    """See `facilitator.audio.writing`."""
    from facilitator.audio import writing

    writing.write_clip(spec, target, fmt, tags)
