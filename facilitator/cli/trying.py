"""The commands that try the program out: the main job for people to look at, and the proof that nothing is missing."""

import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from facilitator import paths
from facilitator.cli.documents import word_pages
from facilitator.cli.parts import Place, json_option, print_json
from facilitator.services.clock import SystemClock


@click.command()
@click.argument("folder", required=False, type=Place())
@json_option
def demo(folder: Path | None, as_json: bool) -> None:
    """The whole main job on the sample study, without a window."""
    from facilitator.audio.clips import load_clip
    from facilitator.services.study.demo import Demo

    place = folder or Path(tempfile.mkdtemp(prefix="facilitator-"))
    steps = []
    for step in Demo(place, SystemClock(), lambda spec: load_clip(spec).samples, word_pages).run():
        steps.append(asdict(step))
        if not as_json:
            click.echo(f"{step.name}: {step.result}")
    if as_json:
        print_json({"ok": True, "folder": str(place), "steps": steps})
    else:
        click.echo(f"Everything is in {place}")


@click.command("self-test")
def self_test() -> None:
    """Prove that this program is whole: window, capture, clip, sound, Word, read back."""
    from facilitator.app.trial import try_window
    from facilitator.audio.clips import load_clip
    from facilitator.audio.proving import prove_sound
    from facilitator.services.study.demo import Demo

    with tempfile.TemporaryDirectory(prefix="facilitator-") as name:
        for step in Demo(Path(name), SystemClock(), lambda spec: load_clip(spec).samples).run():
            click.echo(f"{step.name}: {step.result}")
        click.echo(f"sound: {prove_sound(paths.sample_dir() / 'sample' / 'audio' / 'sales.ogg')}")
        click.echo(f"window: {try_window(Path(name) / 'home')} pages drawn")
    click.echo("self-test: passed")
