"""Loads Qt without what PySide6 does at every start and this program has no use for.

PySide6 carries modules of its own as source inside a library and compiles them anew at each start, a sixth of what a
bare window takes: here the compiled code is kept, as Python keeps that of other modules. One of them only writes type
stubs and is left empty. And PySide6 puts a hook before every `import`, which reads the source of each new module to see
whether Qt's names may be wanted in snake_case: here Python's own `import` is put back. Where PySide6 does nothing of
this, nothing is changed.
"""

import builtins
import contextlib
import marshal
import sys
import zlib
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any

CARRIED = ("signature_bootstrap.py", "shibokensupport/")
"""How the names begin that PySide6 gives to what it has compiled."""
STUB_WRITER = "shibokensupport/signature/lib/pyi_generator.py"
Compiled = dict[tuple[str, int], CodeType]
"""By file name and CRC-32 of the source."""


def load_qt(cache: Path) -> None:
    """Imports PySide6; `cache` is a folder of this user's, which need not exist and can be emptied at any time."""
    with _compiled_once(cache / f"qt-support.{sys.implementation.cache_tag}"):
        import PySide6.QtCore  # noqa: F401
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


@contextlib.contextmanager
def _compiled_once(file: Path) -> Iterator[None]:
    """While this lasts, what PySide6 carries is compiled only where it is not what was compiled before."""
    known, used, compiling = _read(file), Compiled(), compile

    def kept(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
        if not (isinstance(source, bytes) and str(filename).startswith(CARRIED)):
            return compiling(source, filename, mode, *more, **options)
        key = (str(filename), zlib.crc32(source))
        used[key] = known.get(key) or compiling(b"" if filename == STUB_WRITER else source, filename, mode)
        return used[key]

    vars(builtins)["compile"] = kept
    try:
        yield
    finally:
        vars(builtins)["compile"] = compiling
    if used.keys() - known.keys():
        _write(file, used)


def _read(file: Path) -> Compiled:
    """What was kept; nothing where that is missing, of another Python, cut short or spoilt."""
    try:
        found = file.read_bytes()
    except OSError:
        return {}
    stamp, body = found[:8], found[8:]
    return marshal.loads(body) if stamp == _stamp(body) else {}  # noqa: S302 - this user's, as __pycache__ is


def _write(file: Path, used: Compiled) -> None:
    """Whole or not at all; a folder that cannot be written costs each start the time to compile again."""
    body = marshal.dumps(used)
    part = file.with_suffix(".part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_stamp(body) + body)
        part.replace(file)


def _stamp(body: bytes) -> bytes:
    """Code of another Python or a file that was cut short must not be run, so both are told in eight bytes."""
    return MAGIC_NUMBER + zlib.crc32(body).to_bytes(4, "big")
