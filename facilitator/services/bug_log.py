"""Where bugs are written down."""

from pathlib import Path
from types import TracebackType

LARGEST = 500_000
"""Bytes after which the log begins anew; the one before is kept."""


def note_bug(file: Path, error: BaseException, trace: TracebackType | None) -> None:
    """Adds of what kind a bug was and where in the program; its message stays out, since it may hold words of a study.

    Where the file cannot be written nothing is, and nothing is raised: the user has a sentence already.
    """
    import logging  # a start does without
    import traceback
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(file, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    told = "".join([f"{type(error).__module__}.{type(error).__qualname__}\n", *traceback.format_tb(trace)])
    handler.handle(logging.LogRecord("facilitator", logging.ERROR, str(file), 0, told, None, None))
    handler.close()
