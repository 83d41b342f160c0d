"""The command line: each command is a few calls on services; a problem ends in one sentence and exit code 1."""

import errno
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator import __version__, paths
from facilitator.cli_parts import STUDY, Place, actor_named, json_option, open_folder, print_json
from facilitator.cli_sound import CLIP_FORMATS, SOUNDS, add_recording, clip_encoder, export_sound, transcribe
from facilitator.domain.errors import UserError
from facilitator.services.clock import SystemClock
from facilitator.services.study import studies
from facilitator.storage import interchange
from facilitator.storage.opening import StudyFolder

if TYPE_CHECKING:
    from facilitator.services.documents.reporting_documents import Options

DOCUMENTS = ("guide", "summary", "pack", "matrix", "findings", "feedback", "notes", "agreement", "report")
FORMATS = ("docx", "pdf", "html", "xlsx", "csv", "svg", "png")
PRESETS = ("narrative", "topline", "bulleted", "letter")
WINDOW = "window"


class Problem(click.ClickException):
    """A problem that the user can mend: its sentence alone on stderr, exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=file is None)


class Commands(click.Group):
    """The one place where an expected failure becomes a sentence; a first word that is no command is a study."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = next((at for at, arg in enumerate(args) if not arg.startswith("-")), None)
        if first is None and set(args) <= {"--sample"}:
            args = [WINDOW, *args]
        elif first is not None and args[first] not in self.commands:
            self._refuse_typo(ctx, args[first])
            args = [WINDOW, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (UserError, OSError) as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:  # whoever read the output has left
                raise
            raise Problem(sentence_of(error)) from error

    def _refuse_typo(self, ctx: click.Context, word: str) -> None:
        """A bare word that names nothing on disk is a mistyped command rather than a lost study."""
        path = Path(word)
        if path.name == word and not path.suffix and not path.exists():
            raise click.UsageError(f"“{word}” is neither a command nor a study folder.", ctx)


def sentence_of(error: UserError | OSError) -> str:
    """What went wrong and what to do, on one line."""
    if isinstance(error, UserError):
        return " ".join(str(error).split())
    name = Path(error.filename).name if isinstance(error.filename, str) else "the file"
    return f"{name}: {error.strerror or error}. Check the place and the rights there."


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="facilitator")
def cli() -> None:
    """Prepare, run, reflect and report focus groups.

    Without a command the window opens: on STUDY if a study folder is named, else on the start page.
    """


