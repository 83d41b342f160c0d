"""Where bugs are written down."""

import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path


class BugLog(logging.Handler):
    """Bugs only, without words of the study; the file stays small, and is opened when there is a bug to tell."""

    def __init__(self, file: Callable[[], Path]) -> None:
        super().__init__()
        self._where = file

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._file.handle(record)
        except OSError:  # no log can be written; the user has the sentence already
            self.handleError(record)

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler  # it brings half the network library along

        file = RotatingFileHandler(self._where(), maxBytes=500_000, backupCount=1, encoding="utf-8")
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return file
