"""Puts the licences of all that the program folder carries beside the program, as most of them ask."""

import re
import sysconfig
from importlib.metadata import Distribution, distribution
from pathlib import Path
from shutil import copyfile

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
OWN_TEXTS = ROOT / ".make" / "licences"
"""For Qt, whose packages bring none."""
LICENCE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


def copy_licences(folder: Path) -> None:
    """A folder for each library, with every text of a licence that its package has."""
    _copy(ROOT / "LICENSE", folder / "Facilitator.txt")
    for python in Path(sysconfig.get_path("stdlib")).glob("LICENSE*"):
        _copy(python, folder / "Python" / python.name)
    for library in libraries():
        for text in texts_of(library):
            _copy(text, folder / library.name / _name(text))


def libraries() -> list[Distribution]:
    """What the program needs, and what that needs in turn."""
    found: dict[str, Distribution] = {}
    waiting = ["facilitator"]
    while waiting:
        needed = distribution(waiting.pop())
        for line in needed.requires or ():
            wanted = Requirement(line)
            if (wanted.marker is None or wanted.marker.evaluate({"extra": ""})) and wanted.name.lower() not in found:
                found[wanted.name.lower()] = distribution(wanted.name)
                waiting.append(wanted.name)
    return list(found.values())


def texts_of(library: Distribution) -> list[Path]:
    """The texts in its package; those kept here where it is a part of Qt and has none."""
    files = [Path(str(file.locate())) for file in library.files or () if LICENCE.search(file.name)]
    texts = sorted(file for file in files if file.suffix.lower() in {"", ".txt", ".md", ".rst"} and file.is_file())
    is_qt = library.name.lower().startswith(("pyside6", "shiboken6"))
    return texts or (sorted(OWN_TEXTS.iterdir()) if is_qt else [])


def _name(text: Path) -> str:
    """Libraries within a library come with texts of the same name, so the way to each is part of it."""
    parts = text.parts
    return "-".join(parts[parts.index("licenses") + 1 :]) if "licenses" in parts else text.name


def _copy(text: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    copyfile(text, target)