@cli.command(WINDOW, hidden=True)
@click.argument("study", required=False, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Open the user's own copy of the sample study.")
def window(study: Path | None, sample: bool) -> None:
    """Open the window."""
    if sample:
        study = _own_sample()
    from facilitator.app import run_window  # Qt takes a while to load and no other command needs it

    sys.exit(run_window(study))


def _own_sample() -> Path:
    catalogue = studies.Studies(paths.config_dir(), paths.data_dir(), SystemClock())
    opened = catalogue.sample()
    catalogue.close(opened)
    return opened.path


@cli.command()
@STUDY
@click.option("--title", default="", help="The study's title; without it, the folder's name.")
def new(study: Path, title: str) -> None:
    """Make an empty study."""
    studies.new_study(study, title).close()
    click.echo(study)


@cli.command("import")
@STUDY
@click.argument("file", type=Place())
def import_(study: Path, file: Path) -> None:
    """Load study JSON into a new or empty study, all or nothing."""
    imported = studies.import_study(study, file)
    imported.study.close()
    for warning in imported.warnings:
        click.echo(warning, err=True)
    click.echo(study)


@cli.command()
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


@cli.command()
@STUDY
@click.argument(
    "documents", nargs=-1, required=True, type=click.Choice([*DOCUMENTS, *SOUNDS, "all"]), metavar="DOCUMENT…"
)
@click.option("--to", "folder", required=True, type=Place(), help="The folder to write into.")
@click.option("--for", "actors", multiple=True, metavar="ACTOR", help="A group's id, letter or name; may be repeated.")
@click.option(
    "--format",
    "fmt",
    default="docx",
    type=click.Choice([*FORMATS, *CLIP_FORMATS]),
    show_default=True,
    help="Clips are written as mp3 unless it names a format of sound.",
)
@click.option(
    "--preset",
    default="narrative",
    type=click.Choice(PRESETS),
    show_default=True,
    help="Form of the report; the letter is for people outside the groups, who have their summaries.",
)
@click.option("--evidence", is_flag=True, help="Add what statements rest on to the report: the researcher's own copy.")
@click.option("--large", is_flag=True, help="Large print, 18 pt.")
@click.option("--paper", default="A4", type=click.Choice(["A4", "Letter"]), show_default=True)
@click.option("--template", type=Place(), help="A .docx whose styles, head and foot are used.")
@json_option
def export(
    study: Path,
    documents: Sequence[str],
    folder: Path,
    actors: Sequence[str],
    fmt: str,
    as_json: bool,
    **look: Any,
) -> None:
    """Write documents: matrix, summary, pack, guide, findings, feedback, notes, agreement, report or all; also clips
    (of the packs of --for, else every one that may be heard) and labels (of all marks, for Audacity). One path a line.
    """
    options = _options(**look)
    with open_folder(study) as opened:
        recipients = [actor_named(opened.store, name).id for name in actors] or None
        written: list[Path] = []
        notes: list[str] = []
        for one in _each_once(documents):
            if one in SOUNDS:
                written += export_sound(opened, one, folder, recipients, fmt)
            else:
                written += _export_document(opened, one, folder, recipients, fmt, options, notes)
    notes = list(dict.fromkeys(notes))
    if as_json:
        print_json({"files": [str(path) for path in written], "notes": notes})
    else:
        for path in written:
            click.echo(path)
    for note in notes:
        click.echo(note, err=True)


def _each_once(documents: Sequence[str]) -> list[str]:
    """What “all” writes is not written again under its own name."""
    wanted = dict.fromkeys(documents)
    return [one for one in wanted if one in SOUNDS or one == "all" or "all" not in wanted]


def _export_document(
    opened: StudyFolder,
    document: str,
    folder: Path,
    recipients: Sequence[str] | None,
    fmt: str,
    options: "Options",
    notes: list[str],
) -> list[Path]:
    """The files written; what should be looked at before they are handed on comes to `notes`."""
    from facilitator.services.documents.reporting import Reporting  # Word takes a while to load

    sound = clip_encoder() if fmt == "html" else None
    with _printer(fmt) as printer:
        reporting = Reporting(
            opened.store,
            opened.names,
            SystemClock().now,
            folder=opened.path,
            sound=sound,
            printer=printer,
            pager=_word_pages,
        )
        reporting.tell = notes.append
        export = reporting.export_all if document == "all" else partial(reporting.export, document)
        written = export(folder, recipients=recipients, fmt=fmt, options=options)
    for name in ("summary", "pack") if document == "all" else (document,):
        notes += reporting.waiting(name, None if document == "all" else recipients)
    return written


@cli.command()
@STUDY
@click.argument("files", nargs=-1, required=True, type=Place(), metavar="FILE…")
@json_option
def answers(study: Path, files: Sequence[Path], as_json: bool) -> None:
    """Take in what people saved from a hand-out for the browser; the same file twice counts once."""
    from facilitator.services.documents.answers import take_in_answers

    with open_folder(study) as opened:
        taken = [take_in_answers(opened.store, file) for file in files]
    if as_json:
        print_json({"taken_in": [{"group": each.group.name, "new": each.new, "known": each.known} for each in taken]})
    else:
        for each in taken:
            click.echo(f"{each.group.name}: {each.new} new, {each.known} known before")
            if each.changed:
                click.echo(f"{each.changed} of these say something else now and were left as they are.", err=True)


@contextmanager
def _printer(fmt: str) -> Iterator[Any]:
    """What prints PDF; for other formats it only lets a sentence name PDF among what there is."""
    if fmt != "pdf":
        yield _print_nothing
        return
    from facilitator.ui.report.printing import print_pdf, ready_to_print  # Qt takes a while to load

    kept = ready_to_print()
    yield print_pdf
    del kept


def _word_pages(*asked: Any) -> Mapping[int, int]:
    """On which page each block of a Word file begins; a computer on which Qt cannot be loaded does not know."""
    try:
        from facilitator.ui.report.printing import ready_to_print, word_pages  # Qt takes a while to load
    except ImportError:
        return {}
    kept = ready_to_print()
    pages = word_pages(*asked)
    del kept
    return pages


def _print_nothing(*_wish: Any) -> bytes:
    raise AssertionError("only PDF is printed")


def _options(preset: Any, evidence: bool, large: bool, paper: Any, template: Path | None) -> "Options":
    from facilitator.services.documents.drafts import LARGE_PRINT
    from facilitator.services.documents.reporting_documents import Options, read_template

    chosen = read_template(template) if template else b""
    return Options(preset, evidence, LARGE_PRINT if large else None, paper, chosen)


@cli.command()
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


@cli.command()
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


@cli.command()
@click.argument("folder", required=False, type=Place())
@json_option
def demo(folder: Path | None, as_json: bool) -> None:
    """The whole main job on the sample study, without a window."""
    from facilitator.audio.clips import load_clip
    from facilitator.services.study.demo import Demo

    place = folder or Path(tempfile.mkdtemp(prefix="facilitator-"))
    steps = []
    for step in Demo(place, SystemClock(), lambda spec: load_clip(spec).samples, _word_pages).run():
        steps.append(asdict(step))
        if not as_json:
            click.echo(f"{step.name}: {step.result}")
    if as_json:
        print_json({"ok": True, "folder": str(place), "steps": steps})
    else:
        click.echo(f"Everything is in {place}")


cli.add_command(transcribe)
cli.add_command(add_recording)


@cli.command("self-test")
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


def main() -> None:
    """Runs the command line; text that a terminal cannot show is escaped rather than refused."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    cli.main(prog_name="facilitator")
