"""The commands for documents: written for people to hold, and taken in again with their answers."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.parts import STUDY, Place, actor_named, json_option, open_folder, print_json
from facilitator.cli.sound import CLIP_FORMATS, SOUNDS, clip_encoder, export_sound
from facilitator.domain.errors import UserError
from facilitator.services.clock import SystemClock
from facilitator.storage.opening import StudyFolder

if TYPE_CHECKING:
    from facilitator.services.documents.reporting_documents import Options

DOCUMENTS = ("guide", "summary", "pack", "matrix", "findings", "feedback", "notes", "agreement", "report")
FORMATS = ("docx", "pdf", "html", "xlsx", "csv", "svg", "png")
NOBODY = dict.fromkeys(("guide", "summary"), "There is no group in this study yet. Add the first one in Prepare.") | {
    "pack": "No group is shown any answers yet, so there is no pack. Plan them in Reflect."
}
"""Why nothing is written of what is written for each group."""
PRESETS = ("narrative", "topline", "bulleted", "letter")


@click.command()
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
    if not written:
        raise UserError(" ".join(notes) or "There is nothing yet to write about. Add the first group in Prepare.")
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
    """The files written; `notes` gets what to look at before they are handed on, and why there are none."""
    from facilitator.services.documents.reporting import DOCUMENTS as MADE  # Word takes a while to load
    from facilitator.services.documents.reporting import Reporting

    sound = clip_encoder() if fmt == "html" else None
    with _printer(fmt) as printer:
        reporting = Reporting(
            opened.store,
            opened.names,
            SystemClock().now,
            folder=opened.path,
            sound=sound,
            printer=printer,
            pager=word_pages,
        )
        reporting.tell = notes.append
        export = reporting.export_all if document == "all" else partial(reporting.export, document)
        written = export(folder, recipients=recipients, fmt=fmt, options=options)
    if not written and document in NOBODY:
        notes.append(NOBODY[document])
    for name in ("summary", "pack") if document == "all" else (document,):
        if fmt in MADE[name] or fmt == "pdf":
            notes += reporting.waiting(name, None if document == "all" else recipients)
    return written


@click.command()
@STUDY
@click.argument("files", nargs=-1, required=True, type=Place(), metavar="FILE…")
@json_option
def answers(study: Path, files: Sequence[Path], as_json: bool) -> None:
    """Take in what people saved from a hand-out for the browser; the same file twice counts once."""
    from facilitator.services.documents.answers import take_in_answers

    with open_folder(study) as opened, opened.store.change("Take in answers"):  # one that is refused leaves none
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


def word_pages(*asked: Any) -> Mapping[int, int]:
    """On which page each block of a Word file begins; a computer on which Qt cannot be loaded does not know."""
    try:
        from facilitator.ui.report import printing  # Qt takes a while to load
    except ImportError:
        return {}
    kept = printing.ready_to_print()
    pages = printing.word_pages(*asked)
    del kept
    return pages


def _print_nothing(*_wish: Any) -> bytes:
    raise AssertionError("only PDF is printed")


def _options(preset: Any, evidence: bool, large: bool, paper: Any, template: Path | None) -> "Options":
    from facilitator.services.documents.drafts import LARGE_PRINT
    from facilitator.services.documents.reporting_documents import Options, read_template

    chosen = read_template(template) if template else b""
    return Options(preset, evidence, LARGE_PRINT if large else None, paper, chosen)
