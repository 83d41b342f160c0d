"""The study folder and its database, the one door through which anything is written."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without(library: str) -> Iterator[None]:
    """Inside, importing the library fails as if it were not installed; one that is loaded already stays."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[library]


# sqlite-utils looks for numpy only to know its number types, which no record has; loading it takes longer than the
# window itself, and a study is opened by every start.
with _without("numpy"):
    import sqlite_utils  # noqa: F401
