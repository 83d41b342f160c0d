"""The commands for sound; their libraries are loaded when one of them is called."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from facilitator.services.clock import SystemClock
from facilitator.storage.opening import StudyFolder

SOUNDS = ("clips", "labels")
CLIP_FORMATS = ("wav", "mp3", "ogg", "m4a")
"""What may be asked for; the last one is refused with a reason."""


def export_sound(
    opened: StudyFolder, kind: str, folder: Path, recipients: Sequence[str] | None, fmt: str
) -> list[Path]:
    """Writes clips, or labels of the marks; what is left out is told on stderr."""
    if kind == "labels":
        from facilitator.services.sound_labels import SoundLabels

        return SoundLabels(opened.store, opened.names).write(folder, recipients)
    from facilitator.audio.writing import write_clip
    from facilitator.services.clip_export import ClipExport

    export = ClipExport(opened.store, opened.path, opened.names, SystemClock().now)
    chosen = fmt if fmt in CLIP_FORMATS else "mp3"
    done = export.export(folder, write_clip, recipients=recipients, fmt=chosen)
    for sentence in (told for each in done for told in each.made.left_out):
        click.echo(sentence, err=True)
    return [path for each in done for path in (*each.paths, each.playlist)]


def clip_encoder() -> Any:
    """What makes the clips of a page for the browser."""
    from facilitator.audio.encoding import clip_mp3

    return clip_mp3


@click.command()
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("--model", required=True, type=click.Path(path_type=Path), help="The folder of a faster-whisper model.")
@click.option("--language", default="", help="Such as en or de; without it the model finds out.")
@click.option("--engine", default="", hidden=True)
def transcribe(audio: Path, model: Path, language: str, engine: str) -> None:
    """Write down what is said in a recording, without a network: a line of JSON for each piece. Needs the extra."""
    from facilitator.audio import transcribing

    transcribing.transcribe(audio, model, language, _tell, engine or transcribing.ENGINE)


def _tell(line: str) -> None:
    """At once, for whoever waits for it."""
    click.echo(line)
    sys.stdout.flush()
