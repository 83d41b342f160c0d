"""Audio files that come with a study file: found beside it and copied into the study."""

import filecmp
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from facilitator.domain.errors import UserError
from facilitator.storage.files import safe_name, whole_file


@dataclass(slots=True)
class Brought:
    """What became of each name: `names` to the file in the study, `missing` not found, `made` newly written."""

    names: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    made: list[Path] = field(default_factory=list)

    def take_back(self) -> None:
        """Removes the copies again."""
        for path in self.made:
            path.unlink(missing_ok=True)


def bring(names: Iterable[str], beside: Path, audio: Path) -> Brought:
    """Copies the named files, which lie in `beside` or its audio folder, into `audio`.

    A name that leads elsewhere, or a file that cannot be copied, raises UserError and leaves no copy.
    """
    brought = Brought()
    try:
        for name in names:
            source = _source(name, beside)
            if source is None:
                brought.missing.append(name)
            brought.names[name] = _kept(source, name, audio, brought)
    except OSError as error:
        brought.take_back()
        raise UserError(f"The audio could not be copied: {error.strerror or error}. Nothing was imported.") from error
    except UserError:
        brought.take_back()
        raise
    return brought


def _source(name: str, beside: Path) -> Path | None:
    folder = beside.resolve()
    for place in (beside / name, beside / "audio" / name):
        if not place.resolve().is_relative_to(folder):
            raise UserError(f"The clip file “{name}” leads out of the folder of the study file. Nothing was imported.")
        if place.is_file():
            return place
    return None


def _kept(source: Path | None, name: str, audio: Path, brought: Brought) -> str:
    wanted = PurePosixPath(safe_name(PurePosixPath(name).name))
    target = audio / wanted
    count = 1
    while target.exists() or target.name in brought.names.values():
        if source is not None and target.exists() and filecmp.cmp(source, target, shallow=False):
            return target.name
        count += 1
        target = audio / f"{wanted.stem} ({count}){wanted.suffix}"
    if source is not None:
        with whole_file(target) as part:
            shutil.copyfile(source, part)
        brought.made.append(target)
    return target.name
