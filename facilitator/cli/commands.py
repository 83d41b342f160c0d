"""The command line: each command is a few calls on services; a problem ends in one sentence and exit code 1."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

import click

from facilitator import __version__, paths
from facilitator.cli.documents import answers, export
from facilitator.cli.parts import Problem, sentence_of
from facilitator.cli.sound import add_recording, transcribe
from facilitator.cli.study import check, dump, import_, merge, new
from facilitator.cli.trying import demo, self_test
from facilitator.domain.errors import UserError
from facilitator.services.clock import SystemClock
from facilitator.services.study.studies import Studies

WINDOW = "window"


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


@click.command(WINDOW, hidden=True)
@click.argument("study", required=False, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Open the user's own copy of the sample study.")
def window(study: Path | None, sample: bool) -> None:
    """Open the window."""
    if sample:
        study = _own_sample()
    from facilitator.app import run_window  # Qt takes a while to load and no other command needs it

    sys.exit(run_window(study))


def _own_sample() -> Path:
    catalogue = Studies(paths.config_dir(), paths.data_dir(), SystemClock())
    opened = catalogue.sample()
    catalogue.close(opened)
    return opened.path


@click.group(
    cls=Commands,
    commands=[window, new, import_, dump, export, answers, check, merge, demo, transcribe, add_recording, self_test],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="facilitator")
def cli() -> None:
    """Prepare, run, reflect and report focus groups.

    Without a command the window opens: on STUDY if a study folder is named, else on the start page.
    """


def main() -> None:
    """Runs the command line; text that a terminal cannot show is escaped rather than refused."""
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false")  # it tells of libraries and files on stderr
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    cli.main(prog_name="facilitator")
