"""The commands for a study as a whole: made, brought in, written out, looked over, merged with another copy."""

from pathlib import Path

import click

from facilitator.cli.parts import STUDY, Place, Problem, json_option, open_folder, print_json
from facilitator.services.clock import SystemClock
from facilitator.services.study import studies
from facilitator.storage import interchange


@click.command()
@STUDY
@click.option("--title", default="", help="The study's title; without it, the folder's name.")
def new(study: Path, title: str) -> None:
    """Make an empty study."""
    studies.new_study(study, title).close()
    click.echo(study)


@click.command("import")
@STUDY
@click.argument("file", type=Place())
def import_(study: Path, file: Path) -> None:
    """Load study JSON into a new or empty study, all or nothing."""
    imported = studies.import_study(study, file)
    imported.study.close()
    for warning in imported.warnings:
        click.echo(warning, err=True)
    click.echo(study)


@click.command()
@STUDY
@click.option("-o", "--output", type=Place(), help="The file to write; without it, to stdout.")
def dump(study: Path, output: Path | None) -> None:
    """Write study JSON; importing it gives an equal dump."""
    with open_folder(study, reading=True) as opened:
        if output:
            left_out = studies.dump_study(opened, output)
            click.echo(output)
        else:
            made = interchange.dump(opened.store)
            left_out = made.left_out
            click.echo(made.text().encode(), nl=False)
    for sentence in left_out:
        click.echo(sentence, err=True)


@click.command()
@STUDY
@json_option
def check(study: Path, as_json: bool) -> None:
    """Look whether database, entries, audio and back-ups are sound; says what is wrong."""
    from facilitator.audio.track_files import TrackFiles
    from facilitator.services.study import checking  # reads audio, which takes a while to load

    with open_folder(study, reading=True) as opened:
        checks = checking.check_study(opened, TrackFiles())
    faults = checking.faults_of(checks)
    if as_json:
        print_json({"ok": not faults, "checks": [checking.as_values(one) for one in checks]})
    else:
        for one in checks:
            click.echo(f"{one.subject}: {'sound' if not one.faults else 'not sound'} ({one.looked_at})")
            for sentence in one.told:
                click.echo(f"  {sentence}")
    if faults:
        raise Problem(" ".join(faults))


@click.command()
@STUDY
@click.argument("other", type=Place())
@click.option("--look", is_flag=True, help="Only say what would come in.")
@json_option
def merge(study: Path, other: Path, look: bool, as_json: bool) -> None:
    """Take in what another copy of the study has; what both changed stays as it is and is told."""
    from facilitator.services.study.merge_audio import bring_audio
    from facilitator.services.study.merging import Merging

    with open_folder(study) as opened:
        merging = Merging(opened.store, opened.path, SystemClock())
        preview = merging.preview(other)
        if not look and not preview.is_empty:
            bring_audio(preview.audio, opened.path)
            merging.merge(preview)
        waiting = len(merging.conflicts()) + (len(preview.clashes) if look else 0)
    told = {
        "new": sum(preview.new.values()),
        "changed": sum(preview.changed.values()),
        "gone": sum(preview.gone.values()),
    }
    if as_json:
        print_json({**told, "differences": waiting, "written": not look})
    else:
        click.echo(", ".join(f"{name}: {count}" for name, count in (told | {"differences to decide": waiting}).items()))
