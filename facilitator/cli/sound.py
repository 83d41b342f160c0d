"""The commands for sound; their libraries are loaded when one of them is called."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from facilitator.cli.parts import STUDY, Place, actor_named, json_option, open_folder, print_json
from facilitator.domain.errors import UserError
from facilitator.domain.sessions import Session
from facilitator.services.clock import SystemClock
from facilitator.storage.opening import StudyFolder
from facilitator.storage.store import Store

SOUNDS = ("clips", "labels")
DAY_MS = 24 * 3600 * 1000
CLIP_FORMATS = ("wav", "mp3", "ogg", "m4a")
"""What may be asked for; the last one is refused with a reason."""


def export_sound(
    opened: StudyFolder, kind: str, folder: Path, recipients: Sequence[str] | None, fmt: str
) -> list[Path]:
    """Writes clips, or labels of the marks; what is left out is told on stderr."""
    if kind == "labels":
        from facilitator.services.sound.sound_labels import SoundLabels

        return SoundLabels(opened.store, opened.names).write(folder, recipients)
    from facilitator.audio.writing import write_clip
    from facilitator.services.sound.clip_export import ClipExport

    export = ClipExport(opened.store, opened.path, opened.names, SystemClock().now)
    chosen = fmt if fmt in CLIP_FORMATS else "mp3"
    done = export.export(folder, write_clip, recipients=recipients, fmt=chosen)
    for sentence in (told for each in done for told in (*each.made.across, *each.made.left_out)):
        click.echo(sentence, err=True)
    return [path for each in done for path in (*each.paths, each.playlist)]


def clip_encoder() -> Any:
    """What makes the clips of a page for the browser."""
    from facilitator.audio.encoding import clip_mp3

    return clip_mp3


@click.command()
@click.argument("audio", type=Place())
@click.option("--model", required=True, type=click.Path(path_type=Path), help="The folder of a faster-whisper model.")
@click.option("--language", default="", help="Such as en or de; without it the model finds out.")
@click.option("--engine", default="", hidden=True)
def transcribe(audio: Path, model: Path, language: str, engine: str) -> None:
    """Write down what is said in a recording, without a network: a line of JSON for each piece.

    Needs the extra: pip install "facilitator[transcribe]".
    """
    from facilitator.audio import transcribing

    transcribing.transcribe(audio, model, language, _tell, engine or transcribing.ENGINE)


def _tell(line: str) -> None:
    """At once, for whoever waits for it."""
    click.echo(line)
    sys.stdout.flush()


@click.command("add-recording")
@STUDY
@click.argument("file", type=Place())
@click.option("--session", "wanted", required=True, metavar="ID", help="A session's id, or the group that met.")
@click.option(
    "--offset",
    "offset_ms",
    type=click.IntRange(-DAY_MS, DAY_MS),
    metavar="MS",
    help="Where it begins in session time; else it is heard.",
)
@json_option
def add_recording(study: Path, file: Path, wanted: str, offset_ms: int | None, as_json: bool) -> None:
    """Add the file of a phone or another recorder to a session, laid beside our own recording."""
    from facilitator.audio.align import SoundAligner
    from facilitator.audio.decoder import AudioDecoder
    from facilitator.services.sound.second_recorder import SecondRecorder, bring_in

    with open_folder(study) as opened:
        second, session = SecondRecorder(opened.store, opened.path), _session(opened.store, wanted)
        own = second.own(session.id)
        brought = bring_in(AudioDecoder(), SoundAligner(), own, file, opened.path, listen=offset_ms is None)
        added = second.add(session.id, brought, offset_ms)
        begins = second.start_ms(added)
    found = brought.alignment
    if as_json:
        print_json({"file": added.file, "begins_ms": begins, "alignment": asdict(found) if found else None})
        return
    click.echo(f"{added.file} begins at {begins} ms of session time")
    if offset_ms is None and (found is None or found.confidence < 0.5):
        click.echo("It is not sure where it belongs: nothing of ours sounds quite the same. Set --offset.", err=True)


def _session(store: Store, name: str) -> Session:
    """The session with this id, else the newest one of the group with this id, letter or name."""
    found = store.get(Session, name)
    if found is None:
        group = actor_named(store, name)
        found = max(store.find(Session, actor=group.id), key=lambda each: each.started_at or "", default=None)
    if found is None:
        raise UserError(f"“{name}” has no session yet. Name a group that has met.")
    return found
