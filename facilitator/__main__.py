"""The door: `facilitator` and `python -m facilitator`."""

import gc
import sys
from pathlib import Path

SUFFIX = ".study"


def main() -> None:
    """The window at once where nothing else can be meant, since every start waits for it; else the command line."""
    words = sys.argv[1:]
    if not words:
        _open_window(None)
    elif len(words) == 1 and words[0].endswith(SUFFIX) and Path(words[0]).is_dir():
        _open_window(Path(words[0]))
    else:
        from facilitator.cli import main as command_line

        command_line()


def _open_window(study: Path | None) -> None:
    gc.disable()  # a start makes much and throws hardly anything away; `run_window` sees to it again
    try:
        from facilitator import paths
        from facilitator.qt_start import load_qt

        load_qt(paths.cache_dir())
        from facilitator.app import run_window

        sys.exit(run_window(study))
    except Exception as error:
        from facilitator.cli import sentence_of
        from facilitator.domain.errors import UserError

        if isinstance(error, (UserError, OSError)):
            sys.exit(sentence_of(error))
        raise


if __name__ == "__main__":
    main()
