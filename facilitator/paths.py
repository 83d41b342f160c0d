"""Where things are: what the program brings along, and where a user's own files go.

The program runs in three shapes. In a checkout `resources/` and `sessions/` stand beside the package; in a wheel they
stand inside it as `_data/`; in a frozen program folder PyInstaller unpacks the same `_data/`.
"""

import contextlib
import os
import sys
from pathlib import Path

import platformdirs

APP_NAME = "Facilitator"
HOME_VARIABLE = "FACILITATOR_HOME"
"""Names a folder that takes the place of the user's own folders (for tests, and for a program on a stick)."""


def resource_dir() -> Path:
    """The folder of icons, themes, translations, templates and the schema; read only."""
    return _bundled("resources")


def sample_dir() -> Path:
    """The folder of sample studies as sources; read only, so copy before opening."""
    return _bundled("sessions")


def data_dir() -> Path:
    """The user's own question banks, frameworks and templates; made if missing."""
    return _made(_own("data") or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)))


def config_dir() -> Path:
    """The settings file's folder; made if missing."""
    return _made(_own("config") or Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)))


def log_dir() -> Path:
    """Where the program says what went wrong; made if missing."""
    return _made(_own("log") or Path(platformdirs.user_log_dir(APP_NAME, appauthor=False)))


def cache_dir() -> Path:
    """What can be made again at any time; not made here."""
    return _own("cache") or Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))


def documents_dir() -> Path:
    """Where a new study is offered to go: the user's documents, not made here."""
    return _own("documents") or Path(platformdirs.user_documents_dir())


def _bundled(name: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(frozen, "facilitator") if frozen else Path(__file__).resolve().parent
    inside = package / "_data" / name
    return inside if inside.is_dir() else package.parent / name


def _own(kind: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / kind if home else None


def _made(folder: Path) -> Path:
    """The folder, also where it cannot be made: settings are not worth a window that does not open."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
